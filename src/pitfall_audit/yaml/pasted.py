"""Characters that look like those that YAML needs, as word processors and web pages put them in.

Where something is wrong with a line that has one, it is the cause, whatever else it looks like.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from pitfall_audit.yaml.places import Problem, SourceText

__all__ = ["pasted_instead", "pasted_on_lines"]

_SPACES: Final = "\u00a0\u2007\u202f\u2009\u3000"
_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2212"
_BULLETS: Final = "\u2022\u00b7\u25cf\u25aa\u2043"
_COLONS: Final = "\uff1a\ufe55\u2236"
_QUOTES: Final = "\u201c\u201d\u201e\u2018\u2019\u201a"
_ITEM: Final = rf"[ {_SPACES}]*(?:- +)*"
_KINDS: Final = (
    (re.compile(rf"{_ITEM}([{_DASHES}{_BULLETS}])[ {_SPACES}]"), "a hyphen (-) and a space"),
    (re.compile(rf"[ ]*(?:- +)*([{_SPACES}])"), "an ordinary space"),
    (re.compile(rf"{_ITEM}[\w\"'-]+[ ]*([{_COLONS}])"), "a colon (:) and a space"),
    (re.compile(rf"{_ITEM}[\w\"'-]+[ ]*:[ ]*([{_SPACES}])"), "an ordinary space"),
    (re.compile(rf"{_ITEM}([{_QUOTES}])"), "a straight quotation mark (\" or ')"),
    (re.compile(rf"{_ITEM}[\w\"'-]+[ ]*:[ ]*([{_QUOTES}])"), "a straight quotation mark (\" or ')"),
)  # fmt: skip
_WITHIN: Final = (
    (re.compile(rf"(?<=\w)[{_DASHES}](?=\w)"), "a hyphen (-)"),
    (re.compile(rf"[{_SPACES}]"), "an ordinary space"),
    (re.compile(rf"(?<=\w)[{_COLONS}]"), "a colon (:) and a space"),
)
_AT_AN_END: Final = re.compile(rf"[{_QUOTES}]")
_OF_TEXT: Final = frozenset(
    {"not-an-id", "not-a-date", "not-one-of", "unknown-body", "unknown-key", "unknown-person",
     "unknown-reference", "unknown-source"}
)  # fmt: skip
"""Problems with what a name, a date or a word is spelled like."""
_ALONE_IN_BRACES: Final = re.compile(r"\s*[,}]")


def pasted_on_lines(source: SourceText, lines: Iterable[int]) -> tuple[int, int, str, str] | None:
    """The first such character on some lines: its line and column, what it is, what to type."""
    for number in lines:
        if (found := _on(source.line_text(number))) is not None:
            column, message, help_ = found
            return number, column, message, help_
    return None


def pasted_instead(problem: Problem, line: str) -> Problem:
    """A problem, or in its place the true cause, where that is to be seen on its line."""
    place = problem.place
    found = _on(line)
    if found is None and place.end_line == place.line:
        found = _in(line, place.column - 1, place.end_column - 1, problem.id in _OF_TEXT)
    if found is not None:
        column, message, help_ = found
        at = replace(place, column=column, end_line=place.line, end_column=column + 1)
        return Problem("pasted-character", message, at, help_, problem.related)
    before, after = line[: place.column - 1].rstrip(), line[place.end_column - 1 :]
    if problem.id == "unknown-key" and before.endswith(",") and _ALONE_IN_BRACES.match(after):
        return replace(
            problem,
            message="Inside braces a comma ends a text, and what follows it begins another entry.",
            help="If it belongs to the text, put the whole text in quotation marks, from its "
            "beginning to its end.",
        )
    return problem


def _on(line: str) -> tuple[int, str, str] | None:
    for pattern, type_ in _KINDS:
        if (match := pattern.match(line)) is not None:
            return _told(line, match.start(1), type_)
    return None


def _in(line: str, start: int, end: int, of_text: bool) -> tuple[int, str, str] | None:
    """The first such character in a value, or around it, that makes it another than was meant."""
    for pattern, type_ in _WITHIN if of_text else ():
        if (match := pattern.search(line, start, end)) is not None:
            return _told(line, match.start(), type_)
    if _AT_AN_END.match(line, start, end):
        return _told(line, start, "a straight quotation mark (\" or ')")
    return None


def _told(line: str, at: int, type_: str) -> tuple[int, str, str]:
    sign = line[at]
    name = unicodedata.name(sign, "character").lower()
    return (
        at + 1,
        f"At column {at + 1} stands a “{name}” (U+{ord(sign):04X}), which YAML takes for text.",
        f"Type {type_} in its place. Text that is pasted often brings such characters along.",
    )
