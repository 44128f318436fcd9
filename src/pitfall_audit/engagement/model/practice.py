"""The practical side: access, safeguarding, induction, ending, impact, data."""

from pydantic import Field

from .base import BodyName, PersonId, Record, ToldRecord, YesOrSource
from .scalars import (
    Count,
    Date,
    Flag,
    Id,
    Listed,
    ListedText,
    Text,
)
from .vocabulary import (
    CheckLevel,
    ChecksAskedOf,
    ContactWith,
    Effect,
    Sharing,
)

__all__ = [
    "Access", "Activity", "Contact", "DataProtection", "Ending", "Impact", "Induction",
    "Monitoring", "Need", "PublicDocument", "Safeguarding", "StaffPreparation",
]  # fmt: skip


class Contact(Record):
    """Whom people can ask."""

    post: Text | None = Field(
        None, description="The post, which stays when people change.", examples=["involvement lead"]
    )
    person: PersonId | None = Field(
        None, description="The id of the person in it.", examples=["hr-lead"]
    )
    phone: Flag | None = Field(
        None, description="Whether people were given a phone number.", examples=["yes"]
    )
    email: Flag | None = Field(
        None, description="Whether people were given an email address.", examples=["yes"]
    )
    cover: YesOrSource | None = Field(
        None, description="Whether somebody answers when they are away.", examples=["yes"]
    )


class Need(Record):
    """Something a person or a body needs in order to take part."""

    person: PersonId | None = Field(None, description="The id of the person.", examples=["brian"])
    body: BodyName | None = Field(
        None, description="Instead of one person: the body whose members need it.",
        examples=["panel"],
    )  # fmt: skip
    need: Text = Field(description="What is needed, never why.", examples=["large-print"])
    recorded_on: Date | None = Field(
        None, description="The day on which it was recorded.", examples=["2026-01-05"]
    )
    met: YesOrSource | None = Field(None, description="Whether it is met.", examples=["yes"])
    reviewed_on: Date | None = Field(
        None, description="When it was last asked whether it is met.", examples=["2026-03-01"]
    )


class PublicDocument(Record):
    """A document or form that the public is to use."""

    title: Text = Field(description="What it is.", examples=["application form"])
    accessibility_checked_on: Date | None = Field(
        None, description="When its accessibility was checked.", examples=["2026-01-05"]
    )


class Access(Record):
    """What people need in order to take part, and whether they have it."""

    needs_asked_on: Date | None = Field(
        None, description="When people were asked what they need.", examples=["2026-01-05"]
    )
    needs: Listed[Need] | None = Field(
        None,
        description="What is needed; `none` where people were asked and need nothing.",
        examples=[[{"person": "brian", "need": "large-print", "met": "yes"}]],
    )
    welsh_offered: YesOrSource | None = Field(
        None, description="Whether Welsh is offered without being asked for.", examples=["yes"]
    )
    public_documents: Listed[PublicDocument] | None = Field(
        None,
        description="Documents and forms that the public is to use.",
        examples=[[{"title": "application form", "accessibility_checked_on": "2026-01-05"}]],
    )


class Activity(Record):
    """An activity, and whom people meet in it."""

    name: Text = Field(description="What it is.", examples=["ward visits"])
    contact_with: ContactWith | None = Field(
        None, description="Whom people meet in it.", examples=["adults-at-risk"]
    )
    one_to_one: Flag | None = Field(
        None, description="Whether two people are alone in it.", examples=["no"]
    )
    online: Flag | None = Field(
        None, description="Whether there is private contact online.", examples=["no"]
    )
    check_level: CheckLevel | None = Field(
        None, description="The criminal-record check asked for it.", examples=["enhanced"]
    )


class Safeguarding(Record):
    """How people who take part are kept safe."""

    under_18s: Flag | None = Field(
        None, description="Whether anybody under 18 takes part.", examples=["no"]
    )
    adults_at_risk: Flag | None = Field(
        None, description="Whether adults at risk take part.", examples=["no"]
    )
    lead: Text | None = Field(
        None, description="The post or person who leads.", examples=["safeguarding lead"]
    )
    private_contact_rules: YesOrSource | None = Field(
        None,
        description="Whether there are rules for private contact, one to one or online.",
        examples=["yes"],
    )
    checks_asked_of: ChecksAskedOf | None = Field(
        None,
        description="Of whom a criminal-record check is asked.",
        examples=["by-activity"],
    )
    activities: Listed[Activity] | None = Field(
        None,
        description="The activities, and whom people meet in them.",
        examples=[[{"name": "ward visits", "contact_with": "adults-at-risk"}]],
    )


class Induction(Record):
    """How somebody is brought in."""

    given_on: Date | None = Field(
        None, description="The day on which it was given.", examples=["2026-01-08"]
    )
    training: ListedText[Text] | None = Field(
        None, description="The training in it.", examples=[["fair selection"]]
    )


class StaffPreparation(Record):
    """How staff are prepared for working with lived-experience members."""

    trained: YesOrSource | None = Field(
        None, description="Whether they have been trained.", examples=["yes"]
    )
    trained_on: Date | None = Field(
        None, description="When they were trained.", examples=["2026-01-08"]
    )
    training: ListedText[Text] | None = Field(
        None, description="What the training covers.", examples=[["working with members"]]
    )


class Ending(Record):
    """How the arrangement, and people's part in it, comes to an end."""

    exit_terms: YesOrSource | None = Field(
        None, description="Whether it is written how people leave.", examples=["yes"]
    )
    ended_on: Date | None = Field(
        None, description="When the arrangement ended, where it has.", examples=["2026-12-31"]
    )
    thanks: YesOrSource | None = Field(
        None, description="Whether people are thanked when they leave.", examples=["yes"]
    )
    feedback: YesOrSource | None = Field(
        None, description="Whether people are asked how it was.", examples=["yes"]
    )
    handover: YesOrSource | None = Field(
        None, description="Whether there is a handover.", examples=["yes"]
    )


class Impact(Record):
    """Something that came of involving people, or that nothing did."""

    id: Id | None = Field(None, description="A name of its own within the file.", examples=["i1"])
    dated: Date | None = Field(None, description="When it was recorded.", examples=["2026-04-01"])
    effect: Text | None = Field(
        None, description="What changed.", examples=["two questions rewritten"]
    )
    effect_kind: Effect | None = Field(
        None, description="Whether it was for the better; `none` counts.", examples=["positive"]
    )
    judged_by: ListedText[PersonId] | None = Field(
        None, description="The ids of those who judged it.", examples=[["asha"]]
    )
    told: ToldRecord | None = Field(
        None, description="That people were told of it.", examples=[{"on": "2026-04-10"}]
    )


class Monitoring(Record):
    """Whether it is known who takes part, by choice and in numbers only."""

    offered: YesOrSource | None = Field(
        None,
        description="Whether people are offered to say who they are, by choice.",
        examples=["yes"],
    )
    collected_on: Date | None = Field(
        None, description="When answers were last collected.", examples=["2026-03-01"]
    )
    compared_on: Date | None = Field(
        None,
        description="When they were last compared with those whom the service serves.",
        examples=["2026-04-01"],
    )
    smallest_number_shown: Count | None = Field(
        None, description="The smallest number that is published.", examples=["5"]
    )


class DataProtection(Record):
    """How what is known of people is kept."""

    lawful_basis: Text | None = Field(
        None, description="The lawful basis for keeping it.", examples=["consent"]
    )
    health_data_condition: Text | None = Field(
        None,
        description="The condition for keeping data on health.",
        examples=["explicit consent"],
    )
    consent_on: Date | None = Field(
        None, description="When people agreed to it.", examples=["2026-01-05"]
    )
    retention_until: Date | None = Field(
        None, description="How long it is kept.", examples=["2028-01-12"]
    )
    this_file: Sharing | None = Field(
        None, description="Who can read this file.", examples=["restricted"]
    )
    ids_are_pseudonyms: Flag | None = Field(
        None,
        description="Whether the ids under `people` are no real names.",
        examples=["yes"],
    )
