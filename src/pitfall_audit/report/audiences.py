"""For whom a report is made. It loads nothing, so that ``--help`` answers at once."""

from __future__ import annotations

from typing import Final, Literal, get_args

__all__ = ["AUDIENCES", "Audience"]

Audience = Literal["working", "board", "public", "easy-read", "person"]
"""``working``: those who do the work, with everything. ``board``: a short paper for a meeting.
``public``: a page for everybody, with nothing in it of single people. ``easy-read``: the same in
easy words, with pictures. ``person``: one of those it is about, and nobody else."""

AUDIENCES: Final = get_args(Audience)
