"""Facts about people's lived-experience seats taken together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pitfall_audit.facts.access import all_needs, needs_of
from pitfall_audit.facts.arrangement import Arrangement, is_yes
from pitfall_audit.facts.loads import hours_a_month, load_of, overlaps
from pitfall_audit.facts.seats import Seat
from pitfall_audit.facts.shapes.people import HolderFacts
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = ["person_subjects"]

_TOP = 3
_MOST_BODIES = 10


def person_subjects(arrangement: Arrangement, seats: Sequence[Seat]) -> tuple[Subject, ...]:
    """Each person with a current seat that is or may be for lived experience, then all of them."""
    held: dict[str, list[Seat]] = {}
    for seat in seats:
        if seat.person is not None and seat.current and seat.lived is not False:
            held.setdefault(seat.person, []).append(seat)
    subjects = [_person(arrangement, person, own) for person, own in held.items()]
    if held:
        subjects.append(_everybody(arrangement, held))
    return tuple(subjects)


def _counted(seats: Sequence[Seat]) -> list[Seat]:
    """The seats that count as one each: not those that come with another, or stand in for one."""
    roles = {seat.place.role.id for seat in seats}
    return [
        seat
        for seat in seats
        if not (
            seat.place.role.ex_officio_through is not None
            and seat.place.role.ex_officio_through.role in roles - {seat.place.role.id}
        )
        and not (seat.place.holder is not None and seat.place.holder.attends == "substitute")
    ]


def _seat_facts(arrangement: Arrangement, seats: Sequence[Seat], label: str) -> HolderFacts:
    counted = _counted(seats)
    sure = sum(1 for seat in counted if seat.lived)
    bodies = dict.fromkeys(arrangement.body_label(seat.place.body) for seat in seats)
    facts: HolderFacts = {
        "label": label,
        "whole_arrangement": False,
        "access": {},
        "bodies": list(bodies)[:_MOST_BODIES],
        "seats_at_least": sure,
        "seats_at_most": len(counted),
        "top_three_percent": 0.0,
        "without_support": arrangement.engagement.support == (),
        "hours_at_least": 0.0,
    }
    if sure == len(counted):
        facts["seats_held"] = sure
    return facts


def _person(arrangement: Arrangement, person_id: str, seats: Sequence[Seat]) -> Subject:
    facts = _seat_facts(arrangement, seats, person_id)
    facts["access"] = needs_of(arrangement, person_id, {seat.place.body for seat in seats})
    load = load_of(arrangement, seats)
    facts["hours_at_least"] = load.at_least
    if load.complete:
        facts["hours_a_month"] = load.at_least
    clashes = overlaps(arrangement, seats)
    if clashes is not None:
        facts["overlapping_meetings"] = clashes
    person = arrangement.people.get(person_id)
    if person is not None:
        chose, successor = is_yes(person.chose_many_seats), is_yes(person.successor_named)
        if chose is not None:
            facts["chose_many_seats"] = chose
        if successor is not None:
            facts["successor_named"] = successor
        limit = person.hours_limit
        month = (
            None if limit is None else hours_a_month(limit, _meetings_a_year(arrangement, seats))
        )
        if month is not None:
            facts["hours_limit_a_month"] = round(month, 2)
    first = seats[0]
    unclear = next((seat for seat in seats if seat.lived is None), first)
    unmeasured = next((seat for seat in seats if not load_of(arrangement, [seat]).complete), first)
    role = unclear if unclear.lived is None else unmeasured
    return Subject(
        kind="person",
        identity=f"people[{person_id}]",
        label=person_id,
        facts=facts,
        anchors={
            "person": Anchor(("people", person_id)),
            "role": Anchor(("roles", role.place.role_index)),
            "body": arrangement.body_anchor(role.place),
            "engagement": Anchor(()),
        },
        described_from=arrangement.described(first.place.role.source),
        group="people",
        group_label="The people in lived-experience seats",
    )


def _meetings_a_year(arrangement: Arrangement, seats: Sequence[Seat]) -> float | None:
    """How many meetings a year the bodies of some seats have together; None if not stated."""
    together = 0.0
    for name in dict.fromkeys(seat.place.body for seat in seats):
        body = arrangement.bodies.get(name)
        if body is None or body.meetings is None or body.meetings.a_year is None:
            return None
        together += body.meetings.a_year
    return together


def _everybody(arrangement: Arrangement, held: dict[str, list[Seat]]) -> Subject:
    label = arrangement.engagement.title
    counts: Counter[str] = Counter()
    willing = True
    every = []
    for person_id, seats in held.items():
        counted = _counted(seats)
        every.extend(counted)
        counts[person_id] = sum(1 for seat in counted if seat.lived)
    facts = _seat_facts(arrangement, every, label)
    facts["whole_arrangement"] = True
    facts["access"] = all_needs(arrangement)
    top = counts.most_common(_TOP)
    for person_id, count in top:
        person = arrangement.people.get(person_id)
        chose = person is not None and is_yes(person.chose_many_seats)
        shared = person is not None and is_yes(person.successor_named)
        willing = willing and (count < 2 or bool(chose and shared))
    total = sum(counts.values())
    if total:
        facts["top_three_percent"] = round(100 * sum(count for _, count in top) / total, 1)
    if willing:
        facts["chose_many_seats"] = facts["successor_named"] = True
    unclear = next((seat for seat in every if seat.lived is None), next(iter(held.values()))[0])
    return Subject(
        kind="person",
        identity="people",
        label=label,
        facts=facts,
        anchors={
            "person": Anchor(("people",)),
            "role": Anchor(("roles", unclear.place.role_index)),
            "engagement": Anchor(()),
        },
        described_from=arrangement.described_from,
        group="people",
        group_label=label,
    )
