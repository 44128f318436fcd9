"""The short form for a terminal, of several arrangements: each in few lines, then what matters."""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len

from pitfall_audit.report.terminal_page import (
    PLACE_STYLE,
    SEVERITY_STYLES,
    Page,
    Piece,
    first_sentences,
)
from pitfall_audit.report.view import (
    CheckGroup,
    Counts,
    EngagementView,
    ResultView,
)
from pitfall_audit.report.wording import (
    ACCEPTED,
    OUTCOMES,
    PITFALLS,
    SEVERITIES,
    joined,
    named,
    no_finding,
)

__all__ = ["write_brief_findings", "write_table", "write_what_matters_most"]

_PLACES_AT_MOST: Final = 4


def write_brief_findings(page: Page, view: EngagementView) -> None:
    """Write one arrangement: its file, a line for each check that found something, counts."""
    page.blank()
    page.write((view.engagement.title, "bold"))
    page.write((view.engagement.file, PLACE_STYLE), indent=2, fold=False)
    for group in view.findings:
        _write_check(page, group, view.engagement.file)
    counts = view.counts
    also = [
        f"{number} {words.lower()}"
        for number, words in (
            (counts.to_ask, OUTCOMES["cannot-tell"].title),
            (counts.in_place, OUTCOMES["passed"].title),
            (counts.not_completed, OUTCOMES["error"].title),
            (counts.accepted, ACCEPTED.title),
        )
        if number
    ]
    if not view.findings:
        page.write(no_finding(counts.to_ask), indent=2, hanging=2)
    if also:
        page.write(f"{joined(also).capitalize()}.", indent=2, hanging=2)


def _write_check(page: Page, group: CheckGroup, file: str) -> None:
    own: dict[int, None] = {}
    elsewhere: dict[str, None] = {}
    for outcome in group.outcomes:
        place = outcome.place
        if place is not None and place.line:
            if place.file == file:
                own[place.line] = None
            else:
                elsewhere[f"{place.file}:{place.line}"] = None
    places = ", ".join(
        named(each, _PLACES_AT_MOST, ", ")
        for each in ([str(line) for line in own], list(elsewhere))
        if each
    )
    pieces: list[Piece] = [(SEVERITIES[group.severity].title, SEVERITY_STYLES[group.severity])]
    if places:
        noun = ("line " if len(own) == 1 else "lines ") if own else ""
        pieces += [", ", (f"{noun}{places}", PLACE_STYLE)]
    page.write(*pieces, f": {group.check.title} [{group.check.id}]", indent=2, hanging=2)


def write_what_matters_most(page: Page, view: ResultView) -> None:
    """Write the findings that matter most of all arrangements, each with what to do."""
    if not view.foremost:
        return
    page.heading("What matters most")
    for number, (position, group) in enumerate(view.foremost, start=1):
        outcome = group.outcomes[0]
        severity = group.severity
        page.blank()
        page.write(
            f"{number}. ",
            (f"{SEVERITIES[severity].title}: ", SEVERITY_STYLES[severity]),
            group.said_of_all or outcome.message,
            f" ({group.in_places.capitalize()}.)" if group.in_places else "",
            hanging=3,
        )
        page.write(f"In: {view.engagements[position].engagement.title}", indent=3, hanging=2)
        place = outcome.place
        if place is not None:
            at = f"{place.file}:{place.line}:{place.column}" if place.line else place.file
            page.write(f"{page.symbols.arrow} ", (at, PLACE_STYLE), indent=3, fold=False)
        rule = group.check.rule
        if rule is not None and rule.remedy.strip():
            page.write(("What to do: ", "bold"), first_sentences(rule.remedy), indent=3)


def write_table(page: Page, view: ResultView) -> None:
    """Write how it came out, a line for each pitfall and one for all; narrow pages get prose."""
    heads = [
        *(SEVERITIES[severity].title for severity in ("error", "warning", "advice")),
        OUTCOMES["cannot-tell"].title,
        OUTCOMES["passed"].title,
    ]
    rows = [
        (PITFALLS[row.pitfall].title, _numbers(row.counts) if row.checks else None)
        for row in view.pitfalls
    ]
    rows.append(("Together", _numbers(view.counts)))
    first = max(cell_len(title) for title, _ in rows)
    lines = [" " * first + "".join(f"  {head}" for head in heads)]
    for title, numbers in rows:
        cells = (
            "".join(
                f"{number:>{len(head) + 2}}" for head, number in zip(heads, numbers, strict=True)
            )
            if numbers is not None
            else "  not looked at"
        )
        lines.append(f"{title}{' ' * (first - cell_len(title))}{cells}")
    if max(map(cell_len, lines)) <= page.width:
        for line in lines:
            page.exactly(line, style="bold" if line is lines[0] else "")
        return
    for title, numbers in rows:
        said = (
            [
                f"{number} {head.lower()}"
                for head, number in zip(heads, numbers, strict=True)
                if number
            ]
            if numbers is not None
            else ["not looked at"]
        )
        page.write(f"{title}: {', '.join(said) or 'nothing here'}", hanging=2)


def _numbers(counts: Counts) -> tuple[int, ...]:
    return (counts.act_now, counts.look_into, counts.consider, counts.to_ask, counts.in_place)
