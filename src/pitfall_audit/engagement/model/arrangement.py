"""The frame of an arrangement: organisation, documents, groups, scope, and waivers."""

from pydantic import Field

from .base import Model, Record, SourceId
from .scalars import Count, Date, Id, ListedText, Text, optional
from .vocabulary import About, DescribedFrom, NamedBy, Nation, OrganisationKind

__all__ = ["AffectedGroup", "Organisation", "Scope", "SourceDocument", "Waiver"]


class Organisation(Record):
    """The organisation whose arrangement it is."""

    id: Id | None = optional("A name of its own, the same in every file.", "northfield")
    name: Text | None = optional("Its name.", "Northfield Mental Health NHS Trust")
    kind: OrganisationKind | None = optional("What kind of organisation it is.", "nhs-trust")
    nation: Nation | None = optional("Where it is, since duties differ.", "england")
    staff: Count | None = optional("How many people work for it.", "12")
    closed_days: ListedText[Date] | None = optional(
        "Bank holidays, which are no working days.", ["2026-12-25", "2026-12-28"]
    )


class SourceDocument(Model):
    """A document that the file rests on."""

    id: Id = Field(description="A name of its own, for citing it.", examples=["tor"])
    title: Text | None = optional("Its title.", "Panel terms of reference")
    version: Text | None = optional("Its version.", "2.1")
    dated: Date | None = optional("Its date.", "2026-01-05")
    link: Text | None = optional("Where it can be read.", "https://example.org/tor")
    described_from: DescribedFrom | None = optional(
        "Whose description it is, for everything that cites it, if not as for the whole file.",
        "published-documents",
    )
    replaces: SourceId | None = optional(
        "The id of an earlier version that it replaces.", "tor-2025"
    )


class AffectedGroup(Record):
    """People whom the subject touches."""

    id: Id = Field(description="A name of its own within the file.", examples=["inpatients"])
    words: Text | None = optional("What they are called.", "acute inpatients")
    about: About | None = optional("Whether they are service users or carers.", "service-users")
    size: Count | None = optional(
        "How many they are, roughly; groups below five are not named in reports.", "200"
    )
    named_by: NamedBy | None = optional(
        "Who names the group: this arrangement, or the organisation's own analysis of equality.",
        "equality-analysis",
    )
    reason_without_seat: Text | None = optional(
        "Why the group has no seat.", "people in intensive care; their families sit"
    )


class Scope(Record):
    """What involvement can change here, and what it cannot."""

    can_change: ListedText[Text] | None = optional(
        "What people can change.", ["questions asked", "final choice"]
    )
    cannot_change: ListedText[Text] | None = optional(
        "What is fixed; `none` where nothing is.", ["pay band", "number of posts"], "none"
    )


class Waiver(Record):
    """That a finding is accepted for now, by whom, and why."""

    rule: Text = Field(description="The id of the check.", examples=["supporter-not-independent"])
    subject: Text | None = optional(
        "What it is accepted for, as findings name it.", "seats[panel-member/brian]"
    )
    reason: Text | None = optional("Why.", "an outside advocate starts in May")
    owner: Text | None = optional("Who sees to it meanwhile.", "HR business partner")
    approved_by: Text | None = optional("Who agreed to this.", "company secretary")
    until: Date | None = optional("The last day on which it holds.", "2026-05-31")
