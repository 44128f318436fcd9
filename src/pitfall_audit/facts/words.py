"""Cuts a text into words that know where they stand, and finds rows of words among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

__all__ = ["Entries", "Names", "Word", "known_names", "mark_names", "words_of"]

_PIECE = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]|_|\n\s*\n")  # noqa: RUF001
_ENDS = frozenset(".!?")
_CLAUSE_ENDS = frozenset(";:()—–")  # noqa: RUF001
_SILENT = frozenset("'’-‐‑")  # noqa: RUF001  # apostrophes and hyphens, whichever is typed
_QUOTES = {"“": "”", "‘": "’", '"': '"', "«": "»", "'": "'"}  # noqa: RUF001
_LONGEST_NAME = 12


@dataclass(slots=True)
class Word:
    """A word of a text: its form to compare, where it stands, and in what it stands."""

    form: str
    start: int
    end: int
    sentence: int
    clause: int
    run: int
    quoted: bool
    first: bool
    named: bool = False


def _form(piece: str) -> str:
    word = piece.casefold().replace("’", "'")  # noqa: RUF001
    return word.removesuffix("'s")


def words_of(text: str) -> list[Word]:
    """The words of a text. Words of one ``run`` have no punctuation between them."""
    words: list[Word] = []
    sentence = clause = run = 0
    closing: str | None = None
    first = True
    for piece in _PIECE.finditer(text):
        sign, start, end = piece[0], piece.start(), piece.end()
        if sign[0].isalnum() or sign in "&/":
            words.append(Word(_form(sign), start, end, sentence, clause, run,
                               closing is not None, first))  # fmt: skip
            first = False
            continue
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        if closing is not None and sign == closing and not after.isalnum():
            closing = None
        elif closing is None and sign in _QUOTES and not before.isalnum() and not after.isspace():
            closing = _QUOTES[sign]
            first = True
        if sign in _SILENT and (before.isalnum() or after.isalnum()):
            continue
        run += 1
        if sign in _CLAUSE_ENDS or (sign in _SILENT and before.isspace()):
            clause += 1
        elif sign.isspace() or (sign in _ENDS and not after.isalnum()):
            sentence += 1
            clause += 1
            first = True
    return words


class Entries:
    """Rows of words to be found at a place in a text, the longest first."""

    def __init__(self, entries: Iterable[str]) -> None:
        self.by_first: dict[str, list[tuple[str, ...]]] = {}
        for entry in entries:
            row = tuple(word.form for word in words_of(entry))
            if row:
                self.by_first.setdefault(row[0], []).append(row)
        for rows in self.by_first.values():
            rows.sort(key=len, reverse=True)

    def at(self, words: Sequence[Word], index: int) -> int | None:
        """Where the entry that begins at a word ends; None where none does."""
        if index >= len(words):
            return None
        for row in self.by_first.get(words[index].form, ()):
            end = index + len(row)
            within = words[index:end]
            if tuple(word.form for word in within) == row and within[-1].run == within[0].run:
                return end
        return None


@dataclass(frozen=True)
class Names:
    """Names and titles, whose words say nothing of anybody's view.

    They are cut into words when that is first asked for, as it is for few files. Of a name, the
    first twelve words count.
    """

    names: tuple[str, ...] = ()

    @cached_property
    def rows(self) -> frozenset[tuple[str, ...]]:
        """The words of each name."""
        rows = {tuple(word.form for word in words_of(name)[:_LONGEST_NAME]) for name in self.names}
        return frozenset(rows - {()})

    @cached_property
    def lengths(self) -> dict[str, frozenset[int]]:
        """For each word that a name begins with, how many words such names have."""
        lengths: dict[str, set[int]] = {}
        for row in self.rows:
            lengths.setdefault(row[0], set()).add(len(row))
        return {first: frozenset(all_) for first, all_ in lengths.items()}


def known_names(names: Iterable[str]) -> Names:
    """Make names ready to be left out of texts."""
    return Names(tuple(names))


def mark_names(words: Sequence[Word], names: Names) -> None:
    """Mark the words that stand in a name."""
    for index, word in enumerate(words):
        for length in names.lengths.get(word.form, ()):
            within = words[index : index + length]
            if tuple(one.form for one in within) in names.rows:
                for one in within:
                    one.named = True
