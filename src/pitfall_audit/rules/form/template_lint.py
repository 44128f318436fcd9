"""What is wrong with the texts of a rule file that are valid YAML all the same.

What YAML takes for a remark, and so drops in silence; curled quotation marks, which would be
printed; and blanks that are never filled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from msgspec.structs import replace

from pitfall_audit.errors import worded_in
from pitfall_audit.rules.form.blanks import first_blank
from pitfall_audit.rules.form.yaml_help import MAY_BE, UNDER, under_a_bar
from pitfall_audit.yaml.composing import quoted
from pitfall_audit.yaml.places import DataPath, Place, Problem
from pitfall_audit.yaml.reading import Document

__all__ = ["about_remarks", "cut_condition", "texts_amiss"]

_TEXTS: Final = frozenset(
    {"title", "message", "passed", "before_question", "says", "does_not_say", "why", "remedy",
     "write_in", "question", "false_positives", "because", "asks", "name", "publisher", "licence"}
)  # fmt: skip
"""The keys under which people write what is read as it stands, in all files of a pack."""

_BEHIND: Final = re.compile(r"[ \t]+#.*")
_IN_STEAD: Final = re.compile(r"\S*:[ \t]+#\S")
_WITHIN: Final = re.compile(r"[ \t]#(?=\S)")
_OF_SYNTAX: Final = frozenset({"yaml-syntax", "missing-key"})
_LONGEST_SHOWN: Final = 200
_QUOTES: Final = (
    "YAML takes what stands behind # for a remark. If it is none, put the\n"
    "whole text, or the condition, in quotation marks: double ones, where\n"
    "it holds single ones."
)
_ABOVE: Final = "A remark of your own goes on a line above."


def texts_amiss(document: Document, *, blanks: bool = True) -> Iterator[Problem]:
    """What is wrong with the texts of a file; ``blanks`` looks for those never filled, too."""
    yield from cut_texts(document)
    yield from curled_texts(document)
    if blanks:
        yield from unfilled_blanks(document)


def cut_texts(document: Document) -> Iterator[Problem]:
    """The texts of a file that end before a ``#``, or have nothing before it."""
    for path, key, value in texts_of(document.data):
        place = _remark_behind(document, path) if value is not None else None
        if value is None:
            place = _remark_in_stead(document, path)
        if place is None:
            continue
        line = document.line_text(place.line)
        dropped = line[place.column - 1 :].rstrip()
        begins = document.locate(path)[0] if value is not None else place
        help_ = f"Put the whole text in quotation marks. {_ABOVE}"
        if begins.line == place.line and len(line) <= _LONGEST_SHOWN:
            whole = quoted(line[begins.column - 1 :].rstrip())
            help_ = f"Put the whole text in quotation marks:\n{key}: {whole}\n{_ABOVE}"
        ends = "ends before it" if value is not None else "is left empty"
        yield Problem(
            "text-cut", f"YAML takes `{dropped}` for a remark, so this text {ends}.", place, help_
        )


def cut_condition(document: Document, path: DataPath, text: str) -> Problem | None:
    """Return the problem of a condition that a ``#`` within a text in quotes cuts short.

    None where it does not. ``text`` is the condition as YAML has it.
    """
    place = _remark_behind(document, path) if _is_open(text) else None
    if place is None:
        return None
    line = document.line_text(place.line)
    help_ = "Put the condition on a line of its own, under `|`."
    if document.locate(path)[0].line == place.line and len(line) <= _LONGEST_SHOWN:
        help_ = under_a_bar(line)
    dropped = line[place.column - 1 :].rstrip()
    message = f"YAML takes `{dropped}` for a remark, so this condition ends before it."
    return Problem("text-cut", message, place, help_)


def about_remarks(problem: Problem, text: str) -> Problem:
    """A fault of YAML in a file's text, with a word on the ``#`` that may have brought it about."""
    row = problem.place.line
    lines = text.splitlines()
    if problem.id not in _OF_SYNTAX or not 0 < row <= len(lines):
        return problem
    line, before = lines[row - 1], lines[row - 2] if row > 1 else ""
    deeper = len(line) - len(line.lstrip()) > len(before) - len(before.lstrip())
    if not _WITHIN.search(line) and not (deeper and _WITHIN.search(before)):
        return problem
    if problem.help.startswith(UNDER):
        return problem
    # A line that a remark cuts short was taken for a condition by itself; it is a part of one.
    said = problem.help.partition(f"\n{MAY_BE}")[0]
    return replace(problem, help=f"{said}\n{_QUOTES}")


def texts_of(data: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, str, str | None]]:
    """Each text that people write, with its path and its key; None where nothing is there."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key in _TEXTS and (value is None or isinstance(value, str)):
                yield (*path, key), key, value
            elif key != "files":
                yield from texts_of(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from texts_of(value, (*path, index))


def _remark_behind(document: Document, path: DataPath) -> Place | None:
    """Where a remark begins behind a text without quotation marks, on the text's last line."""
    place, related = document.locate(path)
    begins = document.line_text(place.line)[place.column - 1 : place.column]
    if related or begins in {"'", '"', "|", ">"}:
        return None
    line = document.line_text(place.end_line)
    found = _BEHIND.match(line, place.end_column - 1)
    return None if found is None else _at(document, place, place.end_line, found[0], found.start())


def _remark_in_stead(document: Document, path: DataPath) -> Place | None:
    """Where a remark stands in place of a text, with no space behind its ``#``."""
    place, related = document.locate(path, key=True)
    line = document.line_text(place.line)
    found = _IN_STEAD.match(line, place.column - 1)
    if related or found is None:
        return None
    begins = found.end() - 2
    return _at(document, place, place.line, line[begins:], begins)


def _at(document: Document, place: Place, row: int, remark: str, start: int) -> Place:
    begins = start + len(remark) - len(remark.lstrip()) + 1
    ends = start + len(remark.rstrip()) + 1
    return replace(
        place, line=row, column=begins, end_line=row, end_column=ends,
        excerpt=document.line_excerpt(row),
    )  # fmt: skip


def _is_open(text: str) -> bool:
    """Whether a condition ends within a text in quotes."""
    quote = ""
    for sign in text:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
    return bool(quote)


_SINGLE: Final = "\u2018\u2019\u201a\u201b"
_DOUBLE: Final = "\u201c\u201d\u201e\u201f\u00ab\u00bb"
# Those of the other kind may stand within.
_WHOLE: Final = re.compile(
    rf"[{_SINGLE}][^{_SINGLE}]+[{_SINGLE}]|[{_DOUBLE}][^{_DOUBLE}]+[{_DOUBLE}]"
)
_APOSTROPHE: Final = re.compile(r"(?<=\w)\u2019(?=\w)")
_LONGEST_QUOTE_SHOWN: Final = 200


def curled_texts(document: Document) -> Iterator[Problem]:
    """The texts of a file that stand as a whole between curled quotation marks.

    Those with straight ones around, or under ``|``, are meant as they stand.
    """
    for path, key, value in texts_of(document.data):
        # An apostrophe within a word is a curled mark too, and none that closes.
        found = _WHOLE.fullmatch(_APOSTROPHE.sub("'", value.strip())) if value else None
        if value is None or found is None:
            continue
        place, related = document.locate(path)
        begins = document.line_text(place.line)[place.column - 1 : place.column]
        if related or begins in {"'", '"', "|", ">"}:
            continue
        bare = value.strip()[1:-1].strip()
        help_ = "Put straight ones in their place, one at each end of the text."
        if place.end_line == place.line and len(bare) <= _LONGEST_QUOTE_SHOWN:
            help_ = f"Put straight ones in their place:\n{key}: {quoted(bare)}"
        yield worded_in(document, path, "quotation-marks-curled", help=help_)


_NEVER_FILLED: Final = frozenset(
    {"title", "why", "remedy", "write_in", "question", "false_positives", "asks"}
)
"""The keys of texts without blanks; `says` is one below `related` alone."""


def unfilled_blanks(document: Document) -> Iterator[Problem]:
    """The blanks in a file's texts that are said as they stand, as a question is."""
    for path, key, text in texts_of(document.data):
        filled = key not in _NEVER_FILLED and not (key == "says" and "related" in path)
        blank = None if filled or not text else first_blank(text)
        if blank is not None:
            yield worded_in(document, path, "blank-unfilled", blank=blank, key=key)
