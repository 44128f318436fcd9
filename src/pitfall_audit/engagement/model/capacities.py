"""The field's many words for who somebody is, and the capacity that each of them means.

The file's own word is kept beside the capacity: rules read the one, and people the other.
Words that could mislead are refused with the reason, never guessed at.
"""

from collections.abc import Mapping
from functools import cache, lru_cache, partial
from typing import Annotated, Any, NamedTuple, get_args

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from pitfall_audit.yaml.document_parts import packaged_document

from .vocabulary import LIVED_EXPERIENCE, Capacity

__all__ = ["CapacityWord", "ExperienceWord", "FieldWord", "NamedCapacity", "capacity_words"]


def _normal(word: str) -> str:
    """The word without its case, and with hyphens and underscores read as spaces."""
    return " ".join(word.casefold().replace("-", " ").replace("_", " ").split())


class _Words(NamedTuple):
    """What ``capacities.yaml`` says: of each word its capacity, and why others are refused."""

    capacity_of: Mapping[str, Capacity]
    ambiguous: Mapping[str, str]
    not_lived: Mapping[str, str]


@cache
def _words() -> _Words:
    """Read ``capacities.yaml``, when it is first needed."""
    document = packaged_document("pitfall_audit.engagement.model", "capacities.yaml")
    table: dict[str, Capacity] = {}
    for capacity in get_args(Capacity):
        table[_normal(capacity)] = capacity
        for word in document.data["words"][capacity]:
            table[_normal(word)] = capacity
            table.setdefault(_normal(word) + "s", capacity)
    return _Words(table, document.data["ambiguous"], document.data["not-lived"])


def capacity_words() -> Mapping[str, Capacity]:
    """Each word that is understood, in lower case with spaces, and its capacity."""
    return _words().capacity_of


class NamedCapacity(NamedTuple):
    """A capacity, and the word that the file used for it: rules read one, people the other."""

    capacity: Capacity
    word: str

    @property
    def lived(self) -> bool:
        """Whether the capacity is lived experience: service user, carer or another."""
        return self.capacity in LIVED_EXPERIENCE


class FieldWord(NamedTuple):
    """Reads a word of the field's as a :class:`NamedCapacity`; ``lived`` refuses the others."""

    lived: bool

    def __get_pydantic_core_schema__(
        self, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.chain_schema(
            [
                core_schema.str_schema(strict=True),
                core_schema.no_info_plain_validator_function(partial(_read, self.lived)),
            ]
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [{"enum": list(self.accepted)}, {"type": "string"}]}

    @property
    def accepted(self) -> tuple[Capacity, ...]:
        """The capacities that the field takes."""
        return LIVED_EXPERIENCE if self.lived else get_args(Capacity)


@lru_cache(maxsize=1024)
def _read(lived: bool, text: str) -> NamedCapacity:
    normal = _normal(text)
    capacity = capacity_words().get(normal)
    if capacity is None:
        raise PydanticCustomError(
            "capacity_unknown", "{hint}", {"hint": _words().ambiguous.get(normal, ""), "word": text}
        )
    if lived and capacity not in LIVED_EXPERIENCE:
        raise PydanticCustomError(
            "capacity_not_lived", "{hint}", {"hint": _words().not_lived[capacity], "word": text}
        )
    return NamedCapacity(capacity, text)


CapacityWord = Annotated[NamedCapacity, FieldWord(lived=False)]
"""What somebody sits as, in the field's words."""
ExperienceWord = Annotated[NamedCapacity, FieldWord(lived=True)]
"""A lived experience, in the field's words."""
