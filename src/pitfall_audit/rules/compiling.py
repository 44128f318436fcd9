"""From the logic of a rule file to a rule that runs, or to everything that stands in the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from pitfall_audit.engagement.message_words import did_you_mean
from pitfall_audit.errors import worded
from pitfall_audit.facts.fact_schema import FactField, FactShape
from pitfall_audit.facts.kinds import SUBJECT_ANCHORS
from pitfall_audit.rules.conditions.expressions import (
    Environment,
    ExpressionError,
    Gives,
    Program,
    ThresholdValue,
)
from pitfall_audit.rules.form.blanks import FormError, Known, given_by
from pitfall_audit.rules.form.messages import Form, parse_form
from pitfall_audit.rules.form.rule_file import Addition, RuleLogic
from pitfall_audit.rules.form.rule_form import form_problems, no_rule
from pitfall_audit.rules.form.rule_parts import RuleText
from pitfall_audit.rules.form.vocabulary import BUILT_IN_VOCABULARY, Vocabulary
from pitfall_audit.rules.form.yaml_help import split_conditions
from pitfall_audit.rules.rule import AnchorKey, Condition, Rule, whole_program
from pitfall_audit.yaml.document_parts import inside, problem_at
from pitfall_audit.yaml.places import DataPath, Problem
from pitfall_audit.yaml.reading import Document

if TYPE_CHECKING:
    from pitfall_audit.rules.python_checks import Check, PythonCheck

__all__ = ["compile_rule"]

# NOTE: what only rules from outside need is imported where they need it: a run of the built-in
# ones begins sooner without.


def compile_rule(
    text: RuleText,
    vocabulary: Vocabulary = BUILT_IN_VOCABULARY,
    *,
    checks: Mapping[str, Check] = MappingProxyType({}),
    checked_before: bool = False,
) -> tuple[Rule | None, tuple[Problem, ...]]:
    """Check the first part of a rule file and make it ready to run.

    ``vocabulary`` is what its expressions may read. ``checks`` are the functions of a plugin, by
    the id of the rule whose check each is. ``checked_before`` leaves out the checks
    of its expressions: those of the rules that come with the program were checked before it
    was given out.
    """
    logic, document, problems = text.read(0, RuleLogic)
    if logic is None or document is None:
        stranger = no_rule(text, document) if document is not None else None
        return None, problems if stranger is None else (stranger,)
    compiler = _Compiler(logic, document, vocabulary, checked_before=checked_before)
    if not checked_before:
        # What only an author's file needs is not loaded for the rules of the program.
        from pitfall_audit.rules.form.template_lint import texts_amiss  # noqa: PLC0415

        compiler.problems.extend(form_problems(logic, document, checks))
        split = split_conditions(document, [one.that for one in logic.expect])
        compiler.problems.extend([split] if split is not None else [])
        compiler.problems.extend(texts_amiss(document))
    if compiler.problems:
        return None, tuple(compiler.problems)
    rule = compiler.rule(text, _python_check(logic, checks))
    return (None if compiler.problems else rule), tuple(compiler.problems)


def _python_check(logic: RuleLogic, checks: Mapping[str, Check]) -> PythonCheck | None:
    function = checks.get(logic.id) if logic.python else None
    if function is None:
        return None
    from pitfall_audit.rules.python_checks import PythonCheck  # noqa: PLC0415

    return PythonCheck(function)


class _Compiler:
    def __init__(
        self, logic: RuleLogic, document: Document, vocabulary: Vocabulary, *, checked_before: bool
    ) -> None:
        self.logic = logic
        self.vocabulary = vocabulary
        self.document = document
        self.checked_before = checked_before
        self.problems: list[Problem] = []
        self.thresholds_read: set[str] = set()
        self.named: set[str] = set()

    @cached_property
    def environment(self) -> Environment:
        return self.vocabulary.environment(self.logic.thresholds)

    def rule(self, text: RuleText, python: PythonCheck | None) -> Rule | None:
        logic = self.logic
        let = {
            name: program
            for name, value in logic.let.items()
            if (program := self.program(value, ("let", name), "words")) is not None
        }
        known: dict[str, Known] = {
            logic.subject: self.vocabulary.shapes[logic.subject],
            **dict.fromkeys((*logic.let, *logic.values)),
            **{name: self.given(program) for name, program in let.items()},
            **({"thresholds": _thresholds_shape(logic.thresholds)} if logic.thresholds else {}),
        }
        applies = self.program(logic.applies, ("applies",))
        conditions = []
        for index, one in enumerate(logic.expect):
            program = self.program(one.that, self.text_path(("expect", index), "that"))
            says = self.form(one.says, ("expect", index, "says"), known) if one.says else None
            if program is not None:
                places = self.anchors(one.points_at, ("expect", index, "points_at"))
                conditions.append(Condition(program, says, places))
        severity = [
            (
                self.program(one.when, ("severity", index, "when")) if one.when else None,
                one.severity,
            )
            for index, one in enumerate(logic.severity)
        ]
        message = self.form(logic.message, ("message",), known)
        passed = self.form(logic.passed, ("passed",), known)
        before = logic.before_question
        before_question = self.form(before, ("before_question",), known) if before else None
        adds = self.sentences("adds", logic.adds, known)
        praises = self.sentences("praises", logic.praises, known)
        earned = self.program(logic.earned, ("earned",))
        points_at = self.anchors(logic.points_at, ("points_at",))
        related = [
            (self.anchor(one.at, ("related", index, "at")), one.says)
            for index, one in enumerate(logic.related)
        ]
        # What a function reads of them can't be seen.
        if not self.checked_before and not self.problems and python is None:
            self.unused()
        if self.problems or applies is None or message is None or passed is None:
            return None
        if earned is None:
            return None
        whole = whole_program(applies, conditions, logic.thresholds)
        if not self.checked_before and python is None and not self.runs(whole):
            self.blame(applies, conditions)
            return None
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
            before_question=before_question,
            earned=earned,
            adds=adds,
            praises=praises,
            points_at=points_at,
            related=tuple(related),
            text=text,
            vocabulary=self.vocabulary,
            python=python,
        )

    def sentences(
        self, key: str, written: Sequence[Addition], known: Mapping[str, Known]
    ) -> tuple[tuple[Program, Form], ...]:
        """Sentences, each with the condition under which it is said."""
        found = [
            (self.program(one.when, (key, index, "when")),
             self.form(one.says, (key, index, "says"), known))
            for index, one in enumerate(written)
        ]  # fmt: skip
        return tuple((when, says) for when, says in found if when and says)

    def runs(self, program: Program) -> bool:
        """Whether an expression can be run over many subjects at once, which nests it deeper."""
        try:
            program.prepare()
        except ExpressionError:
            return False
        return True

    def blame(self, applies: Program, conditions: Sequence[Condition]) -> None:
        """Report which of the expressions keep the whole that is made of them from being run."""
        thresholds = self.logic.thresholds
        always = Program("true", applies.variable, None, thresholds)
        parts: list[tuple[DataPath, Program]] = [
            (("applies",), whole_program(applies, [Condition(always, None)], thresholds)),
            *(
                (self.text_path(("expect", index), "that"),
                 whole_program(always, [one], thresholds))
                for index, one in enumerate(conditions)
            ),
        ]  # fmt: skip
        for path, part in parts:
            if not self.runs(part):
                self.fault(path, *worded("expression-too-deep"))
        if not self.problems:
            said = worded("conditions-too-many/as-one", number=len(conditions))
            self.fault(("expect",), *said, key=True)

    def text_path(self, path: DataPath, key: str | None) -> DataPath:
        """Where a text stands that may be written alone or under a key of a mapping."""
        value: object = self.document.data
        for step in path:
            if isinstance(value, str):
                return path[:-1]
            value = value[step]  # type: ignore[index]  # the path was read from this data
        return (*path, key) if isinstance(value, dict) and key else path

    def program(self, text: str, path: DataPath, result: Gives = "condition") -> Program | None:
        if self.checked_before:
            return Program(text.rstrip("\n"), self.logic.subject, None, self.logic.thresholds)
        from pitfall_audit.rules.conditions.expression_checks import check_expression  # noqa: PLC0415

        program, faults = check_expression(
            text, self.environment, self.logic.subject, self.logic.thresholds, result,
            shapes=self.vocabulary.shapes,
        )  # fmt: skip
        if faults and (cut := self.cut_short(path, text)) is not None:
            self.problems.append(cut)
            return None
        for fault in faults:
            if fault.line is None or fault.column is None:
                self.fault(path, fault.id, fault.message, fault.help)
            else:
                at = (fault.line, fault.column)
                self.fault_inside(path, at, fault.id, fault.message, fault.help)
        if program is not None:
            for read in program.tree.reads:
                if read.path[0] == "thresholds":
                    self.thresholds_read.update(read.path[1:])
        return program

    def cut_short(self, path: DataPath, text: str) -> Problem | None:
        """What to say of a condition with faults, where a remark of YAML cuts it short."""
        from pitfall_audit.rules.form.template_lint import cut_condition  # noqa: PLC0415

        return cut_condition(self.document, path, text)

    def given(self, program: Program) -> Known:
        """What is known of a value under ``let``: a message may not take it for another."""
        if self.checked_before:
            return None
        return given_by(program, self.environment, self.vocabulary.shapes)

    def form(self, text: str, path: DataPath, known: Mapping[str, Known]) -> Form | None:
        try:
            form = parse_form(text.strip(), known)
        except FormError as error:
            before = text[: len(text) - len(text.lstrip())]
            column = error.column + (len(before.rpartition("\n")[2]) if error.line == 1 else 0)
            self.fault_inside(
                path, (error.line + before.count("\n"), column), "message-invalid",
                f"This message can't be used: {error.message}.",
                error.help
                or "A message is text with blanks such as {{ " + self.logic.subject + ".label }}.",
            )  # fmt: skip
            return None
        self.named.update(route[0] for route in form.paths)
        self.thresholds_read.update(
            route[1] for route in form.paths if route[0] == "thresholds" and len(route) > 1
        )
        return form

    def anchors(self, values: Sequence[str], path: DataPath) -> tuple[AnchorKey, ...]:
        return tuple(
            self.anchor(value, self.text_path((*path, index), None))
            for index, value in enumerate(values)
        )

    def anchor(self, value: str, path: DataPath) -> AnchorKey:
        name, _, key = value.partition(".")
        anchors = SUBJECT_ANCHORS[self.logic.subject]
        if name not in anchors:
            from pitfall_audit.rules.conditions.advice_on_names import a_or_an  # noqa: PLC0415

            meant = did_you_mean(name, anchors) or f"Its places are: {', '.join(sorted(anchors))}."
            whose = a_or_an(self.logic.subject)
            self.fault(path, *worded("anchor-unknown", whose=whose, name=name, meant=meant))
        return AnchorKey(name, key or None)

    def unused(self) -> None:
        """Thresholds and values that nothing reads: somebody meant them to be read."""
        for part, names, read, said in (
            ("let", self.logic.let, self.named, "value-unused"),
            ("thresholds", self.logic.thresholds, self.thresholds_read, "threshold-unused"),
        ):
            for name in names:
                if name not in read:
                    self.fault((part, name), *worded(said, name=name), key=True)

    def fault(
        self, path: DataPath, id_: str, message: str, help_: str, *, key: bool = False
    ) -> None:
        self.problems.append(problem_at(self.document, path, id_, message, help_, key=key))

    def fault_inside(
        self, path: DataPath, at: tuple[int, int], id_: str, message: str, help_: str
    ) -> None:
        place = inside(self.document, path, *at)
        self.problems.append(Problem(id_, message, place, help_))


def _thresholds_shape(thresholds: Mapping[str, ThresholdValue]) -> FactShape:
    from pitfall_audit.facts.fact_schema import Fact  # noqa: PLC0415

    return FactShape(
        "Thresholds",
        "",
        {
            name: FactField(name, "number", Fact("A number chosen by judgement"), optional=False)
            for name in thresholds
        },
    )
