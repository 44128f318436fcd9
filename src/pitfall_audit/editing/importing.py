"""What lists say, as answers to be written into a file: people, roles, ties."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import count
from typing import Any, Final, TypeVar

from msgspec import Struct

from pitfall_audit.editing.answering import Answer
from pitfall_audit.editing.roster import Sheet
from pitfall_audit.editing.roster_rows import Left, Said, said_in
from pitfall_audit.editing.roster_ties import registered_ties
from pitfall_audit.editing.roster_words import Names, holds, known_name
from pitfall_audit.engagement.absence import NONE, NOT_STATED
from pitfall_audit.engagement.message_words import plain_form, slug
from pitfall_audit.engagement.model.base import NOBODY_NAMED
from pitfall_audit.yaml.reading import path_text
from pitfall_audit.yaml.writing import as_flow

__all__ = ["Import", "Kind", "imported"]

Kind = TypeVar("Kind", list[Any], dict[str, Any])

_ID: Final = re.compile(r"[a-z][a-z0-9-]{0,99}")


class Import(Struct, frozen=True):
    """What is to be written, and what is not; ``key`` has everybody's name, by id."""

    answers: tuple[Answer, ...]
    written: dict[str, int]
    key: dict[str, str]
    left: tuple[Left, ...]


def imported(sheets: Sequence[Sheet], data: Mapping[str, Any], key: Mapping[str, str]) -> Import:
    """What some lists add to the ``data`` of a file. ``key`` has the names that are known, by id.

    Nothing that stands in the file is changed; what a list says otherwise is left.
    """
    left: list[Left] = []
    rows = [said for sheet in sheets for said in said_in(sheet, left)]
    into = _Into(data, key, Names([*key.values(), *(said.name for said in rows)]), left)
    persons = [into.person(said) for said in rows]
    for said, person in zip(rows, persons, strict=True):
        if said.title or any(said.body):
            for body in said.body:
                into.seat(said, person, body)
        if person:
            for one in registered_ties(said, person, into.names, into.ids, left):
                into.add("ties", one.tie, ("of", "with", "kind"), said.where)
                if one.handled:
                    into.add("conflicts", one.handled, ("between", "because"), said.where)
    into.vacancies()
    tables = [sheet.table.name for sheet in sheets]

    def in_order(one: Left) -> tuple[int, int]:
        table, _, row = one.where.partition(", row ")
        return tables.index(table), int(row.partition(",")[0])

    in_rows = tuple(sorted(left, key=in_order))
    return Import(tuple(into.answers()), dict(into.written), into.key, in_rows)


class _Into:
    """A file that is added to: what stands in it, and what it is to hold."""

    def __init__(
        self, data: Mapping[str, Any], key: Mapping[str, str], names: Names, left: list[Left]
    ) -> None:
        self.old, self.new = data, deepcopy(dict(data))
        self.names, self.left, self.key = names, left, dict(key)
        self.ids = {known_name(name): id_ for id_, name in key.items()}
        self.written: Counter[str] = Counter()
        self.vacant: dict[str, str] = {}
        """By the ids of roles, where it is said of one that it is vacant."""

    def leave(self, where: str, why: str) -> None:
        self.left.append(Left(where, why))

    def _within(self, section: str, kind: type[Kind]) -> Kind:
        """The list or mapping of a section, to be added to; begun where there is none."""
        if not isinstance(self.new.get(section), kind):
            self.new[section] = kind()
        found: Kind = self.new[section]
        return found

    # --- people --------------------------------------------------------------------------

    def person(self, said: Said) -> str:
        """The id of the person of a row, who is entered where that is new; "" for nobody."""
        if not said.name and not said.id:
            return ""
        name = known_name(said.name)
        id_ = self.ids.get(name) if name else None
        if id_ is None:
            id_ = self._given_id(said) or self._made_id()
        if said.name:
            self.ids.setdefault(name, id_)
            self.key.setdefault(id_, said.name)
        people = self._within("people", dict)
        if people.get(id_) is None:
            people[id_] = {}
            self.written["people"] += 1
        for what, text in said.person.items():
            why = self.names.why_not(text)
            if why or holds(text, "private"):
                why = why or "it may tell of somebody's health or care"
                self.leave(said.where, f"`{what}` is not written: {why}")
            else:
                self._say(said.where, people, id_, {what: text})
        return id_

    def _given_id(self, said: Said) -> str:
        """The id that a list gives, where it can be one and is nobody else's."""
        if not said.id:
            return ""
        parts = Names([said.name])
        if _ID.fullmatch(said.id) is None or said.id in NOBODY_NAMED:
            why = "is not an id"
        elif parts.why_not(" ".join(re.findall("[a-z]+", said.id)).title()):
            why = "holds a word of the name"
        elif said.id in self.key and known_name(self.key[said.id]) != known_name(said.name):
            why = "is somebody else's"
        else:
            return said.id
        self.leave(said.where, f"the id that stands here {why}; another was made")
        return ""

    def _made_id(self) -> str:
        taken = {*_mapped(self.new, "people"), *self.key}
        return next(one for n in count(1) if (one := f"person-{n}") not in taken)

    # --- roles and seats -----------------------------------------------------------------

    def seat(self, said: Said, person: str, body: str) -> None:
        """Enter somebody in a role, or that nobody is."""
        role = self._role(said, body)
        standing = role.get("holders")
        if not person:
            if said.vacant:
                self.vacant[role.get("id", "")] = said.where
            return
        if standing in (NONE, NOT_STATED):
            self.leave(said.where, f"`holders` says `{standing}` in the file: not changed")
            return
        holders = standing if isinstance(standing, list) else []
        for number, one in enumerate(holders):
            holder = one if isinstance(one, dict) else {"person": one}
            if holder.get("person") == person and _one_spell(holder, said.seat):
                self._say(said.where, holders, number, said.seat, holder)
                return
        holders.append({"person": person, **said.seat} if said.seat else person)
        role["holders"] = holders
        self.written["seats"] += 1

    def _role(self, said: Said, body: str) -> dict[str, Any]:
        title = said.title
        for what, text in (("title", title), ("body", body)):
            if why := self.names.why_not(text):
                self.leave(said.where, f"the {what} of the role is not written: {why}")
        title = "" if self.names.why_not(title) else " ".join(title.split())
        body = "" if self.names.why_not(body) else self._body(body)
        for role in self._roles():
            named = {plain_form(str(role.get(key, ""))) for key in ("title", "id")}
            if plain_form(title or "member") in named and plain_form(
                str(role.get("body") or "")
            ) == plain_form(body):
                return role
        role = {"id": self._role_id(title, body)}
        role |= {key: text for key, text in (("title", title), ("body", body)) if text}
        self._within("roles", list).append(role)
        self.written["roles"] += 1
        return role

    def _roles(self) -> list[dict[str, Any]]:
        return [role for role in _listed(self.new, "roles") if isinstance(role, dict)]

    def _role_id(self, title: str, body: str) -> str:
        taken = {role.get("id") for role in self._roles()}
        alone = slug(title) if title else "member"
        within = f"{slug(body)}-{alone}"
        for one in (alone, within, *(f"{alone}-{n}" for n in range(2, len(taken) + 3))):
            if one not in taken and _ID.fullmatch(one):
                return one
        return next(one for n in count(1) if (one := f"role-{n}") not in taken)

    def _body(self, body: str) -> str:
        """What a body is called in the file: its id, or its title where none are declared."""
        declared = _mapped(self.new, "bodies")
        for id_, one in declared.items():
            title = one.get("title", "") if isinstance(one, dict) else ""
            if body and plain_form(body) in (plain_form(id_), plain_form(str(title))):
                return str(id_)
        if not body or not declared:
            known = (str(role.get("body") or "") for role in self._roles())
            return next((one for one in known if plain_form(one) == plain_form(body)), body)
        made = slug(body)
        id_ = made if _ID.fullmatch(made) and made not in declared else f"body-{len(declared) + 1}"
        declared[id_] = {"title": body}
        return id_

    def vacancies(self) -> None:
        """Say of a role without anybody that it is vacant; of others that is not said so."""
        there = {role.get("id") for role in _listed(self.old, "roles") if isinstance(role, dict)}
        for role in self._roles():
            where, standing = self.vacant.get(role.get("id", "")), role.get("holders")
            if where and role.get("id") not in there and not standing:
                role["holders"] = NONE
            elif where and standing != NONE:
                self.leave(
                    where,
                    "that this seat is vacant is not written, for others hold the role: say at "
                    "`places` how many there are",
                )

    # --- ties ----------------------------------------------------------------------------

    def add(self, section: str, entry: dict[str, Any], same: Sequence[str], where: str) -> None:
        """Add an entry to a list, unless one is there that is the same in some fields."""
        if self.old.get(section) in (NONE, NOT_STATED):
            self.leave(where, f"`{section}` says `{self.old[section]}` in the file: not changed")
            return
        entries = self._within(section, list)
        for number, one in enumerate(entries):
            if isinstance(one, dict) and all(_alike(one.get(key), entry[key]) for key in same):
                more = {key: value for key, value in entry.items() if key not in same}
                self._say(where, entries, number, more)
                return
        entries.append(entry)
        self.written[section] += 1

    # --- what is written -----------------------------------------------------------------

    def _say(
        self, where: str, entries: Any, at: str | int, said: Mapping[str, Any],
        instead: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        """Say something of an entry besides what stands there, which may stand for a record."""
        standing = instead or (entries[at] if isinstance(entries[at], dict) else {})
        for key, value in said.items():
            if standing.get(key) is None:
                entries[at] = standing = {**standing, key: value}
            elif standing[key] != value:
                self.leave(where, f"`{key}` is said otherwise already: left as it is")

    def answers(self) -> Iterator[Answer]:
        """All that is new, each at its place."""
        for section in ("people", "bodies", "roles", "ties", "conflicts"):
            yield from _added((section,), self.old.get(section), self.new.get(section))


def _added(path: tuple[str | int, ...], old: Any, new: Any) -> Iterator[Answer]:
    """What makes new data of old, from which nothing is taken out."""
    if isinstance(old, dict) and isinstance(new, dict) and old:
        for key, value in new.items():
            yield from _added((*path, key), old.get(key), value)
    elif isinstance(old, list) and isinstance(new, list) and old:
        for at, value in enumerate(new):
            yield from _added((*path, at), old[at] if at < len(old) else None, value)
    elif old != new:
        yield Answer(path_text(path), as_flow(new))


def _listed(data: Mapping[str, Any], section: str) -> list[Any]:
    found = data.get(section)
    return found if isinstance(found, list) else []


def _mapped(data: Mapping[str, Any], section: str) -> dict[str, Any]:
    found = data.get(section)
    return found if isinstance(found, dict) else {}


def _one_spell(standing: Mapping[str, Any], said: Mapping[str, str]) -> bool:
    """Whether two seats of one person in one role are the same: not begun on two days."""
    first, second = standing.get("from"), said.get("from")
    return first is None or second is None or first == second


def _alike(one: Any, other: Any) -> bool:
    """Whether two values name the same, a person's id alone or in a record, in either order."""

    def plain_party(value: Any) -> Any:
        if isinstance(value, list):
            return sorted(map(str, map(plain_party, value)))
        if isinstance(value, dict):
            return str(value["person"]) if "person" in value else plain_form(str(value))
        return value

    return bool(plain_party(one) == plain_party(other))
