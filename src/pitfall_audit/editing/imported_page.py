"""What an import made of lists, as pages: what was understood, and what could not be placed."""

from __future__ import annotations

from collections.abc import Sequence

from pitfall_audit.editing.importing import Import
from pitfall_audit.editing.roster import PERSONAL, Sheet
from pitfall_audit.editing.roster_words import words
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal_page import Page

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
    page = Page(screen)
    page.heading("What was understood")
    for sheet in sheets:
        table = sheet.table
        page.write(f"{table.name}: {table.read_as}.")
        if not sheet.is_understood:
            if table.rows:
                page.write("No column of it was understood; nothing in it is read.", indent=2)
            continue
        if sheet.header:
            page.write(f"The columns are named in row {sheet.header}.", indent=2)
        titles = dict(sheet.bodies)
        for at, title in titles.items():
            what = f"row {at}" if at >= 0 else "the name of the sheet"
            page.write(f"“{title}” ({what}) is the body of what follows.", indent=2, hanging=2)
        passed = [str(row.number) for row in sheet.above if row.number not in titles]
        if passed:
            page.write(f"Above them, and not read: row {', '.join(passed)}.", indent=2)
        for name, kind in sheet.columns:
            if name or kind:
                page.write(f"{name} {page.symbols.arrow} {_writes(kind)}", indent=4, hanging=2)
    return page.text()


def _writes(kind: str) -> str:
    if kind == PERSONAL:
        return "personal, and never written"
    writes: str = words()["columns"][kind]["writes"] if kind else "not understood, and not written"
    return writes


def render_imported(result: Import, screen: Screen, *, keyed: bool) -> str:
    """What is written, and what could not be placed, with where it stands."""
    page = Page(screen)
    page.heading("What is written")
    told = [
        f"{number} {_ONE_OR_MORE[what][number != 1]}"
        for what in _ONE_OR_MORE
        if (number := result.written.get(what, 0))
    ]
    page.write(f"{', '.join(told) or 'Nothing that does not stand there already'}.")
    if result.written.get("people"):
        page.write("Each person has an id in place of a name; those made here follow the rows.")
    if result.written.get("people") and not keyed:
        page.write(
            "Who is who is kept nowhere: with --key FILE it is kept in a file for you alone, by "
            "which another list finds the same people again."
        )
    if result.written.get("ties"):
        page.write("Read the ties through: words of interests may tell more than is meant for all.")
    if result.left:
        page.heading(f"What could not be placed ({len(result.left)})")
        for one in result.left:
            page.write(f"{one.where}: {one.why}.", hanging=2)
    return page.text()
