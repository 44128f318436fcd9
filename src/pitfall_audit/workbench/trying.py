"""Tries one expression over the subjects of a file: what it gives for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.engagement.message_words import very_near
from pitfall_audit.errors import UnusableExpressionError, worded
from pitfall_audit.facts.fact_schema import FactShape
from pitfall_audit.facts.kinds import SUBJECT_SHAPES
from pitfall_audit.facts.subjects import FactSheet, Subject, SubjectKind
from pitfall_audit.rules.conditions.advice_on_names import FUNCTIONS, OWN_FIELDS
from pitfall_audit.rules.conditions.expression_checks import ExpressionFault, check_expression
from pitfall_audit.rules.conditions.expressions import Answer, Gives, Program, Unsettled
from pitfall_audit.rules.conditions.fact_paths import waits_for
from pitfall_audit.rules.evaluation import Batches
from pitfall_audit.rules.form.vocabulary import BUILT_IN_VOCABULARY, OWN, Vocabulary
from pitfall_audit.workbench.condition_trace import FactRead, facts_read
from pitfall_audit.yaml.places import Place, Problem, line_and_column

__all__ = ["EXPRESSION", "Tried", "compile_to_try", "try_over"]

EXPRESSION = "the expression"
"""How an expression from the command line is named where a file's name would stand."""

_TEXT = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"", re.DOTALL)
_SUBJECTS: tuple[SubjectKind, ...] = get_args(SubjectKind)
_MOST_WHOSE = 4
_NAME = re.compile(r"(?<![\w.])[A-Za-z_]\w*")


class Tried(Struct, frozen=True):
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
    named. Raises :class:`UnusableExpressionError`, whose problems point into the expression.
    """
    names = _NAME.findall(_TEXT.sub("''", text))
    if subject is None:
        subject = next((kind for name in names for kind in _SUBJECTS if name == kind), None)
    if subject is None:
        raise UnusableExpressionError(
            (_problem(text, _nothing_named(text, names, vocabulary.shapes), shown),)
        )
    program, faults = check_expression(
        text, vocabulary.environment({}), subject, {}, gives, shapes=vocabulary.shapes
    )
    if program is None or faults:
        said = (_as_told_when_trying(one, vocabulary, shown) for one in faults)
        raise UnusableExpressionError(tuple(_problem(text, one, shown) for one in said))
    return program


def try_over(
    program: Program, facts: FactSheet, vocabulary: Vocabulary = BUILT_IN_VOCABULARY
) -> Iterator[Tried]:
    """Return the value of an expression for each subject of its kind, in the order of the facts."""
    shape = vocabulary.shapes[program.variable]
    for subjects, batch, _ in Batches(facts).of(program.variable):  # type: ignore[arg-type]
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


def _nothing_named(text: str, names: list[str], shapes: Mapping[str, FactShape]) -> ExpressionFault:
    """Return what is wrong with an expression that names no kind of subject, but ``names``."""
    asked = [name for name in names if name not in FUNCTIONS]
    whose = ((name, _whose_field(name, text, shapes)) for name in asked)
    near = ((name, _near_kind(name)) for name in asked)
    name, said = next((one for one in (*whose, *near) if one[1]), ("", ""))
    at = _TEXT.sub(lambda found: "'" * len(found[0]), text).find(name)
    return ExpressionFault(
        "expression-invalid",
        "This expression names nothing to look at.",
        said
        or "Begin with what it looks at, as `seat.status` or `promise.due`. "
        "`pitfall-audit rules facts` lists them all; docs/conditions.md tells how to ask.",
        *line_and_column(text, at),
    )


def _whose_field(name: str, text: str, shapes: Mapping[str, FactShape]) -> str:
    """Whose field a bare name is: those whose own it is, with how it is written in full."""
    if name == OWN:
        return "Say whose fields of your own: write `x` behind what it looks at, as `seat.x.ward`."
    whose = [kind for kind, shape in shapes.items() if name in shape.fields]
    if not whose:
        return ""
    asked = re.search(rf"\bhas\(\s*{name}\s*\)", text) is not None
    shown = [f"`has({kind}.{name})`" if asked else f"`{kind}.{name}`" for kind in whose]
    if len(shown) == 1:
        return f"Say whose `{name}`: write {shown[0]}."
    more = ", and so on" if len(shown) > _MOST_WHOSE else ""
    return f"Say whose `{name}`. There is {', '.join(shown[:_MOST_WHOSE])}{more}."


def _near_kind(name: str) -> str:
    near = very_near(name, SUBJECT_SHAPES)
    return f"Did you mean `{near}`? Begin with what it looks at." if near is not None else ""


def _as_told_when_trying(
    fault: ExpressionFault, vocabulary: Vocabulary, shown: str
) -> ExpressionFault:
    if shown == EXPRESSION and not vocabulary.fields and fault.help.startswith(OWN_FIELDS):
        # A file of rules stands in its pack; here nothing says yet which is meant.
        return replace(
            fault,
            help=f"{fault.help} They are known once that pack is named: add `--rules FOLDER`.",
        )
    if "there is no threshold `" in fault.message:
        _, message, help_ = worded("no-thresholds")
        return replace(fault, message=message, help=help_)
    return replace(fault, message=fault.message.replace("This check looks", "An expression looks"))


def _problem(text: str, fault: ExpressionFault, shown: str) -> Problem:
    if fault.line is None or fault.column is None:
        return Problem(fault.id, fault.message, Place(shown), fault.help)
    lines = text.split("\n")
    excerpt = lines[fault.line - 1] if fault.line <= len(lines) else ""
    place = Place(shown, fault.line, fault.column, fault.line, fault.column + 1, excerpt)
    return Problem(fault.id, fault.message, place, fault.help)
