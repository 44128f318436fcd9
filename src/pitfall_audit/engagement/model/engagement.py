"""One arrangement in one file, the file that holds ties apart from it, and a shared register."""

from __future__ import annotations

from collections.abc import Set
from typing import Annotated, Literal

from . import arrangement, practice
from .base import Description, Model, PersonKey, PostFirst
from .bodies import Body
from .markers import Before, SeenAs
from .payment import Payment
from .people import Conflict, Person, Support, Tie
from .promises import Complaint, Decision, Promise, Recommendation
from .recruitment import OtherWay, Recruitment, Statement, View
from .roles import Role
from .scalars import Date, Id, Listed, ListedText, Shorthand, Text
from .vocabulary import DescribedFrom, Level

__all__ = [
    "Engagement", "RegisterFile", "RegisteredBody", "RegisteredPerson", "SharedId", "TiesFile",
]  # fmt: skip


def _blank_entries(value: object) -> object:
    """An id with nothing under it declares somebody of whom nothing more is stated."""
    if not isinstance(value, dict):
        return {} if value == "none" else value
    return {key: {} if entry is None else entry for key, entry in value.items()}


BlankEntries = Before(_blank_entries)

Version = Annotated[Literal["1"], SeenAs({"enum": [1, "1"]})]
"""The version of the file format; an editor reads ``1`` as a number."""


class Engagement(Description):
    """One arrangement by which an organisation involves service users and carers."""

    version: Version
    id: Id
    title: Text
    organisation: arrangement.Organisation | None = None
    described_from: DescribedFrom | None = None
    sources: Listed[arrangement.SourceDocument] | None = None
    purpose: Text | None = None
    level: Level | None = None
    also_stated: Listed[arrangement.AlsoClaimed] | None = None
    lead: PostFirst | None = None
    also_says: Listed[arrangement.SaidInWords] | None = None
    done_well: Listed[arrangement.Merit] | None = None
    observations: Listed[Annotated[arrangement.Observation, Shorthand("text")]] | None = None
    corrections: Listed[arrangement.Correction] | None = None
    said_differently: Listed[arrangement.SaidDifferently] | None = None
    definitions: Listed[arrangement.Definition] | None = None
    events: Listed[arrangement.Event] | None = None
    figures: Listed[arrangement.Figure] | None = None
    authority: ListedText[PostFirst] | None = None
    contact: practice.Contact | None = None
    starts: Date | None = None
    ends: Date | None = None
    ends_with: Text | None = None
    review_due: Date | None = None
    reviewed_on: Date | None = None
    review_every: Text | None = None
    affected_groups: Listed[arrangement.AffectedGroup] | None = None
    scope: arrangement.Scope | None = None
    people: Annotated[dict[PersonKey, Person], BlankEntries] | None = None
    ties: Listed[Tie] | None = None
    bodies: Annotated[dict[Id, Body], BlankEntries] | None = None
    roles: Listed[Role] | None = None
    support: Listed[Support] | None = None
    conflicts: Listed[Conflict] | None = None
    promises: Listed[Promise] | None = None
    complaints: Listed[Complaint] | None = None
    recommendations: Listed[Recommendation] | None = None
    decisions: Listed[Decision] | None = None
    views: Listed[View] | None = None
    statements: Listed[Statement] | None = None
    recruitment: Recruitment | None = None
    other_ways_we_listen: Listed[OtherWay] | None = None
    payment: Payment | None = None
    access: practice.Access | None = None
    safeguarding: practice.Safeguarding | None = None
    staff_preparation: practice.StaffPreparation | None = None
    ending: practice.Ending | None = None
    impact: Listed[practice.Impact] | None = None
    feedback: Annotated[practice.Feedback, Shorthand("given")] | None = None
    admitted_gaps: Listed[Annotated[practice.AdmittedGap, Shorthand("text")]] | None = None
    monitoring: practice.Monitoring | None = None
    data_protection: practice.DataProtection | None = None
    waivers: Listed[arrangement.Waiver] | None = None

    @property
    def interviews(self) -> Set[str]:
        """The ids of interviews among the sources: what was told in one is not quoted."""
        return {one.id for one in self.sources or () if one.kind == "interview"}


class CentralWaiver(arrangement.Waiver):
    """A waiver in a file of its own, which says of which engagement it speaks."""

    engagement: Id


class WaiversFile(Model):
    """Waivers of several engagements, kept in one file."""

    waivers: Listed[CentralWaiver]


class TiesFile(Description):
    """Ties, and how they are handled, kept apart from the engagement they belong to."""

    version: Version
    engagement: Id | None = None
    ties: Listed[Tie] | None = None
    conflicts: Listed[Conflict] | None = None


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
