"""The vocabulary of a pack: the facts that its rules may read, its own fields among them.

A field that a pack declares as ``x-ward-type`` is read in its rules as ``seat.x.ward_type``,
since a hyphen is a minus there. It has the type that the pack gives it, in its rules alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.engagement.message_words import PRIVATE, did_you_mean
from pitfall_audit.engagement.model.records import Field, Model, file_keys
from pitfall_audit.engagement.model.scalars import Amount, Count, Day, Flag, ListedText, Text
from pitfall_audit.engagement.validation import validate_as
from pitfall_audit.errors import worded_in
from pitfall_audit.facts.fact_schema import Fact, FactField, FactShape
from pitfall_audit.facts.kinds import SUBJECT_ANCHORS, SUBJECT_SHAPES
from pitfall_audit.facts.subjects import PORTFOLIO_KINDS, Anchor, FactSheet, Subject
from pitfall_audit.rules.conditions.expressions import Environment, ThresholdValue
from pitfall_audit.rules.form.pack_file import OwnFieldEntry, OwnFieldKind, RecordName
from pitfall_audit.yaml.document_parts import Located, PartOfDocument
from pitfall_audit.yaml.places import DataPath, Problem, value_at
from pitfall_audit.yaml.reading import Document

__all__ = [
    "BUILT_IN_VOCABULARY", "OWN", "OwnField", "Vocabulary", "record_at", "rule_name",
    "unread_own_fields",
]  # fmt: skip

OWN = "x"
"""The name under which a subject's facts hold the fields that packs declare."""

_TYPES: Mapping[OwnFieldKind, Any] = MappingProxyType(
    {"text": Text, "date": Day, "whole number": Count, "number": Amount, "yes or no": Flag}
)
_RIGHT: Mapping[OwnFieldKind, str] = MappingProxyType(
    {"text": "plain words", "date": "2026-11-26", "whole number": "3", "number": "7.5",
     "yes or no": "yes"}
)  # fmt: skip

_OF_A_TIE = "What is written here is not what the checks that read it take."

_ATTRIBUTE = "own_"
"""What stands before a field's name in a model, for some names are the model's own."""


def rule_name(key: str) -> str:
    """What rules call a field of one's own: ``x-ward-type`` is ``ward_type``."""
    return key.removeprefix("x-").replace("-", "_")


class OwnField(Struct, frozen=True):
    """One field that a pack declares: ``key`` is as files write it."""

    key: str
    entry: OwnFieldEntry

    @property
    def name(self) -> str:
        """What rules call it."""
        return rule_name(self.key)

    @property
    def condition(self) -> str:
        """How a condition reads it, of a kind of subject that has it: ``role.x.ward_type``."""
        kinds = [kind for kind in SUBJECT_ANCHORS if self.records_of(kind)]
        kind = next((one for one in self.entry.on if one in kinds), kinds[0])
        return f"{kind}.{OWN}.{self.name}"

    def records_of(self, kind: str) -> tuple[RecordName, ...]:
        """Where a kind of subject has it from, the first that counts first."""
        if kind in PORTFOLIO_KINDS:
            return ()
        near = SUBJECT_ANCHORS[kind]
        return tuple(one for one in self.entry.on if one == "engagement" or one in near)


class Vocabulary(Struct, frozen=True, dict=True, eq=False):
    """What the rules of one pack may read."""

    fields: tuple[OwnField, ...] = ()

    @cached_property
    def shapes(self) -> Mapping[str, FactShape]:
        """The shape of each kind of subject, under the name that rules read it by."""
        if not self.fields:
            return SUBJECT_SHAPES
        return MappingProxyType(
            {kind: self._extended(kind, shape) for kind, shape in SUBJECT_SHAPES.items()}
        )

    def environment(self, thresholds: Mapping[str, ThresholdValue]) -> Environment:
        """The types to check expressions against, for rules with such thresholds."""
        kinds = tuple(sorted((name, type(value)) for name, value in thresholds.items()))
        if kinds not in self._environments:
            values = {name: kind() for name, kind in kinds}
            self._environments[kinds] = Environment(self.shapes, values)
        return self._environments[kinds]

    def read_own_fields(
        self, sheet: FactSheet, document: Located, ties: Located | None
    ) -> tuple[FactSheet, tuple[Problem, ...]]:
        """The facts with the pack's own fields, and what is wrong with how those are written.

        ``document`` is the engagement's file, ``ties`` the file given with ``--ties``, if any.
        """
        if not self.fields:
            return sheet, ()
        reader = _Reader(self, document, ties)
        subjects = {
            kind: tuple(_with_own(one, reader.values_for(one)) for one in ones)
            for kind, ones in sheet.subjects.items()
        }
        return replace(sheet, subjects=subjects), tuple(reader.problems)

    def model_for(self, record: RecordName) -> type[Model] | None:
        """The own fields of a kind of record, as a model; None where there are none."""
        if record not in self._models:
            own = {_ATTRIBUTE + one.name: one for one in self.fields if record in one.entry.on}
            types = {name: _type_of(one.entry) | None for name, one in own.items()}
            fields = {name: _described(one) for name, one in own.items()}
            declared = {"__annotations__": types, "__module__": __name__, **fields}
            self._models[record] = type("OwnFields", (Model,), declared) if own else None
        return self._models[record]

    @cached_property
    def _environments(self) -> dict[tuple[tuple[str, type[int | float]], ...], Environment]:
        return {}

    @cached_property
    def _models(self) -> dict[RecordName, type[Model] | None]:
        return {}

    def _extended(self, kind: str, shape: FactShape) -> FactShape:
        own = {
            one.name: FactField(
                name=one.name,
                kind=one.entry.type,
                fact=Fact(one.entry.says, f"{records[0]}.{one.key}", one.entry.asks),
                optional=True,
                repeated=one.entry.list,
                vocabulary=tuple(one.entry.words or ()),
            )
            for one in self.fields
            if (records := one.records_of(kind))
        }
        if not own:
            return shape
        inner = FactShape(f"Own{shape.name}", "The fields that the pack declares", own)
        field = FactField(OWN, "object", Fact(inner.says), optional=False, shape=inner)
        return FactShape(shape.name, shape.says, {**shape.fields, OWN: field})


def _type_of(entry: OwnFieldEntry) -> Any:
    one: Any = Literal[tuple(entry.words)] if entry.words else _TYPES[entry.type]
    if entry.list:
        return ListedText[one]
    return one


def _described(one: OwnField) -> Any:
    words = one.entry.words
    right = words[0] if words else _RIGHT[one.entry.type]
    examples = [[right] if one.entry.list else right]
    return Field(None, key=one.key, said={"says": one.entry.says, "examples": examples})


def _with_own(subject: Subject, values: Mapping[str, Any]) -> Subject:
    return replace(
        subject,
        facts={**subject.facts, OWN: values},
        told=None if subject.told is None else {**subject.told, OWN: values},
        readings=tuple(
            tuple(one and _with_own(one, values) for one in group) for group in subject.readings
        ),
    )


class _Reader:
    """Reads the own fields of the records of one engagement, each record once."""

    def __init__(self, vocabulary: Vocabulary, document: Located, ties: Located | None) -> None:
        self.problems: list[Problem] = []
        self._vocabulary = vocabulary
        self._document = document
        self._ties = ties
        self._read: dict[tuple[RecordName, Anchor], Mapping[str, Any]] = {}

    def values_for(self, subject: Subject) -> dict[str, Any]:
        return dict(self._values_for(subject))

    def _values_for(self, subject: Subject) -> Iterator[tuple[str, Any]]:
        for one in self._vocabulary.fields:
            for record in one.records_of(subject.kind):
                anchor = Anchor(()) if record == "engagement" else subject.anchors.get(record)
                values = self._record(record, anchor) if anchor is not None else {}
                if one.name in values:
                    yield one.name, values[one.name]
                    break

    def _record(self, record: RecordName, anchor: Anchor) -> Mapping[str, Any]:
        if (record, anchor) not in self._read:
            self._read[record, anchor] = self._read_record(record, anchor)
        return self._read[record, anchor]

    def _read_record(self, record: RecordName, anchor: Anchor) -> Mapping[str, Any]:
        model = self._vocabulary.model_for(record)
        whole = self._ties if anchor.in_ties_file and self._ties is not None else self._document
        written = value_at(whole.data, anchor.path)
        if model is None or not isinstance(written, dict):
            return {}
        keys = set(file_keys(model).values())
        own = {key: value for key, value in written.items() if key in keys}
        built, problems = validate_as(model, PartOfDocument(whole, anchor.path, own))
        if anchor.path[:1] and anchor.path[0] in PRIVATE:
            # What is said of a tie in somebody's own words is not repeated.
            problems = tuple(replace(one, message=_OF_A_TIE) for one in problems)
        self.problems.extend(one for one in problems if one not in self.problems)
        if built is None:
            return {}
        return {
            name.removeprefix(_ATTRIBUTE): _as_fact(value)
            for name in file_keys(model)
            if (value := getattr(built, name)) is not None
        }


def _as_fact(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_as_fact(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value


BUILT_IN_VOCABULARY = Vocabulary()
"""The vocabulary of the rules that come with the program: nothing is added."""


# Where each kind of record stands; "" is for any id, 0 for any place in a list.
_STANDS_AT: Mapping[DataPath, RecordName] = MappingProxyType(
    {
        (): "engagement",
        ("bodies", ""): "body",
        ("roles", 0): "role",
        ("roles", 0, "holders", 0): "holder",
        ("people", ""): "person",
        ("promises", 0): "promise",
        ("decisions", 0): "decision",
        ("recommendations", 0): "recommendation",
        ("complaints", 0): "complaint",
        ("conflicts", 0): "conflict",
        ("ties", 0): "tie",
        ("affected_groups", 0): "affected_group",
    }
)
_KEYED_BY_ID = ("bodies", "people")


def record_at(path: str) -> tuple[RecordName, tuple[str, ...]]:
    """The nearest record above ``roles[].payment.fee`` that may have fields of one's own.

    With it come the steps from there on: ``payment`` and ``fee``.
    """
    steps = path.split(".")
    for number in reversed(range(len(steps))):
        shape: list[str | int] = []
        for step in steps[:number]:
            name = step.removesuffix("[]")
            several = "" if name in _KEYED_BY_ID else 0
            shape.extend([name, several] if step.endswith("[]") else [name])
        if (record := _STANDS_AT.get(tuple(shape))) is not None:
            return record, tuple(step.removesuffix("[]") for step in steps[number:])
    raise ValueError(path)  # the top of the file is a record


def unread_own_fields(vocabularies: Iterable[Vocabulary], document: Document) -> Iterator[Problem]:
    """Fields that stand where no pack reads them, and those whose names are nearly right.

    Whatever is unlike every field that the packs declare is its author's own, and left alone.
    """
    read_on: dict[str, list[str]] = {}
    for vocabulary in vocabularies:
        for field in vocabulary.fields:
            read_on.setdefault(field.key, []).extend(field.entry.on)
    if not read_on:
        return
    for path, kind in _own_keys(document.data, ()):
        key = str(path[-1])
        if key not in read_on:
            meant = did_you_mean(key, read_on)
            if meant:
                yield worded_in(
                    document, path, "own-field-unknown", at_key=True, key=key, meant=meant
                )
        elif kind not in read_on[key]:
            records = " or ".join(dict.fromkeys(one.replace("_", " ") for one in read_on[key]))
            yield worded_in(
                document, path, "own-field-elsewhere", at_key=True, key=key, records=records
            )


def _own_keys(data: Any, path: DataPath) -> Iterator[tuple[DataPath, RecordName | None]]:
    """Each key that begins with `x-`, with the kind of record that it stands in."""
    if isinstance(data, dict):
        shape = tuple(
            0 if isinstance(step, int) else "" if before in _KEYED_BY_ID else step
            for before, step in zip((None, *path), path, strict=False)
        )
        for key, value in data.items():
            if key.startswith("x-"):
                yield (*path, key), _STANDS_AT.get(shape)
            else:
                yield from _own_keys(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _own_keys(value, (*path, index))
