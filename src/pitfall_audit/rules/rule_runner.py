"""Runs rules: those that come with the program here, others where they can be stopped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from time import perf_counter
from typing import Any, Final

from pitfall_audit.errors import PackError, worded_at
from pitfall_audit.facts.subjects import Saying, Subject, Unsaid
from pitfall_audit.rules.conditions.fact_paths import Unstated, field_at
from pitfall_audit.rules.evaluation import Batches, evaluate
from pitfall_audit.rules.packs import Pack
from pitfall_audit.rules.proving import ExampleFailure, prove_rule
from pitfall_audit.rules.rule import Rule
from pitfall_audit.rules.rule_process import (
    BrokeOffError,
    Evaluate,
    Given,
    Prove,
    RuleProcess,
    Task,
)
from pitfall_audit.rules.verdicts import Verdict
from pitfall_audit.yaml.places import Place, Problem

__all__ = [
    "SECONDS", "SECONDS_FOR_ALL", "SECONDS_TO_PROVE", "SECONDS_TO_PROVE_ALL", "Runner",
    "StoppedError", "verify_packs",
]  # fmt: skip

SECONDS: Final = 2.0
"""How long a rule from outside may take over one engagement."""

SECONDS_FOR_ALL: Final = 20.0
"""How long all rules from outside together may take over one engagement."""


class StoppedError(Exception):
    """A rule from outside was stopped, or could not be run; ``why`` is half a sentence.

    ``begun`` is false where the machine gave it no process to run in.
    """

    def __init__(self, why: str, *, begun: bool = True) -> None:
        super().__init__(why)
        self.why = why
        self.begun = begun


class Runner(AbstractContextManager["Runner"]):
    """Runs the rules of some packs; to be closed when no more are to be run.

    A rule of a pack from outside runs in a process of its own, and is stopped after
    ``seconds``; all together have ``seconds_for_all`` over one engagement. One that was
    stopped is not tried again in the same audit.
    """

    def __init__(
        self,
        packs: Sequence[Pack],
        *,
        seconds: float = SECONDS,
        seconds_for_all: float = SECONDS_FOR_ALL,
    ) -> None:
        self._seconds = seconds
        self._seconds_for_all = seconds_for_all
        self._left = seconds_for_all
        outside = [pack for pack in packs if not pack.is_built_in]
        self._outside = {rule.id for pack in outside for rule in pack.rules if not rule.python}
        self._stopped: dict[str, str] = {}
        self._given = Given(
            tuple(
                (pack.vocabulary.fields, tuple(rule.text for rule in pack.rules if not rule.python))
                for pack in outside
            )
        )
        # Begun at once, so that it gets ready while files are read.
        self._process = _begun(self._given) if self._outside else None

    def __exit__(self, *error: object) -> None:
        self.close()

    def next_engagement(self) -> None:
        """Begin another engagement: its time is counted afresh."""
        self._left = self._seconds_for_all

    def is_from_outside(self, rule: Rule) -> bool:
        """Whether a rule runs in a process of its own: it came with no program, nor as Python."""
        return rule.id in self._outside

    def evaluate(self, rule: Rule, batches: Batches) -> Iterable[Verdict]:
        """One verdict for each subject that the rule looks at, in the order of the facts."""
        subjects = batches.subjects(rule.logic.subject)
        if not subjects:
            return ()
        if not self.is_from_outside(rule):
            return evaluate(rule, batches)
        return self._evaluate_outside(rule, subjects)

    def ask(self, task: Task, seconds: float) -> Any:
        """Have something else done with a rule from outside, and get what came of it.

        Raises :class:`StoppedError` where it takes longer than that, or takes up too much memory.
        """
        self._process = self._process or _begun(self._given)
        if self._process is None:
            raise StoppedError("no process could be begun that would run it.", begun=False)
        begun = None
        try:
            self._process.wait_until_ready()
            begun = perf_counter()
            return self._process.ask(task, seconds)
        except BrokeOffError as error:
            raise StoppedError(str(error)) from error
        except TimeoutError:
            why = (
                "the process that would run it did not begin."
                if begun is None
                else f"it was ended after {seconds:g} seconds."
            )
        except EOFError:
            why = (
                "it wanted too much memory."
                if self._process.wanted_too_much
                else "it ended the process that ran it (too much memory?)."
            )
        finally:
            if begun is not None:
                self._left -= perf_counter() - begun
        self.close()
        raise StoppedError(why)

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.end()
            self._process = None

    def _evaluate_outside(self, rule: Rule, subjects: Sequence[Subject]) -> Iterator[Verdict]:
        answer = None
        if rule.id not in self._stopped and self._left > 0:
            answer = self._asked(rule, subjects)
        if answer is None:
            why = self._stopped.get(rule.id) or (
                f"the {self._seconds_for_all:g} seconds that all checks from outside have for "
                "one arrangement were over."
            )
            return (Verdict(rule, subject, "error", crash=why) for subject in subjects)
        return (
            _verdict(rule, subject, said) for subject, said in zip(subjects, answer, strict=True)
        )

    def _asked(self, rule: Rule, subjects: Sequence[Subject]) -> list[dict[str, Any]] | None:
        """What the process says; None where it was stopped, or ended by itself."""
        task = Evaluate(rule.id, dict(rule.thresholds), rule.set_severity, tuple(subjects))
        try:
            answer: list[dict[str, Any]] = self.ask(task, self._seconds)
        except StoppedError as stopped:
            self._stopped[rule.id] = stopped.why
            return None
        if len(answer) != len(subjects):
            self._stopped[rule.id] = "it gave no answer that can be used."
            self.close()
            return None
        return answer


def _begun(given: Given) -> RuleProcess | None:
    """The process that runs rules; None where there can be none, which each rule will tell."""
    try:
        return RuleProcess(given)
    except (EOFError, OSError):
        return None


def _verdict(rule: Rule, subject: Subject, said: dict[str, Any]) -> Verdict:
    records = {
        **{key: tuple(said[key]) for key in ("failing", "adds", "praises")},
        **{key: _unstated(rule, said[key]) for key in ("unstated", "could_raise")},
        "hangs": said["hangs"] and _verdict(rule, subject, said["hangs"]),
        "said": said["said"] and Saying(*said["said"]),
        "silent": said["silent"] and Unsaid(*said["silent"]),
    }
    return Verdict(rule, subject, **{**said, **records})


def _unstated(rule: Rule, paths: Sequence[Sequence[str]]) -> tuple[Unstated, ...]:
    shape = rule.vocabulary.shapes[rule.logic.subject]
    found = ((tuple(path), field_at(shape, path)) for path in paths)
    return tuple(Unstated(path, field) for path, field in found if field is not None)


SECONDS_TO_PROVE: Final = 10.0
"""How long the examples of one rule from outside may take."""

SECONDS_TO_PROVE_ALL: Final = 60.0
"""How long the examples of all rules from outside may take together."""


def verify_packs(
    packs: Sequence[Pack],
    runner: Runner,
    *,
    seconds: float = SECONDS_TO_PROVE,
    seconds_for_all: float = SECONDS_TO_PROVE_ALL,
) -> None:
    """Run the examples of every rule that did not come with the program.

    Those of a pack of conditions run where ``runner`` runs the rules. Raises
    :class:`PackError` with every example that does not hold, and each rule whose examples
    took too long.
    """
    problems: list[Problem] = []
    begun = perf_counter()
    for pack in packs:
        if pack.is_built_in:
            continue
        for rule in pack.rules:
            left = seconds_for_all - (perf_counter() - begun)
            if left <= 0:
                place = Place(pack.name)
                problems.append(worded_at(place, "examples-stopped/all", seconds=seconds_for_all))
                raise PackError(tuple(problems))
            problems.extend(_unproved(rule, pack, runner, min(seconds, left)))
    if problems:
        raise PackError(tuple(problems))


def _unproved(rule: Rule, pack: Pack, runner: Runner, seconds: float) -> Iterator[Problem]:
    try:
        found = _failures(rule, runner, seconds)
    except StoppedError as stopped:
        key = "examples-stopped" if stopped.begun else "examples-stopped/not-begun"
        yield worded_at(Place(rule.file), key, rule=rule, stopped=stopped)
        return
    for one in found:
        yield worded_at(one.place, "example-does-not-hold", one=one, rule=rule, pack=pack)


def _failures(rule: Rule, runner: Runner, seconds: float) -> Sequence[ExampleFailure]:
    if not runner.is_from_outside(rule):
        return prove_rule(rule)[1]
    return tuple(
        ExampleFailure(
            rule.id, said["example"], said["expected"], said["happened"], Place(**said["place"])
        )
        for said in runner.ask(Prove(rule.id), seconds)
    )
