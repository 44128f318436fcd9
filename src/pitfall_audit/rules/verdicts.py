"""What a rule says of a subject, and the words for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.engagement.model.vocabulary import Strength
from pitfall_audit.facts.arrangement import shortened
from pitfall_audit.facts.fact_schema import WhoKnows
from pitfall_audit.facts.subjects import Saying, Subject, Unsaid
from pitfall_audit.rules.conditions.fact_paths import Unstated, values_at
from pitfall_audit.rules.form.messages import value_at
from pitfall_audit.rules.form.outcomes import OutcomeKind, Severity
from pitfall_audit.rules.form.prose import parts_a_list
from pitfall_audit.rules.rule import Rule

__all__ = ["Verdict", "Words", "words_for"]


class Verdict(Struct, frozen=True):
    """What one rule says of one subject, before places and words are put to it.

    ``failing`` are the indexes of the conditions that do not hold. ``unstated`` are the
    facts that a question waits for; ``could_raise`` those that would raise the severity of
    a finding if they were stated. ``crash`` is the cause of an ``error``. ``silent`` is set on
    a finding that rests on silence alone: the document read whole that does not say it.
    ``hangs`` is what a question keeps open, where it asks whose seat it is: the finding that
    there would be. ``said`` is what a question quotes: words in the file where no field states it.
    ``stake`` is how serious a finding would be, if the answer to a question
    were a bad one. ``earned`` tells of a pass that something good is stated.
    ``praises`` are the indexes of what is good besides, whatever the outcome.
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
    silent: Unsaid | None = None
    hangs: Verdict | None = None
    said: Saying | None = None
    stake: Severity | None = None
    earned: bool = False
    praises: tuple[int, ...] = ()

    @property
    def label(self) -> str:
        """Of whom it speaks, in words: of bodies alone, where their papers alone are silent."""
        return (self.silent.whom if self.silent else "") or self.subject.label


class Words(Struct, frozen=True):
    """The words for a verdict: one message, and further sentences.

    ``who_knows`` says of a question whom to put it to; None leaves that to its subject.
    ``hangs`` is what there would be to say if the seat it asks about were a service user's.
    ``good`` is what is said to be good besides. ``phrases`` are texts that stand in lists, and have
    themselves what parts one from another there.
    """

    message: str
    details: tuple[str, ...] = ()
    would_raise: str | None = None
    who_knows: WhoKnows | None = None
    hangs: str | None = None
    good: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


def words_for(verdict: Verdict) -> Words:
    """The words for a verdict; none where the rule does not speak of the subject."""
    rule = verdict.rule
    if verdict.outcome == "not-applicable":
        return Words("")
    if verdict.outcome == "error":
        return Words(f"The check {rule.id} stopped at {verdict.subject.label}: {verdict.crash}")
    told = verdict.subject.told
    values = {
        rule.logic.subject: verdict.subject.facts if told is None else told,
        "thresholds": rule.thresholds,
        **(verdict.values or {}),
    }
    silent = verdict.silent
    if silent is not None and silent.whom:
        values[rule.logic.subject] = {**values[rule.logic.subject], "label": silent.whom}
    praises = verdict.praises
    good = tuple([rule.praises[n][1].fill(values) for n in praises]) if praises else ()
    phrases = _phrases(rule, values) if rule.lists else ()
    if verdict.outcome == "passed":
        return Words(rule.passed.fill(values), good=good, phrases=phrases)
    if verdict.outcome == "cannot-tell":
        before = rule.before_question
        told_of = before is not None and not before.has_nothing_in(values)
        asked = _question(verdict, f"{before.fill(values)} " if before and told_of else "", good)
        return replace(asked, phrases=phrases) if phrases else asked
    message = rule.message.fill(values)
    if silent is not None:
        of = f" for {silent.whom}" if silent.whom and silent.whom not in message else ""
        papers = f"{silent.paper}{of}, read whole" if silent.paper else f"what was read whole{of}"
        message = f"In {papers}: {message}"
    says = [
        form.fill(values)
        for index in verdict.failing
        if (form := rule.expect[index].says) is not None
    ]
    added = [rule.adds[index][1].fill(values) for index in verdict.adds]
    taken = verdict.subject.facts.get("capacity_taken_from")
    if taken is not None:
        added.append(f"Whose seat it is was taken from the words “{taken}”.")
    raises = _would_raise(verdict)
    if silent is not None and silent.whom:
        added.append("How it is with the other bodies is open: this was not read of them.")
    return Words(message, (*says, *added), raises, good=good, phrases=phrases)


def _phrases(rule: Rule, values: Mapping[str, Any]) -> tuple[str, ...]:
    lists = (value_at(values, path) for path in rule.lists)
    said = (one for each in lists if isinstance(each, list) for one in each)
    return tuple([one for one in said if isinstance(one, str) and parts_a_list(one)])


_HOW_FIRMLY: Mapping[Strength | Literal["said-differently"], str] = {
    "said-differently": "The papers say different things of it; which of them holds?",
    "should": "The papers say that it should be so; is it?",
    "may": "The papers say that it may be so; is it?",
    "as-a-rule": "The papers say that it is so as a rule; is it so here?",
    "proposed": "It is proposed; has it been agreed?",
    "expected": "It is expected; has it come about?",
}
_LONGEST_SAYING = 200


def _question(verdict: Verdict, before: str, good: tuple[str, ...]) -> Words:
    """The question that the missing fact asks for itself, else the rule's; and to whom."""
    words = verdict.rule.words
    hangs = None if verdict.hangs is None else words_for(verdict.hangs).message
    question, knows = None, words.who_knows
    for one in verdict.unstated:
        fact = one.field.fact
        if fact.asks:
            question, knows = fact.asks, fact.who_knows or knows
            break
    if question is None:
        question = words.question.strip()
    readings = verdict.subject.readings
    if readings and verdict.unstated and _is_open_date(verdict.subject, verdict.unstated[0]):
        question += " A date that is not written in full leaves this open."
    if verdict.said is not None:
        question = _quoting(verdict.said, question, private=verdict.rule.logic.private)
    # What is a question by itself needs no other behind it.
    asked = before.rstrip() if before.endswith("? ") else before + question
    return Words(asked, (), None, knows, hangs, good)


def _quoting(said: Saying, question: str, *, private: bool) -> str:
    """A question, and what is said in words already."""
    quoted = shortened(said.text, _LONGEST_SAYING) if said.text and not private else None
    if said.strength is not None and said.strength != "must":
        words = f" In their words: “{quoted}”." if quoted else ""
        return f"{question} {_HOW_FIRMLY[said.strength]}{words}"
    if quoted is None:
        return f"{question} Something is said of this in words; does that answer it?"
    return f"{question} The papers say: “{quoted}” Does that answer it?"


def _is_open_date(subject: Subject, unstated: Unstated) -> bool:
    """Whether a question waits for what is stated, and hangs on a date that is not whole."""
    facts = (one.facts for group in subject.readings for one in group if one is not None)
    return len({repr(list(values_at(one, unstated.path))) for one in facts}) > 1


def _would_raise(verdict: Verdict) -> str | None:
    """What to ask, where the answer could make a finding more serious."""
    if not verdict.could_raise:
        return None
    questions = [
        one.field.fact.asks or f"{one.field.fact.says}: what is stated?"
        for one in verdict.could_raise
    ]
    return f"The answer may make this more pressing: {' '.join(dict.fromkeys(questions))}"
