"""The text of a file as a page of the form: read, changed, and saved where it is valid."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import unified_diff

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pitfall_audit.engagement.validation import validate
from pitfall_audit.form.beside import line_pages
from pitfall_audit.form.guard import fields_of
from pitfall_audit.form.saving import CHANGED
from pitfall_audit.form.showing import Showing
from pitfall_audit.yaml.places import Problem
from pitfall_audit.yaml.positions import Document
from pitfall_audit.yaml.reading import read_text

__all__ = ["TextPages"]


class TextPages:
    """What the addresses of a text answer."""

    def __init__(self, showing: Showing) -> None:
        self._showing = showing

    async def text(self, request: Request) -> Response:
        """The text of the file, with each line that begins an entry leading to its page."""
        told = self._showing.told(request.query_params)
        return self.shown(request.path_params["name"], told=told)

    def shown(self, name: str, *, typed: str | None = None, problems: Sequence[Problem] = (),
              told: str = "", status: int = 200) -> Response:  # fmt: skip
        """The page of the text that a file has, or of what was ``typed`` there."""
        book = self._showing.desk.open(name)
        document = read_text(book.text, name)
        problems = problems or (document if not isinstance(document, Document) else ())
        if isinstance(document, Document) and not problems:
            problems = self._showing.desk.audit(name).problems
        entries = dict(line_pages(document)) if isinstance(document, Document) else {}
        difference = "" if typed is None or status != 409 else "\n".join(
            unified_diff(book.text.splitlines(), typed.splitlines(), "the file now",
                         "what you would save", n=1, lineterm=""))  # fmt: skip
        return self._showing.page(
            status, name, kind="text", title="The text of the file", section="text",
            text=book.text if typed is None else typed, seen=book.seen, problems=problems,
            told=told, lines=book.text.splitlines(), entries=entries, difference=difference,
            amiss={one.place.line for one in problems} if typed is None else set(),
        )  # fmt: skip

    async def save(self, request: Request) -> Response:
        """Write a whole text, where it is valid and the file is as it was."""
        name = request.path_params["name"]
        form = await fields_of(request)
        book = self._showing.desk.open(name)
        typed = form.get("text", [""])[0].replace("\r\n", "\n")
        plain = book.text.replace("\r\n", "\n")
        if form.get("seen", [""])[0] != book.seen and typed != plain:
            return self.shown(name, typed=typed, told=CHANGED, status=409)
        if typed != plain:
            new = typed.replace("\n", "\r\n") if "\r\n" in book.text else typed
            document = read_text(new, name)
            problems = validate(document)[1] if isinstance(document, Document) else document
            if problems:
                return self.shown(name, typed=typed, problems=problems, status=422,
                                  told="Nothing was written: it would not be valid.")  # fmt: skip
            book.put(new)
        told = "Saved." if typed != plain else "Nothing was changed."
        return RedirectResponse(
            self._showing.here(name)("/text", told=self._showing.keep(told)), 303
        )
