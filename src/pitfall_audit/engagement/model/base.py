"""What all records of an engagement file share: the base models, sources, references."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, LiteralString, Self

from msgspec import Struct
from pydantic_core import PydanticCustomError

from pitfall_audit.engagement.model.markers import After, Choice
from pitfall_audit.engagement.model.records import Model
from pitfall_audit.engagement.model.scalars import (
    MAPPING,
    SCALAR,
    Date,
    Flag,
    FlagOr,
    Id,
    Listed,
    Range,
    Shorthand,
    Text,
)
from pitfall_audit.engagement.model.vocabulary import Per, Strength, TimeUnit
from pitfall_audit.yaml.places import DataPath

__all__ = ["NAMES", "OF_A_POST", "Description", "Model", "Record", "Refers"]


class Description(Model):
    """A whole file that describes an arrangement, and where it says that something is absent."""

    @property
    def absences(self) -> Mapping[DataPath, str]:
        """Where ``none`` or ``not-stated`` stood, and which of the two."""
        return getattr(self, "__pydantic_private__", None) or {}

    def keep_absences(self, absences: Mapping[DataPath, str]) -> None:
        """Keep what was taken out of it before it was validated."""
        object.__setattr__(self, "__pydantic_private__", absences)


class Refers(Struct, frozen=True):
    """Marks text that names something declared elsewhere: ``to`` says which kind of thing."""

    to: Literal["person", "body", "source", "role", "tie", "view", "group", "promise"]


PersonId = Annotated[Id, Refers("person")]
BodyName = Annotated[Text, Refers("body")]
SourceId = Annotated[Id, Refers("source")]
RoleId = Annotated[Id, Refers("role")]
TieId = Annotated[Id, Refers("tie")]
ViewId = Annotated[Id, Refers("view")]
GroupId = Annotated[Id, Refers("group")]
PromiseId = Annotated[Id, Refers("promise")]

UNNAMED, OTHERS, VACANT = NOBODY_NAMED = ("unnamed", "others", "vacant")
"""What stands in a holder's place where nobody is named, so that nobody can be called it."""


def _is_nobody(name: str) -> str:
    if name in NOBODY_NAMED:
        raise PydanticCustomError("nobody_named", "{name}", {"nobody": name})
    return name


PersonKey = Annotated[Id, After(_is_nobody)]
"""The id under which somebody is declared."""


class Citation(Model):
    """Where something is written: a source, and the place within it."""

    id: SourceId
    at: Text | None = None


Source = Annotated[Citation, Shorthand("id")]
"""A source cited: its id alone, or the id and the place."""


class Worded(Model):
    """What can be said in words, and more or less firmly."""

    says: Text | None = None
    strength: Strength | None = None


class Record(Worded):
    """Anything in the file that can say what it rests on."""

    source: Source | None = None


class Sourced(Worded):
    """A yes that says where it is written."""

    source: Source


YesOrSource = FlagOr[Sourced]
"""Yes, no, or a yes with its source: ``true``, ``no``, ``{source: tor}``."""


class Who(Record):
    """Somebody who is meant: a person declared in the file, a team, a post or an organisation.

    Nobody has to invent a person for a post: a post is written with what it is ``of``.
    """

    person: PersonId | None = None
    team: Text | None = None
    post: Text | None = None
    of: Text | None = None
    or_nominee: Flag | None = None
    organisation: Text | None = None

    @property
    def name(self) -> str:
        """What tells one from another: an id, a name, or a post with what it is of."""
        if self.person is not None:
            return self.person
        if self.post is not None:
            return self.post if self.of is None else f"{self.post} of {self.of}"
        return self.team or self.organisation or ""

    @property
    def words(self) -> str:
        """The name, as it is printed."""
        return f"{self.name} (or nominee)" if self.or_nominee else self.name

    def checked(self) -> Self:
        """Nothing but a post is ``of`` anything."""
        beside = [key for key in OF_A_POST if getattr(self, key) is not None]
        if self.post is None and beside:
            raise PydanticCustomError("of_no_post", "{key}", {"key": beside[0]})
        return self


class PersonOrTeam(Who):
    """One of whom somebody speaks: a person, a team, a post or an organisation."""

    def checked(self) -> Self:
        """One is named."""
        Who.checked(self)
        values = self.__dict__
        named = [key for key in NAMES if values.get(key) is not None]
        if len(named) != 1:
            *others, last = [key for key in NAMES if key in values]
            accepted = f"{', '.join(others)} or {last}"
            kind: LiteralString = "names_one" if named else "names_none"
            told = {"found": ", ".join(named), "accepted": accepted}
            raise PydanticCustomError(kind, "{found}", told)
        return self


class Party(PersonOrTeam):
    """A person, a team, a post, an organisation or a body."""

    body: BodyName | None = None


class Audience(Party):
    """Anybody: a body, the holders of a role, and a group of people affected among them."""

    role: RoleId | None = None
    group: GroupId | None = None


NAMES = ("person", "team", "post", "organisation", "body", "role", "group")
"""The fields of which one says who is meant."""
OF_A_POST = ("of", "or_nominee")
"""The fields that may stand beside a post alone."""

PersonFirst = Annotated[PersonOrTeam, Shorthand("person")]
"""Somebody, of whom a person's id may stand alone: ``jo`` for ``{person: jo}``."""
PostFirst = Annotated[PersonOrTeam, Shorthand("post")]
"""Somebody, who may be named by a text alone, as by a post: ``matron`` for ``{post: matron}``."""


def _whether_nobody(value: object) -> str:
    # Whoever writes `nobody` means that, and no post of the name.
    nobody = isinstance(value, str) and value.strip().casefold() in ("none", "nobody", "no one")
    return SCALAR if nobody else MAPPING


PostOrNobody = Annotated[Literal["none"] | PostFirst, Choice(_whether_nobody, (SCALAR, MAPPING))]
"""Somebody, a post alone among them, or ``none``, which is stated: nobody."""
BodyFirst = Annotated[Party, Shorthand("body")]
"""Somebody, or a body, which may stand alone."""
AudienceMember = Annotated[Audience, Shorthand("person")]
"""One of those told or promised something; a person may stand alone."""


class Hours(Record):
    """A number of hours, or of days, and the time in which they fall."""

    amount: Range
    unit: TimeUnit | None = None
    per: Per


class Told(Record):
    """That people were told something."""

    on: Date | None = None
    to: Listed[AudienceMember] | None = None
    how: Text | None = None
    in_general_terms: Flag | None = None


ToldRecord = Annotated[Told, Shorthand("on")]
"""That people were told: the day alone, or the day, to whom and how."""
