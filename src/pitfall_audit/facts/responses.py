"""Facts about decisions, and about what was answered to advice and complaints."""

from __future__ import annotations

from typing import Required

from pitfall_audit.engagement.model import Complaint, Decision, Recommendation
from pitfall_audit.engagement.model.vocabulary import Level, Response
from pitfall_audit.facts.arrangement import Arrangement, in_words, is_yes, shortened, slug
from pitfall_audit.facts.complaint_times import ComplaintTimesFacts, complaint_times
from pitfall_audit.facts.fact_schema import IsoDate, TypedDict, as_stated, copied
from pitfall_audit.facts.notification import was_told
from pitfall_audit.facts.phrases import speaks_of
from pitfall_audit.facts.promises import told_in_passing
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = [
    "ComplaintFacts", "DecisionFacts", "RecommendationFacts", "complaint_subjects",
    "decision_subjects", "recommendation_subjects",
]  # fmt: skip


class DecisionFacts(TypedDict, total=False):
    """A decision about what people are involved in."""

    label: Required[str]
    level: Level
    decided_on: IsoDate
    involvement_starts: IsoDate
    days_before_involvement: int
    open_parts: list[str]
    still_open: bool
    told_as_fixed: bool


class RecommendationFacts(TypedDict, total=False):
    """Advice given, and what was answered."""

    label: Required[str]
    of_whole_body: Required[bool]
    in_passing: Required[bool]
    answer_owed: bool | None
    made_on: IsoDate
    days_waiting: int
    turnaround: int | None
    terms_say_when: bool
    answered: bool
    response: Response
    reason_given: bool


class ComplaintFacts(ComplaintTimesFacts, TypedDict, total=False):
    """A complaint or concern: its dates, never what it is about or who raised it."""

    label: Required[str]
    follow_up_promised: Required[bool]
    closed: Required[bool]
    told: bool
    days_past_due: int
    days_since_promise: int


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
    facts: DecisionFacts = {
        "label": label,
        **copied(DecisionFacts, arrangement.as_of, engagement, decision),
    }
    if engagement.starts is not None and decision.decided_on is not None:
        facts["days_before_involvement"] = (engagement.starts - decision.decided_on).days
    # What a published paper leaves out may be open, or have been told, all the same.
    silent = described == "published-documents"
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
        facts=facts,
        anchors={"decision": Anchor(("decisions", index)), "engagement": Anchor(())},
        described_from=described,
        under="decisions",
    )


def _names(decision: Decision) -> set[str]:
    """By what a list of fixed things may name it: its id, its topic, or its words."""
    return {slug(one) for one in (decision.id, decision.topic, decision.text) if one is not None}


def recommendation_subjects(arrangement: Arrangement) -> tuple[Subject, ...]:
    """Every piece of advice, in the order of the file."""
    given = tuple(
        _recommendation_subject(arrangement, recommendation, index)
        for index, recommendation in enumerate(arrangement.engagement.recommendations or ())
    )
    of_bodies = tuple(
        _advice_of(arrangement, name)
        for name, body in arrangement.bodies.items()
        if body.state != "ended"
        and (body.answers_advice is not None or body.powers in ("advise", "scrutinise"))
    )
    return (*given, *of_bodies)


def _advice_of(arrangement: Arrangement, body: str) -> Subject:
    """All advice of a body: whether by its terms it is answered."""
    label = f"Advice of {arrangement.body_label(body)}"
    facts: RecommendationFacts = {"label": label, "of_whole_body": True, "in_passing": False}
    record = arrangement.bodies[body]
    answer_owed = is_yes(record.answers_advice)
    if answer_owed is None and arrangement.described(record.source) == "published-documents":
        # Terms read whole should say so; what a body that a law set up rules itself binds no other.
        laws = {one.id for one in arrangement.engagement.sources or () if one.kind == "law"}
        binds = getattr(record.source, "id", None) in laws or not speaks_of(
            "set-up-by-law", " ".join(record.set_up_by or ())
        )
        counts = binds and arrangement.silence_counts(record.source, "body.answers_advice")
        answer_owed = False if counts and record.answers_advice_within_days is None else None
    facts["answer_owed"] = answer_owed
    anchor = Anchor(("bodies", body))
    return Subject(
        kind="recommendation",
        identity=f"advice[{body}]",
        facts=as_stated(facts),
        anchors={"recommendation": anchor, "body": anchor},
        described_from=arrangement.described(arrangement.bodies[body].source),
        under="recommendations",
    )


def _recommendation_subject(
    arrangement: Arrangement, recommendation: Recommendation, index: int
) -> Subject:
    text = recommendation.text
    label = f"“{shortened(text)}”" if text else in_words(f"advice-{recommendation.id}")
    described = arrangement.described(recommendation.source)
    facts: RecommendationFacts = {
        "label": label,
        "of_whole_body": False,
        "in_passing": told_in_passing(arrangement, recommendation),
        **copied(RecommendationFacts, arrangement.as_of, recommendation),
    }
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
    facts["turnaround"] = turnaround
    if terms is not None or (by is not None and body is None):
        facts["terms_say_when"] = terms is not None
    return Subject(
        kind="recommendation",
        identity=f"recommendations[{recommendation.id}]",
        facts=as_stated(facts),
        anchors=anchors,
        described_from=described,
        under="recommendations",
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


def complaint_subjects(arrangement: Arrangement) -> tuple[Subject, ...]:
    """Every complaint and concern, in the order of the file."""
    return tuple(
        _complaint_subject(arrangement, complaint, index)
        for index, complaint in enumerate(arrangement.engagement.complaints or ())
    )


def _complaint_subject(arrangement: Arrangement, complaint: Complaint, index: int) -> Subject:
    as_of = arrangement.as_of
    kind = complaint.kind if complaint.kind in ("complaint", "concern") else "matter raised"
    label = f"{in_words(kind)} {complaint.id}"
    described = arrangement.described(complaint.source)
    facts: ComplaintFacts = {
        "label": label,
        "follow_up_promised": complaint.follow_up is not None,
        "closed": complaint.closed_on is not None and complaint.closed_on <= as_of,
        **complaint_times(arrangement, complaint),
        **copied(ComplaintFacts, as_of, complaint.follow_up),
    }
    told = was_told(complaint.told, as_of, described)
    if complaint.settled_on is not None and complaint.settled_on <= as_of and not told:
        # What is settled to the person's satisfaction, they know of.
        told = True
    answered = complaint.responded_on is not None and complaint.responded_on <= as_of
    # An answer may be the outcome, or may only say that it takes longer.
    if told or (told is False and not (answered and complaint.told is None)):
        facts["told"] = told
    due = complaint.extended_to or complaint.response_due
    if due is not None:
        facts["days_past_due"] = (as_of - due).days
    return Subject(
        kind="complaint",
        identity=f"complaints[{complaint.id}]",
        facts=facts,
        anchors={
            "complaint": Anchor(("complaints", index)),
            "follow_up": Anchor(("complaints", index, "follow_up")),
        },
        described_from=described,
        under="complaints",
    )
