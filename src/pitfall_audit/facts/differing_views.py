"""Facts about where people differed, and whether a text that sums up what they said gives both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Final, Required, TypedDict

from pitfall_audit.engagement.model import Decision, Engagement
from pitfall_audit.engagement.model.recruitment import Statement, View
from pitfall_audit.engagement.model.vocabulary import StatementKind
from pitfall_audit.facts.arrangement import in_words, shortened
from pitfall_audit.facts.fact_schema import Fact

__all__ = ["DifferenceFacts", "difference_facts"]


# fmt: off
class DifferenceFacts(TypedDict, total=False):
    """Whether people differed, and whether a text says so."""

    people_differed: Required[Annotated[bool, Fact(
        "Whether people differed, by the views and minutes of the file, on what it rests on or is "
        "about; no of a minute or a quotation, which is one voice among others")]]
    left_out: Annotated[list[str], Fact(
        "The views that differ from those that it gives, and that it does not give; empty where it "
        "says that people differed", "statement.records_dissent",
        "Does this text say that people differed, and how?")]
# fmt: on


_ONE_VOICE: Final[frozenset[StatementKind]] = frozenset({"minute", "claim"})
"""Kinds of text that need not sum up what others said."""


def difference_facts(engagement: Engagement, record: Statement | Decision) -> DifferenceFacts:
    """Whether people differed on what a text gives, and which of their views it leaves out."""
    statement = record if isinstance(record, Statement) else None
    if statement is not None and (statement.quotation or statement.kind in _ONE_VOICE):
        return {"people_differed": False}
    drawn = record.draws_on
    pairs = [
        (one, other)
        for one, other in _differing(engagement)
        if _same(record.topic, one.topic)
        or _same(record.topic, other.topic)
        or not {one.id, other.id}.isdisjoint(drawn or ())
    ]
    minuted = any(
        one.records_dissent and one is not record and _same(record.topic, one.topic)
        for one in engagement.statements or ()
    )
    if not pairs and not minuted:
        return {"people_differed": False}
    left_out = _left_out(pairs, drawn, statement.records_dissent if statement else None)
    return (
        {"people_differed": True}
        if left_out is None
        else {
            "people_differed": True,
            "left_out": left_out,
        }
    )


def _left_out(
    pairs: Sequence[tuple[View, View]], drawn: Sequence[str] | None, says_so: bool | None
) -> list[str] | None:
    """What a text leaves out of what differs; None where that is open."""
    if says_so:
        return []
    missing = {one.id: one for pair in pairs for one in pair if one.id not in (drawn or ())}
    if missing and drawn is not None:
        return [_label(view) for view in missing.values()]
    if says_so is False:
        return ["that people differed"]
    # What rests on both sides gives both.
    return [] if pairs and drawn is not None else None


def _differing(engagement: Engagement) -> Iterator[tuple[View, View]]:
    """Each two views of which one is said to differ from the other."""
    views = {view.id: view for view in engagement.views or ()}
    order = list(views)
    for view in views.values():
        for other in view.differs_from or ():
            if other in views:
                first, second = sorted((view.id, other), key=order.index)
                yield views[first], views[second]


def _same(topic: str | None, other: str | None) -> bool:
    return topic is not None and other is not None and topic.casefold() == other.casefold()


def _label(view: View) -> str:
    """A view in words: whose it is, else its id."""
    of = " and ".join(in_words(one).lower() for one in view.of or ())
    if view.says is None:
        return f"the view of {of}" if of else in_words(view.id)
    return f"“{shortened(view.says)}”" + (f" ({of})" if of else "")
