"""Puts words to a verdict: the message, and what is added to it."""

from __future__ import annotations

from dataclasses import dataclass

from pitfall_audit.rules.evaluation import Verdict

__all__ = ["Words", "words_for"]


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a verdict: one message, and further sentences."""

    message: str
    details: tuple[str, ...] = ()
    would_raise: str | None = None


def words_for(verdict: Verdict) -> Words:
    """The words for a verdict; none where the rule does not speak of the subject."""
    rule = verdict.rule
    if verdict.outcome == "not-applicable":
        return Words("")
    if verdict.outcome == "error":
        return Words(f"The check {rule.id} stopped at {verdict.subject.label}: {verdict.crash}")
    values = {
        rule.logic.subject: verdict.subject.facts,
        "thresholds": rule.thresholds,
        **(verdict.values or {}),
    }
    if verdict.outcome == "passed":
        return Words(rule.passed.fill(values))
    if verdict.outcome == "cannot-tell":
        return Words(_question(verdict))
    says = [
        form.fill(values)
        for index in verdict.failing
        if (form := rule.expect[index].says) is not None
    ]
    added = [rule.adds[index][1].fill(values) for index in verdict.adds]
    return Words(rule.message.fill(values), (*says, *added), _would_raise(verdict))


def _question(verdict: Verdict) -> str:
    """The question that the missing fact asks for itself, else the rule's."""
    asked = [one.field.fact.asks for one in verdict.unstated if one.field.fact.asks]
    return asked[0] if asked else verdict.rule.words.question.strip()


def _would_raise(verdict: Verdict) -> str | None:
    """What to ask, where the answer could make a finding more serious."""
    if not verdict.could_raise:
        return None
    questions = [
        one.field.fact.asks or f"{one.field.fact.says}: what is stated?"
        for one in verdict.could_raise
    ]
    return f"The answer may make this more pressing: {' '.join(dict.fromkeys(questions))}"
