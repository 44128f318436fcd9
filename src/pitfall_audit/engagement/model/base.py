"""What all records of an engagement file share: the base models, sources, references."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from .scalars import MAPPING, SCALAR, Amount, ByShape, Date, Flag, Id, Listed, Shorthand, Text
from .vocabulary import Per

OWN_FIELD = r"^x-"
"""What the key of a field of the author's own begins with."""

OwnField = Annotated[str, Field(pattern=OWN_FIELD)]


class Model(BaseModel):
    """A part of an engagement file: frozen, and refusing keys it does not know.

    Keys that begin with ``x-`` are free, and are kept in ``model_extra``. None is a blank,
    which is the same as leaving the field out: not stated.

    ``said_otherwise`` has the keys that people write for what another one says, each with that
    one, as it is then to be written.
    """

    said_otherwise: ClassVar[Mapping[str, str]] = MappingProxyType({})

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)
    __pydantic_extra__: dict[OwnField, Any]


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks text that names something declared elsewhere: ``to`` says which kind of thing."""

    to: Literal["person", "body", "source", "role", "tie", "view", "group"]


PersonId = Annotated[Id, Refers("person")]
BodyName = Annotated[Text, Refers("body")]
SourceId = Annotated[Id, Refers("source")]
RoleId = Annotated[Id, Refers("role")]
TieId = Annotated[Id, Refers("tie")]
ViewId = Annotated[Id, Refers("view")]
GroupId = Annotated[Id, Refers("group")]


class Citation(Model):
    """Where something is written: a source, and the place within it."""

    id: SourceId = Field(description="The id of an entry under `sources`.", examples=["tor"])
    at: Text | None = Field(
        None, description="The place within the source.", examples=["section 4"]
    )


Source = Annotated[Citation, Shorthand("id")]
"""A source cited: its id alone, or the id and the place."""


class Record(Model):
    """Anything in the file that can say what it rests on."""

    source: Source | None = Field(
        None,
        description="Where this is written: the id of a source, or the id and the place in it.",
        examples=["tor", {"id": "tor", "at": "section 4"}],
    )


class Sourced(Model):
    """A yes that says where it is written."""

    source: Source = Field(
        description="Where the yes is written: the id of a source, or the id and the place in it.",
        examples=["tor", {"id": "tor", "at": "section 4"}],
    )


YesOrSource = Annotated[
    Annotated[Flag, Tag(SCALAR)] | Annotated[Sourced, Tag(MAPPING)],
    ByShape,
]
"""Yes, no, or a yes with its source: ``true``, ``no``, ``{source: tor}``."""


class PersonOrTeam(Record):
    """A person declared in the file, or a team, service or post by its name."""

    person: PersonId | None = Field(
        None, description="The id of a person under `people`.", examples=["jo"]
    )
    team: Text | None = Field(
        None, description="The name of a team, service or post.", examples=["ward-3"]
    )

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        values = self.__dict__
        named = [key for key in _NAMES if values.get(key) is not None]
        if len(named) != 1:
            accepted = " or ".join(key for key in _NAMES if key in values)
            raise PydanticCustomError(
                "names_one", "{found}", {"found": ", ".join(named), "accepted": accepted}
            )
        return self


class Party(PersonOrTeam):
    """A person, a team or a body."""

    body: BodyName | None = Field(
        None,
        description="The id of a body, or its title where the file declares no bodies.",
        examples=["panel"],
    )


class Audience(Party):
    """A person, a team, a body, the holders of a role, or a group of people affected."""

    role: RoleId | None = Field(
        None, description="The id of a role: all who hold it.", examples=["panel-member"]
    )
    group: GroupId | None = Field(
        None,
        description="The id of a group under `affected_groups`: all who belong to it.",
        examples=["families"],
    )


_NAMES = ("person", "team", "body", "role", "group")

PersonOrNobody = Annotated[
    Annotated[Literal["none"], Tag(SCALAR)] | Annotated[PersonOrTeam, Tag(MAPPING)],
    ByShape,
]
"""A person or a team, or ``none``, which is stated: nobody."""

PersonFirst = Annotated[PersonOrTeam, Shorthand("person")]
"""A person or a team, of which the person may stand alone: ``jo`` for ``{person: jo}``."""
BodyFirst = Annotated[Party, Shorthand("body")]
"""A person, a team or a body, of which the body may stand alone."""
AudienceMember = Annotated[Audience, Shorthand("person")]
"""One of those told or promised something; a person may stand alone."""


class Hours(Record):
    """A number of hours, and the time in which they fall."""

    amount: Amount = Field(description="How many hours.", examples=["4"])
    per: Per = Field(description="The time in which they fall.", examples=["month"])


class Told(Record):
    """That people were told something."""

    on: Date | None = Field(
        None, description="The day on which they were told.", examples=["2026-02-20"]
    )
    to: Listed[AudienceMember] | None = Field(
        None, description="Who was told.", examples=[["asha", {"group": "families"}]]
    )
    how: Text | None = Field(None, description="In what way they were told.", examples=["letter"])
    in_general_terms: Flag | None = Field(
        None,
        description="Told in general terms only, because the particulars are confidential.",
        examples=["yes"],
    )


ToldRecord = Annotated[Told, Shorthand("on")]
"""That people were told: the day alone, or the day, to whom and how."""
