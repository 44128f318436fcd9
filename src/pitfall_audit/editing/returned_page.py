"""What came of a sheet that was filled in, as a page: each answer beside its question."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from msgspec import Struct

from pitfall_audit.editing.returned import NOT_ANSWERED, STANDS_ALREADY, Returned
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal_page import Page

__all__ = ["CameOf", "render_returned"]


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
    page = Page(screen)
    page.heading(f"What {file} says")
    for one in came:
        if one.left != NOT_ANSWERED or one.returned.beside:
            _answered(page, one)
    if not any(one.written for one in came):
        page.write("No answer on it was written.")
    left = [one for one in came if one.left not in ("", STANDS_ALREADY)]
    if left:
        page.heading(f"What is left ({len(left)})")
    for one in left:
        about = f" ({one.returned.about})" if one.returned.about else ""
        asked = shorten(one.returned.question, 100, placeholder=" …")
        page.write(f"{one.returned.where}: {asked}{about}", hanging=2)
    return page.text()


def _answered(page: Page, one: CameOf) -> None:
    said = one.returned
    page.write(f"{said.where[:1].upper()}{said.where[1:]}. {said.question}")
    if said.about:
        page.write(f"About: {said.about}", indent=2, hanging=2)
    for text in filter(None, (said.answer, *said.beside)):
        page.write(f"“{' '.join(text.split())}”", indent=2, hanging=2)
    if one.written:
        page.write(f"{page.symbols.arrow} {said.place}: {one.written}", indent=2, hanging=2)
    elif one.left != NOT_ANSWERED:
        page.write(f"{page.symbols.arrow} Not written: {one.left}", indent=2, hanging=2)
    page.blank()
