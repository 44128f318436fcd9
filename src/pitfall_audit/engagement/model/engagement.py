"""One arrangement in one file, and the file that holds ties apart from it."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from pitfall_audit.engagement.model.people import Conflict, Support, Tie
from pitfall_audit.engagement.model.recruitment import Statement, View

from .arrangement import AffectedGroup, Organisation, Scope, SourceDocument, Waiver
from .base import Model
from .bodies import Body
from .payment import Payment
from .people import Person
from .practice import (
    Access,
    Contact,
    DataProtection,
    Ending,
    Impact,
    Monitoring,
    Safeguarding,
    StaffPreparation,
)
from .promises import Complaint, Decision, Promise, Recommendation
from .recruitment import OtherWay, Recruitment
from .roles import Role
from .scalars import Date, Id, Listed, ListedText, Text
from .vocabulary import DescribedFrom, Level

__all__ = ["Engagement", "TiesFile"]


def _blank_entries(value: object) -> object:
    """An id with nothing under it declares somebody of whom nothing more is stated."""
    if not isinstance(value, dict):
        return {} if value == "none" else value
    return {key: {} if entry is None else entry for key, entry in value.items()}


BlankEntries = BeforeValidator(_blank_entries)

Version = Annotated[Literal["1"], WithJsonSchema({"enum": [1, "1"]})]
"""The version of the file format; an editor reads ``1`` as a number."""


class Engagement(Model):
    """One arrangement by which an organisation involves service users and carers."""

    version: Version = Field(description="The version of this file format: 1.", examples=["1"])
    id: Id = Field(
        description="A name of its own that stays the same, unique in a folder of files.",
        examples=["ward-interview-panels"],
    )
    title: Text = Field(
        description="What the arrangement is called.",
        examples=["Service users and carers on ward interview panels"],
    )
    organisation: Organisation | None = Field(
        None,
        description="The organisation whose arrangement it is.",
        examples=[{"id": "northfield", "kind": "nhs-trust", "nation": "england"}],
    )
    described_from: DescribedFrom | None = Field(
        None,
        description="What silence means: in `own-records` what is missing is missing; "
        "`published-documents` may leave things out. `own-records` where nothing is said.",
        examples=["own-records"],
    )
    sources: Listed[SourceDocument] | None = Field(
        None,
        description="The documents that the file rests on.",
        examples=[[{"id": "tor", "title": "Panel terms of reference", "dated": "2026-01-05"}]],
    )
    purpose: Text | None = Field(
        None,
        description="What the arrangement is for.",
        examples=["Bring lived experience into appointing ward nurses."],
    )
    level: Level | None = Field(
        None, description="The level of involvement, as it is claimed.", examples=["co-produce"]
    )
    lead: Text | None = Field(
        None, description="The person or post that leads it.", examples=["hr-lead"]
    )
    authority: ListedText[Text] | None = Field(
        None,
        description="The bodies and posts for which those who run it can speak.",
        examples=[["HR director"]],
    )
    contact: Contact | None = Field(
        None,
        description="Whom those who take part can ask.",
        examples=[{"post": "involvement lead", "phone": "yes", "cover": "yes"}],
    )
    starts: Date | None = Field(
        None, description="When people begin to be involved.", examples=["2026-01-12"]
    )
    ends: Date | None = Field(
        None, description="When it is to end, if it is.", examples=["2027-01-11"]
    )
    review_due: Date | None = Field(
        None, description="When it is next looked at.", examples=["2026-12-01"]
    )
    affected_groups: Listed[AffectedGroup] | None = Field(
        None,
        description="The people whom its subject touches.",
        examples=[[{"id": "inpatients", "words": "acute inpatients", "about": "service-users"}]],
    )
    scope: Scope | None = Field(
        None,
        description="What involvement can change here, and what it cannot.",
        examples=[{"can_change": ["questions asked"], "cannot_change": ["pay band"]}],
    )
    people: Annotated[dict[Id, Person], BlankEntries] | None = Field(
        None,
        description="Those who take part, each under an id that is no real name.",
        examples=[{"mary": {"experience": ["carer"]}}],
    )
    ties: Listed[Tie] | None = Field(
        None,
        description="Ties between people; `none` where everybody was asked and there are none.",
        examples=[[{"of": "asha", "with": {"person": "jo"}, "kind": "receives-care-from"}]],
    )
    bodies: Annotated[dict[Id, Body], BlankEntries] | None = Field(
        None,
        description="The boards, panels and groups, each under an id.",
        examples=[{"panel": {"title": "Interview panel", "kind": "panel"}}],
    )
    roles: Listed[Role] | None = Field(
        None,
        description="The parts that people are asked to play.",
        examples=[[{"id": "panel-member", "body": "panel", "holders": ["mary"]}]],
    )
    support: Listed[Support] | None = Field(
        None,
        description="Who supports whom.",
        examples=[[{"for": "asha", "by": {"person": "sam"}, "kind": "peer"}]],
    )
    conflicts: Listed[Conflict] | None = Field(
        None,
        description="How ties are acknowledged and handled.",
        examples=[[{"between": ["asha", "jo"], "because": "care"}]],
    )
    promises: Listed[Promise] | None = Field(
        None,
        description="What people were told would be done.",
        examples=[[{"id": "feedback", "owner": "HR business partner", "due": "2026-02-28"}]],
    )
    complaints: Listed[Complaint] | None = Field(
        None,
        description="Complaints and concerns: their dates, never their content.",
        examples=[[{"id": "c1", "kind": "concern", "received_on": "2026-02-01"}]],
    )
    recommendations: Listed[Recommendation] | None = Field(
        None,
        description="Advice given, and what was answered.",
        examples=[[{"id": "r1", "by": "panel", "made_on": "2026-02-01", "response": "accepted"}]],
    )
    decisions: Listed[Decision] | None = Field(
        None,
        description="Decisions about what people are involved in.",
        examples=[[{"id": "site-choice", "decided_on": "2026-01-05", "open_parts": ["hours"]}]],
    )
    views: Listed[View] | None = Field(
        None,
        description="What people said.",
        examples=[[{"id": "v1", "of": ["service-users"], "topic": "questions"}]],
    )
    statements: Listed[Statement] | None = Field(
        None,
        description="What is said or written about what people think.",
        examples=[[{"id": "s1", "kind": "decision", "topic": "questions", "draws_on": ["v1"]}]],
    )
    recruitment: Recruitment | None = Field(
        None,
        description="How people come to be involved.",
        examples=[{"channels": [{"kind": "open-advert"}]}],
    )
    other_ways_we_listen: Listed[OtherWay] | None = Field(
        None,
        description="Ways of hearing people that are no seats.",
        examples=[[{"group": "families", "how": "evening visits"}]],
    )
    payment: Payment | None = Field(
        None,
        description="How people are paid and repaid, unless a role says otherwise.",
        examples=[{"expenses": {"paid": "upfront", "covers": ["travel"]}}],
    )
    access: Access | None = Field(
        None,
        description="What people need in order to take part.",
        examples=[{"needs_asked_on": "2026-01-05"}],
    )
    safeguarding: Safeguarding | None = Field(
        None, description="How people are kept safe.", examples=[{"under_18s": "no"}]
    )
    staff_preparation: StaffPreparation | None = Field(
        None,
        description="How staff are prepared for working with lived-experience members.",
        examples=[{"trained": "yes"}],
    )
    ending: Ending | None = Field(
        None,
        description="How the arrangement, and people's part in it, ends.",
        examples=[{"exit_terms": "yes"}],
    )
    impact: Listed[Impact] | None = Field(
        None,
        description="What came of it.",
        examples=[[{"dated": "2026-04-01", "effect": "two questions rewritten"}]],
    )
    monitoring: Monitoring | None = Field(
        None,
        description="Whether it is known who takes part, by choice.",
        examples=[{"offered": "yes"}],
    )
    data_protection: DataProtection | None = Field(
        None,
        description="How what is known of people is kept.",
        examples=[{"lawful_basis": "consent", "retention_until": "2028-01-12"}],
    )
    waivers: Listed[Waiver] | None = Field(
        None,
        description="Findings that are accepted for now. They are checked, and not applied yet: "
        "the findings are shown all the same.",
        examples=[[{"rule": "lone-member", "reason": "a second member joins in May"}]],
    )


class TiesFile(Model):
    """Ties, and how they are handled, kept apart from the engagement they belong to."""

    version: Version = Field(description="The version of this file format: 1.", examples=["1"])
    engagement: Id | None = Field(
        None,
        description="The id of the engagement it belongs to.",
        examples=["ward-interview-panels"],
    )
    ties: Listed[Tie] | None = Field(
        None,
        description="Ties between people; `none` where everybody was asked and there are none.",
        examples=[[{"of": "asha", "with": {"person": "jo"}, "kind": "receives-care-from"}]],
    )
    conflicts: Listed[Conflict] | None = Field(
        None,
        description="How ties are acknowledged and handled.",
        examples=[[{"between": ["asha", "jo"], "because": "care"}]],
    )
