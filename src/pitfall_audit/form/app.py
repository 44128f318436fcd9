"""The form as an application: what each address shows, and what is written when one is sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import unified_diff
from typing import Any, Final, Protocol
from urllib.parse import quote, urlencode

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from pitfall_audit.editing.answering import Answer
from pitfall_audit.editing.asking import Known
from pitfall_audit.editing.interview import Writer, places_in, places_of
from pitfall_audit.editing.starters import asked_at_first, what_settings_are
from pitfall_audit.engagement.validation import validate
from pitfall_audit.engine.result import AuditResult, EngagementResult
from pitfall_audit.errors import ProblemsError, UnusableAnswerError, UsageProblem
from pitfall_audit.form.beside import (
    asks_of,
    is_about,
    line_pages,
    page_at,
    question_after,
    questions_in,
    shown_section,
)
from pitfall_audit.form.controls import answers_of
from pitfall_audit.form.guard import Fields, Guard, RefusedError, fields_of
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
    sections,
)
from pitfall_audit.report.formats import BY_NAME
from pitfall_audit.report.html import page_of, style_sheet
from pitfall_audit.report.questions import Question
from pitfall_audit.report.view import view_of
from pitfall_audit.yaml.places import Problem
from pitfall_audit.yaml.positions import Document
from pitfall_audit.yaml.reading import path_text, read_text

__all__ = ["Book", "Desk", "application"]


_SPOILT: Final = "The file can't be read as it is now, and so nothing is written into its fields."


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

    def audit(self, name: str) -> AuditResult:
        """Audit a file; raises as an audit does."""


def application(desk: Desk, *, host: str, token: str, end: Callable[[], None]) -> ASGIApp:
    """The form for a desk, served at ``host`` under a token; ``end`` is called to end it."""
    pages = _Pages(desk, f"/{token}")
    routes = [
        ("", pages.start, "GET"), ("form.css", pages.style, "GET"), ("begin", pages.begin, "POST"),
        ("f/{name}", pages.sheet, "GET"), ("f/{name}", pages.save, "POST"),
        ("f/{name}/text", pages.text, "GET"), ("f/{name}/text", pages.save_text, "POST"),
        ("f/{name}/report.html", pages.report, "GET"), ("end", pages.ended(end), "POST"),
    ]  # fmt: skip
    inner = Starlette(
        routes=[Route(f"/{token}/{path}", to, methods=[method]) for path, to, method in routes],
        exception_handlers=dict.fromkeys(
            (RefusedError, UsageProblem, ProblemsError), pages.refused
        ),
    )
    return Guard(inner, host, token)


class _Pages:
    """What each address answers."""

    def __init__(self, desk: Desk, top: str) -> None:
        self._desk, self._top = desk, top
        self._told: dict[str, str] = {}
        self._tellings = 0

    def _page(self, status: int = 200, name: str = "", **said: Any) -> HTMLResponse:
        plain: dict[str, Any] = {
            "top": self._top, "file": name, "here": self._here(name), "sections": sections(),
            "section": "", "problems": (), "told": "", "over": False, "unsaved": False,
            "only": self._desk.only,
        }  # fmt: skip
        return HTMLResponse(page_of("form.html", **{**plain, **said}), status)

    def _here(self, name: str) -> Callable[..., str]:
        def here(page: str = "", **query: Any) -> str:
            asked = urlencode({key: one for key, one in query.items() if one})
            return f"{self._top}/f/{quote(name, safe='')}{page}{'?' * bool(asked)}{asked}"

        return here

    async def refused(self, request: Request, trouble: Any) -> Response:
        """Say what can't be done, or can't be read."""
        del request
        if isinstance(trouble, RefusedError):
            return self._page(trouble.status, kind="message", title=trouble.words, says="")
        if isinstance(trouble, UsageProblem):
            return self._page(409, kind="message", title=trouble.message, says=trouble.help)
        return self._page(422, kind="message", title="Something can't be read", says="",
                          problems=trouble.problems)  # fmt: skip

    async def style(self, request: Request) -> Response:
        """The style of all pages."""
        del request
        # The page that says that the form has ended is shown when nothing can be asked any more.
        return Response(style_sheet("report.css") + style_sheet("form.css"), media_type="text/css",
                        headers={"Cache-Control": "private, max-age=86400"})  # fmt: skip

    async def start(self, request: Request) -> Response:
        """Where to begin: with one of the files that are there, or with a new one."""
        del request
        names = self._desk.names()
        if self._desk.only in names:
            return RedirectResponse(self._here(self._desk.only)(), 303)
        return self._begun(names, {})

    def _begun(self, names: Sequence[str], form: Fields, trouble: str = "") -> Response:
        typed = {key: form.get(key, [""])[0] for key in ("file", "setting")}
        return self._page(422 if trouble else 200, kind="begin", title="Begin, or go on",
                          names=names, settings=what_settings_are(), typed=typed,
                          trouble=trouble)  # fmt: skip

    async def begin(self, request: Request) -> Response:
        """Begin a file, and ask the first things."""
        form = await fields_of(request)
        setting, name = (form.get(key, [""])[0].strip() for key in ("setting", "file"))
        if setting not in dict(what_settings_are()):
            return self._begun(self._desk.names(), form, "Choose what it is about.")
        try:
            name = self._desk.begin(setting, self._desk.only or name)
        except UsageProblem as problem:
            return self._begun(self._desk.names(), form, f"{problem.message} {problem.help}")
        return RedirectResponse(self._here(name)(first=setting), 303)

    def ended(self, end: Callable[[], None]) -> Callable[[Request], Any]:
        """What answers that the form has ended, and ends it."""

        async def ended(request: Request) -> Response:
            del request
            end()
            says = "All that you saved is in the file. You can close this window."
            return self._page(kind="message", title="The form has ended", says=says, over=True)

        return ended

    async def report(self, request: Request) -> Response:
        """The report, to be kept."""
        name = request.path_params["name"]
        self._desk.open(name)
        content = BY_NAME["html"].content_of(self._desk.audit(name))
        kept = quote(name.rpartition(".")[0] + "-report.html", safe="")
        attached = {"Content-Disposition": f"attachment; filename*=UTF-8''{kept}"}
        return Response(content, media_type="text/html", headers=attached)

    # The text of the file

    async def text(self, request: Request) -> Response:
        """The text of the file, with each line that begins an entry leading to its page."""
        told = self._told.pop(request.query_params.get("told", ""), "")
        return self._text(request.path_params["name"], told=told)

    def _text(self, name: str, *, typed: str | None = None, problems: Sequence[Problem] = (),
              told: str = "", status: int = 200) -> Response:  # fmt: skip
        book = self._desk.open(name)
        document = read_text(book.text, name)
        problems = problems or (document if not isinstance(document, Document) else ())
        if isinstance(document, Document) and not problems:
            problems = self._desk.audit(name).problems
        entries = dict(line_pages(document)) if isinstance(document, Document) else {}
        difference = "" if typed is None or status != 409 else "\n".join(
            unified_diff(book.text.splitlines(), typed.splitlines(), "the file now",
                         "what you would save", n=1, lineterm=""))  # fmt: skip
        return self._page(
            status, name, kind="text", title="The text of the file", section="text",
            text=book.text if typed is None else typed, seen=book.seen, problems=problems,
            told=told, lines=book.text.splitlines(), entries=entries, difference=difference,
            amiss={one.place.line for one in problems} if typed is None else set(),
        )  # fmt: skip

    async def save_text(self, request: Request) -> Response:
        """Write a whole text, where it is valid and the file is as it was."""
        name = request.path_params["name"]
        form = await fields_of(request)
        book = self._desk.open(name)
        typed = form.get("text", [""])[0].replace("\r\n", "\n")
        plain = book.text.replace("\r\n", "\n")
        if form.get("seen", [""])[0] != book.seen and typed != plain:
            return self._text(name, typed=typed, told=CHANGED, status=409)
        if typed != plain:
            new = typed.replace("\n", "\r\n") if "\r\n" in book.text else typed
            document = read_text(new, name)
            problems = validate(document)[1] if isinstance(document, Document) else document
            if problems:
                return self._text(name, typed=typed, problems=problems, status=422,
                                  told="Nothing was written: it would not be valid.")  # fmt: skip
            book.put(new)
        told = "Saved." if typed != plain else "Nothing was changed."
        return RedirectResponse(self._here(name)("/text", told=self._keep(told)), 303)

    def _keep(self, told: str) -> str:
        """Keep what is to be told once, on the page that is shown next."""
        self._tellings += 1
        self._told[str(self._tellings)] = told
        return str(self._tellings)

    # The fields of the file

    async def sheet(self, request: Request) -> Response:
        """One page of the form."""
        return self._sheet(request.path_params["name"], request.query_params)

    def _sheet(self, name: str, query: Mapping[str, str], *, sent_: Sequence[Sent] = (),
               notes: Mapping[str, str] | None = None, problems: Sequence[Problem] = (),
               told: str = "", status: int = 200) -> Response:  # fmt: skip
        book, result = self._desk.open(name), self._desk.audit(name)
        if result.problems or not result.engagements:
            lines = [f"{path_text(one.path)}: {', '.join(one.state)}" for one in sent_]
            told = "\n".join([f"{_SPOILT}{' What you typed:' * bool(lines)}", *lines])
            return self._text(name, told=told, status=409 if lines else 200)
        view = view_of(result).engagements[0]
        engagement = view.engagement
        typed = {path_text(one.path): one.state for one in sent_}
        rows = Rows(book.data(), typed, notes or {})
        questions = questions_in(result)
        try:
            sheet = self._wanted(query, rows, engagement, questions, book)
        except KeyError as missing:
            if not typed:
                raise RefusedError(404, "There is no such place in the file.") from missing
            sheet = left_sheet([one.path for one in sent_], rows)
        asked = query.get("ask", "")
        findings = [(is_about(one, sheet.about), one) for one in view.findings]
        around = [(name == asked or asks_of(one, sheet.about), name, one)
                  for name, one in questions.items()]  # fmt: skip
        return self._page(
            status, name, kind="sheet", title=sheet.title, sheet=sheet, seen=book.seen,
            problems=problems, told=told or self._told.pop(query.get("told", ""), ""),
            section=shown_section(query, sheet), each=view, findings=findings, around=around,
            query={key: one for key, one in query.items() if key != "told"}, asked=asked,
            unsaved=bool(sent_), number=1, page_at=page_at, skip=question_after(asked, questions),
        )  # fmt: skip

    def _wanted(self, query: Mapping[str, str], rows: Rows, engagement: EngagementResult,
                questions: Mapping[str, Question], book: Book) -> Sheet:  # fmt: skip
        """The page that is asked for; raises KeyError where there is none."""
        if asked := query.get("ask"):
            question = questions[asked]
            places = places_in(question, rows.data, book.ties_name or engagement.file)
            why = next((one.rule.why for one in question.checks if one.rule), "")
            about = f"About: {', '.join(question.labels)}. Who would know: "
            about += f"{', '.join(question.who)}."
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
        book = self._desk.open(name)
        data = book.data()
        known = Known(data)
        fields = list(sent_fields(form, data, known))
        changed = [one for one in fields if one.state != one.was]
        removed = form.get("remove", [""])[0]
        if form.get("seen", [""])[0] != book.seen and (changed or removed):
            notes = {path_text(one.path): "The file says now: " + (", ".join(one.now) or "nothing")
                     for one in changed if one.now not in (one.was, one.state)}  # fmt: skip
            return self._sheet(name, query, sent_=changed, notes=notes, told=CHANGED, status=409)
        answers = [*answers_of(data, known, [(one.path, one.state) for one in changed])]
        before = self._desk.audit(name)
        try:
            lines = book.write([Answer(removed, None)] if removed else answers)
        except UnusableAnswerError as error:
            notes = {one.place.path: one.message for one in error.problems}
            return self._sheet(name, query, sent_=changed, notes=notes, problems=error.problems,
                               told="Nothing was written.", status=422)  # fmt: skip
        told = what_came(lines, before, after := self._desk.audit(name))
        step, _, place = form.get("go", [""])[0].partition("=")
        page = "/text" if step == "text" else ""
        if step in ("at", "add", "ask", "section", "text"):
            where = {} if page else {step: place}
        else:
            where = next_page(query, questions_in(before), questions_in(after), changed, removed)
        if changed or removed:
            where["told"] = self._keep(told)
        mark = f"#{place}" if page and re.fullmatch(r"line-\d+", place) else ""
        return RedirectResponse(self._here(name)(page, **where) + mark, 303)
