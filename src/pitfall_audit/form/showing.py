"""What the pages of the form share: the files that are open, their addresses, and what is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol
from urllib.parse import quote, urlencode

from starlette.responses import HTMLResponse, RedirectResponse, Response

from pitfall_audit.editing.answering import Answer
from pitfall_audit.editing.interview import Writer
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.form.sheets import sections
from pitfall_audit.report.html import page_of

__all__ = ["Book", "Desk", "Showing"]


class Book(Writer, Protocol):
    """One file that is open: what it holds, and writing into it."""

    text: str

    @property
    def seen(self) -> str:
        """What tells what it holds, its ties among it, from all else that it could hold."""

    def put(self, new: str) -> None:
        """Write a text in place of what it holds; raises UsageProblem where it was changed."""


class Desk(Protocol):
    """The files that the form may open, all in one folder, and what is done with them."""

    @property
    def only(self) -> str:
        """The one file that it is about; "" where it is about a folder."""

    def names(self) -> Sequence[str]:
        """The files that are there."""

    def open(self, name: str) -> Book:
        """Open a file; raises UsageProblem where it may not be, UnreadableFileError."""

    def begin(self, setting: str, name: str) -> str:
        """Begin a file for a setting, and give its whole name; raises UsageProblem."""

    def audit(self, name: str, new: str | Sequence[Answer] = ()) -> AuditResult:
        """Audit a file as it would be with a new text, or some answers, in it; nothing is written.

        Raises as an audit does, and UnusableAnswerError where the answers can't be written.
        """


class Showing:
    """Makes pages about the files of a desk, under the address ``top``."""

    def __init__(self, desk: Desk, top: str) -> None:
        self.desk, self.top = desk, top
        self._told: dict[str, str] = {}
        self._tellings = 0

    def page(
        self, status: int = 200, name: str = "", template: str = "form.html", **said: Any
    ) -> HTMLResponse:
        """A page, or a part of one by its ``template``, about the file of a name, if about one."""
        plain: dict[str, Any] = {
            "top": self.top, "file": name, "here": self.here(name), "sections": sections(),
            "section": "", "problems": (), "told": "", "over": False, "unsaved": False,
            "only": self.desk.only, "alone": template != "form.html", "each": None, "amiss": (),
            "number": 1, "changed": False, "counts": "",
        }  # fmt: skip
        return HTMLResponse(page_of(template, **{**plain, **said}), status)

    def here(self, name: str) -> Callable[..., str]:
        """What gives the addresses of the pages of a file, each with what is asked of it."""

        def here(page: str = "", /, **query: Any) -> str:
            asked = urlencode({key: one for key, one in query.items() if one})
            return f"{self.top}/f/{quote(name, safe='')}{page}{'?' * bool(asked)}{asked}"

        return here

    def keep(self, told: str) -> str:
        """Keep what is to be told once, on the page that is shown next."""
        self._tellings += 1
        self._told[str(self._tellings)] = told
        return str(self._tellings)

    def onward(self, name: str, go: str, told: str, where: Mapping[str, str]) -> Response:
        """Where to go on from a page that was saved: as a button says, else ``where`` it is asked.

        A button says a key of an address, ``=``, a value, and after a ``#`` a mark on that page;
        the key ``text`` is the text of the file. What is ``told`` is told there.
        """
        step, _, place = go.partition("=")
        place, _, mark = place.partition("#")
        if step in ("at", "add", "ask", "section", "text"):
            where = {step: place}
        page = "/text" if "text" in where else ""
        query = {key: one for key, one in where.items() if key != "text"}
        if told:
            query["told"] = self.keep(told)
        to = self.here(name)(page, **query) + (f"#{quote(mark, safe=':[]')}" if mark else "")
        return RedirectResponse(to, 303)

    def told(self, query: Mapping[str, str]) -> str:
        """What was kept for the page that is shown now; "" where there is nothing."""
        return self._told.pop(query.get("told", ""), "")
