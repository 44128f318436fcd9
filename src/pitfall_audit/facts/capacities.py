"""What the holder of a place sits as, and whether that is lived experience."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pitfall_audit.engagement.model import Body, Person, Role
from pitfall_audit.engagement.model.vocabulary import LIVED_EXPERIENCE, About, Capacity
from pitfall_audit.facts.capacity_words import (
    Taken,
    is_plain,
    taken_from_body,
    taken_from_role,
)
from pitfall_audit.facts.phrases import speaks_of
from pitfall_audit.facts.seat_places import SeatPlace

__all__ = ["SitsAs", "capacity_of", "contradicts"]


class SitsAs(NamedTuple):
    """What somebody sits as; ``capacity`` is None where that is open, ``lived`` where it is too.

    ``taken_from`` are the words of the role or its body from which both are taken, where the
    file states neither; it is then the role that they speak of, and no person.
    """

    capacity: tuple[Capacity, ...] | None
    lived: bool | None
    taken_from: str | None = None


def capacity_of(
    place: SeatPlace, person: Person | None, body: Body | None, chosen_from: Role | None = None
) -> SitsAs:
    """What the holder of a place sits as; ``person`` is None where nobody is named.

    It is the holder's own capacity, else the role's, else the person's one experience, else the
    one capacity of the role whose holders it is chosen from, else what the words of the role show.
    """
    capacity = _stated(place, person)
    if capacity is not None:
        return SitsAs(capacity, _is_lived(capacity, person))
    if contradicts(place, person):
        return SitsAs(None, lived=True)
    silent = _is_silent(place, person)
    if silent and chosen_from is not None and len(chosen_from.capacity or ()) == 1:
        capacity = tuple(word.capacity for word in chosen_from.capacity or ())
        return SitsAs(capacity, _is_lived(capacity, person))
    taken = _taken(place, body) if silent else None
    if taken is None:
        guest = silent and speaks_of("guest", place.role.title or place.role.id.replace("-", " "))
        return SitsAs(None, lived=False if guest else None)
    return SitsAs(None if taken.capacity is None else (taken.capacity,), True, taken.words)


def contradicts(place: SeatPlace, person: Person | None) -> bool:
    """Whether a role is for carers alone, and its holder's one experience a service user's.

    Or the other way about; what the holder is said to sit as goes before both.
    """
    experience = person.lived_experience if person is not None else None
    if not experience or not place.role.capacity or (place.holder and place.holder.capacity):
        return False
    seat = {word.capacity for word in place.role.capacity}
    return {"service-user", "carer"} == {*seat, *experience} and seat.isdisjoint(experience)


# --- what is stated -------------------------------------------------------------------


def _stated(place: SeatPlace, person: Person | None) -> tuple[Capacity, ...] | None:
    """The holder's own capacity, else the role's, else the person's one experience.

    Of several that a role allows, somebody with one experience sits in that one. Somebody with
    a post and no experience sits as staff, and so does whoever holds a post that is named.
    """
    if place.holder is not None and place.holder.capacity:
        return tuple(dict.fromkeys(word.capacity for word in place.holder.capacity))
    if place.role.capacity:
        return _by_role(place, person)
    if person is None:
        # A post holds the seat, or one of an organisation's; a post may be that of a carers' group.
        post = place.holder.post if place.holder is not None else None
        return ("staff",) if post is not None and taken_from_role(post) is None else None
    experience = person.lived_experience
    if person.post is None:
        return experience if experience is not None and len(experience) == 1 else None
    return None if experience else ("staff",)


def _by_role(place: SeatPlace, person: Person | None) -> tuple[Capacity, ...] | None:
    """What somebody sits as in a role that is for some; None where their experience is another."""
    if contradicts(place, person):
        return None
    allowed = tuple(dict.fromkeys(word.capacity for word in place.role.capacity or ()))
    experience = (person.lived_experience if person is not None else None) or ()
    if len(experience) != 1 or experience[0] not in allowed:
        return allowed
    return tuple(one for one in allowed if one == experience[0] or one not in LIVED_EXPERIENCE)


def _is_lived(capacity: tuple[Capacity, ...], person: Person | None) -> bool:
    """Whether a stated capacity is lived experience; a lay member's own is not lost by sitting."""
    if any(one in LIVED_EXPERIENCE for one in capacity):
        return True
    return "lay" in capacity and person is not None and bool(person.lived_experience)


# --- what the words of the role show --------------------------------------------------


def _is_silent(place: SeatPlace, person: Person | None) -> bool:
    """Whether the file says nothing of what somebody sits as, nor of what they bring or do."""
    holder = place.holder
    if place.role.capacity is not None or (holder is not None and holder.capacity is not None):
        return False
    if person is None:
        return holder is None or holder.person is None
    return person.experience is None and person.post is None and person.post_kind is None


def _taken(place: SeatPlace, body: Body | None) -> Taken | None:
    """What the role's title shows; of a role called a member and no more, what its body shows."""
    by_role = taken_from_role(place.role.title) if place.role.title else None
    if by_role is not None:
        return by_role
    if not is_plain(place.role.title or place.role.id.replace("-", " ")):
        return None
    title = body.title if body is not None else place.role.body
    by_body = taken_from_body(title) if title else None
    if by_body is not None or body is None or body.concerns is None:
        return by_body
    whose = _CONCERNED.get(body.concerns)
    return None if whose is None else Taken(body.concerns.replace("-", " "), whose)


_CONCERNED: Mapping[About, Capacity] = {"service-users": "service-user", "carers": "carer"}
"""Those whom the work of a body may be about, and what its plain members then are."""
