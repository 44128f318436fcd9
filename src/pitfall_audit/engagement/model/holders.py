"""People in seats, and what is true of one seat alone."""

from typing import Annotated

from pydantic import Field

from .base import Hours, PersonId, PersonOrNobody, PersonOrTeam, Record, YesOrSource
from .capacities import CapacityWord
from .practice import Induction
from .scalars import Date, Flag, ListedText, Shorthand, Text
from .vocabulary import Attends, Status

__all__ = ["AloneByChoice", "Holder", "HolderEnded", "HolderRecord", "WellbeingPlan"]


class WellbeingPlan(Record):
    """What was agreed with a person about looking after themselves in the role."""

    agreed_on: Date | None = Field(
        None, description="The day on which it was agreed.", examples=["2026-01-08"]
    )
    written_with_person: Flag | None = Field(
        None, description="Whether it was written with the person.", examples=["yes"]
    )
    what_helps: Flag | None = Field(
        None, description="Whether it says what helps.", examples=["yes"]
    )
    who_to_ring: Flag | None = Field(
        None, description="Whether it says whom to ring.", examples=["yes"]
    )
    pause_keeps_seat: Flag | None = Field(
        None,
        description="Whether it says how to pause without losing the seat.",
        examples=["yes"],
    )
    declined: Flag | None = Field(
        None, description="Whether one was offered and the person preferred none.", examples=["no"]
    )


class AloneByChoice(Record):
    """That a person was asked about being the only one, and prefers it."""

    asked_on: Date = Field(
        description="The day on which the person was asked.", examples=["2026-01-08"]
    )


class HolderEnded(Record):
    """How a seat came to its end."""

    ended_on: Date | None = Field(
        None, description="The day on which it ended.", examples=["2026-06-30"]
    )
    thanked: Flag | None = Field(
        None, description="Whether the person was thanked.", examples=["yes"]
    )
    feedback_asked: Flag | None = Field(
        None, description="Whether the person was asked how it had been.", examples=["yes"]
    )
    handed_over: Flag | None = Field(
        None, description="Whether there was a handover.", examples=["yes"]
    )


class Holder(Record):
    """A person in a seat, and what is true of this seat alone."""

    person: PersonId = Field(description="The id of the person.", examples=["asha"])
    capacity: ListedText[CapacityWord] | None = Field(
        None,
        alias="as",
        description="What the person sits as; overrides the role's capacity.",
        examples=["service-user"],
    )
    which_hat: Text | None = Field(
        None,
        description="For somebody who sits in two capacities: which one counts when.",
        examples=["carer on visiting hours, service user otherwise"],
    )
    from_: Date | None = Field(
        None, alias="from", description="The first day in the seat.", examples=["2026-01-12"]
    )
    until: Date | None = Field(
        None, description="The last day in the seat.", examples=["2027-01-11"]
    )
    status: Status | None = Field(
        None, description="The status of this seat, if not the role's.", examples=["co-opted"]
    )
    voting: YesOrSource | None = Field(
        None, description="Whether this seat has a vote, if not as the role.", examples=["yes"]
    )
    attends: Attends | None = Field(
        None,
        description="`always`; `alongside` somebody, as a deputy or in a shared seat; `in-turn`, "
        "where two share a seat and come one at a time; `substitute`, only in another's place.",
        examples=["substitute"],
    )
    attends_with: PersonId | None = Field(
        None,
        description="The person alongside or in place of whom they come.",
        examples=["asha"],
    )
    invited_on: Date | None = Field(
        None, description="The day on which they were invited.", examples=["2025-12-20"]
    )
    nominated_by: PersonOrTeam | None = Field(
        None, description="Who put them forward.", examples=[{"team": "carers centre"}]
    )
    judged_ready_by: PersonOrTeam | None = Field(
        None,
        description="Who judged whether they were well enough, where anybody did.",
        examples=[{"person": "jo"}],
    )
    self_referred: Flag | None = Field(
        None, description="Whether they put themselves forward.", examples=["yes"]
    )
    terms_told_on: Date | None = Field(
        None,
        description="The day on which they were told the terms of the seat.",
        examples=["2026-01-05"],
    )
    terms_told_in_writing: YesOrSource | None = Field(
        None, description="Whether they have the terms in writing.", examples=["yes"]
    )
    terms_in_form_asked_for: YesOrSource | None = Field(
        None,
        description="Whether the terms came in the form they asked for.",
        examples=["yes"],
    )
    alone_by_choice: AloneByChoice | None = Field(
        None,
        description="That they were asked about being the only one, and prefer it.",
        examples=[{"asked_on": "2026-01-08"}],
    )
    wellbeing_plan: WellbeingPlan | None = Field(
        None,
        description="What was agreed about looking after themselves in the role.",
        examples=[{"agreed_on": "2026-01-08", "pause_keeps_seat": "yes"}],
    )
    hours: Hours | None = Field(
        None,
        description="The time this seat takes, if not as the role.",
        examples=[{"amount": "4", "per": "month"}],
    )
    prefers_no_payment: Flag | None = Field(
        None, description="Whether they asked not to be paid.", examples=["no"]
    )
    induction: Induction | None = Field(
        None,
        description="The induction they had, if not as the role.",
        examples=[{"given_on": "2026-01-08"}],
    )
    supervised_by: PersonOrNobody | None = Field(
        None,
        description="Who supervises them in it, if not as the role; `none` for nobody.",
        examples=[{"person": "hr-lead"}, "none"],
    )
    line_managed_by: PersonOrNobody | None = Field(
        None,
        description="Who manages them in it, if not as the role; `none` for nobody.",
        examples=[{"person": "hr-lead"}, "none"],
    )
    appraised_by: PersonOrNobody | None = Field(
        None,
        description="Who appraises them in it, if not as the role; `none` for nobody.",
        examples=[{"person": "hr-lead"}, "none"],
    )
    funded_by: PersonOrNobody | None = Field(
        None,
        description="Who pays for their work in it, if not as the role; `none` for nobody.",
        examples=[{"team": "research office"}, "none"],
    )
    ended: HolderEnded | None = Field(
        None,
        description="How the seat came to its end, where it has.",
        examples=[{"ended_on": "2026-06-30", "thanked": "yes"}],
    )


HolderRecord = Annotated[Holder, Shorthand("person")]
"""A holder: the person's id alone, or the person and what is true of their seat."""
