"""What a file can mean where a date is not whole, and what may be told of it all the same.

Each date that is not whole is read as the first and the last day of its span, and as the audit
date where that lies within, so that any two of them meet in each of their orders. A subject
whose facts hang on that carries its other readings, and a rule says of it what it says of all
of them: see ``rules/open_dates.py``. A day by which something is due is the last that it can
mean, for nothing is late before that.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import permutations
from typing import Any, Final, NamedTuple, TypeVar

from msgspec.structs import replace

from pitfall_audit.engagement.model import Engagement, TiesFile
from pitfall_audit.engagement.model.all_records import AllRecords
from pitfall_audit.engagement.model.base import Model
from pitfall_audit.engagement.model.part_dates import DayText, PartDate
from pitfall_audit.engagement.model.records import file_keys
from pitfall_audit.engagement.model.roles import Term
from pitfall_audit.facts.subjects import FactSheet, OpenDate, Subject, SubjectKind
from pitfall_audit.yaml.places import DataPath
from pitfall_audit.yaml.reading import path_text

__all__ = ["Readings", "all_readings", "told", "with_readings"]

_DEADLINES: Final = frozenset(
    {"due", "ends", "extended_to", "response_due", "retention_until", "review_due", "valid_until"}
)
"""Fields of which is asked whether the day is past, and little else."""

Reading = tuple[Engagement, TiesFile | None]
_AnyModel = TypeVar("_AnyModel", bound=Model)
_Choose = Callable[[PartDate, DataPath, bool], PartDate]
"""What a date at a place is read as; said beside it is whether it is a deadline."""


class Readings(NamedTuple):
    """Each way to read the dates that are not whole; in each, the ways to read deadlines.

    One way alone where all dates are whole. ``open`` are the dates that are no deadlines, and of
    which it is open on which side of the audit date they lie; where there is none, all that are
    no deadlines.
    """

    ways: list[list[Reading]]
    open: tuple[OpenDate, ...] = ()


def all_readings(
    engagement: Engagement, ties: TiesFile | None, as_of: dt.date, records: Sequence[AllRecords]
) -> Readings:
    """Each way to read a file, and the ties beside it, on the audit date.

    ``records`` are those of the file, and those of the ties where there are some.
    """
    if not any(one.part_dates for one in records):
        return Readings([[(engagement, ties)]])
    deadlines = 0
    others: list[OpenDate] = []
    astride: list[OpenDate] = []

    def count(date: PartDate, path: DataPath, deadline: bool) -> PartDate:
        nonlocal deadlines
        if deadline:
            deadlines += 1
            return date
        others.append(OpenDate(date.words, path_text(path)))
        date = _narrowed(date, year_starts)
        if date.earliest <= as_of <= date.latest:
            astride.append(others[-1])
        return date

    year_starts = _year_starts(engagement)
    _both(engagement, ties, count)
    if not deadlines and not others:
        return Readings([[(engagement, ties)]])
    ways = [
        [
            _both(engagement, ties, _chooser(level, due_early, as_of, year_starts))
            for due_early in ((False, True) if deadlines else (False,))
        ]
        for level in _designs(len(others), 3 if astride else 2)
    ]
    return Readings(ways, tuple(astride or others))


def _designs(count: int, levels: int) -> Iterator[Callable[[int], int]]:
    """How so many dates are read: any two of them come in each pair of levels."""
    for level in range(levels if count else 1):
        yield lambda _, level=level: level  # type: ignore[misc]
    unit = 1
    while unit < count:
        for order in permutations(range(levels)):
            yield lambda number, unit=unit, order=order: order[number // unit % levels]  # type: ignore[misc]
        unit *= levels


def _chooser(
    level: Callable[[int], int],
    due_early: bool,
    as_of: dt.date,
    year_starts: tuple[int, int] | None,
) -> _Choose:
    met = 0

    def choose(date: PartDate, _: DataPath, deadline: bool) -> PartDate:
        nonlocal met
        date = _narrowed(date, year_starts)
        if deadline:
            return date.on(date.earliest if due_early else date.latest)
        met += 1
        days = (date.latest, date.earliest, max(date.earliest, min(as_of, date.latest)))
        return date.on(days[level(met - 1)])

    return choose


def _narrowed(date: PartDate, year_starts: tuple[int, int] | None) -> PartDate:
    return date if year_starts is None else date.with_year_from(*year_starts)


def _year_starts(engagement: Engagement) -> tuple[int, int] | None:
    """The month and day on which years of the organisation begin, where that is said."""
    starts = engagement.organisation.year_starts if engagement.organisation else None
    return None if starts is None else (starts.month, starts.day)


def _both(engagement: Engagement, ties: TiesFile | None, choose: _Choose) -> Reading:
    return _read(engagement, (), choose), None if ties is None else _read(ties, (), choose)


def _read(record: _AnyModel, path: DataPath, choose: _Choose) -> _AnyModel:
    """A record with its dates as they are read, and those of all that is in it."""
    changed = {}
    keys = file_keys(type(record))
    for name, value in vars(record).items():
        if value is None or isinstance(value, str | int) or name in ("sources", "organisation"):
            continue
        deadline = name in _DEADLINES and not isinstance(record, Term)
        read = _read_value(value, (*path, keys[name]), choose, deadline=deadline)
        if read is not value:
            changed[name] = read
    return record.model_copy(update=changed) if changed else record


def _read_value(value: Any, path: DataPath, choose: _Choose, *, deadline: bool) -> Any:
    if isinstance(value, PartDate):
        return choose(value, path, deadline and not value.yearless)
    if isinstance(value, Model):
        return _read(value, path, choose)
    if isinstance(value, tuple):
        parts = [
            _read_value(one, (*path, index), choose, deadline=deadline)
            for index, one in enumerate(value)
        ]
        same = all(new is old for new, old in zip(parts, value, strict=True))
        return value if same else tuple(parts)
    if isinstance(value, Mapping):
        read = {
            key: _read_value(one, (*path, key), choose, deadline=deadline)
            for key, one in value.items()
        }
        return value if all(read[key] is one for key, one in value.items()) else read
    return value


def with_readings(
    sheets: Sequence[Sequence[FactSheet]], open_dates: tuple[OpenDate, ...]
) -> FactSheet:
    """The facts of the first reading, with the other readings of each subject that has some."""
    first = sheets[0][0]
    kinds: dict[SubjectKind, tuple[Subject, ...]] = {}
    for kind in first.subjects:
        by_name = [
            [{one.identity: one for one in sheet.subjects[kind]} for sheet in group]
            for group in sheets
        ]
        names = dict.fromkeys(name for group in by_name for sheet in group for name in sheet)
        kinds[kind] = tuple(
            _with_others([[sheet.get(name) for sheet in group] for group in by_name], open_dates)
            for name in names
        )
    return replace(first, subjects=kinds)


def _with_others(
    groups: Sequence[Sequence[Subject | None]], open_dates: tuple[OpenDate, ...]
) -> Subject:
    """One subject of its readings; the others stand beside it where they are not all alike."""
    found = [one for group in groups for one in group if one is not None]
    told_facts = told([one.facts for one in found])
    plain: dict[int, Subject] = {id(one): replace(one, facts=_plain(one.facts)) for one in found}
    first = plain[id(found[0])]
    alike = len(found) == sum(map(len, groups)) and all(
        one.facts == first.facts and one.silence == first.silence for one in plain.values()
    )
    if told_facts == first.facts:
        told_facts = None
    if alike:
        return replace(first, told=told_facts)
    readings = tuple(
        tuple(None if one is None else plain[id(one)] for one in group) for group in groups
    )
    return replace(first, told=told_facts, readings=readings, open_dates=open_dates)


_LEFT_OPEN: Final = object()


def told(readings: Sequence[Any]) -> Any:
    """What may be told of facts that have several readings.

    Of a date its words, of numbers the least and the most, and of all else what is the same in
    each reading.
    """
    first = readings[0]
    if isinstance(first, DayText):
        return first.words
    if all(isinstance(one, Mapping) for one in readings):
        merged = {
            key: told([one[key] for one in readings])
            for key in first
            if all(key in one for one in readings)
        }
        return {key: value for key, value in merged.items() if value is not _LEFT_OPEN}
    if all(one == first for one in readings):
        return first
    if all(isinstance(one, int) and not isinstance(one, bool) and one >= 0 for one in readings):
        least, most = min(readings), max(readings)
        return f"{least} to {most}" if most < _FAR else _LEFT_OPEN
    return _LEFT_OPEN


_FAR: Final = 10_000
"""So many days and more are told of no date: its year is then not given."""


def _plain(facts: Any) -> Any:
    """Facts as plain data, where a day carries no words."""
    if isinstance(facts, Mapping):
        return {key: _plain(value) for key, value in facts.items()}
    if isinstance(facts, list):
        return [_plain(one) for one in facts]
    return str.__str__(facts) if isinstance(facts, DayText) else facts
