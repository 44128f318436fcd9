"""Who belongs to roles, bodies, teams and groups, on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Set
from functools import cached_property
from typing import TypeVar

from pitfall_audit.engagement.model import AffectedGroup
from pitfall_audit.engagement.model.holders import Holder
from pitfall_audit.facts.arrangement import Arrangement, Place, slug
from pitfall_audit.facts.bodies import officers

__all__ = ["Belonging"]

_Value = TypeVar("_Value")


class Belonging:
    """Who belongs to what in an arrangement; everything is joined up once, when asked for.

    Roles and groups are named by their ids, bodies and teams by their names as ids.
    """

    def __init__(self, arrangement: Arrangement) -> None:
        self._arrangement = arrangement

    def holders(self, role: str, day: dt.date) -> list[str]:
        """Those who hold a role on a day, in the order of the file."""
        return _held_on(self._by_role.get(role, []), day)

    def members(self, body: str, day: dt.date, *, but: Set[str] = frozenset()) -> list[str]:
        """Those who sit on a body on a day in any role ``but`` some, and its officers."""
        places = [one for one in self._by_body.get(body, []) if one.role.id not in but]
        described = self._arrangement.bodies.get(body)
        return [*_held_on(places, day), *(officers(described) if described else ())]

    def body_id(self, name: str) -> str:
        """The id of a body that the file names by its id or its title."""
        return self._arrangement.body_id(name)

    def has_unlisted_members(self, body: str) -> bool:
        """Whether a body is stated to have members whom the file does not list."""
        described = self._arrangement.bodies.get(body)
        return described is not None and bool(described.other_members)

    def bodies_of(self, role: str) -> Set[str]:
        """The bodies on which a role sits: one or, where there is no such role, none."""
        return self._bodies_by_role.get(role, frozenset())

    def groups(self, person: str) -> Set[str] | None:
        """The groups to which somebody belongs, by their roles too; None if not stated."""
        described = self._arrangement.people.get(person)
        stated = described.groups if described else None
        through = self._groups_by_role_holder.get(person)
        if stated is None and through is None:
            return None
        return {*(stated or ()), *(through or ())}

    def teams(self, person: str) -> Set[str] | None:
        """The teams in which somebody works; None if not stated."""
        described = self._arrangement.people.get(person)
        if described is None or described.teams is None:
            return None
        return {slug(team) for team in described.teams}

    def post(self, person: str) -> str | None:
        """The post somebody is employed in, its name as an id."""
        described = self._arrangement.people.get(person)
        return slug(described.post) if described and described.post else None

    def group(self, group: str) -> AffectedGroup | None:
        """A group as the file declares it."""
        return self._groups.get(group)

    def people_in_group(self, group: str) -> list[str]:
        """Those who are stated to belong to a group."""
        return self._people_by_group.get(group, [])

    def people_in_team(self, team: str) -> list[str]:
        """Those who are stated to work in a team."""
        return self._people_by_team.get(team, [])

    @cached_property
    def _by_role(self) -> dict[str, list[Place]]:
        return _gathered((place.role.id, place) for place in self._arrangement.places)

    @cached_property
    def _by_body(self) -> dict[str, list[Place]]:
        return _gathered((place.body, place) for place in self._arrangement.places)

    @cached_property
    def _bodies_by_role(self) -> dict[str, frozenset[str]]:
        return {place.role.id: frozenset({place.body}) for place in self._arrangement.places}

    @cached_property
    def _groups_by_role_holder(self) -> dict[str, list[str]]:
        return _gathered(
            (place.holder.person, group)
            for place in self._arrangement.places
            if place.holder is not None
            for group in place.role.groups or ()
        )

    @cached_property
    def _groups(self) -> dict[str, AffectedGroup]:
        return {group.id: group for group in self._arrangement.engagement.affected_groups or ()}

    @cached_property
    def _people_by_group(self) -> dict[str, list[str]]:
        people = self._arrangement.people
        return _gathered(
            (group, person) for person in people for group in self.groups(person) or ()
        )

    @cached_property
    def _people_by_team(self) -> dict[str, list[str]]:
        people = self._arrangement.people
        return _gathered((team, person) for person in people for team in self.teams(person) or ())


def _gathered(pairs: Iterable[tuple[str, _Value]]) -> dict[str, list[_Value]]:
    gathered: dict[str, list[_Value]] = {}
    for key, value in pairs:
        gathered.setdefault(key, []).append(value)
    return gathered


def _held_on(places: Iterable[Place], day: dt.date) -> list[str]:
    return [
        place.holder.person
        for place in places
        if place.holder is not None and _holds(place.holder, day)
    ]


def _holds(holder: Holder, day: dt.date) -> bool:
    ended = holder.ended.ended_on if holder.ended else None
    return (
        (holder.from_ is None or holder.from_ <= day)
        and (holder.until is None or holder.until >= day)
        and (ended is None or ended > day)
    )
