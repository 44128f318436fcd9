"""Two dates of one record that can't be in the order in which they stand, whatever they mean.

``PAIRS`` is all there is: any other pair may be odd, and is left alone. The day of the audit
plays no part.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from pitfall_audit.engagement import model as models
from pitfall_audit.engagement.model.body_parts import MeetingsHeld
from pitfall_audit.engagement.model.part_dates import read_date, span_of
from pitfall_audit.engagement.name_errors import Explanation
from pitfall_audit.errors import worded
from pitfall_audit.yaml.places import DataPath

__all__ = ["PAIRS", "Disorder", "Pair", "disorders"]


class Pair(NamedTuple):
    """Two keys of a record, of which ``first`` is no later than ``then``; else ``would`` be so."""

    first: str
    then: str
    would: str


PAIRS: Final[Mapping[type[models.Model], tuple[Pair, ...]]] = MappingProxyType(
    {
        models.Engagement: (Pair("starts", "ends", "the arrangement would end before it began"),),
        models.SourceDocument: (
            Pair("dated", "dated_until", "the last date of the paper would be before its first"),
        ),
        models.Event: (Pair("from", "until", "it would end before it began"),),
        models.Figure: (Pair("from", "until", "the time that it is of would end before it began"),),
        MeetingsHeld: (
            Pair("from", "until", "the time in which they were would end before it began"),
        ),
        models.Body: (Pair("starts", "ends", "the body would end before it began"),),
        models.Holder: (Pair("from", "until", "the seat would end before it began"),),
        models.Support: (Pair("from", "until", "the support would end before it began"),),
        models.Tie: (Pair("since", "until", "the tie would end before it began"),),
        models.Promise: (
            Pair("made_on", "done_on", "the promise would be done before it was made"),
        ),
        models.Complaint: tuple(
            Pair("received_on", key, f"the complaint would be {done} before it was received")
            for key, done in (
                ("acknowledged_on", "acknowledged"),
                ("responded_on", "answered"),
                ("settled_on", "settled"),
                ("closed_on", "closed"),
            )
        ),
    }
)


class Disorder(NamedTuple):
    """Dates in the wrong order: what is said of the later key, and where the other stands."""

    explanation: Explanation
    other: DataPath
    says: str


def disorders(
    model: type[models.Model], data: Mapping[str, Any], path: DataPath
) -> Iterator[Disorder]:
    """Each pair of one record, as written at ``path``, that is in the wrong order."""
    for pair in PAIRS.get(model, ()):
        first, then = data.get(pair.first), data.get(pair.then)
        earliest, latest = _span(first)[0], _span(then)[1]
        if earliest is None or latest is None or earliest <= latest:
            continue
        explanation = Explanation(
            *worded("dates-in-the-wrong-order", pair=pair, then=then, first=first),
            (*path, pair.then),
        )
        yield Disorder(explanation, (*path, pair.first), f"`{pair.first}` stands here")


def _span(value: object) -> tuple[dt.date | None, dt.date | None]:
    """The earliest and the latest day that a date can mean; None where it is none: told apart."""
    date = read_date(value) if isinstance(value, str) else None
    return (None, None) if date is None else span_of(date)
