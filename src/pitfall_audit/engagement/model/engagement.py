"""One arrangement in one file, and the file that holds ties apart from it."""

from __future__ import annotations

from typing import Annotated, Literal

from pitfall_audit.engagement.model.payment import Payment
from pitfall_audit.engagement.model.people import Conflict, Support, Tie
from pitfall_audit.engagement.model.recruitment import Statement, View

from .arrangement import (
    AffectedGroup,
    AlsoClaimed,
    Correction,
    Merit,
    Observation,
    Organisation,
    SaidDifferently,
    SaidInWords,
    Scope,
    SourceDocument,
    Waiver,
)
from .base import Description, Model, PersonKey, PostFirst
from .bodies import Body
from .happenings import Definition, Event, Figure
from .markers import Before, SeenAs
from .people import Person
from .practice import (
    Access,
    AdmittedGap,
    Contact,
    DataProtection,
    Ending,
    Feedback,
    Impact,
    Monitoring,
    Safeguarding,
    StaffPreparation,
)
from .promises import Complaint, Decision, Promise, Recommendation
from .records import Field, optional
from .recruitment import OtherWay, Recruitment
from .roles import Role
from .scalars import Date, Id, Listed, ListedText, Shorthand, Text
from .vocabulary import DescribedFrom, Level

__all__ = ["Engagement", "TiesFile"]


def _blank_entries(value: object) -> object:
    """An id with nothing under it declares somebody of whom nothing more is stated."""
    if not isinstance(value, dict):
        return {} if value == "none" else value
    return {key: {} if entry is None else entry for key, entry in value.items()}


BlankEntries = Before(_blank_entries)

Version = Annotated[Literal["1"], SeenAs({"enum": [1, "1"]})]
"""The version of the file format; an editor reads ``1`` as a number."""


# fmt: off
class Engagement(Description):
    """One arrangement by which an organisation involves service users and carers."""

    version: Version = Field(description="The version of this file format: 1.", examples=["1"])
    id: Id = Field(
        description="A name of its own that stays the same, unique in a folder of files.",
        examples=["ward-interview-panels"])
    title: Text = Field(
        description="What the arrangement is called.",
        examples=["Service users and carers on ward interview panels"])
    organisation: Organisation | None = optional(
        "The organisation whose arrangement it is.",
        {"id": "northfield", "kind": "nhs-trust", "nation": "england"})
    described_from: DescribedFrom | None = optional(
        "What silence means: in `own-records` what is missing is missing; `published-documents` "
        "may leave things out. `own-records` where nothing is said.", "own-records")
    sources: Listed[SourceDocument] | None = optional(
        "The documents that the file rests on.",
        [{"id": "tor", "title": "Panel terms of reference", "dated": "2026-01-05"}])
    purpose: Text | None = optional(
        "What the arrangement is for, as a whole. What one body in it is for is `purpose` of that "
        "body.", "Bring lived experience into appointing ward nurses.")
    level: Level | None = optional("The level of involvement, as it is claimed.", "co-produce")
    also_stated: Listed[AlsoClaimed] | None = optional(
        "What another document, or another passage, claims of the same arrangement.",
        [{"source": "handbook", "level": "consult"}])
    lead: PostFirst | None = optional("The person or post that leads it.", "hr-lead")
    also_says: Listed[SaidInWords] | None = optional(
        "Sentences for which there is no field. They are to be read, and are no silence.",
        [{"about": "support", "text": "We look after each other.", "source": "tor"}])
    done_well: Listed[Merit] | None = optional(
        "What is done well and others should copy, each in one sentence.",
        [{"text": "Members practise their questions together.", "said_by": ["members"]}])
    observations: Listed[Annotated[Observation, Shorthand("text")]] | None = optional(
        "What a reader noted that no field holds, and the organisation should answer.",
        [{"text": "Members may claim travel, and the claim needs a car.", "about": "payment"}])
    corrections: Listed[Correction] | None = optional(
        "What people say of what is written or was found of them; it stands beside that.",
        [{"by": "asha", "said_on": "2026-06-01", "text": "I was asked, and said yes."}])
    said_differently: Listed[SaidDifferently] | None = optional(
        "Matters of which the papers say different things, where `also_stated` of the arrangement, "
        "a body or a role has no field for it.",
        [{"about": "size", "said": ["twelve members", {"text": "up to fifteen", "source": "tor"}]}],
    )
    definitions: Listed[Definition] | None = optional(
        "What words mean in the papers. Where two papers give one word different meanings, both "
        "are written.", [{"word": "carer", "means": "anybody who looks after a relative"}])
    events: Listed[Event] | None = optional(
        "What happened to the arrangement, its bodies and roles. What came of it is `impact`, what "
        "was settled `decisions`, and who came to a meeting stands at the meeting.",
        [{"kind": "joined", "number": "2", "body": "panel", "dated": "2025-11"}])
    figures: Listed[Figure] | None = optional(
        "Figures by which papers tell how it does. What changed is `impact`.",
        [{"what": "visits carried out", "value": "73%", "among": "visits planned"}])
    authority: ListedText[PostFirst] | None = optional(
        "The bodies and posts for which those who run it can speak.", ["HR director"])
    contact: Contact | None = optional(
        "Whom those who take part can ask. To whom a concern goes, step by step, is `escalation` "
        "of a body.", {"post": "involvement lead", "phone": "yes", "cover": "yes"})
    starts: Date | None = optional("When people begin to be involved.", "2026-01-12")
    ends: Date | None = optional("When it is to end, if it is.", "2027-01-11")
    ends_with: Text | None = optional(
        "What it ends with, where no day is named.", "the bill has passed")
    review_due: Date | None = optional("When it is next looked at.", "2026-12-01")
    reviewed_on: Date | None = optional("When it was last looked at.", "2025-12-01")
    review_every: Text | None = optional("How often it is looked at.", "every year")
    affected_groups: Listed[AffectedGroup] | None = optional(
        "The people whom its subject touches.",
        [{"id": "inpatients", "words": "acute inpatients", "about": "service-users"}])
    scope: Scope | None = optional(
        "What involvement can change here, and what it cannot.",
        {"can_change": ["questions asked"], "cannot_change": ["pay band"]})
    people: Annotated[dict[PersonKey, Person], BlankEntries] | None = optional(
        "Those who take part, each under an id that is no real name.",
        {"mary": {"experience": ["carer"]}})
    ties: Listed[Tie] | None = optional(
        "Ties between people; `none` where everybody was asked and there are none.",
        [{"of": "asha", "with": {"person": "jo"}, "kind": "receives-care-from"}])
    bodies: Annotated[dict[Id, Body], BlankEntries] | None = optional(
        "The boards, panels and groups, each under an id.",
        {"panel": {"title": "Interview panel", "kind": "panel"}})
    roles: Listed[Role] | None = optional(
        "The parts that people are asked to play.",
        [{"id": "panel-member", "body": "panel", "holders": ["mary"]}])
    support: Listed[Support] | None = optional(
        "Who supports whom.", [{"for": "asha", "by": {"person": "sam"}, "kind": "peer"}])
    conflicts: Listed[Conflict] | None = optional(
        "How ties are acknowledged and handled.", [{"between": ["asha", "jo"], "because": "care"}])
    promises: Listed[Promise] | None = optional(
        "What people were told would be done.",
        [{"id": "feedback", "owner": "HR business partner", "due": "2026-02-28"}])
    complaints: Listed[Complaint] | None = optional(
        "Complaints and concerns: their dates, never their content.",
        [{"id": "c1", "kind": "concern", "received_on": "2026-02-01"}])
    recommendations: Listed[Recommendation] | None = optional(
        "Advice given, and what was answered.",
        [{"id": "r1", "by": "panel", "made_on": "2026-02-01", "response": "accepted"}])
    decisions: Listed[Decision] | None = optional(
        "Decisions about what people are involved in.",
        [{"id": "site-choice", "decided_on": "2026-01-05", "open_parts": ["hours"]}])
    views: Listed[View] | None = optional(
        "What people said.", [{"id": "v1", "of": ["service-users"], "topic": "questions"}])
    statements: Listed[Statement] | None = optional(
        "What is said or written about what people think. What members do is `duties` of their "
        "role; what will be done for them is one of `promises`.",
        [{"id": "s1", "kind": "decision", "topic": "questions", "draws_on": ["v1"]}])
    recruitment: Recruitment | None = optional(
        "How people come to be involved.", {"channels": [{"kind": "open-advert"}]})
    other_ways_we_listen: Listed[OtherWay] | None = optional(
        "Ways of hearing people that are no seats.",
        [{"group": "families", "how": "evening visits"}])
    payment: Payment | None = optional(
        "How people are paid and repaid, unless a role says otherwise.",
        {"expenses": {"paid": "upfront", "covers": ["travel"]}})
    access: Access | None = optional(
        "What people need in order to take part.", {"needs_asked_on": "2026-01-05"})
    safeguarding: Safeguarding | None = optional("How people are kept safe.", {"under_18s": "no"})
    staff_preparation: StaffPreparation | None = optional(
        "How staff are prepared for working with lived-experience members.", {"trained": "yes"})
    ending: Ending | None = optional(
        "How the arrangement, and people's part in it, ends.", {"exit_terms": "yes"})
    impact: Listed[Impact] | None = optional(
        "What came of it.", [{"dated": "2026-04-01", "effect": "two questions rewritten"}])
    feedback: Annotated[Feedback, Shorthand("given")] | None = optional(
        "Whether those who take part hear what came of it.", "unasked")
    admitted_gaps: Listed[Annotated[AdmittedGap, Shorthand("text")]] | None = optional(
        "What is missing by the organisation's own word.",
        [{"text": "We have not reached people who work nights.", "owner": "involvement lead"}])
    monitoring: Monitoring | None = optional(
        "Whether it is known who takes part, by choice.", {"offered": "yes"})
    data_protection: DataProtection | None = optional(
        "How what is known of people is kept.",
        {"lawful_basis": "consent", "retention_until": "2028-01-12"})
    waivers: Listed[Waiver] | None = optional(
        "Findings that are accepted for now: each of one check and one subject, and none without "
        "a reason, somebody who sees to it, somebody else who agreed, and a last day.",
        [{"rule": "lone-member", "subject": "seats[member/asha]",
          "reason": "a second member joins in May", "owner": "HR business partner",
          "approved_by": "company secretary", "until": "2026-05-31"}])


class CentralWaiver(Waiver):
    """A waiver in a file of its own, which says of which engagement it speaks."""

    engagement: Id = Field(
        description="The id of the engagement.", examples=["ward-interview-panels"])


class WaiversFile(Model):
    """Waivers of several engagements, kept in one file."""

    waivers: Listed[CentralWaiver] = Field(
        description="Findings that are accepted for now.",
        examples=[[{"engagement": "ward-interview-panels", "rule": "lone-member"}]])


class TiesFile(Description):
    """Ties, and how they are handled, kept apart from the engagement they belong to."""

    version: Version = Field(description="The version of this file format: 1.", examples=["1"])
    engagement: Id | None = optional(
        "The id of the engagement it belongs to.", "ward-interview-panels")
    ties: Listed[Tie] | None = optional(
        "Ties between people; `none` where everybody was asked and there are none.",
        [{"of": "asha", "with": {"person": "jo"}, "kind": "receives-care-from"}])
    conflicts: Listed[Conflict] | None = optional(
        "How ties are acknowledged and handled.", [{"between": ["asha", "jo"], "because": "care"}])
