"""Everything that is looked at in an expression before it may run, for a rule or for a try."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from pitfall_audit.engagement.message_words import did_you_mean
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

__all__ = [
    "LONGEST_EXPRESSION", "MOST_NESTED_LOOPS", "TOO_DEEP", "ExpressionFault",
    "check_expression",
]  # fmt: skip

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


TOO_DEEP = ExpressionFault(
    "expression-too-deep",
    "The parts of this expression stand too deep one inside another to be run.",
    "Take out brackets, or say it in shorter conditions, one idea each.",
)


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
            "expression-too-long",
            f"This expression has {len(text):,} characters; at most {LONGEST_EXPRESSION:,} "
            "are allowed.",
            "Say it in shorter conditions, one idea each.",
        )
        return None, (fault,)
    try:
        program = environment.compile(text.rstrip("\n"), subject, thresholds, result)
    except TooDeepError:
        return None, (TOO_DEEP,)
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
                "expression-invalid",
                f"This check looks at one {subject} at a time, and can't read `{read.path[0]}`.",
                f"Read fields of `{subject}`, or of what it holds.",
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
            yield ExpressionFault(
                "word-unknown",
                f"`{name}` {never} “{word}”.",
                did_you_mean(word, field.vocabulary)
                or f"It is one of: {', '.join(field.vocabulary)}.",
                *at,
            )
        if field.kind == "date" and not _is_date(word):
            help_ = "Write the date as '2026-11-26'."
            if is_today(word):
                help_ = instead_of_today(name, "", Known(subject, shapes[subject], {}))
            yield ExpressionFault(
                "not-a-date", f"`{name}` is a date, and “{word}” is none.", help_, *at
            )


def _patterns(program: Program) -> Iterator[ExpressionFault]:
    for text, offset in program.tree.patterns:
        if not is_pattern(text):
            shown = f"“{text}”" if len(text) <= _LONGEST_PATTERN_SHOWN else "This"
            yield ExpressionFault(
                "pattern-invalid",
                f"{shown} is no pattern that `matches()` can use.",
                "Close each bracket, and write \\\\ before a sign that is meant as itself, as "
                "'\\\\('. To look for plain words, use `contains()`.",
                *line_and_column(program.text, offset),
            )


def _time_zones(program: Program) -> Iterator[ExpressionFault]:
    # NOTE: CEL opens a file of the system by the name of a zone, whatever it is, and
    # `localtime` tells where the machine stands.
    for zone, offset in program.tree.time_zones:
        if zone is None or not _TIME_ZONE.fullmatch(zone):
            said = "A time zone that is worked out" if zone is None else f"The time zone “{zone}”"
            yield ExpressionFault(
                "expression-invalid",
                f"{said} can't be used: its name would be looked up on the machine.",
                "Write 'UTC', or how far it is from there, as '+01:00'.",
                *line_and_column(program.text, offset),
            )


def _bounds(program: Program) -> Iterator[ExpressionFault]:
    for what, offset in program.tree.hiding:
        yield ExpressionFault(
            "expression-invalid",
            f"`{what}` can't be used in an expression: what is read through it can't be checked.",
            "Read the field itself, and compare it with words or numbers.",
            *line_and_column(program.text, offset),
        )
    if program.tree.loop_depth > MOST_NESTED_LOOPS:
        yield ExpressionFault(
            "expression-too-deep",
            f"Loops nest {program.tree.loop_depth} deep here; at most {MOST_NESTED_LOOPS} may.",
            "Take the inner loop apart into a condition of its own.",
        )
    for offset in program.tree.additions_in_loops:
        yield ExpressionFault(
            "expression-grows",
            "`+` is not allowed inside a loop, where it could make texts without end.",
            "Compare the parts one by one.",
            *line_and_column(program.text, offset),
        )


def _is_date(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
