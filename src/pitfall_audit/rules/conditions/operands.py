"""The parts of an expression that can't be used, told from its text alone.

CEL gives no tree of what it refuses, only a place; what stands there is found here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

__all__ = ["Token", "Written"]

_TOKEN = re.compile(
    r"(?P<text>'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")"
    r"|(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_]\w*)|(?P<sign>&&|\|\||[=!<>]=|\S)",
    re.DOTALL,
)
_OPENS = {")": "(", "]": "["}
_CLOSES = {opens: closes for closes, opens in _OPENS.items()}


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number, text or sign of an expression; offsets count from 0."""

    kind: Literal["text", "number", "name", "sign"]
    text: str
    start: int
    end: int


class Written:
    """The text of an expression, in its words and signs."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tuple(
            Token(_kind(found), found[0], found.start(), found.end())
            for found in _TOKEN.finditer(text)
        )

    def offset(self, line: int, column: int) -> int:
        """The offset of a place; both count from 1."""
        lines = self.text.split("\n")
        return sum(len(one) + 1 for one in lines[: line - 1]) + column - 1

    def at(self, offset: int) -> Token | None:
        """The word or sign that stands at an offset, or is the next one after it."""
        return next((one for one in self.tokens if one.end > offset), None)

    def last_before(self, offset: int) -> Token | None:
        """The word or sign that ends last before an offset."""
        index = self._last_before(offset)
        return None if index is None else self.tokens[index]

    def before(self, offset: int) -> str | None:
        """What an operator at an offset has on its left; None where that can't be told."""
        last = self._last_before(offset)
        first = None if last is None else self._first_of(last)
        if last is None or first is None:
            return None
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def after(self, offset: int) -> str | None:
        """What begins at an offset, or after it; None where that can't be told."""
        first = next((at for at, one in enumerate(self.tokens) if one.start >= offset), None)
        last = None if first is None else self._last_of(first)
        if first is None or last is None:
            return None
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def unclosed(self, before: int | None = None) -> Token | None:
        """The last bracket that opens and does not close, in all or ``before`` an offset."""
        opened: list[Token] = []
        for one in self.tokens:
            if before is not None and one.end > before:
                break
            if one.text in _CLOSES:
                opened.append(one)
            elif one.text in _OPENS and opened:
                opened.pop()
        return opened[-1] if opened else None

    def _last_before(self, offset: int) -> int | None:
        found = [at for at, one in enumerate(self.tokens) if one.end <= offset]
        return found[-1] if found else None

    def _first_of(self, at: int) -> int | None:
        """Where what ends with a token begins: `a.b(c)` is one thing."""
        while True:
            if self.tokens[at].text in _OPENS:
                opener = self._partner(at, -1)
                if opener is None:
                    return None
                at = opener
                if at and (self.tokens[at - 1].kind == "name" or self.tokens[at - 1].text == ")"):
                    at -= 1
                    continue
            if at < 2 or self.tokens[at - 1].text != ".":
                return at
            at -= 2

    def _last_of(self, at: int) -> int | None:
        while self.tokens[at].text in {"!", "-"} and at + 1 < len(self.tokens):
            at += 1
        while True:
            if self.tokens[at].text in _CLOSES:
                closer = self._partner(at, 1)
                if closer is None:
                    return None
                at = closer
            following = self.tokens[at + 1].text if at + 1 < len(self.tokens) else ""
            if following in _CLOSES:
                at += 1
            elif following == "." and at + 2 < len(self.tokens):
                at += 2
            else:
                return at

    def _partner(self, at: int, step: int) -> int | None:
        depth = 0
        while 0 <= at < len(self.tokens):
            text = self.tokens[at].text
            depth += (text in _CLOSES) - (text in _OPENS)
            if depth == 0:
                return at
            at += step
        return None


def _kind(found: re.Match[str]) -> Literal["text", "number", "name", "sign"]:
    if found["text"]:
        return "text"
    if found["number"]:
        return "number"
    return "name" if found["name"] and found[0] != "in" else "sign"
