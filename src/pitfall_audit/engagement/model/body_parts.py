"""How a body works: panels, interests, removal, papers, meetings, and two hats."""

from __future__ import annotations

from typing import Annotated

from pitfall_audit.engagement.model.records import Field, optional
from pitfall_audit.engagement.model.vocabulary import CapacityWord

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
from .vocabulary import (
    Declared,
    JudgedAs,
    Mode,
    RemovalGround,
    RestrictedTo,
    ScoreWeight,
    TimeBand,
    UserPanelResult,
)

__all__ = [
    "Attendees", "Composition", "HeldPrivately", "InTheRoom", "Interests", "Judged", "Link",
    "Meeting", "Meetings", "Panel", "Papers", "Removal", "Restriction", "TwoHats",
]  # fmt: skip


# fmt: off
class Composition(Record):
    """Of whom a body is made up, by its rules: one entry for each kind of member."""

    of: ListedText[CapacityWord] = Field(description="What they sit as.", examples=["service-user"])
    number: Range | None = optional(
        "How many of them there are, or have to be.", "2", "at least 2", "4-6")
    share: Text | None = optional(
        "Their share, in the words of the document. Kept for readers.", "not less than a third")


class Link(Record):
    """That a body has to do with another, which is neither above nor below it."""

    body: Text = Field(
        description="The other body, here or elsewhere.", examples=["safeguarding board"])
    formal: Flag | None = optional("Whether it is laid down.", "no")
    how: Text | None = optional("In what way they have to do with each other.", "joint projects")


class Judged(PersonOrTeam):
    """Somebody, or a team, whom a body appoints, appraises, assesses or reviews."""

    judged_as: JudgedAs | None = optional("What the body does about them.", "appraisal", alias="as")
    might_treat: Flag | None = optional(
        "Whether whoever is appointed might one day treat a member of the body.", "yes")


class Panel(Record):
    """How an interview or selection panel reaches its decision."""

    score_weight: ScoreWeight | None = optional(
        "The weight of a lived-experience member's score beside the others'.", "equal")
    tie_rule: Text | None = optional("What happens when scores are equal.", "panel re-scores")
    disagreement_rule: Text | None = optional(
        "What happens when members, or panels, disagree.", "HR director decides with reasons")
    separate_user_panel: Flag | None = optional(
        "Whether service users or carers sit on a panel of their own.", "no")
    user_panel_result: UserPanelResult | None = optional(
        "What becomes of the separate panel's result.", "scored")
    interviews_on: Date | None = optional("The day of the interviews.", "2026-03-12")
    training_required: ListedText[Text] | None = optional(
        "Training that every member of the panel has first, staff included.",
        ["fair selection", "equality"])


class HeldPrivately(Record):
    """That members were asked about ties, and that what came up is handled, unwritten here."""

    by: PostFirst = Field(
        description="The person or post that holds the answers.", examples=["company-secretary"])
    asked_on: Date | None = optional("The day on which members were asked.", "2026-01-05")
    handled: Flag | None = optional("Whether what came up is handled.", "yes")


class Interests(Record):
    """How a body asks for interests and ties, and keeps them."""

    asked_before_appointment: YesOrSource | None = optional(
        "Whether people are asked before they join.", "yes")
    register_kept: YesOrSource | None = optional(
        "Whether a register is kept.", "yes", alias="register")
    standing_item: YesOrSource | None = optional(
        "Whether interests are an item at each meeting.", "yes")
    reviewed_on: Date | None = optional("When the declarations were last renewed.", "2026-01-05")
    declared: ListedText[Declared] | None = optional(
        "What is to be declared.", ["money", "care"])
    declared_by: ListedText[Text] | None = optional(
        "Who declares.", ["all members", "staff who attend"])
    renewed_every_months: Months | None = optional(
        "After how many months everybody declares afresh.", "12")
    register_kept_by: Text | None = optional("Who keeps the register.", "company secretary")
    leaves_for_item: YesOrSource | None = optional(
        "Whether somebody with an interest takes no part in the item.", "yes")
    stands_in: Text | None = optional("Who leads when the lead has an interest.", "the vice-chair")
    appeal_to: Text | None = optional(
        "To whom one appeals about an interest.", "the board secretary")
    own_case: Text | None = optional(
        "What is done when an item touches a member's own care, complaint or case.",
        "the member chooses whether to stay, and keeps the seat")
    everyone_asked_on: Date | None = optional(
        "The day on which every member had been asked about ties, so that the ties in this file "
        "are all there are for this body.", "2026-01-05")
    held_privately: HeldPrivately | None = optional(
        "Instead of writing ties down: that people were asked, and that what came up is handled.",
        {"by": "company-secretary", "asked_on": "2026-01-05", "handled": "yes"})


class Removal(Record):
    """How a member can be removed."""

    by: Text | None = optional("Who decides, or how.", "vote")
    grounds: ListedText[RemovalGround] | None = optional(
        "For what a member can be removed.", ["conduct"])
    notice: YesOrSource | None = optional("Whether notice is given.", "yes")
    reasons: YesOrSource | None = optional("Whether reasons are given.", "yes")
    supporter: YesOrSource | None = optional("Whether the member may bring a supporter.", "yes")
    appeal: YesOrSource | None = optional("Whether the member may appeal.", "yes")


class InTheRoom(Record):
    """Who of the service is there when people speak who depend on it."""

    staff: ListedText[Text] | None = optional(
        "Who of its staff is in the room, or reads what is said; `none` where nobody is.",
        ["minute taker"], "none")
    agreed_with_members: YesOrSource | None = optional(
        "Whether members agreed to that, or staff come only where members ask them in.", "yes")


class Restriction(Record):
    """Something that members may not speak of, or may not do."""

    on: RestrictedTo = Field(
        description="What it keeps them from: `own-case` is their own care, or their child's.",
        examples=["own-case"])
    words: Text | None = optional(
        "The rule, in words. Kept for readers.", "members do not raise their own care")
    instead: Text | None = optional(
        "Where what they know can go instead; `none` where it can't.",
        "the involvement lead takes it up after the meeting")


class Papers(Record):
    """When and how papers reach the members."""

    lead_time_days: Count | None = optional("Working days between papers and meeting.", "5")
    formats: ListedText[Text] | None = optional(
        "The forms in which papers come.", ["plain", "large-print"])


class Attendees(Record):
    """People of one kind who came to a meeting, or did not; nobody has to be named."""

    who: Text = Field(
        description="Who they are, in words: a kind of member, or a post. No real names.",
        examples=["members"])
    number: Range | None = optional("How many they were; `0` for nobody.", "6", "0")
    new: Range | None = optional("How many of them came for the first time.", "2")


class Meeting(Record):
    """One meeting: when it is or was, and who came."""

    date: Date = Field(description="The day of the meeting.", examples=["2026-03-12"])
    starts_at: ClockTime | None = optional("When it starts, on the 24-hour clock.", "14:30")
    ends_at: ClockTime | None = optional("When it ends, on the 24-hour clock.", "16:00")
    chaired_by: PostFirst | None = optional(
        "Who chaired it, where the minutes say; who does as a rule is `chair` of the body.",
        "acting chair")
    present: Listed[Annotated[Attendees, Shorthand("who")]] | None = optional(
        "Who was there, by kind and number. How many can sit is `places` of a role.",
        [{"who": "members", "number": "6", "new": "2"}, {"who": "staff", "number": "0"}])
    apologies: Listed[Annotated[Attendees, Shorthand("who")]] | None = optional(
        "Who had said that they could not come.", [{"who": "members", "number": "3"}, "treasurer"])
    not_there: Listed[Annotated[Attendees, Shorthand("who")]] | None = optional(
        "Who was missing without a word.", [{"who": "members", "number": "1"}])
    quorate: Flag | None = optional("Whether there were enough to decide.", "yes")
    called_off: YesOrSource | None = optional("Whether it was called off.", "yes")
    told: ToldRecord | None = optional(
        "That members were told of it, or that it was called off: when and how.",
        {"on": "2026-03-12", "how": "email on the morning of the day"})


class MeetingsHeld(Record):
    """How many meetings there were in a stretch of time."""

    number: Range | None = optional("How many there were.", "7", "about 7")
    from_: Date | None = optional("When the stretch began.", "2024-01", alias="from")
    until: Date | None = optional("When it ended.", "2026-06")


class Meetings(Record):
    """How a body meets."""

    a_year: Frequency | None = optional(
        "How many times a year, or how often.", "6", "4-6", "every six weeks", "monthly")
    hours_each: Range | None = optional(
        "How long a meeting lasts, in hours; minutes are named.", "2", "90 minutes")
    modes: ListedText[Mode] | None = optional(
        "The ways people can take part.", ["in-person", "online"])
    times: ListedText[TimeBand] | None = optional("The times of day or week.", ["daytime"])
    sites: ListedText[Text] | None = optional("The places where it meets.", ["Town Hall"])
    in_all: Range | None = optional(
        "How many there are to be in all, where it meets for a time only.", "9")
    agenda: ListedText[Text] | None = optional(
        "What a meeting is made of, breaks among it, where it is much the same each time.",
        ["news from members", "a break of 15 minutes"])
    dates: Listed[Meeting] | None = optional(
        "Single meetings, to come or past: their times, and who came.",
        [{"date": "2026-03-12", "starts_at": "14:30", "ends_at": "16:00"},
         {"date": "2026-01-14", "present": [{"who": "members", "number": "6"}]}])
    held: MeetingsHeld | None = optional(
        "How many were held in a stretch of time. Who came to one of them is one of `dates`.",
        {"number": "7", "from": "2024-01", "until": "2026-06"})


class TwoHats(Record):
    """That somebody is on the body in two capacities, and which one counts when."""

    person: PersonId = Field(description="The id of the person.", examples=["sam"])
    hats: ListedText[CapacityWord] | None = optional("The capacities.", ["staff", "service-user"])
    which_when: Text | None = optional(
        "Which hat the person wears when.", "staff on rotas, service user on everything else")
    declared_on: Date | None = optional("The day on which this was declared.", "2026-01-05")
