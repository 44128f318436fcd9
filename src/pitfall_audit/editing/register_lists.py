"""A list of people or bodies as part of the register that files share: its ids, and no name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from pitfall_audit.editing.roster import sheet_of
from pitfall_audit.editing.tables import read_tables
from pitfall_audit.engine.registers import ListedEntry

__all__ = ["read_list"]

_SAME_AS: Final = dict.fromkeys(("same_as", "same as", "Same as", "SAME AS"), "same-as")


def read_list(path: Path, shown: str) -> tuple[ListedEntry, ...] | None:
    """The rows of a list that name an id or a post; None where it has no column of ids.

    Columns are known as ``import`` knows them, and `same as` holds other ids, between commas or
    spaces. Raises UnreadableFileError where it can't be read.
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
