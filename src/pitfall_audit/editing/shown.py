"""What came of lists, answers and sheets, as pages: what was understood, written and left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import unified_diff
from functools import partial
from textwrap import shorten

from msgspec import Struct

from pitfall_audit.editing.importing import Import
from pitfall_audit.editing.returned import NOT_ANSWERED, STANDS_ALREADY, Returned
from pitfall_audit.editing.roster import PERSONAL, Sheet
from pitfall_audit.editing.roster_words import words
from pitfall_audit.engine.comparison import compared
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.report.comparison import render_comparison
from pitfall_audit.report.page_templates import page_from
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal_page import Page

__all__ = [
    "CameOf", "changed_lines", "render_answered", "render_difference", "render_imported",
    "render_returned", "render_understood",
]  # fmt: skip

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
        "editing/understood.txt",
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
    return page_from("editing/imported.txt", screen, **said)


_STYLES = {"+": "green", "-": "red"}


def render_difference(file: str, old: str, new: str, screen: Screen) -> str:
    """Return the lines that differ between two texts of a file, as ``diff -u`` shows them."""
    page = Page(screen)
    before, after = (text.replace("\r\n", "\n").split("\n") for text in (old, new))
    for line in unified_diff(before, after, f"{file} before", f"{file} after", n=2, lineterm=""):
        page.exactly(line, style=_STYLES.get(line[:1], ""))
    return page.text()


def changed_lines(old: str, new: str) -> str:
    """Return the lines that differ between two texts, and nothing around them."""
    lines = unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
    return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


def render_answered(old: AuditResult, new: AuditResult, screen: Screen) -> str:
    """Return what changed between the audits before and after: questions first, then findings."""
    still_open = frozenset[tuple[str, str]]().union(*_open(new))
    closed = [one for one in _open(old) if not one & still_open]
    page = Page(screen)
    page.heading("What changed")
    left = sum(len(one.questions) for one in new.engagements)
    page.write(f"Questions closed: {len(closed)}. Open now: {left}.")
    page.blank()
    return page.text() + render_comparison(compared(old, new), screen)


def _open(result: AuditResult) -> Iterator[frozenset[tuple[str, str]]]:
    """What each question waits to tell: of which check, and of what."""
    for one in result.engagements:
        for question in one.questions:
            outcomes = [one.outcomes[at] for at in question.outcomes]
            yield frozenset((each.rule, each.subject) for each in outcomes)


class CameOf(Struct, frozen=True):
    """What came of one answer: the value that was written, or why none was."""

    returned: Returned
    written: str
    left: str

    @property
    def refused(self) -> bool:
        """Whether something was answered that could not be written."""
        return self.left not in ("", NOT_ANSWERED, STANDS_ALREADY)


def render_returned(file: str, came: Sequence[CameOf], screen: Screen) -> str:
    """Each answer of a sheet beside its question, then what is left, by its place on the sheet."""
    return page_from(
        "editing/returned.txt",
        screen,
        file=file,
        came=came,
        left=[one for one in came if one.left not in ("", STANDS_ALREADY)],
        not_answered=NOT_ANSWERED,
        shorten=partial(shorten, width=100, placeholder=" …"),
    )
