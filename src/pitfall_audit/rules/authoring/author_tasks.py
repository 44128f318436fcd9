"""What else the process that runs rules from outside can be asked to do, for their authors.

Each is done there first, where it can be stopped, only to see whether it ends.
"""

from __future__ import annotations

from dataclasses import dataclass

from pitfall_audit.rules.authoring.drafting import search_for
from pitfall_audit.rules.authoring.samples import Sample
from pitfall_audit.rules.evaluation.rule import Rule
from pitfall_audit.rules.outside.tasks import Evaluate
from pitfall_audit.rules.proof.explaining import deciding, looks_at
from pitfall_audit.rules.proof.mutation_proof import prove_mutants
from pitfall_audit.rules.proof.proving import prove_rule

__all__ = ["Explain", "FindExamples", "Mutate", "ProveClosely"]


@dataclass(frozen=True, slots=True)
class Explain:
    """Look closely at every condition of a rule, for some subjects."""

    run: Evaluate

    @property
    def rule(self) -> str:
        """The id of the rule."""
        return self.run.rule

    def done(self, rule: Rule) -> int:
        """How many conditions were looked at."""
        return sum(len(looks_at(verdict)) for verdict in self.run.verdicts(rule))


@dataclass(frozen=True, slots=True)
class ProveClosely:
    """Run the examples of a rule, and look at what decided those that do not hold."""

    rule: str

    def done(self, rule: Rule) -> int:
        """How many examples do not hold."""
        _, failures = prove_rule(rule)
        for one in failures:
            if one.verdict is not None:
                deciding(one.verdict, one.wanted)
        return len(failures)


@dataclass(frozen=True, slots=True)
class Mutate:
    """Run the examples of a rule against its mutants."""

    rule: str

    def done(self, rule: Rule) -> int:
        """How many mutants there were."""
        return prove_mutants(rule).mutants


@dataclass(frozen=True, slots=True)
class FindExamples:
    """Look for examples of a rule, among some arrangements first."""

    rule: str
    samples: tuple[Sample, ...]

    def done(self, rule: Rule) -> int:
        """How many were found."""
        return len(search_for(rule, self.samples).examples)
