"""Facts about panels that choose people."""

from __future__ import annotations

from collections.abc import Sequence

from pitfall_audit.engagement.model import Body
from pitfall_audit.facts.arrangement import Arrangement
from pitfall_audit.facts.seats import Seat
from pitfall_audit.facts.shapes.panels import SelectionFacts

__all__ = ["selection_facts"]


def selection_facts(
    arrangement: Arrangement, body: Body | None, seats: Sequence[Seat]
) -> SelectionFacts:
    """How a body, described or only named, chooses people; ``seats`` are those on it."""
    facts: SelectionFacts = {}
    panel = body.panel if body else None
    apart = panel.separate_user_panel if panel else None
    involved = _involved(seats, apart=apart)
    selects = _selects(body)
    if selects is False or involved is False:
        facts["selects_with_lived_experience"] = False
    elif selects and involved:
        facts["selects_with_lived_experience"] = True
    if apart is not None:
        facts["separate_user_panel"] = apart
    if panel is not None and panel.user_panel_result is not None:
        facts["user_panel_result"] = panel.user_panel_result
    if body is not None and selects:
        gaps = _gaps(body)
        published = arrangement.described(body.source) == "published-documents"
        # What a published text leaves out may be settled all the same.
        if not (gaps and published):
            facts["selection_gaps"] = gaps
    return facts


def _involved(seats: Sequence[Seat], *, apart: bool | None) -> bool | None:
    lived = [seat.lived for seat in seats if not seat.ended]
    if apart or any(lived):
        return True
    return None if None in lived else False


def _selects(body: Body | None) -> bool | None:
    """Whether a body interviews or chooses people; None where nothing says so or otherwise."""
    if body is None:
        return None
    if body.panel is not None or "interviews" in (body.handles or ()):
        return True
    if body.kind is None:
        return None
    if body.kind != "panel":
        return False
    appoints = any(one.judged_as == "appointment" for one in body.judges or ())
    if appoints or "staffing" in (body.decides_on or ()):
        return True
    return None if body.handles is None and body.decides_on is None else False


def _gaps(body: Body) -> list[str]:
    panel = body.panel
    by_agreement = body.decides_by == "consensus"
    gaps = []
    # Those who go on until they agree have no scores to weigh, and no tie.
    if (panel is None or panel.score_weight is None) and not by_agreement:
        gaps.append("what weight the scores of people with lived experience have")
    if (panel is None or panel.tie_rule is None) and not by_agreement:
        gaps.append("what happens when scores are equal")
    if panel is None or panel.disagreement_rule is None:
        gaps.append("what happens when people, or panels, disagree")
    if panel and panel.separate_user_panel and panel.user_panel_result is None:
        gaps.append("what becomes of the separate panel's result")
    return gaps
