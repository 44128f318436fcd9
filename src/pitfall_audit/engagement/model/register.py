"""A register that several files share: who is who, and which body is which, by id."""

from __future__ import annotations

from typing import Annotated

from pitfall_audit.engagement.model.base import Description, Model, PersonKey
from pitfall_audit.engagement.model.bodies import Body
from pitfall_audit.engagement.model.engagement import BlankEntries, Version
from pitfall_audit.engagement.model.people import Person
from pitfall_audit.engagement.model.scalars import Id, ListedText, Shorthand

__all__ = ["RegisterFile", "RegisteredBody", "RegisteredPerson", "SharedId"]


class SharedId(Model):
    """Another id of the same person or body, in every file or in one."""

    id: Id
    engagement: Id | None = None


SameAs = ListedText[Annotated[SharedId, Shorthand("id")]]


class RegisteredPerson(Person):
    """Somebody in the register."""

    same_as: SameAs | None = None


class RegisteredBody(Body):
    """A body in the register."""

    same_as: SameAs | None = None


class RegisterFile(Description):
    """People and bodies that are the same in all files of an audit, or of one organisation."""

    version: Version
    organisation: Id | None = None
    people: Annotated[dict[PersonKey, RegisteredPerson], BlankEntries] | None = None
    bodies: Annotated[dict[Id, RegisteredBody], BlankEntries] | None = None
