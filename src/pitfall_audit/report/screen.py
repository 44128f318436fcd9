"""What standard output can show."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Screen"]


@dataclass(frozen=True, slots=True)
class Screen:
    """What standard output can show: ``width`` in cells, colour, symbols beyond ASCII."""

    width: int
    colour: bool
    unicode: bool
