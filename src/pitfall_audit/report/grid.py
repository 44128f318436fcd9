"""The grid of arrangements by pitfalls: the gravest in each cell, and which rows stand open."""

from __future__ import annotations

from itertools import groupby
from typing import Final, NamedTuple

from pitfall_audit.report.view import Counts, ResultView

__all__ = ["Row", "Rows", "grid_of"]

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
    folded = groupby(order[at:], lambda position: _gravest(view.engagements[position].counts))
    return (
        Rows(None, tuple(_row(view, position) for position in order[:at])),
        *(Rows(kind, tuple(_row(view, one) for one in alike)) for kind, alike in folded),
    )


def _row(view: ResultView, position: int) -> Row:
    pitfalls = view.engagements[position].pitfalls
    return Row(position, tuple(_gravest(one.counts) for one in pitfalls if one.checks))


def _gravest(counts: Counts) -> str:
    """The shape of the gravest that was found; empty where nothing was."""
    kinds = (
        ("error", counts.act_now),
        ("warning", counts.look_into),
        ("advice", counts.consider),
        ("ask", counts.to_ask),
        ("passed", counts.in_place),
        ("broken", counts.not_completed),
    )
    return next((kind for kind, number in kinds if number), "")
