"""Runs rules over subjects: one outcome for each rule and subject.

What is not stated is settled by CEL's own logic: reading it is an error, ``error || true``
is true, ``error && false`` is false, and what stays unsettled is a question. Only a rule
whose pitfall is the silence itself takes it for a no, and then only of an organisation
that describes itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pitfall_audit.engagement.facts.describing import FactField, FactShape
from pitfall_audit.engagement.facts.shapes import SUBJECT_SHAPES
from pitfall_audit.engagement.facts.subjects import FactSheet, Subject, SubjectKind
from pitfall_audit.rules.expressions import Answer, Batch, Crashed, Program, Unsettled
from pitfall_audit.rules.outcomes import SEVERITY_ORDER, OutcomeKind, Severity
from pitfall_audit.rules.rule import Rule

__all__ = ["BATCH_SIZE", "Batches", "Unstated", "Verdict", "evaluate"]

BATCH_SIZE = 50
"""Subjects handed to CEL at a time; its ``map`` slows with the square of their number."""


@dataclass(frozen=True, slots=True)
class Unstated:
    """A fact that is not stated: its route from the subject, and what it means."""

    path: tuple[str, ...]
    field: FactField


@dataclass(frozen=True, slots=True)
class Verdict:
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
    for subjects, batch in batches.of(rule.logic.subject):
        known = [rule.memory.recall(subject.facts, subject.described_from) for subject in subjects]
        answers = None if any(known) else rule.whole.run_all(batch)
        for index, subject in enumerate(subjects):
            found = known[index]
            if found is None:
                answer = answers[index] if answers else rule.whole.run(batch, index)
                found = _found(rule, subject, batch, index, answer)
                rule.memory.keep(subject.facts, subject.described_from, found)
            yield Verdict(
                rule,
                subject,
                found.outcome,
                found.severity,
                found.failing,
                found.unstated,
                found.could_raise,
                found.adds,
                _values(rule, found.outcome, batch, index),
                found.crash,
            )


def _found(rule: Rule, subject: Subject, batch: Batch, index: int, answer: Answer) -> Verdict:
    if answer == 0:
        return Verdict(rule, subject, "not-applicable")
    if answer == 1:
        return Verdict(rule, subject, "passed")
    return _Closer(rule, subject, batch, index).look()


def _values(rule: Rule, outcome: OutcomeKind, batch: Batch, index: int) -> Mapping[str, Any] | None:
    """The values that the words for an outcome name, where they can be had."""
    programs = rule.let_for(outcome)
    if not programs:
        return None
    facts = batch.facts[index]
    values = {}
    for name, program, memory in programs:
        answer = memory.recall(facts)
        if answer is None:
            answer = program.run(batch, index)
            memory.keep(facts, None, answer)
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
        """The absent facts that the condition waits for: by CEL's word, the one it met first."""
        absent = []
        for read in program.tree.reads:
            if read.path[0] != self.rule.logic.subject or (read.presence_only and not strict):
                continue
            field = _field(SUBJECT_SHAPES[self.rule.logic.subject], read.path[1:])
            if field is not None and _is_absent(self.subject.facts, read.path[1:]):
                absent.append(Unstated(read.path[1:], field))
        named = [one for one in absent if one.path[-1] == answer.key]
        return named or absent


def _field(shape: FactShape, path: Sequence[str]) -> FactField | None:
    field: FactField | None = None
    for name in path:
        if name == "[]":
            continue
        if field is not None:
            if field.shape is None:
                return None
            shape = field.shape
        field = shape.fields.get(name)
        if field is None:
            return None
    return field


def _is_absent(facts: Any, path: Sequence[str]) -> bool:
    if not path:
        return False
    if path[0] == "[]":
        items = facts if isinstance(facts, list) else []
        return any(_is_absent(item, path[1:]) for item in items)
    if not isinstance(facts, dict):
        return False
    if path[0] not in facts:
        return True
    return _is_absent(facts[path[0]], path[1:])


def _distinct(facts: Sequence[Unstated]) -> tuple[Unstated, ...]:
    return tuple({one.path: one for one in facts}.values())
