"""How people come to be involved, who is heard in other ways, and what people said."""

from __future__ import annotations

from typing import Annotated

from pitfall_audit.engagement.model.arrangement import Ages
from pitfall_audit.engagement.model.base import (
    GroupId,
    Party,
    PersonOrTeam,
    Record,
    RoleId,
    ViewId,
    YesOrSource,
)
from pitfall_audit.engagement.model.records import Field, optional
from pitfall_audit.engagement.model.scalars import (
    Date,
    Flag,
    Id,
    Listed,
    ListedText,
    Range,
    Shorthand,
    Text,
)
from pitfall_audit.engagement.model.vocabulary import (
    ChannelKind,
    ChosenBy,
    CriterionKind,
    Mode,
    StatementKind,
    TimeBand,
)

__all__ = [
    "Channel", "Criterion", "OtherWay", "Recruitment", "Selection", "Statement", "View", "WayIn",
]  # fmt: skip


# fmt: off
class Channel(Record):
    """A route by which people hear of a role."""

    kind: ChannelKind = Field(description="What kind of route it is.", examples=["open-advert"])
    name: Text | None = optional("Its name.", "trust website", "carers centre")
    roles: ListedText[RoleId] | None = optional(
        "The ids of the roles it is for, if not all.", ["panel-member"])


class WayIn(Record):
    """A way in which people can apply or join."""

    mode: Mode = Field(description="How.", examples=["phone"])
    roles: ListedText[RoleId] | None = optional(
        "The ids of the roles it is for, if not all.", ["panel-member"])
    times: ListedText[TimeBand] | None = optional("When it can be used.", ["evening"])
    site: Text | None = optional("Where, if in one place.", "Town Hall")
    languages: ListedText[Text] | None = optional(
        "The languages it can be used in.", ["English", "Welsh"])
    needs_email: Flag | None = optional("Whether it cannot be used without email.", "no")
    needs_fluent_english: Flag | None = optional(
        "Whether it cannot be used without fluent English.", "no")


class Criterion(Record):
    """Something asked of those who apply."""

    text: Text = Field(
        description="What is asked.", examples=["experience of ward care in the last three years"])
    kind: CriterionKind | None = optional("What kind of thing it is.", "lived-experience")
    essential: Flag | None = optional("Whether nobody is taken without it.", "no")
    judged_by: PersonOrTeam | None = optional(
        "Who judges whether it is met.", {"team": "involvement"})
    reason: Text | None = optional("Why it is asked.", "the law asks it")
    roles: ListedText[RoleId] | None = optional(
        "The ids of the roles it is for, if not all.", ["panel-member"])


class Selection(Record):
    """How it is settled who of those who apply is taken."""

    suitability_judged: YesOrSource | None = optional(
        "Whether somebody judges who is suitable.", "yes")
    by: ListedText[ChosenBy] | None = optional(
        "Who judges it or chooses.", ["staff", "lived-experience-members"])
    criteria_published: YesOrSource | None = optional(
        "Whether people can read by what they are judged; yes where `criteria` lists it.", "yes")
    reasons_given: YesOrSource | None = optional(
        "Whether those who are not taken are told why.", "yes")


class Recruitment(Record):
    """How people come to be involved."""

    channels: Listed[Annotated[Channel, Shorthand("kind")]] | None = optional(
        "The routes by which people hear of the roles.",
        [{"kind": "open-advert", "name": "trust website"}])
    reason: Text | None = optional(
        "Why there is no open route.", "all who have the condition are known to one clinic")
    ways_in: Listed[Annotated[WayIn, Shorthand("mode")]] | None = optional(
        "The ways in which people can apply or join.", [{"mode": "online"}, {"mode": "phone"}])
    criteria: Listed[Annotated[Criterion, Shorthand("text")]] | None = optional(
        "What is asked of those who apply.", ["experience of ward care in the last three years"])
    self_referral_open: YesOrSource | None = optional(
        "Whether anybody may put themselves forward.", "yes")
    selection: Selection | None = optional(
        "How it is settled who is taken.",
        {"by": ["staff", "lived-experience-members"], "reasons_given": "yes"})


class OtherWay(Record):
    """A way of hearing people that is no seat."""

    group: GroupId | None = optional("The id of the affected group heard.", "families")
    how: Text | None = optional("How they are heard.", "evening visits to the carers centre")
    ages: Ages | None = optional(
        "How old those are who are heard so, where not all of the group are.", {"from": "13"})


class View(Record):
    """What some people said on a topic."""

    id: Id = Field(description="A name of its own within the file.", examples=["v1"])
    of: ListedText[Text] | None = optional(
        "Whose view it is, in words, or by the id of an affected group.", ["service-users"])
    topic: Text | None = optional("What it is about.", "questions")
    says: Text | None = optional("What they said.", "Want questions about compassion.")
    heard_from: Range | None = optional("How many people said so.", "14")
    meetings: Range | None = optional("On how many occasions they were heard.", "3")
    how: Text | None = optional("How they were heard.", "survey")
    dated: Date | None = optional("When they were heard.", "2026-02-01")
    differs_from: ListedText[ViewId] | None = optional(
        "The ids of views that it differs from.", ["v1"])


class Statement(Record):
    """Something said or written about what people think: a claim, a finding, a minute."""

    id: Id = Field(description="A name of its own within the file.", examples=["s1"])
    kind: StatementKind | None = optional("What kind of text it is in.", "decision")
    topic: Text | None = optional("What it is about.", "questions")
    text: Text | None = optional("What it says, word for word.", "Both sets are used.")
    quotation: Flag | None = optional("Whether the text quotes somebody.", "no")
    by: Party | None = optional("Who says it.", {"body": "panel"})
    says_who_thinks: ListedText[Text] | None = optional(
        "The people whose view it claims to give, in its own words.", ["service users"])
    draws_on: ListedText[ViewId] | None = optional(
        "The ids of the views it rests on.", ["v1", "v2"])
    heard_from: Range | None = optional(
        "How many people it rests on, where no views are listed.", "14")
    meetings: Range | None = optional("How many occasions it rests on.", "3")
    records_dissent: Flag | None = optional("Whether it records that somebody disagreed.", "yes")
    dated: Date | None = optional("When it was made.", "2026-02-01")
