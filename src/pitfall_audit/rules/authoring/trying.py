"""Tries one expression over the subjects of a file: what it gives for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args

from pitfall_audit.engagement.facts.shapes import SUBJECT_SHAPES
from pitfall_audit.engagement.facts.subjects import FactSheet, Subject, SubjectKind
from pitfall_audit.engagement.places import Place, Problem
from pitfall_audit.engagement.suggestions import did_you_mean
from pitfall_audit.rules.conditions.expression_checks import ExpressionFault, check_expression
from pitfall_audit.rules.conditions.expressions import Answer, Gives, Program, Unsettled
from pitfall_audit.rules.conditions.fact_paths import waits_for
from pitfall_audit.rules.evaluation.evaluation import Batches
from pitfall_audit.rules.form.errors import PackError
from pitfall_audit.rules.form.vocabulary import BUILT_IN_VOCABULARY, Vocabulary
from pitfall_audit.rules.proof.explaining import FactRead, facts_read

__all__ = ["EXPRESSION", "Tried", "compile_to_try", "try_over"]

EXPRESSION = "the expression"
"""How an expression from the command line is named where a file's name would stand."""

_TEXT = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"", re.DOTALL)
_SUBJECTS: tuple[SubjectKind, ...] = get_args(SubjectKind)
_NAME = re.compile(r"(?<![\w.])[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class Tried:
    """What an expression gave for one subject.

    ``answer`` is a plain value, ``Unsettled`` or ``Crashed``; ``waits_for`` names the fields
    that are not stated and on which it hangs. ``reads`` are the fields it read.
    """

    subject: Subject
    answer: Answer
    waits_for: tuple[str, ...]
    reads: tuple[FactRead, ...]


def compile_to_try(
    text: str,
    vocabulary: Vocabulary = BUILT_IN_VOCABULARY,
    *,
    gives: Gives = "value",
    subject: SubjectKind | None = None,
    shown: str = EXPRESSION,
) -> Program:
    """Check an expression; the variable that it names says what it looks at, if nothing else.

    ``vocabulary`` is what it may read, ``gives`` what must come of it, ``shown`` how it is
    named. Raises :class:`PackError`, whose problems point into the expression.
    """
    names = _NAME.findall(_TEXT.sub("''", text))
    if subject is None:
        subject = next((kind for name in names for kind in _SUBJECTS if name == kind), None)
    if subject is None:
        raise PackError((_problem(text, _nothing_named(text, names), shown),))
    program, faults = check_expression(
        text, vocabulary.environment({}), subject, {}, gives, shapes=vocabulary.shapes
    )
    if program is None or faults:
        raise PackError(tuple(_problem(text, _said_for_a_try(one), shown) for one in faults))
    return program


def try_over(
    program: Program, facts: FactSheet, vocabulary: Vocabulary = BUILT_IN_VOCABULARY
) -> Iterator[Tried]:
    """What an expression gives for each subject of its kind, in the order of the facts."""
    shape = vocabulary.shapes[program.variable]
    for subjects, batch in Batches(facts).of(program.variable):  # type: ignore[arg-type]
        for index, subject in enumerate(subjects):
            answer = program.run(batch, index)
            waiting: list[str] = []
            if isinstance(answer, Unsettled):
                found = waits_for(program, shape, subject.facts, answer.key, strict=False)
                waiting = [".".join((program.variable, *one.path)) for one in found]
            yield Tried(
                subject,
                answer,
                tuple(dict.fromkeys(name.replace(".[]", "[]") for name in waiting)),
                facts_read(program, shape, subject.facts, {}),
            )


def _nothing_named(text: str, names: list[str]) -> ExpressionFault:
    near = next(
        ((name, said) for name in names if (said := did_you_mean(name, SUBJECT_SHAPES))), None
    )
    at = _TEXT.sub(lambda found: "'" * len(found[0]), text).find(near[0]) if near else 0
    return ExpressionFault(
        "expression-invalid",
        "This expression names nothing to look at.",
        (f"{near[1]} " if near else "")
        + "Begin with what it looks at, as `seat.status` or `promise.due`. "
        "`pitfall-audit rules facts` lists them all.",
        text.count("\n", 0, at) + 1,
        at - (text.rfind("\n", 0, at) + 1) + 1,
    )


def _said_for_a_try(fault: ExpressionFault) -> ExpressionFault:
    if "there is no threshold `" in fault.message:
        return replace(
            fault,
            message="There are no thresholds here.",
            help="Write the number itself; in a rule file it can be given a name under "
            "`thresholds`.",
        )
    return replace(fault, message=fault.message.replace("This check looks", "An expression looks"))


def _problem(text: str, fault: ExpressionFault, shown: str) -> Problem:
    if fault.line is None or fault.column is None:
        return Problem(fault.id, fault.message, Place(shown, 0, 0, 0, 0), fault.help)
    lines = text.split("\n")
    excerpt = lines[fault.line - 1] if fault.line <= len(lines) else ""
    place = Place(shown, fault.line, fault.column, fault.line, fault.column + 1, excerpt)
    return Problem(fault.id, fault.message, place, fault.help)
