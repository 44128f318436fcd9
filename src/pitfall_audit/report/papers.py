"""What a paper says that gathers the findings of several arrangements: one line for each check."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.engine.result import Severity
from pitfall_audit.report.matters import CheckGroup, weight
from pitfall_audit.report.questions import Check, gathered
from pitfall_audit.report.verdict import verdict
from pitfall_audit.report.view import EngagementView, ResultView

__all__ = ["CheckLine", "needing_attention", "verdict_of_one"]


class CheckLine(Struct, frozen=True):
    """A check that needs attention: its gravest severity, and where.

    ``arrangements`` are their numbers, from one, in the order of the result; ``places`` is in how
    many places of them it was found.
    """

    check: Check
    severity: Severity
    arrangements: tuple[int, ...]
    places: int


def needing_attention(view: ResultView) -> tuple[CheckLine, ...]:
    """Give a line for each check that found something anywhere, the weightiest first."""
    placed = [
        (number, group)
        for number, each in enumerate(view.engagements, 1)
        for group in each.findings
    ]
    placed.sort(key=lambda pair: weight(pair[1]))
    return tuple(_line(found) for found in gathered(placed, lambda pair: pair[1].check.id).values())


def _line(found: list[tuple[int, CheckGroup]]) -> CheckLine:
    gravest = found[0][1]
    return CheckLine(
        check=gravest.check,
        severity=gravest.severity,
        arrangements=tuple(sorted({number for number, _ in found})),
        places=sum(len(group.outcomes) for _, group in found),
    )


def verdict_of_one(view: ResultView, each: EngagementView) -> str:
    """Return what one arrangement of a result comes to, in two or three sentences."""
    return verdict(replace(view, engagements=(each,), counts=each.counts))
