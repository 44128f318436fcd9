"""Who may speak to the form: pages of its own, under an address that nobody can guess."""

from __future__ import annotations

import secrets
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Fields", "Guard", "RefusedError", "fields_of"]

Fields = dict[str, list[str]]

_MOST_SENT: Final = 20_000_000
"""Bytes: a file may have five million, of which each may be sent as three."""
_MOST_FIELDS: Final = 5_000
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    # NOTE: with `no-referrer` a browser does not say of which origin its own form is.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class RefusedError(Exception):
    """What was sent can't be taken; ``status`` is the one of HTTP."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


class Guard:
    """Lets through what a page of the form at ``host`` asks under the token, and nothing else.

    A name that somebody else lets lead to this machine is not ``host``, so that a page of theirs
    reaches nothing, and one that is not of this origin may neither read nor send.
    """

    def __init__(self, app: ASGIApp, host: str, token: str) -> None:
        self._app, self._host, self._token = app, host, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as ASGI has it."""
        if scope["type"] != "http":
            return
        refused = self._refusal(scope["method"], scope["path"], Headers(scope=scope))

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await (refused or self._app)(scope, receive, send_guarded)

    def _refusal(self, method: str, path: str, headers: Headers) -> PlainTextResponse | None:
        if headers.getlist("host") != [self._host]:
            return PlainTextResponse("This is not the address of the form.", 421)
        token = path.split("/")[1].encode("utf-8", "surrogatepass")
        if not secrets.compare_digest(token, self._token.encode()):
            return PlainTextResponse("There is nothing here. The address was printed where "
                                     "pitfall-audit form was begun.", 404)  # fmt: skip
        own = f"http://{self._host}"
        origins, site = headers.getlist("origin"), headers.get("sec-fetch-site")
        foreign = any(one != own for one in origins) or site not in (None, "same-origin", "none")
        if foreign or (method not in ("GET", "HEAD") and not origins and site != "same-origin"):
            return PlainTextResponse("Only a page of the form itself may ask for this.", 403)
        return None


async def fields_of(request: Request) -> Fields:
    """The fields that a form sent; raises RefusedError where it is too much, or no form."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise RefusedError(415, "Only a form can be taken.")
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _MOST_SENT:
            raise RefusedError(413, "That is more than a file can hold.")
    try:
        return parse_qs(body.decode("ascii"), keep_blank_values=True, errors="strict",
                        max_num_fields=_MOST_FIELDS)  # fmt: skip
    except ValueError as trouble:
        raise RefusedError(400, "What was sent can't be read.") from trouble
