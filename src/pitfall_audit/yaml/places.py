"""Places in files, the text that stands there, and problems found while reading them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final, NamedTuple, Protocol

from msgspec import Struct

__all__ = [
    "DataPath", "Mark", "Place", "Problem", "Related", "SourceText", "Span",
    "length_at", "line_and_column", "one_line", "span_between", "value_at", "values_along",
]  # fmt: skip

DataPath = tuple[str | int, ...]
"""A route of keys and list indexes from the top of a document, as ``("roles", 0, "status")``."""


class Place(Struct, frozen=True, gc=False):
    """Where something stands in a file.

    ``file`` is slash-separated, as it is to be shown. Lines and columns count from 1, and
    columns count characters; the end is exclusive. ``excerpt`` is the text to show: for a
    problem the whole line that ``line`` names, for a finding only the value pointed at.
    ``path`` is the data path as text (``roles[0].status``), empty where there is none.
    """

    file: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    excerpt: str = ""
    path: str = ""


class Related(Struct, frozen=True, gc=False):
    """A second place that belongs to a problem or a finding, and what it has to do with it."""

    place: Place
    says: str


class Problem(Struct, frozen=True):
    """Something that keeps a file from being audited as its author meant.

    ``id`` names the kind of problem in spoken English (``unknown-key``); ``message`` says
    what is wrong; ``help`` says what to write or do in its place. ``place`` may be without
    a line (line 0) where the file as a whole is meant.
    """

    id: str
    message: str
    place: Place
    help: str
    related: tuple[Related, ...] = ()


# Few files need these two, which take long to compile, so it is left to their first use.
_LINE_END: Final = "\r\n|[\n\r\x85\u2028\u2029]"
_RARE_LINE_END: Final = re.compile("[\r\x85\u2028\u2029]")
_UNREADABLE_SIGN: Final = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_PRIVATE_NAME: Final = r"(?:ties?|conflicts?)[\"']?\s*:"
_PRIVATE_SECTION: Final = re.compile(rf"\s*[\"']?{_PRIVATE_NAME}", re.IGNORECASE)
_PRIVATE_IN_BRACKETS: Final = re.compile(rf"(?<![\w-]){_PRIVATE_NAME}", re.IGNORECASE)
_SECTION: Final = re.compile(r"\s*[\"']?[^\W\d][\w-]*[\"']?\s*:")
_MISPLACED_BY: Final = 4
"""A section that begins further right than by this many spaces is no section of the file."""
_LONGEST_LINE: Final = 200
_LONGEST_VALUE: Final = 120


class Mark(Protocol):
    """A position that libyaml gives: line and column count from 0, in characters."""

    @property
    def line(self) -> int:
        """The line, from 0."""

    @property
    def column(self) -> int:
        """The column, from 0."""


class Span(NamedTuple):
    """A stretch of a file. Lines and columns count from 1; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


def span_between(start: Mark, end: Mark) -> Span:
    """The stretch from one libyaml mark to another."""
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The line and column, from 1, of an offset in a text."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def one_line(value: str) -> str:
    """A value's text on one line, at most 120 characters, cut with "…"."""
    # Only the beginning is looked at: the value may be megabytes long.
    text = " ".join(value[: 4 * _LONGEST_VALUE].split())
    if len(text) > _LONGEST_VALUE or len(value) > 4 * _LONGEST_VALUE:
        return text[: _LONGEST_VALUE - 1] + "…"
    return text


class SourceText:
    """The text of a file with its shown name (slash-separated); its lines are split on demand."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._private: list[bool] = []
        self._look = self._lines_by_privacy()

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, without their ends."""
        if _RARE_LINE_END.search(self.text):
            return re.split(_LINE_END, self.text)
        return self.text.split("\n")

    @cached_property
    def last_line_with_text(self) -> int:
        """The number of the last line that is not blank; 1 if there is none."""
        return len(re.findall(_LINE_END, self.text.rstrip())) + 1

    def line_text(self, line: int) -> str:
        """The text of a line, counted from 1; "" if the file has no such line."""
        return self.lines[line - 1] if 1 <= line <= len(self.lines) else ""

    def text_of(self, span: Span) -> str:
        """The text of a stretch on one line; of a longer one, that of its first line."""
        line = self.line_text(span.line)
        end = span.end_column - 1 if span.end_line == span.line else len(line)
        return one_line(line[span.column - 1 : end])

    def within(self, span: Span) -> Span:
        """The stretch, moved back to the last line with text where it lies past that.

        libyaml notices what is missing only at the end of the file; an empty line there tells
        a reader nothing.
        """
        if span.column <= len(self.line_text(span.line)):
            return span
        last = self.last_line_with_text
        end_of_text = (last, len(self.line_text(last).rstrip()) + 1)
        if span.line > last:
            return Span(*end_of_text, *end_of_text)
        end = min((span.end_line, span.end_column), end_of_text)
        start = (span.line, span.column)
        return Span(*start, *max(start, end))

    def trimmed(self, span: Span) -> Span:
        """The stretch without the blank lines and spaces at its end.

        libyaml ends a block of text or a nested block where the next thing begins.
        """
        line, column = span.end_line, span.end_column
        while line > span.line and not self.line_text(line)[: column - 1].strip():
            line -= 1
            column = len(self.line_text(line)) + 1
        text = self.line_text(line)[: column - 1].rstrip()
        start = (span.line, span.column)
        return Span(*start, *max(start, (line, len(text) + 1)))

    def problem_place(self, span: Span, path: str = "") -> Place:
        """The place for a problem: its excerpt is the whole line, or "" (`line_excerpt`)."""
        return Place(self.file, *span, excerpt=self.line_excerpt(span.line), path=path)

    def line_excerpt(self, line: int) -> str:
        """The text of a line as a problem shows it: "" if private or over 200 signs."""
        text = self.line_text(line)
        return text if len(text) <= _LONGEST_LINE and not self.is_private(line) else ""

    def is_private(self, line: int) -> bool:
        """Whether a line, counted from 1, is one of the sections on ties and conflicts.

        Told from the lines alone, so that it holds where the text cannot be read as YAML;
        where that leaves a doubt, the line is taken for private.
        """
        # Of what is asked for, most stands near the beginning, and no more is looked at.
        while len(self._private) < line and (private := next(self._look, None)) is not None:
            self._private.append(private)
        return 0 < line <= len(self._private) and self._private[line - 1]

    def _lines_by_privacy(self) -> Iterator[bool]:
        root: int | None = None
        in_brackets = inside = False
        for line in self.lines:
            words = line.lstrip()
            if not words or words.startswith(("#", "%", "---")):
                pass  # blank lines and comments belong to what they stand in
            elif in_brackets or (root is None and words.startswith("{")):
                in_brackets, root = True, 0
                inside = inside or _PRIVATE_IN_BRACKETS.search(line) is not None
            else:
                column = len(line) - len(words)
                root = column if root is None else root
                if column - root < _MISPLACED_BY and _PRIVATE_SECTION.match(line):
                    inside = True
                elif column <= root and _SECTION.match(line):
                    inside = False
            yield inside

    def span_at(self, index: int) -> Span:
        """The stretch of the one character at an index of the text, counted from 0."""
        before = re.split(_LINE_END, self.text[:index])
        line, column = len(before), len(before[-1]) + 1
        return Span(line, column, line, column + 1)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(end.end() for end in re.finditer(_LINE_END, self.text))]

    def index_of(self, line: int, column: int) -> int:
        """The index in the text, from 0, of what stands at a line and a column, both from 1.

        libyaml has places behind the last line: they are the end of the text.
        """
        starts = self._line_starts
        return starts[line - 1] + column - 1 if line <= len(starts) else len(self.text)

    def unreadable_sign(self) -> re.Match[str] | None:
        """The first character that YAML does not allow, as a control character."""
        return re.search(_UNREADABLE_SIGN, self.text)

    def whole_file(self) -> Place:
        """The place for a problem that has no line (line 0)."""
        return Place(self.file)


def values_along(data: Any, path: DataPath) -> list[Any]:
    """What stands at each step of a path, the whole first, as far as the path leads."""
    values = [data]
    try:
        for step in path:
            if isinstance(values[-1], str):
                break  # its letters are no entries
            values.append(values[-1][step])
    except (KeyError, IndexError, TypeError):
        pass
    return values


def value_at(data: Any, path: DataPath) -> Any:
    """What stands at a path; None where nothing does."""
    values = values_along(data, path)
    return values[-1] if len(values) > len(path) else None


def length_at(data: Any, path: DataPath) -> int:
    """How many entries the list at a path has, and so the number of a new one; 0 for no list."""
    entries = value_at(data, path)
    return len(entries) if isinstance(entries, list) else 0
