"""Runs rules over subjects: one outcome for each rule and subject.

What is not stated is settled by CEL's own logic: reading it is an error, ``error || true``
is true, ``error && false`` is false, and what stays unsettled is a question. Only a rule
whose pitfall is the silence itself takes it for a no, and then only of an organisation
that describes itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from pitfall_audit.facts.fact_schema import FactSheet, Subject, SubjectKind, WhoKnows
from pitfall_audit.rules.conditions.expressions import (
    Answer,
    Batch,
    Crashed,
    Program,
    ThresholdValue,
    Unsettled,
)
from pitfall_audit.rules.conditions.fact_paths import Memory, Unstated, waits_for
from pitfall_audit.rules.form.outcomes import SEVERITY_ORDER, OutcomeKind, Severity
from pitfall_audit.rules.rule import Rule

if TYPE_CHECKING:
    from pitfall_audit.rules.python_checks import Everything, PythonCheck

__all__ = ["BATCH_SIZE", "Batches", "Unstated", "Verdict", "Words", "evaluate", "words_for"]

BATCH_SIZE = 50
"""Subjects handed to CEL at a time; its ``map`` slows with the square of their number."""


class Verdict(NamedTuple):
    """What one rule says of one subject, before places and words are put to it.

    ``failing`` are the indexes of the conditions that do not hold. ``unstated`` are the
    facts that a question waits for; ``could_raise`` those that would raise the severity of
    a finding if they were stated. ``crash`` is the cause of an ``error``.
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


class Batches:
    """The subjects of one engagement, in batches that are handed to CEL once for all rules."""

    def __init__(self, facts: FactSheet) -> None:
        self._facts = facts
        self._batches: dict[SubjectKind, list[tuple[Sequence[Subject], Batch]]] = {}

    def subjects(self, kind: SubjectKind) -> Sequence[Subject]:
        """The subjects of one kind, in the order of the facts."""
        return self._facts.subjects.get(kind, ())

    def everything(self, thresholds: Mapping[str, ThresholdValue]) -> Everything:
        """All facts of the engagement, as a check in Python is given them.

        A copy, for what a check does to it must not reach the other rules.
        """
        from pitfall_audit.rules.python_checks import Everything  # noqa: PLC0415

        copy = {
            kind: tuple(deepcopy(dict(one.facts)) for one in ones)
            for kind, ones in self._facts.subjects.items()
        }
        return Everything(copy, dict(thresholds))

    def of(self, kind: SubjectKind) -> list[tuple[Sequence[Subject], Batch]]:
        """The batches of one kind of subject."""
        known = self._batches.get(kind)
        if known is None:
            subjects = self._facts.subjects.get(kind, ())
            known = [
                (part, Batch(kind, [subject.facts for subject in part]))
                for start in range(0, len(subjects), BATCH_SIZE)
                if (part := subjects[start : start + BATCH_SIZE])
            ]
            self._batches[kind] = known
        return known


def evaluate(rule: Rule, batches: Batches) -> Iterator[Verdict]:
    """Give one verdict for each subject that the rule looks at, in the order of the facts."""
    if rule.python is not None:
        yield from _in_python(rule, rule.python, batches)
        return
    for subjects, batch in batches.of(rule.logic.subject):
        keys = [rule.memory.key(subject.facts, subject.described_from) for subject in subjects]
        known = [rule.memory.recall(key) for key in keys]
        answers = None if any(known) else rule.whole.run_all(batch)
        for index, subject in enumerate(subjects):
            found = known[index]
            if found is None:
                answer = answers[index] if answers else rule.whole.run(batch, index)
                found = _found(rule, subject, batch, index, answer)
                rule.memory.keep(keys[index], found)
            let = rule.let_for(found.outcome)
            yield Verdict(
                rule,
                subject,
                found.outcome,
                found.severity,
                found.failing,
                found.unstated,
                found.could_raise,
                found.adds,
                _values(let, batch, index) if let else None,
                found.crash,
            )


def _in_python(rule: Rule, check: PythonCheck, batches: Batches) -> Iterator[Verdict]:
    """The verdicts of a rule whose check is written in Python."""
    from pitfall_audit.rules.python_checks import run_check  # noqa: PLC0415

    shape = rule.vocabulary.shapes[rule.logic.subject]
    everything = batches.everything(rule.thresholds)
    for subject in batches.subjects(rule.logic.subject):
        facts = deepcopy(dict(subject.facts))
        said = run_check(check, facts, everything, shape, rule.logic.values)
        if said.outcome == "failed" and rule.set_severity is not None:
            said = replace(said, severity=rule.set_severity)
        yield Verdict(
            rule, subject, said.outcome, said.severity,
            unstated=said.unstated, values=said.values, crash=said.crash,
        )  # fmt: skip


def _found(rule: Rule, subject: Subject, batch: Batch, index: int, answer: Answer) -> Verdict:
    if answer == 0:
        return Verdict(rule, subject, "not-applicable")
    strictly = rule.logic.silence == "fails" and subject.described_from == "published-documents"
    if answer == 1 and not strictly:
        return Verdict(rule, subject, "passed")
    return _Closer(rule, subject, batch, index).look()


def _values(
    programs: Sequence[tuple[str, Program, Memory[Any]]], batch: Batch, index: int
) -> Mapping[str, Any]:
    """The values that the words for an outcome name, where they can be had."""
    facts = batch.facts[index]
    values = {}
    for name, program, memory in programs:
        key = memory.key(facts)
        answer = memory.recall(key)
        if answer is None:
            answer = program.run(batch, index)
            memory.keep(key, answer)
        if not isinstance(answer, Unsettled | Crashed):
            values[name] = answer
    return values


class _Closer:
    """A closer look at one subject, condition by condition."""

    def __init__(self, rule: Rule, subject: Subject, batch: Batch, index: int) -> None:
        self.rule = rule
        self.subject = subject
        self.batch = batch
        self.index = index
        self.silence_fails = rule.logic.silence == "fails"
        self.published = subject.described_from == "published-documents"

    def look(self) -> Verdict:  # noqa: PLR0911  # one for each outcome, and two ways to crash
        """The verdict on the subject."""
        applies = self.rule.applies.run(self.batch, self.index)
        if isinstance(applies, Crashed):
            return self._crashed(applies)
        if isinstance(applies, Unsettled):
            return self._cannot_tell([(self.rule.applies, applies)], strict=False)
        if not applies:
            return Verdict(self.rule, self.subject, "not-applicable")
        strictly = self.silence_fails and self.published
        answers = [self._run(condition.program, strictly) for condition in self.rule.expect]
        crashed = next((answer for answer in answers if isinstance(answer, Crashed)), None)
        if crashed is not None:
            return self._crashed(crashed)
        waiting = [index for index, answer in enumerate(answers) if isinstance(answer, Unsettled)]
        failing = [index for index, answer in enumerate(answers) if answer is False]
        if failing or (waiting and self.silence_fails and not self.published):
            if self.silence_fails and not self.published:
                failing = sorted({*failing, *waiting})
            return self._failed(failing)
        if waiting:
            pairs = [(self.rule.expect[index].program, answers[index]) for index in waiting]
            return self._cannot_tell(pairs, strict=strictly)
        return Verdict(self.rule, self.subject, "passed")

    def _run(self, program: Program, strictly: bool) -> Answer:
        if strictly:
            return program.run_strictly(self.batch, self.index)
        return program.run(self.batch, self.index)

    def _failed(self, failing: Sequence[int]) -> Verdict:
        could_raise: list[tuple[Severity, list[Unstated]]] = []
        settled: Severity = self.rule.severity[-1][1]
        for program, severity in self.rule.severity:
            if program is None:
                settled = severity
                break
            answer = program.run(self.batch, self.index)
            if isinstance(answer, Crashed):
                return self._crashed(answer)
            if isinstance(answer, Unsettled):
                could_raise.append((severity, self._unstated(program, answer, strict=False)))
            elif answer:
                settled = severity
                break
        raising = [
            unstated
            for severity, facts in could_raise
            if SEVERITY_ORDER[severity] < SEVERITY_ORDER[settled]
            for unstated in facts
        ]
        return Verdict(
            self.rule,
            self.subject,
            "failed",
            severity=settled,
            failing=tuple(failing),
            could_raise=_distinct(raising),
            adds=tuple(
                index
                for index, (program, _) in enumerate(self.rule.adds)
                if program.run(self.batch, self.index) is True
            ),
        )

    def _cannot_tell(
        self, waiting: Sequence[tuple[Program, Unsettled]], *, strict: bool
    ) -> Verdict:
        unstated = [
            one
            for program, answer in waiting
            for one in self._unstated(program, answer, strict=strict)
        ]
        return Verdict(
            self.rule,
            self.subject,
            "cannot-tell",
            unstated=_distinct(unstated),
        )

    def _crashed(self, crash: Crashed) -> Verdict:
        return Verdict(self.rule, self.subject, "error", crash=crash.message)

    def _unstated(self, program: Program, answer: Unsettled, *, strict: bool) -> list[Unstated]:
        shape = self.rule.vocabulary.shapes[self.rule.logic.subject]
        return waits_for(program, shape, self.subject.facts, answer.key, strict=strict)


def _distinct(facts: Sequence[Unstated]) -> tuple[Unstated, ...]:
    return tuple({one.path: one for one in facts}.values())


class Words(NamedTuple):
    """The words for a verdict: one message, and further sentences.

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
