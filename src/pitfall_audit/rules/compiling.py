"""From the logic of a rule file to a rule that runs, or to everything that stands in the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Literal

from pitfall_audit.engagement.facts.describing import FactField, FactShape
from pitfall_audit.engagement.facts.shapes import SUBJECT_ANCHORS, SUBJECT_SHAPES
from pitfall_audit.engagement.places import DataPath, Problem
from pitfall_audit.engagement.reading import Document
from pitfall_audit.engagement.suggestions import did_you_mean
from pitfall_audit.rules.advice import advice_on
from pitfall_audit.rules.expressions import Environment, ExpressionError, Program, ThresholdValue
from pitfall_audit.rules.messages import Form, FormError, parse_form
from pitfall_audit.rules.parts import RuleText, inside, problem_at
from pitfall_audit.rules.rule import AnchorKey, Condition, Rule
from pitfall_audit.rules.rule_file import RuleLogic
from pitfall_audit.rules.syntax_tree import Tree

__all__ = ["LONGEST_EXPRESSION", "MOST_NESTED_LOOPS", "compile_rule"]

LONGEST_EXPRESSION = 2_000
"""The most characters an expression may have."""

MOST_NESTED_LOOPS = 2
"""How deep loops may nest in an expression."""


def compile_rule(text: RuleText) -> tuple[Rule | None, tuple[Problem, ...]]:
    """Check the first part of a rule file and make it ready to run."""
    logic, document, problems = text.read(0, RuleLogic)
    if logic is None or document is None:
        return None, problems
    compiler = _Compiler(logic, document)
    rule = compiler.rule(text)
    return (None if compiler.problems else rule), tuple(compiler.problems)


class _Compiler:
    def __init__(self, logic: RuleLogic, document: Document) -> None:
        self.logic = logic
        self.document = document
        self.problems: list[Problem] = []
        self.thresholds_read: set[str] = set()
        self.environment = _environment(tuple(sorted(
            (name, type(value)) for name, value in logic.thresholds.items()
        )))  # fmt: skip

    def rule(self, text: RuleText) -> Rule | None:
        logic = self.logic
        known: dict[str, FactShape | FactField | None] = {
            logic.subject: SUBJECT_SHAPES[logic.subject],
            **dict.fromkeys(logic.let),
            **({"thresholds": _thresholds_shape(logic.thresholds)} if logic.thresholds else {}),
        }
        applies = self.program(logic.applies, ("applies",))
        conditions = []
        for index, one in enumerate(logic.expect):
            program = self.program(one.that, self.text_path(("expect", index), "that"))
            says = self.form(one.says, ("expect", index, "says"), known) if one.says else None
            if program is not None:
                conditions.append(Condition(program, says))
        severity = [
            (
                self.program(one.when, ("severity", index, "when")) if one.when else None,
                one.severity,
            )
            for index, one in enumerate(logic.severity)
        ]
        if any(one.when is None for one in logic.severity[:-1]) or logic.severity[-1].when:
            self.fault(
                ("severity",), "severity-open",
                "The clauses of `severity` do not end with one that always stands.",
                "End the list with a clause without `when`, as `- {is: warning}`.",
            )  # fmt: skip
        let = {
            name: program
            for name, value in logic.let.items()
            if (program := self.program(value, ("let", name), "value")) is not None
        }
        message = self.form(logic.message, ("message",), known)
        passed = self.form(logic.passed, ("passed",), known)
        adds = [
            (self.program(one.when, ("adds", index, "when")),
             self.form(one.says, ("adds", index, "says"), known))
            for index, one in enumerate(logic.adds)
        ]  # fmt: skip
        points_at = [
            self.anchor(value, self.text_path(("points_at", index), None))
            for index, value in enumerate(logic.points_at)
        ]
        related = [
            (self.anchor(one.at, ("related", index, "at")), one.says)
            for index, one in enumerate(logic.related)
        ]
        self.unused_thresholds()
        if self.problems or applies is None or message is None or passed is None:
            return None
        joined = "".join(f" && ({one.program.text}\n)" for one in conditions).removeprefix(" && ")
        # Its parts have been checked, so the whole need not be.
        parts = [applies, *(one.program for one in conditions)]
        whole = Program(
            f"!({logic.applies}\n) ? 0 : (({joined}) ? 1 : 2)",
            logic.subject,
            Tree(reads=[read for part in parts for read in part.tree.reads]),
            logic.thresholds,
        )
        return Rule(
            logic=logic,
            thresholds=logic.thresholds,
            applies=applies,
            expect=tuple(conditions),
            whole=whole,
            severity=tuple(severity),
            let=let,
            message=message,
            passed=passed,
            adds=tuple((when, says) for when, says in adds if when and says),
            points_at=tuple(points_at),
            related=tuple(related),
            text=text,
        )

    def text_path(self, path: DataPath, key: str | None) -> DataPath:
        """Where a text stands that may be written alone or under a key of a mapping."""
        value: object = self.document.data
        for step in path:
            if isinstance(value, str):
                return path[:-1]
            value = value[step]  # type: ignore[index]  # the path was read from this data
        return (*path, key) if isinstance(value, dict) and key else path

    def program(
        self, text: str, path: DataPath, result: Literal["condition", "value"] = "condition"
    ) -> Program | None:
        if len(text) > LONGEST_EXPRESSION:
            self.fault(
                path, "expression-too-long",
                f"This expression has {len(text):,} characters; at most {LONGEST_EXPRESSION:,} "
                "are allowed.",
                "Say it in shorter conditions, one idea each.",
            )  # fmt: skip
            return None
        try:
            program = self.environment.compile(
                text.rstrip("\n"), self.logic.subject, self.logic.thresholds, result
            )
        except ExpressionError as error:
            self.fault_inside(
                path, (error.line, error.column), "expression-invalid",
                f"This expression can't be used: {error.message}.", 
                advice_on(error.message, self.logic.subject, self.logic.thresholds),
            )  # fmt: skip
            return None
        self.check(program, path)
        return program

    def check(self, program: Program, path: DataPath) -> None:
        subject = self.logic.subject
        for read in program.tree.reads:
            if read.path[0] == "thresholds":
                self.thresholds_read.update(read.path[1:])
            elif read.path[0] != subject and read.path[0] in SUBJECT_SHAPES:
                self.fault_inside(
                    path, _line_and_column(program.text, read.offset), "expression-invalid",
                    f"This rule looks at one {subject} at a time, and can't read "
                    f"`{read.path[0]}`.",
                    f"Read fields of `{subject}`, or of what it holds.",
                )  # fmt: skip
        for constant in program.tree.constants:
            field = _field_at(subject, constant.path)
            if field is not None and field.vocabulary and constant.text not in field.vocabulary:
                self.fault_inside(
                    path, _line_and_column(program.text, constant.offset), "word-unknown",
                    f"`{'.'.join(constant.path)}` is never “{constant.text}”.",
                    did_you_mean(constant.text, field.vocabulary)
                    or f"It is one of: {', '.join(field.vocabulary)}.",
                )  # fmt: skip
            if field is not None and field.kind == "date" and not _is_date(constant.text):
                self.fault_inside(
                    path, _line_and_column(program.text, constant.offset), "not-a-date",
                    f"`{'.'.join(constant.path)}` is a date, and “{constant.text}” is none.",
                    "Write the date as '2026-11-26'.",
                )  # fmt: skip
        for what, offset in program.tree.hiding:
            self.fault_inside(
                path, _line_and_column(program.text, offset), "expression-invalid",
                f"`{what}` can't be used in an expression: what is read through it can't be "
                "checked.",
                "Read the field itself, and compare it with words or numbers.",
            )  # fmt: skip
        if program.tree.loop_depth > MOST_NESTED_LOOPS:
            self.fault(
                path, "expression-too-deep",
                f"Loops nest {program.tree.loop_depth} deep here; at most {MOST_NESTED_LOOPS} "
                "may.",
                "Take the inner loop apart into a condition of its own.",
            )  # fmt: skip
        for offset in program.tree.additions_in_loops:
            self.fault_inside(
                    path, _line_and_column(program.text, offset), "expression-grows",
                "`+` is not allowed inside a loop, where it could make texts without end.",
                "Compare the parts one by one.",
            )  # fmt: skip

    def form(
        self, text: str, path: DataPath, known: Mapping[str, FactShape | FactField | None]
    ) -> Form | None:
        try:
            form = parse_form(text.strip(), known)
        except FormError as error:
            self.fault_inside(
                path, (error.line, 1), "message-invalid",
                f"This message can't be used: {error.message}.",
                "A message is text with blanks such as {{ " + self.logic.subject + ".label }}.",
            )  # fmt: skip
            return None
        self.thresholds_read.update(
            route[1] for route in form.paths if route[0] == "thresholds" and len(route) > 1
        )
        return form

    def anchor(self, value: str, path: DataPath) -> AnchorKey:
        name, _, key = value.partition(".")
        anchors = SUBJECT_ANCHORS[self.logic.subject]
        if name not in anchors:
            self.fault(
                path, "anchor-unknown",
                f"A {self.logic.subject} has no place called “{name}”.",
                did_you_mean(name, anchors)
                or f"Its places are: {', '.join(sorted(anchors))}.",
            )  # fmt: skip
        return AnchorKey(name, key or None)

    def unused_thresholds(self) -> None:
        for name in self.logic.thresholds:
            if name not in self.thresholds_read:
                self.fault(
                    ("thresholds", name), "threshold-unused",
                    f"Nothing reads the threshold `{name}`.",
                    f"Read it as `thresholds.{name}` in a condition, or remove it.",
                    key=True,
                )  # fmt: skip

    def fault(
        self, path: DataPath, id_: str, message: str, help_: str, *, key: bool = False
    ) -> None:
        self.problems.append(problem_at(self.document, path, id_, message, help_, key=key))

    def fault_inside(
        self, path: DataPath, at: tuple[int, int], id_: str, message: str, help_: str
    ) -> None:
        place = inside(self.document, path, *at)
        self.problems.append(Problem(id_, message, place, help_))


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


@cache
def _environment(thresholds: tuple[tuple[str, type[int | float]], ...]) -> Environment:
    return Environment(SUBJECT_SHAPES, {name: kind() for name, kind in thresholds})


def _thresholds_shape(thresholds: Mapping[str, ThresholdValue]) -> FactShape:
    from pitfall_audit.engagement.facts.describing import Fact  # noqa: PLC0415

    return FactShape(
        "Thresholds",
        "",
        {
            name: FactField(name, "number", Fact("A number chosen by judgement"), optional=False)
            for name in thresholds
        },
    )


def _field_at(subject: str, path: tuple[str, ...]) -> FactField | None:
    if path[0] != subject:
        return None
    shape: FactShape | None = SUBJECT_SHAPES[subject]
    field: FactField | None = None
    for name in path[1:]:
        if name == "[]":
            continue
        field = shape.fields.get(name) if shape else None
        if field is None:
            return None
        shape = field.shape
    return field


def _is_date(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
