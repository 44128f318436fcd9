"""Facts about care between people who sit together, or of whom one has power over a seat."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Required

from pitfall_audit.engagement.model.people import Tie
from pitfall_audit.engagement.model.vocabulary import TieKind
from pitfall_audit.facts.all_seats import Seats
from pitfall_audit.facts.arrangement import Arrangement, is_yes, named, slug
from pitfall_audit.facts.body_chairs import officers
from pitfall_audit.facts.conflicts import Pair, conflicts_between, is_handled, next_acknowledgement
from pitfall_audit.facts.fact_schema import IsoDate, TypedDict, as_stated
from pitfall_audit.facts.oversight import (
    PowerFacts,
    future_care_settled,
    judged_people,
    judges_somebody,
    judging_between,
    may_treat_members,
    power_over,
)
from pitfall_audit.facts.sitters import Sitters, asked_of_team, sits_with_team
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = ["CARE", "ConnectionFacts", "connection_subjects"]


class ConnectionFacts(TypedDict, total=False):
    """Care between somebody with a lived-experience seat and somebody else, as it bears on seats.

    There is one for each pair that a file names, whether the care is the person's own or
    that of somebody they care for; and one for each body as a whole, which says whether
    its members were asked.
    """

    label: Required[str]
    whole_body: Required[bool]
    among_others: Required[bool]
    person: str
    other: str
    own_care: Required[bool]
    cared_for: Required[list[str]]
    current: Required[bool]
    days_since_end: int
    shared_bodies: Required[list[str]]
    sits_with_team: Required[list[str]]
    asked_of_team: bool
    power: list[PowerFacts]
    to_be_acknowledged_on: IsoDate
    handled: bool | None
    handled_for_power: bool | None
    judging: Required[list[str]]
    judges: bool
    handled_for_judging: bool | None
    judges_somebody: bool | None
    future_care_settled: bool | None
    members_asked: bool
    carers_sit: Required[bool]
    others_sit: Required[bool]


CARE: frozenset[TieKind] = frozenset(
    {"receives-care-from", "care-coordinated-by", "detained-by", "assessed-by"}
)
"""The ties in which one person depends on another's care."""


def connection_subjects(
    arrangement: Arrangement, seats: Seats, bodies: Sequence[Subject]
) -> tuple[Subject, ...]:
    """Every pair with care between them, then every body with a lived-experience seat."""
    sitters = sitters_of(arrangement, seats)
    pairs = (
        _pair_subject(arrangement, seats, sitters, pair) for pair in _pairs(arrangement, seats)
    )
    whole = (
        _body_subject(arrangement, seats, body, sitters)
        for body in bodies
        if body.facts["has_lived_experience"]
    )
    return (*pairs, *whole)


def _pairs(arrangement: Arrangement, seats: Seats) -> list[Pair]:
    """Each pair of somebody with a lived-experience seat and whoever treats them, or theirs."""
    with_seats = {seat.person for seat in seats if seat.person and seat.lived is not False}
    with_seats |= set(judged_people(arrangement))
    families = _families(arrangement)
    pairs: dict[tuple[str, str], Pair] = {}

    def pair_for(person: str, tie: Tie, anchor: Anchor) -> Pair:
        other = named(tie.with_) or ""
        is_person = tie.with_.person is not None
        # Two spellings that come to one id (Ward 3, ward-3) are one team.
        key = (person, other if is_person else f"{slug(other)} team")
        pair = pairs.setdefault(key, Pair(person, other, is_person))
        pair.ties.append((tie, anchor))
        return pair

    for tie, anchor in arrangement.ties:
        if tie.kind not in CARE:
            continue
        if tie.of in with_seats:
            pair_for(tie.of, tie, anchor).own_care = True
        for carer in arrangement.carers.get(tie.of, ()):
            if carer in with_seats and carer != named(tie.with_):
                pair = pair_for(carer, tie, anchor)
                if tie.of not in pair.cared_for:
                    pair.cared_for.append(tie.of)
        for relative in sorted(families.get(tie.of, set()) - {*arrangement.carers.get(tie.of, ())}):
            if relative in with_seats and relative != named(tie.with_):
                pair_for(relative, tie, anchor).family_of.append(tie.of)
    return [pairs[key] for key in sorted(pairs)]


def _families(arrangement: Arrangement) -> dict[str, set[str]]:
    """The relatives of each person by the ties of family that go on at the audit date."""
    families: dict[str, set[str]] = {}
    for tie, _ in arrangement.ties:
        still = tie.until is None or tie.until >= arrangement.as_of
        if tie.kind == "family" and still and tie.with_.person is not None:
            families.setdefault(tie.of, set()).add(tie.with_.person)
            families.setdefault(tie.with_.person, set()).add(tie.of)
    return families


def _pair_subject(arrangement: Arrangement, seats: Seats, sitters: Sitters, pair: Pair) -> Subject:
    ties = [tie for tie, _ in pair.ties]
    current = any(tie.until is None or tie.until >= arrangement.as_of for tie in ties)
    shared = _shared_bodies(arrangement, sitters, pair)
    power = power_over(arrangement, seats, pair)
    recorded = conflicts_between(arrangement, pair, shared)
    label = f"{pair.person} and {pair.other}"
    held = [seat for seat in seats.of(pair.person) if seat.current]
    sits_as = [seat.stated_capacity for seat in held if seat.lived is not False]
    citations = [tie.source for tie in ties if tie.source is not None]
    described_from = arrangement.described(citations[0] if citations else None)
    published = described_from == "published-documents"
    facts: ConnectionFacts = {
        "label": label,
        "whole_body": False,
        "among_others": True,
        "person": pair.person,
        "other": pair.other,
        "own_care": pair.own_care,
        "cared_for": arrangement.in_order(pair.cared_for),
        "current": current,
        "shared_bodies": [arrangement.body_label(body) for body in shared],
        "carers_sit": any(sits is None or "carer" in sits for sits in sits_as),
        "others_sit": any(sits is None or "carer" not in sits for sits in sits_as),
        "judging": [],
        "sits_with_team": [],
    }
    if not current:
        ended = max(tie.until for tie in ties if tie.until is not None)
        facts["days_since_end"] = (arrangement.as_of - ended).days
    if (ahead := next_acknowledgement(arrangement, recorded)) is not None:
        facts["to_be_acknowledged_on"] = ahead.isoformat()
    if not pair.own_care and not pair.cared_for:
        # Care for a relative bears on judging whoever gives it, not on who supervises whom.
        facts["power"] = []
    elif power.found or power.complete:
        facts["power"] = [fact for fact, _ in power.found]
    handled = partial(is_handled, arrangement, pair, published=published)
    sits_on = {seat.place.body for seat in held}
    facts["handled"] = handled(recorded, sits_on, over_power=False)
    facts["handled_for_power"] = handled(recorded, sits_on, over_power=True)
    anchors = {
        "connection": pair.ties[0][1],
        "tie": pair.ties[0][1],
        **power.anchors,
        **_beside_team(arrangement, sitters, pair, facts),
    }
    judging = judging_between(arrangement, sitters, pair)
    certain = [one for one in judging if one.certain]
    facts["judging"] = [f"{arrangement.body_label(one.body)} ({one.how})" for one in judging]
    if certain or not judging:
        facts["judges"] = bool(certain)
    if judging:
        anchors["judged"] = judging[0].anchor
        where = {one.body for one in judging}
        records = conflicts_between(arrangement, pair, sorted(where))
        facts["handled_for_judging"] = handled(records, where, over_power=True)
    if recorded:
        anchors["conflict"] = recorded[0][1]
    if shared:
        anchors["seat"] = sitters[shared[0]][pair.person]
        anchors["other_seat"] = sitters[shared[0]][pair.other]
        anchors["body"] = Anchor(("bodies", shared[0]))
        anchors["interests"] = Anchor(("bodies", shared[0], "interests"))
    other_id = pair.other if pair.other_is_person else slug(pair.other)
    if not pair.other_is_person and other_id in arrangement.people:
        other_id = f"team-{other_id}"
    identity = f"conflicts[{pair.person}/{other_id}/care]"
    return Subject(
        kind="connection",
        identity=identity,
        facts=as_stated(facts),
        anchors=anchors,
        described_from=described_from,
        under=f"bodies[{shared[0]}]" if shared else "",
    )


def _beside_team(
    arrangement: Arrangement, sitters: Sitters, pair: Pair, facts: ConnectionFacts
) -> dict[str, Anchor]:
    """Where it is said whether people were asked who sit beside those of a team; fills facts."""
    bodies = sits_with_team(arrangement, sitters, pair)
    facts["sits_with_team"] = [arrangement.body_label(body) for body in bodies]
    if (asked := asked_of_team(arrangement, sitters, pair)) is not None:
        facts["asked_of_team"] = asked
    return {"interests": Anchor(("bodies", bodies[0], "interests"))} if bodies else {}


def _body_subject(
    arrangement: Arrangement, seats: Seats, body: Subject, sitters: Sitters
) -> Subject:
    """The subject that says whether the members of a body were asked about ties."""
    name = body.identity.removeprefix("bodies[").removesuffix("]")
    on_it = [seat for seat in seats.on(name) if seat.current and seat.lived]
    described = arrangement.bodies.get(name)
    interests = described.interests if described else None
    private = interests.held_privately if interests else None
    asked = interests is not None and arrangement.has_come(interests.everyone_asked_on)
    facts: ConnectionFacts = {
        "label": body.label,
        "whole_body": True,
        "among_others": arrangement.tie_knowledge != "none-given"
        or judges_somebody(described) is True
        or (
            body.facts["among_others"] and may_treat_members(arrangement, described, seats.on(name))
        ),
        "own_care": False,
        "cared_for": [],
        "current": True,
        "shared_bodies": [],
        "sits_with_team": [],
        "power": [],
        "judging": [],
        "carers_sit": any("carer" in (seat.capacity or ()) for seat in on_it),
        "others_sit": any(seat.capacity != ("carer",) for seat in on_it),
    }
    if private is not None:
        if private.handled is not None:
            facts["members_asked"] = private.handled
    elif asked or arrangement.ties_stated_to_be_none:
        facts["members_asked"] = True
    facts["judges_somebody"] = judges_somebody(described)
    facts["future_care_settled"] = future_care_settled(
        arrangement, described, sitters.get(name, {})
    )
    anchors = {name: body.anchors[name] for name in ("body", "interests")}
    anchors["connection"] = body.anchors["body"]
    return Subject(
        kind="connection",
        identity=body.identity,
        facts=as_stated(facts),
        anchors=anchors,
        described_from=body.described_from,
        attested=private is not None,
    )


def sitters_of(arrangement: Arrangement, seats: Seats) -> Sitters:
    """Who sits on each body on the audit date, and where that is written."""
    sitters = Sitters(arrangement)
    for seat in seats:
        if seat.current and seat.person is not None and seat.place.on_body:
            path = ("roles", seat.place.role_index, "holders", seat.place.holder_index)
            sitters.setdefault(seat.place.body, {}).setdefault(seat.person, Anchor(path))
    for name, body in arrangement.bodies.items():
        for officer, key in officers(arrangement, body):
            sitters.setdefault(name, {}).setdefault(officer, Anchor(("bodies", name, key)))
    return sitters


def _shared_bodies(arrangement: Arrangement, sitters: Sitters, pair: Pair) -> list[str]:
    """The bodies on which both sit, but those whose members are all patients of the staff there.

    On such a body (a practice's patient group) a tie with each member goes without saying,
    and one finding for the body says it better than one for each pair.
    """
    if not pair.other_is_person:
        return []
    return [
        body
        for body in sitters.bodies_of(pair.person)
        if pair.other in sitters[body]
        and not (
            (described := arrangement.bodies.get(body))
            and is_yes(described.everyone_is_a_patient_of_staff)
        )
    ]
