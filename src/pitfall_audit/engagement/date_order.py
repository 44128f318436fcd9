"""Two dates of one record that can't be in the order in which they stand.

``PAIRS`` is all there is: any other pair may be odd, and is left alone. The day of the audit
plays no part.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from pitfall_audit.engagement.model import Complaint, Engagement, Holder, Model, Support, Tie
from pitfall_audit.engagement.name_errors import Explanation
from pitfall_audit.yaml.places import DataPath

__all__ = ["PAIRS", "Disorder", "Pair", "disorders"]


class Pair(NamedTuple):
    """Two keys of a record, of which ``first`` is no later than ``then``; else ``would`` be so."""

    first: str
    then: str
    would: str


PAIRS: Final[Mapping[type[Model], tuple[Pair, ...]]] = MappingProxyType(
    {
        Engagement: (Pair("starts", "ends", "the arrangement would end before it began"),),
        Holder: (Pair("from", "until", "the seat would end before it began"),),
        Support: (Pair("from", "until", "the support would end before it began"),),
        Tie: (Pair("since", "until", "the tie would end before it began"),),
        Complaint: tuple(
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


def disorders(model: type[Model], data: Mapping[str, Any], path: DataPath) -> Iterator[Disorder]:
    """Each pair of one record, as written at ``path``, that is in the wrong order."""
    for pair in PAIRS.get(model, ()):
        first, then = _day(data.get(pair.first)), _day(data.get(pair.then))
        if first is None or then is None or first <= then:
            continue
        explanation = Explanation(
            "dates-in-the-wrong-order",
            f"`{pair.then}` is {then}, and `{pair.first}` {first}: {pair.would}.",
            "Look up which of the two is right, and correct the other; one that is not known, "
            "leave out.",
            (*path, pair.then),
        )
        yield Disorder(explanation, (*path, pair.first), f"`{pair.first}` stands here")


def _day(value: object) -> dt.date | None:
    """A day as it is written, or None where none is: that is told apart."""
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
