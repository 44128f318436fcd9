"""Facts about whether a body meets as often as it is said to."""

from __future__ import annotations

import datetime as dt
import math

from pitfall_audit.engagement.model import Body
from pitfall_audit.engagement.model.body_parts import Meetings
from pitfall_audit.engagement.model.part_dates import span_of
from pitfall_audit.facts.fact_schema import TypedDict, as_stated

__all__ = ["MeetingFacts", "meeting_facts"]


class MeetingFacts(TypedDict, total=False):
    """How many meetings there were, beside how many there were to be."""

    meetings_held: int
    meetings_expected: int | None


def meeting_facts(body: Body | None, as_of: dt.date) -> MeetingFacts:
    """How many meetings there were and were to be; nothing where it is not said how many were."""
    meetings = body.meetings if body is not None else None
    held = meetings.held.number if meetings is not None and meetings.held is not None else None
    if meetings is None or held is None or held.at_most is None:
        return {}
    facts: MeetingFacts = {"meetings_held": held.at_most}
    facts["meetings_expected"] = _expected(meetings, as_of)
    return as_stated(facts)


def _expected(meetings: Meetings, as_of: dt.date) -> int | None:
    held = meetings.held
    a_year = meetings.a_year.least if meetings.a_year is not None else None
    if held is None or held.from_ is None or held.until is None or a_year is None:
        return None
    begins, ends = span_of(held.from_)[1], span_of(held.until)[0]
    days = (min(ends, as_of) - begins).days + 1  # both days count
    in_all = math.inf if meetings.in_all is None else meetings.in_all.least or 0
    return math.floor(min(a_year * days / 365, in_all)) if days > 0 else None
