"""A rule, checked and ready to run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.rules.conditions.expressions import Program, ThresholdValue
from pitfall_audit.rules.conditions.fact_paths import Memory
from pitfall_audit.rules.form.messages import Form
from pitfall_audit.rules.form.outcomes import OutcomeKind, Severity
from pitfall_audit.rules.form.rule_file import Examples, RuleLogic, RuleWords
from pitfall_audit.rules.form.rule_parts import RuleText, examples_of, words_of
from pitfall_audit.rules.form.vocabulary import Vocabulary

if TYPE_CHECKING:
    from pitfall_audit.rules.python_checks import PythonCheck

__all__ = ["AnchorKey", "Condition", "Rule", "whole_program"]


class Condition(Struct, frozen=True):
    """One condition that must hold, and what to say where it does not.

    ``points_at`` are the places to show then, in place of the rule's own.
    """

    program: Program
    says: Form | None
    points_at: tuple[AnchorKey, ...] = ()


class AnchorKey(Struct, frozen=True):
    """A place in words of the rule: an anchor of the subject, and a key below it."""

    anchor: str
    key: str | None


class Rule(Struct, frozen=True, dict=True):
    """A rule with its expressions compiled, and its words and examples at hand when asked for.

    ``whole`` gives 0 where the rule does not apply, 1 where all conditions hold, else 2.
    ``text`` is the rule's file, ``vocabulary`` what its expressions may read. ``thresholds``
    are the values in use; ``set_severity`` is the one that stands in place of its own, if any.
    ``python`` is what it checks, where that is written in Python: it has no conditions then.
    """

    logic: RuleLogic
    thresholds: Mapping[str, ThresholdValue]
    applies: Program
    expect: tuple[Condition, ...]
    whole: Program
    severity: tuple[tuple[Program | None, Severity], ...]
    let: Mapping[str, Program]
    message: Form
    passed: Form
    before_question: Form | None
    earned: Program
    adds: tuple[tuple[Program, Form], ...]
    praises: tuple[tuple[Program, Form], ...]
    points_at: tuple[AnchorKey, ...]
    related: tuple[tuple[AnchorKey, str], ...]
    text: RuleText
    vocabulary: Vocabulary
    set_severity: Severity | None = None
    python: PythonCheck | None = None

    def places_for(self, failing: Sequence[int]) -> tuple[AnchorKey, ...]:
        """Where to point, by the conditions that do not hold: the first of them may say."""
        own = self.expect[failing[0]].points_at if failing else ()
        return own or self.points_at

    @property
    def file(self) -> str:
        """The rule's file as it is to be shown."""
        return self.text.file

    @cached_property
    def id(self) -> str:
        """The rule's public name."""
        return self.logic.id

    @cached_property
    def memory(self) -> Memory[Any]:
        """What the rule has said of facts before, whatever the subject."""
        severity = [program for program, _ in self.severity if program is not None]
        besides = [program for program, _ in (*self.adds, *self.praises)]
        return Memory([self.whole, self.earned, *severity, *besides])

    def with_settings(
        self, thresholds: Mapping[str, ThresholdValue], severity: Severity | None
    ) -> Rule:
        """The rule with other numbers, and one severity for whatever it finds.

        ``thresholds`` holds all of the rule's, by name. None leaves the severity to the rule.
        """
        same = dict(thresholds) == dict(self.thresholds)
        if same and severity is None:
            return self

        def put_in(program: Program) -> Program:
            return program if same else program.with_thresholds(thresholds)

        clauses = self.severity if severity is None else ((None, severity),)
        return replace(
            self,
            thresholds=thresholds,
            set_severity=severity,
            applies=put_in(self.applies),
            expect=tuple(replace(one, program=put_in(one.program)) for one in self.expect),
            whole=put_in(self.whole),
            severity=tuple((None if when is None else put_in(when), is_) for when, is_ in clauses),
            let={name: put_in(program) for name, program in self.let.items()},
            earned=put_in(self.earned),
            adds=tuple((put_in(when), says) for when, says in self.adds),
            praises=tuple((put_in(when), says) for when, says in self.praises),
        )

    def let_for(self, outcome: OutcomeKind) -> tuple[tuple[str, Program, Memory[Any]], ...]:
        """The values that are named in what is said of an outcome, each with its memory."""
        return self._let_by_outcome.get(outcome, ())

    @cached_property
    def _let_by_outcome(self) -> Mapping[OutcomeKind, tuple[tuple[str, Program, Memory[Any]], ...]]:
        says = [condition.says for condition in self.expect if condition.says is not None]
        praises = [form for _, form in self.praises]
        forms: Mapping[OutcomeKind, list[Form]] = {
            "passed": [self.passed, *praises],
            "failed": [self.message, *says, *(form for _, form in self.adds), *praises],
            "cannot-tell": [*filter(None, [self.before_question]), *praises],
        }
        kept: Mapping[str, tuple[str, Program, Memory[Any]]] = {
            name: (name, program, Memory([program])) for name, program in self.let.items()
        }
        return {
            outcome: tuple(
                kept[name]
                for name in self.let
                if any(path[0] == name for form in forms_of for path in form.paths)
            )
            for outcome, forms_of in forms.items()
        }

    @cached_property
    def lists(self) -> tuple[tuple[str, ...], ...]:
        """The fields that are shown as lists in what the rule says."""
        says = (one.says for one in self.expect)
        others = (form for _, form in (*self.adds, *self.praises))
        forms = (self.message, self.passed, self.before_question, *says, *others)
        return tuple(dict.fromkeys(path for form in forms if form for path in form.lists))

    @cached_property
    def words(self) -> RuleWords:
        """What the rule says to people; read from its file when first asked for."""
        return words_of(self.text)

    @cached_property
    def examples(self) -> Examples:
        """The examples that prove the rule; read from its file when first asked for."""
        return examples_of(self.text)


def whole_program(
    applies: Program, expect: Sequence[Condition], thresholds: Mapping[str, ThresholdValue]
) -> Program:
    """What gives 0 where ``applies`` does not hold, 1 where all conditions do, else 2."""
    joined = "".join(f" && ({one.program.text}\n)" for one in expect).removeprefix(" && ")
    # Its parts have been checked, so the whole need not be.
    return Program(
        f"!({applies.text}\n) ? 0 : (({joined}) ? 1 : 2)", applies.variable, None, thresholds
    )
