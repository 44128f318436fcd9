"""Mutants of a rule: the same rule with one small change in one place.

Where no example of a rule notices a change, nothing shows that the rule must be as it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.rules.conditions.expressions import Program
from pitfall_audit.rules.conditions.fact_paths import field_at
from pitfall_audit.rules.conditions.terms import Term, simplified, write
from pitfall_audit.rules.form.outcomes import Severity
from pitfall_audit.rules.rule import Condition, Rule, whole_program
from pitfall_audit.workbench.expression_changes import ChangeKind, WordsAt, changes_of
from pitfall_audit.yaml.places import DataPath, line_and_column

__all__ = ["Mutant", "mutants_of"]

MutantKind = Literal[
    ChangeKind, "line-left-out", "clause-left-out", "clauses-swapped", "severity-changed", "silence"
]
_Part = Literal["applies", "expect", "severity", "adds", "praises", "earned", "silence"]
_OTHER: dict[Severity, Severity] = {"error": "warning", "warning": "advice", "advice": "warning"}


class Mutant(Struct, frozen=True):
    """A rule with one small change.

    ``id`` stays the same for as long as the condition says the same; ``words`` say what was
    changed, and ``hint`` which example would notice it. ``path`` is where that stands in the
    rule file, and ``line`` and ``column`` (from 1) the place within the text there. ``became``
    is the whole condition as it is now, where it is a condition that was changed.
    """

    id: str
    kind: MutantKind
    words: str
    hint: str
    path: DataPath
    line: int
    column: int
    became: str | None
    rule: Rule


def mutants_of(rule: Rule) -> tuple[Mutant, ...]:
    """Every mutant of a rule, in the order of its file; no two with the same id."""
    mutants: list[Mutant] = []
    taken: dict[str, int] = {}
    parts = (
        _applies(rule), _expect(rule), _severity(rule), _sentences(rule, "adds"),
        _sentences(rule, "praises"), _earned(rule), _silence(rule),
    )  # fmt: skip
    for mutant in chain.from_iterable(parts):
        times = taken[mutant.id] = taken.get(mutant.id, 0) + 1
        mutants.append(mutant if times == 1 else replace(mutant, id=f"{mutant.id}-{times}"))
    return tuple(mutants)


# --- by part of the rule ----------------------------------------------------------------


def _applies(rule: Rule) -> Iterator[Mutant]:
    for mutant, program in _changed(rule, rule.applies, "applies", "`applies`", ("applies",)):
        yield replace(mutant, rule=_with_conditions(rule, program, rule.expect))


def _expect(rule: Rule) -> Iterator[Mutant]:
    for index, condition in enumerate(rule.expect):
        name = f"condition {index + 1}"
        path: DataPath = ("expect", index)
        others = (*rule.expect[:index], *rule.expect[index + 1 :])
        if others:
            yield Mutant(
                _id("expect", "line-left-out", _even(condition.program)),
                "line-left-out",
                f"{name} was left out",
                f"Add a failed example in which only {name} does not hold.",
                path, 1, 1, None,
                _without_condition(rule, index),
            )  # fmt: skip
        for mutant, program in _changed(rule, condition.program, "expect", name, path):
            if others and mutant.became == "true":
                continue  # the same as to leave the condition out
            changed = (*rule.expect[:index], replace(condition, program=program),
                       *rule.expect[index + 1 :])  # fmt: skip
            yield replace(mutant, rule=_with_conditions(rule, rule.applies, changed))


def _severity(rule: Rule) -> Iterator[Mutant]:
    clauses = rule.severity
    for index, (when, severity) in enumerate(clauses):
        name = f"severity clause {index + 1}"
        path: DataPath = ("severity", index)
        stands = _even(when) if when else "always"
        if when is not None:
            for mutant, program in _changed(rule, when, "severity", name, path):
                changed = (*clauses[:index], (program, severity), *clauses[index + 1 :])
                hint = f"{mutant.hint[:-1]}, and say how serious the finding is."
                yield replace(mutant, hint=hint, rule=replace(rule, severity=changed))
        other = _OTHER[severity]
        yield Mutant(
            _id("severity", "severity-changed", f"{stands} {severity}"),
            "severity-changed",
            f"{name}: `{severity}` became `{other}`",
            f"Say `severity: {severity}` in what a failed example expects, where this clause "
            "decides.",
            path, 1, 1, None,
            replace(rule, severity=(*clauses[:index], (when, other), *clauses[index + 1 :])),
        )  # fmt: skip
        following = clauses[index + 1 : index + 2]
        if following and following[0][1] != severity:
            (next_when, next_severity) = following[0]
            yield Mutant(
                _id("severity", "clauses-swapped", f"{stands} {severity} {next_severity}"),
                "clauses-swapped",
                f"severity clauses {index + 1} and {index + 2}: `{severity}` and `{next_severity}` "
                "changed places",
                "Add a failed example for each of the two, and say how serious it is.",
                path, 1, 1, None,
                replace(rule, severity=(*clauses[:index], (when, next_severity),
                                        (next_when, severity), *clauses[index + 2 :])),
            )  # fmt: skip


def _sentences(rule: Rule, part: Literal["adds", "praises"]) -> Iterator[Mutant]:
    sentences = rule.adds if part == "adds" else rule.praises
    kind = "added" if part == "adds" else "praising"
    for index, (when, says) in enumerate(sentences):
        name = f"{kind} sentence {index + 1}"
        for mutant, program in _changed(rule, when, part, name, (part, index)):
            if mutant.kind == "operand-left-out" and _idle_presence_left_out(when, program):
                continue
            changed = (*sentences[:index], (program, says), *sentences[index + 1 :])
            hint = (
                f"{mutant.hint[:-1]}, and say with `says` or `does_not_say` whether the sentence "
                "is there."
            )
            given = (
                replace(rule, adds=changed) if part == "adds" else replace(rule, praises=changed)
            )
            yield replace(mutant, hint=hint, rule=given)


def _earned(rule: Rule) -> Iterator[Mutant]:
    if "earned" not in rule.logic.model_fields_set:
        return  # every pass tells of something good
    for mutant, program in _changed(rule, rule.earned, "earned", "`earned`", ("earned",)):
        if mutant.kind == "operand-left-out" and _idle_presence_left_out(rule.earned, program):
            continue
        hint = "Add a passed example in which that makes a difference, and say `earned: yes` or no."
        yield replace(mutant, hint=hint, rule=replace(rule, earned=program))


def _idle_presence_left_out(before: Program, after: Program) -> bool:
    """Whether all that is gone is a ``has()`` beside what reads the same field.

    A sentence is added where its condition is true, not where it is unsettled; so it makes no
    difference whether an unstated field is asked for first.
    """
    old, new = simplified(before.term), simplified(after.term)
    parts = new.parts if new.is_operator("&&") else (new,)
    if not old.is_operator("&&"):
        return False
    kept = {write(part) for part in parts}
    gone = [part for part in old.parts if write(part) not in kept]
    return all(
        part.kind == "present"
        and any(_always_reads(beside, replace(part, kind="field")) for beside in parts)
        for part in gone
    )


def _always_reads(term: Term, field: Term) -> bool:
    """Whether a part can't be settled without a field: no choice, join or loop is in it."""
    return write(field) in {write(part) for part in term.walk()} and not any(
        part.is_operator("&&", "||", "?:") or part.kind in {"loop", "present"}
        for part in term.walk()
    )


def _silence(rule: Rule) -> Iterator[Mutant]:
    if not any(_may_be_in_doubt(rule, condition.program) for condition in rule.expect):
        return  # there is no silence of which it could make anything
    silence = rule.logic.silence
    other: Literal["fails", "asks"] = "asks" if silence == "fails" else "fails"
    heading = "failed" if silence == "fails" else "cannot-tell"
    yield Mutant(
        _id("silence", "silence", silence),
        "silence",
        f"`silence: {silence}` became `{other}`",
        f"Add a {heading} example in which what the conditions read is not stated.",
        ("silence",), 1, 1, None,
        replace(rule, logic=rule.logic.model_copy(update={"silence": other})),
    )  # fmt: skip


def _may_be_in_doubt(rule: Rule, program: Program) -> bool:
    """Whether a condition reads something that a file need not state."""
    shape = rule.vocabulary.shapes[program.variable]
    return any(
        (field := field_at(shape, read.path[1:end])) is not None and field.optional
        for read in program.tree.reads
        if read.path[0] == program.variable
        for end in range(2, len(read.path) + 1)
    )


# --- the rule, changed ------------------------------------------------------------------


def _changed(
    rule: Rule, program: Program, part: _Part, name: str, path: DataPath
) -> Iterator[tuple[Mutant, Program]]:
    """The changes of one condition, each with the program that runs it; not yet in the rule."""
    before = _even(program)
    for change in changes_of(program.term, _words_at(rule, program), rule.thresholds):
        text = write(change.term)
        line, column = line_and_column(program.text, change.offset)
        mutant = Mutant(
            _id(part, change.kind, f"{before} -> {text}"),
            change.kind,
            f"{name}: {change.words}",
            f"Add an example in which {change.hint}.",
            path, line, column, text, rule,
        )  # fmt: skip
        yield mutant, Program(text, program.variable, None, rule.thresholds)


def _words_at(rule: Rule, program: Program) -> WordsAt:
    words: dict[int, tuple[str, ...]] = {}
    for constant in program.tree.constants:
        if constant.path[0] == rule.logic.subject:
            field = field_at(rule.vocabulary.shapes[rule.logic.subject], constant.path[1:])
            words[constant.offset] = field.vocabulary if field else ()
    return lambda offset: words.get(offset, ())


def _with_conditions(rule: Rule, applies: Program, expect: Sequence[Condition]) -> Rule:
    whole = whole_program(applies, expect, rule.thresholds)
    return replace(rule, applies=applies, expect=tuple(expect), whole=whole)


def _without_condition(rule: Rule, index: int) -> Rule:
    """The rule with a condition that always holds, so that the others keep their numbers."""
    condition = rule.expect[index]
    always = Program("true", condition.program.variable, None, rule.thresholds)
    changed = (*rule.expect[:index], replace(condition, program=always), *rule.expect[index + 1 :])
    return _with_conditions(rule, rule.applies, changed)


def _even(program: Program) -> str:
    """An expression as it is written here, whatever its spaces and brackets are in the file."""
    return write(simplified(program.term))


def _id(part: _Part, kind: MutantKind, what: str) -> str:
    digest = hashlib.sha256(f"{part} {kind} {what}".encode()).hexdigest()
    return f"{part}-{kind}-{digest[:6]}" if part != kind else f"{kind}-{digest[:6]}"
