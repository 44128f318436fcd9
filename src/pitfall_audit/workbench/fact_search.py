"""Looks by words for facts, and for places of an engagement file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, get_args

from msgspec import Struct

from pitfall_audit.engagement.model.base import Sourced
from pitfall_audit.facts.fact_schema import FactField, FactShape
from pitfall_audit.rules.form.pack_file import OwnFieldEntry, OwnFieldKind, RecordName
from pitfall_audit.rules.form.vocabulary import OWN, OwnField, record_at
from pitfall_audit.workbench.file_schema import FilePlace, file_places, places_without_facts

__all__ = [
    "FactsFound", "PlaceFound", "Wanted", "own_field_called", "own_field_for", "place_words",
    "search_facts", "search_places", "searched_words", "singular", "words_of",
]  # fmt: skip

_WORD = re.compile(r"[^\W_]+")
_SHORTEST_PLURAL = 4


class Wanted(Struct, frozen=True):
    """Words that are looked for. All of them must be there, as words or as beginnings of words."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Wanted:
        """Return the words of a text; hyphens, underscores, points and case make no difference."""
        return cls(tuple(words_of(text)))

    def are_in(self, *texts: str | None) -> bool:
        """Whether all words are in some texts together."""
        there = words_of(*texts)
        return all(any(one.startswith(singular(word)) for one in there) for word in self.words)

    def are_whole_in(self, *texts: str | None) -> bool:
        """Whether all words are in some texts together, each as a whole word."""
        there = {singular(one) for one in words_of(*texts)}
        return all(singular(word) in there for word in self.words)


def words_of(*texts: str | None) -> list[str]:
    """Return the words of some texts, in small letters."""
    return [word for text in texts for word in _WORD.findall((text or "").casefold())]


def singular(word: str) -> str:
    """Return a word without the s of a plural."""
    is_plural = len(word) >= _SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if is_plural else word


class FactsFound(Struct, frozen=True):
    """The facts of one kind of subject that were found, each by the route that reads it.

    ``read_from`` are the routes from other kinds that lead to such a subject: ``seat.body``.
    ``also`` are, for each route of a field of a pack's own, those by which other kinds read it.
    """

    kind: str
    says: str
    facts: tuple[tuple[str, FactField], ...]
    read_from: tuple[str, ...] = ()
    also: Mapping[str, tuple[str, ...]] = {}


def search_facts(
    wanted: Wanted, shapes: Mapping[str, FactShape], within: str | None = None
) -> tuple[FactsFound, ...]:
    """The facts in which all words are found, by the kind of subject whose they are.

    ``within`` is a kind of subject, or a route from one: only what can be read from there is
    looked at. Without it, what one kind reads through another (``seat.body``) is given once, with
    the kind whose it is; and so is a field of a pack's own that several kinds have, with the kind
    in whose record it is written. What has them as whole words comes first.
    """
    if within is not None:
        kind = within.partition(".")[0]
        inside = [
            (route, field)
            for route, field, _ in _walk(kind, shapes[kind])
            if route.replace("[]", "").startswith(f"{within}.")
        ]
        found = _found(wanted, inside)
        return (FactsFound(kind, shapes[kind].says, found),) if found else ()
    names = {shape.name: kind for kind, shape in shapes.items()}
    groups = []
    own = _own_fields(wanted, shapes)
    for kind, shape in shapes.items():
        found = _found(
            wanted,
            (
                (route, field)
                for route, field, owners in _walk(kind, shape)
                if not any(names.get(owner, kind) != kind for owner in owners)
                and (not _is_own(route) or route in own)
            ),
        )
        if found:
            also = {route: own[route] for route, _ in found if own.get(route)}
            groups.append(FactsFound(kind, shape.says, found, _leading_to(shape, shapes), also))
    return tuple(sorted(groups, key=lambda one: not _is_whole(wanted, *one.facts[0])))


def _own_fields(wanted: Wanted, shapes: Mapping[str, FactShape]) -> Mapping[str, tuple[str, ...]]:
    """The fields of a pack's own that were found, each by the route to tell, with all others."""
    routes: dict[str, list[str]] = {}
    home: dict[str, str] = {}
    for kind, shape in shapes.items():
        for route, field, _ in _walk(kind, shape):
            if _is_own(route) and _is_found(wanted, route, field):
                routes.setdefault(field.name, []).append(route)
                # What stands at the top of a file is read by all: a record of its own goes before.
                if (field.fact.field or "").partition(".")[0] == kind:
                    home[field.name] = route
    told = {name: home.get(name, ones[0]) for name, ones in routes.items()}
    return {
        told[name]: tuple(one for one in ones if one != told[name]) for name, ones in routes.items()
    }


def _is_own(route: str) -> bool:
    return route.split(".")[1:2] == [OWN]


def _found(
    wanted: Wanted, facts: Iterable[tuple[str, FactField]]
) -> tuple[tuple[str, FactField], ...]:
    found = [one for one in facts if _is_found(wanted, *one)]
    return tuple(sorted(found, key=lambda one: not _is_whole(wanted, *one)))


def searched_words(shapes: Iterable[FactShape]) -> set[str]:
    """Every word in which facts are looked for."""
    return {
        word
        for shape in shapes
        for _, field, _ in _walk("", shape)
        for word in words_of(*_texts("", field))
    }


def _is_found(wanted: Wanted, route: str, field: FactField) -> bool:
    return wanted.are_in(*_texts(route, field))


def _is_whole(wanted: Wanted, route: str, field: FactField) -> bool:
    return wanted.are_whole_in(*_texts(route, field))


def _texts(route: str, field: FactField) -> Sequence[str | None]:
    said = (field.fact.says, field.fact.asks, *field.vocabulary)
    return (route, field.name, field.kind, "list" if field.repeated else None, *said)


def _walk(
    route: str, shape: FactShape, owners: tuple[str, ...] = ()
) -> Iterator[tuple[str, FactField, tuple[str, ...]]]:
    """Each fact below a route that is one value, with the shapes that lead to it."""
    owners = (*owners, shape.name)
    for field in shape.fields.values():
        below = f"{route}.{field.name}"
        if field.shape is None:
            yield below, field, owners
        elif field.shape.name not in owners:
            yield from _walk(f"{below}[]" if field.repeated else below, field.shape, owners)


def _leading_to(shape: FactShape, shapes: Mapping[str, FactShape]) -> tuple[str, ...]:
    """The routes from other kinds to one such as this."""
    return tuple(
        f"{kind}.{field.name}{'[]' if field.repeated else ''}"
        for kind, other in shapes.items()
        for field in other.fields.values()
        if field.shape is not None and field.shape.name == shape.name and other is not shape
    )


_KINDS: Mapping[str, OwnFieldKind] = MappingProxyType(
    {"yes or no": "yes or no", "a whole number": "whole number", "a number": "number",
     "a sum of money": "number", "a number or a range": "text",
     "a date": "date"}
)  # fmt: skip


_LONGEST_NAME = 40
_REPEATS = ".also_stated"
"""Below this stands again what the record above it has, as another document says it."""


class PlaceFound(Struct, frozen=True):
    """A place that was found; ``also`` are those at which the same is written elsewhere.

    ``without_facts`` says that no fact is made of it.
    """

    place: FilePlace
    also: tuple[str, ...]
    without_facts: bool


def search_places(wanted: Wanted, within: str | None = None) -> tuple[PlaceFound, ...]:
    """The places whose name or description holds all words: as whole words first, then the
    outermost.

    What is below one without facts is not told besides. ``within`` is a kind of subject: only
    what could be declared for it is looked at.
    """
    without = places_without_facts()
    found: dict[tuple[Any, str], list[FilePlace]] = {}
    told: set[str] = set()
    for place in file_places():
        above = place.path.rpartition(".")[0].removesuffix("[]")
        if above in told or above.endswith(_REPEATS):
            told.add(place.path)
        elif wanted.are_in(place.path, place.field.description) and _is_of(place, within):
            # Below a place of which there are facts, there may be others without.
            told.update({place.path} & without)
            found.setdefault((place.owner, place.field.key), []).append(place)
    in_order = sorted(
        found.values(),
        key=lambda same: (
            not wanted.are_whole_in(same[0].path, same[0].field.description),
            same[0].path.count("."),
        ),
    )
    return tuple(
        PlaceFound(first, tuple(other.path for other in others), first.path in without)
        for first, *others in in_order
    )


def place_words() -> set[str]:
    """Every word in which places are looked for."""
    return {
        word for place in file_places() for word in words_of(place.path, place.field.description)
    }


def own_field_for(place: FilePlace) -> OwnField:
    """A field of one's own, as a pack may declare it, for what is written at a place."""
    field = place.field
    record, steps = record_at(place.path)
    kinds = [_KINDS[one.name] for one in field.scalars if one.name in _KINDS]
    plain = field.model is None or field.model is Sourced
    words = list(field.words) if field.words and not kinds else None
    entry = OwnFieldEntry.model_validate(
        {
            "on": [record],
            "type": kinds[0] if kinds and plain else "text",
            "list": "yes" if field.container == "list" and field.model is None else "no",
            "words": words,
            "says": re.split(r"[:;.]", field.description.replace("`", ""), maxsplit=1)[0],
        }
    )
    return OwnField(f"x-{'-'.join(steps).replace('_', '-')}", entry)


def own_field_called(sought: str, kind: str | None) -> OwnField:
    """A field of one's own, as a pack may declare it, for what no place of a file is made for.

    ``kind`` is the kind of subject that is to read it; without one it is written in a role.
    """
    words = words_of(sought)
    plain = unicodedata.normalize("NFKD", "-".join(words)).encode("ascii", "ignore").decode()
    name = plain[:_LONGEST_NAME].strip("-")
    key = f"x-{name}" if re.match("[a-z]", name) else "x-our-field"
    says = " ".join(words)
    for record in (kind, "role", "engagement"):
        if record not in get_args(RecordName):
            continue
        entry = OwnFieldEntry.model_validate(
            {"on": [record], "type": "text", "says": says[:1].upper() + says[1:]}
        )
        own = OwnField(key, entry)
        if kind is None or own.records_of(kind):
            return own
    raise AssertionError(kind)


def _is_of(place: FilePlace, within: str | None) -> bool:
    if within is None:
        return True
    return bool(own_field_for(place).records_of(within.partition(".")[0]))
