"""How people come to be involved, and who is heard in other ways."""

from typing import Annotated

from pydantic import Field

from .base import GroupId, PersonOrTeam, Record, RoleId, YesOrSource
from .scalars import Flag, Listed, ListedText, Shorthand, Text
from .vocabulary import ChannelKind, CriterionKind, Mode, TimeBand

__all__ = ["Channel", "Criterion", "OtherWay", "Recruitment", "WayIn"]


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
