"""What a rule says of a subject, and the words for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from pitfall_audit.facts.fact_schema import WhoKnows
from pitfall_audit.facts.subjects import Subject
from pitfall_audit.rules.conditions.fact_paths import Unstated
from pitfall_audit.rules.form.outcomes import OutcomeKind, Severity
from pitfall_audit.rules.rule import Rule

__all__ = ["Verdict", "Words", "words_for"]


class Verdict(NamedTuple):
    """What one rule says of one subject, before places and words are put to it.

    ``failing`` are the indexes of the conditions that do not hold. ``unstated`` are the
    facts that a question waits for; ``could_raise`` those that would raise the severity of
    a finding if they were stated. ``crash`` is the cause of an ``error``. ``silent`` is set on
    a finding that rests on silence alone: the document read whole that does not say it.
    ``hangs`` is what a question keeps open, where it asks whose seat it is: the finding that
    there would be.
    """

    rule: Rule
    subject: Subject
    outcome: OutcomeKind
    severity: Severity | None = None
    failing: tuple[int, ...] = ()
    unstated: tuple[Unstated, ...] = ()
    could_raise: tuple[Unstated, ...] = ()
    adds: tuple[int, ...] = ()
    values: Mapping[str, Any] | None = None
    crash: str | None = None
    silent: str | None = None
    hangs: Verdict | None = None


class Words(NamedTuple):
    """The words for a verdict: one message, and further sentences.

    ``who_knows`` says of a question whom to put it to; None leaves that to its subject.
    ``hangs`` is what there would be to say if the seat it asks about were a service user's.
    """

    message: str
    details: tuple[str, ...] = ()
    would_raise: str | None = None
    who_knows: WhoKnows | None = None
    hangs: str | None = None


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
    message = rule.message.fill(values)
    if verdict.silent is not None:
        message = f"In {verdict.silent}: {message}"
    says = [
        form.fill(values)
        for index in verdict.failing
        if (form := rule.expect[index].says) is not None
    ]
    added = [rule.adds[index][1].fill(values) for index in verdict.adds]
    taken = verdict.subject.facts.get("capacity_taken_from")
    if taken is not None:
        added.append(f"Whose seat it is was taken from the words “{taken}”.")
    return Words(message, (*says, *added), _would_raise(verdict))


def _question(verdict: Verdict) -> Words:
    """The question that the missing fact asks for itself, else the rule's; and to whom."""
    words = verdict.rule.words
    hangs = None if verdict.hangs is None else words_for(verdict.hangs).message
    for one in verdict.unstated:
        fact = one.field.fact
        if fact.asks:
            return Words(fact.asks, who_knows=fact.who_knows or words.who_knows, hangs=hangs)
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
