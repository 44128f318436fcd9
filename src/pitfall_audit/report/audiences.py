"""For whom a report is made. It loads nothing, so that ``--help`` answers at once."""

from __future__ import annotations

from typing import Final, Literal, get_args

__all__ = ["AUDIENCES", "Audience"]

Audience = Literal["working", "board", "public"]
"""``working``: those who do the work, with everything. ``board``: a short paper for a meeting.
``public``: a page for everybody, with nothing in it of single people."""

AUDIENCES: Final = get_args(Audience)
