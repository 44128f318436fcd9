"""Facts about the seats on bodies, and the people in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Required

from pitfall_audit.engagement.model import Support
from pitfall_audit.engagement.model.vocabulary import (
    LIVED_EXPERIENCE,
    Attends,
    Capacity,
    DescribedFrom,
    Status,
)
from pitfall_audit.facts.access import NeedsFacts, needs_of
from pitfall_audit.facts.all_seats import Seat, Seats
from pitfall_audit.facts.arrangement import Arrangement, is_yes, named
from pitfall_audit.facts.asked_words import goes_on, said_equal, terms_come_later
from pitfall_audit.facts.bodies import BodyFacts
from pitfall_audit.facts.body_members import apart
from pitfall_audit.facts.body_power import powers_stated
from pitfall_audit.facts.capacities import contradicts
from pitfall_audit.facts.fact_schema import TypedDict, as_stated, copied
from pitfall_audit.facts.payment import PaidFacts, PaymentTerms
from pitfall_audit.facts.phrases import speaks_of
from pitfall_audit.facts.role_bodies import RoleBody
from pitfall_audit.facts.seat_company import comes_freely, is_alone, stands_as_another, unasked
from pitfall_audit.facts.seat_course import ChoosingFacts, SeatCourseFacts, course_facts
from pitfall_audit.facts.seat_support import SeatSupportFacts, support_facts, supporter_anchors
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = ["SeatFacts", "seat_subjects"]


class PersonFacts(TypedDict, total=False):
    """The person in a seat; everything is absent where nobody is named."""

    id: str
    word: str
    post: str
    experience: list[Capacity]
    training: list[str]


class SeatFacts(
    SeatSupportFacts, ChoosingFacts, PaidFacts, SeatCourseFacts, TypedDict, total=False
):
    """A person in a role on a body, or all places of the role of which nobody is named, as one."""

    label: Required[str]
    role: Required[str]
    body: Required[BodyFacts]
    on_body: Required[bool]
    person: Required[PersonFacts]
    named: Required[bool]
    places: int | None
    places_at_least: int | None
    access: Required[NeedsFacts]
    open: Required[bool]
    current: Required[bool]
    ended: Required[bool]
    capacity: list[Capacity]
    pooled: bool | None
    pooled_with_staff: Required[bool]
    experience_agrees: bool
    lived_experience: bool | None
    capacity_taken_from: str | None
    which_hat: str
    merged_reason: str
    stands_as_another: Required[bool]
    comes_freely: Required[bool]
    vote_supposed: Required[bool]
    status: Status | None
    said_equal: Required[list[str]]
    goes_on: Required[list[str]]
    voting: bool | None
    attends: Attends | None
    alone: bool | None
    supported: bool | None
    support_declined: Required[bool]
    supporters: Required[list[str]]
    asked_about_being_alone: Required[bool]
    terms_come_later: str | None
    described_from: Required[DescribedFrom]


def seat_subjects(
    arrangement: Arrangement,
    seats: Seats,
    bodies: Mapping[int, RoleBody],
    payments: Sequence[PaymentTerms],
) -> tuple[Subject, ...]:
    """Every seat, vacant ones too, in the order of the file.

    ``bodies`` has the body of each role, by its index there.
    """
    return tuple(
        _seat_subject(arrangement, seats, seat, bodies[seat.place.role_index], payments)
        for seat in seats
    )


def _seat_subject(
    arrangement: Arrangement,
    seats: Seats,
    seat: Seat,
    body: RoleBody,
    payments: Sequence[PaymentTerms],
) -> Subject:
    place = seat.place
    payment = payments[place.role_index]
    role_path = ("roles", place.role_index)
    anchors = {
        "role": Anchor(role_path),
        "body": body.anchors["body"],
        "seat": Anchor(role_path),
        "sits_as": Anchor((*role_path, "capacity")),
        **payment.anchors,
        "engagement": Anchor(()),
    }
    supports = _supports(arrangement, seat)
    anchors["support"] = supports[0][1] if supports else Anchor(("support",))
    anchors |= supporter_anchors(arrangement, place, supports)
    record = place.role.source
    if place.holder is not None:
        holder_path = (*role_path, "holders", place.holder_index)
        anchors["holder"] = anchors["seat"] = Anchor(holder_path)
        if place.role.capacity or len(place.role.holders or ()) > 1:
            anchors["sits_as"] = Anchor((*holder_path, "as"))
        if seat.person is not None:
            anchors["person"] = Anchor(("people", seat.person))
        record = place.holder.source or record
    described_from = arrangement.described(record)
    return Subject(
        kind="seat",
        identity=place.identity,
        facts=_seat_facts(
            arrangement,
            seats,
            seat,
            body,
            payment,
            supports=supports,
            described_from=described_from,
        ),
        anchors=anchors,
        described_from=described_from,
        under=body.group,
    )


def _seat_facts(
    arrangement: Arrangement,
    seats: Seats,
    seat: Seat,
    body: RoleBody,
    payment: PaymentTerms,
    *,
    supports: Sequence[tuple[Support, Anchor]],
    described_from: DescribedFrom,
) -> SeatFacts:
    place, holder, as_of = seat.place, seat.place.holder, arrangement.as_of
    described = arrangement.bodies.get(place.body)
    leaves = getattr(getattr(described, "interests", None), "leaves_for_item", None)
    facts: SeatFacts = {
        "label": seat.label,
        "role": place.role.id,
        "body": body.facts,
        "on_body": place.on_body,
        "person": _person_facts(arrangement, seat),
        "access": needs_of(arrangement, seat.person, (place.body,)),
        "payment": payment.facts,
        "named": holder is not None,
        "open": place.vacant,
        "current": seat.current,
        "ended": seat.ended,
        "pooled_with_staff": False,
        "stands_as_another": stands_as_another(seats, place),
        "comes_freely": comes_freely(arrangement, place),
        "vote_supposed": speaks_of("member-may-not-vote", getattr(leaves, "says", None)),
        "said_equal": said_equal(arrangement, place.role, described),
        "goes_on": goes_on(arrangement, place.role, described),
        "support_declined": any(support.declined for support, _ in supports),
        "supporters": [name for support, _ in supports if (name := named(support.by))],
        "asked_about_being_alone": holder is not None and holder.alone_by_choice is not None,
        "described_from": described_from,
        **course_facts(place, as_of),
        **support_facts(arrangement, place, supports, described_from),
        **copied(SeatFacts, as_of, arrangement.engagement.organisation, place.role, holder),
    }
    facts["places"] = place.places
    facts["places_at_least"] = place.at_least
    facts["attends"] = place.attends
    if seat.capacity is not None:
        facts["capacity"] = list(seat.capacity)
        facts["pooled"] = _pooled(arrangement, seat, seat.capacity)
        # Of somebody who is named it is known who they are.
        facts["pooled_with_staff"] = "staff" in seat.capacity and bool(
            facts["pooled"] and place.holder is None
        )
    facts["lived_experience"] = seat.lived
    facts["capacity_taken_from"] = seat.taken_from
    if not contradicts(place, arrangement.people.get(seat.person or "")):
        facts["experience_agrees"] = True
    if holder is None or holder.terms_told_on is None:
        facts["terms_come_later"] = terms_come_later(arrangement, place.role)
    facts["status"] = (holder.status if holder else None) or place.role.status
    own_vote = is_yes(holder.voting) if holder else None
    facts["voting"] = is_yes(place.role.voting) if own_vote is None else own_vote
    facts["alone"] = is_alone(arrangement, seats, seat, described_from)
    facts["supported"] = _supported(arrangement, supports)
    return as_stated(facts)


def _pooled(arrangement: Arrangement, seat: Seat, capacity: Sequence[Capacity]) -> bool | None:
    place = seat.place
    lived = set(capacity) & set(LIVED_EXPERIENCE)
    if len(lived) < 2 or "carer" not in lived:
        return False
    own = apart(arrangement, place.body)
    either = own.keys() & {"service-user", "carer"}
    stated = place.role.places
    if place.holder is None and (
        # Both sit there by the rules, or so large a share is for one of the two; or “at least one
        # of them takes part”, which says who is wanted, and counts no seats.
        (len(either) > 1 or any(own[one] is None for one in either))
        or (stated is not None and stated.at_most is None)
        or _no_share_counts(arrangement, seat)
    ):
        return False
    person = arrangement.people.get(seat.person or "")
    both = person is not None and {"service-user", "carer"} <= set(person.lived_experience or ())
    if both and arrangement.described(place.role.source) == "published-documents":
        # That somebody is both is said; papers need not say which of the two counts when.
        return None
    counted = place.holder is not None or place.vacant or place.at_least is not None
    body = arrangement.bodies.get(place.body)
    # Where more kinds than two may come, one of them can be missing unnoticed.
    open_to_either = (
        body is not None and body.kind == "group" and body.meetings is None and len(capacity) == 2
    )
    return None if open_to_either and not counted else True


def _no_share_counts(arrangement: Arrangement, seat: Seat) -> bool:
    """Whether all of a service belong to a body, or many teach, and no share or decision is theirs.

    That a carer may come besides takes nobody's place there, nor where whoever likes may come; and
    in the education of professionals users and carers are one word for those who take part.
    """
    organisation = arrangement.engagement.organisation
    kind = organisation.kind if organisation is not None else None
    practice = kind == "gp-practice"
    body, claimed = arrangement.bodies.get(seat.place.body), seat.place.role.speaks_for
    if seat.place.role.places is None and unasked(arrangement, seat.place):
        return "decide" not in powers_stated(body) and claimed is None
    return (
        body is not None
        and (
            kind == "university"
            or (
                seat.place.role.places is None
                and (practice or is_yes(body.members_use_this_service) is True)
            )
        )
        and not body.composition
        and (claimed is None or claimed.whom == "own-experience")
        and "decide" not in powers_stated(body)
    )


def _person_facts(arrangement: Arrangement, seat: Seat) -> PersonFacts:
    if seat.person is None:
        return {}
    person = arrangement.people.get(seat.person)
    facts: PersonFacts = {"id": seat.person, **copied(PersonFacts, arrangement.as_of, person)}
    if person is not None and person.lived_experience is not None:
        facts["experience"] = list(person.lived_experience)
    return facts


def _supports(arrangement: Arrangement, seat: Seat) -> list[tuple[Support, Anchor]]:
    if seat.place.vacant:
        return []
    return [
        (support, Anchor(("support", index)))
        for index, support in arrangement.support_for(seat.person, seat.place.role.id)
    ]


def _supported(arrangement: Arrangement, supports: Sequence[tuple[Support, Anchor]]) -> bool | None:
    """Whether support is named, or offered; None where the file is silent on it."""
    for support, _ in supports:
        if support.by is not None or support.offered_on is not None or support.declined:
            return True
    if supports:
        # A record that names a kind of support promises some, though it names nobody.
        return True if any(support.kind for support, _ in supports) else None
    return False if arrangement.engagement.support == () else None
