"""The fields of a record as they are written in a file: read once from its model."""

from __future__ import annotations

import types
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Literal, Self, Union, get_args, get_origin

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.engagement.model.base import Record, Refers, Worded
from pitfall_audit.engagement.model.records import Declared, Model, fields_of
from pitfall_audit.engagement.model.scalars import FLAG, ListShape, Scalar, Shorthand
from pitfall_audit.engagement.model.vocabulary import FieldWord

__all__ = ["FieldOutline", "all_models", "outline", "own_fields"]


class FieldOutline(Struct, frozen=True):
    """One field, as it is written in a file.

    ``key`` is its name in the file. ``container`` says whether its value is one thing, a
    list or a mapping by id; the rest speaks of one entry: ``model`` is the record there (of
    which ``shorthand`` may stand alone), ``refers`` the kind of thing that a name names,
    ``scalars`` and ``words`` what else it may be.
    """

    declared: Declared
    key: str
    required: bool
    container: Literal["one", "list", "mapping"] = "one"
    single: bool = False
    model: type[Model] | None = None
    shorthand: str | None = None
    refers: str | None = None
    scalars: tuple[Scalar, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def description(self) -> str:
        """What it means, in words."""
        return self.declared.description

    @property
    def examples(self) -> tuple[Any, ...]:
        """Examples of it, written as in a file."""
        return self.declared.examples

    @property
    def walked(self) -> bool:
        """Whether there is anything below this field to follow."""
        return self.model is not None or self.refers is not None

    @property
    def said_alone(self) -> Self:
        """The field, with what may stand alone for its record among what it may be."""
        alone = outline(self.model).get(self.shorthand or "") if self.model else None
        if alone is None:
            return self
        scalars, words = (*self.scalars, *alone.scalars), (*self.words, *alone.words)
        return replace(self, refers=alone.refers, scalars=scalars, words=words)

    @property
    def choices(self) -> tuple[str, ...]:
        """The answers from which one can choose: yes and no where those may be, and its words."""
        return tuple(dict.fromkeys((*(("yes", "no") if FLAG in self.scalars else ()), *self.words)))


@cache
def outline(model: type[Model]) -> dict[str, FieldOutline]:
    """The fields of a model by their names in the file, in the order in which they stand."""
    return {field.key: field for field in map(_field, fields_of(model).values())}


def own_fields(model: type[Model]) -> dict[str, FieldOutline]:
    """The fields of a model without those of every record, which say where and how it is stated."""
    shared = {*Record.__annotations__, *Worded.__annotations__} - {*model.__annotations__}
    shared = shared if issubclass(model, Worded) else set()
    return {key: field for key, field in outline(model).items() if key not in shared}


def all_models(top: type[Model]) -> tuple[type[Model], ...]:
    """The model and every model below it, each once, in the order in which they stand."""
    found: dict[type[Model], None] = {top: None}
    waiting = [top]
    while waiting:
        for field in outline(waiting.pop(0)).values():
            if field.model is not None and field.model not in found:
                found[field.model] = None
                waiting.append(field.model)
    return tuple(found)


def _field(declared: Declared) -> FieldOutline:
    start = FieldOutline(declared, declared.key, declared.required)
    for metadata, kind in _leaves(declared.annotation, ()):
        start = _with(start, kind, metadata)
    return start


def _with(field: FieldOutline, kind: Any, metadata: tuple[Any, ...]) -> FieldOutline:
    """The field with one more thing that its value may be."""
    for item in metadata:
        match item:
            case Scalar():
                field = replace(field, scalars=(*field.scalars, item))
            case Refers(to=to):
                field = replace(field, refers=to)
            case FieldWord():
                field = replace(field, words=item.accepted)
            case Shorthand(key=key):
                field = replace(field, shorthand=key)
            case ListShape(single=single):
                field = replace(field, container="list", single=single)
    if kind is dict:
        return replace(field, container="mapping")
    if isinstance(kind, type) and issubclass(kind, Model):
        return replace(field, model=kind)
    if get_origin(kind) is Literal:
        return replace(field, words=(*field.words, *get_args(kind)))
    return field


def _leaves(kind: Any, metadata: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Each plain type within an annotation, with what is said of it there."""
    origin = get_origin(kind)
    if origin is Annotated:
        inner, *more = get_args(kind)
        yield from _leaves(inner, (*metadata, *more))
    elif origin in (Union, types.UnionType):
        for choice in get_args(kind):
            if choice is not types.NoneType:
                yield from _leaves(choice, metadata)
    elif origin is tuple:
        yield metadata, tuple
        yield from _leaves(get_args(kind)[0], ())
    elif origin is dict:
        yield metadata, dict
        yield from _leaves(get_args(kind)[1], ())
    else:
        yield metadata, kind
