"""The command ``answer``: writes answers into a file, and says what they change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pitfall_audit.cli.answered_files import AnsweredFile, is_tie, ties_of
from pitfall_audit.cli.audited import audit_options, audit_paths
from pitfall_audit.cli.command_classes import GivenPath, Misuse, documented
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.streams import write_notice, write_result
from pitfall_audit.errors import UnreadableFileError, UnusableAnswerError, UsageProblem
from pitfall_audit.report.screen import safe_line

if TYPE_CHECKING:
    from pitfall_audit.editing.answering import Answer
    from pitfall_audit.editing.asking import Asker
    from pitfall_audit.engine.result import AuditResult

__all__ = ["answer", "audited_file"]


@documented(says="Answer the questions of a file, in the file.", exit_codes=True)
@click.argument("file", type=GivenPath())
@click.option("--set", "given", metavar="PLACE=VALUE", multiple=True)
@click.option("--unset", "gone", metavar="PLACE", multiple=True)
@click.option("--from", "sheet", metavar="SHEET", type=GivenPath())
@click.option("--who", metavar="NAME")
@audit_options
@click.pass_obj
def answer(
    services: Services,
    /,
    *,
    file: Path,
    given: tuple[str, ...],
    gone: tuple[str, ...],
    sheet: Path | None,
    who: str | None,
    **asked: Any,
) -> ExitCode:
    """Go through the open questions of FILE, the weightiest first, and write the answers into it.

    Each is asked with the answers that its field takes, and may be skipped. An answer is written
    at its place, and nothing else in the file is changed; what is written stays if you stop. With
    --set or --unset nothing is asked, so that no terminal is needed. Ties are written into the file
    that --ties names, where it is given. At the end it audits FILE again, and says what changed. A
    file as it was is kept beside it, under a name that ends in .bak. Where it would not be valid
    with an answer, that is not written; with --set or --from the exit code is then 2.
    """
    from pitfall_audit.editing.answering import Answer
    from pitfall_audit.editing.shown import render_answered, render_difference

    answers = [Answer(place, None) for place in gone] + [_answer(one) for one in given]
    ways = {"--from": sheet, "--set": given, "--unset": gone and not given, "--who": who}
    option, other, *_ = [*(name for name, used in ways.items() if used), "", ""]
    if other:
        raise Misuse(f"{option} and {other} exclude each other", advice="leave one of them out")
    asker = None if answers or sheet else services.asker()
    if not answers and sheet is None and asker is None:
        raise Misuse(
            "there is no terminal on which to ask",
            advice="give answers with --set, as in --set roles.member.voting=yes",
        )
    old = audited_file(services, file, asked)
    ids = [one.id for one in old.engagements]
    answered = AnsweredFile(file, ties=ties_of(ids, map(AnsweredFile, asked["ties"])))
    ended = ExitCode.COMPLETE
    if sheet is not None:
        if _take_back(services, answered, old, sheet):
            ended = ExitCode.COULD_NOT_RUN
    elif asker is None:
        answered.write(answers)
    elif _ask(asker, answered, old, who):
        ended = ExitCode.INTERRUPTED
    if not answered.changed:
        write_notice(f"Nothing was written: {safe_line(str(file))} is as it was.")
        return ended
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
    if ended is not ExitCode.COMPLETE:
        return ended
    from pitfall_audit.engine.tallies import tally

    broken = any(one.broke_off for one in tally(result))
    return ExitCode.INCOMPLETE if result.problems or broken else ExitCode.COMPLETE


def _answer(given: str) -> Answer:
    from pitfall_audit.editing.answering import Answer

    place, equals, value = given.partition("=")
    if not equals:
        raise Misuse(
            f"--set {given} has no value", advice="write it as in --set roles.member.voting=yes"
        )
    return Answer(place.strip(), value)


def _take_back(
    services: Services, answered: AnsweredFile, result: AuditResult, sheet: Path
) -> bool:
    """Write the answers of a sheet that fit, and show what came of each; whether any did not."""
    from pitfall_audit.editing.answering import Answer
    from pitfall_audit.editing.returned import answer_of, returned_in
    from pitfall_audit.editing.shown import CameOf, render_returned
    from pitfall_audit.report.letters import seal_in

    name = sheet.as_posix()
    everything = returned_in(sheet, name)
    ids = [one.id for one in result.engagements]
    own = [one for one in everything if one.arrangement in ids]
    elsewhere = sorted({one.arrangement for one in everything} - {*ids})
    if not own:
        raise UsageProblem(
            f"{name} has no question about {', '.join(ids)}.",
            f"It asks about {', '.join(elsewhere)}: name the file of that.",
        )
    seals = {seal_in(result, one.file) for one in result.engagements}
    changed = any(one.seal not in seals for one in own)
    came: list[CameOf] = []
    for one in own:
        target = answered.ties if answered.ties and is_tie(Answer(one.place, "")) else answered
        made = answer_of(one, target.text, target.file.as_posix(), changed=changed)
        if isinstance(made, Answer):
            try:
                answered.write([made])
            except UnusableAnswerError as error:
                said = error.problems[0]
                made = " ".join(filter(None, (said.message, said.help)))
        written = made.value or "" if isinstance(made, Answer) else ""
        came.append(CameOf(one, written, made if isinstance(made, str) else ""))
    write_result(render_returned(safe_line(name), came, services.screen()))
    if any(one.seal and one.seal not in seals for one in own):
        write_notice("The file has changed since the sheet was written.")
    if elsewhere:
        write_notice(f"Not looked at: what the sheet asks about {', '.join(elsewhere)}.")
    return any(one.refused for one in came)


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
