"""The standards that checks rest on, each with what those checks found here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pitfall_audit.engine.on_demand import once
from pitfall_audit.engine.result import AuditResult, EngagementResult, RuleSummary, StandardSummary
from pitfall_audit.language import translated
from pitfall_audit.report.wording import ACCEPTED, OUTCOMES

__all__ = ["Crossed", "crosswalk"]

_TOLD = ("failed", "cannot-tell", "passed")


class Crossed(NamedTuple):
    """A standard, and each check that rests on it: how firmly, and what it found, in words."""

    standard: StandardSummary
    checks: tuple[tuple[RuleSummary, str, str], ...]


def crosswalk(result: AuditResult) -> tuple[Crossed, ...]:
    """Each standard on which a check rests that ran, in the order of the result."""
    found = once(_found, result.engagements)
    resting: dict[str, list[tuple[RuleSummary, str, str]]] = {}
    for rule in result.rules:
        words = ", ".join(_counts(found.get(rule.id, {}))) or translated("nothing here to look at")
        for ground in rule.grounds:
            resting.setdefault(ground.standard, []).append((rule, ground.bears, words))
    return tuple(
        Crossed(one, tuple(resting[one.id])) for one in result.standards if one.id in resting
    )


def _found(engagements: Iterable[EngagementResult]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for engagement in engagements:
        for one in engagement.outcomes:
            accepted = one.accepted is not None
            found.setdefault(one.matter, Counter())["accepted" if accepted else one.outcome] += 1
    return found


def _counts(found: Mapping[str, int]) -> Iterator[str]:
    for outcome in _TOLD:
        if number := found.get(outcome):
            yield f"{OUTCOMES[outcome].title.lower()}: {number}"  # type: ignore[index]
    if number := found.get("accepted"):
        yield f"{ACCEPTED.title.lower()}: {number}"
