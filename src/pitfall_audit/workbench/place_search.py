"""Looks for places of an engagement file by words, and shows how a field of one's own is declared.

Of many places no fact is made yet. Whoever wants to ask about one declares a field of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, get_args

from pitfall_audit.engagement.model.base import Sourced
from pitfall_audit.facts.file_places import FilePlace, file_places, places_without_facts
from pitfall_audit.rules.form.pack_file import OwnFieldEntry, OwnFieldKind, RecordName
from pitfall_audit.rules.form.vocabulary import OwnField
from pitfall_audit.rules.packs.own_field_places import record_at
from pitfall_audit.workbench.fact_search import Wanted, words_of

__all__ = ["PlaceFound", "own_field_called", "own_field_for", "place_words", "search_places"]

_KINDS: Mapping[str, OwnFieldKind] = MappingProxyType(
    {"yes or no": "yes or no", "a whole number": "whole number", "a number": "number",
     "a date": "date"}
)  # fmt: skip


_LONGEST_NAME = 40
_REPEATS = ".also_stated"
"""Below this stands again what the record above it has, as another document says it."""


@dataclass(frozen=True, slots=True)
class PlaceFound:
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
