"""Facts about the course of a seat: its beginning, induction, care and end."""

from __future__ import annotations

import datetime as dt

from pitfall_audit.engagement.model.holders import WellbeingPlan
from pitfall_audit.engagement.model.practice import Induction
from pitfall_audit.facts.arrangement import Place
from pitfall_audit.facts.shapes.seat_course import (
    InductionFacts,
    PartingFacts,
    SeatCourseFacts,
    WellbeingPlanFacts,
)

__all__ = ["course_facts"]


def course_facts(place: Place, as_of: dt.date) -> SeatCourseFacts:
    """How somebody comes into a place, is looked after in it, and leaves it."""
    holder, term = place.holder, place.role.term
    own = holder.induction if holder else None
    facts: SeatCourseFacts = {
        "induction": _induction(place, own, as_of),
        "parting": {},
        "wellbeing_plan": {},
    }
    if holder is None:
        return facts
    if holder.from_ is not None:
        facts["started_on"] = holder.from_.isoformat()
        facts["days_since_start"] = (as_of - holder.from_).days
    if holder.prefers_no_payment is not None:
        facts["prefers_no_payment"] = holder.prefers_no_payment
    ended = holder.ended
    last = (ended.ended_on if ended else None) or holder.until or (term.ends if term else None)
    parting: PartingFacts = facts["parting"]
    if last is not None:
        parting["last_day"] = last.isoformat()
        parting["days_until"] = (last - as_of).days
    if ended is not None:
        if ended.thanked is not None:
            parting["thanked"] = ended.thanked
        if ended.feedback_asked is not None:
            parting["feedback_asked"] = ended.feedback_asked
        if ended.handed_over is not None:
            parting["handed_over"] = ended.handed_over
    if holder.wellbeing_plan is not None:
        facts["wellbeing_plan"] = _wellbeing_plan(holder.wellbeing_plan, as_of)
    return facts


def _induction(place: Place, own: Induction | None, as_of: dt.date) -> InductionFacts:
    """What the holder's own induction states, and for the rest that of the role."""
    of_role, holder = place.role.induction, place.holder
    facts: InductionFacts = {}
    if own is None and of_role is None:
        return facts
    training = own.training if own else None
    if training is None and of_role is not None:
        training = of_role.training
    if training is not None:
        facts["training"] = list(training)
    given_on = (own.given_on if own else None) or (of_role.given_on if of_role else None)
    # To an open place nobody has been brought in.
    if given_on is not None and holder is not None:
        facts["given"] = given_on <= as_of
        facts["given_on"] = given_on.isoformat()
        facts["days_since"] = (as_of - given_on).days
        if holder.from_ is not None:
            facts["days_after_start"] = (given_on - holder.from_).days
    return facts


def _wellbeing_plan(plan: WellbeingPlan, as_of: dt.date) -> WellbeingPlanFacts:
    facts: WellbeingPlanFacts = {}
    if plan.agreed_on is not None:
        facts["agreed"] = plan.agreed_on <= as_of
        facts["agreed_on"] = plan.agreed_on.isoformat()
        facts["days_since"] = (as_of - plan.agreed_on).days
    elif plan.declined:
        facts["agreed"] = False
    if plan.declined is not None:
        facts["declined"] = plan.declined
    if plan.written_with_person is not None:
        facts["written_with_person"] = plan.written_with_person
    if plan.what_helps is not None:
        facts["what_helps"] = plan.what_helps
    if plan.who_to_ring is not None:
        facts["who_to_ring"] = plan.who_to_ring
    if plan.pause_keeps_seat is not None:
        facts["pause_keeps_seat"] = plan.pause_keeps_seat
    return facts
