"""A register of people and bodies that several files share, and their files under its ids."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.engagement import RegisteredBody, RegisteredPerson
from pitfall_audit.facts.all_seats import Seats
from pitfall_audit.facts.arrangement import Arrangement, gathered
from pitfall_audit.facts.fact_schema import copied
from pitfall_audit.facts.file_summaries import summary_of
from pitfall_audit.facts.people import HolderFacts
from pitfall_audit.facts.portfolio import together
from pitfall_audit.facts.subjects import FactSheet, FileSummary, PersonInFile, Stated
from pitfall_audit.facts.workload import hours_a_month

__all__ = ["Names", "Register", "joined", "registered"]

Names = Mapping[tuple[str | None, str], str]
"""The id in the register of each id of a file: of one file by its own, or of every file (None)."""


class Register(Struct, frozen=True):
    """Who is who in which files: in those of ``organisation`` or of none, or in all (None).

    ``said`` is what the register itself says of the people and bodies in it.
    """

    organisation: str | None
    people: Names
    bodies: Names
    said: FileSummary

    def covers(self, organisation: str | None) -> bool:
        """Whether a file of an organisation, or of none, is one of those that share it."""
        return self.organisation is None or organisation in (None, self.organisation)


def registered(
    title: str,
    organisation: str | None,
    people: Mapping[str, RegisteredPerson],
    bodies: Mapping[str, RegisteredBody],
    as_of: dt.date,
) -> Register:
    """The register of some people and bodies, by their ids; ``title`` is what it is called."""
    whole = Engagement.model_construct(
        version="1", id="register", title=title, people=people, bodies=bodies
    )
    arrangement = Arrangement(whole, None, as_of)
    facts: dict[str, dict[str, Any]] = {}
    for id_, person in people.items():
        facts[id_] = {**copied(HolderFacts, as_of, person)}
        if (limit := hours_a_month(person.hours_limit, None)) is not None:
            facts[id_]["hours_limit_a_month"] = round(limit, 2)
    return Register(
        organisation, _names(people), _names(bodies),
        replace(summary_of(arrangement, Seats(()), facts), organisation=organisation, id=""),
    )  # fmt: skip


def _names(entries: Mapping[str, RegisteredPerson | RegisteredBody]) -> Names:
    return {
        **{(None, id_): id_ for id_ in entries},
        **{
            (same.engagement, same.id): id_
            for id_, entry in entries.items()
            for same in entry.same_as or ()
        },
    }


def joined(
    summaries: Iterable[FileSummary], register: Register | None = None
) -> dict[str, tuple[list[FileSummary], FactSheet]]:
    """What the files of each organisation, or of a register, show together, by its id.

    Only where there are several; the files come as they are, in the order of their ids.
    """
    files = sorted(summaries, key=lambda one: (one.organisation or "", one.id))
    found = {}
    if register is not None:
        shared = [file for file in files if register.covers(file.organisation)]
        files = [file for file in files if not register.covers(file.organisation)]
        if len(shared) > 1:
            named = {file.organisation for file in shared} - {None}
            lone = next(iter(named)) if len(named) == 1 else None
            facts = together(_under(shared, register), register.said)
            found[register.organisation or lone or "register"] = shared, facts
    for name, theirs in gathered((file.organisation, file) for file in files).items():
        if name is not None and len(theirs) > 1:
            found[name] = theirs, together(theirs)
    return dict(sorted(found.items()))


def _under(files: Sequence[FileSummary], register: Register) -> list[FileSummary]:
    """Some files with the ids of the register, where it knows whom or what they mean.

    Whom it does not know is the same in the files of one organisation alone, or in none.
    """
    several = len({file.organisation or file.id for file in files}) > 1
    return [_renamed(file, register, several=several) for file in files]


def _renamed(file: FileSummary, register: Register, *, several: bool) -> FileSummary:
    apart = f"@{file.organisation or file.id}" if several else ""

    def known(names: Names, id_: str) -> str:
        return names.get((file.id, id_)) or names.get((None, id_)) or f"{id_}{apart}"

    def person(id_: str) -> str:
        return known(register.people, id_)

    def role(key: str) -> str:
        body, slash, id_ = key.rpartition("/")
        return f"{known(register.bodies, body)}/{id_}" if slash else key

    def names(one: Stated) -> tuple[str, ...]:
        first, *people = one.names
        if one.of == "person":
            return (person(first),)
        first = known(register.bodies, first) if one.of == "body" else role(first)
        return first, *map(person, people)

    people: dict[str, PersonInFile] = {}
    for id_, one in file.people.items():
        before = people.get(person(id_))
        people[person(id_)] = one._replace(
            seats=(*(before.seats if before else ()), *one.seats),
            facts={**one.facts, **(before.facts if before else {})},
            meetings=(
                *(before.meetings if before else ()),
                *(at._replace(body=known(register.bodies, at.body)) for at in one.meetings),
            ),
        )
    sitters: dict[tuple[str, str], dict[str, Any]] = {}
    for (name, label), on_it in file.sitters.items():
        there = sitters.setdefault((known(register.bodies, name), label), {})
        for id_, anchor in on_it.items():
            there.setdefault(person(id_), anchor)
    return replace(
        file,
        people={
            id_: one._replace(seats=tuple(s._replace(role=role(s.role)) for s in one.seats))
            for id_, one in people.items()
        },
        sitters=sitters,
        privately=frozenset(known(register.bodies, name) for name in file.privately),
        care=tuple(one._replace(of=person(one.of), other=person(one.other)) for one in file.care),
        carers=tuple((person(carer), person(cared_for)) for carer, cared_for in file.carers),
        mentioned=frozenset(frozenset(map(person, pair)) for pair in file.mentioned),
        declared=frozenset(map(person, file.declared)),
        supporters=tuple(
            (
                person(who),
                one._replace(
                    people=frozenset(map(person, one.people)),
                    unnamed={role(key): places for key, places in one.unnamed.items()},
                ),
            )
            for who, one in file.supporters
        ),
        roles={id_: role(key) for id_, key in file.roles.items()},
        stated=tuple(
            one._replace(
                names=names(one),
                label=person(one.label) if one.of == "person" else one.label,
                words=person(one.words) if one.matter in ("chair", "owner") else one.words,
            )
            for one in file.stated
        ),
    )
