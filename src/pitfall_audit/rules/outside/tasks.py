"""What the process that runs rules from outside can be asked to do.

A task is sent there whole, and does its work on the rule that it names. What it gives is
plain data: it comes back as JSON, since whatever runs a stranger's rules need not be trusted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from pitfall_audit.facts.subjects import FactSheet, Subject
from pitfall_audit.rules.conditions.expressions import ThresholdValue
from pitfall_audit.rules.evaluation.evaluation import Batches, Verdict, evaluate
from pitfall_audit.rules.evaluation.rule import Rule
from pitfall_audit.rules.form.outcomes import Severity

__all__ = ["Evaluate", "Prove", "Task"]


class Task(Protocol):
    """Something to be done with one rule, which ``rule`` names."""

    @property
    def rule(self) -> str:
        """The id of the rule."""

    def done(self, rule: Rule) -> Any:
        """Do it, and give what came of it as plain data."""


@dataclass(frozen=True, slots=True)
class Evaluate:
    """Run a rule on some subjects, with the numbers and the severity that are set."""

    rule: str
    thresholds: Mapping[str, ThresholdValue]
    severity: Severity | None
    subjects: tuple[Subject, ...]

    def done(self, rule: Rule) -> list[dict[str, Any]]:
        """The verdicts, in the order of the subjects."""
        return [_plain(verdict) for verdict in self.verdicts(rule)]

    def verdicts(self, rule: Rule) -> list[Verdict]:
        """The verdicts as they are before they are made plain."""
        rule = rule.with_settings(self.thresholds, self.severity)
        sheet = FactSheet({rule.logic.subject: self.subjects}, "none-given")
        return list(evaluate(rule, Batches(sheet)))


@dataclass(frozen=True, slots=True)
class Prove:
    """Run the examples of a rule."""

    rule: str

    def done(self, rule: Rule) -> list[dict[str, Any]]:
        """The examples that do not hold."""
        from pitfall_audit.rules.proof.proving import prove_rule  # noqa: PLC0415  # few audits need it

        return [
            {
                "example": one.example,
                "expected": one.expected,
                "happened": one.happened,
                "place": asdict(one.place),
            }
            for one in prove_rule(rule)[1]
        ]


def _plain(verdict: Verdict) -> dict[str, Any]:
    return {
        "outcome": verdict.outcome,
        "severity": verdict.severity,
        "failing": verdict.failing,
        "unstated": [one.path for one in verdict.unstated],
        "could_raise": [one.path for one in verdict.could_raise],
        "adds": verdict.adds,
        "values": verdict.values,
        "crash": verdict.crash,
    }
