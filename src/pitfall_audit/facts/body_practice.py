"""Facts about how a body works: its agenda, and its papers."""

from __future__ import annotations

from pitfall_audit.engagement.model import Body
from pitfall_audit.facts.arrangement import Arrangement, is_yes
from pitfall_audit.facts.shapes.body_practice import BodyPracticeFacts, PapersFacts

__all__ = ["body_practice_facts"]


def body_practice_facts(arrangement: Arrangement, body: Body | None) -> BodyPracticeFacts:
    """How a body works; None is one that is only named, of which nothing is stated."""
    papers: PapersFacts = {}
    facts: BodyPracticeFacts = {"papers": papers}
    organisation = arrangement.engagement.organisation
    if organisation is not None and organisation.nation is not None:
        facts["organisation_nation"] = organisation.nation
    if body is None:
        return facts
    if body.papers is not None:
        if body.papers.lead_time_days is not None:
            papers["working_days_before"] = body.papers.lead_time_days
        if body.papers.formats is not None:
            papers["formats"] = list(body.papers.formats)
    slot = is_yes(body.members_only_slot)
    if slot is not None:
        facts["members_only_slot"] = slot
    if body.agenda_set_by is not None:
        facts["agenda_set_by"] = list(body.agenda_set_by)
    return facts
