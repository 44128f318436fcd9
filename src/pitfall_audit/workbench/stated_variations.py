"""Writes what a rule asks about into arrangements that do not state it.

Where a fact says plainly what one field of a file states, the field is written in, in each of
the ways that it may be written. What comes of that and is no valid engagement is let go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import islice, product
from typing import Any, Final

from pitfall_audit.engagement.model.outlines import FieldOutline
from pitfall_audit.engagement.spots import spot_at
from pitfall_audit.facts.subjects import Subject
from pitfall_audit.rules.conditions.fact_paths import facts_read
from pitfall_audit.rules.rule import Rule
from pitfall_audit.yaml.places import DataPath

__all__ = ["places_to_state", "with_stated_fields"]

Choices = Mapping[str, Sequence[str]]
"""The values to try by the kind of a scalar (``a date``, ``a number`` …), as the outline has it."""

_MOST_TOGETHER: Final = 300


def with_stated_fields(
    rule: Rule, data: Mapping[str, Any], subjects: Sequence[Subject], choices: Choices
) -> Iterator[dict[str, Any]]:
    """An arrangement with the fields that state what a rule reads of one of its subjects."""
    for subject in subjects:
        ways = [
            [None, *((path, value) for value in values)]
            for path in _places(rule, subject)
            if (values := _values(path, choices))
        ]
        for chosen in islice(product(*ways), _MOST_TOGETHER):
            written = deepcopy(dict(data))
            if any(chosen) and all(_write(written, *one) for one in chosen if one is not None):
                yield written


def places_to_state(rule: Rule, data: Mapping[str, Any], subjects: Sequence[Subject]) -> int:
    """In how many places what a rule reads could be written, of the subject that has most."""
    return max(
        sum(
            _field(path) is not None and _write(deepcopy(dict(data)), path, "")
            for path in _places(rule, subject)
        )
        for subject in subjects
    )


def _places(rule: Rule, subject: Subject) -> list[DataPath]:
    """Where the facts that the conditions read are stated, or would be."""
    found: dict[DataPath, None] = {}
    shape = rule.vocabulary.shapes[rule.logic.subject]
    for program in (rule.applies, *(one.program for one in rule.expect)):
        for _, field in facts_read(program, shape):
            name, _, key = (field.fact.field or "").partition(".")
            anchor = subject.anchors.get(name)
            if anchor is not None and not anchor.in_ties_file:
                found[anchor.path + tuple(key.split(".") if key else ())] = None
    return list(found)


def _values(path: DataPath, choices: Choices) -> list[Any]:
    field = _field(path)
    if field is None or field.refers is not None or field.container == "mapping":
        return []
    values: list[Any] = list(field.words)
    for scalar in field.scalars:
        values.extend(choices.get(scalar.name, ()))
    values = list(dict.fromkeys(values))
    if field.container == "list":
        return [*([value] for value in values), "none"] if values else []
    return values


def _field(path: DataPath) -> FieldOutline | None:
    """The field at a place of an engagement file; None where there is none, or it is an entry."""
    spot = spot_at(path)
    return None if spot is None or spot.entry else spot.field


def _write(data: dict[str, Any], path: DataPath, value: Any) -> bool:
    """Write a value at a place, with all that it stands in; False where that can't be done."""
    record: Any = data
    for number, step in enumerate(path[:-1]):
        try:
            below = record[step]
        except (KeyError, IndexError):
            below = None
        if not isinstance(below, dict | list):
            if isinstance(path[number + 1], int) or (isinstance(record, list) and below is None):
                return False
            # A name may stand for a record: ``mary`` for ``{person: mary}``.
            field = _field(path[: number + (0 if isinstance(step, int) else 1)])
            key = field.shorthand if field else None
            below = {key: below} if key is not None and isinstance(below, str) else {}
            record[step] = below
        record = below
    if not isinstance(record, dict):
        return False
    record[path[-1]] = value
    return True
