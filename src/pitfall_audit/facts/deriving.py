"""Derives the facts of an engagement: the plain data that rules read."""

from __future__ import annotations

import datetime as dt

from pitfall_audit.engagement.model import Engagement, TiesFile
from pitfall_audit.facts.arrangement import Arrangement
from pitfall_audit.facts.bodies import body_subjects
from pitfall_audit.facts.choosing import with_choosers
from pitfall_audit.facts.claims import claim_subjects
from pitfall_audit.facts.complaints import complaint_subjects
from pitfall_audit.facts.conflicts import conflict_subjects
from pitfall_audit.facts.connections import connection_subjects
from pitfall_audit.facts.decisions import decision_subjects
from pitfall_audit.facts.expectations import expectation_subjects
from pitfall_audit.facts.groups import group_subjects
from pitfall_audit.facts.hats import hats_subjects
from pitfall_audit.facts.payment import payment_terms
from pitfall_audit.facts.people import person_subjects
from pitfall_audit.facts.promises import promise_subjects
from pitfall_audit.facts.recommendations import recommendation_subjects
from pitfall_audit.facts.roles import role_subjects
from pitfall_audit.facts.seats import describe_seats, seat_subjects
from pitfall_audit.facts.subjects import FactSheet
from pitfall_audit.facts.texts import text_subjects
from pitfall_audit.facts.whole import engagement_subjects

__all__ = ["derive_facts"]


def derive_facts(engagement: Engagement, ties_file: TiesFile | None, as_of: dt.date) -> FactSheet:
    """Derive everything rules read of one engagement on the audit date ``as_of``.

    ``ties_file`` holds the ties that are kept apart from the engagement, where they were
    given. Subjects come in the order of the file.
    """
    arrangement = Arrangement(engagement, ties_file, as_of)
    seats = describe_seats(arrangement)
    bodies = body_subjects(arrangement, seats)
    connections = connection_subjects(arrangement, seats, bodies)
    payments = payment_terms(arrangement)
    on_seats = seat_subjects(arrangement, seats, bodies, payments)
    return FactSheet(
        subjects={
            "engagement": engagement_subjects(arrangement, seats),
            "body": bodies,
            "seat": with_choosers(arrangement, seats, on_seats, connections),
            "connection": connections,
            "conflict": conflict_subjects(arrangement, seats),
            "hats": hats_subjects(arrangement, seats, bodies),
            "promise": promise_subjects(arrangement),
            "decision": decision_subjects(arrangement),
            "recommendation": recommendation_subjects(arrangement),
            "complaint": complaint_subjects(arrangement),
            "role": role_subjects(arrangement, seats, bodies, payments),
            "expectation": expectation_subjects(arrangement, seats),
            "text": text_subjects(arrangement),
            "claim": claim_subjects(arrangement),
            "person": person_subjects(arrangement, seats),
            "group": group_subjects(arrangement, seats),
        },
        ties=arrangement.tie_knowledge,
    )
