"""How people come to be involved, who is heard in other ways, and what people said."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pitfall_audit.engagement.model.base import (
    GroupId,
    Party,
    PersonOrTeam,
    Record,
    RoleId,
    ViewId,
    YesOrSource,
)
from pitfall_audit.engagement.model.scalars import (
    Count,
    Date,
    Flag,
    Id,
    Listed,
    ListedText,
    Shorthand,
    Text,
)
from pitfall_audit.engagement.model.vocabulary import (
    ChannelKind,
    CriterionKind,
    Mode,
    StatementKind,
    TimeBand,
)

__all__ = ["Channel", "Criterion", "OtherWay", "Recruitment", "Statement", "View", "WayIn"]


class Channel(Record):
    """A route by which people hear of a role."""

    kind: ChannelKind = Field(description="What kind of route it is.", examples=["open-advert"])
    name: Text | None = Field(
        None, description="Its name.", examples=["trust website", "carers centre"]
    )
    roles: ListedText[RoleId] | None = Field(
        None, description="The ids of the roles it is for, if not all.", examples=[["panel-member"]]
    )


class WayIn(Record):
    """A way in which people can apply or join."""

    mode: Mode = Field(description="How.", examples=["phone"])
    times: ListedText[TimeBand] | None = Field(
        None, description="When it can be used.", examples=[["evening"]]
    )
    site: Text | None = Field(None, description="Where, if in one place.", examples=["Town Hall"])
    languages: ListedText[Text] | None = Field(
        None, description="The languages it can be used in.", examples=[["English", "Welsh"]]
    )
    needs_email: Flag | None = Field(
        None, description="Whether it cannot be used without email.", examples=["no"]
    )
    needs_fluent_english: Flag | None = Field(
        None, description="Whether it cannot be used without fluent English.", examples=["no"]
    )


class Criterion(Record):
    """Something asked of those who apply."""

    text: Text = Field(
        description="What is asked.", examples=["experience of ward care in the last three years"]
    )
    kind: CriterionKind | None = Field(
        None, description="What kind of thing it is.", examples=["lived-experience"]
    )
    essential: Flag | None = Field(
        None, description="Whether nobody is taken without it.", examples=["no"]
    )
    judged_by: PersonOrTeam | None = Field(
        None, description="Who judges whether it is met.", examples=[{"team": "involvement"}]
    )
    reason: Text | None = Field(None, description="Why it is asked.", examples=["the law asks it"])


class Recruitment(Record):
    """How people come to be involved."""

    channels: Listed[Annotated[Channel, Shorthand("kind")]] | None = Field(
        None,
        description="The routes by which people hear of the roles.",
        examples=[[{"kind": "open-advert", "name": "trust website"}]],
    )
    reason: Text | None = Field(
        None,
        description="Why there is no open route.",
        examples=["all who have the condition are known to one clinic"],
    )
    ways_in: Listed[Annotated[WayIn, Shorthand("mode")]] | None = Field(
        None,
        description="The ways in which people can apply or join.",
        examples=[[{"mode": "online"}, {"mode": "phone"}]],
    )
    criteria: Listed[Annotated[Criterion, Shorthand("text")]] | None = Field(
        None,
        description="What is asked of those who apply.",
        examples=[["experience of ward care in the last three years"]],
    )
    self_referral_open: YesOrSource | None = Field(
        None, description="Whether anybody may put themselves forward.", examples=["yes"]
    )


class OtherWay(Record):
    """A way of hearing people that is no seat."""

    group: GroupId | None = Field(
        None, description="The id of the affected group heard.", examples=["families"]
    )
    how: Text | None = Field(
        None,
        description="How they are heard.",
        examples=["evening visits to the carers centre"],
    )


class View(Record):
    """What some people said on a topic."""

    id: Id = Field(description="A name of its own within the file.", examples=["v1"])
    of: ListedText[Text] | None = Field(
        None,
        description="Whose view it is, in words, or by the id of an affected group.",
        examples=[["service-users"]],
    )
    topic: Text | None = Field(None, description="What it is about.", examples=["questions"])
    says: Text | None = Field(
        None, description="What they said.", examples=["Want questions about compassion."]
    )
    heard_from: Count | None = Field(None, description="How many people said so.", examples=["14"])
    meetings: Count | None = Field(
        None, description="On how many occasions they were heard.", examples=["3"]
    )
    how: Text | None = Field(None, description="How they were heard.", examples=["survey"])
    dated: Date | None = Field(None, description="When they were heard.", examples=["2026-02-01"])
    differs_from: ListedText[ViewId] | None = Field(
        None, description="The ids of views that it differs from.", examples=[["v1"]]
    )


class Statement(Record):
    """Something said or written about what people think: a claim, a finding, a minute."""

    id: Id = Field(description="A name of its own within the file.", examples=["s1"])
    kind: StatementKind | None = Field(
        None, description="What kind of text it is in.", examples=["decision"]
    )
    topic: Text | None = Field(None, description="What it is about.", examples=["questions"])
    text: Text | None = Field(
        None, description="What it says, word for word.", examples=["Both sets are used."]
    )
    quotation: Flag | None = Field(
        None, description="Whether the text quotes somebody.", examples=["no"]
    )
    by: Party | None = Field(None, description="Who says it.", examples=[{"body": "panel"}])
    says_who_thinks: ListedText[Text] | None = Field(
        None,
        description="The people whose view it claims to give, in its own words.",
        examples=[["service users"]],
    )
    draws_on: ListedText[ViewId] | None = Field(
        None, description="The ids of the views it rests on.", examples=[["v1", "v2"]]
    )
    heard_from: Count | None = Field(
        None, description="How many people it rests on, where no views are listed.",
        examples=["14"],
    )  # fmt: skip
    meetings: Count | None = Field(
        None, description="How many occasions it rests on.", examples=["3"]
    )
    records_dissent: Flag | None = Field(
        None, description="Whether it records that somebody disagreed.", examples=["yes"]
    )
    dated: Date | None = Field(None, description="When it was made.", examples=["2026-02-01"])
