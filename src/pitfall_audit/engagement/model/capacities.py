"""The field's many words for who somebody is, and the capacity that each of them means.

The file's own word is kept beside the capacity: rules read the one, and people the other.
Words that could mislead are refused with the reason, never guessed at.
"""

from functools import lru_cache, partial
from typing import Annotated, Any, NamedTuple

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from .vocabulary import LIVED_EXPERIENCE, Capacity

__all__ = ["CAPACITY_WORDS", "CapacityWord", "ExperienceWord", "FieldWord", "NamedCapacity"]

_WORDS: dict[Capacity, str] = {
    "service-user": """
        service user, user of services, user of the service, expert by experience, expert
        through experience, lived experience expert, public contributor, public partner,
        public representative, patient, patient partner, patient representative, patient
        leader, patient expert, expert patient, patient and public voice partner, patient and
        public voice, ppv partner, ppv, patient safety partner, patient advocate, survivor,
        psychiatric survivor, survivor researcher, consumer, consumer representative, client,
        resident, tenant, inpatient, outpatient, person with lived experience, peer, peer
        researcher, service recipient, beneficiary, member with lived experience, disabled
        person, maternity service user, person who uses services, user researcher, mad person
        """,
    "carer": """
        carer, unpaid carer, family carer, informal carer, parent carer, young carer, kinship
        carer, carer representative, carer by experience, expert carer, caregiver, family
        caregiver, family member, family, relative, parent, next of kin, spouse, partner of a
        service user, foster carer, bereaved carer
        """,
    "other-lived-experience": """
        other lived experience, lived experience, bereaved relative, bereaved family member,
        former service user, former patient, ex patient, former carer, community member,
        community representative, participant, student with lived experience, care leaver
        """,
    "staff": """
        staff, member of staff, staff member, employee, professional, clinician, practitioner,
        nurse, doctor, psychiatrist, psychologist, social worker, therapist, manager, paid
        carer, care worker, home carer, support worker, care assistant, peer support worker,
        peer worker, lived experience practitioner, researcher, academic, lecturer, executive
        """,
    "lay": """
        lay, lay member, lay person, layperson, lay representative, lay trustee, public member,
        member of the public, citizen, governor, public governor, trustee, volunteer
        """,
    "independent": """
        independent, independent member, independent person, independent chair, non executive,
        non executive director, external, external member, outside adviser
        """,
}


def _normal(word: str) -> str:
    """The word without its case, and with hyphens and underscores read as spaces."""
    return " ".join(word.casefold().replace("-", " ").replace("_", " ").split())


def _table() -> dict[str, Capacity]:
    table: dict[str, Capacity] = {}
    for capacity, words in _WORDS.items():
        table[_normal(capacity)] = capacity
        for word in " ".join(words.split()).split(", "):
            table[_normal(word)] = capacity
            table.setdefault(_normal(word) + "s", capacity)
    return table


CAPACITY_WORDS: dict[str, Capacity] = _table()
"""Each word that is understood, in lower case with spaces, and its capacity."""

_AMBIGUOUS = {
    "supporter": "a supporter may be a member of a group, or somebody who helps a member",
    "user": "say which: service-user, in mental health “user” alone is heard as drugs",
    "member": "membership is no experience: say what the person sits as",
    "representative": "say of whose experience: service-user or carer",
    "service user or carer": "write both, as a list: [service-user, carer]",
    "service user and carer": "write both, as a list: [service-user, carer]",
    "service users and carers": "write both, as a list: [service-user, carer]",
    "service users or carers": "write both, as a list: [service-user, carer]",
    "users and carers": "write both, as a list: [service-user, carer]",
}

_NOT_LIVED = {
    "lay": "a lay member need not have lived experience; as: lay says what the person sits as",
    "staff": "paid work is no lived experience: write it as post and post_kind",
    "independent": "independence is no lived experience; as: independent says it of a seat",
}


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
        return LIVED_EXPERIENCE if self.lived else tuple(_WORDS)


@lru_cache(maxsize=1024)
def _read(lived: bool, text: str) -> NamedCapacity:
    normal = _normal(text)
    capacity = CAPACITY_WORDS.get(normal)
    if capacity is None:
        raise PydanticCustomError(
            "capacity_unknown", "{hint}", {"hint": _AMBIGUOUS.get(normal, ""), "word": text}
        )
    if lived and capacity not in LIVED_EXPERIENCE:
        raise PydanticCustomError(
            "capacity_not_lived", "{hint}", {"hint": _NOT_LIVED[capacity], "word": text}
        )
    return NamedCapacity(capacity, text)


CapacityWord = Annotated[NamedCapacity, FieldWord(lived=False)]
"""What somebody sits as, in the field's words."""
ExperienceWord = Annotated[NamedCapacity, FieldWord(lived=True)]
"""A lived experience, in the field's words."""
