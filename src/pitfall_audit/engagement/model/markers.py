"""What stands in an annotation besides its type, and tells pydantic what to make of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, cast, get_args

from msgspec import Struct
from pydantic_core import CoreSchema, core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler

__all__ = ["After", "Before", "Choice", "SeenAs", "Within"]


class Before(Struct, frozen=True):
    """Sends a value through a function before it is checked."""

    function: Callable[[Any], Any]

    def __get_pydantic_core_schema__(
        self, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.function, handler(source))


class After(Before, frozen=True):
    """Sends a value through a function once it is checked."""

    def __get_pydantic_core_schema__(
        self, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.function, handler(source))


class Choice(Struct, frozen=True):
    """Says which of several types a value is to be: by a tag, of which each has one, in order."""

    tag_of: Callable[[object], str]
    tags: tuple[str, ...]

    def __get_pydantic_core_schema__(
        self, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        types = map(handler.generate_schema, get_args(source))
        return core_schema.tagged_union_schema(
            dict(zip(self.tags, types, strict=True)), self.tag_of
        )


class Within(Struct, frozen=True, eq=False):
    """Narrows a type as pydantic's core does: ``pattern``, ``min_length`` and the like."""

    limits: dict[str, Any]

    def __get_pydantic_core_schema__(
        self, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        schema: Any = handler(source)
        return cast("CoreSchema", schema | self.limits)


class SeenAs(Struct, frozen=True, eq=False):
    """What an editor is to accept."""

    json_schema: Mapping[str, Any]

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return dict(self.json_schema)
