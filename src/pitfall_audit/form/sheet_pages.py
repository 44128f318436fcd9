"""The fields of a file as pages of the form: what each shows, and what is written when sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from pitfall_audit.editing.answering import Answer
from pitfall_audit.editing.asking import Known
from pitfall_audit.editing.interview import places_in, places_of
from pitfall_audit.editing.starters import asked_at_first
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.errors import ProblemsError, UnusableAnswerError
from pitfall_audit.form.beside import beside, question_after, questions_in, shown_section
from pitfall_audit.form.controls import answers_of
from pitfall_audit.form.guard import Fields, RefusedError, fields_of
from pitfall_audit.form.saving import CHANGED, Sent, next_page, sent_fields, what_came
from pitfall_audit.form.sheets import (
    Rows,
    Sheet,
    asked_sheet,
    left_sheet,
    path_of,
    record_sheet,
    section_of,
    section_sheet,
)
from pitfall_audit.form.showing import Book, Showing
from pitfall_audit.form.text_pages import TextPages
from pitfall_audit.yaml.places import Problem
from pitfall_audit.yaml.reading import path_text

__all__ = ["SheetPages"]

_SPOILT: Final = "The file can't be read as it is now, and so nothing is written into its fields."


class SheetPages:
    """What the addresses of fields answer; what can't be shown so is shown as its ``text``."""

    def __init__(self, showing: Showing, text: TextPages) -> None:
        self._showing, self._text = showing, text

    async def sheet(self, request: Request) -> Response:
        """One page of the form."""
        return self._shown(request.path_params["name"], request.query_params)

    def _shown(self, name: str, query: Mapping[str, str], *, sent_: Sequence[Sent] = (),
               notes: Mapping[str, str] | None = None, problems: Sequence[Problem] = (),
               told: str = "", status: int = 200) -> Response:  # fmt: skip
        book, result = self._showing.desk.open(name), self._showing.desk.audit(name)
        if result.problems or not result.engagements:
            lines = [f"{path_text(one.path)}: {', '.join(one.state)}" for one in sent_]
            told = "\n".join([f"{_SPOILT}{' What you typed:' * bool(lines)}", *lines])
            return self._text.shown(name, told=told, status=409 if lines else 200)
        typed = {path_text(one.path): one.state for one in sent_}
        rows = Rows(book.data(), typed, notes or {})
        try:
            sheet = self._wanted(query, rows, result, book)
        except KeyError as missing:
            if not typed:
                raise RefusedError(404, "There is no such place in the file.") from missing
            sheet = left_sheet([one.path for one in sent_], rows)
        return self._showing.page(
            status, name, kind="sheet", title=sheet.title, sheet=sheet, seen=book.seen,
            problems=problems, told=told or self._showing.told(query),
            section=shown_section(query, sheet), unsaved=bool(sent_),
            query={key: one for key, one in query.items() if key != "told"},
            skip=question_after(query.get("ask", ""), questions_in(result)),
            **beside(sheet.about, query.get("ask", ""), result, result),
        )  # fmt: skip

    def _wanted(self, query: Mapping[str, str], rows: Rows, result: AuditResult,
                book: Book) -> Sheet:  # fmt: skip
        """The page that is asked for; raises KeyError where there is none."""
        if asked := query.get("ask"):
            question = questions_in(result)[asked]
            places = places_in(question, rows.data, book.ties_name or result.engagements[0].file)
            why = next((one.rule.why for one in question.checks if one.rule), "")
            about = f"About: {', '.join(question.labels)}. " if question.labels else ""
            about += f"Who would know: {', '.join(question.who)}."
            return asked_sheet(places, rows, " ".join(question.texts), f"{about}\n\n{why}")
        if first := query.get("first"):
            asks = asked_at_first(first)
            says = "Each can be left out. What you do not know, the audit asks for."
            return asked_sheet(places_of(asks), rows, "The first things", says, [*asks.values()])
        if place := query.get("add") or query.get("at"):
            if (path := path_of(place)) is None:
                raise KeyError(place)
            return record_sheet(path, rows, add="add" in query)
        return section_sheet(query.get("section") or section_of(()), rows)

    async def save(self, request: Request) -> Response:
        """Write what was changed on a page, where the file is as it was when it was made."""
        name, query = request.path_params["name"], dict(request.query_params)
        form = await fields_of(request)
        book = self._showing.desk.open(name)
        changed, answers = _typed(form, book)
        removed = form.get("remove", [""])[0]
        if form.get("seen", [""])[0] != book.seen and (changed or removed):
            notes = {path_text(one.path): "The file says now: " + (", ".join(one.now) or "nothing")
                     for one in changed if one.now not in (one.was, one.state)}  # fmt: skip
            return self._shown(name, query, sent_=changed, notes=notes, told=CHANGED, status=409)
        before = self._showing.desk.audit(name)
        try:
            lines = book.write([Answer(removed, None)] if removed else answers)
        except UnusableAnswerError as error:
            notes = {one.place.path: one.message for one in error.problems}
            return self._shown(name, query, sent_=changed, notes=notes, problems=error.problems,
                               told="Nothing was written.", status=422)  # fmt: skip
        told = what_came(lines, before, after := self._showing.desk.audit(name))
        onward = next_page(query, questions_in(before), questions_in(after), changed, removed)
        go, told = form.get("go", [""])[0], told if changed or removed else ""
        return self._showing.onward(name, go, told, onward)

    async def beside(self, request: Request) -> Response:
        """What would stand beside a page if what is typed there were saved; nothing is written."""
        name, query = request.path_params["name"], request.query_params
        form = await fields_of(request)
        book, before = self._showing.desk.open(name), self._showing.desk.audit(name)
        amiss, said = before.problems, {"changed": form.get("seen", [""])[0] != book.seen}
        if before.engagements and not amiss and not said["changed"]:
            try:
                sheet = self._wanted(query, Rows(book.data(), {}, {}), before, book)
                changed, answers = _typed(form, book)
                after = self._showing.desk.audit(name, answers)
                amiss = after.problems
            except KeyError as missing:
                raise RefusedError(404, "There is no such place in the file.") from missing
            except ProblemsError as error:
                amiss = error.problems
            if not amiss:
                said = beside(sheet.about, query.get("ask", ""), before, after,
                              if_saved=bool(changed))  # fmt: skip
        return self._showing.page(200, name, "form_beside.html", kind="sheet", amiss=amiss, **said)


def _typed(form: Fields, book: Book) -> tuple[list[Sent], list[Answer]]:
    """The fields of a page that were changed, and the answers that write them."""
    data = book.data()
    known = Known(data)
    changed = [one for one in sent_fields(form, data, known) if one.state != one.was]
    return changed, [*answers_of(data, known, [(one.path, one.state) for one in changed])]
