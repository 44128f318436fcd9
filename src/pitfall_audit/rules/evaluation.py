"""Runs rules over subjects: one outcome for each rule and subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from msgspec.structs import replace

from pitfall_audit.facts.subjects import NOTHING_KNOWN, FactSheet, Subject, SubjectKind
from pitfall_audit.rules.closer_look import LOOKED_AT_BESIDES, CloserLook, facts_if_lived, holding
from pitfall_audit.rules.conditions.expressions import (
    Answer,
    Batch,
    Crashed,
    Program,
    ThresholdValue,
    Unsettled,
)
from pitfall_audit.rules.conditions.fact_paths import Memory
from pitfall_audit.rules.open_dates import verdict_of_all
from pitfall_audit.rules.rule import Rule
from pitfall_audit.rules.verdicts import Verdict

if TYPE_CHECKING:
    from pitfall_audit.rules.python_checks import Everything, PythonCheck

__all__ = ["BATCH_SIZE", "Batches", "evaluate"]

BATCH_SIZE = 50
"""Subjects handed to CEL at a time; its ``map`` slows with the square of their number."""


class _Part(NamedTuple):
    """Subjects that are handed to CEL at once, and what a verdict on each hangs on besides."""

    subjects: Sequence[Subject]
    batch: Batch
    beside: Sequence[str]


class Batches:
    """The subjects of one engagement, in batches that are handed to CEL once for all rules."""

    def __init__(self, facts: FactSheet) -> None:
        self._facts = facts
        self._batches: dict[SubjectKind, list[_Part]] = {}
        self._readings: dict[SubjectKind, Batches | None] = {}

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

    def readings(self, kind: SubjectKind) -> Batches | None:
        """All readings of those subjects of one kind that have some; None where none has."""
        if kind not in self._readings:
            found = tuple(
                one
                for subject in self.subjects(kind)
                for group in subject.readings
                for one in group
                if one is not None
            )
            sheet = replace(self._facts, subjects={kind: found})
            self._readings[kind] = Batches(sheet) if found else None
        return self._readings[kind]

    def of(self, kind: SubjectKind) -> list[_Part]:
        """The batches of one kind of subject."""
        known = self._batches.get(kind)
        if known is None:
            subjects = self._facts.subjects.get(kind, ())
            known = [
                _Part(
                    part,
                    Batch(kind, [subject.facts for subject in part]),
                    [_known_beside(subject) for subject in part],
                )
                for start in range(0, len(subjects), BATCH_SIZE)
                if (part := subjects[start : start + BATCH_SIZE])
            ]
            self._batches[kind] = known
        return known


def evaluate(rule: Rule, batches: Batches) -> Iterator[Verdict]:
    """Give one verdict for each subject that the rule looks at, in the order of the facts."""
    readings = batches.readings(rule.logic.subject)
    as_they_stand = _each(rule, batches, batches)
    if readings is None:
        return as_they_stand
    return _of_readings(rule, as_they_stand, _each(rule, readings, batches))


def _of_readings(
    rule: Rule, verdicts: Iterator[Verdict], of_readings: Iterator[Verdict]
) -> Iterator[Verdict]:
    """The verdicts, where a subject has readings that of all of them."""
    for verdict in verdicts:
        subject = verdict.subject
        if subject.readings:
            yield verdict_of_all(rule, subject, _grouped(rule, subject, of_readings))
        else:
            yield verdict


def _grouped(rule: Rule, subject: Subject, verdicts: Iterator[Verdict]) -> list[list[Verdict]]:
    """The next verdicts, in the groups of a subject's readings."""
    return [
        [
            Verdict(rule, subject, "not-applicable") if one is None else next(verdicts)
            for one in group
        ]
        for group in subject.readings
    ]


def _each(rule: Rule, batches: Batches, whole: Batches) -> Iterator[Verdict]:
    """The verdict on each subject as it stands; ``whole`` is the engagement."""
    if rule.python is not None:
        yield from _in_python(rule, rule.python, batches.subjects(rule.logic.subject), whole)
        return
    memory = rule.memory
    for subjects, batch, beside in batches.of(rule.logic.subject):
        keys = list(map(memory.key, batch.facts, beside))
        known = list(map(memory.recall, keys))
        answers = None if any(known) else rule.whole.run_all(batch)
        for index, subject in enumerate(subjects):
            found = known[index]
            if found is None:
                answer = answers[index] if answers else rule.whole.run(batch, index)
                found = _found(rule, subject, batch, index, answer)
                memory.keep(keys[index], found)
            outcome = found.outcome
            if outcome == "not-applicable":
                yield Verdict(rule, subject, outcome)
                continue
            let = rule.let_for(outcome)
            # NOTE: by position, which takes a third of the time.
            yield Verdict(
                rule, subject, outcome, found.severity, found.failing, found.unstated,
                found.could_raise, found.adds, _values(let, batch, index) if let else None,
                found.crash, found.silent,
                None if found.hangs is None else _hanging(found.hangs, subject), found.said,
                found.stake, found.earned, found.praises,
            )  # fmt: skip


def _hanging(found: Verdict, subject: Subject) -> Verdict:
    """A finding that there would be, of a subject that may not be the one it was found for."""
    let = found.rule.let_for("failed")
    batch = Batch(subject.kind, [facts_if_lived(subject.facts)])
    return replace(found, subject=subject, values=_values(let, batch, 0) if let else None)


def _known_beside(subject: Subject) -> str:
    """What a verdict hangs on besides the facts that its rule reads."""
    there = "".join(["01"[name in subject.facts] for name in LOOKED_AT_BESIDES])
    known = "" if subject.silence is NOTHING_KNOWN else subject.silence.key
    return f"{subject.described_from} {there} {known}"


def _in_python(
    rule: Rule, check: PythonCheck, subjects: Iterable[Subject], batches: Batches
) -> Iterator[Verdict]:
    """The verdicts of a rule whose check is written in Python."""
    from pitfall_audit.rules.python_checks import run_check  # noqa: PLC0415

    shape = rule.vocabulary.shapes[rule.logic.subject]
    everything = batches.everything(rule.thresholds)
    for subject in subjects:
        facts = deepcopy(dict(subject.facts))
        said = run_check(check, facts, everything, shape, rule.logic.values)
        if said.outcome == "failed" and rule.set_severity is not None:
            said = replace(said, severity=rule.set_severity)
        yield Verdict(
            rule, subject, said.outcome, said.severity,
            unstated=said.unstated, values=said.values, crash=said.crash,
            earned=said.outcome == "passed",
        )  # fmt: skip


def _found(rule: Rule, subject: Subject, batch: Batch, index: int, answer: Answer) -> Verdict:
    if answer == 0:
        return Verdict(rule, subject, "not-applicable")
    strictly = rule.logic.silence == "fails" and subject.described_from == "published-documents"
    if answer == 1 and not strictly:
        found = Verdict(rule, subject, "passed")
    else:
        found = CloserLook(rule, subject, batch, index).look()
    return replace(
        found,
        earned=found.outcome == "passed" and rule.earned.run(batch, index) is True,
        praises=holding(rule.praises, batch, index) if found.outcome in _PRAISED else (),
    )


_PRAISED: Final = ("passed", "failed", "cannot-tell")


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
