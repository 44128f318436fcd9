"""Facts about safeguarding, monitoring, data protection, the preparation of staff, and ending."""

from __future__ import annotations

import datetime as dt

from pitfall_audit.engagement.model.practice import (
    Activity,
    DataProtection,
    Ending,
    Monitoring,
    Safeguarding,
    StaffPreparation,
)
from pitfall_audit.facts.arrangement import Arrangement, is_yes
from pitfall_audit.facts.shapes.practice import EndingFacts, PracticeFacts, StaffPreparationFacts
from pitfall_audit.facts.shapes.records import DataProtectionFacts, MonitoringFacts
from pitfall_audit.facts.shapes.safeguarding import ActivityFacts, SafeguardingFacts

__all__ = ["practice_facts"]

_NOBODY = frozenset({"none", "no", "nobody"})


def practice_facts(arrangement: Arrangement) -> PracticeFacts:
    """What an arrangement states of its practical side."""
    engagement, as_of = arrangement.engagement, arrangement.as_of
    facts: PracticeFacts = {
        "safeguarding": {},
        "monitoring": {},
        "data_protection": {},
        "staff_preparation": {},
        "ending": {},
    }
    if engagement.safeguarding is not None:
        facts["safeguarding"] = _safeguarding(engagement.safeguarding)
    if engagement.monitoring is not None:
        facts["monitoring"] = _monitoring(engagement.monitoring, as_of)
    if engagement.data_protection is not None:
        facts["data_protection"] = _data_protection(engagement.data_protection, as_of)
    if engagement.staff_preparation is not None:
        facts["staff_preparation"] = _staff_preparation(engagement.staff_preparation, as_of)
    if engagement.ending is not None:
        facts["ending"] = _ending(engagement.ending, as_of)
    return facts


def _safeguarding(stated: Safeguarding) -> SafeguardingFacts:
    facts: SafeguardingFacts = {}
    if stated.under_18s is not None:
        facts["under_18s"] = stated.under_18s
    if stated.adults_at_risk is not None:
        facts["adults_at_risk"] = stated.adults_at_risk
    if stated.lead is not None:
        facts["lead"] = stated.lead
        facts["lead_named"] = stated.lead.strip().casefold() not in _NOBODY
    rules = is_yes(stated.private_contact_rules)
    if rules is not None:
        facts["private_contact_rules"] = rules
    if stated.checks_asked_of is not None:
        facts["checks_asked_of"] = stated.checks_asked_of
    if stated.activities is not None:
        facts["activities"] = [_activity(one) for one in stated.activities]
    return facts


def _activity(stated: Activity) -> ActivityFacts:
    facts: ActivityFacts = {"name": stated.name}
    if stated.contact_with is not None:
        facts["contact_with"] = stated.contact_with
    if stated.one_to_one is not None:
        facts["one_to_one"] = stated.one_to_one
    if stated.online is not None:
        facts["online"] = stated.online
    if stated.check_level is not None:
        facts["check_level"] = stated.check_level
    return facts


def _monitoring(stated: Monitoring, as_of: dt.date) -> MonitoringFacts:
    facts: MonitoringFacts = {}
    offered = is_yes(stated.offered)
    if offered is not None:
        facts["offered"] = offered
    if stated.collected_on is not None:
        facts["collected_on"] = stated.collected_on.isoformat()
        facts["days_since_collected"] = (as_of - stated.collected_on).days
    if stated.compared_on is not None:
        facts["compared_on"] = stated.compared_on.isoformat()
        facts["days_since_compared"] = (as_of - stated.compared_on).days
    if stated.smallest_number_shown is not None:
        facts["smallest_number_shown"] = stated.smallest_number_shown
    return facts


def _data_protection(stated: DataProtection, as_of: dt.date) -> DataProtectionFacts:
    facts: DataProtectionFacts = {}
    if stated.lawful_basis is not None:
        facts["lawful_basis"] = stated.lawful_basis
    if stated.health_data_condition is not None:
        facts["health_data_condition"] = stated.health_data_condition
    if stated.consent_on is not None:
        facts["consent_on"] = stated.consent_on.isoformat()
        facts["days_since_consent"] = (as_of - stated.consent_on).days
    if stated.retention_until is not None:
        facts["retention_until"] = stated.retention_until.isoformat()
        facts["days_until_retention_ends"] = (stated.retention_until - as_of).days
    if stated.this_file is not None:
        facts["this_file"] = stated.this_file
    if stated.ids_are_pseudonyms is not None:
        facts["ids_are_pseudonyms"] = stated.ids_are_pseudonyms
    return facts


def _staff_preparation(stated: StaffPreparation, as_of: dt.date) -> StaffPreparationFacts:
    facts: StaffPreparationFacts = {}
    trained = is_yes(stated.trained)
    if trained is None and stated.trained_on is not None:
        # A day on which they were trained says that they have been.
        trained = stated.trained_on <= as_of
    if trained is not None:
        facts["trained"] = trained
    if stated.trained_on is not None:
        facts["trained_on"] = stated.trained_on.isoformat()
        facts["days_since_trained"] = (as_of - stated.trained_on).days
    if stated.training is not None:
        facts["training"] = list(stated.training)
    return facts


def _ending(stated: Ending, as_of: dt.date) -> EndingFacts:
    facts: EndingFacts = {}
    exit_terms, thanks = is_yes(stated.exit_terms), is_yes(stated.thanks)
    feedback, handover = is_yes(stated.feedback), is_yes(stated.handover)
    if exit_terms is not None:
        facts["exit_terms"] = exit_terms
    if thanks is not None:
        facts["thanks"] = thanks
    if feedback is not None:
        facts["feedback"] = feedback
    if handover is not None:
        facts["handover"] = handover
    if stated.ended_on is not None:
        facts["ended_on"] = stated.ended_on.isoformat()
        facts["days_since"] = (as_of - stated.ended_on).days
    return facts
