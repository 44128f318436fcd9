"""How a body works: panels, interests, removal, papers, meetings, and two hats."""

from pydantic import Field

from .base import PersonId, PersonOrTeam, Record, YesOrSource
from .capacities import CapacityWord
from .scalars import Amount, ClockTime, Count, Date, Flag, Listed, ListedText, Text
from .vocabulary import JudgedAs, Mode, RemovalGround, ScoreWeight, TimeBand, UserPanelResult

__all__ = [
    "HeldPrivately", "Interests", "Judged", "Meeting", "Meetings", "Panel", "Papers",
    "Removal", "TwoHats",
]  # fmt: skip


class Judged(PersonOrTeam):
    """Somebody, or a team, whom a body appoints, appraises, assesses or reviews."""

    judged_as: JudgedAs | None = Field(
        None, alias="as", description="What the body does about them.", examples=["appraisal"]
    )
    might_treat: Flag | None = Field(
        None,
        description="Whether whoever is appointed might one day treat a member of the body.",
        examples=["yes"],
    )


class Panel(Record):
    """How an interview or selection panel reaches its decision."""

    score_weight: ScoreWeight | None = Field(
        None,
        description="The weight of a lived-experience member's score beside the others'.",
        examples=["equal"],
    )
    tie_rule: Text | None = Field(
        None, description="What happens when scores are equal.", examples=["panel re-scores"]
    )
    disagreement_rule: Text | None = Field(
        None,
        description="What happens when members, or panels, disagree.",
        examples=["HR director decides with reasons"],
    )
    separate_user_panel: Flag | None = Field(
        None,
        description="Whether service users or carers sit on a panel of their own.",
        examples=["no"],
    )
    user_panel_result: UserPanelResult | None = Field(
        None,
        description="What becomes of the separate panel's result.",
        examples=["scored"],
    )
    interviews_on: Date | None = Field(
        None, description="The day of the interviews.", examples=["2026-03-12"]
    )
    training_required: ListedText[Text] | None = Field(
        None,
        description="Training that every member of the panel has first, staff included.",
        examples=[["fair selection", "equality"]],
    )


class HeldPrivately(Record):
    """That members were asked about ties, and that what came up is handled, unwritten here."""

    by: Text = Field(
        description="The person or post that holds the answers.", examples=["company-secretary"]
    )
    asked_on: Date | None = Field(
        None, description="The day on which members were asked.", examples=["2026-01-05"]
    )
    handled: Flag | None = Field(
        None, description="Whether what came up is handled.", examples=["yes"]
    )


class Interests(Record):
    """How a body asks for interests and ties, and keeps them."""

    asked_before_appointment: YesOrSource | None = Field(
        None, description="Whether people are asked before they join.", examples=["yes"]
    )
    register_kept: YesOrSource | None = Field(
        None, alias="register", description="Whether a register is kept.", examples=["yes"]
    )
    standing_item: YesOrSource | None = Field(
        None,
        description="Whether interests are an item at each meeting.",
        examples=["yes"],
    )
    reviewed_on: Date | None = Field(
        None, description="When the declarations were last renewed.", examples=["2026-01-05"]
    )
    everyone_asked_on: Date | None = Field(
        None,
        description="The day on which every member had been asked about ties, so that the ties "
        "in this file are all there are for this body.",
        examples=["2026-01-05"],
    )
    held_privately: HeldPrivately | None = Field(
        None,
        description="Instead of writing ties down: that people were asked, and that what came "
        "up is handled.",
        examples=[{"by": "company-secretary", "asked_on": "2026-01-05", "handled": "yes"}],
    )


class Removal(Record):
    """How a member can be removed."""

    by: Text | None = Field(None, description="Who decides, or how.", examples=["vote"])
    grounds: ListedText[RemovalGround] | None = Field(
        None, description="For what a member can be removed.", examples=[["conduct"]]
    )
    notice: YesOrSource | None = Field(
        None, description="Whether notice is given.", examples=["yes"]
    )
    reasons: YesOrSource | None = Field(
        None, description="Whether reasons are given.", examples=["yes"]
    )
    supporter: YesOrSource | None = Field(
        None, description="Whether the member may bring a supporter.", examples=["yes"]
    )
    appeal: YesOrSource | None = Field(
        None, description="Whether the member may appeal.", examples=["yes"]
    )


class Papers(Record):
    """When and how papers reach the members."""

    lead_time_days: Count | None = Field(
        None, description="Working days between papers and meeting.", examples=["5"]
    )
    formats: ListedText[Text] | None = Field(
        None, description="The forms in which papers come.", examples=[["plain", "large-print"]]
    )


class Meeting(Record):
    """One meeting, where two might overlap."""

    date: Date = Field(description="The day of the meeting.", examples=["2026-03-12"])
    starts_at: ClockTime | None = Field(
        None, description="When it starts, on the 24-hour clock.", examples=["14:30"]
    )
    ends_at: ClockTime | None = Field(
        None, description="When it ends, on the 24-hour clock.", examples=["16:00"]
    )


class Meetings(Record):
    """How a body meets."""

    a_year: Count | None = Field(None, description="How many times a year.", examples=["6"])
    hours_each: Amount | None = Field(
        None, description="How long a meeting lasts, in hours.", examples=["2"]
    )
    modes: ListedText[Mode] | None = Field(
        None, description="The ways people can take part.", examples=[["in-person", "online"]]
    )
    times: ListedText[TimeBand] | None = Field(
        None, description="The times of day or week.", examples=[["daytime"]]
    )
    sites: ListedText[Text] | None = Field(
        None, description="The places where it meets.", examples=[["Town Hall"]]
    )
    dates: Listed[Meeting] | None = Field(
        None,
        description="Single meetings with their times.",
        examples=[[{"date": "2026-03-12", "starts_at": "14:30", "ends_at": "16:00"}]],
    )


class TwoHats(Record):
    """That somebody is on the body in two capacities, and which one counts when."""

    person: PersonId = Field(description="The id of the person.", examples=["sam"])
    hats: ListedText[CapacityWord] | None = Field(
        None, description="The capacities.", examples=[["staff", "service-user"]]
    )
    which_when: Text | None = Field(
        None,
        description="Which hat the person wears when.",
        examples=["staff on rotas, service user on everything else"],
    )
    declared_on: Date | None = Field(
        None, description="The day on which this was declared.", examples=["2026-01-05"]
    )
