"""How often each check came out how, over all engagements of a result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal, NamedTuple

from pitfall_audit.engine.on_demand import once
from pitfall_audit.engine.result import AuditResult, EngagementResult, Severity
from pitfall_audit.rules.form.outcomes import OutcomeKind

__all__ = ["Tallied", "tally", "tally_of"]


class Tallied(NamedTuple):
    """What outcomes that are counted together have alike; ``accepted`` is by what, if by anything.

    The severity is that of findings alone.
    """

    rule: str
    outcome: OutcomeKind
    severity: Severity | None
    accepted: Literal["waiver", "baseline"] | None

    @property
    def broke_off(self) -> bool:
        """Whether the check could not be completed."""
        return self.outcome == "error"


def tally(result: AuditResult) -> Counter[Tallied]:
    """Count the outcomes of a result by what they have alike."""
    return once(tally_of, result.engagements)


def tally_of(engagements: Iterable[EngagementResult]) -> Counter[Tallied]:
    """Count the outcomes of some engagements."""
    return Counter(
        Tallied(one.rule, one.outcome, one.severity, one.accepted.by if one.accepted else None)
        for each in engagements
        for one in each.outcomes
    )
