"""What an import made of lists, as pages: what was understood, and what could not be placed."""

from __future__ import annotations

from collections.abc import Sequence

from pitfall_audit.editing.importing import Import
from pitfall_audit.editing.roster import PERSONAL, Sheet
from pitfall_audit.editing.roster_words import words
from pitfall_audit.report.page_templates import page_from
from pitfall_audit.report.screen import Screen

__all__ = ["render_imported", "render_understood"]

_ONE_OR_MORE = {
    "people": ("person", "people"),
    "roles": ("role", "roles"),
    "seats": ("seat", "seats"),
    "ties": ("tie", "ties"),
    "conflicts": ("way in which a tie is handled", "ways in which ties are handled"),
}


def render_understood(sheets: Sequence[Sheet], screen: Screen) -> str:
    """How lists were read: of each column what it holds, or that it is not understood."""
    return page_from(
        "pitfall_audit.editing",
        "understood.txt",
        screen,
        sheets=sheets,
        not_read=_not_read,
        writes=_writes,
    )


def _not_read(sheet: Sheet) -> list[int]:
    """The rows above the columns of a list in which nothing was found."""
    titles = dict(sheet.bodies)
    return [row.number for row in sheet.above if row.number not in titles]


def _writes(kind: str) -> str:
    if kind == PERSONAL:
        return "personal, and never written"
    writes: str = words()["columns"][kind]["writes"] if kind else "not understood, and not written"
    return writes


def render_imported(result: Import, screen: Screen, *, keyed: bool) -> str:
    """What is written, and what could not be placed, with where it stands."""
    told = [
        f"{number} {_ONE_OR_MORE[what][number != 1]}"
        for what in _ONE_OR_MORE
        if (number := result.written.get(what, 0))
    ]
    said = {"result": result, "told": told, "keyed": keyed}
    return page_from("pitfall_audit.editing", "imported.txt", screen, **said)
