"""Facts about the seats on bodies, and the people in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Required

from pitfall_audit.engagement.model import Support
from pitfall_audit.engagement.model.vocabulary import (
    LIVED_EXPERIENCE,
    Attends,
    Capacity,
    DescribedFrom,
    Status,
)
from pitfall_audit.facts.access import NeedsFacts, needs_of
from pitfall_audit.facts.arrangement import Arrangement, Seat, Seats, is_yes, named
from pitfall_audit.facts.bodies import BodyFacts
from pitfall_audit.facts.body_members import apart
from pitfall_audit.facts.capacities import contradicts
from pitfall_audit.facts.fact_schema import Copied, Fact, TypedDict, as_stated, copied
from pitfall_audit.facts.payment import PaidFacts, PaymentTerms
from pitfall_audit.facts.role_bodies import RoleBody
from pitfall_audit.facts.seat_company import is_alone, stands_as_another
from pitfall_audit.facts.seat_course import ChoosingFacts, SeatCourseFacts, course_facts
from pitfall_audit.facts.seat_support import SeatSupportFacts, support_facts, supporter_anchors
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = ["SeatFacts", "seat_subjects"]


# fmt: off
class PersonFacts(TypedDict, total=False):
    """The person in a seat; everything is absent where nobody is named."""

    id: Annotated[str, Fact("The pseudonymous id")]
    word: Annotated[str, Copied("The word they chose for themselves", "person.word")]
    post: Annotated[str, Copied("The post they are employed in", "person.post")]
    experience: Annotated[list[Capacity], Fact(
        "The lived experience they bring", "person.experience")]
    training: Annotated[list[str], Copied(
        "Training they have had for this work", "person.training",
        "What training has this person had for this work?")]


class SeatFacts(
    SeatSupportFacts, ChoosingFacts, PaidFacts, SeatCourseFacts, TypedDict, total=False
):
    """A person in a role on a body, or all places of the role of which nobody is named, as one."""

    label: Required[Annotated[str, Fact(
        "The role's title, and who holds the seat or that nobody is named")]]
    role: Required[Annotated[str, Fact("The id of the role")]]
    body: Required[Annotated[BodyFacts, Fact("The body on which the seat is")]]
    on_body: Required[Annotated[bool, Fact("Whether the file says on which body the seat is")]]
    person: Required[Annotated[PersonFacts, Fact("Who holds it")]]
    named: Required[Annotated[bool, Fact("Whether the person who holds it is named")]]
    places: Annotated[int | None, Fact(
        "For how many places it stands: one where a person is named, else all of the role whose "
        "holders are not", "role.places",
        "Who supports those who hold this role, and does anybody hold it alone?")]
    places_at_least: Annotated[int | None, Fact(
        "For how many places it stands for certain: of a range the lower end", "role.places",
        "Does more than one person hold this role, and how many at the least?")]
    access: Required[Annotated[NeedsFacts, Fact(
        "What its holder needs, alone or with the whole body")]]
    open: Required[Annotated[bool, Fact(
        "Whether it is vacant: it is stated that nobody holds it")]]
    current: Required[Annotated[bool, Fact(
        "Whether somebody holds it on the audit date, named or not")]]
    ended: Required[Annotated[bool, Fact(
        "Whether it came to its end before the audit date, or its body has")]]
    capacity: Annotated[list[Capacity], Fact(
        "What its holder sits as; two, where either may", "sits_as",
        "Is this the seat of a service user, a carer, or somebody else?")]
    pooled: Annotated[bool | None, Fact(
        "Whether it counts people of more than one lived experience together; left out of a "
        "working group that either may come to, of no stated number or meetings; no where at least "
        "so many are wanted", "role.capacity",
        "How many people in this role are service users, and how many carers?")]
    experience_agrees: Annotated[bool, Fact(
        "Whether the role and the experience of its holder do not speak against each other: left "
        "out where one is a service user's and the other a carer's", "sits_as",
        "The role is for one experience, a service user's or a carer's, and its holder is "
        "described with the other. As which of the two do they sit here?")]
    lived_experience: Annotated[bool | None, Fact(
        "Whether it is a seat for lived experience", "sits_as",
        "Is this the seat of a service user, a carer, or somebody else?")]
    capacity_taken_from: Annotated[str | None, Fact(
        "The words by which its title, or that of the body, shows what its holder sits as; only "
        "where the file does not state it. Such a seat is not counted among the body's")]
    which_hat: Annotated[str, Copied("Which of two capacities counts when", "holder.which_hat")]
    merged_reason: Annotated[str, Copied(
        "Why service users and carers are counted together", "role.merged_reason")]
    stands_as_another: Required[Annotated[bool, Fact(
        "Whether its standing is another's: an office that one of the members holds, or a place "
        "in another's stead")]]
    status: Annotated[Status | None, Fact("Its standing on the body", "role.status")]
    voting: Annotated[bool | None, Fact("Whether it has a vote", "role.voting")]
    attends: Annotated[Attends | None, Fact(
        "Whether its holder comes always, or in another's place", "role.attends")]
    alone: Annotated[bool | None, Fact(
        "Whether nobody else on the body sits there for lived experience", "role.capacity",
        "Which of the other seats on this body are for lived experience?")]
    supported: Annotated[bool | None, Fact(
        "Whether support is named, or was offered", "support",
        "Who supports the person in this role?")]
    support_declined: Required[Annotated[bool, Fact(
        "Whether support was offered, and the person said no")]]
    supporters: Required[Annotated[list[str], Fact("Those who are named as supporting its holder")]]
    asked_about_being_alone: Required[Annotated[bool, Fact(
        "Whether its holder was asked about being the only one, and prefers it")]]
    described_from: Required[Annotated[DescribedFrom, Fact("Whose description it is")]]
# fmt: on


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
        label=seat.label,
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
        group=body.group,
        group_label=body.group_label,
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
        "stands_as_another": stands_as_another(seats, place),
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
    facts["lived_experience"] = seat.lived
    facts["capacity_taken_from"] = seat.taken_from
    if not contradicts(place, arrangement.people.get(seat.person or "")):
        facts["experience_agrees"] = True
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
    if place.holder is None and {"service-user", "carer"} <= apart(arrangement, place.body).keys():
        return False
    stated = place.role.places
    if place.holder is None and stated is not None and stated.at_most is None:
        # “At least one of them takes part” says who is wanted, and counts no seats.
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
