"""The report as it is on screen by default: one screen, be it of one arrangement or of forty.

Further down is what weighs more, for the eye is at the prompt: what is in place, then questions,
then findings, the weightiest of them last, and what it all comes to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from typing import Final, TypeVar

from pitfall_audit.report.engagement_view import EngagementView
from pitfall_audit.report.matters import CheckGroup
from pitfall_audit.report.questions import Question
from pitfall_audit.report.run_words import where_described
from pitfall_audit.report.terminal_page import PLACE_STYLE, SEVERITY_STYLES, Page, Piece
from pitfall_audit.report.terminal_summary import (
    known_of_ties,
    left_out,
    severities,
    what_was_looked_at,
)
from pitfall_audit.report.view import ResultView
from pitfall_audit.report.wording import (
    DESCRIBED_FROM,
    NO_AUDIT_CAN_SHOW,
    OUTCOMES,
    SEVERITIES,
    TEXTS,
    first_sentences,
    named,
    within_a_sentence,
)

__all__ = ["Item", "write_short"]

Item = TypeVar("Item")

_AT_MOST: Final = 3
"""How many questions and good things are shown of one arrangement, and names in one text."""
_OF_SEVERAL_AT_MOST: Final = 2
_LEFT_OUT_AT_MOST: Final = 5
_CELLS_AT_MOST: Final = 150
"""About how long one text may be: two lines of most screens. ``--verbose`` has it whole."""


def write_short(page: Page, view: ResultView) -> None:
    """Write what was audited, and the first of what is in place, of the questions and findings."""
    several = len(view.briefs) > 1
    _write_head(page, view)
    good = _in_turn(view, lambda each: each.in_place, _said)
    _write_title(page, OUTCOMES["passed"].title, len(good), view.counts.in_place)
    for each, group in reversed(good):
        of = f"{each.engagement.title}: " if several else ""
        says = f"{page.symbols.bullet} {of}{_said(group)}"
        _write(page, says, indent=2, hanging=2)
    asked = _in_turn(view, lambda each: each.questions, lambda one: " ".join(one.texts))
    _write_title(page, "Questions to ask", len(asked), view.counts.to_ask)
    for each, question in reversed(asked):
        _write_question(page, question, each.engagement.title, several=several)
    if several:
        pressing = view.most_pressing_first[:_OF_SEVERAL_AT_MOST]
        _write_title(page, "Where to look", len(pressing), len(view.briefs))
        for brief in (view.briefs[position] for position in reversed(pressing)):
            asks = f"{brief.counts.to_ask} to ask" if brief.counts.to_ask else ""
            counts = ", ".join(filter(None, (severities(brief.counts), asks)))
            says = f": {counts or 'nothing needs attention'}"
            page.write(
                (where_described(brief.head), PLACE_STYLE),
                says,
                indent=2,
                hanging=2,
                fold=False,
            )
    _write_title(page, "What matters most", len(view.foremost), view.counts.needs_attention)
    shown = [group for _, group in view.foremost]
    if view.also_to_act_on:
        also = named(view.also_to_act_on, _AT_MOST)
        _write(page, f"Also to act on now: {also}.", indent=2, hanging=2)
    for group in reversed(shown):
        _write_finding(page, group)


def _write_head(page: Page, view: ResultView) -> None:
    page.blank()
    if len(view.briefs) == 1:
        one = view.engagements[0].engagement
        page.write((one.title, "bold"))
        page.write((one.file, PLACE_STYLE), fold=False)
        of = f"{one.organisation}. " if one.organisation else ""
        page.write(f"{of}{DESCRIBED_FROM[one.described_from].title}.")
    care = [TEXTS["share_with_care"]] if view.speaks_of_ties else []
    worth = [first_sentences(NO_AUDIT_CAN_SHOW[0], 1)] if view.briefs else []
    page.write(" ".join([*what_was_looked_at(view), *known_of_ties(view), *worth, *care]))
    lines = left_out(view.result, names=False)
    for line in lines[:_LEFT_OUT_AT_MOST]:
        _write(page, line, hanging=2)
    if len(lines) > _LEFT_OUT_AT_MOST:
        page.write(f"And {len(lines) - _LEFT_OUT_AT_MOST} more of what was set.")


def _in_turn(
    view: ResultView,
    part: Callable[[EngagementView], Sequence[Item]],
    says: Callable[[Item], str],
) -> list[tuple[EngagementView, Item]]:
    """The first of a part, one of each arrangement in turn, and nothing that says the same."""
    most = _AT_MOST if len(view.briefs) == 1 else _OF_SEVERAL_AT_MOST
    found: dict[str, tuple[EngagementView, Item]] = {}
    for turn in range(_AT_MOST):
        for each in (view.engagements[position] for position in view.most_pressing_first):
            for item in part(each)[turn : turn + 1]:
                found.setdefault(says(item), (each, item))
            if len(found) == most:
                return list(found.values())
    return list(found.values())


def _said(group: CheckGroup) -> str:
    """What is found in several places alike, with the first of them; or what is found first."""
    if group.gist is not None:
        return f"{group.gist.rstrip('.')}: {named(group.labels, _AT_MOST)}."
    more = f" ({group.in_places.capitalize()}.)" if group.in_places else ""
    return f"{group.outcomes[0].message}{more}"


def _write(
    page: Page, *pieces: Piece, indent: int = 0, hanging: int = 0, most: int = _CELLS_AT_MOST
) -> None:
    """Write a paragraph, and cut one that is far too long."""
    page.write(*pieces, indent=indent, hanging=hanging, most=ceil(most / page.width))


def _write_title(page: Page, title: str, shown: int, of: int) -> None:
    if of:
        page.apart((title, "bold"), f" ({of if shown == of else f'{shown} shown of {of}'})")


def _write_question(page: Page, question: Question, title: str, *, several: bool) -> None:
    # What it is about may stand before the question itself.
    texts = " ".join(question.texts)
    _write(page, f"? {texts}", indent=2, hanging=2, most=2 * _CELLS_AT_MOST)
    who = named([within_a_sentence(one) for one in question.who], _AT_MOST)
    labels = [label for label in question.labels if label != title]
    parts = (
        f"Ask: {who}{', in private' if question.private else ''}",
        f"in: {title}" if several else "",
        f"about: {named(labels, _AT_MOST)}" if labels else "",
    )
    _write(page, "; ".join(filter(None, parts)), indent=4)


def _write_finding(page: Page, group: CheckGroup) -> None:
    place = group.outcomes[0].place
    at = f"{place.file}:{place.line}" if place and place.line else place.file if place else ""
    severity = (SEVERITIES[group.severity].title, SEVERITY_STYLES[group.severity])
    of = f" [{group.check.id}] "
    page.write(severity, of, (at, PLACE_STYLE), indent=2, hanging=2, fold=False)
    says = _said(group)
    if group.outcomes[0].foremost:
        besides = [one.message for one in group.outcomes[1:]] + list(group.details)
    else:
        besides = [*group.details, *(one.message for one in group.remarks)]
    for detail in dict.fromkeys(besides):
        if len(says) + len(detail) < _CELLS_AT_MOST:
            says = f"{says} {detail}"
    _write(page, says, indent=4)
    if group.check.rule is not None and group.check.rule.remedy.strip():
        remedy = first_sentences(group.check.rule.remedy, 1)
        _write(page, ("What to do: ", "bold"), remedy, indent=4)
