"""Where each key and value of a TOML file stands, which ``tomllib`` does not tell.

The walk here is for text that ``tomllib`` has read without complaint: it does not look for
mistakes, and would make nothing sensible of text that holds some.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import Final

from pitfall_audit.yaml.places import DataPath

__all__ = ["Stretch", "TomlPlaces", "places_in"]

Stretch = tuple[int, int]
"""From where to where, as offsets in characters from the start of the text."""

_SPACE: Final = re.compile(r"[ \t]*")
_BLANK: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR: Final = re.compile(r"[^,\]}#\r\n]*")
_STRING: Final = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|' r"'''.*?'{3,5}|" r'"(?:\\.|[^"\\])*"|' r"'[^']*'", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class TomlPlaces:
    """Stretches by data path: of each key (or a table's heading), and of each value."""

    keys: dict[DataPath, Stretch] = field(default_factory=dict)
    values: dict[DataPath, Stretch] = field(default_factory=dict)


def places_in(text: str) -> TomlPlaces:
    """Find where everything stands in the text of a valid TOML file.

    Line ends are ``\\n`` or ``\\r\\n``. A path counts the tables of a ``[[list]]`` from 0.
    """
    return _Walk(text).walk()


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found = TomlPlaces()
        self._tables: dict[DataPath, int] = {}

    def walk(self) -> TomlPlaces:
        table: DataPath = ()
        while self._past(_BLANK) < len(self.text):
            if self.text[self.at] == "[":
                table = self._heading()
            else:
                self._pair(table)
        return self.found

    def _past(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.at

    def _heading(self) -> DataPath:
        start = self.at
        listed = self.text.startswith("[[", start)
        self.at += 2 if listed else 1
        parts = self._key()
        self.at += 2 if listed else 1
        here = (start, self.at)
        path: DataPath = ()
        for number, (name, _) in enumerate(parts):
            path = (*path, name)
            last = number == len(parts) - 1
            if listed and last:
                self._tables[path] = self._tables.get(path, -1) + 1
            self.found.keys.setdefault(path, here)
            if path in self._tables:
                path = (*path, self._tables[path])
                self.found.keys.setdefault(path, here)
        self.found.keys[path] = here
        return path

    def _pair(self, table: DataPath) -> None:
        path = table
        for name, stretch in self._key():
            path = (*path, name)
            self.found.keys.setdefault(path, stretch)
        self.at += 1  # the equals sign
        self._past(_SPACE)
        self._value(path)

    def _key(self) -> list[tuple[str, Stretch]]:
        """The parts of a key, leaving off at what follows the last."""
        parts = []
        while True:
            start = self._past(_SPACE)
            quoted = self.text[start] in "\"'"
            self._past(_STRING if quoted else _BARE)
            written = self.text[start : self.at]
            name = tomllib.loads(f"key = {written}")["key"] if quoted else written
            parts.append((name, (start, self.at)))
            self._past(_SPACE)
            if self.text[self.at] != ".":
                return parts
            self.at += 1

    def _value(self, path: DataPath) -> None:
        start = self.at
        opening = self.text[start]
        if opening in "\"'":
            self._past(_STRING)
        elif opening == "[":
            self.at += 1
            number = 0
            while self.text[self._past(_BLANK)] != "]":
                self._value((*path, number))
                number += 1
                self._comma()
            self.at += 1
        elif opening == "{":
            self.at += 1
            while self.text[self._past(_BLANK)] != "}":
                self._pair(path)
                self._comma()
            self.at += 1
        else:
            self._past(_SCALAR)
            self.at = start + len(self.text[start : self.at].rstrip())
        self.found.values[path] = (start, self.at)

    def _comma(self) -> None:
        if self.text[self._past(_BLANK)] == ",":
            self.at += 1
