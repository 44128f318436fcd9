# ruff: noqa: PLC0415  # loaded where it is needed, so that --help answers at once
"""The command ``answer``: writes answers into a file, and says what they change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pitfall_audit.cli.audited import audit_options, audit_paths
from pitfall_audit.cli.command_classes import DocumentedCommand, GivenPath, Misuse
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.streams import write_notice, write_result
from pitfall_audit.errors import UnreadableFileError, UsageProblem
from pitfall_audit.report.screen import safe_line

if TYPE_CHECKING:
    from pitfall_audit.engine.result import AuditResult

__all__ = ["answer"]

_EXAMPLES = (
    (
        "Write two answers into a file",
        "pitfall-audit answer examples/smallest-useful-file.yaml "
        "--set roles.carer-member.status=full-member --set bodies.quality-committee.powers=advise",
    ),
)


@click.command(
    short_help="Write answers into a file.",
    cls=DocumentedCommand,
    examples=_EXAMPLES,
    shows_exit_codes=True,
)
@click.argument("file", type=GivenPath())
@click.option(
    "--set",
    "given",
    metavar="PLACE=VALUE",
    multiple=True,
    required=True,
    help="Write VALUE, as in a file, at PLACE: keys with full stops between them, and an entry of "
    "a list by its id, or its number from nought in brackets. May be repeated.",
)
@audit_options
@click.pass_obj
def answer(services: Services, /, *, file: Path, given: tuple[str, ...], **asked: Any) -> ExitCode:
    """Write answers into FILE, each at its place; nothing else in it is changed.

    It shows which lines differ, audits FILE again, and says what changed. FILE as it was is kept
    beside it, under a name that ends in .bak. Where the file would not be valid with the answers,
    nothing is written, and the exit code is 2.
    """
    from pitfall_audit.cli.output_files import write_whole
    from pitfall_audit.editing.answered_page import render_answered, render_difference
    from pitfall_audit.editing.answering import Answer, with_answers

    answers = []
    for one in given:
        place, equals, value = one.partition("=")
        if not equals:
            raise Misuse(
                f"--set {one} has no value", advice="write it as in --set roles.member.voting=yes"
            )
        answers.append(Answer(place.strip(), value))
    old = _audit(services, file, asked)
    text = _text(file)
    new = with_answers(text, file.as_posix(), answers)
    if new == text:
        write_notice(f"{safe_line(str(file))} says so already: nothing was written.")
        return ExitCode.COMPLETE
    backup = _free_name(file)
    write_whole(backup, text.encode("utf-8"), like=file)
    write_whole(file, new.encode("utf-8"))
    write_notice(f"Written to {safe_line(str(file))}; as it was, it is kept in {backup.name}.")
    result = _audit(services, file, asked)
    screen = services.screen()
    write_result(
        render_difference(file.as_posix(), text, new, screen) + render_answered(old, result, screen)
    )
    broken = any(o.outcome == "error" for one in result.engagements for o in one.outcomes)
    return ExitCode.INCOMPLETE if result.problems or broken else ExitCode.COMPLETE


def _audit(services: Services, file: Path, asked: dict[str, Any]) -> AuditResult:
    result = audit_paths(services, [file], Path.cwd(), **asked)
    if result.problems:
        raise UnreadableFileError(result.problems)
    return result


def _text(file: Path) -> str:
    from pitfall_audit.yaml.reading import read_source

    source = read_source(file, file.as_posix())
    if not isinstance(source, str):
        raise UnreadableFileError(source)
    return source


def _free_name(file: Path) -> Path:
    """A name beside a file for what it was, that nothing has yet."""
    from pitfall_audit.yaml.disk import is_there

    names = (f"{file.name}{number}.bak" for number in ("", *(f".{n}" for n in range(2, 1000))))
    for name in names:
        if not is_there(file.with_name(name)):
            return file.with_name(name)
    raise UsageProblem(
        f"{file} has a thousand backups beside it.", "Take away those that end in .bak."
    )
