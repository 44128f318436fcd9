# ruff: noqa: PLC0415  # loaded where it is needed, so that --help answers at once
"""The command ``answer``: writes answers into a file, and says what they change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pitfall_audit.cli.audited import audit_options, audit_paths
from pitfall_audit.cli.command_classes import DocumentedCommand, GivenPath, Misuse
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.streams import write_notice, write_result
from pitfall_audit.errors import UnreadableFileError, UnusableAnswerError, UsageProblem
from pitfall_audit.report.screen import safe_line

if TYPE_CHECKING:
    from pitfall_audit.editing.answering import Answer
    from pitfall_audit.editing.asking import Asker
    from pitfall_audit.engine.result import AuditResult

__all__ = ["AnsweredFile", "answer", "audited_file"]

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
    "--who",
    metavar="NAME",
    help="Ask only what somebody would know, named as in the report, or a part of that.",
)
@audit_options
@click.pass_obj
def answer(
    services: Services, /, *, file: Path, given: tuple[str, ...], who: str | None, **asked: Any
) -> ExitCode:
    """Go through the open questions of FILE, the weightiest first, and write the answers into it.

    Each is asked with the answers that its field takes, and may be skipped. An answer is written
    at its place, and nothing else in the file is changed; what is written stays if you stop. With
    --set nothing is asked, so that no terminal is needed. At the end it audits FILE again, and
    says what changed. FILE as it was is kept beside it, under a name that ends in .bak. Where the
    file would not be valid with an answer, that is not written; with --set the exit code is then 2.
    """
    from pitfall_audit.editing.answered_page import render_answered, render_difference

    if given and who is not None:
        raise Misuse("--set and --who exclude each other", advice="leave one of them out")
    answers = [_answer(one) for one in given]
    asker = None if given else services.asker()
    if not given and asker is None:
        raise Misuse(
            "there is no terminal on which to ask",
            advice="give answers with --set, as in --set roles.member.voting=yes",
        )
    old = audited_file(services, file, asked)
    answered = AnsweredFile(file)
    interrupted = False
    if asker is None:
        answered.write(answers)
    else:
        interrupted = _ask(asker, answered, old, who)
    if answered.backup is None:
        write_notice(f"Nothing was written: {safe_line(str(file))} is as it was.")
        return ExitCode.INTERRUPTED if interrupted else ExitCode.COMPLETE
    write_notice(f"Written to {safe_line(str(file))}; as it was, it is in {answered.backup.name}.")
    result = audited_file(services, file, asked)
    screen = services.screen()
    write_result(
        render_difference(file.as_posix(), answered.before, answered.text, screen)
        + render_answered(old, result, screen)
    )
    if interrupted:
        return ExitCode.INTERRUPTED
    broken = any(o.outcome == "error" for one in result.engagements for o in one.outcomes)
    return ExitCode.INCOMPLETE if result.problems or broken else ExitCode.COMPLETE


class AnsweredFile:
    """A file into which answers are written: its text now and before, and where that is kept.

    What it was is not kept where there is nothing to ``keep``, as of a new file. Raises
    UnreadableFileError where it can't be read.
    """

    def __init__(self, file: Path, *, keep: bool = True) -> None:
        self.file = file
        self.before = self.text = _text(file)
        self.keep = keep
        self.backup: Path | None = None

    def data(self) -> dict[str, Any]:
        """The data that the file holds now."""
        from pitfall_audit.yaml.reading import Document, read_text

        document = read_text(self.text, self.file.as_posix())
        return document.data if isinstance(document, Document) else {}

    def explain(self, error: UnusableAnswerError) -> str:
        """What keeps answers from being written, in words."""
        from pitfall_audit.report.screen import Screen
        from pitfall_audit.report.terminal import render_problems

        return render_problems(error.problems, Screen(80, colour=False, unicode=True))

    def write(self, answers: Sequence[Answer]) -> str:
        """Write answers, and return the lines that differ.

        Raises UnusableAnswerError where they can't be written, and UsageProblem where the file
        can't be, or somebody else has written to it meanwhile.
        """
        from pitfall_audit.cli.output_files import write_whole
        from pitfall_audit.editing.answered_page import changed_lines
        from pitfall_audit.editing.answering import with_answers

        old, new = self.text, with_answers(self.text, self.file.as_posix(), answers)
        if _text(self.file) != old:
            raise UsageProblem(
                f"{self.file} was changed by somebody else in the meantime.",
                "Run the command again: it reads what the file holds now.",
            )
        backup = _free_name(self.file) if self.keep and self.backup is None else None
        try:
            if new != old and backup is not None:
                write_whole(backup, old.encode("utf-8"), like=self.file)
            if new != old:
                write_whole(self.file, new.encode("utf-8"))
        except OSError as trouble:
            if backup is not None:
                backup.unlink(missing_ok=True)
            raise UsageProblem(
                f"{self.file} can't be written to: {trouble.strerror}.",
                "Put that right, and run the command again. The file is as it was.",
            ) from trouble
        self.text, self.backup = new, self.backup or (backup if new != old else None)
        return changed_lines(old, new)


def _answer(given: str) -> Answer:
    from pitfall_audit.editing.answering import Answer

    place, equals, value = given.partition("=")
    if not equals:
        raise Misuse(
            f"--set {given} has no value", advice="write it as in --set roles.member.voting=yes"
        )
    return Answer(place.strip(), value)


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
