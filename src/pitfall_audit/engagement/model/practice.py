"""The practical side: access, safeguarding, induction, ending, impact, data."""

from __future__ import annotations

from .base import BodyName, PersonId, PostFirst, Record, ToldRecord, Who, YesOrSource
from .scalars import Count, Date, Due, Flag, Id, Listed, ListedText, Text
from .vocabulary import CheckLevel, ChecksAskedOf, ContactWith, Effect, FeedbackGiven, Sharing

__all__ = [
    "Access", "Activity", "AdmittedGap", "Contact", "DataProtection", "Ending", "Feedback",
    "Impact", "Induction", "LimitNamed", "Monitoring", "Need", "PublicDocument", "Safeguarding",
    "StaffPreparation",
]  # fmt: skip


class Contact(Who):
    """Whom people can ask; the person who is in a post now may stand beside it."""

    phone: Flag | None = None
    email: Flag | None = None
    form: Flag | None = None
    other_way: YesOrSource | None = None
    some_cannot_use_it: YesOrSource | None = None
    cover: YesOrSource | None = None


class Need(Record):
    """Something a person or a body needs in order to take part."""

    person: PersonId | None = None
    body: BodyName | None = None
    need: Text
    recorded_on: Date | None = None
    met: YesOrSource | None = None
    reviewed_on: Date | None = None


class LimitNamed(Record):
    """Something that members themselves said makes it hard to take part."""

    limit: Text
    named_on: Date | None = None
    change: Text | None = None


class PublicDocument(Record):
    """A document or form that the public is to use."""

    title: Text
    formats: ListedText[Text] | None = None
    accessibility_checked_on: Date | None = None


class Access(Record):
    """What people need in order to take part, and whether they have it."""

    needs_asked_on: Date | None = None
    needs: Listed[Need] | None = None
    limits_named: Listed[LimitNamed] | None = None
    welsh_offered: YesOrSource | None = None
    public_documents: Listed[PublicDocument] | None = None


class Activity(Record):
    """An activity, and whom people meet in it."""

    name: Text
    contact_with: ContactWith | None = None
    one_to_one: Flag | None = None
    online: Flag | None = None
    check_level: CheckLevel | None = None


class Safeguarding(Record):
    """How people who take part are kept safe."""

    under_18s: Flag | None = None
    adults_at_risk: Flag | None = None
    lead: PostFirst | None = None
    private_contact_rules: YesOrSource | None = None
    checks_asked_of: ChecksAskedOf | None = None
    activities: Listed[Activity] | None = None


class Induction(Record):
    """How somebody is brought in."""

    given_on: Date | None = None
    training: ListedText[Text] | None = None


class StaffPreparation(Record):
    """How staff are prepared for working with lived-experience members."""

    trained: YesOrSource | None = None
    trained_on: Date | None = None
    training: ListedText[Text] | None = None


class Ending(Record):
    """How the arrangement, and people's part in it, comes to an end."""

    exit_terms: YesOrSource | None = None
    ended_on: Date | None = None
    thanks: YesOrSource | None = None
    feedback: YesOrSource | None = None
    handover: YesOrSource | None = None


class Impact(Record):
    """Something that came of involving people, or that nothing did."""

    id: Id | None = None
    dated: Date | None = None
    effect: Text | None = None
    effect_kind: Effect | None = None
    judged_by: ListedText[PersonId] | None = None
    told: ToldRecord | None = None


class Feedback(Record):
    """Whether those who take part hear what came of it."""

    given: FeedbackGiven


class AdmittedGap(Record):
    """Something that is missing by the organisation's own word, and what is set against it."""

    text: Text
    owner: PostFirst | None = None
    due: Due | None = None
    promise: Text | None = None
    will_stay: YesOrSource | None = None


class Monitoring(Record):
    """Whether it is known who takes part, by choice and in numbers only."""

    offered: YesOrSource | None = None
    collected_on: Date | None = None
    compared_on: Date | None = None
    smallest_number_shown: Count | None = None
    mixed_by: ListedText[Text] | None = None


class DataProtection(Record):
    """How what is known of people is kept."""

    lawful_basis: Text | None = None
    health_data_condition: Text | None = None
    consent_on: Date | None = None
    retention_until: Date | None = None
    this_file: Sharing | None = None
    ids_are_pseudonyms: Flag | None = None
