"""Facts about decisions."""

from __future__ import annotations

from pitfall_audit.engagement.model import Decision
from pitfall_audit.facts.arrangement import Arrangement, in_words, is_yes, shortened, slug
from pitfall_audit.facts.shapes import DecisionFacts
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = ["decision_subjects"]


def decision_subjects(arrangement: Arrangement) -> tuple[Subject, ...]:
    """Every decision, in the order of the file."""
    scope = arrangement.engagement.scope
    fixed = frozenset(slug(one) for one in (scope.cannot_change if scope else None) or ())
    return tuple(
        _decision_subject(arrangement, decision, index, fixed)
        for index, decision in enumerate(arrangement.engagement.decisions or ())
    )


def _decision_subject(
    arrangement: Arrangement, decision: Decision, index: int, fixed: frozenset[str]
) -> Subject:
    engagement = arrangement.engagement
    label = (
        f"“{shortened(decision.text)}”" if decision.text else in_words(f"decision-{decision.id}")
    )
    described = arrangement.described(decision.source)
    facts: DecisionFacts = {"label": label}
    if engagement.level is not None:
        facts["level"] = engagement.level
    if decision.decided_on is not None:
        facts["decided_on"] = decision.decided_on.isoformat()
    if engagement.starts is not None:
        facts["involvement_starts"] = engagement.starts.isoformat()
        if decision.decided_on is not None:
            facts["days_before_involvement"] = (engagement.starts - decision.decided_on).days
    # What a published paper leaves out may be open, or have been told, all the same.
    silent = described == "published-documents"
    if decision.open_parts is not None:
        facts["open_parts"] = list(decision.open_parts)
    if decision.open_parts is not None or not silent:
        facts["still_open"] = bool(decision.open_parts)
    told = is_yes(decision.told_as_fixed)
    if not told and fixed & _names(decision):
        told = True
    if told is not None or not silent:
        facts["told_as_fixed"] = bool(told)
    return Subject(
        kind="decision",
        identity=f"decisions[{decision.id}]",
        label=label,
        facts=facts,
        anchors={"decision": Anchor(("decisions", index)), "engagement": Anchor(())},
        described_from=described,
        group="decisions",
        group_label="Decisions",
    )


def _names(decision: Decision) -> set[str]:
    """By what a list of fixed things may name it: its id, its topic, or its words."""
    return {slug(one) for one in (decision.id, decision.topic, decision.text) if one is not None}
