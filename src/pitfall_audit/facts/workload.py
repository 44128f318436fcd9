"""The time that lived-experience seats take together, and meetings that are at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pitfall_audit.engagement.model import Body
from pitfall_audit.engagement.model.base import Hours
from pitfall_audit.engagement.model.body_parts import Meeting
from pitfall_audit.engagement.model.part_dates import PartDate
from pitfall_audit.engagement.model.vocabulary import Per, TimeUnit
from pitfall_audit.facts.all_seats import Seat
from pitfall_audit.facts.arrangement import Arrangement, is_yes
from pitfall_audit.facts.subjects import Sitting

__all__ = [
    "MOST_SHOWN", "Workload", "hours_a_month", "overlapping", "overlaps", "sittings_of",
    "workload_of",
]  # fmt: skip

_HOURS: Mapping[TimeUnit, float] = {"hours": 1.0, "half-days": 3.5, "days": 7.0}
_A_MONTH: Mapping[Per, float] = {"week": 52 / 12, "month": 1.0, "quarter": 1 / 3, "year": 1 / 12}
_MOST_MEETINGS = 200
MOST_SHOWN = 3
"""So many overlapping meetings are named at most."""


class Workload(NamedTuple):
    """Hours a month: as far as is stated, and whether that is all."""

    at_least: float
    complete: bool


def hours_a_month(hours: Hours | None, meetings_a_year: float | None) -> float | None:
    """A number of hours as hours a month; None where it hangs on a number of meetings unstated.

    A month is the twelfth part of 52 weeks, and a day has seven hours. Of a range the lower end
    counts; where it has none, nothing is known.
    """
    if hours is None or hours.amount.least is None:
        return None
    amount = hours.amount.least * _HOURS[hours.unit or "hours"]
    if hours.per == "meeting":
        return None if meetings_a_year is None else amount * meetings_a_year / 12
    return amount * _A_MONTH[hours.per]


def workload_of(arrangement: Arrangement, seats: Sequence[Seat]) -> Workload:
    """The hours a month that one person's seats take together.

    A seat that comes with another one of theirs, or is held only in another's place, adds
    what is stated for it, and nothing where nothing is.
    """
    total, complete = 0.0, True
    roles = {seat.place.role.id for seat in seats}
    for seat in seats:
        hours, sure = _seat_hours(arrangement, seat)
        total += hours
        through = seat.place.role.ex_officio_through
        comes_with = through is not None and through.role in roles
        complete = complete and (sure or comes_with or seat.place.attends == "substitute")
    return Workload(round(total, 2), complete)


def _seat_hours(arrangement: Arrangement, seat: Seat) -> tuple[float, bool]:
    place, holder = seat.place, seat.place.holder
    own = holder.hours if holder else None
    full = place.attends in (None, "always", "alongside")
    # The role's hours are those of somebody who comes as the role says.
    as_the_role = full or place.attends == place.role.attends
    hours = own or (place.role.hours if as_the_role else None)
    body = arrangement.bodies.get(place.body)
    meetings = body.meetings if body else None
    a_year = meetings.a_year.least if meetings and meetings.a_year else None
    each = meetings.hours_each.least if meetings and meetings.hours_each else None
    if hours is not None:
        month = hours_a_month(hours, a_year)
        return (0.0, False) if month is None else (month, True)
    if full and a_year is not None and each is not None:
        # The meetings alone: what is read and prepared for them comes on top.
        return a_year * each / 12, False
    return 0.0, False


def sittings_of(arrangement: Arrangement, seats: Iterable[Seat]) -> tuple[Sitting, ...]:
    """The meetings still to come at which somebody sits in some seats, each once."""
    found = (one for seat in seats for one in _sittings(arrangement, seat))
    return tuple(dict.fromkeys(found))


def overlaps(arrangement: Arrangement, seats: Sequence[Seat]) -> list[str] | None:
    """Meetings to come of two bodies that overlap, in words; None where times leave it open."""
    return overlapping(sittings_of(arrangement, seats), arrangement.body_label)


def overlapping(
    sittings: Iterable[Sitting], label: Callable[[str], str], most: int = MOST_SHOWN
) -> list[str] | None:
    """Some meetings of two bodies that overlap, in words; None where times leave it open.

    ``label`` names a body; so many as ``most`` are given.
    """
    by_day: dict[dt.date, list[Sitting]] = {}
    for one in sittings:
        by_day.setdefault(one.day, []).append(one)
    found: list[str] = []
    in_doubt = False
    for day in sorted(by_day):
        on_day = by_day[day]
        if len({one.body for one in on_day}) < 2:
            continue
        in_doubt = in_doubt or any(one.starts is None or one.ends is None for one in on_day)
        for both in _clashes(on_day):
            bodies = sorted(map(label, both))
            said = f"{day.isoformat()}: {bodies[0]} and {bodies[1]}"
            if said not in found:
                found.append(said)
            if len(found) == most:
                return found
    return None if in_doubt and not found else found


def _clashes(on_day: Sequence[Sitting]) -> Iterator[tuple[str, str]]:
    """Two bodies that meet at once, for each meeting that begins while another's goes on."""
    last_ends: dict[str, int] = {}
    timed = sorted(
        (one.starts, one.ends, one.body)
        for one in on_day
        if one.starts is not None and one.ends is not None
    )
    for starts, ends, body in timed:
        for other, ended in last_ends.items():
            if other != body and ended > starts:
                yield other, body
                break
        last_ends[body] = max(ends, last_ends.get(body, 0))


def _sittings(arrangement: Arrangement, seat: Seat) -> Iterator[Sitting]:
    body = arrangement.bodies.get(seat.place.body)
    holder = seat.place.holder
    if body is None or body.meetings is None or holder is None:
        return
    if seat.place.attends in ("substitute", "in-turn"):
        return
    to_come = [
        one
        for one in body.meetings.dates or ()
        if not isinstance(one.date, PartDate)
        and not is_yes(one.called_off)
        and one.date >= arrangement.as_of
        and (holder.until is None or one.date <= holder.until)
    ]
    # NOTE: nobody has more than two hundred meetings of one body still to come.
    for meeting in to_come[:_MOST_MEETINGS]:
        starts = _minutes(meeting.starts_at)
        yield Sitting(meeting.date, starts, _end(body, meeting, starts), seat.place.body)


def _end(body: Body, meeting: Meeting, starts: int | None) -> int | None:
    if meeting.ends_at is not None:
        return _minutes(meeting.ends_at)
    each = body.meetings.hours_each if body.meetings else None
    hours = each.least if each is not None and each.least == each.most else None
    return None if hours is None or starts is None else starts + round(hours * 60)


def _minutes(time: str | None) -> int | None:
    if time is None:
        return None
    hours, _, minutes = time.partition(":")
    return int(hours) * 60 + int(minutes)
