"""Promises in time, laid out: a line for each, from when it was made to what became of it.

Nothing is drawn here: a template does that, from the numbers given. Units are those of the
drawing, 400 to its width. The same is told in words beside it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from pitfall_audit.engine.result import PictureDay, PicturePromise
from pitfall_audit.language import day_said, numbered, translated
from pitfall_audit.report.diagram import WIDTH, Text
from pitfall_audit.report.diagram_cards import cut
from pitfall_audit.report.wording import date_in_words, joined

__all__ = ["MOST", "Row", "TimeMark", "Timeline", "timeline_of"]

_Scale = Callable[[dt.date], float]

MOST: Final = 24
"""Promises; of more than these some are told in words alone."""
_EDGE: Final = 14.0
_TOP: Final = 30.0
_STEP: Final = 44.0
_SIZE: Final = 14.5
_MOST_TICKS: Final = 5


class TimeMark(Struct, frozen=True):
    """A day of a promise: ``kind`` is made, due, done or told; a span is as wide as it can be."""

    kind: str
    x: float
    width: float


class Row(Struct, frozen=True):
    """One promise: its words, and the line from its first mark to its last, or to the audit date.

    ``y`` is that of the line.
    """

    label: str
    y: float
    start: float
    end: float
    late: bool
    marks: tuple[TimeMark, ...]


class Timeline(Struct, frozen=True):
    """All of it; ``today`` is where the audit date stands, ``shown`` are the kinds of
    things in it, for its key, and ``words`` tells each promise.
    """

    height: float
    today: float
    ticks: tuple[Text, ...]
    rows: tuple[Row, ...]
    shown: frozenset[str]
    summary: str
    words: tuple[str, ...]


def timeline_of(promises: Sequence[PicturePromise], as_of: str) -> Timeline | None:
    """Lay out the promises that have a day, alike for alike; None where fewer than two have.

    ``as_of`` is the audit date as a result has it, 2026-06-30.
    """
    if len(promises) < 2:
        return None
    today = dt.date.fromisoformat(as_of)
    shown = promises[:MOST]
    days = [day for one in shown for _, each in _days(one) for day in (each.first, each.last)]
    first, last = min(*days, today), max(*days, today)
    scale = (WIDTH - 2 * _EDGE) / max((last - first).days, 1)

    def at(day: dt.date) -> float:
        return _EDGE + (day - first).days * scale

    rows = tuple(_row(one, number, at, today) for number, one in enumerate(shown))
    late = sum(one.late for one in promises)
    summary = numbered(
        len(promises),
        "%(number)s promise with a day, %(late)s of them late.",
        "%(number)s promises with a day, %(late)s of them late.",
        late=late or translated("none"),
    )
    return Timeline(
        height=_TOP + _STEP * len(rows),
        today=at(today),
        ticks=tuple(_ticks(first, last, at)),
        rows=rows,
        shown=frozenset(mark.kind for row in rows for mark in row.marks)
        | {"today", "late" if late else "today"},
        summary=summary,
        words=tuple(map(_told, promises)),
    )


def _days(promise: PicturePromise) -> Iterator[tuple[str, PictureDay]]:
    for kind in ("made", "due", "done", "told"):
        day: PictureDay | None = getattr(promise, kind)
        if day is not None:
            yield kind, day


def _row(promise: PicturePromise, number: int, at: _Scale, today: dt.date) -> Row:
    marks = tuple(
        TimeMark(kind, at(day.first), at(day.last) - at(day.first)) for kind, day in _days(promise)
    )
    ends = [mark.x + mark.width for mark in marks]
    if promise.closed is None:
        ends.append(at(today))
    return Row(
        label=cut(promise.label, _SIZE, WIDTH - 2 * _EDGE),
        y=_TOP + _STEP * number + 28,
        start=min(mark.x for mark in marks),
        end=max(ends),
        late=promise.late,
        marks=marks,
    )


def _ticks(first: dt.date, last: dt.date, at: _Scale) -> Iterator[Text]:
    years = [dt.date(year, 1, 1) for year in range(first.year, last.year + 1)]
    months = [
        dt.date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
    ]
    days = [day for day in months if first <= day <= last]
    monthly = len(days) <= 2 * _MOST_TICKS or len(years) < 3
    days = days if monthly else [day for day in years if first <= day <= last]
    for day in days[:: -(-len(days) // _MOST_TICKS) or 1]:
        # Where a label has no room left the line alone stands.
        month = day_said(day, "MMM y") or f"{day:%b %Y}"
        label = "" if at(day) > WIDTH - 56 else month if monthly else str(day.year)
        yield Text(at(day), 12, label, "plain")


def _told(promise: PicturePromise) -> str:
    said = [_became(kind, promise, _when(day)) for kind, day in _days(promise)]
    if promise.closed is None:
        said.append(translated("late") if promise.late else translated("open"))
    elif promise.done is None:
        said.append(translated(promise.closed))
    return f"{promise.label}: {joined(said)}."


def _became(kind: str, promise: PicturePromise, when: str) -> str:
    if kind == "made":
        return translated("made %(when)s", when=when)
    if kind == "due":
        return translated("due %(when)s", when=when)
    if kind == "told":
        return translated("people were told %(when)s", when=when)
    how = translated(promise.closed or "done")
    return translated("%(how)s %(when)s", how=how, when=when)


def _when(day: PictureDay) -> str:
    if day.words:
        return translated("in %(when)s", when=day.words)
    return translated("on %(day)s", day=date_in_words(day.first.isoformat()))
