"""What several files of one organisation say of one body, role or person, and whether both can be.

Wherever one of them says nothing, nothing differs. Words that people choose freely are compared
nowhere, but for the names of bodies: of those it is asked whether they are of one body.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Annotated, Any, Final, Literal, NamedTuple, Required

from pitfall_audit.engagement.model import Fee
from pitfall_audit.engagement.model.part_dates import PartDate
from pitfall_audit.engagement.model.vocabulary import Matter
from pitfall_audit.facts.arrangement import Arrangement, gathered, in_words, shortened
from pitfall_audit.facts.contradictions import (
    ABOUT,
    months_in_words,
    nearest_citation,
    no_longer_in_force,
    renewal_in_words,
    same_name,
    span_of,
    text_of,
    vote_in_words,
)
from pitfall_audit.facts.fact_schema import Fact, TypedDict
from pitfall_audit.facts.subjects import Anchor, DeclaredCare, FileSummary, Stated
from pitfall_audit.yaml.places import DataPath

__all__ = [
    "MatterFacts", "RoleNames", "Told", "contested_bodies", "one_role", "promise_key", "role_key",
    "stated_in", "told_by_files",
]  # fmt: skip

Of = Literal["body", "role", "seat", "person", "promise", "tie"]
SharedMatter = Literal[Matter, "kind", "state", "capacity", "limit", "due", "owner", "tie"]


# fmt: off
class MatterFacts(TypedDict, total=False):
    """Something that several files of one organisation say of one body, role, seat or person.

    Or of one promise, where they say that it is one.
    """

    label: Required[Annotated[str, Fact("What it is of, and what it is about")]]
    of: Required[Annotated[Of, Fact("What kind of thing it is said of")]]
    matter: Required[Annotated[SharedMatter, Fact("What it is about")]]
    sayings: Required[Annotated[list[str], Fact(
        "What each says, and in which arrangements; of an interview only that it was one")]]
    agree: Annotated[bool, Fact(
        "Whether what they say can all hold; open where a body has two names", "body.title",
        "Is this one body with two names, or are they two bodies with one id?")]
    one_in_force: Required[Annotated[bool, Fact(
        "Whether all that differ from one are drafts, or have been replaced since")]]
    later_holds: Required[Annotated[bool, Fact(
        "Whether all rest on papers of times of their own, so that the latest is taken")]]
# fmt: on


_Rows = tuple[tuple[SharedMatter, str, Callable[[Any], str | None]], ...]
"""Matters, each with the field of a record that states it, and what that says in words."""

_ABOUT: Final[Mapping[str, str]] = {
    **ABOUT, "kind": "kind of body", "state": "whether it goes on", "capacity": "whose seat it is",
    "limit": "most hours a month", "due": "the day it is due", "owner": "who sees to it",
    "tie": "tie of care",
}  # fmt: skip
_NONE: Final = "none"


def _pay(record: Any) -> str | None:
    fee = record.payment.fee if record.payment else None
    if isinstance(fee, Fee) and isinstance(fee.amount, float) and fee.weighting is None:
        return f"a fee of {fee.amount:g} for each {(fee.unit or 'task').replace('-', ' ')}"
    return None if fee is None else "a fee" if fee else "no fee"


def _capacity(record: Any) -> str | None:
    words = sorted({one.capacity for one in record.capacity or ()})
    return " or ".join(one.replace("-", " ") for one in words) or None


def _state(body: Any) -> str | None:
    return None if body.state is None else "ended" if body.state == "ended" else "not ended"


_OF_BODY: Final[_Rows] = (
    ("kind", "kind", text_of("kind")),
    ("state", "state", _state),
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


def stated_in(arrangement: Arrangement, limits: Mapping[str, float]) -> Iterator[Stated]:
    """What a file says that another file may say otherwise.

    ``limits`` are the most hours a month that people want to give.
    """
    sources = {one.id: one for one in arrangement.engagement.sources or ()}
    replaced = no_longer_in_force(sources.values())

    def told(
        of: tuple[str, str, DataPath], matter: SharedMatter, field: str, said: str, record: Any
    ) -> Stated:
        thing, label, path = of
        steps = field.split(".")
        source = sources.get(nearest_citation(record, steps) or "")
        return Stated(
            thing, label, matter, said, Anchor((*path, *steps)),
            source is not None and source.kind == "interview",
            span_of(source.dated) if source is not None and source.dated else None,
            source is None or source.id not in replaced,
        )  # fmt: skip

    def all_told(of: tuple[str, str, DataPath], rows: _Rows, record: Any) -> Iterator[Stated]:
        for matter, field, words in rows:
            if (said := words(record)) is not None:
                yield told(of, matter, field, said, record)

    for name, body in arrangement.bodies.items():
        of_body = (f"bodies[{name}]", body.title or in_words(name), ("bodies", name))
        yield from all_told(of_body, _OF_BODY, body)
        chair = arrangement.known_as(body.chair)
        if chair is not None and chair in arrangement.people:
            yield told(of_body, "chair", "chair", chair, body)
    for index, role in enumerate(arrangement.engagement.roles or ()):
        key, label = role_key(arrangement, role), role.title or in_words(role.id)
        yield from all_told((f"roles[{key}]", label, ("roles", index)), _OF_ROLE, role)
        for at, holder in enumerate(role.holders or ()):
            if holder.person is not None and holder.ended is None and holder.until is None:
                path = ("roles", index, "holders", at)
                seat = (f"seats[{key}/{holder.person}]", f"{label} ({holder.person})", path)
                yield from all_told(seat, _OF_SEAT, holder)
    for index, promise in enumerate(arrangement.engagement.promises or ()):
        thing = f"promises[{promise_key(arrangement, promise.id)}]"
        label = f"“{shortened(promise.text)}”" if promise.text else in_words(promise.id)
        of_promise = (thing, label, ("promises", index))
        due, owner = promise.due, arrangement.known_as(promise.owner)
        if isinstance(due, str | dt.date) and not isinstance(due, PartDate):
            yield told(of_promise, "due", "due", str(due), promise)
        if owner is not None and owner in arrangement.people:
            yield told(of_promise, "owner", "owner", owner, promise)
    for id_, hours in limits.items():
        of_person = (f"people[{id_}]", id_, ("people", id_))
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

    thing: str
    matter: SharedMatter
    said: tuple[tuple[FileSummary, Stated], ...]

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
        if self.thing.startswith("bodies["):
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
            "label": f"{first.label} ({_ABOUT[self.matter]})",
            "of": _OF[self.thing.partition("[")[0]],
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


_OF: Final[Mapping[str, Of]] = {
    "bodies": "body", "roles": "role", "seats": "seat", "people": "person",
    "promises": "promise", "ties": "tie",
}  # fmt: skip


def _quoted(one: Stated) -> str:
    return "something that an interview says" if one.interview else f"“{shortened(one.words)}”"


def told_by_files(files: Sequence[FileSummary], role_of: RoleNames) -> list[Told]:
    """Each matter of which two or more files say something, in the order of their names."""
    said: dict[tuple[str, str], list[tuple[FileSummary, Stated]]] = {}
    for file in files:
        for one in file.stated:
            section, _, name = one.thing.partition("[")
            thing = one.thing
            if section in ("roles", "promises"):
                thing = f"{section}[{role_of(file, name.removesuffix(']'))}]"
            elif section == "seats":
                key, _, person = name.removesuffix("]").rpartition("/")
                thing = f"seats[{role_of(file, key)}/{person}]"
            said.setdefault((thing, one.matter), []).append((file, one))
    told = [
        Told(thing, matter, tuple(each))  # type: ignore[arg-type]
        for (thing, matter), each in said.items()
        if len({file.id for file, _ in each}) > 1
    ]
    return sorted([*told, *_ties(files)], key=lambda one: (one.thing, one.matter))


def contested_bodies(files: Iterable[FileSummary]) -> frozenset[str]:
    """The bodies, by id, that files of one organisation describe as bodies of two kinds."""
    kinds: dict[str, set[str]] = {}
    for file in files:
        for one in file.stated:
            if one.matter == "kind":
                kinds.setdefault(one.thing, set()).add(one.words)
    return frozenset(
        thing.removeprefix("bodies[").removesuffix("]")
        for thing, words in kinds.items()
        if len(words) > 1
    )


def _ties(files: Sequence[FileSummary]) -> Iterator[Told]:
    """Each tie of care that goes on, of which a file says that it is there and another speaks too.

    That there are none is said by a file that declares both people, has `ties: none`, and mentions
    nothing between the two.
    """
    denying: dict[str, list[FileSummary]] = {}
    for file in files:
        if file.no_ties is not None:
            for person in file.declared:
                denying.setdefault(person, []).append(file)
    ties: dict[tuple[str, str], list[tuple[FileSummary, DeclaredCare]]] = {}
    for file in files:
        for care in file.care:
            if care.ended is None:
                ties.setdefault((care.of, care.other), []).append((file, care))
    for (of, other), declared in ties.items():
        label = f"{of} and {other}"
        said = [
            (file, Stated(f"ties[{of}/{other}]", label, "tie", "a tie of care", care.anchor))
            for file, care in declared
        ] + [
            (file, Stated(f"ties[{of}/{other}]", label, "tie", _NONE, file.no_ties))
            for file in denying.get(of, ())
            if file.no_ties is not None and file.denies(of, other)
        ]
        if len({file.id for file, _ in said}) > 1:
            yield Told(f"ties[{of}/{other}]", "tie", tuple(said))
