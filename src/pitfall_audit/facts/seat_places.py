"""The places in a role: one for each holder who is named, and one for all who are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from pitfall_audit.engagement.model import Role
from pitfall_audit.engagement.model.base import OTHERS, UNNAMED, VACANT
from pitfall_audit.engagement.model.part_dates import as_written
from pitfall_audit.engagement.model.roles import Holder
from pitfall_audit.engagement.model.vocabulary import Attends
from pitfall_audit.engagement.references import slug

__all__ = ["SeatPlace", "places_of"]


class SeatPlace(NamedTuple):
    """What one subject speaks for in a role, before it is described in facts.

    It is a place with its holder; or, with ``holder`` None, all the places of which the file
    says the same: ``unnamed`` where it does not say who holds the role, ``others`` beside the
    holders who are named, ``vacant`` where it states that nobody holds it. ``name`` is that
    word, or the holder's id; of a post or an organisation, its name as an id. ``places`` is how
    many they are, None where that is not stated; ``at_least`` is how many there are for certain,
    of a range the lower end.
    """

    role: Role
    role_index: int
    holder: Holder | None
    holder_index: int
    name: str
    body: str
    places: int | None
    at_least: int | None = None

    @property
    def identity(self) -> str:
        """The subject's identity: ``seats[panel-member/asha]``."""
        return f"seats[{self.role.id}/{self.name}]"

    @property
    def on_body(self) -> bool:
        """Whether the file says on which body it is; ``body`` is else a name of the role's own."""
        return self.role.body is not None

    @property
    def vacant(self) -> bool:
        """Whether it is stated that nobody holds it."""
        return self.holder is None and self.name == VACANT

    @property
    def attends(self) -> Attends | None:
        """How its holder comes, or else the role's holders; None where that is not stated."""
        own = self.holder.attends if self.holder else None
        return own or self.role.attends

    @property
    def nobody_named(self) -> str | None:
        """Says in words that nobody is named, and how; None where somebody is."""
        if self.holder is not None:
            return None
        if self.name == OTHERS:
            return f"{self.places} more, not named" if self.places else "others, not named"
        return "vacant" if self.vacant else "nobody named"


def places_of(role: Role, index: int, body: str) -> Iterator[SeatPlace]:
    """The places in the role at an index of the file, named ones first; ``body`` has them.

    A role that is stated to have no place at all has none here either.
    """
    holders = role.holders or ()
    times = Counter(holder.name for holder in holders)
    for number, holder in enumerate(holders):
        name = holder.person or slug(holder.name)
        if times[holder.name] > 1 and holder.from_ is not None:
            name += f"@{slug(as_written(holder.from_))}"
        yield SeatPlace(role, index, holder, number, name, body, 1, 1)
    places = role.places
    if places is not None and places.at_most == 0:
        return
    exactly, least = (places.exactly, places.certainly) if places is not None else (None, None)
    if role.holders is None:
        yield SeatPlace(role, index, None, -1, UNNAMED, body, exactly, least)
    elif not holders:
        yield SeatPlace(role, index, None, -1, VACANT, body, exactly, least)
    elif least is not None and least > len(holders):
        more = None if exactly is None else exactly - len(holders)
        yield SeatPlace(role, index, None, -1, OTHERS, body, more, least - len(holders))
