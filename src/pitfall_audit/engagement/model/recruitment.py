"""How people come to be involved, who is heard in other ways, and what people said."""

from __future__ import annotations

from typing import Annotated

from . import vocabulary
from .arrangement import Ages
from .base import GroupId, Party, PersonOrTeam, Record, RoleId, ViewId, YesOrSource
from .scalars import Date, Flag, Id, Listed, ListedText, Range, Shorthand, Text

__all__ = [
    "Channel", "Criterion", "OtherWay", "Recruitment", "Selection", "Statement", "View", "WayIn",
]  # fmt: skip


class Channel(Record):
    """A route by which people hear of a role."""

    kind: vocabulary.ChannelKind
    name: Text | None = None
    roles: ListedText[RoleId] | None = None


class WayIn(Record):
    """A way in which people can apply or join."""

    mode: vocabulary.Mode
    roles: ListedText[RoleId] | None = None
    times: ListedText[vocabulary.TimeBand] | None = None
    site: Text | None = None
    languages: ListedText[Text] | None = None
    needs_email: Flag | None = None
    needs_fluent_english: Flag | None = None


class Criterion(Record):
    """Something asked of those who apply."""

    text: Text
    kind: vocabulary.CriterionKind | None = None
    essential: Flag | None = None
    judged_by: PersonOrTeam | None = None
    reason: Text | None = None
    roles: ListedText[RoleId] | None = None


class Selection(Record):
    """How it is settled who of those who apply is taken."""

    suitability_judged: YesOrSource | None = None
    by: ListedText[vocabulary.ChosenBy] | None = None
    criteria_published: YesOrSource | None = None
    reasons_given: YesOrSource | None = None
    references_asked: YesOrSource | None = None


class Recruitment(Record):
    """How people come to be involved."""

    channels: Listed[Annotated[Channel, Shorthand("kind")]] | None = None
    reason: Text | None = None
    ways_in: Listed[Annotated[WayIn, Shorthand("mode")]] | None = None
    criteria: Listed[Annotated[Criterion, Shorthand("text")]] | None = None
    self_referral_open: YesOrSource | None = None
    selection: Selection | None = None


class OtherWay(Record):
    """A way of hearing people that is no seat."""

    group: GroupId | None = None
    how: Text | None = None
    ages: Ages | None = None


class View(Record):
    """What some people said on a topic."""

    id: Id
    of: ListedText[Text] | None = None
    topic: Text | None = None
    says: Text | None = None
    heard_from: Range | None = None
    meetings: Range | None = None
    how: Text | None = None
    dated: Date | None = None
    differs_from: ListedText[ViewId] | None = None


class Statement(Record):
    """Something said or written about what people think: a claim, a finding, a minute."""

    id: Id
    kind: vocabulary.StatementKind | None = None
    topic: Text | None = None
    text: Text | None = None
    quotation: Flag | None = None
    by: Party | None = None
    says_who_thinks: ListedText[Text] | None = None
    draws_on: ListedText[ViewId] | None = None
    heard_from: Range | None = None
    meetings: Range | None = None
    records_dissent: Flag | None = None
    dated: Date | None = None
