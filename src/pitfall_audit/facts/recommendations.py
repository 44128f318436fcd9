"""Facts about recommendations."""

from __future__ import annotations

from pitfall_audit.engagement.model import Recommendation
from pitfall_audit.facts.arrangement import Arrangement, in_words, shortened
from pitfall_audit.facts.shapes import RecommendationFacts
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = ["recommendation_subjects"]


def recommendation_subjects(arrangement: Arrangement) -> tuple[Subject, ...]:
    """Every piece of advice, in the order of the file."""
    return tuple(
        _recommendation_subject(arrangement, recommendation, index)
        for index, recommendation in enumerate(arrangement.engagement.recommendations or ())
    )


def _recommendation_subject(
    arrangement: Arrangement, recommendation: Recommendation, index: int
) -> Subject:
    text = recommendation.text
    label = f"“{shortened(text)}”" if text else in_words(f"advice-{recommendation.id}")
    described = arrangement.described(recommendation.source)
    facts: RecommendationFacts = {"label": label}
    if recommendation.made_on is not None:
        facts["made_on"] = recommendation.made_on.isoformat()
        facts["days_waiting"] = (arrangement.as_of - recommendation.made_on).days
    _add_answer(facts, arrangement, recommendation, silent=described == "published-documents")
    path = ("recommendations", index)
    anchors = {"recommendation": Anchor(path)}
    by = recommendation.by
    body = None if by is None or by.body is None else arrangement.body_id(by.body)
    declared = arrangement.bodies.get(body) if body is not None else None
    if body is not None and declared is not None:
        anchors["body"] = Anchor(("bodies", body))
    elif body is not None:
        anchors["body"] = Anchor((*path, "by"), shown=f"bodies.{body}")
    terms = declared.answers_advice_within_days if declared is not None else None
    turnaround = recommendation.turnaround_days
    if turnaround is None:
        turnaround = terms
    if turnaround is not None:
        facts["turnaround"] = turnaround
    if terms is not None or (by is not None and body is None):
        facts["terms_say_when"] = terms is not None
    return Subject(
        kind="recommendation",
        identity=f"recommendations[{recommendation.id}]",
        label=label,
        facts=facts,
        anchors=anchors,
        described_from=described,
        group="recommendations",
        group_label="Advice given",
    )


def _add_answer(
    facts: RecommendationFacts,
    arrangement: Arrangement,
    recommendation: Recommendation,
    *,
    silent: bool,
) -> None:
    """What was answered by the audit date, as far as it is written.

    A published paper need not tell of an answer, or of its reason.
    """
    answered_on = recommendation.responded_on
    if answered_on is not None and answered_on > arrangement.as_of:
        facts["answered"] = False
        return
    if recommendation.response is not None:
        facts["answered"] = True
        facts["response"] = recommendation.response
    elif answered_on is None and not silent:
        facts["answered"] = False
    if recommendation.reason is not None or not silent:
        facts["reason_given"] = recommendation.reason is not None
