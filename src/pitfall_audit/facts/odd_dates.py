"""Days of one record in an order that is odd, and can be: minutes may really say so.

What can't be is refused before: see ``engagement/date_order.py``. The audit date plays no part.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.part_dates import PartDate, as_written
from pitfall_audit.facts.arrangement import in_words, shortened
from pitfall_audit.facts.subjects import Anchor

__all__ = ["OddDate", "lies_before", "odd_dates"]


class OddDate(NamedTuple):
    """A day that lies before one which it should follow, in words; and where the two stand."""

    says: str
    day: Anchor
    after: Anchor


_PAIRS: Final = (
    ("promises", "made_on", "made", "due", "due"),
    ("promises", "made_on", "made", "review_due", "to be looked at again"),
    ("recommendations", "made_on", "given", "responded_on", "answered"),
    ("recommendations", "made_on", "given", "due", "due"),
    ("recommendations", "made_on", "given", "done_on", "done"),
    ("complaints", "received_on", "received", "response_due", "due to be answered"),
)
"""A list of records; a key and what was done on that day; one that should follow, and what then."""


def odd_dates(engagement: Engagement) -> Iterator[OddDate]:
    """Each two days of a record of which the second should not come before the first, and does.

    Days that are known in part count only where nothing that they can mean is in order.
    """
    for section, first, done, then, what in _PAIRS:
        for at, record in enumerate(getattr(engagement, section) or ()):
            before, after = getattr(record, first), getattr(record, then)
            if lies_before(after, before):
                yield OddDate(
                    f"{_label(record)}, {what} {as_written(after)} and {done} {as_written(before)}",
                    Anchor((section, at, then)),
                    Anchor((section, at, first)),
                )


def lies_before(day: object, other: object) -> bool:
    """Whether one day lies before another, whatever the two can mean."""
    latest, earliest = _span(day)[1], _span(other)[0]
    return latest is not None and earliest is not None and latest < earliest


def _span(day: object) -> tuple[dt.date | None, dt.date | None]:
    if isinstance(day, PartDate):
        return (None, None) if day.yearless else (day.earliest, day.latest)
    return (day, day) if isinstance(day, dt.date) else (None, None)


def _label(record: Any) -> str:
    text = getattr(record, "text", None)
    return f"“{shortened(text)}”" if text else in_words(record.id)
