"""Roles whose standing is that of another: a member's office, and a substitute's place."""

from __future__ import annotations

from pitfall_audit.facts.arrangement import Seats
from pitfall_audit.facts.capacity_words import is_office
from pitfall_audit.facts.seat_places import SeatPlace

__all__ = ["stands_as_another"]


def stands_as_another(seats: Seats, place: SeatPlace) -> bool:
    """Whether the standing of a role follows from that of another.

    So it does of an office for which one of the members is chosen, stated or by its title beside
    a role for members; and of those who come in another's place. Nothing that is said of the
    role itself is lost by this: it says only that silence about it is no silence.
    """
    role = place.role
    if role.chosen_from is not None or place.attends == "substitute":
        return True
    if not place.on_body or not _by_title(place):
        return False
    return any(
        other.lived and not _by_title(other.place)
        for other in seats.on(place.body)
        if other.place.role is not role and not other.ended
    )


def _by_title(place: SeatPlace) -> bool:
    """Whether the title of a role is that of an office; an id says nothing."""
    return place.role.title is not None and is_office(place.role.title)
