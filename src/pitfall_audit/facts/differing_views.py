"""Facts about where people differed, and whether a text that sums up what they said gives both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Final, Required

from pitfall_audit.engagement.model import Decision, Engagement
from pitfall_audit.engagement.model.recruitment import Statement, View
from pitfall_audit.engagement.model.vocabulary import StatementKind
from pitfall_audit.facts.arrangement import gathered, in_words, shortened
from pitfall_audit.facts.fact_schema import TypedDict

__all__ = ["DifferenceFacts", "Differences"]


class DifferenceFacts(TypedDict, total=False):
    """Whether people differed, and whether a text says so."""

    people_differed: Required[bool]
    left_out: list[str]


_ONE_VOICE: Final[frozenset[StatementKind]] = frozenset({"minute", "claim"})
"""Kinds of text that need not sum up what others said."""
_MOST_NAMED: Final = 10
"""So many of the views that a text leaves out are named, and the others counted."""


class Differences:
    """Where the people of a file differed, by its views and minutes: for each text of it."""

    def __init__(self, engagement: Engagement) -> None:
        views = {view.id: view for view in engagement.views or ()}
        order = {one: at for at, one in enumerate(views)}
        pairs = [
            [views[one] for one in sorted((view.id, other), key=order.__getitem__)]
            for view in views.values()
            for other in view.differs_from or ()
            if other in views
        ]
        self._on_topic: dict[str, dict[str, View]] = {}
        self._beside: dict[str, dict[str, View]] = {}
        for pair in pairs:
            both = {view.id: view for view in pair}
            for view in pair:
                self._beside.setdefault(view.id, {}).update(both)
                if view.topic is not None:
                    self._on_topic.setdefault(view.topic.casefold(), {}).update(both)
        self._minuted = gathered(
            (one.topic.casefold(), one.id)
            for one in engagement.statements or ()
            if one.records_dissent and one.topic is not None
        )

    def facts(self, record: Statement | Decision) -> DifferenceFacts:
        """Whether people differed on what a text gives, and which of their views it leaves out."""
        statement = record if isinstance(record, Statement) else None
        if statement is not None and (statement.quotation or statement.kind in _ONE_VOICE):
            return {"people_differed": False}
        topic = "" if record.topic is None else record.topic.casefold()
        on_topic = self._on_topic.get(topic, {})
        drawn = [self._beside[one] for one in record.draws_on or () if one in self._beside]
        views = [on_topic, {key: view for one in drawn for key, view in one.items()
                            if key not in on_topic}]  # fmt: skip
        minuted = self._minuted.get(topic, ())
        if not any(views) and len(minuted) == (statement is not None and statement.id in minuted):
            return {"people_differed": False}
        left_out = _left_out(
            views, record.draws_on, statement.records_dissent if statement else None
        )
        if left_out is None:
            return {"people_differed": True}
        return {"people_differed": True, "left_out": left_out}


def _left_out(
    views: Sequence[Mapping[str, View]], drawn: Sequence[str] | None, says_so: bool | None
) -> list[str] | None:
    """What a text leaves out of the views that differ; None where that is open."""
    if says_so:
        return []
    given = {*(drawn or ())}
    number = sum(len(ones) - len(given & ones.keys()) for ones in views)
    if number and drawn is not None:
        missing = (one for ones in views for key, one in ones.items() if key not in given)
        said = [_label(view) for view in islice(missing, _MOST_NAMED)]
        return [*said, f"{number - len(said)} more"] if number > len(said) else said
    if says_so is False:
        return ["that people differed"]
    # What rests on both sides gives both.
    return [] if any(views) and drawn is not None else None


def _label(view: View) -> str:
    """A view in words: whose it is, else its id."""
    of = " and ".join(in_words(one).lower() for one in view.of or ())
    if view.says is None:
        return f"the view of {of}" if of else in_words(view.id)
    return f"“{shortened(view.says)}”" + (f" ({of})" if of else "")
