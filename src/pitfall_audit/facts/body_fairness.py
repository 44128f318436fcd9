"""Facts about what a body does where there is disagreement."""

from __future__ import annotations

from pitfall_audit.engagement.model import Body
from pitfall_audit.engagement.model.body_parts import Removal
from pitfall_audit.facts.arrangement import is_yes
from pitfall_audit.facts.shapes.body_fairness import BodyFairnessFacts, RemovalFacts

__all__ = ["body_fairness_facts"]


def body_fairness_facts(body: Body | None) -> BodyFairnessFacts:
    """What is settled for members who disagree; None is a body that is only named."""
    facts: BodyFairnessFacts = {"removal": {}}
    if body is None:
        return facts
    stated = is_yes(body.no_detriment_stated)
    if stated is not None:
        facts["no_detriment_stated"] = stated
    if body.escalation is not None:
        facts["escalation"] = list(body.escalation)
    if body.removal is not None:
        facts["removal"] = _removal(body.removal)
    return facts


def _removal(stated: Removal) -> RemovalFacts:
    facts: RemovalFacts = {}
    if stated.by is not None:
        facts["by"] = stated.by
    if stated.grounds is not None:
        facts["grounds"] = list(stated.grounds)
    notice, reasons = is_yes(stated.notice), is_yes(stated.reasons)
    supporter, appeal = is_yes(stated.supporter), is_yes(stated.appeal)
    if notice is not None:
        facts["notice"] = notice
    if reasons is not None:
        facts["reasons"] = reasons
    if supporter is not None:
        facts["supporter"] = supporter
    if appeal is not None:
        facts["appeal"] = appeal
    return facts
