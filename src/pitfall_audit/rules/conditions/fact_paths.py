"""Follows the route of a field: to what it means, and to what one subject's facts hold there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pitfall_audit.facts.fact_schema import FactField, FactShape
from pitfall_audit.rules.conditions.expressions import Program

__all__ = ["ABSENT", "Unstated", "field_at", "is_absent", "values_at", "waits_for"]

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
    absent = []
    for read in program.tree.reads:
        if read.path[0] != program.variable or (read.presence_only and not strict):
            continue
        field = field_at(shape, read.path[1:])
        if field is not None and is_absent(facts, read.path[1:]):
            absent.append(Unstated(read.path[1:], field))
    return [one for one in absent if one.path[-1] == key] or absent
