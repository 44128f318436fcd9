"""What several files of one organisation say of one body, role or person, and whether both can be.

Wherever one of them says nothing, nothing differs. Words that people choose freely are compared
nowhere, but for the names of bodies: of those it is asked whether they are of one body.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final, Literal, NamedTuple, Required

from pitfall_audit.engagement.model import Fee
from pitfall_audit.engagement.model.part_dates import PartDate, span_of
from pitfall_audit.engagement.model.vocabulary import Matter
from pitfall_audit.facts.arrangement import Arrangement, gathered, in_words, shortened
from pitfall_audit.facts.contradictions import (
    ABOUT,
    nearest_citation,
    same_name,
)
from pitfall_audit.facts.documents import no_longer_in_force
from pitfall_audit.facts.fact_schema import TypedDict
from pitfall_audit.facts.stated_words import (
    months_in_words,
    renewal_in_words,
    text_of,
    vote_in_words,
)
from pitfall_audit.facts.subjects import Anchor, FileSummary, Stated, StatedOf
from pitfall_audit.yaml.places import DataPath

__all__ = [
    "ALL_ABOUT", "MatterFacts", "RoleNames", "Told", "contested_bodies", "one_role", "promise_key",
    "role_key", "stated_in", "told_by_files",
]  # fmt: skip

SharedMatter = Literal[Matter, "kind", "state", "capacity", "limit", "due", "owner", "tie"]


class MatterFacts(TypedDict, total=False):
    """Something that several files of one organisation say of one body, role, seat or person.

    Or of one promise, where they say that it is one.
    """

    label: Required[str]
    of: Required[StatedOf]
    matter: Required[SharedMatter]
    sayings: Required[list[str]]
    agree: bool
    one_in_force: Required[bool]
    later_holds: Required[bool]


_Rows = tuple[tuple[SharedMatter, str, Callable[[Any], str | None]], ...]
"""Matters, each with the field of a record that states it, and what that says in words."""

ALL_ABOUT: Final[Mapping[str, str]] = {
    **ABOUT, "kind": "kind of body", "state": "whether it goes on", "capacity": "whose seat it is",
    "limit": "most hours a month", "due": "the day it is due", "owner": "who sees to it",
    "tie": "tie of care",
}  # fmt: skip
"""What files may differ about, in words."""


def _pay(record: Any) -> str | None:
    fee = record.payment.fee if record.payment else None
    if isinstance(fee, Fee) and isinstance(fee.amount, float) and fee.weighting is None:
        return f"a fee of {fee.amount:g} for each {(fee.unit or 'task').replace('-', ' ')}"
    return None if fee is None else "a fee" if fee else "no fee"


def _capacity(record: Any) -> str | None:
    words = sorted({one.capacity for one in record.capacity or ()})
    return " or ".join(one.replace("-", " ") for one in words) or None


_OF_BODY: Final[_Rows] = (
    ("kind", "kind", text_of("kind")),
    ("state", "state", lambda of: of.state and ("ended" if of.state == "ended" else "not ended")),
    ("powers", "powers", text_of("powers")),
    ("deciding", "decides_by", text_of("decides_by")),
    ("name", "title", lambda body: body.title),
)
_OF_SEAT: Final[_Rows] = (
    ("capacity", "capacity", _capacity),
    ("status", "status", text_of("status")),
    ("vote", "voting", vote_in_words),
)
_OF_ROLE: Final[_Rows] = (
    *_OF_SEAT,
    ("term", "term.months", months_in_words),
    ("renewal", "term.renewable", renewal_in_words),
    ("pay", "payment.fee", _pay),
)


# --- one file -------------------------------------------------------------------------


class _Thing(NamedTuple):
    """What a file says something of, and where it does."""

    of: StatedOf
    names: tuple[str, ...]
    label: str
    path: DataPath


def stated_in(arrangement: Arrangement, limits: Mapping[str, float]) -> Iterator[Stated]:
    """What a file says that another file may say otherwise.

    ``limits`` are the most hours a month that people want to give.
    """
    sources = {one.id: one for one in arrangement.engagement.sources or ()}
    replaced = no_longer_in_force(sources.values())

    def told(thing: _Thing, matter: SharedMatter, field: str, said: str, record: Any) -> Stated:
        steps = field.split(".")
        source = sources.get(nearest_citation(record, steps) or "")
        return Stated(
            thing.of, thing.names, thing.label, matter, said, Anchor((*thing.path, *steps)),
            source is not None and source.kind == "interview",
            span_of(source.dated) if source is not None and source.dated else None,
            source is None or source.id not in replaced,
        )  # fmt: skip

    def all_told(thing: _Thing, rows: _Rows, record: Any) -> Iterator[Stated]:
        for matter, field, words in rows:
            if (said := words(record)) is not None:
                yield told(thing, matter, field, said, record)

    for name, body in arrangement.bodies.items():
        of_body = _Thing("body", (name,), body.title or in_words(name), ("bodies", name))
        yield from all_told(of_body, _OF_BODY, body)
        chair = arrangement.known_as(body.chair)
        if chair is not None and chair in arrangement.people:
            yield told(of_body, "chair", "chair", chair, body)
    for index, role in enumerate(arrangement.engagement.roles or ()):
        key, label = role_key(arrangement, role), role.title or in_words(role.id)
        yield from all_told(_Thing("role", (key,), label, ("roles", index)), _OF_ROLE, role)
        for at, holder in enumerate(role.holders or ()):
            if holder.person is not None and holder.ended is None and holder.until is None:
                path = ("roles", index, "holders", at)
                seat = _Thing("seat", (key, holder.person), f"{label} ({holder.person})", path)
                yield from all_told(seat, _OF_SEAT, holder)
    for index, promise in enumerate(arrangement.engagement.promises or ()):
        key = promise_key(arrangement, promise.id)
        label = f"“{shortened(promise.text)}”" if promise.text else in_words(promise.id)
        of_promise = _Thing("promise", (key,), label, ("promises", index))
        due, owner = promise.due, arrangement.known_as(promise.owner)
        if isinstance(due, str | dt.date) and not isinstance(due, PartDate):
            yield told(of_promise, "due", "due", str(due), promise)
        if owner is not None and owner in arrangement.people:
            yield told(of_promise, "owner", "owner", owner, promise)
    for id_, hours in limits.items():
        of_person = _Thing("person", (id_,), id_, ("people", id_))
        words = f"{hours:g} hours a month"
        yield told(of_person, "limit", "hours_limit", words, arrangement.people.get(id_))


def role_key(arrangement: Arrangement, role: Any) -> str:
    """What a role is known by over several files: its body and its id, or its file's and its id."""
    if role.body is None:
        return f"{role.id}@{arrangement.engagement.id}"
    return f"{arrangement.body_id(role.body)}/{role.id}"


def promise_key(arrangement: Arrangement, id_: str) -> str:
    """What a promise is known by over several files: its id is one of its file alone."""
    return f"{id_}@{arrangement.engagement.id}"


# --- several files --------------------------------------------------------------------


RoleNames = Callable[[FileSummary, str], str]
"""The name of a role that all have in common which are one; it is known by another in a file."""


def one_role(files: Iterable[FileSummary], apart: Container[str] = ()) -> RoleNames:
    """What is one role: a role of one id on one body, and what files say is the same (`same_as`).

    On the bodies ``apart``, each file's roles are its own until a file says that they are not.
    """
    first: dict[str, str] = {}

    def own(file: FileSummary, key: str) -> str:
        key = f"{key}@{file.id}" if key.rpartition("/")[0] in apart else key
        while (above := first.get(key, key)) != key:
            first[key] = key = first.get(above, above)
        return key

    by_id = {file.id: file for file in files}
    for file in by_id.values():
        for role, engagement, other in file.same_roles:
            there = by_id.get(engagement)
            if there is not None and other in there.roles:
                one, two = sorted((own(file, file.roles[role]), own(there, there.roles[other])))
                first[two] = one
    return own


class Told(NamedTuple):
    """One matter of one thing, and what each file says of it, in their order."""

    of: StatedOf
    names: tuple[str, ...]
    matter: SharedMatter
    said: tuple[tuple[FileSummary, Stated], ...]

    @property
    def thing(self) -> str:
        """The identity of what it is said of."""
        return f"{_SECTIONS[self.of]}[{'/'.join(self.names)}]"

    @property
    def agree(self) -> bool:
        """Whether all of it can hold at once."""
        words = dict.fromkeys(one.words for _, one in self.said)
        if self.matter == "name":
            return same_name(words)
        if self.matter == "pay":
            # A fee by the hour and one by the day may come to the same.
            units = gathered((one.partition(" for each ")[2], one) for one in words)
            return ("no fee" not in words or len(words) == 1) and all(
                len(each) == 1 for unit, each in units.items() if unit
            )
        return len(words) == 1

    @property
    def anchors(self) -> dict[str, Anchor]:
        """Where it is said first, and where it is said otherwise, in another file if there is."""
        first, one = self.said[0]
        others = [(file, two) for file, two in self.said[1:] if two.words != one.words]
        second, two = others[0] if others else self.said[-1]
        anchors = {"matter": first.at(one.anchor), "otherwise": second.at(two.anchor)}
        if self.of == "body":
            anchors["body"] = first.at(one.anchor)
        return anchors

    @property
    def facts(self) -> MatterFacts:
        """What rules read of it."""
        first = self.said[0][1]
        spans = sorted({one.dated for _, one in self.said if one.dated is not None})
        in_force = {one.words for _, one in self.said if one.in_force}
        by_words = gathered((_quoted(one), file.title) for file, one in self.said)
        facts: MatterFacts = {
            "label": f"{first.label} ({ALL_ABOUT[self.matter]})",
            "of": self.of,
            "matter": self.matter,
            "sayings": [
                f"{words} ({', '.join(dict.fromkeys(titles))})"
                for words, titles in by_words.items()
            ],
            "one_in_force": len(in_force) <= 1,
            "later_holds": not in_force
            or (
                len(spans) == len(self.said)
                and all(earlier[1] < later[0] for earlier, later in pairwise(spans))
            ),
        }
        if self.agree or self.matter != "name":
            facts["agree"] = self.agree
        return facts


_SECTIONS: Final[Mapping[StatedOf, str]] = {
    "body": "bodies", "role": "roles", "seat": "seats", "person": "people",
    "promise": "promises", "tie": "ties",
}  # fmt: skip


def _quoted(one: Stated) -> str:
    return "something that an interview says" if one.interview else f"“{shortened(one.words)}”"


def told_by_files(files: Sequence[FileSummary], role_of: RoleNames) -> list[Told]:
    """Each matter of which two or more files say something, in the order of their names."""

    def names(file: FileSummary, one: Stated) -> tuple[str, ...]:
        role, *person = one.names
        return (role_of(file, role), *person) if one.of in _OF_A_FILE else one.names

    said = gathered(
        ((one.of, names(file, one), one.matter), (file, one))
        for file in files
        for one in file.stated
    )
    told = [
        Told(of, known_by, matter, tuple(each))  # type: ignore[arg-type]
        for (of, known_by, matter), each in said.items()
        if len({file.id for file, _ in each}) > 1
    ]
    return sorted([*told, *_ties(files)], key=lambda one: (one.thing, one.matter))


_OF_A_FILE: Final = ("role", "seat", "promise")
"""What is of one file alone, until it is said to be one with another's."""


def contested_bodies(files: Iterable[FileSummary]) -> frozenset[str]:
    """The bodies, by id, that files of one organisation describe as bodies of two kinds."""
    stated = (one for file in files for one in file.stated if one.matter == "kind")
    kinds = gathered((one.names[0], one.words) for one in stated)
    return frozenset(body for body, words in kinds.items() if len(set(words)) > 1)


def _ties(files: Sequence[FileSummary]) -> Iterator[Told]:
    """Each tie of care that goes on, of which a file says that it is there and another speaks too.

    That there are none is said by a file that declares both people, has `ties: none`, and mentions
    nothing between the two.
    """
    denying = gathered(
        (person, (file, file.no_ties))
        for file in files
        if file.no_ties is not None
        for person in file.declared
    )
    ties = gathered(
        ((care.of, care.other), (file, care.anchor))
        for file in files
        for care in file.care
        if care.ended is None
    )
    for both, declared in ties.items():
        denied = (one for one in denying.get(both[0], ()) if one[0].denies(*both))
        said = tuple(
            (file, Stated("tie", both, " and ".join(both), "tie", words, anchor))
            for words, ones in (("a tie of care", declared), ("none", denied))
            for file, anchor in ones
        )
        if len({file.id for file, _ in said}) > 1:
            yield Told("tie", both, "tie", said)
