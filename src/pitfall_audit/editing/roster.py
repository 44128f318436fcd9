"""A list of members, or a register of interests: its columns, known by their names.

Nothing is guessed: a column that is not understood is told, and not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from pitfall_audit.editing.roster_words import is_nothing, plain, words
from pitfall_audit.editing.tables import Row, Table, read_tables
from pitfall_audit.engine.registers import ListedEntry

__all__ = ["PERSONAL", "Sheet", "column_kinds", "lone_text", "read_list", "sheet_of"]

PERSONAL: Final = "personal"
"""The kind of a column that is never written."""
_SLIP: Final = 0.85
"""How like a name of a column must be to be taken for it: a letter in seven may be wrong."""
_SHORTEST_SLIP: Final = 5
_ROWS_ABOVE: Final = 40
_MOST_WORDS: Final = 8
_SAME_AS: Final = dict.fromkeys(("same_as", "same as", "Same as", "SAME AS"), "same-as")


@cache
def column_kinds() -> Mapping[str, str]:
    """By the name of a column, in plain form, what it holds."""
    named = {word: kind for kind, one in words()["columns"].items() for word in one["words"]}
    return {**named, **dict.fromkeys(words()["personal"], PERSONAL)}


class Sheet(Struct, frozen=True):
    """A table of which the columns are known: each with its name and what it holds, or ""."""

    table: Table
    header: int
    columns: tuple[tuple[str, str], ...]
    above: tuple[Row, ...]
    rows: tuple[Row, ...]

    @property
    def bodies(self) -> list[tuple[int, str]]:
        """The titles of bodies above rows, by their rows; the name of the sheet by -1."""
        rows = (*self.above, *(self.rows if len(self.columns) > 1 else ()))
        titles = [(-1, self.table.sheet), *((row.number, lone_text(row)) for row in rows)]
        return [(at, title) for at, title in titles if _names_a_body(title)]

    @property
    def is_understood(self) -> bool:
        """Whether it tells of anybody, or of a role."""
        return bool({kind for _, kind in self.columns} & {"name", "last-name", "id", "role"})

    def values(self, row: Row, kind: str) -> list[tuple[str, str]]:
        """What a row has in the columns that hold one thing: the column's name, and the text."""
        pairs = zip(self.columns, row.cells, strict=False)
        return [(name, text) for (name, one), text in pairs if one == kind and text]

    def value(self, row: Row, kind: str) -> str:
        """The first of these; "" where there is none, or one that says so."""
        found = self.values(row, kind)
        return "" if not found or is_nothing(found[0][1]) else found[0][1]


def sheet_of(table: Table, chosen: Mapping[str, str]) -> Sheet:
    """A table with its columns; ``chosen`` says of some names of columns what they hold.

    The names stand in the row, of the first forty, in which most of them are known.
    """
    rows = table.rows[:_ROWS_ABOVE]
    known = [_columns(row, chosen) for row in rows]
    counts = [len({kind for _, kind in columns if kind}) for columns in known]
    at = max(range(len(rows)), key=lambda number: (counts[number], -number), default=0)
    if not rows or not counts[at]:
        return Sheet(table, 0, (), (), table.rows)
    return Sheet(table, rows[at].number, known[at], rows[:at], table.rows[at + 1 :])


def _columns(row: Row, chosen: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The columns that a row names. Of two that hold one thing the first is taken."""
    columns: list[tuple[str, str]] = []
    for cell in row.cells:
        kind = chosen.get(" ".join(cell.split())) or _kind_of(cell)
        taken = [one for _, one in columns]
        if _column_name(cell) in words()["either"].get(kind, ()) and "interest" in taken:
            kind = {"from": "since", "until": "ended"}[kind]
        again = kind in taken and kind not in ("interest", PERSONAL)
        columns.append((" ".join(cell.split()), "" if again else kind))
    return tuple(columns)


def _column_name(cell: str) -> str:
    text = plain(cell).replace("/", " or ").replace("-", " ")
    return " ".join(text.strip(" .?0123456789").split())


def _kind_of(cell: str) -> str:
    text, known = _column_name(cell), column_kinds()
    if text in known or len(text) < _SHORTEST_SLIP:
        return known.get(text, "")
    found = process.extractOne(
        text, sorted(known), scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=_SLIP
    )
    return known[found[0]] if found else ""


def _names_a_body(text: str) -> bool:
    """Whether a text alone is the title of a body: “Quality Committee”."""
    said = plain(text).split()
    if (
        not said
        or len(said) > _MOST_WORDS
        or any(one in text.lower() for one in words()["not-bodies"])
    ):
        return False
    return len(said) > 1 and said[-1] in words()["bodies"]


def lone_text(row: Row) -> str:
    """The text of the one cell of a row that holds any; "" where several do."""
    filled = dict.fromkeys(cell for cell in row.cells if cell)
    return next(iter(filled)) if len(filled) == 1 else ""


def read_list(path: Path, shown: str) -> tuple[ListedEntry, ...] | None:
    """A list as part of the register that files share: the ids and posts in it, and no name.

    Columns are known as ``import`` knows them, and `same as` holds other ids, between commas or
    spaces. None where it has no column of ids. Raises UnreadableFileError where it can't be read.
    """
    sheet = sheet_of(read_tables(path, shown)[0], _SAME_AS)
    if "id" not in {kind for _, kind in sheet.columns}:
        return None
    return tuple(
        ListedEntry(
            row.number,
            sheet.value(row, "id"),
            {"post": post} if (post := sheet.value(row, "post")) else {},
            tuple(one for one in re.split(r"[\s,;]+", sheet.value(row, "same-as")) if one),
        )
        for row in sheet.rows
    )
