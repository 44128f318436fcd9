"""Puts words to a verdict: the message, and what is added to it."""

from __future__ import annotations

from typing import NamedTuple

from pitfall_audit.facts.fact_schema import WhoKnows
from pitfall_audit.rules.evaluation.evaluation import Verdict

__all__ = ["Words", "words_for"]


class Words(NamedTuple):
    """What is said of a verdict: one message, and further sentences.

    ``who_knows`` says of a question whom to put it to; None leaves that to its subject.
    """

    message: str
    details: tuple[str, ...] = ()
    would_raise: str | None = None
    who_knows: WhoKnows | None = None


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
        return _question(verdict)
    says = [
        form.fill(values)
        for index in verdict.failing
        if (form := rule.expect[index].says) is not None
    ]
    added = [rule.adds[index][1].fill(values) for index in verdict.adds]
    return Words(rule.message.fill(values), (*says, *added), _would_raise(verdict))


def _question(verdict: Verdict) -> Words:
    """The question that the missing fact asks for itself, else the rule's; and to whom."""
    words = verdict.rule.words
    for one in verdict.unstated:
        fact = one.field.fact
        if fact.asks:
            return Words(fact.asks, who_knows=fact.who_knows or words.who_knows)
    return Words(words.question.strip(), who_knows=words.who_knows)


def _would_raise(verdict: Verdict) -> str | None:
    """What to ask, where the answer could make a finding more serious."""
    if not verdict.could_raise:
        return None
    questions = [
        one.field.fact.asks or f"{one.field.fact.says}: what is stated?"
        for one in verdict.could_raise
    ]
    return f"The answer may make this more pressing: {' '.join(dict.fromkeys(questions))}"
