"""Facts about the groups of people whom the subject of an arrangement touches."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import Final, Required

from pitfall_audit.engagement.model import AffectedGroup
from pitfall_audit.engagement.model.vocabulary import About, Capacity, NamedBy
from pitfall_audit.facts.all_seats import Seat
from pitfall_audit.facts.arrangement import Arrangement, gathered, in_words
from pitfall_audit.facts.fact_schema import TypedDict, as_stated, copied
from pitfall_audit.facts.phrases import speaks_of
from pitfall_audit.facts.subjects import Anchor, Subject
from pitfall_audit.yaml.places import DataPath

__all__ = ["GroupFacts", "group_subjects"]


class GroupFacts(TypedDict, total=False):
    """An affected group; the groups too small to name, together; or what stands for none stated.

    A group of fewer than five people has no facts of its own: all such groups are one
    subject, which names none of them.
    """

    label: Required[str]
    whole_arrangement: Required[bool]
    too_small_to_name: Required[bool]
    groups_named: bool
    about: About
    named_by: NamedBy
    seats: int | None
    held: Required[bool]
    ages_reached: bool | None
    unreached_ages: str | None
    heard_otherwise: bool | None
    admitted_missing: Required[bool]
    reason_without_seat: str
    all_heard: bool
    main_subject_of: Required[list[str]]


SMALLEST_NAMED = 5
"""A group of fewer people is not named: its name could point at somebody."""
_WORD: Final = re.compile(r"[^\W_]+")
_NOT_OF: dict[About, frozenset[Capacity]] = {
    "service-users": frozenset({"carer"}),
    "carers": frozenset({"service-user"}),
}
"""The capacities whose seats are certainly not of a group."""


def _says_missing(gap: str, name: str) -> bool:
    before, found, _ = f" {' '.join(_WORD.findall(gap.casefold()))} ".partition(f" {name} ")
    return bool(found) and (
        speaks_of("missing", gap)
        # “Carers need to know who stands for them” misses nobody.
        or (speaks_of("wanted", before) and speaks_of("membership", gap))
    )


def group_subjects(arrangement: Arrangement, seats: Sequence[Seat]) -> tuple[Subject, ...]:
    """Every affected group, those too small to name as one; or what stands for none stated."""
    groups = arrangement.engagement.affected_groups
    if not groups:
        return (_none_stated(arrangement),)
    subjects = _GroupSubjects(arrangement, seats)
    named = [
        subjects.subject(group, index)
        for index, group in enumerate(groups)
        # Papers name many with whom they work: who is neither user nor carer sits elsewhere.
        if not _is_small(group)
        and (group.about != "others" or arrangement.described_from == "own-records")
    ]
    small = [group for group in groups if _is_small(group)]
    return (*named, subjects.small(small)) if small else tuple(named)


def _is_small(group: AffectedGroup) -> bool:
    return group.size is not None and (group.size.certainly or 0) < SMALLEST_NAMED


def _none_stated(arrangement: Arrangement) -> Subject:
    facts: GroupFacts = {
        "label": arrangement.engagement.title,
        "whole_arrangement": True,
        "admitted_missing": False,
        "too_small_to_name": False,
        "main_subject_of": [],
        "held": False,
    }
    stated = arrangement.engagement.affected_groups is not None
    if stated or arrangement.described_from == "own-records":
        facts["groups_named"] = False
    return _group_subject(
        arrangement, facts, "affected_groups", ("affected_groups",), arrangement.described_from
    )


class _GroupSubjects:
    def __init__(self, arrangement: Arrangement, seats: Sequence[Seat]) -> None:
        self.arrangement = arrangement
        # A vacant place counts as a seat: the group is asked for.
        self.seats = [seat for seat in seats if not seat.ended and seat.lived is not False]
        self.main: dict[str, list[str]] = {}
        for name, body in arrangement.bodies.items():
            for group in body.main_groups or ():
                self.main.setdefault(group, []).append(arrangement.body_label(name))
        self.membership = [(seat, self.groups_of(seat)) for seat in self.seats]
        # Seats of one capacity whose groups are not stated leave the same in doubt.
        self.open_capacities = {seat.stated_capacity for seat, of in self.membership if of is None}
        self.ways = gathered(
            (way.group, way) for way in arrangement.engagement.other_ways_we_listen or ()
        )
        self.from_age: dict[str, set[int | None]] = {}
        self.from_age_of_any: set[int | None] = set()
        for seat, of in self.membership:
            age = seat.place.role.ages.from_ if seat.place.role.ages else None
            for ages in (
                [self.from_age_of_any]
                if of is None
                else [self.from_age.setdefault(one, set()) for one in of]
            ):
                ages.add(age)
        self.counts: dict[str, int] = {}
        for seat, of in self.membership:
            for name in of or ():
                self.counts[name] = self.counts.get(name, 0) + (seat.place.at_least or 1)

    def groups_of(self, seat: Seat) -> Set[str] | None:
        """The groups that a seat is for, or to which its holder belongs; None if not stated."""
        person = self.arrangement.people.get(seat.person) if seat.person else None
        own = person.groups if person else None
        if own is None and seat.place.role.groups is None:
            return None
        return {*(own or ()), *(seat.place.role.groups or ())}

    def ages_reached(self, group: AffectedGroup) -> tuple[bool | None, str | None]:
        """Whether the youngest in a group can be heard, and which of them can't, in words.

        None where it is not said from what age a seat for the group is open.
        """
        youngest = group.ages.from_ if group.ages is not None else None
        heard = self.ways.get(group.id, ())
        own = self.arrangement.described_from == "own-records"
        if own and heard and all(way.ages is None for way in heard):
            return True, None
        # Where one way states ages, that another does not leaves it open; and so in papers.
        from_age = {*self.from_age.get(group.id, ())}
        if own or not from_age:
            # A paper that says for whom a seat is, and from what age, has named those for them.
            from_age |= self.from_age_of_any
        from_age |= {way.ages.from_ if way.ages else None for way in heard}
        stated = [age for age in from_age if age is not None]
        if youngest is None or not stated or min(stated) <= youngest:
            return True, None
        if len(stated) < len(from_age):
            return None, None
        if None in self.ways:
            return None, None
        oldest = min(stated) - 1
        return False, f"{youngest}" if oldest == youngest else f"{youngest} to {oldest}"

    def seat_count(self, group: AffectedGroup) -> int | None:
        """How many seats at least are the group's; None where unstated groups leave it open."""
        count = self.counts.get(group.id, 0)
        if count or self.arrangement.engagement.roles == ():
            return count
        if self.arrangement.engagement.roles is None:
            return None
        never: frozenset[Capacity] = (
            _NOT_OF.get(group.about, frozenset()) if group.about else (frozenset())
        )
        in_doubt = any(
            capacity is None or not set(capacity) <= never for capacity in self.open_capacities
        )
        return None if in_doubt else 0

    def heard_otherwise(self, group: AffectedGroup) -> bool | None:
        """Whether the group is heard in another way; None where that is left open."""
        ways = self.arrangement.engagement.other_ways_we_listen
        if group.id in self.ways or self.asked_apart(group):
            return True
        if None in self.ways:
            return None
        # A published paper that names some ways may leave out others.
        counts = self.arrangement.silence_counts(group.source, "engagement.other_ways_we_listen")
        return False if counts or ways == () else None

    def asked_apart(self, group: AffectedGroup) -> bool:
        """Whether a consultation is told of that was, or had a part, for the group."""
        words = f"for {group.words or in_words(group.id)}".casefold()
        return any(
            one.kind == "consulted" and words in (one.what or "").casefold()
            for one in self.arrangement.engagement.events or ()
        )

    def said_missing(self, group: AffectedGroup) -> bool:
        """Whether a gap that is admitted names the group, and says that it is missing or needed."""
        name = " ".join(_WORD.findall((group.words or in_words(group.id)).casefold()))
        gaps = self.arrangement.engagement.admitted_gaps or ()
        return any(_says_missing(gap.text, name) for gap in gaps)

    def subject(self, group: AffectedGroup, index: int) -> Subject:
        facts: GroupFacts = {
            "label": group.words or in_words(group.id),
            "whole_arrangement": False,
            "too_small_to_name": False,
            "groups_named": True,
            "admitted_missing": False,
            "main_subject_of": self.main.get(group.id, []),
            "held": any(
                group.id in of for seat, of in self.membership if of and seat.person is not None
            ),
            **copied(GroupFacts, self.arrangement.as_of, group),
        }
        facts["seats"] = self.seat_count(group)
        facts["heard_otherwise"] = self.heard_otherwise(group)
        named = facts["seats"] or facts["heard_otherwise"] or group.reason_without_seat
        facts["admitted_missing"] = not named and self.said_missing(group)
        facts["ages_reached"], facts["unreached_ages"] = self.ages_reached(group)
        return _group_subject(
            self.arrangement, as_stated(facts), f"affected_groups[{group.id}]",
            ("affected_groups", index), self.arrangement.described(group.source),
        )  # fmt: skip

    def small(self, groups: Sequence[AffectedGroup]) -> Subject:
        facts: GroupFacts = {
            "label": "Groups of fewer than five people",
            "whole_arrangement": False,
            "too_small_to_name": True,
            "groups_named": True,
            "admitted_missing": False,
            "main_subject_of": [],
            "held": False,
        }
        if all(
            self.seat_count(group) or self.heard_otherwise(group) or group.reason_without_seat
            for group in groups
        ):
            facts["all_heard"] = True
        return _group_subject(
            self.arrangement, facts, "affected_groups.small", ("affected_groups",),
            self.arrangement.described_from,
        )  # fmt: skip


def _group_subject(
    arrangement: Arrangement, facts: GroupFacts, identity: str, path: DataPath, described: str
) -> Subject:
    anchors = {"affected_group": Anchor(path), "engagement": Anchor(())}
    if arrangement.engagement.roles:
        anchors["role"] = Anchor(("roles", 0))
    return Subject(
        kind="group",
        identity=identity,
        facts=facts,
        anchors=anchors,
        described_from="own-records" if described == "own-records" else "published-documents",
        under="affected_groups",
    )
