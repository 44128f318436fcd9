"""Days of one record in an order that is odd, and can be: minutes may really say so.

What can't be is refused before: see ``engagement/date_order.py``. The audit date plays no part.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.part_dates import PartDate, as_written
from pitfall_audit.facts.arrangement import in_words, shortened
from pitfall_audit.facts.subjects import Anchor
from pitfall_audit.yaml.places import DataPath

__all__ = ["OddDate", "lies_before", "odd_dates"]


class OddDate(NamedTuple):
    """A day that lies before one which it should follow, in words; and where the two stand."""

    says: str
    day: Anchor
    after: Anchor


_PAIRS: Final[Mapping[str, tuple[tuple[str, str, str, str], ...]]] = MappingProxyType(
    {
        "": (
            ("starts", "begun", "review_due", "to be looked at again"),
            ("starts", "begun", "reviewed_on", "looked at"),
            ("starts", "begun", "ending.ended_on", "ended"),
        ),
        "bodies": (
            ("starts", "begun", "review_due", "to be looked at again"),
            ("starts", "begun", "reviewed_on", "looked at"),
        ),
        "sources": (
            ("dated", "dated", "valid_until", "to hold until"),
            ("dated", "dated", "review_due", "to be looked at again"),
        ),
        "roles.holders": (
            ("invited_on", "invited", "from", "in the seat from"),
            ("from", "in the seat from", "ended.ended_on", "at an end"),
        ),
        "data_protection": (("consent_on", "agreed to", "retention_until", "kept until"),),
        "promises": (
            ("made_on", "made", "due", "due"),
            ("made_on", "made", "review_due", "to be looked at again"),
            ("made_on", "made", "asked_to_wait_on", "put off"),
            ("made_on", "made", "told.on", "told"),
        ),
        "recommendations": (
            ("made_on", "given", "responded_on", "answered"),
            ("made_on", "given", "due", "due"),
            ("made_on", "given", "done_on", "done"),
        ),
        "complaints": (
            ("received_on", "received", "response_due", "due to be answered"),
            ("received_on", "received", "extension_told_on", "told to take longer"),
            ("received_on", "received", "follow_up.said_on", "to be followed up"),
            ("received_on", "received", "told.on", "told"),
            ("response_due", "due to be answered", "extended_to", "moved to"),
        ),
    }
)
"""Where records stand; a key and what was done on that day; one that should follow, and what then.

Those that are left out may come in any order: somebody is trained before they join, say.
"""


def odd_dates(engagement: Engagement) -> Iterator[OddDate]:
    """Each two days of a record of which the second should not come before the first, and does.

    Days that are known in part count only where nothing that they can mean is in order.
    """
    for section, pairs in _PAIRS.items():
        if section and not _has(engagement, section):
            continue
        for record, path in _at(engagement, _steps(section), ()):
            for first, done, then, what in pairs:
                if not (_has(record, first) and _has(record, then)):
                    continue
                for (before, at), (after, later) in product(
                    _at(record, _steps(first), path), _at(record, _steps(then), path)
                ):
                    if lies_before(after, before):
                        says = f"{what} {as_written(after)} and {done} {as_written(before)}"
                        label = _label(record, path)
                        yield OddDate(f"{label}, {says}", Anchor(later), Anchor(at))


def _has(record: Any, route: str) -> bool:
    """Whether anything is stated at the first step of a route."""
    name, stated = route.partition(".")[0], getattr(record, "__dict__", {})
    return stated.get(name) is not None or stated.get(f"{name}_") is not None


def _steps(route: str) -> list[str]:
    return route.split(".") if route else []


def _at(value: Any, steps: Sequence[str], path: DataPath) -> Iterator[tuple[Any, DataPath]]:
    """What is stated at the end of some steps, of each entry on the way, with its place."""
    if isinstance(value, Mapping | tuple):
        entries = value.items() if isinstance(value, Mapping) else enumerate(value)
        for key, one in entries:
            yield from _at(one, steps, (*path, key))
    elif value is not None and steps:
        stated = getattr(value, "__dict__", {})
        below = stated.get(steps[0]) or stated.get(f"{steps[0]}_")
        yield from _at(below, steps[1:], (*path, steps[0]))
    elif value is not None:
        yield value, path


def lies_before(day: object, other: object) -> bool:
    """Whether one day lies before another, whatever the two can mean."""
    latest, earliest = _span(day)[1], _span(other)[0]
    return latest is not None and earliest is not None and latest < earliest


def _span(day: object) -> tuple[dt.date | None, dt.date | None]:
    if isinstance(day, PartDate):
        return (None, None) if day.yearless else (day.earliest, day.latest)
    return (day, day) if isinstance(day, dt.date) else (None, None)


def _label(record: Any, path: DataPath) -> str:
    text, title = (getattr(record, name, None) for name in ("text", "title"))
    named = getattr(record, "id", None) or getattr(record, "person", None) or path[-1]
    return f"“{shortened(text)}”" if text else title or in_words(str(named).replace("_", "-"))
