"""The text of a file as a page of the form: read, changed, and saved where it is valid."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import unified_diff
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from pitfall_audit.engagement.validation import validate
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.form.beside import beside, line_pages
from pitfall_audit.form.guard import Fields, fields_of
from pitfall_audit.form.saving import CHANGED
from pitfall_audit.form.showing import Book, Showing
from pitfall_audit.report.view import view_of
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
        saved = self._showing.desk.audit(name)
        text = book.text if typed is None else typed
        difference = "" if typed is None or status != 409 else "\n".join(
            unified_diff(book.text.splitlines(), typed.splitlines(), "the file now",
                         "what you would save", n=1, lineterm=""))  # fmt: skip
        problems = problems or (saved.problems if typed is None else ())
        return self._showing.page(
            status, name, kind="text", title="The text of the file", section="text", text=text,
            seen=book.seen, told=told, difference=difference, problems=problems,
            unsaved=typed is not None, **_lines(text, name, problems, saved, found=typed is None),
            **(beside(None, "", saved, saved) if saved.engagements else {}),
        )  # fmt: skip

    async def save(self, request: Request) -> Response:
        """Write a whole text, where it is valid and the file is as it was."""
        name = request.path_params["name"]
        form = await fields_of(request)
        book = self._showing.desk.open(name)
        typed, new = _typed(form, book)
        if form.get("seen", [""])[0] != book.seen and new != book.text:
            return self.shown(name, typed=typed, told=CHANGED, status=409)
        if new != book.text:
            document = read_text(new, name)
            problems = validate(document)[1] if isinstance(document, Document) else document
            if problems:
                return self.shown(name, typed=typed, problems=problems, status=422,
                                  told="Nothing was written: it would not be valid.")  # fmt: skip
        told, go = "Saved." if new != book.text else "Nothing was changed.", form.get("go", [""])[0]
        book.put(new)
        return self._showing.onward(name, go, told, {"text": ""})

    async def beside(self, request: Request) -> Response:
        """What would stand beside a text, and below it, if it were saved; nothing is written."""
        name = request.path_params["name"]
        form = await fields_of(request)
        book, saved = self._showing.desk.open(name), self._showing.desk.audit(name)
        typed, new = _typed(form, book)
        if form.get("seen", [""])[0] != book.seen:
            said: dict[str, Any] = {"changed": True}
        else:
            result = self._showing.desk.audit(name, new) if new != book.text else saved
            said = _lines(typed, name, result.problems, result) | {"amiss": result.problems}
            if result.engagements and not result.problems:
                before = saved if saved.engagements else result
                said |= beside(None, "", before, result, if_saved=new != book.text)
        return self._showing.page(200, name, "form_beside.html", kind="text", **said)


def _typed(form: Fields, book: Book) -> tuple[str, str]:
    """A text as it was sent, and as it would be written: with the line ends of the file."""
    typed = form.get("text", [""])[0].replace("\r\n", "\n")
    if typed == book.text.replace("\r\n", "\n"):
        return typed, book.text
    return typed, typed.replace("\n", "\r\n") if "\r\n" in book.text else typed


def _lines(
    text: str, name: str, problems: Sequence[Problem], result: AuditResult, *, found: bool = True
) -> dict[str, Any]:
    """The lines of a text, where each leads, and what is amiss or was found at each.

    What was ``found`` in another text has no place among the lines of this one.
    """
    document = read_text(text, name)
    own = {name, *result.files}  # what is amiss may stand in the file of ties
    said: dict[int, list[tuple[str, str]]] = {}
    for one in problems:
        if one.place.file in own:
            said.setdefault(one.place.line, []).append(("broken", one.message))
    for group in view_of(result).engagements[0].findings if found and result.engagements else ():
        places = [one.place for one in group.outcomes if one.place and one.place.file in own]
        for line in dict.fromkeys(one.line for one in places):
            said.setdefault(line, []).append((group.severity, group.check.title))
    return {
        "lines": text.splitlines(), "said": said, "own": own,
        "entries": line_pages(document) if isinstance(document, Document) else {},
    }  # fmt: skip
