"""What lists say, as answers to be written into a file: people, roles, ties."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any, Final

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


class _Role:
    """A role that is in the file already, at a number, or is new."""

    def __init__(self, number: int, data: dict[str, Any], *, new: bool) -> None:
        self.number, self.data, self.new = number, data, new
        standing = data.get("holders")
        self.standing = standing
        self.holders: list[dict[str, Any]] = [
            one if isinstance(one, dict) else {"person": one}
            for one in (standing if isinstance(standing, list) else ())
        ]
        self.added: list[dict[str, Any]] = []
        self.vacant = ""


class _Into:
    """A file that is added to: what stands in it, and what is new."""

    def __init__(
        self, data: Mapping[str, Any], key: Mapping[str, str], names: Names, left: list[Left]
    ) -> None:
        self.data, self.names, self.left = data, names, left
        self.key = dict(key)
        self.ids = {known_name(name): id_ for id_, name in key.items()}
        self.written: Counter[str] = Counter()
        self.people: dict[str, dict[str, str]] = {}
        self.bodies: dict[str, dict[str, str]] = {}
        self.more: dict[tuple[str | int, ...], Any] = {}
        self.roles = [
            _Role(number, role, new=False)
            for number, role in enumerate(_listed(data, "roles"))
            if isinstance(role, dict)
        ]
        self.sections = {name: list(_listed(data, name)) for name in ("ties", "conflicts")}

    def leave(self, where: str, why: str) -> None:
        self.left.append(Left(where, why))

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
        standing = _mapped(self.data, "people").get(id_)
        if standing is None and id_ not in self.people:
            self.people[id_] = {}
            self.written["people"] += 1
        for what, text in said.person.items():
            why = self.names.why_not(text)
            if why or holds(text, "private"):
                why = why or "it may tell of somebody's health or care"
                self.leave(said.where, f"`{what}` is not written: {why}")
            else:
                entry = self.people.get(id_)
                self._say(said.where, ("people", id_), standing, entry, {what: text})
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
        taken = {*_mapped(self.data, "people"), *self.people, *self.key}
        return next(one for n in count(1) if (one := f"person-{n}") not in taken)

    # --- roles and seats -----------------------------------------------------------------

    def seat(self, said: Said, person: str, body: str) -> None:
        """Enter somebody in a role, or that nobody is."""
        role = self._role(said, body)
        if not person:
            role.vacant = said.where if said.vacant else role.vacant
            return
        if role.standing in (NONE, NOT_STATED):
            self.leave(said.where, f"`holders` says `{role.standing}` in the file: not changed")
            return
        for number, one in enumerate(role.holders):
            if one.get("person") == person and _one_spell(one, said.seat):
                old = None if one in role.added else one
                path = ("roles", role.number, "holders", number)
                self._say(said.where, path, old, one if old is None else None, said.seat)
                return
        holder = {"person": person, **said.seat}
        role.holders.append(holder)
        role.added.append(holder)
        self.written["seats"] += 1

    def _role(self, said: Said, body: str) -> _Role:
        title = said.title
        for what, text in (("title", title), ("body", body)):
            if why := self.names.why_not(text):
                self.leave(said.where, f"the {what} of the role is not written: {why}")
        title = "" if self.names.why_not(title) else " ".join(title.split())
        body = "" if self.names.why_not(body) else self._body(body)
        for role in self.roles:
            named = {plain_form(str(role.data.get(key, ""))) for key in ("title", "id")}
            if plain_form(title or "member") in named and plain_form(
                str(role.data.get("body") or "")
            ) == plain_form(body):
                return role
        data = {"id": self._role_id(title, body)}
        data |= {key: text for key, text in (("title", title), ("body", body)) if text}
        role = _Role(len(self.roles), data, new=True)
        self.roles.append(role)
        self.written["roles"] += 1
        return role

    def _role_id(self, title: str, body: str) -> str:
        taken = {role.data.get("id") for role in self.roles}
        alone = slug(title) if title else "member"
        within = f"{slug(body)}-{alone}"
        for one in (alone, within, *(f"{alone}-{n}" for n in range(2, len(taken) + 3))):
            if one not in taken and _ID.fullmatch(one):
                return one
        return next(one for n in count(1) if (one := f"role-{n}") not in taken)

    def _body(self, body: str) -> str:
        """What a body is called in the file: its id, or its title where none are declared."""
        declared = {**_mapped(self.data, "bodies"), **self.bodies}
        for id_, one in declared.items():
            title = one.get("title", "") if isinstance(one, dict) else ""
            if body and plain_form(body) in (plain_form(id_), plain_form(str(title))):
                return str(id_)
        if not body or not _mapped(self.data, "bodies"):
            known = (str(role.data.get("body") or "") for role in self.roles)
            return next((one for one in known if plain_form(one) == plain_form(body)), body)
        made = slug(body)
        id_ = made if _ID.fullmatch(made) and made not in declared else f"body-{len(declared) + 1}"
        self.bodies[id_] = {"title": body}
        return id_

    def vacancies(self) -> None:
        """Say of a role without anybody that it is vacant; of others that is not said so."""
        for role in self.roles:
            if role.vacant and role.new and not role.holders:
                role.data["holders"] = NONE
            elif role.vacant and role.standing != NONE:
                self.leave(
                    role.vacant,
                    "that this seat is vacant is not written, for others hold the role: say at "
                    "`places` how many there are",
                )

    # --- ties ----------------------------------------------------------------------------

    def add(self, section: str, entry: dict[str, Any], same: Sequence[str], where: str) -> None:
        """Add an entry to a list, unless one is there that is the same in some fields."""
        if self.data.get(section) in (NONE, NOT_STATED):
            self.leave(where, f"`{section}` says `{self.data[section]}` in the file: not changed")
            return
        entries = self.sections[section]
        for number, one in enumerate(entries):
            if isinstance(one, dict) and all(_alike(one.get(key), entry[key]) for key in same):
                new = one if number >= len(_listed(self.data, section)) else None
                more = {key: value for key, value in entry.items() if key not in same}
                self._say(where, (section, number), one, new, more)
                return
        entries.append(entry)
        self.written[section] += 1

    # --- what is written -----------------------------------------------------------------

    def _say(
        self, where: str, path: tuple[str | int, ...], old: Any, new: dict[str, Any] | None,
        said: Mapping[str, Any],
    ) -> None:  # fmt: skip
        """Say something of an entry: of a new one at once, of another where it stands."""
        for key, value in said.items():
            there = new if new is not None else old if isinstance(old, dict) else {}
            standing = there.get(key, self.more.get((*path, key)))
            if standing is None and new is not None:
                new[key] = value
            elif standing is None:
                self.more[*path, key] = value
            elif standing != value:
                self.leave(where, f"`{key}` is said otherwise already: left as it is")

    def answers(self) -> Iterator[Answer]:
        """All that is new, each at its place."""
        for section, entries in (("people", self.people), ("bodies", self.bodies)):
            if not _mapped(self.data, section):
                yield from _answer((section,), entries)
                continue
            for id_, entry in entries.items():
                yield _one((section, id_), entry)
        for path, value in self.more.items():
            yield _one(path, value)
        for role in self.roles:
            holders = [one if len(one) > 1 else one["person"] for one in role.added]
            if role.new:
                role.data |= {"holders": holders} if holders else {}
            elif not isinstance(role.standing, list) and holders:
                yield _one(("roles", role.number, "holders"), holders)
            else:
                for number, one in enumerate(holders, len(role.holders) - len(holders)):
                    yield _one(("roles", role.number, "holders", number), one)
        new = [role.data for role in self.roles if role.new]
        yield from _appended("roles", _listed(self.data, "roles"), new)
        for section, listed in self.sections.items():
            old = _listed(self.data, section)
            yield from _appended(section, old, listed[len(old) :])


def _appended(section: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Answer]:
    if not old:
        yield from _answer((section,), new)
        return
    for number, entry in enumerate(new, len(old)):
        yield _one((section, number), entry)


def _answer(path: tuple[str | int, ...], value: Any) -> Iterator[Answer]:
    if value:
        yield _one(path, value)


def _one(path: tuple[str | int, ...], value: Any) -> Answer:
    return Answer(path_text(path), as_flow(value))


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
