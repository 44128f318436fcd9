"""Whether people were told what came of something, and whether all of them were."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence, Set
from functools import cached_property
from typing import NamedTuple, TypeVar

from pitfall_audit.engagement.model import AffectedGroup
from pitfall_audit.engagement.model.base import Audience, Told
from pitfall_audit.engagement.model.roles import Holder
from pitfall_audit.engagement.model.vocabulary import DescribedFrom
from pitfall_audit.facts.arrangement import Arrangement, gathered, in_words, shortened, slug
from pitfall_audit.facts.body_chairs import officers
from pitfall_audit.facts.seat_places import SeatPlace

__all__ = ["Membership", "told_coverage", "was_told"]

_SMALLEST_GROUP_NAMED = 5
"""Groups known to be smaller than this are not named, so that nobody is recognised."""


def was_told(told: Told | None, as_of: dt.date, described: DescribedFrom) -> bool | None:
    """Whether people were told by a day; None where what is written leaves it open.

    Telling in general terms counts, with or without a day. What published papers do not
    mention, people may have been told all the same.
    """
    if told is not None:
        if told.to == ():
            return False
        if told.on is not None:
            return told.on <= as_of
        if told.in_general_terms:
            return True
        if any(one is not None for one in (told.to, told.how, told.source, told.in_general_terms)):
            return None
    return None if described == "published-documents" else False


class ToldCoverage(NamedTuple):
    """Whether all to whom something was promised were told, and who was not.

    ``complete`` is None where what is written leaves it open. ``untold`` names those who
    were left out for certain: people by their ids, teams and groups in words.
    """

    complete: bool | None
    untold: tuple[str, ...] = ()


_ALL = ToldCoverage(complete=True)
_OPEN = ToldCoverage(complete=None)


def told_coverage(
    membership: Membership,
    promised: Sequence[Audience],
    told: Sequence[Audience],
    *,
    made_on: dt.date | None,
    told_on: dt.date,
) -> ToldCoverage:
    """Whether those who were told cover those to whom a promise was made.

    A role or a body stands for whoever sat there on the day: of the promise for those it
    was made to (of the telling, where its own is not stated), of the telling for the others.
    """
    reached = _ToldAudience(membership, told, told_on)
    answers = [reached.covers(one, made_on or told_on) for one in promised]
    if all(one.complete for one in answers):
        return _ALL
    if any(one.complete is False for one in answers):
        untold = tuple(dict.fromkeys(name for one in answers for name in one.untold))
        return ToldCoverage(complete=False, untold=untold)
    return _OPEN


class _ToldAudience:
    """Those whom telling some people, roles, bodies, teams or groups reaches."""

    def __init__(self, membership: Membership, told: Sequence[Audience], day: dt.date) -> None:
        self._membership = membership
        self._day = day
        self._roles = {one.role for one in told if one.role is not None}
        self._bodies = {membership.body_id(one.body) for one in told if one.body is not None}
        self._groups = {one.group for one in told if one.group is not None}
        self._teams = {slug(one.name) for one in told if one.person is None and one.name}
        self._people = {one.person for one in told if one.person is not None}
        for role in self._roles:
            self._people.update(membership.holders(role, day))
        for body in self._bodies:
            self._people.update(membership.members(body, day))

    def covers(self, audience: Audience, day: dt.date) -> ToldCoverage:
        """Whether they cover one to whom something was promised on a day."""
        if audience.person is not None:
            return self._covers_people([audience.person])
        if audience.role is not None:
            return self._covers_role(audience.role, day)
        if audience.body is not None:
            return self._covers_body(self._membership.body_id(audience.body), day)
        if audience.group is not None:
            return self._covers_group(audience.group)
        return self._covers_team(audience.name)

    def _covers_person(self, person: str) -> bool | None:
        if person in self._people:
            return True
        groups, teams = self._membership.groups(person), self._membership.teams(person)
        if (groups and groups & self._groups) or (teams and teams & self._teams):
            return True
        may_belong = (groups is None and self._groups) or (teams is None and self._teams)
        return None if may_belong else False

    def _covers_people(self, people: Iterable[str]) -> ToldCoverage:
        answers = {person: self._covers_person(person) for person in people}
        untold = tuple(person for person, answer in answers.items() if answer is False)
        if untold:
            return ToldCoverage(complete=False, untold=untold)
        return _OPEN if None in answers.values() else _ALL

    def _covers_role(self, role: str, day: dt.date) -> ToldCoverage:
        if role in self._roles or self._membership.bodies_of(role) & self._bodies:
            return _ALL
        # Nobody may have held it when the promise was made, and somebody soon after.
        people = self._membership.holders(role, day) or self._membership.holders(role, self._day)
        answer = self._covers_people(people) if people else _OPEN
        return _OPEN if answer.complete and self._membership.is_unlisted(role) else answer

    def _covers_body(self, body: str, day: dt.date) -> ToldCoverage:
        if body in self._bodies:
            return _ALL
        seated = self._membership.members(body, day, but=self._roles)
        by_role = any(body in self._membership.bodies_of(role) for role in self._roles)
        answer = self._covers_people(seated)
        listed = seated or by_role
        if answer.complete and (not listed or self._has_unlisted(body)):
            return _OPEN
        return answer

    def _has_unlisted(self, body: str) -> bool:
        """Whether a body has members who are not listed, and hold no role that was told."""
        return self._membership.has_unlisted_members(body, but=self._roles)

    def _covers_group(self, group: str) -> ToldCoverage:
        if group in self._groups:
            return _ALL
        declared = self._membership.group(group)
        size = declared.size if declared else None
        listed = self._membership.people_in_group(group)
        told = sum(person in self._people for person in listed)
        least = None if size is None else size.certainly
        if size is not None and size.at_most is not None and told >= size.at_most:
            return _ALL
        # Telling a team may reach any number of those who belong to the group.
        may_belong = told + sum(self._membership.groups(one) is None for one in self._people)
        too_few = not self._teams and may_belong < (1 if least is None else least)
        if too_few or any(self._covers_person(person) is False for person in listed):
            named = size is None or (least or 0) >= _SMALLEST_GROUP_NAMED
            words = (declared.words if declared else None) or in_words(group).lower()
            return ToldCoverage(complete=False, untold=(words if named else "a small group",))
        return _OPEN

    def _covers_team(self, team: str) -> ToldCoverage:
        name = slug(team)
        if name in self._teams or any(
            self._membership.post(person) == name for person in self._people
        ):
            return _ALL
        listed = self._membership.people_in_team(name)
        told = any(person in self._people for person in listed)
        untold = any(self._covers_person(person) is False for person in listed)
        may_belong = self._groups or any(
            self._membership.teams(person) is None for person in self._people
        )
        if untold or not (told or may_belong):
            return ToldCoverage(complete=False, untold=(shortened(team),))
        return _OPEN


_Value = TypeVar("_Value")


class Membership:
    """Who belongs to what in an arrangement; everything is joined up once, when asked for.

    Roles and groups are named by their ids, bodies and teams by their names as ids.
    """

    def __init__(self, arrangement: Arrangement) -> None:
        self._arrangement = arrangement

    def holders(self, role: str, day: dt.date) -> list[str]:
        """Those who hold a role on a day, in the order of the file."""
        return self._held_on(self._by_role.get(role, []), day)

    def members(self, body: str, day: dt.date, *, but: Set[str] = frozenset()) -> list[str]:
        """Those who sit on a body on a day in any role ``but`` some, and its officers."""
        places = [one for one in self._by_body.get(body, []) if one.role.id not in but]
        described = self._arrangement.bodies.get(body)
        held = officers(self._arrangement, described) if described else ()
        return [*self._held_on(places, day), *(name for name, _ in held)]

    def body_id(self, name: str) -> str:
        """The id of a body that the file names by its id or its title."""
        return self._arrangement.body_id(name)

    def has_unlisted_members(self, body: str, *, but: Set[str] = frozenset()) -> bool:
        """Whether a body has members whom the file does not list, in any role ``but`` some."""
        described = self._arrangement.bodies.get(body)
        others = described.other_members if described is not None else None
        if others is not None and others.at_most != 0:
            return True
        roles = {place.role.id for place in self._by_body.get(body, [])} - but
        return any(self.is_unlisted(role) for role in roles)

    def is_unlisted(self, role: str) -> bool:
        """Whether a role has holders whom the file does not name, as far as it says."""
        return any(one.holder is None and not one.vacant for one in self._by_role.get(role, []))

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

    def _held_on(self, places: Iterable[SeatPlace], day: dt.date) -> list[str]:
        return [
            self._arrangement.known_as(place.holder) or ""
            for place in places
            if place.holder is not None and _holds(place.holder, day)
        ]

    @cached_property
    def _by_role(self) -> dict[str, list[SeatPlace]]:
        return gathered((place.role.id, place) for place in self._arrangement.places)

    @cached_property
    def _by_body(self) -> dict[str, list[SeatPlace]]:
        return gathered((place.body, place) for place in self._arrangement.places)

    @cached_property
    def _bodies_by_role(self) -> dict[str, frozenset[str]]:
        return {place.role.id: frozenset({place.body}) for place in self._arrangement.places}

    @cached_property
    def _groups_by_role_holder(self) -> dict[str, list[str]]:
        return gathered(
            (name, group)
            for place in self._arrangement.places
            if (name := self._arrangement.known_as(place.holder)) is not None
            for group in place.role.groups or ()
        )

    @cached_property
    def _groups(self) -> dict[str, AffectedGroup]:
        return {group.id: group for group in self._arrangement.engagement.affected_groups or ()}

    @cached_property
    def _people_by_group(self) -> dict[str, list[str]]:
        people = self._arrangement.people
        return gathered((group, person) for person in people for group in self.groups(person) or ())

    @cached_property
    def _people_by_team(self) -> dict[str, list[str]]:
        people = self._arrangement.people
        return gathered((team, person) for person in people for team in self.teams(person) or ())


def _holds(holder: Holder, day: dt.date) -> bool:
    ended = holder.ended.ended_on if holder.ended else None
    return (
        (holder.from_ is None or holder.from_ <= day)
        and (holder.until is None or holder.until >= day)
        and (ended is None or ended > day)
    )
