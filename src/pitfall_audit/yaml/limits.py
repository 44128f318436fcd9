"""How much a file may hold: every limit on what is read, in one place.

Files may come from strangers, so each limit bounds the time or the memory that one file can
cost. All are far beyond what a described arrangement needs.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "ALIASES",
    "BYTES",
    "LEVELS",
    "LINES_OF_TAG_DIRECTIVES",
    "NODES",
    "PROBLEMS",
    "TAG_DIRECTIVE_LENGTH",
]

LEVELS: Final = 50
"""How many mappings and lists may stand one inside another, aliases written out."""

BYTES: Final = 5_000_000
"""How long a file may be in bytes; also how much text its values may come to with every alias
written out."""

NODES: Final = 200_000
"""How many values (mappings, lists, keys and scalars) a file may hold, aliases written out."""

ALIASES: Final = 1_000
"""How many aliases (``*name``) a file may use."""

PROBLEMS: Final = 1_000
"""How many problems of one file are told; a file with more says so in its last one."""

LINES_OF_TAG_DIRECTIVES: Final = 100
"""How many ``%TAG`` lines a file may hold. libyaml compares each with every other, so 300,000
of them would take minutes."""

TAG_DIRECTIVE_LENGTH: Final = 200
"""How long a ``%TAG`` line may be in characters: each use of the tag writes it out again."""
