"""What a record is made of: a class whose fields are declared once, and what is asked of them.

What checks data against a record is made by pydantic from what is declared here. An audit finds
that kept, so that it neither loads pydantic nor makes classes of its kind: each start would pay.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Mapping
from functools import cache, partial
from types import MappingProxyType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    Final,
    Literal,
    Self,
    TypeVar,
    cast,
    get_origin,
)

from msgspec import Struct
from pydantic_core import CoreSchema, SchemaValidator

from pitfall_audit.engagement.model.field_words import Words, said_of
from pitfall_audit.engagement.model.markers import Within
from pitfall_audit.kept import kept

if TYPE_CHECKING:
    from pydantic import BaseModel, GetCoreSchemaHandler

__all__ = [
    "OWN_FIELD", "Declared", "Field", "Model", "bare_schema", "fields_of", "file_keys",
    "pydantic_model", "validator",
]  # fmt: skip

OWN_FIELD = r"^x-"
"""What the key of a field of the author's own begins with."""

_REQUIRED: Final = object()


class _Written(Struct, frozen=True):
    """What stands in a class where its annotation does not say all of a field."""

    default: Any
    key: str | None = None
    said: Words | None = None
    limits: Mapping[str, Any] = MappingProxyType({})


def Field(  # noqa: N802  # it stands where a class would
    default: Any = _REQUIRED, *, key: str | None = None, said: Words | None = None, **limits: int
) -> Any:
    """Declare of a field what its annotation does not say.

    ``key`` is what it is called in a file, if that is not its name; ``said`` what it means, of a
    class that is made while the program runs; ``limits`` are pydantic's.
    """
    return _Written(default, key, said, limits)


class Declared(Struct, frozen=True):
    """What is declared of a field by the class ``owner``: ``key`` is its name in a file."""

    owner: type[Model]
    key: str
    annotation: Any
    default: Any
    said: Words | None
    limits: Mapping[str, Any]

    @property
    def required(self) -> bool:
        """Whether it has to be there."""
        return self.default is _REQUIRED

    @property
    def description(self) -> str:
        """What it means, in words."""
        return cast(str, self._words["says"])

    @property
    def examples(self) -> tuple[Any, ...]:
        """Examples of it, written as in a file."""
        return tuple(self._words.get("examples", ()))

    @property
    def _words(self) -> Words:
        return self.said or _words_of(self.owner)[self.key]


class Model(metaclass=type):  # noqa: UP050, PLW1641  # a type checker takes it for no key else
    """A part of a file: frozen, and refusing keys it does not know.

    Keys that begin with ``x-`` are free, and are kept in ``model_extra``. None is a blank,
    which is the same as leaving the field out: not stated.

    ``said_otherwise`` has the keys that people write for what another one says, each with words
    for that one, and the shape in which it is written.
    """

    # What pydantic's core fills.
    __pydantic_extra__: dict[str, Any] | None
    __pydantic_fields_set__: set[str]
    __slots__ = (
        "__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__",
    )  # fmt: skip

    said_otherwise: ClassVar[Mapping[str, str]] = MappingProxyType({})
    takes_own_fields: ClassVar[bool] = True

    @classmethod
    def model_validate(cls, data: object) -> Self:
        """The record that some data states. Raises pydantic's ``ValidationError``."""
        return validator(cls).validate_python(data)  # type: ignore[no-any-return]

    @classmethod
    def model_construct(cls, **values: Any) -> Self:
        """A record of values that are right already; nothing is checked."""
        stated = {
            name: values.get(name, field.default)
            for name, field in fields_of(cls).items()
            if name in values or not field.required
        }
        return _made(cls, stated, {}, None, set(values))

    def model_copy(self, update: dict[str, Any]) -> Self:
        """The record with other values in some of its fields; nothing is checked."""
        kind, values, extra, private, written = self._state
        return _made(kind, values | update, extra, private, written | set(update))

    @property
    def model_extra(self) -> Mapping[str, Any]:
        """The fields of the author's own."""
        return self.__pydantic_extra__ or {}

    @property
    def model_fields_set(self) -> frozenset[str]:
        """The fields that are written, which others are not."""
        return frozenset(self.__pydantic_fields_set__)

    def checked(self) -> Self:
        """The record, if its fields go together. Raises a ``PydanticCustomError``."""
        return self

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Model) and self._state[:-1] == other._state[:-1]

    def __repr__(self) -> str:
        stated = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"{type(self).__name__}({stated})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _made, self._state

    @property
    def _state(self) -> tuple[type[Self], dict[str, Any], Any, Any, set[str]]:
        private = getattr(self, "__pydantic_private__", None)
        written = self.__pydantic_fields_set__
        return type(self), self.__dict__, self.__pydantic_extra__, private, written

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return handler.generate_schema(pydantic_model(cls))


AnyModel = TypeVar("AnyModel", bound=Model)


def _made(
    kind: type[AnyModel], values: dict[str, Any], extra: Any, private: Any, written: set[str]
) -> AnyModel:
    made = object.__new__(kind)
    for name, value in zip(Model.__slots__, (values, extra, written, private), strict=True):
        object.__setattr__(made, name, value)
    return made


@cache
def fields_of(model: type[Model]) -> Mapping[str, Declared]:
    """What is declared of each field of a model, by its name here, those of its bases first."""
    found: dict[str, Declared] = {}
    for base in reversed(model.__mro__):
        for name, annotation in inspect.get_annotations(base, eval_str=True).items():
            kind: Any = get_origin(annotation)
            if kind is ClassVar or name.startswith("__"):
                continue
            stands = vars(base).get(name, _REQUIRED)
            written = stands if isinstance(stands, _Written) else _Written(stands)
            key = written.key or name
            found[name] = Declared(
                base, key, annotation, written.default, written.said, written.limits
            )
    return found


@cache
def _words_of(model: type[Model]) -> Mapping[str, Words]:
    own = [one for one in fields_of(model).values() if one.owner is model]
    return said_of(model, [one.key for one in own if one.said is None])


@cache
def file_keys(model: type[Model]) -> Mapping[str, str]:
    """What each field of a model is called in a file, by its name here."""
    return {name: field.key for name, field in fields_of(model).items()}


@cache
def validator(model: type[Model]) -> SchemaValidator:
    """What checks data against a model, and builds it: made once, and kept from run to run."""

    make = partial(bare_schema, model)
    # A model that is made while the program runs is another each time.
    lasts = getattr(sys.modules[model.__module__], model.__name__, None) is model
    return SchemaValidator(kept(model.__name__, make) if lasts else make())


def bare_schema(model: type[Model]) -> CoreSchema:
    """The schema of pydantic's core that builds a record, without what its making alone needs."""
    known = pydantic_model(model)
    known.model_rebuild()
    bare: CoreSchema = _bare(known.__pydantic_core_schema__)
    return bare


_FOR_ITS_MAKING: Final = ("metadata", "json_schema_input_schema")


def _bare(part: Any) -> Any:
    if isinstance(part, dict):
        return {
            key: _bare(value)
            for key, value in part.items()
            if not (key in _FOR_ITS_MAKING and isinstance(part.get("type"), str))
        }
    if type(part) in (list, tuple):
        return type(part)(map(_bare, part))
    # Our own class is built in place of pydantic's.
    return vars(part).get("record_", part) if isinstance(part, type) else part


@cache
def pydantic_model(model: type[Model]) -> type[BaseModel]:
    """The record as pydantic knows it, with the same name and description."""
    from pydantic import Field, create_model, model_validator  # noqa: PLC0415  # seldom needed

    fields: dict[str, Any] = {}
    for name, field in fields_of(model).items():
        told = Field(
            ... if field.required else field.default,
            alias=None if field.key == name else field.key,
            description=field.description,
            examples=[*field.examples],
            **field.limits,
        )
        fields[name] = (field.annotation, told)
    checks: dict[str, Any] = {"checked": model_validator(mode="after")(model.checked)}
    return create_model(
        model.__name__,
        __base__=_base(own_fields=model.takes_own_fields),
        __doc__=model.__doc__,
        __module__=model.__module__,
        __validators__=checks if model.checked is not Model.checked else None,
        record_=(ClassVar[Any], model),
        **fields,
    )


@cache
def _base(*, own_fields: bool) -> type[BaseModel]:
    from pydantic import BaseModel, ConfigDict  # noqa: PLC0415  # seldom needed

    # No field has a name of pydantic's own, and to look for one takes time.
    extra: Literal["allow", "forbid"] = "allow" if own_fields else "forbid"
    said: dict[str, Any] = {
        "__module__": __name__,
        "model_config": ConfigDict(extra=extra, defer_build=True, protected_namespaces=()),
    }
    if own_fields:
        own_key: Any = Annotated[str, Within({"pattern": OWN_FIELD})]
        said["__annotations__"] = {"__pydantic_extra__": dict[own_key, Any]}
    return type("Known", (BaseModel,), said)
