"""How findings went over several results, as bars."""

from __future__ import annotations

import pytest

from pitfall_audit.engine.change_records import Point
from pitfall_audit.report.papers import bars_of


def point(act_now: int, look_into: int, consider: int) -> Point:
    return Point(
        as_of="2026-06-30", arrangements=1, act_now=act_now, look_into=look_into,
        consider=consider, to_ask=0, in_place=0, not_completed=0,
    )  # fmt: skip


@pytest.mark.parametrize("counts", [(998, 1, 1), (1, 1, 998), (1, 998, 1), (999, 0, 1)])
def test_what_is_little_beside_the_rest_is_seen_too(counts: tuple[int, int, int]) -> None:
    one = point(*counts)
    bars = [*bars_of(one, [one])]
    assert len(bars) == sum(number > 0 for number in counts)
    assert all(bar.width >= 1 for bar in bars)
    ends = [bar.x + bar.width for bar in bars]
    assert ends[-1] <= 100
    assert all(end < bar.x for end, bar in zip(ends, bars[1:], strict=False))
