"""What a paper says that gathers the findings of several arrangements: one line for each check."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.engine.result import Severity
from pitfall_audit.report.engagement_view import EngagementView
from pitfall_audit.report.matters import CheckGroup, weight
from pitfall_audit.report.questions import Check
from pitfall_audit.report.verdict import verdict
from pitfall_audit.report.view import Brief, ResultView


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
    lines: dict[str, _Line] = {}
    for number, each in enumerate(view.engagements, 1):
        for group in each.findings:
            # Sorting is stable: within one weight the files keep their order.
            rank = (weight(group), number)
            line = lines.setdefault(group.check.id, _Line(rank, group))
            if rank < line.rank:
                line.rank, line.gravest = rank, group
            line.arrangements[number] = None
            line.places += len(group.outcomes)
    return tuple(
        CheckLine(
            check=one.gravest.check,
            severity=one.gravest.severity,
            arrangements=tuple(one.arrangements),
            places=one.places,
        )
        for one in sorted(lines.values(), key=lambda line: line.rank)
    )


class _Line(Struct):
    rank: tuple[object, ...]
    gravest: CheckGroup
    arrangements: dict[int, None] = {}
    places: int = 0


def verdict_of_one(view: ResultView, each: EngagementView) -> str:
    """Return what one arrangement of a result comes to, in two or three sentences."""
    alone = (Brief(each.engagement, each.counts, ()),)
    return verdict(replace(view, briefs=alone, counts=each.counts))
