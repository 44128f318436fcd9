"""Did you mean …? The nearest of the names that would have been right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

__all__ = ["did_you_mean", "nearest", "plain_form", "very_near"]

_LONGEST_WORD = 60
_MOST_OPTIONS = 1_000
_LIKENESS = 0.6
_SHORTEST_WORD = 3
_LONG_WORD = 9
"""From so many letters on a word may be two letters off; a shorter one would be another word."""


def nearest(word: str, options: Iterable[str]) -> str | None:
    """The option most like ``word``, or None where none is like it.

    Hyphens, underscores, spaces and case make no difference. Long words and long lists are
    not compared, so that a file made to be slow is not.
    """
    known = list(dict.fromkeys(options))
    if len(word) > _LONGEST_WORD or len(known) > _MOST_OPTIONS:
        return None
    by_plain_form: dict[str, str] = {}
    for option in known:
        by_plain_form.setdefault(plain_form(option), option)
    found = difflib.get_close_matches(plain_form(word), by_plain_form, n=1, cutoff=_LIKENESS)
    return by_plain_form[found[0]] if found else None


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """“Did you mean `status`?”, or an empty text where nothing is like ``word``."""
    found = nearest(word, options)
    return f"Did you mean `{found}`?" if found is not None else ""


def very_near(word: str, options: Iterable[str]) -> str | None:
    """The option that was meant where ``word`` has a slip of the pen; None where none is so near.

    One letter may be wrong, missing, too many, or have changed places with the next; in a long
    word two. Where nothing but such a slip is likely, :func:`nearest` would guess at other words.
    """
    if len(word) < _SHORTEST_WORD:
        return None
    allowed = 2 if len(word) >= _LONG_WORD else 1
    found = nearest(word, (one for one in options if abs(len(one) - len(word)) <= allowed))
    if found is None or _slips(plain_form(word), plain_form(found)) > allowed:
        return None
    return found


def _slips(word: str, other: str) -> int:
    """How many letters to change, add, leave out or swap with the next, to make one the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(word, 1):
        before, above, row = row, before, [at]
        for to, wanted in enumerate(other, 1):
            steps = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != wanted))
            if at > 1 and to > 1 and (letter, wanted) == (other[to - 2], word[at - 2]):
                steps = min(steps, above[to - 2] + 1)
            row.append(steps)
    return row[-1]


def plain_form(word: str) -> str:
    """A word without what makes no difference: hyphens, underscores, spaces and case."""
    return " ".join(word.casefold().replace("-", " ").replace("_", " ").split())
