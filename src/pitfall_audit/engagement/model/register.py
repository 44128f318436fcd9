"""A register that several files share: who is who, and which body is which, by id."""

from __future__ import annotations

from typing import Annotated

from pitfall_audit.engagement.model.base import Description, Model, PersonKey
from pitfall_audit.engagement.model.bodies import Body
from pitfall_audit.engagement.model.engagement import BlankEntries, Version
from pitfall_audit.engagement.model.people import Person
from pitfall_audit.engagement.model.records import Field, optional
from pitfall_audit.engagement.model.scalars import Id, ListedText, Shorthand

__all__ = ["RegisterFile", "RegisteredBody", "RegisteredPerson", "SharedId"]


# fmt: off
class SharedId(Model):
    """Another id of the same person or body, in every file or in one."""

    id: Id = Field(description="The other id.", examples=["member-2"])
    engagement: Id | None = optional(
        "The id of the file that uses it, where another file means somebody else by it.",
        "ward-panels")


SameAs = ListedText[Annotated[SharedId, Shorthand("id")]]


class RegisteredPerson(Person):
    """Somebody in the register."""

    same_as: SameAs | None = optional(
        "The other ids by which files know the same person.",
        ["a-k", {"id": "member-2", "engagement": "ward-panels"}])


class RegisteredBody(Body):
    """A body in the register."""

    same_as: SameAs | None = optional(
        "The other ids by which files know the same body.", ["quality"])


class RegisterFile(Description):
    """People and bodies that are the same in all files of an audit, or of one organisation."""

    version: Version = Field(description="The version of this file format: 1.", examples=["1"])
    organisation: Id | None = optional(
        "The id of the organisation whose files it is for, and of those that name none; for all "
        "files, if left out.", "northfield")
    people: Annotated[dict[PersonKey, RegisteredPerson], BlankEntries] | None = optional(
        "The people, each under the id by which they are known.", {"asha": {"same_as": ["a-k"]}})
    bodies: Annotated[dict[Id, RegisteredBody], BlankEntries] | None = optional(
        "The bodies, each under an id.", {"quality": {"title": "Quality committee"}})
