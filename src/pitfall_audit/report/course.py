"""How findings went over several results: a point for each, and the bars that show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from msgspec.structs import asdict

from pitfall_audit.engine.change_records import Point
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.report.view import view_of

_WIDTH: Final = 100.0
_GAP: Final = 1.0


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
