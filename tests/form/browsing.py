"""A browser without a screen: pages of the form, read and sent as a browser does."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.testclient import TestClient
from tests.rim.program import PROGRAM

from pitfall_audit.cli.form_command import FolderDesk
from pitfall_audit.cli.options import SettingsWanted
from pitfall_audit.cli.services import Services
from pitfall_audit.form.app import application

__all__ = ["ASKED", "HOST", "TOKEN", "Browser", "Page", "serving"]

HOST, TOKEN = "127.0.0.1:8000", "a-token"
ASKED = {
    "as_of": dt.date(2026, 6, 30),
    "waivers": None,
    "wanted": SettingsWanted(None, True),
}


class Page(HTMLParser):
    """A page: its texts, its links, and the forms on it, each filled in as it came."""

    def __init__(self, text: str, status: int, url: str) -> None:
        super().__init__()
        self.html, self.status, self.url = text, status, url
        self.links: dict[str, str] = {}
        self.forms: list[tuple[str, list[tuple[str, str]]]] = []
        self.beside = ""
        self.goes: dict[str, str] = {}
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._in: dict[str, Any] = {}
        self._words: list[str] = []
        self.feed(text)
        self.words = " ".join(" ".join(self._words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {key: value or "" for key, value in attrs}
        self.tags.append((tag, has))
        name, value = has.get("name", ""), has.get("value", "")
        if tag == "form":
            self.forms.append((has["action"], []))
            self.beside = has.get("data-beside", self.beside)
        elif tag == "input" and name:
            if has.get("type") not in ("radio", "checkbox") or "checked" in has:
                self.forms[-1][1].append((name, value))
        elif tag == "option" and "select" in self._in and ("selected" in has or not value):
            self._in["select"][1] = value
        if tag in ("a", "button", "textarea", "select"):
            self._in[tag] = [name, value or None, ""]
        if tag == "a":
            self._in["a"][0] = has["href"]
        if tag == "button" and name == "go":
            self._in["button"][0] = value

    def handle_endtag(self, tag: str) -> None:
        name, value, text = self._in.pop(tag, ("", None, ""))
        if tag == "textarea":
            # A browser leaves out the line end that comes first.
            lines = text.removeprefix("\n").replace("\r\n", "\n").split("\n")
            self.forms[-1][1].append((name, "\r\n".join(lines)))
        elif tag == "select":
            self.forms[-1][1].append((name, value or ""))
        elif tag == "a":
            self.links[" ".join(text.split())] = name
        elif tag == "button":
            self.goes[" ".join(text.split())] = name

    def handle_data(self, data: str) -> None:
        for one in self._in.values():
            one[2] += data
        self._words.append(data)

    def form(self, action: str = "") -> tuple[str, list[tuple[str, str]]]:
        """The form that is sent to an address that ends so; else the one of the page."""
        found = [one for one in self.forms if one[0].endswith(action) and (action or one[1])]
        return found[0]

    def value(self, name: str) -> list[str]:
        """What stands in a field."""
        return [value for key, value in self.form()[1] if key == name and value]


class Browser:
    """A window on the form for a file or a folder."""

    def __init__(self, path: Path, ties: Sequence[Path] = (), **asked: Any) -> None:
        self.ended: list[bool] = []
        desk = FolderDesk(Services(), path, {**ASKED, "ties": ties, **asked})
        end = lambda: self.ended.append(True)  # noqa: E731
        self.app = application(desk, host=HOST, token=TOKEN, end=end)
        self.client = TestClient(
            self.app, base_url=f"http://{HOST}", headers={"sec-fetch-site": "same-origin"},
            raise_server_exceptions=True,
        )  # fmt: skip

    def get(self, path: str) -> Page:
        url = path if path.startswith("/a-token") else f"/{TOKEN}/{path}"
        answer = self.client.get(url)
        return Page(answer.text, answer.status_code, str(answer.url))

    def send(self, page: Page, action: str = "", **changes: str | Sequence[str]) -> Page:
        """Send the form of a page, with other values in some fields; ``None`` of none."""
        return self.send_with(page, dict(changes), action)

    def type(self, page: Page, changes: dict[str, Any]) -> Page:
        """What is shown beside a page, with other values in some fields, before it is sent."""
        return self.send_with(page, changes, to=page.beside)

    def send_with(
        self, page: Page, changes: dict[str, Any], action: str = "", to: str = ""
    ) -> Page:
        address, filled = page.form(action)
        pairs = [(key, value) for key, value in filled if key not in changes]
        for key, value in changes.items():
            pairs += [(key, one) for one in ([value] if isinstance(value, str) else value)]
        answer = self.client.post(
            to or address, content=urlencode(pairs),
            headers={"content-type": "application/x-www-form-urlencoded", "origin": f"http://{HOST}"},
        )  # fmt: skip
        return Page(answer.text, answer.status_code, str(answer.url))


@contextmanager
def serving(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The program, serving the form for a folder, and its address; it is ended at the end."""
    with subprocess.Popen(
        [*PROGRAM, "form", "--as-of", "2026-06-30"], cwd=folder,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    ) as program:  # fmt: skip
        try:
            assert program.stdout is not None
            yield program, next(line.strip() for line in program.stdout if "http://" in line)
        finally:
            program.kill()
