"""The end of the terminal report: what was looked at, how it came out, what to do next."""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len

from pitfall_audit.engine.left_out import NOT_OPENED, OF_FOLDERS
from pitfall_audit.engine.result import Outcome
from pitfall_audit.report.questions import gathered
from pitfall_audit.report.run_words import (
    packs_in_words,
    some_not_run_everywhere,
    waivers_in_words,
    what_was_set,
)
from pitfall_audit.report.terminal_brief import write_table
from pitfall_audit.report.terminal_page import Page
from pitfall_audit.report.view import Counts, PitfallCounts, ResultView
from pitfall_audit.report.wording import (
    AS_ATTESTED,
    NO_AUDIT_CAN_SHOW,
    NO_SOURCE,
    NOT_TOLD,
    NOTHING_FOUND,
    OUTCOMES,
    PITFALLS,
    SEVERITIES,
    SHARE_WITH_CARE,
    TIES,
    count,
)

__all__ = ["write_summary"]

_COLUMN: Final = 18
_NAMED_AT_MOST: Final = 10
_NOT_RUN_NAMED_AT_MOST: Final = 3


def write_summary(page: Page, view: ResultView, *, brief: bool, verbose: bool) -> None:
    """Write what was checked, found, asked, hidden and left out, and what to do next.

    Where it is ``brief`` the table of counts comes last, where it stays in sight.
    """
    page.heading("Summary")
    _write_what_was_looked_at(page, view)
    if view.engagements and not brief:
        page.blank()
        _write_counts(page, view)
        page.blank()
        for row in view.pitfalls:
            page.write(f"{PITFALLS[row.pitfall].title}: {_pitfall_in_words(row)}", hanging=2)
        page.blank()
    if view.engagements:
        _write_ties(page, view)
    _write_left_out(page, view, verbose=verbose)
    if view.speaks_of_ties:
        page.write(SHARE_WITH_CARE)
    if view.engagements:
        page.write(NO_AUDIT_CAN_SHOW[0])
    if brief:
        _write_beside_the_table(page, view)
        page.blank()
        write_table(page, view)
    page.blank()
    page.write(("Next: ", "bold"), _next_step(view))
    if brief:
        page.write(
            ("More: ", "bold"),
            "--verbose shows each finding and question in full, --html FILE writes them as a page.",
        )


def _write_what_was_looked_at(page: Page, view: ResultView) -> None:
    result = view.result
    unopened = sum(why in NOT_OPENED for why in result.files_passed_over.values())
    files = count(len(result.files) - unopened, "file").capitalize()
    if result.ties_files:
        files += f" and {count(len(result.ties_files), 'file')} of ties"
    files += " looked at"
    if view.engagements:
        page.write(
            f"{files}; {count(len(result.engagements), 'arrangement')} audited with "
            f"{count(len(result.rules), 'check')}."
        )
    else:
        page.write(f"{files}. Nothing was audited: {_why_nothing(view)}.")
    for file in view.not_audited:
        page.write(f"Not audited: {file}", hanging=2, fold=False)
    passed_over = gathered(sorted(result.files_passed_over.items()), lambda item: item[1])
    for reason, items in passed_over.items():
        what = "folder" if reason in OF_FOLDERS else "file"
        page.write(f"Passed over: {count(len(items), what)} ({reason})", hanging=2)
        for file, _ in items[:_NAMED_AT_MOST]:
            page.write(file, indent=2, hanging=2, fold=False)
        if len(items) > _NAMED_AT_MOST:
            page.write(f"and {len(items) - _NAMED_AT_MOST} more", indent=2)


def _why_nothing(view: ResultView) -> str:
    files, unread = len(view.result.files), len(view.not_audited)
    if not files:
        return "no YAML file (.yaml or .yml) was found there"
    if not unread:
        return "what was found does not describe an arrangement"
    if unread == files:
        them = "it" if files == 1 else "they"
        return f"{them} could not be read as an arrangement, as is told above"
    return f"{unread} could not be read, as is told above, and the rest describe no arrangement"


def _write_beside_the_table(page: Page, view: ResultView) -> None:
    """Write what the table of counts has no column for."""
    counts = view.counts
    outcomes = [each for engagement in view.result.engagements for each in engagement.outcomes]
    how_sure = _how_sure(outcomes)
    if how_sure:
        page.write(f"What is in place: {how_sure}.")
    for title, number in (
        (NOTHING_FOUND.title, counts.nothing_found),
        (NOT_TOLD.title, counts.not_told),
        (OUTCOMES["not-applicable"].title, counts.does_not_apply),
    ):
        if number:
            page.write(f"{title}: {count(number, 'check')}.")


def _write_counts(page: Page, view: ResultView) -> None:
    counts = view.counts
    outcomes = [each for engagement in view.result.engagements for each in engagement.outcomes]
    rows = [
        (OUTCOMES["failed"].title, counts.needs_attention, _severities(counts)),
        (OUTCOMES["cannot-tell"].title, counts.to_ask, "each asked once"),
        (OUTCOMES["passed"].title, counts.in_place, _how_sure(outcomes)),
        *(
            (words.title, number, words.says)
            for words, number in (
                (NOTHING_FOUND, counts.nothing_found),
                (NOT_TOLD, counts.not_told),
            )
            if number
        ),
        (OUTCOMES["not-applicable"].title, counts.does_not_apply, ""),
    ]
    if counts.not_completed:
        rows.append((OUTCOMES["error"].title, counts.not_completed, "see above"))
    said = [
        (title, number, f"  ({says})" if says and number else "") for title, number, says in rows
    ]
    lines = [f"  {title:{_COLUMN}}{number:>4}{further}" for title, number, further in said]
    if max(cell_len(line) for line in lines) <= page.width:
        for line in lines:
            page.exactly(line)
    else:
        for title, number, further in said:
            page.write(f"{title}: {number}{further}", indent=2, hanging=2)


def _severities(counts: Counts) -> str:
    found = (
        (counts.act_now, SEVERITIES["error"]),
        (counts.look_into, SEVERITIES["warning"]),
        (counts.consider, SEVERITIES["advice"]),
    )
    return ", ".join(f"{number} {words.title.lower()}" for number, words in found if number)


def _how_sure(outcomes: list[Outcome]) -> str:
    passed = [outcome for outcome in outcomes if outcome.outcome == "passed" and outcome.earned]
    # Each is counted once, so that the numbers come to no more than there are.
    unsourced = sum(
        outcome.evidence is not None and outcome.evidence.source is None and not outcome.attested
        for outcome in passed
    )
    attested = sum(outcome.attested for outcome in passed)
    marks = ((unsourced, NO_SOURCE), (attested, AS_ATTESTED))
    # There is a comma in the marks themselves.
    said = [f"{number} {words}" for number, words in marks if number]
    return "; ".join([f"in {len(passed)} places", *said] if len(passed) > 1 else said)


def _pitfall_in_words(row: PitfallCounts) -> str:
    if not row.checks:
        return "not looked at"
    counts = row.counts
    found = (
        (
            counts.needs_attention,
            "needs attention" if counts.needs_attention == 1 else "need attention",
        ),
        (counts.to_ask, "to ask"),
        (counts.in_place, "in place"),
        (counts.nothing_found, NOTHING_FOUND.title.lower()),
        (counts.not_told, NOT_TOLD.title.lower()),
        (counts.not_completed, "not completed"),
    )
    said = ", ".join(f"{number} {words}" for number, words in found if number)
    return f"{count(row.checks, 'check')}; {said or 'nothing here that they apply to'}"


def _write_ties(page: Page, view: ResultView) -> None:
    by_knowledge = gathered(view.result.engagements, lambda engagement: engagement.ties)
    for knowledge, engagements in by_knowledge.items():
        words = TIES[knowledge]
        which = "" if len(by_knowledge) == 1 else f" ({count(len(engagements), 'arrangement')})"
        says = f" {words.says}" if knowledge in ("none-given", "not-usable") else ""
        page.write(f"{words.title}{which}.{says}", hanging=2)
    for file in view.result.ties_files:
        page.write(f"Ties file: {file}", hanging=2, fold=False)


def _write_left_out(page: Page, view: ResultView, *, verbose: bool) -> None:
    by_reason = gathered(sorted(view.result.rules_not_run.items()), lambda item: item[1])
    if not by_reason and view.engagements and not some_not_run_everywhere(view.result):
        if view.counts.not_completed:
            page.write("Not every check could be completed: see above.")
        elif view.result.problems:
            page.write("Every check there is was run, but not on all that was named: see above.")
        else:
            page.write("Nothing was hidden: every check there is was run.")
    if waivers := waivers_in_words(view.result):
        page.write(waivers, hanging=2)
    for reason, items in by_reason.items():
        says = f"{count(len(items), 'check')} not run ({reason})"
        if verbose or len(items) <= _NOT_RUN_NAMED_AT_MOST:
            page.write(f"{says}: {', '.join(rule_id for rule_id, _ in items)}", hanging=2)
        else:
            page.write(f"{says}; --verbose names them.", hanging=2)
    for line in packs_in_words(view.result):
        page.write(f"Checks besides the built-in ones: {line}", hanging=2)
    for line in what_was_set(view.result, verbose=verbose):
        page.write(line, hanging=2)


def _next_step(view: ResultView) -> str:
    counts = view.counts
    if view.result.problems:
        return "put right what could not be read, as the help above says, and audit again."
    if not view.engagements:
        return (
            "name a file or a folder that holds an engagement: a YAML file that begins "
            "with version, id and title."
        )
    if counts.not_completed:
        return "report the checks that broke off to those who maintain them."
    steps = []
    if counts.act_now:
        steps.append(f"begin with what is marked {SEVERITIES['error'].title}")
    elif counts.needs_attention:
        steps.append("go through what needs attention")
    if counts.to_ask:
        steps.append("put the questions to those who know, and write the answers into the file")
    if not steps:
        return "ask the people involved how it is for them, and audit again when things change."
    return f"{'; then '.join(steps)}."
