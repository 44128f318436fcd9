"""The form as an application: what each address shows, and what is written when one is sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from pitfall_audit.editing.starters import what_settings_are
from pitfall_audit.errors import ProblemsError, UsageProblem
from pitfall_audit.form.guard import Fields, Guard, RefusedError, fields_of
from pitfall_audit.form.sheet_pages import SheetPages
from pitfall_audit.form.showing import Desk, Showing
from pitfall_audit.form.text_pages import TextPages
from pitfall_audit.report.formats import BY_NAME
from pitfall_audit.report.html import packaged_text

__all__ = ["application"]


def application(desk: Desk, *, host: str, token: str, end: Callable[[], None]) -> ASGIApp:
    """The form for a desk, served at ``host`` under a token; ``end`` is called to end it."""
    showing = Showing(desk, f"/{token}")
    pages, text = _Pages(showing), TextPages(showing)
    sheets = SheetPages(showing, text)
    routes = [
        ("", pages.start, "GET"), ("begin", pages.begin, "POST"),
        ("form.css", pages.style, "GET"), ("form.js", pages.script, "GET"),
        ("f/{name}", sheets.sheet, "GET"), ("f/{name}", sheets.save, "POST"),
        ("f/{name}/beside", sheets.beside, "POST"),
        ("f/{name}/text/beside", text.beside, "POST"),
        ("f/{name}/text", text.text, "GET"), ("f/{name}/text", text.save, "POST"),
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
    """What the addresses answer that are not about what a file says."""

    def __init__(self, showing: Showing) -> None:
        self._showing = showing

    async def refused(self, request: Request, trouble: Any) -> Response:
        """Say what can't be done, or can't be read."""
        del request
        if isinstance(trouble, RefusedError):
            return self._showing.page(trouble.status, kind="message", title=trouble.words, says="")
        if isinstance(trouble, UsageProblem):
            return self._showing.page(409, kind="message", title=trouble.message, says=trouble.help)
        return self._showing.page(422, kind="message", title="Something can't be read", says="",
                          problems=trouble.problems)  # fmt: skip

    async def style(self, request: Request) -> Response:
        """The style of all pages."""
        del request
        # The page that says that the form has ended is shown when nothing can be asked any more.
        style = packaged_text("report.css") + packaged_text("form.css")
        kept = {"Cache-Control": "private, max-age=86400"}
        return Response(style, media_type="text/css", headers=kept)

    async def script(self, request: Request) -> Response:
        """What shows beside a page what is typed in it."""
        del request
        return Response(packaged_text("form.js"), media_type="text/javascript")

    async def start(self, request: Request) -> Response:
        """Where to begin: with one of the files that are there, or with a new one."""
        del request
        names = self._showing.desk.names()
        if self._showing.desk.only in names:
            return RedirectResponse(self._showing.here(self._showing.desk.only)(), 303)
        return self._begun(names, {})

    def _begun(self, names: Sequence[str], form: Fields, trouble: str = "") -> Response:
        typed = {key: form.get(key, [""])[0] for key in ("file", "setting")}
        return self._showing.page(422 if trouble else 200, kind="begin", title="Begin, or go on",
                          names=names, settings=what_settings_are(), typed=typed,
                          trouble=trouble)  # fmt: skip

    async def begin(self, request: Request) -> Response:
        """Begin a file, and ask the first things."""
        form = await fields_of(request)
        setting, name = (form.get(key, [""])[0].strip() for key in ("setting", "file"))
        if setting not in dict(what_settings_are()):
            return self._begun(self._showing.desk.names(), form, "Choose what it is about.")
        try:
            name = self._showing.desk.begin(setting, self._showing.desk.only or name)
        except UsageProblem as problem:
            return self._begun(
                self._showing.desk.names(), form, f"{problem.message} {problem.help}"
            )
        return RedirectResponse(self._showing.here(name)(first=setting), 303)

    def ended(self, end: Callable[[], None]) -> Callable[[Request], Any]:
        """What answers that the form has ended, and ends it."""

        async def ended(request: Request) -> Response:
            del request
            end()
            says = "All that you saved is in the file. You can close this window."
            return self._showing.page(
                kind="message", title="The form has ended", says=says, over=True
            )

        return ended

    async def report(self, request: Request) -> Response:
        """The report, to be kept."""
        name = request.path_params["name"]
        self._showing.desk.open(name)
        content = BY_NAME["html"].content_of(self._showing.desk.audit(name))
        kept = quote(name.rpartition(".")[0] + "-report.html", safe="")
        attached = {"Content-Disposition": f"attachment; filename*=UTF-8''{kept}"}
        return Response(content, media_type="text/html", headers=attached)
