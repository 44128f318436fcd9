"""Facts about safeguarding, monitoring, data protection, the preparation of staff, and ending."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Required

from pitfall_audit.engagement.model.practice import Safeguarding, StaffPreparation
from pitfall_audit.engagement.model.vocabulary import (
    CheckLevel,
    ChecksAskedOf,
    ContactWith,
    Sharing,
)
from pitfall_audit.facts.arrangement import Arrangement, Seat, is_yes
from pitfall_audit.facts.fact_schema import (
    Copied,
    DaysSince,
    DaysUntil,
    Fact,
    IsoDate,
    TypedDict,
    copied,
)

__all__ = ["PracticeFacts", "practice_facts"]

_SAFE = "engagement.safeguarding"
_MONITORING = "engagement.monitoring"
_DATA = "engagement.data_protection"
_STAFF = "engagement.staff_preparation"
_ENDING = "engagement.ending"


# fmt: off
class ActivityFacts(TypedDict, total=False):
    """An activity, and whom people meet in it."""

    name: Required[Annotated[str, Copied("What it is", copies="activity.name")]]
    contact_with: Annotated[ContactWith, Copied(
        "Whom people meet in it", f"{_SAFE}.activities",
        "Whom do people meet in each activity: children, adults at risk, or neither?",
        copies="activity.contact_with")]
    one_to_one: Annotated[bool, Copied(
        "Whether two people are alone in it", f"{_SAFE}.activities",
        "Are two people alone in any activity?", copies="activity.one_to_one")]
    online: Annotated[bool, Copied(
        "Whether there is private contact online", f"{_SAFE}.activities",
        "Is there private contact online in any activity?", copies="activity.online")]
    check_level: Annotated[CheckLevel, Copied(
        "The criminal-record check asked for it", f"{_SAFE}.activities",
        "Which criminal-record check, if any, is asked for each activity?",
        copies="activity.check_level")]


class SafeguardingFacts(TypedDict, total=False):
    """How people who take part are kept safe."""

    under_18s: Annotated[bool, Copied(
        "Whether anybody under 18 takes part", f"{_SAFE}.under_18s",
        "Does anybody under 18 take part?")]
    adults_at_risk: Annotated[bool, Copied(
        "Whether adults at risk take part", f"{_SAFE}.adults_at_risk",
        "Do adults at risk take part?")]
    lead_named: Annotated[bool, Fact(
        "Whether a safeguarding lead is named; no where it is stated that there is none",
        f"{_SAFE}.lead", "Who leads on safeguarding?")]
    lead: Annotated[str, Copied(
        "The post or person who leads on safeguarding", f"{_SAFE}.lead",
        "Who leads on safeguarding?")]
    private_contact_rules: Annotated[bool, Copied(
        "Whether there are rules for private contact, one to one or online",
        f"{_SAFE}.private_contact_rules",
        "Are there rules for private contact, one to one or online?")]
    checks_asked_of: Annotated[ChecksAskedOf, Copied(
        "Of whom a criminal-record check is asked", f"{_SAFE}.checks_asked_of",
        "Of whom is a criminal-record check asked: of all, by activity, or of nobody?")]
    activities: Annotated[list[ActivityFacts], Fact(
        "The activities, and whom people meet in them", f"{_SAFE}.activities",
        "What activities are there, and whom do people meet in them?")]


class SafetyFacts(TypedDict):
    """Who needs to be kept safe, and whether checks fit what people do."""

    at_risk: Annotated[bool, Fact(
        "Whether it is stated that anybody under 18, or adults at risk, take part: there, by the "
        "ages of a role, or because members are detained or depend closely on the service")]
    private_contact: Annotated[bool, Fact(
        "Whether two people are stated to be alone, or in private contact online")]
    checks_without_need: Annotated[bool, Fact(
        "Whether a criminal-record check is asked of all, and no activity is stated to need one")]
    checks_wanting: Annotated[list[str], Fact(
        "The activities among children or adults at risk for which it is stated that no check is "
        "asked")]


class MonitoringFacts(TypedDict, total=False):
    """Whether it is known who takes part, by choice and in numbers only."""

    offered: Annotated[bool, Copied(
        "Whether people are offered to say who they are, by choice", f"{_MONITORING}.offered",
        "Who takes part, compared with those whom the service serves, and are people offered, by "
        "choice, to say who they are?")]
    collected_on: Annotated[IsoDate, Copied(
        "When answers on who takes part were last collected", f"{_MONITORING}.collected_on",
        "When were answers on who takes part last collected?")]
    days_since_collected: Annotated[int, DaysSince(
        "Days since those answers were collected; below nothing where that is to come",
        f"{_MONITORING}.collected_on", "When were answers on who takes part last collected?")]
    compared_on: Annotated[IsoDate, Copied(
        "When those who take part were last compared with those whom the service serves",
        f"{_MONITORING}.compared_on",
        "When were those who take part last compared with those whom the service serves?")]
    days_since_compared: Annotated[int, DaysSince(
        "Days since they were compared; below nothing where that is to come",
        f"{_MONITORING}.compared_on",
        "When were those who take part last compared with those whom the service serves?")]
    smallest_number_shown: Annotated[int, Copied(
        "The smallest number of people that is published", f"{_MONITORING}.smallest_number_shown",
        "What is the smallest number of people that is published?")]


class DataProtectionFacts(TypedDict, total=False):
    """How what is known of people is kept."""

    lawful_basis: Annotated[str, Copied(
        "The lawful basis for keeping it", f"{_DATA}.lawful_basis",
        "On what lawful basis is what is known of people kept?")]
    health_data_condition: Annotated[str, Copied(
        "The condition for keeping data on health", f"{_DATA}.health_data_condition",
        "On what condition are data on health kept?")]
    consent_on: Annotated[IsoDate, Copied(
        "When people agreed to it", f"{_DATA}.consent_on",
        "When did people agree to what is kept of them?")]
    days_since_consent: Annotated[int, DaysSince(
        "Days since people agreed to it; below nothing where that is to come",
        f"{_DATA}.consent_on", "When did people agree to what is kept of them?")]
    retention_until: Annotated[IsoDate, Copied(
        "Until when it is kept", f"{_DATA}.retention_until",
        "Until when is what is known of people kept?")]
    days_until_retention_ends: Annotated[int, DaysUntil(
        "Days until it is to be kept no longer; below nothing where that day has passed",
        f"{_DATA}.retention_until", "Until when is what is known of people kept?")]
    this_file: Annotated[Sharing, Copied(
        "Who can read this file", f"{_DATA}.this_file",
        "Who can read this file: a few, those it is shared with, or everybody?")]
    ids_are_pseudonyms: Annotated[bool, Copied(
        "Whether the ids under `people` are no real names", f"{_DATA}.ids_are_pseudonyms",
        "Are the ids under `people` no real names?")]


class StaffPreparationFacts(TypedDict, total=False):
    """How staff are prepared for working with lived-experience members."""

    trained: Annotated[bool, Copied(
        "Whether staff have been trained", f"{_STAFF}.trained",
        "Have staff been trained to work with members with lived experience?")]
    trained_on: Annotated[IsoDate, Copied(
        "When staff were trained", f"{_STAFF}.trained_on",
        "When were staff trained to work with members with lived experience?")]
    days_since_trained: Annotated[int, DaysSince(
        "Days since staff were trained; below nothing where that is to come",
        f"{_STAFF}.trained_on",
        "When were staff trained to work with members with lived experience?")]
    training: Annotated[list[str], Copied(
        "What the training of staff covers", f"{_STAFF}.training",
        "What does the training of staff cover?")]


class EndingFacts(TypedDict, total=False):
    """How the arrangement, and people's part in it, comes to an end."""

    exit_terms: Annotated[bool, Copied(
        "Whether it is written how people leave", f"{_ENDING}.exit_terms",
        "Is it written how people leave?")]
    ended_on: Annotated[IsoDate, Copied(
        "When the arrangement ended, where it has", f"{_ENDING}.ended_on",
        "When did the arrangement end, if it has?")]
    days_since: Annotated[int, DaysSince(
        "Days since the arrangement ended; below nothing where that is to come",
        f"{_ENDING}.ended_on", "When did the arrangement end, if it has?")]
    thanks: Annotated[bool, Copied(
        "Whether people are thanked when they leave", f"{_ENDING}.thanks",
        "Are people thanked when they leave?")]
    feedback: Annotated[bool, Copied(
        "Whether people are asked how it was", f"{_ENDING}.feedback",
        "Are people asked, when they leave, how it was?")]
    handover: Annotated[bool, Copied(
        "Whether there is a handover", f"{_ENDING}.handover",
        "Is there a handover when people leave?")]


class PracticeFacts(TypedDict):
    """The practical side of an arrangement."""

    safeguarding: Annotated[SafeguardingFacts, Fact("How people are kept safe")]
    safety: Annotated[SafetyFacts, Fact("Who needs to be kept safe")]
    monitoring: Annotated[MonitoringFacts, Fact("Whether it is known who takes part")]
    data_protection: Annotated[DataProtectionFacts, Fact("How what is known of people is kept")]
    staff_preparation: Annotated[StaffPreparationFacts, Fact("How staff are prepared")]
    ending: Annotated[EndingFacts, Fact("How it ends, and how people leave")]
# fmt: on


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
    return {
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
    }


def _staff_preparation(stated: StaffPreparation | None, as_of: dt.date) -> StaffPreparationFacts:
    facts = copied(StaffPreparationFacts, as_of, stated)
    if stated is not None and stated.trained is None and stated.trained_on is not None:
        # A day on which they were trained says that they have been.
        facts["trained"] = stated.trained_on <= as_of
    return facts
