"""Finds fields of one's own that no pack reads where they stand, though one seems to be meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pitfall_audit.rules.form.pack_file import RecordName
from pitfall_audit.rules.form.vocabulary import Vocabulary
from pitfall_audit.yaml.document_parts import problem_at
from pitfall_audit.yaml.places import DataPath, Problem
from pitfall_audit.yaml.reading import Document
from pitfall_audit.yaml.suggestions import did_you_mean

__all__ = ["record_at", "unread_own_fields"]

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
                yield problem_at(
                    document, path, "own-field-unknown", f"No check reads `{key}`.", meant, key=True
                )
        elif kind not in read_on[key]:
            records = " or ".join(dict.fromkeys(one.replace("_", " ") for one in read_on[key]))
            yield problem_at(
                document, path, "own-field-elsewhere",
                f"`{key}` is read on {records}, and not where it stands here.",
                "Move it there; or give it another name, if something else is meant.", key=True,
            )  # fmt: skip


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
