"""What is told of several arrangements together: which checks found what, who carries what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from msgspec import Struct
from msgspec.structs import asdict, replace

from pitfall_audit.engine.change_records import Point
from pitfall_audit.engine.result import AuditResult, Carried, EngagementResult, Severity
from pitfall_audit.language import translated
from pitfall_audit.report.engagement_view import EngagementView, gravest
from pitfall_audit.report.questions import Check
from pitfall_audit.report.verdict import verdict
from pitfall_audit.report.view import Brief, ResultView, view_of

__all__ = [
    "Bar", "CheckLine", "Load", "Loads", "bars_of", "course_of", "grid_of", "loads_of",
    "needing_attention", "verdict_of_one",
]  # fmt: skip

_OPEN: Final = 25
_TOO_FEW: Final = 5
"""As many rows beyond those that stand open are not worth folding away."""
_WIDTH: Final = 100.0
_GAP: Final = 1.0
_MOST_SHOWN: Final = 20


class CheckLine(Struct):
    """A check that needs attention: its gravest severity, and where.

    ``arrangements`` are their numbers, from one, in the order of the result; ``places`` is in how
    many places of them it was found. ``rank`` is what the gravest weighs, and where it stands.
    """

    rank: tuple[object, ...]
    check: Check
    severity: Severity
    arrangements: dict[int, None] = {}
    places: int = 0


def needing_attention(view: ResultView) -> tuple[CheckLine, ...]:
    """Give a line for each check that found something anywhere, the weightiest first."""
    lines: dict[str, CheckLine] = {}
    for number, each in enumerate(view.engagements, 1):
        for group in each.findings:
            rank = (group.weight, number)
            gravest = CheckLine(rank, group.check, group.severity)
            line = lines.setdefault(group.check.id, gravest)
            if rank < line.rank:
                line.rank, line.check, line.severity = rank, group.check, group.severity
            line.arrangements[number] = None
            line.places += len(group.outcomes)
    # Sorting is stable: within one weight the files keep their order.
    return tuple(sorted(lines.values(), key=attrgetter("rank")))


def verdict_of_one(view: ResultView, each: EngagementView) -> str:
    """Return what one arrangement of a result comes to, in two or three sentences."""
    alone = (Brief(each.engagement, each.counts, ()),)
    return verdict(replace(view, briefs=alone, counts=each.counts))


def grid_of(view: ResultView) -> list[tuple[str | None, list[int]]]:
    """The rows of a grid of arrangements by pitfalls, by their positions, the most pressing first.

    Those that stand open come first, with None; then those that are folded away, for the gravest
    in them is the same.
    """
    order = view.most_pressing_first
    at = len(order) if len(order) <= _OPEN + _TOO_FEW else _OPEN
    folded = groupby(order[at:], lambda position: gravest(view.briefs[position].counts))
    return [(None, [*order[:at]]), *((kind, [*alike]) for kind, alike in folded)]


class Bar(NamedTuple):
    """A part of a bar: the severity, where it begins, and how long it is, of a hundred."""

    severity: str
    x: float
    width: float


def course_of(results: Iterable[AuditResult]) -> tuple[Point, ...]:
    """A point for each of some results, in the order of their days."""
    points = []
    for result in results:
        counts = asdict(view_of(result).counts)
        own = {name: counts[name] for name in Point.__struct_fields__ if name in counts}
        points.append(Point(result.as_of, len(result.arrangements), **own))
    return tuple(sorted(points, key=lambda one: one.as_of))


def bars_of(point: Point, course: Sequence[Point]) -> Iterator[Bar]:
    """What stands at one point of a course, as long as that of the most is a hundred."""
    most = max(one.act_now + one.look_into + one.consider for one in course) or 1
    counts = {"error": point.act_now, "warning": point.look_into, "advice": point.consider}
    # What is little is shown all the same, and the longest gives way for it.
    widths = {
        severity: max(_WIDTH * number / most, 2 * _GAP)
        for severity, number in counts.items()
        if number
    }
    if (over := sum(widths.values()) - _WIDTH) > 0:
        widths[max(widths, key=widths.__getitem__)] -= over
    x = 0.0
    for severity, width in widths.items():
        yield Bar(severity, x, width - _GAP)
        x += width


class Load(NamedTuple):
    """What one person carries, in words."""

    person: str
    arrangements: int
    seats: str
    hours: str
    limit: str


class Loads(NamedTuple):
    """Those who carry most, and how many more there are."""

    shown: tuple[Load, ...]
    more: int


def loads_of(engagement: EngagementResult) -> Loads:
    """Who carries how much, the twenty with the most."""
    carrying = engagement.carrying
    return Loads(tuple(map(_load, carrying[:_MOST_SHOWN])), max(len(carrying) - _MOST_SHOWN, 0))


def _load(one: Carried) -> Load:
    seats = str(one.seats)
    if one.seats != one.seats_at_most:
        seats = translated("%(least)s to %(most)s", least=one.seats, most=one.seats_at_most)
    hours = f"{one.hours:g}"
    if not one.hours_known:
        hours = translated("at least %(number)s", number=hours)
    if not one.hours and not one.hours_known:
        hours = translated("not stated")
    limit = translated("not stated") if one.limit is None else f"{one.limit:g}"
    return Load(one.person, one.arrangements, seats, hours, limit)
