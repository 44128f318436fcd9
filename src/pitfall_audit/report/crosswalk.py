"""The standards that checks rest on, each with what those checks found here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from pitfall_audit.engine.on_demand import OnDemand
from pitfall_audit.engine.result import AuditResult, EngagementResult, RuleSummary, StandardSummary
from pitfall_audit.language import translated
from pitfall_audit.report.wording import ACCEPTED, OUTCOMES

__all__ = ["Crossed", "Found", "crosswalk"]

_TOLD: Final = ("failed", "cannot-tell", "passed")


class Crossed(NamedTuple):
    """A standard, and each check that rests on it: how firmly, and what it found, in words."""

    standard: StandardSummary
    checks: tuple[tuple[RuleSummary, str, str], ...]


class Found:
    """How often each check found what, counted as arrangements are told of, or at last."""

    def __init__(self, engagements: Sequence[EngagementResult]) -> None:
        self._engagements = engagements
        self._left = dict.fromkeys(range(len(engagements)))
        self._found: Counter[tuple[str, str]] = Counter()

    def add(self, at: int, each: EngagementResult) -> None:
        """Count one in, by its position, once."""
        if at in self._left:
            del self._left[at]
            self._found.update(
                (one.rule, one.outcome if one.accepted is None else "accepted")
                for one in each.outcomes
            )

    def counts(self) -> Mapping[tuple[str, str], int]:
        """How often each check, by its id, found what, over all."""
        for at in tuple(self._left):
            self.add(at, self._engagements[at])
        return self._found


def crosswalk(result: AuditResult, found: Found) -> Sequence[Crossed]:
    """Each standard on which a check rests that ran, in the order of the result.

    What was ``found`` is asked for when a standard is.
    """
    resting: dict[str, list[tuple[RuleSummary, str]]] = {}
    for rule in result.rules:
        for ground in rule.grounds:
            resting.setdefault(ground.standard, []).append((rule, ground.bears))
    standards = [one for one in result.standards if one.id in resting]

    def crossed(at: int) -> Crossed:
        counts = found.counts()
        none = translated("nothing here to look at")
        checks = [
            (rule, bears, ", ".join(_counts(rule.id, counts)) or none)
            for rule, bears in resting[standards[at].id]
        ]
        return Crossed(standards[at], tuple(checks))

    return OnDemand(crossed, len(standards))


def _counts(rule: str, found: Mapping[tuple[str, str], int]) -> Iterator[str]:
    for outcome in _TOLD:
        if number := found.get((rule, outcome)):
            yield f"{OUTCOMES[outcome].title.lower()}: {number}"
    if number := found.get((rule, "accepted")):
        yield f"{ACCEPTED.title.lower()}: {number}"
