"""The grid of arrangements by pitfalls: the gravest in each cell, and which rows stand open."""

from __future__ import annotations

from itertools import groupby
from typing import Final, NamedTuple

from pitfall_audit.report.engagement_view import gravest
from pitfall_audit.report.view import ResultView

_OPEN: Final = 25
_TOO_FEW: Final = 5
"""As many rows beyond those that stand open are not worth folding away."""


class Row(NamedTuple):
    """An arrangement by its position, and the gravest of each pitfall, empty where nothing is."""

    position: int
    cells: tuple[str, ...]


class Rows(NamedTuple):
    """Rows that stand open, or are folded away because the gravest in them is the same."""

    gravest: str | None
    rows: tuple[Row, ...]


def grid_of(view: ResultView) -> tuple[Rows, ...]:
    """The rows of a result, the most pressing first: those that stand open, then the others."""
    order = view.most_pressing_first
    at = len(order) if len(order) <= _OPEN + _TOO_FEW else _OPEN
    folded = groupby(order[at:], lambda position: gravest(view.briefs[position].counts))
    return (
        Rows(None, tuple(_row(view, position) for position in order[:at])),
        *(Rows(kind, tuple(_row(view, one) for one in alike)) for kind, alike in folded),
    )


def _row(view: ResultView, position: int) -> Row:
    return Row(position, view.briefs[position].gravest)
