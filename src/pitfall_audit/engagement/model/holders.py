"""People in seats, and what is true of one seat alone."""

from __future__ import annotations

from typing import Annotated

from pitfall_audit.engagement.model.records import Field, optional
from pitfall_audit.engagement.model.vocabulary import CapacityWord

from .base import Hours, PersonId, PersonOrTeam, PostFirst, PostOrNobody, Record, YesOrSource
from .practice import Induction
from .scalars import Date, Flag, ListedText, Shorthand, Text
from .vocabulary import Attends, Status

__all__ = ["AloneByChoice", "Holder", "HolderEnded", "HolderRecord", "WellbeingPlan"]


# fmt: off
class WellbeingPlan(Record):
    """What was agreed with a person about looking after themselves in the role."""

    agreed_on: Date | None = optional("The day on which it was agreed.", "2026-01-08")
    written_with_person: Flag | None = optional("Whether it was written with the person.", "yes")
    what_helps: Flag | None = optional("Whether it says what helps.", "yes")
    who_to_ring: Flag | None = optional("Whether it says whom to ring.", "yes")
    pause_keeps_seat: Flag | None = optional(
        "Whether it says how to pause without losing the seat.", "yes")
    declined: Flag | None = optional("Whether one was offered and the person preferred none.", "no")


class AloneByChoice(Record):
    """That a person was asked about being the only one, and prefers it."""

    asked_on: Date = Field(
        description="The day on which the person was asked.", examples=["2026-01-08"])


class HolderEnded(Record):
    """How a seat came to its end."""

    ended_on: Date | None = optional("The day on which it ended.", "2026-06-30")
    thanked: Flag | None = optional("Whether the person was thanked.", "yes")
    feedback_asked: Flag | None = optional("Whether the person was asked how it had been.", "yes")
    handed_over: Flag | None = optional("Whether there was a handover.", "yes")


class Holder(PersonOrTeam):
    """Somebody in a seat, and what is true of this seat alone."""

    capacity: ListedText[CapacityWord] | None = optional(
        "What the person sits as; overrides the role's capacity.", "service-user", alias="as")
    which_hat: Text | None = optional(
        "For somebody who sits in two capacities: which one counts when.",
        "carer on visiting hours, service user otherwise")
    from_: Date | None = optional("The first day in the seat.", "2026-01-12", alias="from")
    until: Date | None = optional("The last day in the seat.", "2027-01-11")
    status: Status | None = optional("The status of this seat, if not the role's.", "co-opted")
    voting: YesOrSource | None = optional(
        "Whether this seat has a vote, if not as the role.", "yes")
    attends: Attends | None = optional(
        "`always`; `alongside` somebody, as a deputy or in a shared seat; `in-turn`, where two "
        "share a seat and come one at a time; `substitute`, only in another's place. It overrides "
        "the role's.", "substitute")
    also_sits: ListedText[Text] | None = optional(
        "Other seats or posts that they are said to have, here or elsewhere, and that may bear on "
        "this one; a past office is none.", ["member of the commissioning board"])
    attends_with: PersonId | None = optional(
        "The person alongside or in place of whom they come.", "asha")
    invited_on: Date | None = optional("The day on which they were invited.", "2025-12-20")
    nominated_by: PostFirst | None = optional(
        "Who put them forward.", "ward manager", {"team": "carers centre"})
    judged_ready_by: PostFirst | None = optional(
        "Who judged whether they were well enough, where anybody did.", "ward manager",
        {"person": "jo"})
    self_referred: Flag | None = optional("Whether they put themselves forward.", "yes")
    terms_told_on: Date | None = optional(
        "The day on which they were told the terms of the seat.", "2026-01-05")
    terms_told_in_writing: YesOrSource | None = optional(
        "Whether they have the terms in writing.", "yes")
    terms_in_form_asked_for: YesOrSource | None = optional(
        "Whether the terms came in the form they asked for.", "yes")
    alone_by_choice: AloneByChoice | None = optional(
        "That they were asked about being the only one, and prefer it.", {"asked_on": "2026-01-08"})
    wellbeing_plan: WellbeingPlan | None = optional(
        "What was agreed about looking after themselves in the role.",
        {"agreed_on": "2026-01-08", "pause_keeps_seat": "yes"})
    hours: Hours | None = optional(
        "The time this seat takes, if not as the role.", {"amount": "4", "per": "month"})
    prefers_no_payment: Flag | None = optional("Whether they asked not to be paid.", "no")
    induction: Induction | None = optional(
        "The induction they had, if not as the role.", {"given_on": "2026-01-08"})
    supervised_by: PostOrNobody | None = optional(
        "Who supervises them in it, if not as the role; `none` for nobody.", "HR lead",
        {"person": "hr-lead"}, "none")
    line_managed_by: PostOrNobody | None = optional(
        "Who manages them in it, if not as the role; `none` for nobody.", "HR lead",
        {"person": "hr-lead"}, "none")
    appraised_by: PostOrNobody | None = optional(
        "Who appraises them in it, if not as the role; `none` for nobody.", "HR lead",
        {"person": "hr-lead"}, "none")
    funded_by: PostOrNobody | None = optional(
        "Who pays for their work in it, if not as the role; `none` for nobody.",
        "research manager", {"team": "research office"}, "none")
    ended: HolderEnded | None = optional(
        "How the seat came to its end, where it has.", {"ended_on": "2026-06-30", "thanked": "yes"})
# fmt: on


HolderRecord = Annotated[Holder, Shorthand("person")]
"""A holder: the person's id alone, or the person and what is true of their seat."""
