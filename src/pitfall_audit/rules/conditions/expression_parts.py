"""What an expression may read, and the parts of it that cannot be used, told from its text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from pitfall_audit.errors import worded
from pitfall_audit.facts.fact_schema import FactField, FactShape
from pitfall_audit.facts.subjects import SubjectKind
from pitfall_audit.rules.conditions.expressions import ThresholdValue
from pitfall_audit.rules.conditions.fact_paths import field_at

__all__ = ["ROUTE", "Advice", "Known", "Token", "Written", "advice"]

_TOKEN = re.compile(
    r"(?P<text>'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")"
    r"|(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_]\w*)|(?P<sign>&&|\|\||[=!<>]=|\S)",
    re.DOTALL,
)
_OPENS = {")": "(", "]": "["}
_CLOSES = {opens: closes for closes, opens in _OPENS.items()}


class Token(Struct, frozen=True):
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


ROUTE = re.compile(r"[a-z_]\w*(?:\.[a-z_]\w*)+", re.ASCII)
"""A fact as it is written: names with points between them."""

_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})
_ASKS = _COMPARISONS | {"in"}
_TYPES: Mapping[str, str] = {
    "string": "text", "int": "a whole number", "double": "a number with a point",
    "bool": "a yes or no", "null_type": "nothing at all",
}  # fmt: skip


class Advice(Struct, frozen=True):
    """What is wrong, as the end of a sentence, and what to write instead."""

    message: str
    help: str


def advice(name: str, /, **values: object) -> Advice:
    """The advice that ``problems.yaml`` has under a name, with some values in it."""
    return Advice(*worded(name, **values)[1:])


class Known(Struct, frozen=True):
    """What an expression may read: the facts of one kind of subject, and its thresholds."""

    subject: SubjectKind
    shape: FactShape
    thresholds: Mapping[str, ThresholdValue]

    def field(self, written: str | None, type_: str | None = None) -> FactField | None:
        """The fact that a part of an expression names, if it does, and has such a type."""
        if written is None or not ROUTE.fullmatch(written):
            return None
        first, *route = written.split(".")
        found = field_at(self.shape, route) if first == self.subject else None
        if found is not None and type_ is not None and type_ != _type_of(found):
            return None
        return found

    def compared_with(self, written: Written, start: int, end: int) -> tuple[str, FactField] | None:
        """What a word is compared with: the fact as it is written, and what it means."""
        left, right = written.last_before(start), written.at(end)
        bracket = written.unclosed(start)
        if bracket is not None and bracket.text == "[":
            # One of several words that stand behind `in`.
            left = written.last_before(bracket.start)
        sides = (
            written.before(left.start) if left is not None and left.text in _ASKS else None,
            written.after(right.end) if right is not None and right.text in _COMPARISONS else None,
        )
        for side in sides:
            field = self.field(side)
            if side is not None and field is not None:
                return side, field
        return None

    def that_may_be_unstated(self) -> str:
        """A fact that may be unstated, as it is written; the label where there is none."""
        names = [name for name, field in self.shape.fields.items() if field.optional]
        return f"{self.subject}.{names[0] if names else 'label'}"

    def below(self, written: str | None, word: str | None = None) -> str:
        """Some facts below one that holds several, those first that may be a ``word``."""
        field = self.field(written)
        shape = self.shape if written == self.subject else field.shape if field else None
        names = sorted(
            shape.fields.values() if shape is not None else (),
            key=lambda one: (word not in one.vocabulary, not one.vocabulary),
        )
        shown = [f"`{written}.{one.name}`" for one in names[:2]]
        return f"Name one of them, as {' or '.join(shown)}." if shown else "Name one of them."

    def type_in_words(self, type_: str, written: str | None = None) -> str:
        """What a part of an expression is, in words."""
        field = self.field(written)
        if field is not None and field.kind == "date" and type_ == "string":
            return "a date"
        if type_.startswith("facts."):
            return "not one fact, but several"
        if type_.startswith("list"):
            return "a list"
        return _TYPES.get(type_, "something else")

    def comparison(self, type_: str, written: str | None) -> str:
        """How to make a condition of something, shown done."""
        name = written or "…"
        field = self.field(written)
        if type_ == "bool":
            return f"`{name}`, or `!{name}`"
        if type_.startswith("list"):
            word = field.vocabulary[0] if field is not None and field.vocabulary else "…"
            return f"`'{word}' in {name}`, or `size({name}) > 0`"
        if type_ == "int":
            return f"`{name} > 0`"
        if type_ == "double":
            return f"`{name} > 0.0`"
        if field is not None and field.kind == "date":
            return f"`{name} < '2026-11-26'`"
        word = field.vocabulary[0] if field is not None and field.vocabulary else "…"
        return f"`{name} == '{word}'`"


def _type_of(field: FactField) -> str:
    """CEL's name for the type of a fact."""
    if field.shape is not None:
        one = f"facts.{field.shape.name}"
    else:
        one = {"whole number": "int", "number": "double", "yes or no": "bool"}.get(
            field.kind, "string"
        )
    return f"list({one})" if field.repeated else one
