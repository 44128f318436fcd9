"""Every seat of an arrangement, with what follows from the people in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence, Set
from functools import cached_property
from typing import NamedTuple

from pitfall_audit.engagement.model import Role
from pitfall_audit.engagement.model.vocabulary import Capacity
from pitfall_audit.facts.arrangement import Arrangement
from pitfall_audit.facts.capacities import capacity_of
from pitfall_audit.facts.lookups import gathered
from pitfall_audit.facts.seat_places import SeatPlace

__all__ = ["Seat", "Seats", "describe_seats", "seat_label"]


class Seat(NamedTuple):
    """A place with what follows from the people in it.

    ``person`` is None where no person is named, ``capacity`` where it is not stated, and ``lived``
    where that leaves it open. ``taken_from`` are the words of a title by which both were taken,
    None where the file states them. Places whose holders are not named are held as far as is said;
    only vacant ones are held by nobody.
    """

    place: SeatPlace
    person: str | None
    label: str
    capacity: tuple[Capacity, ...] | None
    lived: bool | None
    taken_from: str | None
    current: bool
    ended: bool

    @property
    def who(self) -> str:
        """The person; where nobody is named, the seat itself."""
        return self.place.identity if self.person is None else self.person

    @property
    def stated_capacity(self) -> tuple[Capacity, ...] | None:
        """The capacity that the file states; what is taken from a title is the role's alone."""
        return None if self.taken_from else self.capacity

    @property
    def stated_lived(self) -> bool | None:
        """Whether it is for lived experience by what the file states, and not by a title."""
        return None if self.taken_from else self.lived

    @property
    def keeps_company(self) -> bool:
        """Whether its holder comes alongside others, and not in another's place or turn."""
        return not self.place.vacant and self.place.attends not in ("substitute", "in-turn")


class Seats(tuple[Seat, ...]):
    """Every seat of an arrangement, in the order of the file, found by what is asked for."""

    def on(self, body: str) -> Sequence[Seat]:
        """The seats on a body."""
        return self._on.get(body, ())

    def roles_on(self, body: str) -> Set[int]:
        """The roles that have seats on a body, by their places in the file."""
        return self._roles_on.get(body, frozenset())

    @cached_property
    def _roles_on(self) -> Mapping[str, Set[int]]:
        return {body: {seat.place.role_index for seat in seats} for body, seats in self._on.items()}

    def of(self, person: str | None) -> Sequence[Seat]:
        """The seats that a person holds or held."""
        return self._of.get(person, ()) if person is not None else ()

    def company(self, body: str) -> Mapping[bool | None, Set[str]]:
        """Who comes alongside others on a body, by whether they have lived experience.

        Somebody who is named is one however many seats they hold; of others each seat is one.
        """
        return self._company.get(body, {})

    @cached_property
    def _company(self) -> Mapping[str, Mapping[bool | None, Set[str]]]:
        found: dict[str, dict[bool | None, set[str]]] = {}
        for seat in self:
            if seat.current and seat.keeps_company:
                of_body = found.setdefault(seat.place.body, {})
                of_body.setdefault(seat.lived, set()).add(seat.who)
        return found

    @cached_property
    def by_role(self) -> Mapping[int, Sequence[Seat]]:
        """The seats of each role, vacant ones too, under the role's place in the file."""
        return gathered((seat.place.role_index, seat) for seat in self)

    @cached_property
    def _on(self) -> Mapping[str, Sequence[Seat]]:
        return gathered((seat.place.body, seat) for seat in self)

    @cached_property
    def _of(self) -> Mapping[str | None, Sequence[Seat]]:
        return gathered((seat.person, seat) for seat in self)


def describe_seats(arrangement: Arrangement) -> Seats:
    """Work out every seat of an arrangement."""
    roles = {role.id: role for role in arrangement.engagement.roles or ()}
    return Seats(_seat(arrangement, place, roles) for place in arrangement.places)


def _seat(arrangement: Arrangement, place: SeatPlace, roles: Mapping[str, Role]) -> Seat:
    holder = place.holder
    who = arrangement.known_as(holder) or ""
    person = arrangement.people.get(who)
    body = arrangement.bodies.get(place.body)
    sits_as = capacity_of(place, person, body, roles.get(place.role.chosen_from or ""))
    over = body is not None and body.state == "ended"
    ended = over or _has_ended(place, arrangement.as_of)
    begun = holder is None or holder.from_ is None or holder.from_ <= arrangement.as_of
    return Seat(
        place=place,
        person=None if person is None else who,
        label=seat_label(arrangement, place),
        capacity=sits_as.capacity,
        lived=sits_as.lived,
        taken_from=sits_as.taken_from,
        current=begun and not ended and not place.vacant,
        ended=ended,
    )


def seat_label(arrangement: Arrangement, place: SeatPlace) -> str:
    """A seat in words: the role's title, and who holds it or that nobody is named."""
    title = arrangement.role_label(place.role)
    return f"{title} ({place.holder.words if place.holder else place.nobody_named})"


def _has_ended(place: SeatPlace, as_of: dt.date) -> bool:
    holder = place.holder
    if holder is None:
        # The day on which the term of every holder ends is all that is said of their leaving.
        ends = place.role.term.ends if place.role.term else None
        return not place.vacant and ends is not None and ends < as_of
    if (
        holder.ended is not None
        and holder.ended.ended_on is not None
        and holder.ended.ended_on <= as_of
    ):
        return True
    return holder.until is not None and holder.until < as_of
