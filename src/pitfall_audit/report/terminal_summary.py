"""The counts of a report on screen: what was looked at, how it came out, what to do next."""

from __future__ import annotations

from rich.cells import cell_len

from pitfall_audit.engine.left_out import NOT_OPENED, OF_FOLDERS
from pitfall_audit.engine.questions import gathered
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.report.engagement_view import Counts
from pitfall_audit.report.run_words import (
    packs_in_words,
    plan_in_words,
    since_in_words,
    some_not_run_everywhere,
    waivers_in_words,
    what_was_set,
)
from pitfall_audit.report.terminal_page import Page
from pitfall_audit.report.verdict import evidence_in_words, next_step, verdict
from pitfall_audit.report.view import ResultView
from pitfall_audit.report.wording import OUTCOMES, PITFALLS, SEVERITIES, TIES, count
from pitfall_audit.rules.form.outcomes import SEVERITY_ORDER

__all__ = [
    "known_of_ties", "left_out", "severities", "what_was_looked_at", "write_outcome",
    "write_summary", "write_table",
]  # fmt: skip


def write_summary(page: Page, view: ResultView) -> None:
    """Write what was looked at, found, asked, hidden and left out, and what an audit is worth."""
    # Loaded for those who want everything: the short report is to be there at once.
    from pitfall_audit.report.page_templates import write_from  # noqa: PLC0415

    write_from(
        page,
        "report/summary.txt",
        view=view,
        looked_at=what_was_looked_at(view, names=True),
        severities=severities(view.counts),
        evidence=evidence_in_words(group for each in view.engagements for group in each.in_place),
        table=lambda page, _: write_table(page, view),
        of_ties=known_of_ties(view, whole=True),
        nothing_hidden=_nothing_hidden(view),
        left_out=left_out(view.result, names=True),
    )


def write_outcome(page: Page, view: ResultView) -> None:
    """Write what it all comes to, and what to do next: the end of every report on screen."""
    if view.engagements:
        page.write((verdict(view), "bold"))
    for line in (since_in_words(view.result), *plan_in_words(view.result)):
        if line:
            page.write(line)
    page.write(("Next: ", "bold"), next_step(view))


def what_was_looked_at(view: ResultView, *, names: bool = False) -> list[str]:
    """How many files were looked at, audited and passed over; their ``names`` where asked for."""
    result = view.result
    unopened = sum(why in NOT_OPENED for why in result.files_passed_over.values())
    files = count(len(result.files) - unopened, "file").capitalize()
    if result.ties_files:
        files += f" and {count(len(result.ties_files), 'file')} of ties"
    audited = (
        f"; {count(len(result.arrangements), 'arrangement')} audited with "
        f"{count(len(result.rules), 'check')}"
        if view.engagements
        else f". Nothing was audited: {_why_nothing(view)}"
    )
    lines = [f"{files} looked at{audited}.", *result.notes]
    if names:
        lines += [f"Not audited: {file}" for file in view.not_audited]
    passed_over = gathered(sorted(result.files_passed_over.items()), lambda item: item[1])
    for reason, items in passed_over.items():
        what = "folder" if reason in OF_FOLDERS else "file"
        which = f": {', '.join(file for file, _ in items)}" if names else "."
        lines.append(f"Passed over: {count(len(items), what)} ({reason}){which}")
    return lines


def _why_nothing(view: ResultView) -> str:
    files, unread = len(view.result.files), len(view.not_audited)
    if not files:
        return "no YAML file (.yaml or .yml) was found there"
    if not unread:
        return "what was found does not describe an arrangement"
    if unread == files:
        them = "it" if files == 1 else "they"
        return f"{them} could not be read as an arrangement, for the reasons shown"
    unreadable = f"{unread} could not be read, for the reasons shown"
    return f"{unreadable}, and the rest describe no arrangement"


def severities(counts: Counts) -> str:
    """How many findings there are of each severity, in words; empty where there are none."""
    found = (
        (counts.act_now, SEVERITIES["error"]),
        (counts.look_into, SEVERITIES["warning"]),
        (counts.consider, SEVERITIES["advice"]),
    )
    return ", ".join(f"{number} {words.title.lower()}" for number, words in found if number)


def known_of_ties(view: ResultView, *, whole: bool = False) -> list[str]:
    """Say whether ties were given; the ``whole`` of it has what follows, and the files of ties."""
    by_knowledge = gathered(
        (one for one in view.result.heads if not one.joins), lambda engagement: engagement.ties
    )
    lines = []
    for knowledge, engagements in by_knowledge.items():
        words = TIES[knowledge]
        which = "" if len(by_knowledge) == 1 else f" ({count(len(engagements), 'arrangement')})"
        follows = whole and knowledge in ("none-given", "not-usable")
        lines.append(f"{words.title}{which}.{f' {words.says}' if follows else ''}")
    return [*lines, *(f"Ties file: {file}" for file in view.result.ties_files if whole)]


def _nothing_hidden(view: ResultView) -> bool:
    result = view.result
    hidden = result.rules_not_run or result.problems or view.counts.not_completed
    return not hidden and not some_not_run_everywhere(result)


def left_out(result: AuditResult, *, names: bool) -> list[str]:
    """Say what does not count, which checks did not run, and what was set.

    Without ``names`` checks and single settings are counted.
    """
    by_reason = gathered(sorted(result.rules_not_run.items()), lambda item: item[1])
    lines = [waivers] if (waivers := waivers_in_words(result)) else []
    for reason, items in by_reason.items():
        which = f": {', '.join(rule_id for rule_id, _ in items)}" if names else "."
        lines.append(f"{count(len(items), 'check')} not run ({reason}){which}")
    lines += [f"Checks besides the built-in ones: {line}" for line in packs_in_words(result)]
    return [*lines, *what_was_set(result)]


def write_table(page: Page, view: ResultView) -> None:
    """Write how it came out, a line for each pitfall and one for all; narrow pages get prose."""
    heads = [SEVERITIES[severity].title for severity in SEVERITY_ORDER]
    heads += [OUTCOMES["cannot-tell"].title, OUTCOMES["passed"].title]
    rows = [
        *(
            (PITFALLS[row.pitfall].title, row.counts if row.checks else None)
            for row in view.pitfalls
        ),
        ("Together", view.counts),
    ]
    first = max(cell_len(title) for title, _ in rows)
    lines = [" " * first + "".join(f"  {head}" for head in heads)]
    prose = []
    for title, counts in rows:
        cells, said = "  not looked at", "not looked at"
        if counts is not None:
            shown = list(zip(heads, _numbers(counts), strict=True))
            cells = "".join(f"{number:>{len(head) + 2}}" for head, number in shown)
            found = [f"{number} {head.lower()}" for head, number in shown if number]
            said = ", ".join(found) or "nothing here"
        lines.append(f"{title}{' ' * (first - cell_len(title))}{cells}")
        prose.append(f"{title}: {said}")
    if max(map(cell_len, lines)) <= page.width:
        for line in lines:
            page.exactly(line, style="bold" if line is lines[0] else "")
    else:
        for line in prose:
            page.write(line, hanging=2)


def _numbers(counts: Counts) -> tuple[int, ...]:
    return (counts.act_now, counts.look_into, counts.consider, counts.to_ask, counts.in_place)
