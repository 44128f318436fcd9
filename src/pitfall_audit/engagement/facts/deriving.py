"""Derives the facts of an engagement: the plain data that rules read."""

from __future__ import annotations

import datetime as dt

from pitfall_audit.engagement.facts.arrangement import Arrangement
from pitfall_audit.engagement.facts.bodies import body_subjects
from pitfall_audit.engagement.facts.connections import connection_subjects
from pitfall_audit.engagement.facts.promises import promise_subjects
from pitfall_audit.engagement.facts.seats import describe_seats, seat_subjects
from pitfall_audit.engagement.facts.subjects import FactSheet
from pitfall_audit.engagement.facts.whole import engagement_subjects
from pitfall_audit.engagement.model import Engagement, TiesFile

__all__ = ["derive_facts"]


def derive_facts(engagement: Engagement, ties_file: TiesFile | None, as_of: dt.date) -> FactSheet:
    """Derive everything rules read of one engagement on the audit date ``as_of``.

    ``ties_file`` holds the ties that are kept apart from the engagement, where they were
    given. Subjects come in the order of the file.
    """
    arrangement = Arrangement(engagement, ties_file, as_of)
    seats = describe_seats(arrangement)
    bodies = body_subjects(arrangement, seats)
    return FactSheet(
        subjects={
            "engagement": engagement_subjects(arrangement),
            "body": bodies,
            "seat": seat_subjects(arrangement, seats, bodies),
            "connection": connection_subjects(arrangement, seats, bodies),
            "promise": promise_subjects(arrangement),
        },
        ties=arrangement.tie_knowledge,
    )
