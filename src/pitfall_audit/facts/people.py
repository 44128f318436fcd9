"""Facts about people's lived-experience seats taken together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Required

from pitfall_audit.facts.access import NeedsFacts, all_needs, needs_of
from pitfall_audit.facts.all_seats import Seat
from pitfall_audit.facts.arrangement import Arrangement, is_yes
from pitfall_audit.facts.fact_schema import TypedDict, copied
from pitfall_audit.facts.subjects import Anchor, Subject
from pitfall_audit.facts.workload import hours_a_month, overlaps, workload_of

__all__ = ["MOST_BODIES", "HolderFacts", "SeatsOfOne", "counted_seats", "person_subjects"]


class SeatsOfOne(TypedDict, total=False):
    """How many seats somebody has, and how much time they take, in one file or over several."""

    bodies: Required[list[str]]
    seats_at_least: Required[int]
    seats_at_most: Required[int]
    seats_held: int
    hours_at_least: Required[float]
    hours_a_month: float


class HolderFacts(SeatsOfOne, TypedDict, total=False):
    """Somebody with lived-experience seats, or everybody who has one, taken together.

    There is one for each person, and one for the whole arrangement, which shows how far its
    seats rest on a few people. Neither says anything of the person: what is asked is what
    the organisation asks of them.
    """

    label: Required[str]
    whole_arrangement: Required[bool]
    access: Required[NeedsFacts]
    top_three_percent: Required[float]
    chose_many_seats: bool
    successor_named: bool
    without_support: Required[bool]
    hours_limit_a_month: float
    overlapping_meetings: list[str]


_TOP = 3
MOST_BODIES = 10
"""So many bodies are named at most."""


def person_subjects(arrangement: Arrangement, seats: Sequence[Seat]) -> tuple[Subject, ...]:
    """Each person with a current seat that is or may be for lived experience, then all of them."""
    held: dict[str, list[Seat]] = {}
    for seat in seats:
        if seat.person is not None and seat.current and seat.lived is not False:
            held.setdefault(seat.person, []).append(seat)
    subjects = [_person_subject(arrangement, person, own) for person, own in held.items()]
    if held:
        not_named = [
            seat for seat in seats if seat.person is None and seat.current and seat.stated_lived
        ]
        subjects.append(_whole_arrangement_subject(arrangement, held, not_named))
    return tuple(subjects)


def counted_seats(seats: Sequence[Seat]) -> list[Seat]:
    """The seats that count as one each: not those that come with another, or stand in for one."""
    roles = {seat.place.role.id for seat in seats}
    return [
        seat
        for seat in seats
        if not (
            seat.place.role.ex_officio_through is not None
            and seat.place.role.ex_officio_through.role in roles - {seat.place.role.id}
        )
        and seat.place.attends != "substitute"
    ]


def _seat_facts(arrangement: Arrangement, seats: Sequence[Seat], label: str) -> HolderFacts:
    counted = counted_seats(seats)
    sure = sum(1 for seat in counted if seat.stated_lived)
    bodies = dict.fromkeys(arrangement.body_label(seat.place.body) for seat in seats)
    facts: HolderFacts = {
        "label": label,
        "whole_arrangement": False,
        "access": {},
        "bodies": list(bodies)[:MOST_BODIES],
        "seats_at_least": sure,
        "seats_at_most": len(counted),
        "top_three_percent": 0.0,
        "without_support": arrangement.engagement.support == (),
        "hours_at_least": 0.0,
    }
    if sure == len(counted):
        facts["seats_held"] = sure
    return facts


def _person_subject(arrangement: Arrangement, person_id: str, seats: Sequence[Seat]) -> Subject:
    facts = _seat_facts(arrangement, seats, person_id)
    facts["access"] = needs_of(arrangement, person_id, {seat.place.body for seat in seats})
    load = workload_of(arrangement, seats)
    facts["hours_at_least"] = load.at_least
    if load.complete:
        facts["hours_a_month"] = load.at_least
    if (clashes := overlaps(arrangement, seats)) is not None:
        facts["overlapping_meetings"] = clashes
    person = arrangement.people.get(person_id)
    facts = {**facts, **copied(HolderFacts, arrangement.as_of, person)}
    limit = person.hours_limit if person is not None else None
    month = hours_a_month(limit, _meetings_a_year(arrangement, seats))
    if month is not None:
        facts["hours_limit_a_month"] = round(month, 2)
    first = seats[0]
    # Where it is open whose seat one is, that is asked; else what time one takes.
    role = next(
        (one for one in seats if one.stated_lived is None),
        next((one for one in seats if not workload_of(arrangement, [one]).complete), first),
    )
    return Subject(
        kind="person",
        identity=f"people[{person_id}]",
        facts=facts,
        anchors={
            "person": Anchor(("people", person_id)),
            "role": Anchor(("roles", role.place.role_index)),
            "body": arrangement.body_anchor(role.place),
            "engagement": Anchor(()),
        },
        described_from=arrangement.described(first.place.role.source),
        under="people",
    )


def _meetings_a_year(arrangement: Arrangement, seats: Sequence[Seat]) -> float | None:
    """How many meetings a year the bodies of some seats have together; None if not stated."""
    together = 0.0
    for name in dict.fromkeys(seat.place.body for seat in seats):
        body = arrangement.bodies.get(name)
        a_year = body.meetings.a_year if body is not None and body.meetings else None
        if a_year is None or a_year.least is None:
            return None
        together += a_year.least
    return together


def _whole_arrangement_subject(
    arrangement: Arrangement, held: dict[str, list[Seat]], not_named: Sequence[Seat]
) -> Subject:
    label = arrangement.engagement.title
    counts: Counter[str] = Counter()
    willing = True
    every = []
    for person_id, seats in held.items():
        counted = counted_seats(seats)
        every.extend(counted)
        counts[person_id] = sum(1 for seat in counted if seat.stated_lived)
    facts = _seat_facts(arrangement, every, label)
    facts["whole_arrangement"] = True
    facts["access"] = all_needs(arrangement)
    top = counts.most_common(_TOP)
    for person_id, count in top:
        person = arrangement.people.get(person_id)
        chose = person is not None and is_yes(person.chose_many_seats)
        shared = person is not None and is_yes(person.successor_named)
        willing = willing and (count < 2 or bool(chose and shared))
    # A role that does not say how many places it has counts as one.
    total = sum(counts.values()) + sum(seat.place.at_least or 1 for seat in not_named)
    if total:
        facts["top_three_percent"] = round(100 * sum(count for _, count in top) / total, 1)
    if willing:
        facts["chose_many_seats"] = facts["successor_named"] = True
    unclear = next(
        (seat for seat in every if seat.stated_lived is None), next(iter(held.values()))[0]
    )
    return Subject(
        kind="person",
        identity="people",
        facts=facts,
        anchors={
            "person": Anchor(("people",)),
            "role": Anchor(("roles", unclear.place.role_index)),
            "engagement": Anchor(()),
        },
        described_from=arrangement.described_from,
    )
