"""What a file says of people, ties, support and needs, found by whom it is about.

Each index is built once, when something is first looked for in it, so that what is derived for
each of many people does not go through what is said of all the others.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Literal, TypeVar

from msgspec import Struct

from pitfall_audit.engagement.model import Body, Complaint, Engagement, Person, TiesFile
from pitfall_audit.engagement.model.base import PersonOrTeam
from pitfall_audit.engagement.model.people import Conflict, Support, Tie
from pitfall_audit.engagement.model.practice import Need
from pitfall_audit.engagement.references import BodyNames, slug
from pitfall_audit.facts.subjects import Anchor

__all__ = ["Lookups", "gathered", "named"]

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


def gathered(pairs: Iterable[tuple[_Key, _Value]]) -> dict[_Key, list[_Value]]:
    """Gather values by their keys, both in the order of their first coming."""
    found: dict[_Key, list[_Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def named(party: PersonOrTeam | Literal["none"] | None) -> str | None:
    """The id of the person, or the name of who else it is; None for nobody, stated or not."""
    return party.name if isinstance(party, PersonOrTeam) else None


class Lookups(Struct, frozen=True, dict=True):
    """An engagement with the ties that belong to it, on a day, and where to find what in it."""

    engagement: Engagement
    ties_file: TiesFile | None
    as_of: dt.date

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """The people, by id."""
        return self.engagement.people or {}

    @cached_property
    def bodies(self) -> Mapping[str, Body]:
        """The bodies that are described, by id."""
        return self.engagement.bodies or {}

    @cached_property
    def _body_names(self) -> BodyNames:
        return BodyNames({name: body.title for name, body in self.bodies.items()})

    def body_id(self, name: str) -> str:
        """The id of a body that the file names by its id or its title, declared or not."""
        return self._body_names.id_of(name)

    @cached_property
    def ties(self) -> Sequence[tuple[Tie, Anchor]]:
        """Every tie and where it stands."""
        apart = (self.ties_file.ties if self.ties_file else None) or ()
        return [
            *((tie, Anchor(("ties", at))) for at, tie in enumerate(self.engagement.ties or ())),
            *((tie, Anchor(("ties", at), in_ties_file=True)) for at, tie in enumerate(apart)),
        ]

    @cached_property
    def ties_of(self) -> Mapping[str, Sequence[tuple[Tie, Anchor]]]:
        """The ties of each person, by id."""
        return gathered((one[0].of, one) for one in self.ties)

    @cached_property
    def ties_between(self) -> Mapping[tuple[str, str | None], Sequence[tuple[int, Tie]]]:
        """The ties, numbered, by the id of the person and the name of the other."""
        return gathered(
            ((tie.of, named(tie.with_)), (at, tie)) for at, (tie, _) in enumerate(self.ties)
        )

    @cached_property
    def ties_by_id(self) -> Mapping[str | None, Tie]:
        """The ties that have an id; the first of each."""
        return {tie.id: tie for tie, _ in reversed(self.ties) if tie.id is not None}

    @cached_property
    def conflicts(self) -> Sequence[tuple[Conflict, Anchor]]:
        """Every record of how a tie is handled, and where it stands."""
        stated = self.engagement.conflicts or ()
        apart = (self.ties_file.conflicts if self.ties_file else None) or ()
        return [
            *((one, Anchor(("conflicts", at))) for at, one in enumerate(stated)),
            *((one, Anchor(("conflicts", at), in_ties_file=True)) for at, one in enumerate(apart)),
        ]

    @cached_property
    def records_between(self) -> Mapping[frozenset[str], Sequence[tuple[Conflict, Anchor]]]:
        """The records of how a tie is handled, by the names of the two that it is between."""
        return gathered(
            (frozenset(named(who) or "" for who in one[0].between), one) for one in self.conflicts
        )

    @cached_property
    def carers(self) -> Mapping[str, Sequence[str]]:
        """Who cares for each person, by id, in the order of the file."""
        return gathered(
            (cared_for, carer)
            for carer, known in self.people.items()
            for cared_for in dict.fromkeys(known.carer_for or ())
        )

    @cached_property
    def conflicts_with(self) -> Mapping[str, Sequence[Conflict]]:
        """The records of how a tie is handled, by the name of each that it is between."""
        return gathered((named(who) or "", one) for one, _ in self.conflicts for who in one.between)

    @cached_property
    def disputes_between(self) -> Mapping[frozenset[str], Sequence[Conflict]]:
        """The records of disputes, by the names as ids of the two that they are between."""
        return gathered(
            (frozenset(slug(named(who) or "") for who in one.between), one)
            for one, _ in self.conflicts
            if one.because == "dispute"
        )

    @cached_property
    def complaints_by(self) -> Mapping[str, Sequence[Complaint]]:
        """The complaints, by the name of who made them."""
        return gathered((named(one.by) or "", one) for one in self.engagement.complaints or ())

    @cached_property
    def promises(self) -> Mapping[str, int]:
        """Where each promise stands, by its id."""
        return {one.id: at for at, one in enumerate(self.engagement.promises or ())}

    def in_order(self, people: Iterable[str]) -> list[str]:
        """Those of some people who are declared, in the order of the file."""
        return sorted({*people} & self.people.keys(), key=self._order_of_people.__getitem__)

    @cached_property
    def _order_of_people(self) -> Mapping[str, int]:
        return {one: at for at, one in enumerate(self.people)}

    def needs_of(self, person: str, bodies: Iterable[str]) -> list[Need]:
        """What a person needs, and what the members of some bodies need."""
        return [
            need
            for key in (("person", person), *(("body", body) for body in dict.fromkeys(bodies)))
            for need in self._needs.get(key, ())
        ]

    @cached_property
    def _needs(self) -> Mapping[tuple[str, str], Sequence[Need]]:
        access = self.engagement.access
        return gathered(
            (key, need)
            for need in (access.needs if access else None) or ()
            for key in (
                *((("person", need.person),) if need.person is not None else ()),
                *((("body", self.body_id(need.body)),) if need.body is not None else ()),
            )
        )

    def support_for(self, person: str | None, role: str) -> Iterable[tuple[int, Support]]:
        """The support for a person or for whoever holds a role, while it lasts, by its place."""
        for_person = self._support.get(("for", person), ()) if person is not None else ()
        for_role = self._support.get(("role", role), ())
        if not for_role or not for_person:
            return for_person or for_role
        return sorted({**dict(for_person), **dict(for_role)}.items())

    @cached_property
    def _support(self) -> Mapping[tuple[str, str | None], Sequence[tuple[int, Support]]]:
        support = [
            (index, one)
            for index, one in enumerate(self.engagement.support or ())
            if one.until is None or one.until >= self.as_of
        ]
        return gathered(
            (key, one) for one in support for key in (("for", one[1].for_), ("role", one[1].role))
        )
