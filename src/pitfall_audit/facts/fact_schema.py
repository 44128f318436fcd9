"""How facts are declared, each once: its name and type, its meaning, place and question.

Facts are plain dictionaries whose shapes are typed dictionaries, beside the code that derives
them. From these come the types that conditions are checked against, the vocabulary that their
text constants must keep to, and the pages that tell rule authors what they may read. A field
that may be absent is not :data:`~typing.Required`: absent means *not stated*; an empty list is
stated, and none. Objects that rules walk through are always there. One whose type allows for
None may be None while facts are put together, until :func:`as_stated` takes it out.

What a fact means stands in the ``.fields.yaml`` beside the module that declares it::

    SafeguardingFacts:
      lead:
        says: The post or person who leads on safeguarding
        made: copied
        field: engagement.safeguarding.lead
        asks: Who leads on safeguarding?

A fact that is ``made`` from its field needs no more than that: :func:`copied` reads it from
the records of the file. Any other is derived by a line of Python.
"""

from __future__ import annotations

import datetime as dt
import re
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Final,
    Literal,
    NamedTuple,
    Required,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from msgspec import Struct, ValidationError, convert

from pitfall_audit.engagement.model.base import Model, Who
from pitfall_audit.engagement.model.field_words import Words, said_of
from pitfall_audit.engagement.model.numbers import Number
from pitfall_audit.engagement.model.outlines import FieldOutline, outline
from pitfall_audit.engagement.model.records import file_keys

__all__ = [
    "Fact", "FactField", "FactKind", "FactShape", "IsoDate", "TypedDict", "WhoKnows",
    "all_described", "as_stated", "copied", "describe", "record_name", "walk_shapes",
]  # fmt: skip

FactKind = Literal["text", "date", "whole number", "number", "yes or no", "object"]
WhoKnows = Literal["person", "body", "owner", "lead"]
"""Who would know an answer: the person it is about, whoever runs the body, whoever owns the
promise or said that they would follow a concern up, or whoever leads the arrangement."""


class Fact(Struct, frozen=True, forbid_unknown_fields=True):
    """What a fact means.

    ``says`` is its meaning in one sentence. ``field`` is where a file states it, as an
    anchor of the subject and a key (``role.status``); it is what a question names when the
    fact is not stated. ``asks`` is the question to put for it, where a rule has no better,
    and ``who_knows`` whom to put it to, where that hangs on the fact and not on the rule.
    ``made`` says how it comes of one field alone: as a copy, in which a yes that was written as
    its source is yes, and a date is a text; or as the days since the date there, below nothing
    where that is ahead, or until it, below nothing where it is past. ``copies`` names that field
    (``activity.name``), where it is another than ``field``. ``of_silence`` is true of a fact that
    is made of what is not said. ``then`` is the field that a question names where the first is
    stated already, and the fact hangs on both.
    """

    says: str
    field: str | None = None
    asks: str | None = None
    who_knows: WhoKnows | None = None
    made: Literal["copied", "days-since", "days-until"] | None = None
    copies: str | None = None
    of_silence: bool = False
    then: str | None = None

    @property
    def made_from(self) -> tuple[str, str]:
        """The record and the key of the field it is made from: that it ``copies``, or its own."""
        *_, record, key = (self.copies or self.field or "").rsplit(".", 2)
        return record, key


if TYPE_CHECKING:
    from typing import TypedDict
else:

    class _Described(type):
        """A typed dictionary whose fields nobody looks at before it is described."""

        def __new__(mcs, name, bases, namespace, *, total=True):
            kind = super().__new__(mcs, name, bases, namespace)
            kind.is_total = total
            return kind

        def __call__(cls, **facts):
            return facts

    class TypedDict(metaclass=_Described):
        """Typed as Python's own, which would read two thousand types at each start."""


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


class FactShape(Struct, frozen=True, eq=False):
    """The shape of one kind of object that rules can read."""

    name: str
    says: str
    fields: Mapping[str, FactField]


_Shape = TypeVar("_Shape")
_DATE = "date"
IsoDate = Annotated[str, _DATE]
"""A text that is a date, written ``2026-06-30``: such texts compare in order of time."""
_PLAIN: Mapping[Any, FactKind] = types.MappingProxyType(
    {str: "text", int: "whole number", float: "number", bool: "yes or no"}
)


_DESCRIBED: dict[str, FactShape] = {}
DESCRIBED_BEFORE: Final[list[Callable[[], Mapping[str, FactShape]]]] = []
"""What knows many shapes by the names of their types; asked once, when the first is described."""


def describe(shape: type) -> FactShape:
    """Describe a typed dictionary of facts.

    Raises TypeError where what a field means is not said as it should be, or it has a type that
    facts may not have; a test walks every shape, so this never meets a person.
    """
    while DESCRIBED_BEFORE:
        _DESCRIBED.update(DESCRIBED_BEFORE.pop()())
    name = f"{shape.__module__}.{shape.__qualname__}"
    if name not in _DESCRIBED:
        _DESCRIBED[name] = _described(shape)
    return _DESCRIBED[name]


def all_described(shapes: Iterable[type]) -> Mapping[str, FactShape]:
    """Describe some shapes and those below them: each by the name of its type."""
    for shape in shapes:
        describe(shape)
    return dict(_DESCRIBED)


def _described(shape: type) -> FactShape:
    # What these keys say of a fact holds unless its own type is marked Required.
    hints = get_type_hints(shape, include_extras=True)
    fields = {
        name: _describe_field(shape.__name__, name, hints[name], words, optional=optional)
        for name, (words, optional) in _declared(shape).items()
    }
    says = " ".join((shape.__doc__ or "").split())
    return FactShape(shape.__name__.removesuffix("Facts"), says, fields)


def as_stated(facts: _Shape) -> _Shape:
    """Facts without those that are None: what is not stated is not there."""
    known = cast(dict[str, Any], facts)
    return cast(_Shape, {name: value for name, value in known.items() if value is not None})


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


def _declared(shape: type) -> dict[str, tuple[Words, bool]]:
    """What is said of each key of a typed dictionary, those of its bases first; is it optional?"""
    found: dict[str, tuple[Words, bool]] = {}
    for base in shape.__bases__:
        if hasattr(base, "is_total"):
            found |= _declared(base)
    said = said_of(shape, shape.__annotations__)
    optional: bool = not shape.is_total  # type: ignore[attr-defined]
    return found | {name: (said[name], optional) for name in shape.__annotations__}


def _describe_field(owner: str, name: str, hint: Any, words: Words, *, optional: bool) -> FactField:
    try:
        fact = convert(words, Fact, strict=False)
    except ValidationError as error:
        raise TypeError(f"{owner}.{name} is not said as it should be: {error}") from error
    is_date = False
    while get_origin(hint) in (Annotated, Required):
        if get_origin(hint) is Required:
            optional = False
            hint = get_args(hint)[0]
        else:
            is_date = _DATE in hint.__metadata__
            hint = hint.__origin__
    if optional and get_origin(hint) in (Union, types.UnionType):
        (hint,) = (one for one in get_args(hint) if one is not types.NoneType)
    repeated = get_origin(hint) is list
    if repeated:
        hint = get_args(hint)[0]
    kind, vocabulary, shape = _kind(owner, name, hint)
    return FactField(name, "date" if is_date else kind, fact, optional, repeated, vocabulary, shape)


def _kind(owner: str, name: str, hint: Any) -> tuple[FactKind, tuple[str, ...], FactShape | None]:
    if isinstance(hint, type) and hasattr(hint, "is_total"):
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


# --- copies

_Conversion = Callable[[Any, dt.date], Any]


def copied(shape: type[_Shape], as_of: dt.date, *records: Model | None) -> _Shape:
    """The facts of a shape that are copies of fields of some records, as far as stated.

    Days are counted to or from ``as_of``. Where two records have the same field, the later
    one that states it counts; None is a record that the file does not have.
    """
    facts: dict[str, Any] = {}
    key: type = shape  # a type variable is no key of a cache to mypy
    for record in records:
        if record is not None:
            for name, attribute, convert in _copies(key, type(record)):
                value = getattr(record, attribute)
                made = value if value is None or convert is None else convert(value, as_of)
                if made is not None:
                    facts[name] = made
    return cast(_Shape, facts)


def record_name(model: type[Model]) -> str:
    """The name of a kind of record as facts name it: ``staff_preparation``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower()


@cache
def _copies(shape: type, model: type[Model]) -> tuple[tuple[str, str, _Conversion | None], ...]:
    """The facts that are copies of fields of a record: name, attribute, and how it is made."""
    attributes = {key: name for name, key in file_keys(model).items()}
    return tuple(
        (field.name, attributes[key], _conversion(field, outline(model)[key]))
        for field in describe(shape).fields.values()
        if field.fact.made is not None
        and (made_from := field.fact.made_from)[0] == record_name(model)
        and (key := made_from[1])
    )


def _in_words(value: Any) -> Any:
    """A value as a fact has it: whoever is meant, in words."""
    return value.words if isinstance(value, Who) else value


def _conversion(field: FactField, written: FieldOutline) -> _Conversion | None:
    if field.fact.made in ("days-since", "days-until"):
        sign = 1 if field.fact.made == "days-since" else -1
        return lambda value, as_of: sign * (as_of - value).days
    if field.repeated:
        return lambda value, _: [_in_words(one) for one in value]
    # A yes may be written as its source; a sum of money knows its currency.
    plain: dict[FactKind, _Conversion] = {
        "date": lambda value, _: value.isoformat(),
        "number": lambda value, _: float(value),
        "whole number": lambda value, _: value.at_the_least if isinstance(value, Number) else value,
        "yes or no": lambda value, _: value is not False,
    }
    if written.model is not None and issubclass(written.model, Who):
        return lambda value, _: _in_words(value)
    return plain.get(field.kind)
