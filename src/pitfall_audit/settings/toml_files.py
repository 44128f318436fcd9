"""Reading TOML: a file's text as data, and the place of each piece of it."""

from __future__ import annotations

import re
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from pitfall_audit.errors import SettingsError, worded_at
from pitfall_audit.yaml.places import DataPath, Place, Problem, line_and_column
from pitfall_audit.yaml.reading import path_text, read_source

__all__ = [
    "LONGEST_FILE", "MOST_DOTS", "MOST_NESTED", "TomlFile", "places_in", "read_toml",
    "read_toml_text",
]  # fmt: skip

Stretch = tuple[int, int]
"""From where to where, as offsets in characters from the start of the text."""

_SPACE: Final = re.compile(r"[ \t]*")
_BLANK: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR: Final = re.compile(r"[^,\]}#\r\n]*")
_STRING: Final = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|' r"'''.*?'{3,5}|" r'"(?:\\.|[^"\\])*"|' r"'[^']*'", re.DOTALL
)


class TomlPlaces(Struct, frozen=True):
    """Stretches by data path: of each key (or a table's heading), and of each value."""

    keys: dict[DataPath, Stretch] = {}
    values: dict[DataPath, Stretch] = {}


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


LONGEST_FILE: Final = 200_000
"""The most characters that a file of settings may have."""
MOST_DOTS: Final = 25
"""How many names a key may have, joined by dots: to read it takes the square of their number."""
MOST_NESTED: Final = 20
"""How deep brackets may nest."""

_LONG_KEY: Final = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+)"""
    f"{{{MOST_DOTS}}}"
)
_WHERE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_LONGEST_EXCERPT: Final = 200


class TomlFile(Struct, frozen=True, dict=True):
    """The data of one TOML file; ``shown`` is its name in places, slash-separated."""

    shown: str
    text: str
    data: dict[str, Any]

    def place(self, path: DataPath, *, key: bool = False) -> Place:
        """Where a value stands, or its key, or the nearest thing above it that is written."""
        for end in range(len(path), 0, -1):
            part = path[:end]
            stretch = None if key else self._places.values.get(part)
            stretch = stretch or self._places.keys.get(part) or self._places.values.get(part)
            if stretch is not None:
                (line, column), to = (line_and_column(self.text, at) for at in stretch)
                excerpt = _excerpt(self.text[stretch[0] - column + 1 :].partition("\n")[0])
                return Place(self.shown, line, column, *to, excerpt, path_text(path))
        return Place(self.shown)

    @cached_property
    def _places(self) -> TomlPlaces:
        return places_in(self.text)


def read_toml(path: Path, shown: str) -> TomlFile:
    """Read a TOML file. Raises :class:`SettingsError` for whatever keeps it from being read."""
    source = read_source(path, shown)
    if not isinstance(source, str):
        raise SettingsError(source)
    return read_toml_text(source, shown)


def read_toml_text(text: str, shown: str) -> TomlFile:
    """Read the text of a TOML file. Raises :class:`SettingsError`; takes bounded time."""
    text = text.removeprefix("\ufeff")
    whole = Place(shown)
    if len(text) > LONGEST_FILE:
        raise SettingsError.of(whole, "too-large/settings", length=len(text), most=LONGEST_FILE)
    if long_key := _LONG_KEY.search(text):
        line = text.count("\n", 0, long_key.start()) + 1
        raise SettingsError.of(Place(shown, line, 1, line, 1), "too-deep/dots", most=MOST_DOTS)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError((_not_toml(str(error), text, shown),)) from None
    except (RecursionError, ValueError):
        data = None
    if data is None or _depth(data) > MOST_NESTED:
        raise SettingsError.of(whole, "too-deep/brackets")
    return TomlFile(shown, text, data)


def _depth(data: Any) -> int:
    """How deep mappings and lists nest; not much more than the limit is counted."""
    layer, depth = [data], 0
    while layer and depth <= MOST_NESTED:
        parts = [part for part in layer if isinstance(part, dict | list)]
        layer = [
            inner for part in parts for inner in (part.values() if isinstance(part, dict) else part)
        ]
        depth += 1
    return depth


_PLAIN: Final = {
    "Invalid value": "not-toml/value",
    "Cannot overwrite a value": "not-toml/twice",
    "Cannot declare": "not-toml/table-twice",
    "Illegal character '\\n'": "not-toml/newline",
    "Unterminated string": "not-toml/text-open",
    "Unclosed array": "not-toml/list-open",
    "Expected '=' after a key": "not-toml/no-equals",
    "Unescaped '\\' in a string": "not-toml/backslash",
    "Expected newline": "not-toml/more-on-line",
    "Invalid statement": "not-toml/statement",
}
"""How what ``tomllib`` says begins, and by which name the same is told in plain words."""


def _not_toml(message: str, text: str, shown: str) -> Problem:
    found = _WHERE.search(message)
    said = message[: found.start()] if found else message
    lines = text.replace("\r\n", "\n").split("\n")
    line = max((number for number, one in enumerate(lines, 1) if one.strip()), default=1)
    column = len(lines[line - 1]) + 1
    if found and found[1]:
        line, column = int(found[1]), int(found[2])
    written = lines[line - 1]
    # What is wrong with a whole line is noticed only at its end.
    if column > len(written.rstrip()) and not said.startswith("Expected"):
        column = len(written) - len(written.lstrip()) + 1
    place = Place(shown, line, column, line, column + 1, _excerpt(written))
    plain = next((name for begins, name in _PLAIN.items() if said.startswith(begins)), None)
    return worded_at(place, plain) if plain else worded_at(place, "not-toml", said=said)


def _excerpt(line: str) -> str:
    line = line.rstrip("\r")
    return line if len(line) <= _LONGEST_EXCERPT else ""
