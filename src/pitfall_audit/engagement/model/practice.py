"""The practical side: access, safeguarding, induction, ending, impact, data."""

from __future__ import annotations

from pitfall_audit.engagement.model.records import Field, optional

from .base import BodyName, PersonId, PostFirst, Record, ToldRecord, Who, YesOrSource
from .scalars import Count, Date, Due, Flag, Id, Listed, ListedText, Text
from .vocabulary import CheckLevel, ChecksAskedOf, ContactWith, Effect, FeedbackGiven, Sharing

__all__ = [
    "Access", "Activity", "AdmittedGap", "Contact", "DataProtection", "Ending", "Feedback",
    "Impact", "Induction", "LimitNamed", "Monitoring", "Need", "PublicDocument", "Safeguarding",
    "StaffPreparation",
]  # fmt: skip


# fmt: off
class Contact(Who):
    """Whom people can ask; the person who is in a post now may stand beside it."""

    phone: Flag | None = optional("Whether people were given a phone number.", "yes")
    email: Flag | None = optional("Whether people were given an email address.", "yes")
    form: Flag | None = optional("Whether people were given a form to fill in.", "no")
    other_way: YesOrSource | None = optional(
        "Whether there is another way of reaching them, as a visit, by post or at meetings.", "yes")
    some_cannot_use_it: YesOrSource | None = optional(
        "Whether some of those it is for can't or will not use the ways that are given.", "no")
    cover: YesOrSource | None = optional("Whether somebody answers when they are away.", "yes")


class Need(Record):
    """Something a person or a body needs in order to take part."""

    person: PersonId | None = optional("The id of the person.", "brian")
    body: BodyName | None = optional(
        "Instead of one person: the body whose members need it.", "panel")
    need: Text = Field(description="What is needed, never why.", examples=["large-print"])
    recorded_on: Date | None = optional("The day on which it was recorded.", "2026-01-05")
    met: YesOrSource | None = optional("Whether it is met.", "yes")
    reviewed_on: Date | None = optional("When it was last asked whether it is met.", "2026-03-01")


class LimitNamed(Record):
    """Something that members themselves said makes it hard to take part."""

    limit: Text = Field(description="What is hard, in their words.", examples=["the days are long"])
    named_on: Date | None = optional("The day on which they said so.", "2026-02-10")
    change: Text | None = optional(
        "What was changed for it; `none` where nothing was.", "a break every hour", "none")


class PublicDocument(Record):
    """A document or form that the public is to use."""

    title: Text = Field(description="What it is.", examples=["application form"])
    accessibility_checked_on: Date | None = optional(
        "When its accessibility was checked.", "2026-01-05")


class Access(Record):
    """What people need in order to take part, and whether they have it."""

    needs_asked_on: Date | None = optional("When people were asked what they need.", "2026-01-05")
    needs: Listed[Need] | None = optional(
        "What is needed; `none` where people were asked and need nothing.",
        [{"person": "brian", "need": "large-print", "met": "yes"}])
    limits_named: Listed[LimitNamed] | None = optional(
        "What members themselves said makes it hard to take part, and what was changed for it.",
        [{"limit": "the days are long", "change": "a break every hour"}])
    welsh_offered: YesOrSource | None = optional(
        "Whether Welsh is offered without being asked for.", "yes")
    public_documents: Listed[PublicDocument] | None = optional(
        "Documents and forms that the public is to use.",
        [{"title": "application form", "accessibility_checked_on": "2026-01-05"}])


class Activity(Record):
    """An activity, and whom people meet in it."""

    name: Text = Field(description="What it is.", examples=["ward visits"])
    contact_with: ContactWith | None = optional("Whom people meet in it.", "adults-at-risk")
    one_to_one: Flag | None = optional("Whether two people are alone in it.", "no")
    online: Flag | None = optional("Whether there is private contact online.", "no")
    check_level: CheckLevel | None = optional("The criminal-record check asked for it.", "enhanced")


class Safeguarding(Record):
    """How people who take part are kept safe."""

    under_18s: Flag | None = optional("Whether anybody under 18 takes part.", "no")
    adults_at_risk: Flag | None = optional("Whether adults at risk take part.", "no")
    lead: PostFirst | None = optional("The post or person who leads.", "safeguarding lead")
    private_contact_rules: YesOrSource | None = optional(
        "Whether there are rules for private contact, one to one or online.", "yes")
    checks_asked_of: ChecksAskedOf | None = optional(
        "Of whom a criminal-record check is asked.", "by-activity")
    activities: Listed[Activity] | None = optional(
        "The activities, and whom people meet in them.",
        [{"name": "ward visits", "contact_with": "adults-at-risk"}])


class Induction(Record):
    """How somebody is brought in."""

    given_on: Date | None = optional("The day on which it was given.", "2026-01-08")
    training: ListedText[Text] | None = optional("The training in it.", ["fair selection"])


class StaffPreparation(Record):
    """How staff are prepared for working with lived-experience members."""

    trained: YesOrSource | None = optional("Whether they have been trained.", "yes")
    trained_on: Date | None = optional("When they were trained.", "2026-01-08")
    training: ListedText[Text] | None = optional(
        "What the training covers.", ["working with members"])


class Ending(Record):
    """How the arrangement, and people's part in it, comes to an end."""

    exit_terms: YesOrSource | None = optional("Whether it is written how people leave.", "yes")
    ended_on: Date | None = optional("When the arrangement ended, where it has.", "2026-12-31")
    thanks: YesOrSource | None = optional("Whether people are thanked when they leave.", "yes")
    feedback: YesOrSource | None = optional("Whether people are asked how it was.", "yes")
    handover: YesOrSource | None = optional("Whether there is a handover.", "yes")


class Impact(Record):
    """Something that came of involving people, or that nothing did."""

    id: Id | None = optional("A name of its own within the file.", "i1")
    dated: Date | None = optional("When it was recorded.", "2026-04-01")
    effect: Text | None = optional("What changed.", "two questions rewritten")
    effect_kind: Effect | None = optional(
        "Whether it was for the better; `none` counts.", "positive")
    judged_by: ListedText[PersonId] | None = optional("The ids of those who judged it.", ["asha"])
    told: ToldRecord | None = optional("That people were told of it.", {"on": "2026-04-10"})


class Feedback(Record):
    """Whether those who take part hear what came of it."""

    given: FeedbackGiven = Field(
        description="`unasked`; `on-request`, to those who ask; or `never`.", examples=["unasked"])


class AdmittedGap(Record):
    """Something that is missing by the organisation's own word, and what is set against it."""

    text: Text = Field(
        description="What is missing, in the words used.",
        examples=["We have not reached people who work nights."])
    owner: PostFirst | None = optional("Who sees to it.", "involvement lead")
    due: Due | None = optional("The day by which it is to be mended.", "2026-09-30")
    promise: Text | None = optional(
        "What is promised against it: the id of a promise, or words.", "night-visits")
    will_stay: YesOrSource | None = optional(
        "Whether it is said openly that it will stay so.", "yes")


class Monitoring(Record):
    """Whether it is known who takes part, by choice and in numbers only."""

    offered: YesOrSource | None = optional(
        "Whether people are offered to say who they are, by choice.", "yes")
    collected_on: Date | None = optional("When answers were last collected.", "2026-03-01")
    compared_on: Date | None = optional(
        "When they were last compared with those whom the service serves.", "2026-04-01")
    smallest_number_shown: Count | None = optional("The smallest number that is published.", "5")


class DataProtection(Record):
    """How what is known of people is kept."""

    lawful_basis: Text | None = optional("The lawful basis for keeping it.", "consent")
    health_data_condition: Text | None = optional(
        "The condition for keeping data on health.", "explicit consent")
    consent_on: Date | None = optional("When people agreed to it.", "2026-01-05")
    retention_until: Date | None = optional("How long it is kept.", "2028-01-12")
    this_file: Sharing | None = optional("Who can read this file.", "restricted")
    ids_are_pseudonyms: Flag | None = optional(
        "Whether the ids under `people` are no real names.", "yes")
