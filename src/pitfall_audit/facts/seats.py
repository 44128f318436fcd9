"""Facts about bodies, and about the seats on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from pitfall_audit.engagement.model import Person, Support
from pitfall_audit.engagement.model.vocabulary import LIVED_EXPERIENCE, Capacity, DescribedFrom
from pitfall_audit.facts.access import needs_of
from pitfall_audit.facts.arrangement import Arrangement, Place, in_words, is_yes, named
from pitfall_audit.facts.backing import backing_facts, supporter_anchors, terms_facts
from pitfall_audit.facts.payment import PaymentTerms
from pitfall_audit.facts.seat_course import course_facts
from pitfall_audit.facts.shapes import PersonFacts, SeatFacts
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = ["Seat", "describe_seats", "seat_label", "seat_subjects"]


class Seat(NamedTuple):
    """A place with what follows from the people in it.

    ``capacity`` is None where it is not stated; ``lived`` is None where that leaves it open.
    """

    place: Place
    label: str
    capacity: tuple[Capacity, ...] | None
    lived: bool | None
    current: bool
    ended: bool

    @property
    def person(self) -> str | None:
        """The id of its holder, or None where it is open."""
        return None if self.place.holder is None else self.place.holder.person

    @property
    def keeps_company(self) -> bool:
        """Whether its holder comes alongside others, and not in another's place or turn."""
        holder = self.place.holder
        return holder is not None and holder.attends not in ("substitute", "in-turn")


def describe_seats(arrangement: Arrangement) -> tuple[Seat, ...]:
    """Work out every seat of an arrangement, in the order of the file."""
    return tuple(_seat(arrangement, place) for place in arrangement.places)


def _seat(arrangement: Arrangement, place: Place) -> Seat:
    holder = place.holder
    person = arrangement.people.get(holder.person) if holder else None
    capacity = _capacity(place, person)
    ended = holder is not None and _has_ended(place, arrangement.as_of)
    begun = holder is not None and (holder.from_ is None or holder.from_ <= arrangement.as_of)
    return Seat(
        place=place,
        label=seat_label(place),
        capacity=capacity,
        lived=_is_lived(place, person, capacity),
        current=begun and not ended,
        ended=ended,
    )


def _is_lived(
    place: Place, person: Person | None, capacity: tuple[Capacity, ...] | None
) -> bool | None:
    if capacity is None:
        return True if contradicts(place, person) else None
    return any(one in LIVED_EXPERIENCE for one in capacity)


def seat_label(place: Place) -> str:
    """A seat in words: the role's title, and who holds it."""
    title = place.role.title or in_words(place.role.id)
    if place.holder is None:
        return f"{title} ({place.name.replace('open-', 'open place ')})"
    return f"{title} ({place.holder.person})"


def _capacity(place: Place, person: Person | None) -> tuple[Capacity, ...] | None:
    """The holder's own capacity, else the role's, else the person's one experience.

    Of several that a role allows, somebody with one experience sits in that one. Somebody with
    a post and no experience sits as staff.
    """
    if place.holder is not None and place.holder.capacity:
        return tuple(dict.fromkeys(word.capacity for word in place.holder.capacity))
    if place.role.capacity:
        return _by_role(place, person)
    if person is None:
        return None
    experience = person.lived_experience
    if person.post is None:
        return experience if experience is not None and len(experience) == 1 else None
    return None if experience else ("staff",)


def _by_role(place: Place, person: Person | None) -> tuple[Capacity, ...] | None:
    """What somebody sits as in a role that is for some; None where their experience is another."""
    if contradicts(place, person):
        return None
    allowed = tuple(dict.fromkeys(word.capacity for word in place.role.capacity or ()))
    experience = (person.lived_experience if person is not None else None) or ()
    if len(experience) != 1 or experience[0] not in allowed:
        return allowed
    return tuple(one for one in allowed if one == experience[0] or one not in LIVED_EXPERIENCE)


def contradicts(place: Place, person: Person | None) -> bool:
    """Whether a role is for carers alone, and its holder's one experience a service user's.

    Or the other way about; what the holder is said to sit as goes before both.
    """
    experience = person.lived_experience if person is not None else None
    if not experience or not place.role.capacity or (place.holder and place.holder.capacity):
        return False
    seat = {word.capacity for word in place.role.capacity}
    return {"service-user", "carer"} == {*seat, *experience} and seat.isdisjoint(experience)


def _has_ended(place: Place, as_of: dt.date) -> bool:
    holder = place.holder
    if holder is None:
        return False
    if (
        holder.ended is not None
        and holder.ended.ended_on is not None
        and holder.ended.ended_on <= as_of
    ):
        return True
    return holder.until is not None and holder.until < as_of


def seat_subjects(
    arrangement: Arrangement,
    seats: Sequence[Seat],
    bodies: Sequence[Subject],
    payments: Sequence[PaymentTerms],
) -> tuple[Subject, ...]:
    """Every seat, held or open, in the order of the file."""
    by_identity = {body.identity: body for body in bodies}
    return tuple(
        _seat_subject(arrangement, seats, seat, by_identity[f"bodies[{seat.place.body}]"], payments)
        for seat in seats
    )


def _seat_subject(
    arrangement: Arrangement,
    seats: Sequence[Seat],
    seat: Seat,
    body: Subject,
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
        anchors["person"] = Anchor(("people", place.holder.person))
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
        group=body.identity,
        group_label=body.label,
    )


def _seat_facts(
    arrangement: Arrangement,
    seats: Sequence[Seat],
    seat: Seat,
    body: Subject,
    payment: PaymentTerms,
    *,
    supports: Sequence[tuple[Support, Anchor]],
    described_from: DescribedFrom,
) -> SeatFacts:
    place, holder = seat.place, seat.place.holder
    facts: SeatFacts = {
        "label": seat.label,
        "role": place.role.id,
        "body": body.facts,  # type: ignore[typeddict-item]  # the body's own BodyFacts
        "person": _person_facts(arrangement, seat),
        "access": needs_of(arrangement, seat.person, (place.body,)),
        "payment": payment.facts,
        "open": holder is None,
        "current": seat.current,
        "ended": seat.ended,
        "support_declined": any(support.declined for support, _ in supports),
        "supporters": [name for support, _ in supports if (name := named(support.by))],
        "asked_about_being_alone": holder is not None and holder.alone_by_choice is not None,
        "described_from": described_from,
        **course_facts(place, arrangement.as_of),
        **terms_facts(place),
        **backing_facts(  # type: ignore[typeddict-item]  # it has no keys but its own
            arrangement, place, supports, described_from
        ),
    }
    if seat.capacity is not None:
        facts["capacity"] = list(seat.capacity)
    if seat.lived is not None:
        facts["lived_experience"] = seat.lived
    if not contradicts(place, arrangement.people.get(seat.person or "")):
        facts["experience_agrees"] = True
    status = (holder.status if holder else None) or place.role.status
    if status is not None:
        facts["status"] = status
    own_vote = is_yes(holder.voting) if holder else None
    voting = is_yes(place.role.voting) if own_vote is None else own_vote
    if voting is not None:
        facts["voting"] = voting
    if place.role.merged_reason is not None:
        facts["merged_reason"] = place.role.merged_reason
    if holder is not None and holder.which_hat is not None:
        facts["which_hat"] = holder.which_hat
    if holder is not None and holder.attends is not None:
        facts["attends"] = holder.attends
    alone = _alone(seats, seat)
    if alone is not None:
        facts["alone"] = alone
    supported = _supported(arrangement, supports)
    if supported is not None:
        facts["supported"] = supported
    return facts


def _person_facts(arrangement: Arrangement, seat: Seat) -> PersonFacts:
    person_id = seat.person
    if person_id is None:
        return {}
    facts: PersonFacts = {"id": person_id}
    person = arrangement.people.get(person_id)
    if person is None:
        return facts
    if person.word is not None:
        facts["word"] = person.word
    if person.post is not None:
        facts["post"] = person.post
    if person.lived_experience is not None:
        facts["experience"] = list(person.lived_experience)
    if person.training is not None:
        facts["training"] = list(person.training)
    return facts


def _alone(seats: Sequence[Seat], seat: Seat) -> bool | None:
    """Whether no other current lived-experience seat is on the body; None where that is open.

    A deputy who comes alongside is company; a substitute, or somebody who shares the seat in
    turn, is not. Another seat of the same person is no company either.
    """
    others = [
        other
        for other in seats
        if other.place.body == seat.place.body
        and other.current
        and other.person != seat.person
        and other.keeps_company
    ]
    if any(other.lived for other in others):
        return False
    return None if any(other.lived is None for other in others) else True


def _supports(arrangement: Arrangement, seat: Seat) -> list[tuple[Support, Anchor]]:
    if seat.person is None:
        return []
    return [
        (support, Anchor(("support", index)))
        for index, support in enumerate(arrangement.engagement.support or ())
        if (support.for_ == seat.person or support.role == seat.place.role.id)
        and (support.until is None or support.until >= arrangement.as_of)
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
