"""What the names in a file point at, whether two things in it share one identity, and whether
its dates are in order.

This looks at the data as written, not at the models built from it, so that a file with a
wrong date still hears of a person it forgot to declare.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple
from unicodedata import combining

from msgspec import Struct

from pitfall_audit.engagement.date_order import PAIRS, Disorder, disorders
from pitfall_audit.engagement.model import Conflict, Holder, Model, Support, Tie, Waiver
from pitfall_audit.engagement.model.outlines import FieldOutline, outline
from pitfall_audit.engagement.model.scalars import ID
from pitfall_audit.yaml.places import DataPath

__all__ = ["BodyNames", "Duplicate", "Reference", "Survey", "slug", "survey"]


class Reference(NamedTuple):
    """A name at ``path`` that points at a thing of a kind (``person``, ``body`` …)."""

    kind: str
    name: str
    path: DataPath


class Duplicate(NamedTuple):
    """Two entries of one list, at ``first`` and ``second``, whose shared identity
    ``identity`` says in words that follow on from them: “have the id `a`”."""

    identity: str
    first: DataPath
    second: DataPath


class Survey(Struct):
    """All names that point at something, entries that share an identity, dates out of order."""

    references: list[Reference] = []
    duplicates: list[Duplicate] = []
    disorders: list[Disorder] = []


def survey(top: type[Model], data: dict[str, Any]) -> Survey:
    """Walk the data of one file as the models describe it."""
    found = Survey()
    _record(top, data, (), found)
    found.references.extend(_seats_that_come_with(data))
    return found


def _seats_that_come_with(data: dict[str, Any]) -> Iterator[Reference]:
    """The roles that others bring, or come with, where these are roles of this file."""
    roles = data.get("roles")
    for index, role in enumerate(roles if isinstance(roles, list) else ()):
        for key in ("ex_officio_through", "brings_seats") if isinstance(role, dict) else ():
            value, path = role.get(key), ("roles", index, key)
            entries = enumerate(value) if isinstance(value, list) else (("role", value),)
            for step, entry in entries:
                if isinstance(entry, dict) and _is_of(data, entry):
                    where = path if step == "role" else (*path, step)
                    yield Reference("role", entry["role"], (*where, "role"))


def _is_of(data: dict[str, Any], seat: dict[str, Any]) -> bool:
    """Whether a seat that comes with another is said to be one of this file.

    One on a body that the file does not declare may be described elsewhere.
    """
    bodies = data.get("bodies")
    return (
        isinstance(seat.get("role"), str)
        and seat.get("engagement") in (None, data.get("id"))
        and (seat.get("body") is None or (isinstance(bodies, dict) and seat["body"] in bodies))
    )


class _Way(NamedTuple):
    """A field below which there is something to follow, and what a text there points at."""

    field: FieldOutline
    refers: str | None


@cache
def _walked(model: type[Model]) -> dict[str, _Way]:
    return {
        key: _Way(one, one.refers or one.said_alone.refers)
        for key, one in outline(model).items()
        if one.walked
    }


def _record(model: type[Model], data: dict[str, Any], path: DataPath, found: Survey) -> None:
    if model in PAIRS:
        found.disorders.extend(disorders(model, data, path))
    walked = _walked(model)
    for key, value in data.items():
        way = walked.get(key)
        if way is None or value is None:
            continue
        container = way.field.container
        if container == "list" and isinstance(value, list):
            _list(way, value, (*path, key), found)
        elif container == "mapping" and isinstance(value, dict):
            for name, entry in value.items():
                _entry(way, entry, (*path, key, name), found)
        elif value != "none" or container == "one":
            _entry(way, value, (*path, key), found)


def _list(way: _Way, entries: list[Any], path: DataPath, found: Survey) -> None:
    seen: dict[Identity, DataPath] = {}
    model = way.field.model
    identify = _IDENTITIES.get(model) if model is not None else None
    for index, entry in enumerate(entries):
        place = (*path, index)
        _entry(way, entry, place, found)
        if model is None:
            continue
        expanded = {way.field.shorthand: entry} if isinstance(entry, str) else entry
        if not isinstance(expanded, dict):
            continue
        for identity in (_by_id(expanded), identify(expanded) if identify else None):
            if identity is None or seen.setdefault(identity, place) == place:
                continue
            found.duplicates.append(Duplicate(_in_words(identity), seen[identity], place))
            break


def _entry(way: _Way, value: Any, path: DataPath, found: Survey) -> None:
    if isinstance(value, dict):
        if way.field.model is not None:
            _record(way.field.model, value, path, found)
    elif way.refers is not None and isinstance(value, str):
        found.references.append(Reference(way.refers, value, path))


# --- identities -----------------------------------------------------------------------

Identity = tuple[str | None, ...]
"""What an entry is known by; the first says of what kind the identity is."""


def _by_id(data: dict[str, Any]) -> Identity | None:
    name = data.get("id")
    return ("id", name) if isinstance(name, str) else None


def _holder(data: dict[str, Any]) -> Identity | None:
    who = _name(data)
    return None if who is None else ("holder", who, _text(data.get("from")))


def _tie(data: dict[str, Any]) -> Identity | None:
    of, to, kind = _name(data.get("of")), _name(data.get("with")), _text(data.get("kind"))
    if of is None or to is None or kind is None:
        return None
    return ("tie", of, to, kind, _text(data.get("since")))


def _conflict(data: dict[str, Any]) -> Identity | None:
    between, because = data.get("between"), _text(data.get("because"))
    if not isinstance(between, list) or because is None:
        return None
    names = sorted(name for name in map(_name, between) if name is not None)
    return ("conflict", *names, because) if len(names) == 2 else None


def _support(data: dict[str, Any]) -> Identity | None:
    whom, by, kind = data.get("for") or data.get("role"), _name(data.get("by")), data.get("kind")
    if not isinstance(whom, str):
        return None
    kinds = sorted(k for k in kind if isinstance(k, str)) if isinstance(kind, list) else [kind]
    return ("support", whom, by, _text(data.get("from")), *map(_text, kinds))


def _waiver(data: dict[str, Any]) -> Identity | None:
    rule = _text(data.get("rule"))
    return None if rule is None else ("waiver", rule, _text(data.get("subject")))


_IDENTITIES: dict[type[Model], Callable[[dict[str, Any]], Identity | None]] = {
    Holder: _holder,
    Conflict: _conflict,
    Support: _support,
    Tie: _tie,
    Waiver: _waiver,
}


def _in_words(identity: Identity) -> str:
    """What two entries of one identity have in common, to follow on from “two entries”."""
    match identity:
        case ("holder", person, since):
            return f"are for `{person}`" + (f" from {since}" if since else "")
        case ("tie", of, to, kind, _):
            return f"are of `{of}` with `{to}`, `{kind}`"
        case ("conflict", one, other, because):
            return f"are between `{one}` and `{other}`, because of {because}"
        case ("support", whom, by, *_):
            return f"are for `{whom}`" + (f" by `{by}`" if by else "")
        case ("waiver", rule, subject):
            return f"waive `{rule}`" + (f" for `{subject}`" if subject else "")
        case (_, name, *_):
            return f"have the id `{name}`"
    raise AssertionError(identity)


def _name(value: Any) -> str | None:
    """The name of whoever is meant, however it is written."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        names = (value.get(key) for key in ("person", "team", "body", "organisation", "post"))
        name = next((name for name in names if isinstance(name, str)), None)
        of = value.get("of")
        return f"{name} of {of}" if name == value.get("post") and isinstance(of, str) else name
    return None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


_ID = re.compile(ID.pattern.strip("^$"))
_WORD = re.compile(r"[a-z0-9]+")


def slug(title: str) -> str:
    """A title as an id: lower-case letters, digits and single hyphens, beginning with a letter.

    Letters outside a to z lose their accents; where a title has others, a short check number
    keeps two such titles apart.
    """
    folded = title.casefold()
    if folded.isascii():
        # As nearly all titles are.
        return _as_id(_WORD.findall(folded))
    plain = unicodedata.normalize("NFKD", folded)
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in plain if not combining(c))
    words = [part for part in kept.split("-") if part]
    if any(not c.isascii() and c.isalnum() for c in plain):
        words.append(f"{zlib.crc32(title.encode('utf-8', 'replace')):08x}")
    return _as_id(words)


def _as_id(words: Sequence[str]) -> str:
    joined = "-".join(words)
    return joined if joined[:1].isalpha() else f"the-{joined}".rstrip("-")


class BodyNames:
    """The names of the bodies that a file declares: ``titles`` maps the id of each to its title.

    A title that two of them share names neither.
    """

    def __init__(self, titles: Mapping[str, str | None]) -> None:
        self._ids = frozenset(titles)
        plain = {id_: _plain(title) for id_, title in titles.items() if title is not None}
        shared = Counter(plain.values())
        self._by_title = {title: id_ for id_, title in plain.items() if shared[title] == 1}

    def declared(self, name: str) -> str | None:
        """The id of the declared body of which a name is the id or the title, or None."""
        if name in self._ids:
            return name
        # An id that no body has is a slip of the pen, and no title.
        if _ID.fullmatch(name) is None and slug(name) in self._ids:
            return slug(name)
        return self._by_title.get(_plain(name))

    def id_of(self, name: str) -> str:
        """The id of the body of a name: a declared one, else the name itself as an id."""
        found = self.declared(name)
        if found is not None:
            return found
        return name if _ID.fullmatch(name) else slug(name)


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())
