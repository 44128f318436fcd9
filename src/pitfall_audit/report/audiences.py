"""For whom a report is made. It loads nothing, so that ``--help`` answers at once."""

from __future__ import annotations

from typing import Final, Literal, get_args

__all__ = ["AUDIENCES", "Audience"]

Audience = Literal["working", "board"]
"""``working``: those who do the work, with everything. ``board``: a short paper for a meeting."""

AUDIENCES: Final = get_args(Audience)
