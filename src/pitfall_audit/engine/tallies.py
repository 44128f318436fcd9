"""How often what matters to the run as a whole was found: findings, and checks that broke off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal, NamedTuple

from pitfall_audit.engine.on_demand import once
from pitfall_audit.engine.result import AuditResult, EngagementResult, Severity

__all__ = ["Tallied", "tally", "tally_of"]


class Tallied(NamedTuple):
    """A finding, by what it counts as, or a check that broke off, which has no severity.

    ``accepted`` is by what it is accepted, if by anything.
    """

    outcome: Literal["failed", "error"]
    severity: Severity | None
    accepted: Literal["waiver", "baseline"] | None

    @property
    def broke_off(self) -> bool:
        """Whether the check could not be completed."""
        return self.outcome == "error"


def tally(result: AuditResult) -> Counter[Tallied]:
    """Count the findings of a result, and the checks that broke off, by what is alike in them."""
    return once(tally_of, result.engagements)


def tally_of(engagements: Iterable[EngagementResult]) -> Counter[Tallied]:
    """Count likewise those of some engagements."""
    return Counter(
        Tallied(one.outcome, one.severity, one.accepted.by if one.accepted else None)
        for each in engagements
        for one in each.outcomes
        if one.outcome in ("failed", "error")
    )
