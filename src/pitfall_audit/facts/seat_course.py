"""Facts about the course of a seat: who chose its holder, its beginning, and its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Required

from msgspec.structs import replace

from pitfall_audit.facts.all_seats import Seat
from pitfall_audit.facts.arrangement import Arrangement, named
from pitfall_audit.facts.connections import CARE
from pitfall_audit.facts.fact_schema import IsoDate, TypedDict, copied
from pitfall_audit.facts.oversight import POWER_TIES
from pitfall_audit.facts.seat_places import SeatPlace
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = ["ChoosingFacts", "SeatCourseFacts", "course_facts", "with_choosing_facts"]


class ChoosingFacts(TypedDict, total=False):
    """Who put the person forward, or judged them well enough, and what ties there are."""

    choosers_stated: bool
    chosen_by_own_clinician: bool
    chooser_also_oversees: bool


class InductionFacts(TypedDict, total=False):
    """The induction to a seat. What its holder's own does not state is taken from the role's."""

    given: bool
    given_on: IsoDate
    days_since: int
    days_after_start: int
    training: list[str]


class PartingFacts(TypedDict, total=False):
    """How a seat came to its end, or is to come to it."""

    thanked: bool
    feedback_asked: bool
    handed_over: bool


class WellbeingPlanFacts(TypedDict, total=False):
    """What was agreed with the person about looking after themselves; never what it says."""

    agreed: bool
    agreed_on: IsoDate
    days_since: int
    written_with_person: bool
    what_helps: bool
    who_to_ring: bool
    pause_keeps_seat: bool
    declined: bool


class SeatCourseFacts(TypedDict, total=False):
    """How somebody comes into a seat, is looked after in it, and leaves it."""

    started_on: IsoDate
    days_since_start: int
    induction: Required[InductionFacts]
    parting: Required[PartingFacts]
    wellbeing_plan: Required[WellbeingPlanFacts]
    prefers_no_payment: bool


def course_facts(place: SeatPlace, as_of: dt.date) -> SeatCourseFacts:
    """How somebody comes into a place, is looked after in it, and leaves it."""
    holder = place.holder
    plan = holder.wellbeing_plan if holder else None
    facts: SeatCourseFacts = {
        "induction": _induction(place, as_of),
        "parting": copied(PartingFacts, as_of, holder.ended if holder else None),
        "wellbeing_plan": copied(WellbeingPlanFacts, as_of, plan),
    }
    if plan is not None and plan.agreed_on is not None:
        facts["wellbeing_plan"]["agreed"] = plan.agreed_on <= as_of
    elif plan is not None and plan.declined:
        facts["wellbeing_plan"]["agreed"] = False
    return facts


def _induction(place: SeatPlace, as_of: dt.date) -> InductionFacts:
    """What the holder's own induction states, and for the rest that of the role."""
    of_role, holder = place.role.induction, place.holder
    own = holder.induction if holder else None
    facts = copied(InductionFacts, as_of, of_role, own)
    given_on = (own.given_on if own else None) or (of_role.given_on if of_role else None)
    # Nobody can say when people who are not named were brought in, and where none are, nobody was.
    if given_on is not None and holder is not None:
        facts["given"] = given_on <= as_of
        facts["given_on"] = given_on.isoformat()
        facts["days_since"] = (as_of - given_on).days
        if holder.from_ is not None:
            facts["days_after_start"] = (given_on - holder.from_).days
    return facts


def with_choosing_facts(
    arrangement: Arrangement,
    seats: Sequence[Seat],
    subjects: Sequence[Subject],
    connections: Sequence[Subject],
) -> tuple[Subject, ...]:
    """The subjects of seats, in the order of ``seats``, with who chose their holders."""
    work = _Choosers(arrangement, connections)
    return tuple(
        replace(subject, facts={**subject.facts, **work.facts(seat)})
        for seat, subject in zip(seats, subjects, strict=True)
    )


class _Choosers:
    def __init__(self, arrangement: Arrangement, connections: Sequence[Subject]) -> None:
        self.arrangement = arrangement
        self.pairs: dict[tuple[str, str], Mapping[str, object]] = {}
        self.asked: dict[str, bool | None] = {}
        for one in connections:
            if one.facts["whole_body"]:
                self.asked[one.identity] = one.facts.get("members_asked")
            else:
                self.pairs[one.facts["person"], one.facts["other"]] = one.facts
        self.ties: dict[tuple[str, str], Anchor] = {}
        for tie, anchor in arrangement.ties:
            still = tie.until is None or tie.until >= arrangement.as_of
            if still and (tie.kind in CARE or tie.kind in POWER_TIES):
                self.ties.setdefault((tie.of, named(tie.with_) or ""), anchor)
        recruitment = arrangement.engagement.recruitment
        self.judges = [
            judge
            for criterion in (recruitment.criteria if recruitment else None) or ()
            if criterion.kind == "being-well-enough" and (judge := named(criterion.judged_by))
        ]

    def choosers(self, seat: Seat) -> list[str]:
        """Those who put the holder forward or judged them well enough, but the holder."""
        holder = seat.place.holder
        if holder is None:
            return []
        role = named(seat.place.role.chosen_by)
        found = [named(holder.nominated_by), named(holder.judged_ready_by), role, *self.judges]
        return [one for one in dict.fromkeys(found) if one is not None and one != seat.person]

    def facts(self, seat: Seat) -> ChoosingFacts:
        """Who chose the holder of a seat; nothing where nobody is named, or it has ended."""
        holder = seat.place.holder
        facts: ChoosingFacts = {}
        if holder is None or seat.person is None or seat.ended or seat.lived is False:
            return facts
        choosers = self.choosers(seat)
        if choosers or holder.self_referred or named(holder.nominated_by) == seat.person:
            facts["choosers_stated"] = True
        own = [one for one in choosers if self.is_tied(seat.person, one)]
        if own:
            facts["chosen_by_own_clinician"] = True
            oversees = [self.oversees(seat.person, one) for one in own]
            if True in oversees:
                facts["chooser_also_oversees"] = True
            elif None not in oversees:
                facts["chooser_also_oversees"] = False
        elif not choosers or self.asked.get(f"bodies[{seat.place.body}]"):
            # Where nobody was asked, a tie that is not written down may be there all the same.
            facts["chosen_by_own_clinician"] = False
        return facts

    def is_tied(self, person: str, chooser: str) -> bool:
        """Whether somebody treats or supervises a person, or treats one they care for."""
        if (person, chooser) in self.ties:
            return True
        pair = self.pairs.get((person, chooser))
        return pair is not None and bool(pair["current"])

    def oversees(self, person: str, chooser: str) -> bool | None:
        """Whether somebody who treats a person has power over their seat, and it is not handled."""
        pair = self.pairs.get((person, chooser))
        if pair is None or not pair["current"]:
            return False
        if "power" not in pair:
            return None
        handled = pair.get("handled_for_power")
        if not pair["power"]:
            return False
        return None if handled is None else not handled
