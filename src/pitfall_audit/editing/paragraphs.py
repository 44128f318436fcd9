"""Paragraphs of a document, made of the lines of its pages and of the cells of its rows."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec
from msgspec import Struct

__all__ = ["Line", "Paragraph", "cleaned", "grouped", "of_row", "without_margins"]

_ITEM: Final = re.compile(r"\s*(?:[•●▪◦‣·o\u2013*-]|\(?(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.)])\s+")
_BULLET: Final = re.compile(r"\A\s*[•●▪◦‣·\u2013*-]\s+")
_ENDS: Final = re.compile(r"[.!?:;][\"”\u2019)]*$")
_BEGINS: Final = re.compile(r"[\"“(]?[A-Z0-9]")
_NUMBER: Final = re.compile(r"\d+")
_KEEPS_HYPHEN: Final = re.compile(
    "co|self|non|well|part|full|long|short|low|high|out|user|carer|lived|day|half|year", re.I
)
_SHORT: Final = 0.7
"""Part of the longest line of its page below which a line does not run on into the next."""
_MOST_OF_ALL: Final = 0.6
"""On what part of the pages a line stands that belongs to the page and not to the text."""
_LONGEST_HEADING: Final = 80


class Paragraph(Struct, frozen=True):
    """A paragraph, heading or item of a list.

    ``page`` is 0 where that is not known. ``number`` is its line, or which paragraph it is.
    """

    text: str
    heading: bool = False
    page: int = 0
    number: int = 0
    item: bool = False


Line = tuple[int, int, str]
"""The page, the number of the line on it, and what stands there."""


def cleaned(one: Paragraph) -> Paragraph:
    """A paragraph in plain signs: no ligatures, marks of direction or signs of private fonts."""
    text = unicodedata.normalize("NFKC", one.text.replace("\r\n", "\n").replace("\r", "\n"))
    signs = (
        sign if sign in "\n\t" or (kind := unicodedata.category(sign))[0] != "C"
        else "" if kind == "Cf" else " "
        for sign in text
    )  # fmt: skip
    text = "\n".join(line.strip() for line in "".join(signs).split("\n"))
    return msgspec.structs.replace(one, text=text.strip())


def of_row(cells: Sequence[Sequence[Paragraph]]) -> Iterator[Paragraph]:
    """The cells of a row: where the first of two is a short one, it names what the other says."""
    if len(cells) == 2 and len(cells[0]) == 1 and 0 < len(cells[0][0].text) < _LONGEST_HEADING:
        name = cells[0][0].text.strip().rstrip(":")
        for one in cells[1]:
            yield msgspec.structs.replace(one, text=f"{name}: {one.text}" if one.text else name)
        return
    for cell in cells:
        yield from cell


def without_margins(pages: Sequence[Sequence[str]]) -> Iterator[Line]:
    """All lines, but for those that stand at the head or foot of most pages."""
    ends = Counter(
        _NUMBER.sub("0", line.strip())
        for lines in pages
        for line in {*lines[:2], *lines[-2:]}
        if line.strip()
    )
    for page, lines in enumerate(pages, 1):
        for number, line in enumerate(lines, 1):
            at_an_end = number <= 2 or number > len(lines) - 2
            many = ends[_NUMBER.sub("0", line.strip())] >= max(2, len(pages) * _MOST_OF_ALL)
            yield page, number, "" if at_an_end and many else line


def grouped(lines: Iterable[Line]) -> Iterator[Paragraph]:
    """Paragraphs of lines: a new one begins after a blank, a short line that ends, at an item."""
    held = [(page, number, text.strip()) for page, number, text in lines]
    longest: dict[int, int] = {}
    for page, _, text in held:
        longest[page] = max(longest.get(page, 0), len(text))
    group: list[Line] = []
    for line, after in zip(held, [*held[1:], (0, 0, "")], strict=True):
        short = len(line[2]) < _SHORT * longest[line[0]]
        if group and (not line[2] or _begins_anew(group, line[2], longest, short=short)):
            yield _paragraph(group)
            group = []
        if line[2]:
            group.append(line)
        ends = _ENDS.search(line[2])
        if len(group) == 1 and short and not ends and (not after[2] or _BEGINS.match(after[2])):
            yield _paragraph(group)  # a heading
            group = []
    if group:
        yield _paragraph(group)


def _begins_anew(
    group: Sequence[Line], text: str, longest: Mapping[int, int], *, short: bool
) -> bool:
    page, _, before = group[-1]
    if _ITEM.match(text):
        return True
    if not _BEGINS.match(text) or not _ENDS.search(before):
        return False
    return len(before) < _SHORT * longest[page] or (short and not _ENDS.search(text))


def _paragraph(group: Sequence[Line]) -> Paragraph:
    """One paragraph, on as many lines; a word that was divided at the end of one is whole again."""
    page, number, text = group[0]
    item = _ITEM.match(text) is not None
    for _, _, line in group[1:]:
        stem = re.search(r"(?:^|[\s(])([^\W\d_]{2,})-$", text)
        if stem and line[:1].islower():
            rest, _, after = line.partition(" ")
            hyphen = "-" if _KEEPS_HYPHEN.fullmatch(stem[1]) else ""
            text = f"{text[:-1]}{hyphen}{rest}\n{after}"
        else:
            text = f"{text}\n{line}"
    heading = len(group) == 1 and len(text) < _LONGEST_HEADING and not _ENDS.search(text)
    return Paragraph(_BULLET.sub("", text), heading, page, number, item)
