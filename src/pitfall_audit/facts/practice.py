"""Facts about safeguarding, monitoring, data protection, the preparation of staff, and ending."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Required

from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.practice import Activity, Safeguarding, StaffPreparation
from pitfall_audit.engagement.model.vocabulary import (
    CheckLevel,
    ChecksAskedOf,
    ContactWith,
    Sharing,
)
from pitfall_audit.facts.all_seats import Seat
from pitfall_audit.facts.arrangement import Arrangement, in_words, is_yes, shortened
from pitfall_audit.facts.asked_words import written
from pitfall_audit.facts.fact_schema import IsoDate, TypedDict, copied
from pitfall_audit.facts.phrases import speaks_of

__all__ = ["PracticeFacts", "practice_facts"]


class ActivityFacts(TypedDict, total=False):
    """An activity, and whom people meet in it."""

    name: Required[str]
    contact_with: ContactWith
    one_to_one: bool
    online: bool
    check_level: CheckLevel


class SafeguardingFacts(TypedDict, total=False):
    """How people who take part are kept safe."""

    under_18s: bool
    adults_at_risk: bool
    lead_named: bool
    lead: str
    private_contact_rules: bool
    checks_asked_of: ChecksAskedOf
    activities: list[ActivityFacts]


class SafetyFacts(TypedDict, total=False):
    """Who needs to be kept safe, and whether checks fit what people do."""

    at_risk: Required[bool]
    ages_told: bool
    private_contact: Required[bool]
    checks_without_need: Required[bool]
    checks_wanting: Required[list[str]]
    references_wanting: Required[list[str]]


class MonitoringFacts(TypedDict, total=False):
    """Whether it is known who takes part, by choice and in numbers only."""

    offered: bool
    collected_on: IsoDate
    days_since_collected: int
    compared_on: IsoDate
    days_since_compared: int
    smallest_number_shown: int
    mixed_by: list[str]


class DataProtectionFacts(TypedDict, total=False):
    """How what is known of people is kept."""

    lawful_basis: str
    health_data_condition: str
    consent_on: IsoDate
    days_since_consent: int
    retention_until: IsoDate
    days_until_retention_ends: int
    this_file: Sharing
    ids_are_pseudonyms: bool


class StaffPreparationFacts(TypedDict, total=False):
    """How staff are prepared for working with lived-experience members."""

    trained: bool
    trained_on: IsoDate
    days_since_trained: int
    training: list[str]


class EndingFacts(TypedDict, total=False):
    """How the arrangement, and people's part in it, comes to an end."""

    exit_terms: bool
    ended_on: IsoDate
    days_since: int
    thanks: bool
    feedback: bool
    handover: bool


class PracticeFacts(TypedDict):
    """The practical side of an arrangement."""

    safeguarding: SafeguardingFacts
    safety: SafetyFacts
    monitoring: MonitoringFacts
    data_protection: DataProtectionFacts
    staff_preparation: StaffPreparationFacts
    ending: EndingFacts


_NOBODY = frozenset({"none", "no", "nobody"})


def practice_facts(arrangement: Arrangement, seats: Sequence[Seat]) -> PracticeFacts:
    """What an arrangement states of its practical side."""
    engagement, as_of = arrangement.engagement, arrangement.as_of
    return {
        "safeguarding": _safeguarding(engagement.safeguarding, as_of),
        "safety": _safety(arrangement, seats),
        "monitoring": copied(MonitoringFacts, as_of, engagement.monitoring),
        "data_protection": copied(DataProtectionFacts, as_of, engagement.data_protection),
        "staff_preparation": _staff_preparation(engagement.staff_preparation, as_of),
        "ending": copied(EndingFacts, as_of, engagement.ending),
    }


def _safeguarding(stated: Safeguarding | None, as_of: dt.date) -> SafeguardingFacts:
    facts = copied(SafeguardingFacts, as_of, stated)
    if stated is not None and stated.lead is not None:
        facts["lead_named"] = stated.lead.name.strip().casefold() not in _NOBODY
    if stated is not None and stated.activities is not None:
        facts["activities"] = [copied(ActivityFacts, as_of, one) for one in stated.activities]
    return facts


_OF_AGE = 18


def _safety(arrangement: Arrangement, seats: Sequence[Seat]) -> SafetyFacts:
    stated = arrangement.engagement.safeguarding
    activities = (stated.activities if stated else None) or ()
    current = [seat for seat in seats if seat.current]
    ages = [seat.place.role.ages for seat in current]
    bodies = {seat.place.body for seat in current if seat.lived}
    among = [
        one for one in activities if one.contact_with in ("children", "adults-at-risk", "both")
    ]
    asked = stated.checks_asked_of if stated else None
    known = stated is not None and (
        stated.activities is not None or arrangement.described(stated.source) == "own-records"
    )
    absences, path = arrangement.engagement.absences, ("safeguarding", "activities")
    wanting = [
        one.name
        for index, one in enumerate(activities)
        if one in among
        and (asked == "nobody" or absences.get((*path, index, "check_level")) == "none")
    ]
    facts: SafetyFacts = {
        "at_risk": bool(stated and (stated.under_18s or stated.adults_at_risk))
        or any(one is not None and one.from_ is not None and one.from_ < _OF_AGE for one in ages)
        or any(
            is_yes(body.detained_or_dependent)
            for name, body in arrangement.bodies.items()
            if name in bodies
        ),
        "private_contact": any(one.one_to_one or one.online for one in activities),
        "checks_without_need": asked == "all" and not among and known,
        "checks_wanting": wanting,
        "references_wanting": list(_without_references(arrangement, among)),
    }
    told = (stated is not None and stated.under_18s is not None) or any(one for one in ages)
    published = arrangement.described_from == "published-documents"
    if told or facts["at_risk"] or not published or not _for_the_young(arrangement.engagement):
        facts["ages_told"] = True
    return facts


def _for_the_young(engagement: Engagement) -> bool:
    """Whether people who may be under 18 are said to take part, or are to be won for it."""
    young = {
        one.id
        for one in engagement.affected_groups or ()
        if one.ages is None and speaks_of("the-young", one.words or in_words(one.id))
    }
    return bool(young) and (
        any(not young.isdisjoint(role.groups or ()) for role in engagement.roles or ())
        or any(speaks_of("the-young", one.text) for one in engagement.promises or ())
    )


def _without_references(arrangement: Arrangement, among: Sequence[Activity]) -> Iterator[str]:
    """For what it is stated, or said in words, that no references are asked."""
    engagement = arrangement.engagement
    selection = engagement.recruitment.selection if engagement.recruitment else None
    if selection is not None and is_yes(selection.references_asked) is False:
        yield from (one.name for one in among)
    also = ((one.text, one.source) for one in engagement.also_says or ())
    for text in written(arrangement, *also):
        if speaks_of("no-references", text) and (among or speaks_of("among-people-at-risk", text)):
            yield f"“{shortened(text.rstrip('.'), 200)}”"


def _staff_preparation(stated: StaffPreparation | None, as_of: dt.date) -> StaffPreparationFacts:
    facts = copied(StaffPreparationFacts, as_of, stated)
    if stated is not None and stated.trained is None and stated.trained_on is not None:
        # A day on which they were trained says that they have been.
        facts["trained"] = stated.trained_on <= as_of
    return facts
