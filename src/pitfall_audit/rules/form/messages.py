"""Messages: forms with blanks, not programs.

A message is text with blanks such as ``{{ seat.label }}`` or ``{{ promise.due|date }}``, checked
when its rule is loaded: no blocks, no calls, no arithmetic, so that a message from a stranger can
neither run code nor grow without bound.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from msgspec import Struct

from pitfall_audit.rules.form.blanks import (
    BLANK,
    FILTERS,
    IN_QUOTES,
    Blank,
    FormError,
    Known,
    check_blank,
    check_braces,
)
from pitfall_audit.rules.form.prose import date_in_words, joined
from pitfall_audit.yaml.places import line_and_column

__all__ = ["Form", "form_of", "parse_form", "value_at"]

_FIELD = re.compile(r"\s*([^\W\d]\w*(?:\.[^\W\d]\w*)*)\s*")
_FILTER = re.compile(rf"\|\s*(\w+)\s*(?:\(((?:{IN_QUOTES}|[^()'\"])*)\)\s*)?")
_WORDS = re.compile(rf"\s*({IN_QUOTES})\s*")
_NAMED_BLANK = re.compile(r"\{\{ ([\w.]+) \}\}")
_LONGEST_FORM = 1_000
_LONGEST_BLANK = 300
_MORE = " more"


class Form(Struct, frozen=True):
    """A checked message. ``paths`` are the fields that its blanks name."""

    parts: tuple[str | Blank, ...]

    @property
    def paths(self) -> tuple[tuple[str, ...], ...]:
        """The route of fields that each blank names, in order."""
        return tuple(part.path for part in self.parts if isinstance(part, Blank))

    @property
    def lists(self) -> tuple[tuple[str, ...], ...]:
        """The routes of fields that are shown as lists."""
        blanks = (part for part in self.parts if isinstance(part, Blank))
        return tuple(one.path for one in blanks if ("list", None) in one.filters)

    @property
    def text(self) -> str:
        """As catalogues have it: each blank by its field alone, as ``{{ seat.label }}``."""
        return "".join([
            part if isinstance(part, str) else f"{{{{ {'.'.join(part.path)} }}}}"
            for part in self.parts
        ])  # fmt: skip

    @property
    def instead(self) -> tuple[str, ...]:
        """The words that stand in blanks whose field is absent."""
        blanks = (part for part in self.parts if isinstance(part, Blank))
        return tuple(
            words for blank in blanks for name, words in blank.filters if name == "or" and words
        )

    def values_in(self, text: str) -> dict[str, str] | None:
        """What stands in each blank of a ``text`` that is this message, filled, by its field.

        None where it is another, or where it could be this one in more than one way: each part
        as early as it can be, and as late, are the same then.
        """
        words = [part for part in self.parts if isinstance(part, str)]
        if not all(map(text.__contains__, words)):
            return None
        blanks = [".".join(part.path) for part in self.parts if isinstance(part, Blank)]
        shape = "".join("t" if isinstance(part, str) else "b" for part in self.parts)
        if not blanks:
            return {} if text == self.text else None
        if "bb" in shape:
            return None
        first = words.pop(0) if shape[0] == "t" else ""
        last = words.pop() if shape[-1] == "t" else ""
        if len(text) < len(first) + len(last) or not (
            text.startswith(first) and text.endswith(last)
        ):
            return None
        inner = text[len(first) : len(text) - len(last)]
        early, late = _parted(inner, words), _parted_late(inner, words)
        if early is None or early != late:
            return None
        found: dict[str, str] = {}
        same = [
            found.setdefault(name, value) == value
            for name, value in zip(blanks, early, strict=True)
        ]
        return found if all(same) else None

    def fill(self, values: Mapping[str, Any]) -> str:
        """Fill the blanks from ``values``, which maps each first name to its facts.

        A blank whose field is absent, and has no ``or``, becomes "not stated".
        """
        parts = [
            part if part.__class__ is str else _fill_blank(part, values)  # type: ignore[arg-type]
            for part in self.parts
        ]
        return "".join(parts)

    def has_nothing_in(self, values: Mapping[str, Any]) -> bool:
        """Whether it has blanks, and the field of none of them is there."""
        return bool(self.paths) and all(value_at(values, path) is None for path in self.paths)


def form_of(text: str) -> Form:
    """A text of ours, each blank of which is a name alone, as :attr:`Form.text` gives it."""
    parts = enumerate(_NAMED_BLANK.split(text))
    return Form(tuple(Blank((part,), ()) if at % 2 else part for at, part in parts if part))


def _parted(text: str, at: Sequence[str]) -> list[str] | None:
    """What stands before, between and after some words, each as early as it can be."""
    values = []
    for words in at:
        value, there, text = text.partition(words)
        if not there:
            return None
        values.append(value)
    return [*values, text]


def _parted_late(text: str, at: Sequence[str]) -> list[str] | None:
    """The same, each as late as it can be."""
    values = []
    for words in reversed(at):
        text, there, value = text.rpartition(words)
        if not there:
            return None
        values.append(value)
    return [text, *reversed(values)]


def parse_form(text: str, known: Mapping[str, Known]) -> Form:
    """Check a message and make it ready to fill.

    ``known`` maps each first name a blank may use to its shape, or to what is known of a value
    that the rule names itself; None for a value of which nothing is known.
    Raises :class:`FormError`.
    """
    if len(text) > _LONGEST_FORM:
        raise FormError(f"a message has at most {_LONGEST_FORM:,} characters", 1)
    text = re.sub("\r\n?", "\n", text)
    check_braces(text)
    return Form(tuple(part for part in _parts(text, known) if part != ""))


def _parts(text: str, known: Mapping[str, Known]) -> Iterator[str | Blank]:
    end = 0
    for found in BLANK.finditer(text):
        yield text[end : found.start()]
        try:
            blank = _blank(found[0][2:-2])
            check_blank(blank, known)
        except FormError as error:
            line, column = line_and_column(text, found.start())
            raise FormError(error.message, line, column=column, help=error.help) from None
        yield blank
        end = found.end()
    yield text[end:]


def _blank(written: str) -> Blank:
    """What stands between the braces of a blank: a field, and perhaps some filters."""
    field = _FIELD.match(written)
    filters: list[tuple[str, str | None]] = []
    at = field.end() if field is not None else 0
    while field is not None and (found := _FILTER.match(written, at)) is not None:
        filters.append((found[1], _argument(found[1], found[2] or "")))
        at = found.end()
    if field is None or at < len(written):
        raise FormError("a blank names a field, as {{ seat.label }}, and nothing else")
    return Blank(tuple(field[1].split(".")), tuple(filters))


def _argument(name: str, written: str) -> str | None:
    """What a filter takes, of what stands in its brackets."""
    if name not in FILTERS:
        raise FormError(f"there is no filter “{name}”; the filters are {', '.join(FILTERS)}")
    if name == "or":
        words = _WORDS.fullmatch(written)
        if words is None:
            raise FormError("write the words to use as or('words')")
        return words[1][1:-1]
    if written.strip():
        raise FormError(f"the filter “{name}” takes nothing in brackets")
    return None


def value_at(values: Any, path: Sequence[str]) -> Any:
    """What a route of fields leads to; None where it leads nowhere."""
    for name in path:
        values = values.get(name) if isinstance(values, dict) else None
    return values


def _fill_blank(blank: Blank, values: Mapping[str, Any]) -> str:
    value = value_at(values, blank.path)
    if value.__class__ is str and not blank.filters and len(value) <= _LONGEST_BLANK:
        return value  # as most are
    for name, argument in blank.filters:
        if name == "or":
            value = argument if value is None else value
        elif value is not None:
            value = _APPLY[name](value)
    text = "not stated" if value is None else _text(value)
    return text if len(text) <= _LONGEST_BLANK else text[: _LONGEST_BLANK - 1] + "…"


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _days_in_words(value: Any) -> str:
    return "1 day" if value == 1 else f"{_text(value)} days"


def _list_in_words(value: Any) -> str:
    if not isinstance(value, Sequence) or isinstance(value, str):
        return _text(value)
    items = [_text(item) for item in value]
    text = joined(items)
    if len(text) <= _LONGEST_BLANK or len(items) < 3:
        return text
    # What is too long is cut between two things, and not in the midst of one.
    ends = accumulate(len(item) + 2 for item in items)
    kept = max(sum(end < _LONGEST_BLANK - len(_MORE) for end in ends), 1)
    return joined([*items[:kept], f"{len(items) - kept}{_MORE}"])


_APPLY: Mapping[str, Callable[[Any], str]] = {
    "date": date_in_words,
    "days": _days_in_words,
    "list": _list_in_words,
}
