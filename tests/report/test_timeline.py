"""Promises in time: where each mark stands, and what is told of it."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from pitfall_audit.engine.result import PictureDay, PicturePromise
from pitfall_audit.report.diagram import WIDTH
from pitfall_audit.report.timeline import MOST, timeline_of


def day(text: str, last: str | None = None, words: str = "") -> PictureDay:
    return PictureDay(words, dt.date.fromisoformat(text), dt.date.fromisoformat(last or text))


LATE = PicturePromise(
    "“A second bench”", day("2026-01-01"), day("2026-03-01", "2026-03-31", "March 2026"),
    None, None, None, late=True,
)  # fmt: skip
KEPT = PicturePromise(
    "“A list”", None, day("2026-02-28"), day("2026-02-20"), day("2026-06-30"), "kept", late=False
)
CLOSED = PicturePromise("Lift", day("2026-05-01"), None, None, None, "withdrawn", late=False)


def test_each_promise_is_told_and_drawn_between_its_days() -> None:
    drawn = timeline_of([LATE, KEPT, CLOSED], "2026-06-30")
    assert drawn is not None
    assert drawn.words == (
        "“A second bench”: made on 1 January 2026, due in March 2026 and late.",
        "“A list”: due on 28 February 2026, kept on 20 February 2026 and people were told on 30 June 2026.",  # noqa: E501
        "Lift: made on 1 May 2026 and withdrawn.",
    )
    assert drawn.summary == "3 promises with a day, 1 of them late."
    late, kept, closed = drawn.rows
    assert (late.start, late.end) == (14.0, drawn.today)
    assert round(drawn.today) == WIDTH - 14
    assert [mark.kind for mark in kept.marks] == ["due", "done", "told"]
    assert closed.start == closed.end < drawn.today
    assert late.marks[1].width > 0
    assert drawn.shown == {"made", "due", "done", "told", "late", "today"}


def test_one_promise_makes_no_picture() -> None:
    assert timeline_of([LATE], "2026-06-30") is None


DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1))
SPANS = st.lists(DAYS, min_size=2, max_size=2).map(lambda two: PictureDay("", *sorted(two)))
PROMISES = st.builds(
    PicturePromise, st.text(max_size=200), SPANS, *[st.none() | SPANS] * 3,
    st.none() | st.just("kept"), st.booleans(),
)  # fmt: skip


@given(st.lists(PROMISES, min_size=2, max_size=MOST + 3), DAYS)
def test_everything_stands_within_the_drawing(
    promises: list[PicturePromise], as_of: dt.date
) -> None:
    drawn = timeline_of(promises, as_of.isoformat())
    assert drawn is not None
    assert len(drawn.words) == len(promises)
    assert len(drawn.rows) == min(len(promises), MOST)
    places = [tick.x for tick in drawn.ticks] + [drawn.today]
    for row in drawn.rows:
        assert row.y < drawn.height
        places += [row.start, row.end, *(mark.x + mark.width for mark in row.marks)]
    assert all(0 <= place < WIDTH + 1 for place in places)
