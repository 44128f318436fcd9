# ruff: noqa: PLC0415  # loaded where it is needed, so that --help answers at once
"""The command ``answer``: writes answers into a file, and says what they change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pitfall_audit.cli.answered_files import AnsweredFile
from pitfall_audit.cli.audited import audit_options, audit_paths
from pitfall_audit.cli.command_classes import DocumentedCommand, GivenPath, Misuse
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.streams import write_notice, write_result
from pitfall_audit.errors import UnreadableFileError, UsageProblem
from pitfall_audit.report.screen import safe_line

if TYPE_CHECKING:
    from pitfall_audit.editing.answering import Answer
    from pitfall_audit.editing.asking import Asker
    from pitfall_audit.engine.result import AuditResult

__all__ = ["answer", "audited_file"]

_EXAMPLES = (
    (
        "Write two answers into a file",
        "pitfall-audit answer examples/smallest-useful-file.yaml "
        "--set roles.carer-member.status=full-member --set bodies.quality-committee.powers=advise",
    ),
)


@click.command(
    short_help="Answer the questions of a file, in the file.",
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
    help="Write VALUE, as in a file, at PLACE: keys with full stops between them, and an entry of "
    "a list by its id, or its number from nought in brackets. May be repeated; nothing is asked.",
)
@click.option(
    "--unset",
    "gone",
    metavar="PLACE",
    multiple=True,
    help="Take out what stands at PLACE, before anything is written. May be repeated; nothing is "
    "asked.",
)
@click.option(
    "--who",
    metavar="NAME",
    help="Ask only what somebody would know, named as in the report, or a part of that.",
)
@audit_options
@click.pass_obj
def answer(
    services: Services,
    /,
    *,
    file: Path,
    given: tuple[str, ...],
    gone: tuple[str, ...],
    who: str | None,
    **asked: Any,
) -> ExitCode:
    """Go through the open questions of FILE, the weightiest first, and write the answers into it.

    Each is asked with the answers that its field takes, and may be skipped. An answer is written
    at its place, and nothing else in the file is changed; what is written stays if you stop. With
    --set or --unset nothing is asked, so that no terminal is needed. Ties are written into the file
    that --ties names, where it is given. At the end it audits FILE again, and says what changed. A
    file as it was is kept beside it, under a name that ends in .bak. Where it would not be valid
    with an answer, that is not written; with --set the exit code is then 2.
    """
    from pitfall_audit.editing.answered_page import render_answered, render_difference
    from pitfall_audit.editing.answering import Answer

    answers = [Answer(place, None) for place in gone] + [_answer(one) for one in given]
    if answers and who is not None:
        option = "--set" if given else "--unset"
        raise Misuse(f"{option} and --who exclude each other", advice="leave one of them out")
    asker = None if answers else services.asker()
    if not answers and asker is None:
        raise Misuse(
            "there is no terminal on which to ask",
            advice="give answers with --set, as in --set roles.member.voting=yes",
        )
    old = audited_file(services, file, asked)
    answered = AnsweredFile(file, ties=_ties_of(old, asked["ties"]))
    interrupted = False
    if asker is None:
        answered.write(answers)
    else:
        interrupted = _ask(asker, answered, old, who)
    if not answered.changed:
        write_notice(f"Nothing was written: {safe_line(str(file))} is as it was.")
        return ExitCode.INTERRUPTED if interrupted else ExitCode.COMPLETE
    for one in answered.changed:
        was = f"as it was, it is in {one.backup.name}" if one.backup is not None else ""
        write_notice(f"Written to {safe_line(str(one.file))}; {was}.")
    result = audited_file(services, file, asked)
    screen = services.screen()
    differences = [
        render_difference(one.file.as_posix(), one.before, one.text, screen)
        for one in answered.changed
    ]
    write_result("".join(differences) + render_answered(old, result, screen))
    if interrupted:
        return ExitCode.INTERRUPTED
    broken = any(o.outcome == "error" for one in result.engagements for o in one.outcomes)
    return ExitCode.INCOMPLETE if result.problems or broken else ExitCode.COMPLETE


def _answer(given: str) -> Answer:
    from pitfall_audit.editing.answering import Answer

    place, equals, value = given.partition("=")
    if not equals:
        raise Misuse(
            f"--set {given} has no value", advice="write it as in --set roles.member.voting=yes"
        )
    return Answer(place.strip(), value)


def _ties_of(result: AuditResult, files: Sequence[Path]) -> AnsweredFile | None:
    """The one of some files of ties that belongs to the audited engagement."""
    ids = {None, *(one.id for one in result.engagements)}
    found = (AnsweredFile(file) for file in files)
    return next((one for one in found if one.data().get("engagement") in ids), None)


def _ask(asker: Asker, answered: AnsweredFile, result: AuditResult, who: str | None) -> bool:
    """Ask the questions of a result; whether that was interrupted."""
    from pitfall_audit.editing.asking import StopError
    from pitfall_audit.editing.interview import interview, open_questions

    for engagement in result.engagements:
        questions = open_questions(result, engagement, who)
        if not questions and who is not None:
            known = sorted({name for one in engagement.questions for name in one.who})
            raise UsageProblem(
                f"No open question is for {who}.",
                f"There are questions for {', '.join(known)}." if known else "None is open at all.",
            )
        try:
            interview(asker, answered, engagement, questions)
        except StopError as stop:
            return stop.interrupted
    return False


def audited_file(services: Services, file: Path, asked: dict[str, Any]) -> AuditResult:
    """Audit one file; raises UnreadableFileError where it is not valid."""
    result = audit_paths(services, [file], Path.cwd(), **asked)
    if result.problems:
        raise UnreadableFileError(result.problems)
    return result
