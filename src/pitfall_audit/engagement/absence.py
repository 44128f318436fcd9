"""Two words that may stand at every optional field: ``none`` and ``not-stated``.

``none`` is a statement: there is none. ``not-stated`` says that it was looked for in what was
read whole, and is not there. Both are taken out of the data here, before it is validated, so
that no field has to know them; where they stood is kept, for the facts to tell. This module
is their only home: the schema takes what it says of them from here, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

from pitfall_audit.engagement.model.base import Model
from pitfall_audit.engagement.model.outlines import FieldOutline, outline
from pitfall_audit.engagement.model.scalars import FLAG, ID
from pitfall_audit.yaml.places import DataPath

__all__ = [
    "NONE", "NOT_STATED", "NO_ABSENCES", "Absence", "Absences", "TakenOut", "looked_for",
    "may_be_absent", "take_out",
]  # fmt: skip

Absence = Literal["none", "not-stated"]
Absences = Mapping[DataPath, Absence]
"""Where one of the two words stood, and which."""

NONE: Final = "none"
NOT_STATED: Final = "not-stated"
_WORDS: Final = frozenset((NONE, NOT_STATED))

_NEVER: Final = frozenset({"id", "described_from", "read", "state", "kind", "source", "says"})
"""Fields that say what something is or rests on, and so are there or not."""

NO_ABSENCES: Absences = MappingProxyType({})


def looked_for(absences: Mapping[DataPath, str], path: DataPath) -> Iterator[DataPath]:
    """Where ``not-stated`` stands at a place or below it: the steps that lead there from it."""
    for at, said in absences.items():
        if said == NOT_STATED and at[: len(path)] == path:
            yield at[len(path) :]


def may_be_absent(field: FieldOutline) -> bool:
    """Whether the two words may stand at a field."""
    return not field.required and field.key not in _NEVER


class TakenOut(NamedTuple):
    """The data of a file without the two words, where each stood, and where it can't stand.

    ``misplaced`` has the places where a word was written as a name, or as one entry of a list.
    """

    data: dict[str, Any]
    absences: Absences
    misplaced: tuple[DataPath, ...] = ()


def take_out(model: type[Model], data: dict[str, Any]) -> TakenOut:
    """The data of a file without the two words, and where each stood.

    A list or mapping that is ``none``, and a field of whose vocabulary it is a word, keep it:
    these know it themselves. A yes or no that is ``none`` is no. The data is left as it is
    where neither word stands in it.
    """
    if not _stands_in(data):
        return TakenOut(data, NO_ABSENCES)
    walk = _Walk()
    left = walk.record(model, data, ())
    return TakenOut(left, MappingProxyType(walk.absences), tuple(walk.misplaced))


def _stands_in(data: Any) -> bool:
    if isinstance(data, dict):
        if not _WORDS.isdisjoint(data):
            return True
        data = data.values()
    elif not isinstance(data, list):
        return data in _WORDS
    for value in data:
        if value in _WORDS if isinstance(value, str) else value and _stands_in(value):
            return True
    return False


class _Walk:
    """One walk through the data of a file, by the fields of its models."""

    def __init__(self) -> None:
        self.absences: dict[DataPath, Absence] = {}
        self.misplaced: list[DataPath] = []

    def record(self, model: type[Model], data: dict[str, Any], path: DataPath) -> dict[str, Any]:
        fields = outline(model)
        kept = {}
        for key, value in data.items():
            here = (*path, key)
            field = fields.get(key)
            if field is None:
                kept[key] = value
            elif isinstance(value, str) and value in _WORDS:
                self._word(field, value, here, kept)
            else:
                kept[key] = self._below(field, value, here)
        return kept

    def _word(self, field: FieldOutline, word: str, path: DataPath, kept: dict[str, Any]) -> None:
        """Put what stays in the data where a word stands at a field among what is kept."""
        if not may_be_absent(field):
            kept[field.key] = word
            if ID in field.scalars:
                self.misplaced.append(path)
        elif word == NONE and (field.container != "one" or NONE in field.words):
            kept[field.key] = word
        elif word == NONE and FLAG in field.scalars:
            kept[field.key] = "no"
        else:
            self.absences[path] = "none" if word == NONE else "not-stated"

    def _below(self, field: FieldOutline, value: Any, path: DataPath) -> Any:
        if isinstance(value, list) and field.container == "list":
            return [self._entry(field, one, (*path, index)) for index, one in enumerate(value)]
        if isinstance(value, dict) and field.container == "mapping":
            self.misplaced.extend((*path, name) for name in value if name in _WORDS)
            return {name: self._entry(field, one, (*path, name)) for name, one in value.items()}
        return self._entry(field, value, path)

    def _entry(self, field: FieldOutline, value: Any, path: DataPath) -> Any:
        if isinstance(value, dict):
            return value if field.model is None else self.record(field.model, value, path)
        if isinstance(value, str) and value in _WORDS and value not in field.words:
            self.misplaced.append(path)
        return value
