"""Proves rules by their own examples."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pitfall_audit.engagement.facts.deriving import derive_facts
from pitfall_audit.engagement.facts.subjects import FactSheet
from pitfall_audit.engagement.places import DataPath, Place, Problem, Related
from pitfall_audit.engagement.reading import Document
from pitfall_audit.engagement.validation import validate, validate_ties
from pitfall_audit.rules.evaluation import Batches, Verdict, evaluate
from pitfall_audit.rules.outcomes import OutcomeKind
from pitfall_audit.rules.packs import Pack, check_whole
from pitfall_audit.rules.rule import Rule
from pitfall_audit.rules.rule_file import Example, Examples
from pitfall_audit.rules.wording import words_for

__all__ = ["EXAMPLE_DAY", "ExampleFailure", "Proof", "prove_pack", "prove_rule"]

EXAMPLE_DAY = dt.date(2026, 6, 30)
"""The audit date of an example that names none."""

_HEADINGS: tuple[tuple[str, OutcomeKind], ...] = (
    ("failed", "failed"),
    ("passed", "passed"),
    ("cannot_tell", "cannot-tell"),
    ("not_applicable", "not-applicable"),
)


@dataclass(frozen=True, slots=True)
class ExampleFailure:
    """An example that does not hold: what it said would happen, and what did."""

    rule: str
    example: str
    expected: str
    happened: str
    place: Place


@dataclass(frozen=True, slots=True)
class Proof:
    """What running a pack's examples showed; ``problems`` are faults in how they are written."""

    rules: int
    examples: int
    failures: tuple[ExampleFailure, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Within:
    """A part of a document that is read as if it were one of its own."""

    whole: Document
    path: DataPath
    data: dict[str, Any]

    @property
    def file(self) -> str:
        return self.whole.file

    def locate(self, path: DataPath, *, key: bool = False) -> tuple[Place, tuple[Related, ...]]:
        return self.whole.locate((*self.path, *path), key=key)

    def line_excerpt(self, line: int) -> str:
        return self.whole.line_excerpt(line)


def prove_pack(pack: Pack) -> Proof:
    """Run every example of every rule of a pack."""
    problems = check_whole(pack)
    unreadable = {problem.place.file for problem in problems}
    failures: list[ExampleFailure] = []
    count = 0
    for rule in pack.rules:
        if rule.file not in unreadable:
            ran, found = prove_rule(rule)
            count += ran
            failures.extend(found)
    return Proof(len(pack.rules), count, tuple(failures), problems)


def prove_rule(rule: Rule) -> tuple[int, tuple[ExampleFailure, ...]]:
    """Run the examples of one rule: how many there were, and those that do not hold.

    Raises :class:`~pitfall_audit.rules.errors.PackError` where they can't be read.
    """
    document = rule.text.read(2, Examples)[1]
    examples = rule.examples
    if document is None:
        return 0, ()
    count = 0
    failures: list[ExampleFailure] = []
    for attribute, outcome in _HEADINGS:
        for index, example in enumerate(getattr(examples, attribute)):
            count += 1
            failures.extend(_run(rule, document, (outcome, index), example, outcome))
    return count, tuple(failures)


def _run(
    rule: Rule, document: Document, path: DataPath, example: Example, outcome: OutcomeKind
) -> Iterator[ExampleFailure]:
    name = example.title or f"{outcome} {int(path[1]) + 1}"
    facts, problems = example_facts(example, document, path)
    if facts is None:
        for problem in problems:
            said = f"{problem.message} {problem.help}"
            yield ExampleFailure(rule.id, name, "a file that can be read", said, problem.place)
        return
    verdicts = {verdict.subject.identity: verdict for verdict in evaluate(rule, Batches(facts))}
    for number, expected in enumerate(example.expect):
        wanted = expected.outcome or outcome
        place, _ = document.locate((*path, "expect", number))
        verdict = verdicts.get(expected.subject)
        if verdict is None:
            there = ", ".join(verdicts) or "no subject at all"
            yield ExampleFailure(
                rule.id, name, f"{expected.subject}: {wanted}", f"there was {there}", place
            )
            continue
        happened = verdict.outcome
        said = f"{expected.subject}: {happened}{_detail(verdict)}"
        right = happened == wanted and expected.severity in (None, verdict.severity)
        if not right:
            severity = f" ({expected.severity})" if expected.severity else ""
            yield ExampleFailure(
                rule.id, name, f"{expected.subject}: {wanted}{severity}", said, place
            )
        elif expected.says is not None:
            words = " ".join((words_for(verdict).message, *words_for(verdict).details))
            if expected.says not in words:
                yield ExampleFailure(rule.id, name, f"words with “{expected.says}”", words, place)


def example_facts(
    example: Example, document: Document, path: DataPath
) -> tuple[FactSheet | None, tuple[Problem, ...]]:
    """The facts of an example, or what is wrong with how it is written."""
    file, data = next(iter(example.files.items()))
    inner = _Within(document, (*path, "files", file), {**_DEFAULTS, **data})
    engagement, problems = validate(inner)
    ties = None
    if example.ties is not None:
        ties_inner = _Within(document, (*path, "ties"), {"version": "1", **example.ties})
        ties, more = validate_ties(ties_inner)
        problems = (*problems, *more)
    if engagement is None or problems:
        return None, problems
    return derive_facts(engagement, ties, example.as_of or EXAMPLE_DAY), ()


_DEFAULTS: Mapping[str, str] = {"version": "1", "id": "example", "title": "An example"}


def _detail(verdict: Verdict) -> str:
    if verdict.severity is not None:
        conditions = ", ".join(str(index + 1) for index in verdict.failing)
        return f" ({verdict.severity}); condition {conditions} does not hold"
    if verdict.unstated:
        return f"; not stated: {', '.join('.'.join(one.path) for one in verdict.unstated)}"
    return f"; {verdict.crash}" if verdict.crash else ""
