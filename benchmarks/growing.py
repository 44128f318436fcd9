"""What a doubling costs: files that hold much of one thing, up to the limits of a file."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Callable, Iterator
from itertools import islice, pairwise
from pathlib import Path
from time import process_time
from typing import NamedTuple

from benchmarks.content import CONTENT, most_of
from benchmarks.measuring import AUDIT_DAY
from pitfall_audit.cli.services import collect_rarely
from pitfall_audit.engine.auditing import audit
from pitfall_audit.report.formats import FORMATS
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal import render_terminal

__all__ = ["Growth", "growth_of_each"]

_DOUBLINGS = 3
_SCREEN = Screen(width=80, colour=False, unicode=True)


class Growth(NamedTuple):
    """How time grows with one kind of content: seconds at ``most``, and for each doubling.

    ``costs`` are how many times as long an audit takes, reports and all, of twice as much.
    """

    content: str
    most: int
    seconds: float
    costs: list[float]


def growth_of_each(share: float, first: int | None = None) -> Iterator[Growth]:
    """Measure what the ``first`` contents cost, at a share of what a file can hold and below."""
    collect_rarely()
    for content, text in islice(CONTENT.items(), first):
        most = max(most_of(text, share), 2**_DOUBLINGS)
        sizes = [most >> below for below in reversed(range(_DOUBLINGS + 1))]
        seconds = [_seconds(text, size) for size in sizes]
        # By what doubles: the sizes are rounded.
        costs = [
            after / before * 2 * small / large
            for (before, after), (small, large) in zip(
                pairwise(seconds), pairwise(sizes), strict=True
            )
        ]
        yield Growth(content, most, seconds[-1], costs)


def _seconds(text: Callable[[int], str], size: int) -> float:
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "grown.yaml"
        file.write_text(text(size), encoding="utf-8")
        gc.collect()
        # The processor's time, of which other work on the machine takes none.
        start = process_time()
        result = audit([file], as_of=AUDIT_DAY, base=Path(name))
        if result.problems:
            raise ValueError(f"A file of the benchmark is not valid: {result.problems[0]}")
        for form in FORMATS:
            if form.lacks is None:
                form.content_of(result)
        render_terminal(result, _SCREEN)
        return process_time() - start
