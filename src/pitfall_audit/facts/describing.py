"""How facts describe themselves.

Facts are plain dictionaries whose shapes are written once, as typed dictionaries in
:mod:`pitfall_audit.facts.shapes`. From these come the types that conditions are
checked against, the vocabulary that their text constants must keep to, and the pages that
tell rule authors what they may read.

A field that may be absent is marked ``NotRequired``: absent means *not stated*.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    NotRequired,
    Required,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

__all__ = ["Fact", "FactField", "FactKind", "FactShape", "WhoKnows", "describe", "walk_shapes"]

FactKind = Literal["text", "date", "whole number", "number", "yes or no", "object"]
WhoKnows = Literal["person", "body", "owner", "lead"]
"""Who would know an answer: the person it is about, whoever runs the body, whoever owns the
promise or said that they would follow a concern up, or whoever leads the arrangement."""


class Fact(NamedTuple):
    """What a fact means, written beside its type.

    ``says`` is its meaning in one sentence. ``field`` is where a file states it, as an
    anchor of the subject and a key (``role.status``); it is what a question names when the
    fact is not stated. ``asks`` is the question to put for it, where a rule has no better,
    and ``who_knows`` whom to put it to, where that hangs on the fact and not on the rule.
    """

    says: str
    field: str | None = None
    asks: str | None = None
    who_knows: WhoKnows | None = None


class FactField(NamedTuple):
    """One field of a shape: its kind, whether it may be absent, and what it means.

    ``shape`` is set for objects; ``repeated`` for lists; ``vocabulary`` lists the values
    that a text may have, where they are fixed.
    """

    name: str
    kind: FactKind
    fact: Fact
    optional: bool
    repeated: bool = False
    vocabulary: tuple[str, ...] = ()
    shape: FactShape | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FactShape:
    """The shape of one kind of object that rules can read."""

    name: str
    says: str
    fields: Mapping[str, FactField]


class IsoDate:
    """Marks a text as a date, written ``2026-06-30``: such texts compare in order of time."""


_PLAIN: Mapping[Any, FactKind] = types.MappingProxyType(
    {str: "text", int: "whole number", float: "number", bool: "yes or no"}
)


@cache
def describe(shape: type) -> FactShape:
    """Describe a typed dictionary of facts.

    Raises TypeError where a field has no :class:`Fact` beside its type, or a type that
    facts may not have; a test walks every shape, so this never meets a person.
    """
    fields: dict[str, FactField] = {}
    for name, hint in get_type_hints(shape, include_extras=True).items():
        fields[name] = _describe_field(shape.__name__, name, hint)
    says = " ".join((shape.__doc__ or "").split())
    return FactShape(shape.__name__.removesuffix("Facts"), says, types.MappingProxyType(fields))


def walk_shapes(shape: FactShape) -> Iterator[FactShape]:
    """Yield a shape and, each once, every shape below it."""
    seen: set[str] = set()
    waiting = [shape]
    while waiting:
        current = waiting.pop()
        if current.name in seen:
            continue
        seen.add(current.name)
        yield current
        waiting.extend(field.shape for field in current.fields.values() if field.shape)


def _describe_field(owner: str, name: str, hint: Any) -> FactField:
    optional = False
    fact: Fact | None = None
    is_date = False
    while get_origin(hint) in (Annotated, NotRequired, Required):
        if get_origin(hint) is Annotated:
            extras = hint.__metadata__
            fact = next((extra for extra in extras if isinstance(extra, Fact)), fact)
            is_date = is_date or IsoDate in extras
            hint = hint.__origin__
        else:
            optional = optional or get_origin(hint) is NotRequired
            hint = get_args(hint)[0]
    if fact is None:
        raise TypeError(f"{owner}.{name} says nothing of what it means")
    repeated = get_origin(hint) is list
    if repeated:
        hint = get_args(hint)[0]
    kind, vocabulary, shape = _kind(owner, name, hint)
    return FactField(name, "date" if is_date else kind, fact, optional, repeated, vocabulary, shape)


def _kind(owner: str, name: str, hint: Any) -> tuple[FactKind, tuple[str, ...], FactShape | None]:
    if is_typeddict(hint):
        return "object", (), describe(hint)
    if get_origin(hint) is Literal:
        return "text", tuple(get_args(hint)), None
    if get_origin(hint) in (Union, types.UnionType):
        raise TypeError(
            f"{owner}.{name} has two types; a fact has one, and is absent when not stated"
        )
    if hint in _PLAIN:
        return _PLAIN[hint], (), None
    raise TypeError(f"{owner}.{name} has the type {hint!r}, which facts may not have")
