"""How a body works: panels, interests, removal, papers, meetings, and two hats."""

from __future__ import annotations

from typing import Annotated

from pitfall_audit.engagement.model.records import Field
from pitfall_audit.engagement.model.vocabulary import CapacityWord

from . import vocabulary
from .base import PersonId, PersonOrTeam, PostFirst, Record, ToldRecord, YesOrSource
from .scalars import (
    ClockTime,
    Count,
    Date,
    Flag,
    Frequency,
    Listed,
    ListedText,
    Months,
    Range,
    Shorthand,
    Text,
)

__all__ = [
    "Attendees", "Composition", "HeldPrivately", "InTheRoom", "Interests", "Judged", "Link",
    "Meeting", "Meetings", "Panel", "Papers", "Removal", "Restriction", "TwoHats",
]  # fmt: skip


class Composition(Record):
    """Of whom a body is made up, by its rules: one entry for each kind of member."""

    of: ListedText[CapacityWord]
    number: Range | None = None
    share: Text | None = None


class Link(Record):
    """That a body has to do with another, which is neither above nor below it."""

    body: Text
    formal: Flag | None = None
    how: Text | None = None


class Judged(PersonOrTeam):
    """Somebody, or a team, whom a body appoints, appraises, assesses or reviews."""

    judged_as: vocabulary.JudgedAs | None = Field(None, key="as")
    might_treat: Flag | None = None


class Panel(Record):
    """How an interview or selection panel reaches its decision."""

    score_weight: vocabulary.ScoreWeight | None = None
    tie_rule: Text | None = None
    disagreement_rule: Text | None = None
    separate_user_panel: Flag | None = None
    user_panel_result: vocabulary.UserPanelResult | None = None
    interviews_on: Date | None = None
    training_required: ListedText[Text] | None = None


class HeldPrivately(Record):
    """That members were asked about ties, and that what came up is handled, unwritten here."""

    by: PostFirst
    asked_on: Date | None = None
    handled: Flag | None = None


class Interests(Record):
    """How a body asks for interests and ties, and keeps them."""

    asked_before_appointment: YesOrSource | None = None
    register_kept: YesOrSource | None = Field(None, key="register")
    standing_item: YesOrSource | None = None
    reviewed_on: Date | None = None
    declared: ListedText[vocabulary.Declared] | None = None
    declared_by: ListedText[Text] | None = None
    renewed_every_months: Months | None = None
    register_kept_by: Text | None = None
    leaves_for_item: YesOrSource | None = None
    stands_in: Text | None = None
    appeal_to: Text | None = None
    own_case: Text | None = None
    everyone_asked_on: Date | None = None
    held_privately: HeldPrivately | None = None


class Removal(Record):
    """How a member can be removed."""

    by: Text | None = None
    grounds: ListedText[vocabulary.RemovalGround] | None = None
    notice: YesOrSource | None = None
    reasons: YesOrSource | None = None
    supporter: YesOrSource | None = None
    appeal: YesOrSource | None = None


class InTheRoom(Record):
    """Who of the service is there when people speak who depend on it."""

    staff: ListedText[Text] | None = None
    agreed_with_members: YesOrSource | None = None


class Restriction(Record):
    """Something that members may not speak of, or may not do."""

    on: vocabulary.RestrictedTo
    words: Text | None = None
    instead: Text | None = None


class Papers(Record):
    """When and how papers reach the members."""

    lead_time_days: Count | None = None
    formats: ListedText[Text] | None = None


class Attendees(Record):
    """People of one kind who came to a meeting, or did not; nobody has to be named."""

    who: Text
    number: Range | None = None
    new: Range | None = None


class Meeting(Record):
    """One meeting: when it is or was, and who came."""

    date: Date
    starts_at: ClockTime | None = None
    ends_at: ClockTime | None = None
    chaired_by: PostFirst | None = None
    present: Listed[Annotated[Attendees, Shorthand("who")]] | None = None
    apologies: Listed[Annotated[Attendees, Shorthand("who")]] | None = None
    not_there: Listed[Annotated[Attendees, Shorthand("who")]] | None = None
    quorate: Flag | None = None
    called_off: YesOrSource | None = None
    told: ToldRecord | None = None


class MeetingsHeld(Record):
    """How many meetings there were in a stretch of time."""

    number: Range | None = None
    from_: Date | None = Field(None, key="from")
    until: Date | None = None


class Meetings(Record):
    """How a body meets."""

    a_year: Frequency | None = None
    hours_each: Range | None = None
    modes: ListedText[vocabulary.Mode] | None = None
    times: ListedText[vocabulary.TimeBand] | None = None
    sites: ListedText[Text] | None = None
    in_all: Range | None = None
    agenda: ListedText[Text] | None = None
    dates: Listed[Meeting] | None = None
    held: MeetingsHeld | None = None


class TwoHats(Record):
    """That somebody is on the body in two capacities, and which one counts when."""

    person: PersonId
    hats: ListedText[CapacityWord] | None = None
    which_when: Text | None = None
    declared_on: Date | None = None
