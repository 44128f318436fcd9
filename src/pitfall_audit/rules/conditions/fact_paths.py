"""Follows the route of a field through facts, and remembers what came of facts before."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from pitfall_audit.facts.fact_schema import FactField, FactShape
from pitfall_audit.rules.conditions.expressions import Program
from pitfall_audit.rules.conditions.syntax_tree import Read

__all__ = [
    "ABSENT", "MOST_REMEMBERED", "Memory", "Unstated", "facts_read", "field_at", "is_absent",
    "values_at", "waits_for",
]  # fmt: skip

ABSENT: Any = ...
"""Stands for what is not stated; facts are text, numbers, lists and mappings."""


class Unstated(NamedTuple):
    """A fact that is not stated: its route from the subject, and what it means."""

    path: tuple[str, ...]
    field: FactField


def field_at(shape: FactShape, path: Sequence[str]) -> FactField | None:
    """The field at the end of a route from a shape; ``[]`` in it stands for each item of a list.

    None where there is no such field.
    """
    field: FactField | None = None
    for name in path:
        if name == "[]":
            continue
        if field is not None:
            if field.shape is None:
                return None
            shape = field.shape
        field = shape.fields.get(name)
        if field is None:
            return None
    return field


def facts_read(program: Program, shape: FactShape) -> Iterator[tuple[Read, FactField]]:
    """What an expression reads of a subject of some shape, each with the field that it is."""
    for read in program.tree.reads:
        if read.path[0] == program.variable and (field := field_at(shape, read.path[1:])):
            yield read, field


def is_absent(facts: Any, path: Sequence[str]) -> bool:
    """Whether the field at the end of a route is not stated; of a list, for any of its items."""
    return any(value is ABSENT for value in values_at(facts, path))


def values_at(facts: Any, path: Sequence[str]) -> Iterator[Any]:
    """The value at the end of a route, or :data:`ABSENT`; through a list, one for each item."""
    if not path:
        yield facts
    elif path[0] == "[]":
        for item in facts if isinstance(facts, list) else []:
            yield from values_at(item, path[1:])
    elif isinstance(facts, dict):
        if path[0] in facts:
            yield from values_at(facts[path[0]], path[1:])
        else:
            yield ABSENT


def waits_for(
    program: Program, shape: FactShape, facts: Mapping[str, Any], key: str, *, strict: bool
) -> list[Unstated]:
    """The absent facts that an unsettled expression waits for, of a subject of some shape.

    ``key`` is the field's name that CEL met first; where it names none of those that are
    absent, all of them are given. ``strict`` counts those that only ``has()`` looks at.
    """
    absent = [
        Unstated(read.path[1:], field)
        for read, field in facts_read(program, shape)
        if (strict or not read.presence_only) and is_absent(facts, read.path[1:])
    ]
    return [one for one in absent if one.path[-1] == key] or absent


MOST_REMEMBERED = 500
"""How many answers one memory holds; when there are more it begins afresh."""

BEGIN_AFTER = 1
"""How many subjects are let pass before anything is remembered: most rules look at one a file."""

_Answer = TypeVar("_Answer")


class Memory(Generic[_Answer]):
    """The answers that some programs gave together, by the facts that they read."""

    def __init__(self, programs: Iterable[Program], *, begin_after: int = BEGIN_AFTER) -> None:
        self._programs = tuple(programs)
        self._let_pass = begin_after
        self._answers: dict[bytes, _Answer] = {}

    @cached_property
    def _objects(self) -> tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[Any, ...]], ...]:
        """The objects that hold what is read: the route to each, and its fields."""
        fields: dict[tuple[str, ...], list[str]] = {}
        for path in _paths_read(self._programs):
            fields.setdefault(path[:-1], []).append(path[-1])
        return tuple((path, tuple(names), (ABSENT,) * len(names)) for path, names in fields.items())

    def key(self, facts: Mapping[str, Any], also: str | None = None) -> bytes | None:
        """What the answer to one subject's facts hangs on; ``also`` is what else it does.

        None for the first: to find out what is read takes longer than to run for one.
        """
        if self._let_pass:
            self._let_pass -= 1
            return None
        read: list[Any] = [also]
        for path, names, absent in self._objects:
            holder: Any = facts
            for depth, name in enumerate(path):
                holder = holder.get(name, ABSENT)
                if holder is ABSENT:
                    # How far the route goes decides which condition is met by an absence.
                    read.append([ABSENT, depth])
                    break
            else:
                read.extend(map(holder.get, names, absent))
        # Bytes keep 1, 1.0 and true apart, which are equal as keys; version 2 of the format
        # writes equal values alike.
        return marshal.dumps(read, 2)

    def recall(self, key: bytes | None) -> _Answer | None:
        """The answer kept under a key, or None."""
        return None if key is None else self._answers.get(key)

    def keep(self, key: bytes | None, answer: _Answer) -> None:
        """Remember an answer, where there is a key for it."""
        if key is None:
            return
        if len(self._answers) >= MOST_REMEMBERED:
            self._answers.clear()
        self._answers[key] = answer


def _paths_read(programs: Iterable[Program]) -> tuple[tuple[str, ...], ...]:
    """The routes, from the subject, of every value that the programs use.

    Steps on the way to a value are left out, for where one is absent the value is too. What
    is read of the items of a list is part of the list, which a loop reads as a whole.
    """
    found: dict[tuple[str, ...], None] = {}
    for program in programs:
        for read in program.tree.reads:
            if read.path[0] == program.variable and read.used and "[]" not in read.path:
                found[read.path[1:]] = None
    return tuple(found)
