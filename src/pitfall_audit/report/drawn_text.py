"""Text in a drawing: how wide it may come out, and how it is cut and broken to fit.

A page is read with fonts that are not known when it is made. Widths here are therefore
estimates on the wide side: text that fits by them fits in any of the usual sans-serif fonts.
"""

from __future__ import annotations

import unicodedata

from pitfall_audit.report.safe_text import safe_line

__all__ = ["cut", "width_of", "wrapped"]

_NARROW = frozenset("ijl.,:;'|!()[]` \u2018\u2019")
_WIDE = frozenset("mwMW@%—…")


def width_of(text: str, size: float) -> float:
    """Estimate how wide a text comes out at most, in the unit in which ``size`` is given."""
    return size * sum(map(_em, text))


def cut(text: str, size: float, room: float) -> str:
    """Make a text safe to show, on one line, and cut it with an ellipsis where it is too wide."""
    # Only the beginning is looked at: a text may be long, and the narrowest letters are 0.4 em.
    shown = safe_line(" ".join(text[: int(8 * room / size)].split()))
    if width_of(shown, size) <= room:
        return shown
    used = width_of("…", size)
    kept = ""
    for character in shown:
        used += width_of(character, size)
        if used > room:
            break
        kept += character
    return f"{kept.rstrip()}…"


def wrapped(text: str, size: float, room: float, most: int = 2) -> tuple[str, ...]:
    """Break a text into at most ``most`` lines between its words; the last is cut to fit."""
    words = text[: int(8 * most * room / size)].split()
    lines: list[str] = []
    while words and len(lines) < most - 1:
        line: list[str] = []
        while words and width_of(safe_line(" ".join([*line, words[0]])), size) <= room:
            line.append(words.pop(0))
        if not line:
            break  # a word that is too wide for a line is cut
        lines.append(safe_line(" ".join(line)))
    if words:
        lines.append(cut(" ".join(words), size, room))
    return tuple(lines)


def _em(character: str) -> float:
    if character in _NARROW:
        return 0.42
    if character in _WIDE or character.isupper():
        return 1.0 if character in _WIDE else 0.8
    if unicodedata.combining(character):
        return 0.0
    if character.isascii():
        return 0.66
    wide = unicodedata.east_asian_width(character) in ("W", "F")
    return 1.1 if wide else 0.8
