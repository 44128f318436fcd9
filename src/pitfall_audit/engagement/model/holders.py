"""People in seats, and what is true of one seat alone."""

from __future__ import annotations

from typing import Annotated

from pitfall_audit.engagement.model.records import Field
from pitfall_audit.engagement.model.vocabulary import CapacityWord

from .base import Hours, PersonId, PersonOrTeam, PostFirst, PostOrNobody, Record, YesOrSource
from .practice import Induction
from .scalars import Date, Flag, ListedText, Shorthand, Text
from .vocabulary import Attends, Status

__all__ = ["AloneByChoice", "Holder", "HolderEnded", "HolderRecord", "WellbeingPlan"]


class WellbeingPlan(Record):
    """What was agreed with a person about looking after themselves in the role."""

    agreed_on: Date | None = None
    written_with_person: Flag | None = None
    what_helps: Flag | None = None
    who_to_ring: Flag | None = None
    pause_keeps_seat: Flag | None = None
    declined: Flag | None = None


class AloneByChoice(Record):
    """That a person was asked about being the only one, and prefers it."""

    asked_on: Date


class HolderEnded(Record):
    """How a seat came to its end."""

    ended_on: Date | None = None
    thanked: Flag | None = None
    feedback_asked: Flag | None = None
    handed_over: Flag | None = None


class Holder(PersonOrTeam):
    """Somebody in a seat, and what is true of this seat alone."""

    capacity: ListedText[CapacityWord] | None = Field(None, key="as")
    which_hat: Text | None = None
    from_: Date | None = Field(None, key="from")
    until: Date | None = None
    status: Status | None = None
    voting: YesOrSource | None = None
    attends: Attends | None = None
    also_sits: ListedText[Text] | None = None
    attends_with: PersonId | None = None
    invited_on: Date | None = None
    nominated_by: PostFirst | None = None
    judged_ready_by: PostFirst | None = None
    self_referred: Flag | None = None
    terms_told_on: Date | None = None
    terms_told_in_writing: YesOrSource | None = None
    terms_in_form_asked_for: YesOrSource | None = None
    alone_by_choice: AloneByChoice | None = None
    wellbeing_plan: WellbeingPlan | None = None
    hours: Hours | None = None
    prefers_no_payment: Flag | None = None
    induction: Induction | None = None
    supervised_by: PostOrNobody | None = None
    line_managed_by: PostOrNobody | None = None
    appraised_by: PostOrNobody | None = None
    funded_by: PostOrNobody | None = None
    ended: HolderEnded | None = None


HolderRecord = Annotated[Holder, Shorthand("person")]
"""A holder: the person's id alone, or the person and what is true of their seat."""
