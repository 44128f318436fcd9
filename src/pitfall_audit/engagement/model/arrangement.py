"""The frame of an arrangement: organisation, documents, groups, scope, and waivers."""

from pydantic import Field

from .base import Model, Record, SourceId
from .scalars import Count, Date, Id, ListedText, Text
from .vocabulary import About, DescribedFrom, NamedBy, Nation, OrganisationKind

__all__ = ["AffectedGroup", "Organisation", "Scope", "SourceDocument", "Waiver"]


class Organisation(Record):
    """The organisation whose arrangement it is."""

    id: Id | None = Field(
        None, description="A name of its own, the same in every file.", examples=["northfield"]
    )
    name: Text | None = Field(
        None, description="Its name.", examples=["Northfield Mental Health NHS Trust"]
    )
    kind: OrganisationKind | None = Field(
        None, description="What kind of organisation it is.", examples=["nhs-trust"]
    )
    nation: Nation | None = Field(
        None, description="Where it is, since duties differ.", examples=["england"]
    )
    staff: Count | None = Field(None, description="How many people work for it.", examples=["12"])
    closed_days: ListedText[Date] | None = Field(
        None,
        description="Bank holidays, which are no working days.",
        examples=[["2026-12-25", "2026-12-28"]],
    )


class SourceDocument(Model):
    """A document that the file rests on."""

    id: Id = Field(description="A name of its own, for citing it.", examples=["tor"])
    title: Text | None = Field(
        None, description="Its title.", examples=["Panel terms of reference"]
    )
    version: Text | None = Field(None, description="Its version.", examples=["2.1"])
    dated: Date | None = Field(None, description="Its date.", examples=["2026-01-05"])
    link: Text | None = Field(
        None, description="Where it can be read.", examples=["https://example.org/tor"]
    )
    described_from: DescribedFrom | None = Field(
        None,
        description="Whose description it is, for everything that cites it, if not as for the "
        "whole file.",
        examples=["published-documents"],
    )
    replaces: SourceId | None = Field(
        None, description="The id of an earlier version that it replaces.", examples=["tor-2025"]
    )


class AffectedGroup(Record):
    """People whom the subject touches."""

    id: Id = Field(description="A name of its own within the file.", examples=["inpatients"])
    words: Text | None = Field(
        None, description="What they are called.", examples=["acute inpatients"]
    )
    about: About | None = Field(
        None, description="Whether they are service users or carers.", examples=["service-users"]
    )
    size: Count | None = Field(
        None,
        description="How many they are, roughly; groups below five are not named in reports.",
        examples=["200"],
    )
    named_by: NamedBy | None = Field(
        None,
        description="Who names the group: this arrangement, or the organisation's own analysis "
        "of equality.",
        examples=["equality-analysis"],
    )
    reason_without_seat: Text | None = Field(
        None,
        description="Why the group has no seat.",
        examples=["people in intensive care; their families sit"],
    )


class Scope(Record):
    """What involvement can change here, and what it cannot."""

    can_change: ListedText[Text] | None = Field(
        None, description="What people can change.", examples=[["questions asked", "final choice"]]
    )
    cannot_change: ListedText[Text] | None = Field(
        None,
        description="What is fixed; `none` where nothing is.",
        examples=[["pay band", "number of posts"], "none"],
    )


class Waiver(Record):
    """That a finding is accepted for now, by whom, and why."""

    rule: Text = Field(description="The id of the check.", examples=["supporter-not-independent"])
    subject: Text | None = Field(
        None,
        description="What it is accepted for, as findings name it.",
        examples=["seats[panel-member/brian]"],
    )
    reason: Text | None = Field(
        None, description="Why.", examples=["an outside advocate starts in May"]
    )
    owner: Text | None = Field(
        None, description="Who sees to it meanwhile.", examples=["HR business partner"]
    )
    approved_by: Text | None = Field(
        None, description="Who agreed to this.", examples=["company secretary"]
    )
    until: Date | None = Field(
        None, description="The last day on which it holds.", examples=["2026-05-31"]
    )
