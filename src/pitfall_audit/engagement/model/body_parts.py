"""How a body works: panels, interests, removal, papers, meetings, and two hats."""

from pydantic import Field

from pitfall_audit.engagement.model.vocabulary import CapacityWord

from .base import PersonId, PersonOrTeam, PostFirst, Record, YesOrSource
from .scalars import Amount, ClockTime, Count, Date, Flag, Listed, ListedText, Text, optional
from .vocabulary import JudgedAs, Mode, RemovalGround, ScoreWeight, TimeBand, UserPanelResult

__all__ = [
    "HeldPrivately", "Interests", "Judged", "Meeting", "Meetings", "Panel", "Papers",
    "Removal", "TwoHats",
]  # fmt: skip


class Judged(PersonOrTeam):
    """Somebody, or a team, whom a body appoints, appraises, assesses or reviews."""

    judged_as: JudgedAs | None = optional("What the body does about them.", "appraisal", alias="as")
    might_treat: Flag | None = optional(
        "Whether whoever is appointed might one day treat a member of the body.", "yes"
    )


class Panel(Record):
    """How an interview or selection panel reaches its decision."""

    score_weight: ScoreWeight | None = optional(
        "The weight of a lived-experience member's score beside the others'.", "equal"
    )
    tie_rule: Text | None = optional("What happens when scores are equal.", "panel re-scores")
    disagreement_rule: Text | None = optional(
        "What happens when members, or panels, disagree.", "HR director decides with reasons"
    )
    separate_user_panel: Flag | None = optional(
        "Whether service users or carers sit on a panel of their own.", "no"
    )
    user_panel_result: UserPanelResult | None = optional(
        "What becomes of the separate panel's result.", "scored"
    )
    interviews_on: Date | None = optional("The day of the interviews.", "2026-03-12")
    training_required: ListedText[Text] | None = optional(
        "Training that every member of the panel has first, staff included.",
        ["fair selection", "equality"],
    )


class HeldPrivately(Record):
    """That members were asked about ties, and that what came up is handled, unwritten here."""

    by: PostFirst = Field(
        description="The person or post that holds the answers.", examples=["company-secretary"]
    )
    asked_on: Date | None = optional("The day on which members were asked.", "2026-01-05")
    handled: Flag | None = optional("Whether what came up is handled.", "yes")


class Interests(Record):
    """How a body asks for interests and ties, and keeps them."""

    asked_before_appointment: YesOrSource | None = optional(
        "Whether people are asked before they join.", "yes"
    )
    register_kept: YesOrSource | None = optional(
        "Whether a register is kept.", "yes", alias="register"
    )
    standing_item: YesOrSource | None = optional(
        "Whether interests are an item at each meeting.", "yes"
    )
    reviewed_on: Date | None = optional("When the declarations were last renewed.", "2026-01-05")
    everyone_asked_on: Date | None = optional(
        "The day on which every member had been asked about ties, so that the ties "
        "in this file are all there are for this body.",
        "2026-01-05",
    )
    held_privately: HeldPrivately | None = optional(
        "Instead of writing ties down: that people were asked, and that what came up is handled.",
        {"by": "company-secretary", "asked_on": "2026-01-05", "handled": "yes"},
    )


class Removal(Record):
    """How a member can be removed."""

    by: Text | None = optional("Who decides, or how.", "vote")
    grounds: ListedText[RemovalGround] | None = optional(
        "For what a member can be removed.", ["conduct"]
    )
    notice: YesOrSource | None = optional("Whether notice is given.", "yes")
    reasons: YesOrSource | None = optional("Whether reasons are given.", "yes")
    supporter: YesOrSource | None = optional("Whether the member may bring a supporter.", "yes")
    appeal: YesOrSource | None = optional("Whether the member may appeal.", "yes")


class Papers(Record):
    """When and how papers reach the members."""

    lead_time_days: Count | None = optional("Working days between papers and meeting.", "5")
    formats: ListedText[Text] | None = optional(
        "The forms in which papers come.", ["plain", "large-print"]
    )


class Meeting(Record):
    """One meeting, where two might overlap."""

    date: Date = Field(description="The day of the meeting.", examples=["2026-03-12"])
    starts_at: ClockTime | None = optional("When it starts, on the 24-hour clock.", "14:30")
    ends_at: ClockTime | None = optional("When it ends, on the 24-hour clock.", "16:00")


class Meetings(Record):
    """How a body meets."""

    a_year: Count | None = optional("How many times a year.", "6")
    hours_each: Amount | None = optional("How long a meeting lasts, in hours.", "2")
    modes: ListedText[Mode] | None = optional(
        "The ways people can take part.", ["in-person", "online"]
    )
    times: ListedText[TimeBand] | None = optional("The times of day or week.", ["daytime"])
    sites: ListedText[Text] | None = optional("The places where it meets.", ["Town Hall"])
    dates: Listed[Meeting] | None = optional(
        "Single meetings with their times.",
        [{"date": "2026-03-12", "starts_at": "14:30", "ends_at": "16:00"}],
    )


class TwoHats(Record):
    """That somebody is on the body in two capacities, and which one counts when."""

    person: PersonId = Field(description="The id of the person.", examples=["sam"])
    hats: ListedText[CapacityWord] | None = optional("The capacities.", ["staff", "service-user"])
    which_when: Text | None = optional(
        "Which hat the person wears when.", "staff on rotas, service user on everything else"
    )
    declared_on: Date | None = optional("The day on which this was declared.", "2026-01-05")
