"""Everything that is looked at in an expression before it may run, for a rule or for a try."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from pitfall_audit.engagement.message_words import did_you_mean
from pitfall_audit.errors import worded
from pitfall_audit.facts.fact_schema import FactField, FactShape
from pitfall_audit.facts.kinds import SUBJECT_SHAPES
from pitfall_audit.facts.subjects import SubjectKind
from pitfall_audit.rules.conditions.advice import advice_on, place_told
from pitfall_audit.rules.conditions.advice_on_names import instead_of_today, is_today
from pitfall_audit.rules.conditions.expression_parts import Known
from pitfall_audit.rules.conditions.expressions import (
    Environment,
    ExpressionError,
    Gives,
    Program,
    ThresholdValue,
    TooDeepError,
    is_pattern,
)
from pitfall_audit.rules.conditions.fact_paths import field_at
from pitfall_audit.yaml.places import line_and_column

__all__ = ["LONGEST_EXPRESSION", "MOST_NESTED_LOOPS", "ExpressionFault", "check_expression"]

LONGEST_EXPRESSION = 2_000
"""The most characters an expression may have."""

_LONGEST_PATTERN_SHOWN = 60
_TIME_ZONE = re.compile(r"UTC|[+-][01]\d:[0-5]\d", re.ASCII)

MOST_NESTED_LOOPS = 2
"""How deep loops may nest in an expression."""


class ExpressionFault(Struct, frozen=True):
    """Something that keeps an expression from being used, and what to write instead.

    ``line`` and ``column`` count from 1 within the expression; both are None where the whole
    of it is meant.
    """

    id: str
    message: str
    help: str
    line: int | None = None
    column: int | None = None


def check_expression(
    text: str,
    environment: Environment,
    subject: SubjectKind,
    thresholds: Mapping[str, ThresholdValue],
    result: Gives = "condition",
    *,
    shapes: Mapping[str, FactShape] = SUBJECT_SHAPES,
) -> tuple[Program | None, tuple[ExpressionFault, ...]]:
    """Compile an expression about one kind of subject, and all that is wrong with it.

    A condition must give true or false, a value may give anything, and words what a message can
    say. The program is None where
    it does not compile, and must not be run where there is a fault.
    """
    if len(text) > LONGEST_EXPRESSION:
        fault = ExpressionFault(
            *worded("expression-too-long", length=len(text), most=LONGEST_EXPRESSION)
        )
        return None, (fault,)
    try:
        program = environment.compile(text.rstrip("\n"), subject, thresholds, result)
    except TooDeepError:
        return None, (ExpressionFault(*worded("expression-too-deep")),)
    except ExpressionError as error:
        advice = advice_on(error, text.rstrip("\n"), subject, thresholds, shapes)
        fault = ExpressionFault(
            "expression-invalid",
            f"This expression can't be used: {advice.message}.",
            advice.help,
            *place_told(error, text.rstrip("\n")),
        )
        return None, (fault,)
    faults = (
        *_other_subjects(program, subject, shapes),
        *_words(program, subject, shapes),
        *_patterns(program),
        *_time_zones(program),
        *_bounds(program),
    )
    return program, faults


def _other_subjects(
    program: Program, subject: SubjectKind, shapes: Mapping[str, FactShape]
) -> Iterator[ExpressionFault]:
    for read in program.tree.reads:
        if read.path[0] != subject and read.path[0] in shapes:
            yield ExpressionFault(
                *worded("expression-invalid/other-subject", subject=subject, read=read),
                *line_and_column(program.text, read.offset),
            )


def _words(
    program: Program, subject: SubjectKind, shapes: Mapping[str, FactShape]
) -> Iterator[ExpressionFault]:
    for constant in program.tree.constants:
        field: FactField | None = None
        if constant.path[0] == subject:
            field = field_at(shapes[subject], constant.path[1:])
        if field is None:
            continue
        name = ".".join(step for step in constant.path if step != "[]")
        word = constant.text
        at = line_and_column(program.text, constant.offset)
        if field.vocabulary and word not in field.vocabulary:
            never = "never holds" if field.repeated else "is never"
            meant = did_you_mean(word, field.vocabulary)
            meant = meant or f"It is one of: {', '.join(field.vocabulary)}."
            said = worded("word-unknown", name=name, never=never, word=word, meant=meant)
            yield ExpressionFault(*said, *at)
        if field.kind == "date" and not _is_date(word):
            right = "Write the date as '2026-11-26'."
            if is_today(word):
                right = instead_of_today(name, "", Known(subject, shapes[subject], {}))
            said = worded("not-a-date/in-condition", name=name, word=word, right=right)
            yield ExpressionFault(*said, *at)


def _patterns(program: Program) -> Iterator[ExpressionFault]:
    for text, offset in program.tree.patterns:
        if not is_pattern(text):
            shown = f"“{text}”" if len(text) <= _LONGEST_PATTERN_SHOWN else "This"
            yield ExpressionFault(
                *worded("pattern-invalid", shown=shown), *line_and_column(program.text, offset)
            )


def _time_zones(program: Program) -> Iterator[ExpressionFault]:
    # NOTE: CEL opens a file of the system by the name of a zone, whatever it is, and
    # `localtime` tells where the machine stands.
    for zone, offset in program.tree.time_zones:
        if zone is None or not _TIME_ZONE.fullmatch(zone):
            said = "A time zone that is worked out" if zone is None else f"The time zone “{zone}”"
            yield ExpressionFault(
                *worded("expression-invalid/time-zone", said=said),
                *line_and_column(program.text, offset),
            )


def _bounds(program: Program) -> Iterator[ExpressionFault]:
    for what, offset in program.tree.hiding:
        yield ExpressionFault(
            *worded("expression-invalid/hides", what=what), *line_and_column(program.text, offset)
        )
    if program.tree.loop_depth > MOST_NESTED_LOOPS:
        yield ExpressionFault(
            *worded("expression-too-deep/loops", program=program, most=MOST_NESTED_LOOPS)
        )
    for offset in program.tree.additions_in_loops:
        yield ExpressionFault(*worded("expression-grows"), *line_and_column(program.text, offset))


def _is_date(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
