"""Facts about work that is hard on people, what was agreed for it, and who supports how many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Required

from pitfall_audit.engagement.model.vocabulary import Handles
from pitfall_audit.facts.all_seats import Seat, Seats
from pitfall_audit.facts.arrangement import Arrangement, all_yes, gathered, is_yes
from pitfall_audit.facts.fact_schema import TypedDict, as_stated
from pitfall_audit.facts.workload import hours_a_month

__all__ = [
    "StrainFacts", "SupporterOfOne", "strain_facts", "support_hours_a_week", "supported",
]  # fmt: skip


class SupporterOfOne(TypedDict, total=False):
    """How many people somebody supports, in one file or over several."""

    people: Required[int]


class SupporterFacts(SupporterOfOne, TypedDict, total=False):
    """Somebody who supports people in their roles."""

    who: Required[str]
    hours_for_each: float


class StrainFacts(TypedDict, total=False):
    """Work that is hard on people, and who supports how many of them."""

    hard_roles: Required[list[str]]
    wellbeing_planned: bool | None
    wellbeing_gaps: Required[list[str]]
    supporters: Required[list[SupporterFacts]]
    voting_supporters: Required[list[str]]


_HARD: frozenset[Handles] = frozenset(
    {"complaints", "serious-incidents", "deaths", "personal-stories"}
)
_WEEKS_A_MONTH = 52 / 12


def strain_facts(arrangement: Arrangement, seats: Seats) -> StrainFacts:
    """What is hard on people, what was agreed for it, and who supports how many."""
    lived = [seat for seat in seats if seat.current and seat.lived]
    hard = [seat for seat in lived if _is_hard(arrangement, seat)]
    roles = {seat.place.role.id: seat.place.role for seat in hard}
    support = list(supported(arrangement, lived))
    facts: StrainFacts = {
        "hard_roles": [arrangement.role_label(role) for role in roles.values()],
        "wellbeing_gaps": list(dict.fromkeys(gap for seat in hard for gap in _gaps(seat))),
        "supporters": _supporters(arrangement, support),
        "voting_supporters": list(
            dict.fromkeys(
                who for who, seat in support if _votes_on(seats, who, body=seat.place.body)
            )
        ),
    }
    facts["wellbeing_planned"] = all_yes(_planned(arrangement, seat) for seat in hard)
    return as_stated(facts)


def _is_hard(arrangement: Arrangement, seat: Seat) -> bool:
    body, person = (
        arrangement.bodies.get(seat.place.body),
        arrangement.people.get(seat.person or ""),
    )
    return (
        not _HARD.isdisjoint((body.handles if body else None) or ())
        or "tell-own-story" in (seat.place.role.expects or ())
        or bool(person is not None and person.risk_stated)
    )


def _planned(arrangement: Arrangement, seat: Seat) -> bool | None:
    """Whether a plan was agreed with the holder of a seat, or not wanted; None if not stated."""
    holder = seat.place.holder
    plan = holder.wellbeing_plan if holder else None
    if plan is not None and (plan.declined or arrangement.has_come(plan.agreed_on)):
        return True
    absences = arrangement.engagement.absences
    path = ("roles", seat.place.role_index, "holders", seat.place.holder_index, "wellbeing_plan")
    if absences.get(path) == "none":
        return False
    return is_yes(seat.place.role.wellbeing_plans)


def _gaps(seat: Seat) -> Iterator[str]:
    plan = seat.place.holder.wellbeing_plan if seat.place.holder else None
    if plan is None or plan.declined:
        return
    if plan.what_helps is False:
        yield "what helps"
    if plan.who_to_ring is False:
        yield "whom to ring"
    if plan.pause_keeps_seat is False:
        yield "how to pause without losing the seat"


def supported(arrangement: Arrangement, lived: Sequence[Seat]) -> Iterator[tuple[str, Seat]]:
    """Each person or post that supports somebody, with the seat in which they do."""
    by_person = gathered((seat.person, seat) for seat in lived if seat.person is not None)
    by_role = gathered((seat.place.role.id, seat) for seat in lived)
    for support in arrangement.engagement.support or ():
        who, by = arrangement.known_as(support.by), support.by
        ended = support.until is not None and support.until < arrangement.as_of
        begun = support.from_ is None or support.from_ <= arrangement.as_of
        if who is None or by is None or by.team or by.organisation or support.declined:
            continue
        if begun and not ended:
            theirs = {id(seat): seat for seat in by_person.get(support.for_ or "", ())}
            theirs |= {id(seat): seat for seat in by_role.get(support.role or "", ())}
            yield from ((who, seat) for seat in theirs.values())


def _supporters(
    arrangement: Arrangement, support: Sequence[tuple[str, Seat]]
) -> list[SupporterFacts]:
    found: list[SupporterFacts] = []
    for who, theirs in gathered(support).items():
        named = {seat.person for seat in theirs} - {None}
        unnamed = {
            seat.place.identity: seat.place.places or 1 for seat in theirs if not seat.person
        }
        facts: SupporterFacts = {"who": who, "people": len(named) + sum(unnamed.values())}
        a_week = support_hours_a_week(arrangement, who)
        if a_week is not None:
            facts["hours_for_each"] = round(a_week / facts["people"], 2)
        found.append(facts)
    return found


def support_hours_a_week(arrangement: Arrangement, who: str) -> float | None:
    """The hours a week that somebody has for supporting others; None where that is not stated."""
    person = arrangement.people.get(who)
    a_month = hours_a_month(person.support_hours if person else None, None)
    return None if a_month is None else a_month / _WEEKS_A_MONTH


def _votes_on(seats: Seats, who: str, *, body: str) -> bool:
    for seat in seats.of(who):
        own = is_yes(seat.place.holder.voting) if seat.place.holder else None
        voting = is_yes(seat.place.role.voting) if own is None else own
        if seat.current and seat.place.body == body and voting:
            return True
    return False
