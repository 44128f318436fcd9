"""The command ``new``: begins a file that is valid as it stands."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pitfall_audit.cli.answer_command import audited_file
from pitfall_audit.cli.answered_files import AnsweredFile
from pitfall_audit.cli.audited import audit_options
from pitfall_audit.cli.command_classes import GivenPath, Misuse, documented
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.streams import write_notice, write_result
from pitfall_audit.errors import UsageProblem
from pitfall_audit.report.screen import safe_line
from pitfall_audit.yaml.disk import is_there

if TYPE_CHECKING:
    from pitfall_audit.editing.asking import Asker
    from pitfall_audit.engine.result import AuditResult

__all__ = ["begin_file", "new"]

_SHOWN = 3


class _Settings(click.Choice):  # type: ignore[type-arg]  # generic in later versions
    """The settings that a file can be begun for, read when somebody names one."""

    def __init__(self) -> None:  # what click keeps of them would be read at every start
        self.case_sensitive = True

    @cached_property
    def choices(self) -> tuple[str, ...]:  # type: ignore[override]
        """Their names."""
        from pitfall_audit.editing.starters import what_settings_are

        return tuple(name for name, _ in what_settings_are())


@documented(says="Begin a file.", exit_codes=True)
@click.option("--setting", type=_Settings())
@click.option("--output", "file", metavar="FILE", type=GivenPath())
@audit_options
@click.pass_obj
def new(services: Services, /, *, setting: str | None, file: Path | None, **asked: Any) -> ExitCode:
    """Begin a file for an arrangement, and see the three weightiest questions about it.

    The file is valid as it stands, and says next to nothing: the other fields are in it as
    comments, each with what it means. At a terminal you are asked for the first of them, unless
    both --setting and --output are given; every question may be skipped, and says why it is asked.
    Names of people are never asked for, only ids that you make up.
    """
    from pitfall_audit.editing.asking import StopError

    asker = None if setting and file else services.asker()
    if asker is None and not (setting and file):
        raise Misuse(
            "there is no terminal on which to ask",
            advice="name both, as in --setting board-seat --output quality-committee.yaml",
        )
    interrupted = False
    try:
        if asker is not None:
            setting, file = _asked(asker, setting, file)
        if setting is not None and file is not None:
            begin_file(setting, file)
            if asker is not None:
                _ask(asker, setting, file)
    except StopError as stop:
        interrupted = stop.interrupted
    if file is None or not is_there(file):
        write_notice("Nothing was written.")
    else:
        write_result(_page(services, audited_file(services, file, asked)))
    return ExitCode.INTERRUPTED if interrupted else ExitCode.COMPLETE


def _asked(asker: Asker, setting: str | None, file: Path | None) -> tuple[str | None, Path | None]:
    """What kind of arrangement it is, and the file to begin; None where that is not said."""
    from pitfall_audit.editing.asking import BackError
    from pitfall_audit.editing.starters import what_settings_are

    try:
        setting = setting or asker.choose("What is it about?", what_settings_are())
        typed = "" if file else asker.type(f"A name for the file; nothing typed is {setting}.yaml.")
        return setting, file or Path(typed or f"{setting}.yaml")
    except BackError:
        return None, None


def begin_file(setting: str, file: Path) -> None:
    """Write the starter of a setting; raises UsageProblem where the file is there already."""
    from pitfall_audit.cli.whole_files import write_whole
    from pitfall_audit.editing.starters import starter

    if is_there(file):
        raise UsageProblem(
            f"{file} is there already, and nothing in it is written over.",
            f"Name another file, or answer the questions of this one: pitfall-audit answer {file}",
        )
    write_whole(file, starter(setting, file.stem).encode("utf-8"))
    write_notice(f"Written to {safe_line(str(file))}.")


def _ask(asker: Asker, setting: str, file: Path) -> None:
    from pitfall_audit.editing.interview import first_interview
    from pitfall_audit.editing.starters import asked_at_first

    first_interview(asker, AnsweredFile(file, keep=False), asked_at_first(setting))


def _page(services: Services, result: AuditResult) -> str:
    """The weightiest questions of the audit, and what to do next."""
    from pitfall_audit.editing.interview import open_questions
    from pitfall_audit.report.terminal import write_question
    from pitfall_audit.report.terminal_page import Page

    page = Page(services.screen())
    for engagement in result.engagements:
        questions = open_questions(result, engagement, None)
        shown = questions[:_SHOWN]
        page.heading(f"The weightiest questions ({len(shown)} of {len(questions)})")
        for number, question in enumerate(shown, 1):
            write_question(page, number, question, engagement)
        page.blank()
        page.exactly(f"To answer them: pitfall-audit answer {engagement.file}")
        page.exactly(f"To see all: pitfall-audit check {engagement.file}")
    return page.text()
