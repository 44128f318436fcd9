"""Who carries how many seats and hours over several arrangements, in words."""

from __future__ import annotations

from typing import Final, NamedTuple

from pitfall_audit.engine.result import Carried, EngagementResult
from pitfall_audit.language import translated

_MOST_SHOWN: Final = 20


class Load(NamedTuple):
    """What one person carries, in words."""

    person: str
    arrangements: int
    seats: str
    hours: str
    limit: str


class Loads(NamedTuple):
    """Those who carry most, and how many more there are."""

    shown: tuple[Load, ...]
    more: int


def loads_of(engagement: EngagementResult) -> Loads:
    """Who carries how much, the twenty with the most."""
    carrying = engagement.carrying
    return Loads(tuple(map(_load, carrying[:_MOST_SHOWN])), max(len(carrying) - _MOST_SHOWN, 0))


def _load(one: Carried) -> Load:
    seats = str(one.seats)
    if one.seats != one.seats_at_most:
        seats = translated("%(least)s to %(most)s", least=one.seats, most=one.seats_at_most)
    hours = f"{one.hours:g}"
    if not one.hours_known:
        hours = translated("at least %(number)s", number=hours)
    if not one.hours and not one.hours_known:
        hours = translated("not stated")
    limit = translated("not stated") if one.limit is None else f"{one.limit:g}"
    return Load(one.person, one.arrangements, seats, hours, limit)
