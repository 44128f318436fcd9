"""Proves that rules can fail: every small change to a rule is to be noticed by an example.

A mutant is noticed when at least one example of the rule no longer holds. One that can't be
noticed, because it says the same of everything there can be, is named under ``unnoticed`` in
the rule's examples with the reason, and only as long as that is so.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add

from msgspec import Struct
from msgspec.structs import astuple, replace

from pitfall_audit.errors import worded_in
from pitfall_audit.facts.subjects import FactSheet, Subject
from pitfall_audit.rules.conditions.expressions import Batch, Crashed, Unsettled
from pitfall_audit.rules.evaluation import Batches, evaluate
from pitfall_audit.rules.form.outcomes import OutcomeKind
from pitfall_audit.rules.form.rule_file import ExampleExpectation, Examples, RuleLogic
from pitfall_audit.rules.packs import Pack
from pitfall_audit.rules.proving import HEADINGS, as_expected, example_facts
from pitfall_audit.rules.rule import Rule
from pitfall_audit.workbench.mutants import Mutant, mutants_of
from pitfall_audit.yaml.document_parts import inside
from pitfall_audit.yaml.places import DataPath, Place, Problem
from pitfall_audit.yaml.reading import Document

__all__ = ["MutationProof", "UnnoticedMutant", "prove_mutants", "prove_pack_mutants"]


class UnnoticedMutant(Struct, frozen=True):
    """A mutant that no example notices, and the place in the rule file of what was changed.

    ``because`` is the written reason why none can; None where there is none.
    """

    rule: str
    mutant: Mutant
    place: Place
    because: str | None = None


class MutationProof(Struct, frozen=True):
    """What running the examples of some rules against their mutants showed.

    ``mutants`` is how many there were. ``unnoticed`` are those without a written reason,
    ``excused`` those with one. ``unproved`` are the ids of rules whose examples do not hold
    as it is, of which nothing can be shown, ``in_python`` those of rules whose check is written
    in Python. ``problems`` are reasons for what is no unnoticed
    mutant.
    """

    rules: int
    mutants: int
    unnoticed: tuple[UnnoticedMutant, ...]
    excused: tuple[UnnoticedMutant, ...]
    unproved: tuple[str, ...]
    problems: tuple[Problem, ...]
    in_python: tuple[str, ...] = ()

    def __add__(self, other: MutationProof) -> MutationProof:
        return MutationProof(*map(add, astuple(self), astuple(other)))


class _Case(Struct, frozen=True):
    """What an example says of one subject."""

    subject: Subject
    expected: ExampleExpectation
    heading: OutcomeKind


def prove_pack_mutants(pack: Pack) -> MutationProof:
    """Run the examples of every rule of a pack against its mutants.

    Raises :class:`~pitfall_audit.errors.PackError` where they can't be read.
    """
    proofs = [prove_mutants(rule) for rule in pack.rules]
    return reduce(MutationProof.__add__, proofs, MutationProof(0, 0, (), (), (), ()))


def prove_mutants(rule: Rule) -> MutationProof:
    """Run the examples of one rule against each of its mutants.

    Raises :class:`~pitfall_audit.errors.PackError` where they can't be read.
    """
    if rule.python is not None:
        # It has no conditions that could be changed.
        return MutationProof(1, 0, (), (), (), (), in_python=(rule.id,))
    logic = rule.text.read(0, RuleLogic)[1]
    document = rule.text.read(2, Examples)[1]
    cases = _cases(rule, document) if document else None
    groups = _groups(rule, cases) if cases else []
    if logic is None or document is None or not groups or _notices(rule, groups):
        return MutationProof(1, 0, (), (), (rule.id,), ())
    mutants = [
        (mutant, noticed)
        for mutant in mutants_of(rule)
        if (noticed := _is_noticed(mutant, groups)) is not None
    ]
    survivors = [
        UnnoticedMutant(rule.id, mutant, _place(logic, mutant))
        for mutant, noticed in mutants
        if not noticed
    ]
    reasons, problems = _reasons(rule, document, survivors)
    return MutationProof(
        rules=1,
        mutants=len(mutants),
        unnoticed=tuple(one for one in survivors if one.mutant.id not in reasons),
        excused=tuple(
            replace(one, because=reasons[one.mutant.id])
            for one in survivors
            if one.mutant.id in reasons
        ),
        unproved=(),
        problems=problems,
    )


def _cases(rule: Rule, document: Document) -> list[_Case] | None:
    """What the examples say, subject by subject; None where one of them can't be run."""
    cases: list[_Case] = []
    for attribute, heading in HEADINGS:
        for index, example in enumerate(getattr(rule.examples, attribute)):
            facts, _ = example_facts(example, document, (heading, index), rule.vocabulary)
            subjects = facts.subjects.get(rule.logic.subject, ()) if facts else ()
            known = {subject.identity: subject for subject in subjects}
            for expected in example.expect:
                if expected.subject not in known:
                    return None
                cases.append(_Case(known[expected.subject], expected, heading))
    return cases


def _groups(rule: Rule, cases: Sequence[_Case]) -> list[tuple[Batches, list[_Case]]]:
    """The cases in batches; each alone of which CEL can't tell, for it would undo its batch."""
    batch = Batch(rule.logic.subject, [case.subject.facts for case in cases])
    settled: list[_Case] = []
    alone: list[list[_Case]] = []
    for index, case in enumerate(cases):
        if isinstance(rule.whole.run(batch, index), Unsettled | Crashed):
            alone.append([case])
        else:
            settled.append(case)
    return [
        (Batches(FactSheet({rule.logic.subject: tuple(case.subject for case in group)},
                           "none-given")), group)
        for group in (settled, *alone)
        if group
    ]  # fmt: skip


def _is_noticed(mutant: Mutant, groups: Sequence[tuple[Batches, list[_Case]]]) -> bool | None:
    """Whether an example no longer holds; None of a mutant that nests too deep to be run."""
    try:
        return _notices(mutant.rule, groups)
    except RuntimeError:
        return None


def _notices(rule: Rule, groups: Sequence[tuple[Batches, list[_Case]]]) -> bool:
    """Whether something comes out otherwise than an example says."""
    return any(
        not as_expected(verdict, case.expected, case.heading)
        for batches, cases in groups
        for verdict, case in zip(evaluate(rule, batches), cases, strict=True)
    )


# --- written reasons --------------------------------------------------------------------


def _reasons(
    rule: Rule, document: Document, survivors: Sequence[UnnoticedMutant]
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The reason for each unnoticed mutant that has one, by its id; and what is wrong in them."""
    reasons: dict[str, str] = {}
    problems: list[Problem] = []
    for index, entry in enumerate(rule.examples.unnoticed):
        path: DataPath = ("unnoticed", index, "mutant")
        meant = [
            one.mutant.id for one in survivors if entry.mutant in (one.mutant.id, one.mutant.words)
        ]
        if not meant:
            problems.append(worded_in(document, path, "mutant-noticed", rule=rule, entry=entry))
        elif len(meant) > 1:
            problems.append(
                worded_in(
                    document,
                    path,
                    "mutant-unclear",
                    number=len(meant),
                    rule=rule,
                    ids=", ".join(meant),
                )
            )
        elif meant[0] in reasons:
            problems.append(worded_in(document, path, "mutant-named-twice", entry=entry, rule=rule))
        else:
            reasons[meant[0]] = entry.because
    return reasons, tuple(problems)


# --- places -----------------------------------------------------------------------------


def _place(document: Document, mutant: Mutant) -> Place:
    """Where the change is in the rule's file, with its line."""
    value: object = document.data
    for step in mutant.path:
        if isinstance(value, dict) and step not in value:
            return _line(document, ("id",))  # left out in the file, as `silence` may be
        if isinstance(value, dict | list):
            value = value[step]  # type: ignore[index]  # the path was read from this data
    path = mutant.path
    keys = ("that", "when") if mutant.became is not None else ("is",)
    if isinstance(value, dict):
        path = next(((*path, key) for key in keys if key in value), path)
    if mutant.became is None:
        return _line(document, path)
    return inside(document, path, mutant.line, mutant.column)


def _line(document: Document, path: DataPath) -> Place:
    place, _ = document.locate(path)
    return replace(place, excerpt=document.line_excerpt(place.line))
