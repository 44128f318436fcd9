"""Proves rules by their own examples."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.engagement.validation import undeclared_in_ties, validate, validate_ties
from pitfall_audit.facts.kinds import derive_facts
from pitfall_audit.facts.registers import joined
from pitfall_audit.facts.subjects import FactSheet
from pitfall_audit.rules.evaluation import Batches, evaluate
from pitfall_audit.rules.form.outcomes import OutcomeKind, Severity
from pitfall_audit.rules.form.rule_file import Example, ExampleExpectation, Examples
from pitfall_audit.rules.form.vocabulary import BUILT_IN_VOCABULARY, Vocabulary
from pitfall_audit.rules.packs import Pack, check_whole
from pitfall_audit.rules.rule import Rule
from pitfall_audit.rules.verdicts import Verdict, words_for
from pitfall_audit.yaml.document_parts import Located, PartOfDocument
from pitfall_audit.yaml.places import DataPath, Place, Problem
from pitfall_audit.yaml.reading import Document

__all__ = [
    "EXAMPLE_DAY", "HEADINGS", "ExampleFailure", "Proof", "as_expected", "example_facts",
    "facts_of_parts", "facts_of_several", "prove_pack", "prove_rule", "with_defaults",
    "with_several_defaults",
]  # fmt: skip

EXAMPLE_DAY = dt.date(2026, 6, 30)
"""The audit date of an example that names none."""

HEADINGS: tuple[tuple[str, OutcomeKind], ...] = (
    ("failed", "failed"),
    ("passed", "passed"),
    ("cannot_tell", "cannot-tell"),
    ("not_applicable", "not-applicable"),
)
"""The lists of :class:`Examples`, and the outcome that the examples in each show."""


class ExampleFailure(Struct, frozen=True):
    """An example that does not hold: what it said would happen, and what did.

    ``verdict`` is what the rule said of the subject, where there is such a subject, and
    ``wanted`` the outcome (and ``severity``) that was expected of it.
    """

    rule: str
    example: str
    expected: str
    happened: str
    place: Place
    verdict: Verdict | None = None
    wanted: OutcomeKind | None = None
    severity: Severity | None = None


class Proof(Struct, frozen=True):
    """What running a pack's examples showed; ``problems`` are faults in how they are written."""

    rules: int
    examples: int
    failures: tuple[ExampleFailure, ...]
    problems: tuple[Problem, ...]


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

    Raises :class:`~pitfall_audit.errors.PackError` where they can't be read.
    """
    document = rule.text.read(2, Examples)[1]
    examples = rule.examples
    if document is None:
        return 0, ()
    count = 0
    failures: list[ExampleFailure] = []
    for attribute, outcome in HEADINGS:
        for index, example in enumerate(getattr(examples, attribute)):
            count += 1
            failures.extend(_run(rule, document, (outcome, index), example, outcome))
    return count, tuple(failures)


def _run(
    rule: Rule, document: Document, path: DataPath, example: Example, outcome: OutcomeKind
) -> Iterator[ExampleFailure]:
    name = example.title or f"{outcome} {int(path[1]) + 1}"
    over_several = rule.logic.scope == "portfolio"
    if over_several != (len(example.files) > 1):
        wanted_files = "several files, over which it looks" if over_several else "one file alone"
        place, _ = document.locate((*path, "files"))
        there = f"there are {len(example.files)}" if len(example.files) > 1 else "there is one"
        yield ExampleFailure(rule.id, name, wanted_files, there, place)
        return
    facts, problems = example_facts(example, document, path, rule.vocabulary)
    if facts is None:
        for problem in problems:
            said = f"{problem.message} {problem.help}"
            yield ExampleFailure(rule.id, name, "a file that can be read", said, problem.place)
        return
    verdicts = {verdict.subject.identity: verdict for verdict in evaluate(rule, Batches(facts))}
    for number, expected in enumerate(example.expect):
        wanted = expected.outcome or outcome
        place, _ = document.locate((*path, "expect", number))
        place = replace(place, excerpt=document.line_excerpt(place.line))
        verdict = verdicts.get(expected.subject)
        if verdict is None:
            there = ", ".join(verdicts) or "no subject at all"
            yield ExampleFailure(
                rule.id, name, f"{expected.subject}: {wanted}", f"there was {there}", place
            )
            continue
        happened = verdict.outcome
        said = f"{expected.subject}: {happened}{_detail(verdict)}"
        right = happened == wanted and _is_as_expected(verdict, expected)
        if not right:
            severity = f" ({expected.severity})" if expected.severity else ""
            earned = "" if expected.earned is None else f" (earned: {_yes_or_no(expected.earned)})"
            said += "" if expected.earned is None else f" (earned: {_yes_or_no(verdict.earned)})"
            yield ExampleFailure(
                rule.id, name, f"{expected.subject}: {wanted}{severity}{earned}", said, place,
                verdict, wanted, expected.severity,
            )  # fmt: skip
        elif not _says_as_expected(verdict, expected):
            wanted_words = [
                f"words with “{expected.says}”" if expected.says else "",
                f"no words with “{expected.does_not_say}”" if expected.does_not_say else "",
            ]
            yield ExampleFailure(
                rule.id, name, ", ".join(filter(None, wanted_words)), _said(verdict), place,
                verdict,
            )  # fmt: skip


def as_expected(verdict: Verdict, expected: ExampleExpectation, heading: OutcomeKind) -> bool:
    """Whether a verdict on the subject is what an example under some heading says of it."""
    return (
        verdict.outcome == (expected.outcome or heading)
        and _is_as_expected(verdict, expected)
        and _says_as_expected(verdict, expected)
    )


def _is_as_expected(verdict: Verdict, expected: ExampleExpectation) -> bool:
    return expected.severity in (None, verdict.severity) and expected.earned in (
        None,
        verdict.earned,
    )


def _yes_or_no(flag: bool) -> str:  # there is nothing else to say of it
    return "yes" if flag else "no"


def _says_as_expected(verdict: Verdict, expected: ExampleExpectation) -> bool:
    if expected.says is None and expected.does_not_say is None:
        return True
    said = _said(verdict)
    return (expected.says is None or expected.says in said) and (
        expected.does_not_say is None or expected.does_not_say not in said
    )


def _said(verdict: Verdict) -> str:
    words = words_for(verdict)
    return " ".join(filter(None, (words.message, *words.details, words.would_raise, *words.good)))


def example_facts(
    example: Example,
    document: Document,
    path: DataPath,
    vocabulary: Vocabulary = BUILT_IN_VOCABULARY,
) -> tuple[FactSheet | None, tuple[Problem, ...]]:
    """The facts of an example, or what is wrong with how it is written.

    Several files are of one organisation, and what they show together is looked at.
    """
    several, as_of, beside = len(example.files) > 1, example.as_of or EXAMPLE_DAY, None
    if example.ties is not None:
        beside = PartOfDocument(document, (*path, "ties"), {"version": "1", **example.ties})
    whole = with_several_defaults(example.files) if several else example.files
    parts = [
        PartOfDocument(document, (*path, "files", file), with_defaults(data))
        for file, data in whole.items()
    ]
    if several:
        return facts_of_several(parts, beside, as_of)
    return facts_of_parts(parts[0], beside, as_of, vocabulary)


def facts_of_several(
    parts: Iterable[Located], ties: Located | None, as_of: dt.date
) -> tuple[FactSheet | None, tuple[Problem, ...]]:
    """What several files of one organisation show together, or what is wrong with one of them.

    ``ties`` say themselves to which of them they belong.
    """
    summaries = []
    for part in parts:
        theirs = ties if ties and ties.data.get("engagement") == part.data["id"] else None
        facts, problems = facts_of_parts(part, theirs, as_of, BUILT_IN_VOCABULARY)
        if facts is None:
            return None, problems
        if facts.summary is not None:
            summaries.append(facts.summary)
    found = [facts for _, facts in joined(summaries).values()]
    return (found[0] if found else FactSheet({}, "none-given")), ()


def with_several_defaults(files: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The files of an example, by their names, with what may be left out there."""
    return {
        file: {
            **with_defaults({"id": file.removesuffix(".yaml"), "organisation": {"id": "example"}}),
            **data,
        }
        for file, data in files.items()
    }


def facts_of_parts(
    engagement_part: Located, ties_part: Located | None, as_of: dt.date, vocabulary: Vocabulary
) -> tuple[FactSheet | None, tuple[Problem, ...]]:
    """The facts of an engagement and the ties beside it, or what is wrong with how either is."""
    engagement, problems = validate(engagement_part)
    ties = None
    if ties_part is not None:
        ties, more = validate_ties(ties_part)
        problems = (*problems, *more)
        if ties is not None and engagement is not None:
            problems = (*problems, *undeclared_in_ties(ties_part, ties, engagement))
    if engagement is None or problems:
        return None, problems
    facts = derive_facts(engagement, ties, as_of)
    facts, problems = vocabulary.read_own_fields(facts, engagement_part, ties_part)
    return (None if problems else facts), problems


def with_defaults(data: Mapping[str, Any]) -> dict[str, Any]:
    """An engagement in an example, with what may be left out there."""
    return {**_DEFAULTS, **data}


_DEFAULTS: Mapping[str, str] = {"version": "1", "id": "example", "title": "An example"}


def _detail(verdict: Verdict) -> str:
    if verdict.severity is not None:
        conditions = ", ".join(str(index + 1) for index in verdict.failing)
        return f" ({verdict.severity}); condition {conditions} does not hold"
    if verdict.unstated:
        return f"; not stated: {', '.join('.'.join(one.path) for one in verdict.unstated)}"
    return f"; {verdict.crash}" if verdict.crash else ""
