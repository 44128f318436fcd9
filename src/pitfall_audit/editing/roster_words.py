"""The wordings of lists, their dates, and the words that must not get from them into a file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Any, Final

from pitfall_audit.engagement.message_words import plain_form
from pitfall_audit.engagement.model.part_dates import MONTHS, read_date
from pitfall_audit.yaml.document_parts import packaged_data

__all__ = [
    "Names", "date_text", "holds", "is_nothing", "known_name", "month_comes_first", "plain",
    "words",
]  # fmt: skip


def words() -> dict[str, Any]:
    """The wordings of lists."""
    return packaged_data(__package__, "roster_words.yaml")


def plain(text: str) -> str:
    """A text without case, signs, what stands in brackets, and white space."""
    return " ".join(re.sub(r"\([^)]*\)|[^\w/&?.\u2013\u2014-]|_", " ", plain_form(text)).split())


class Names:
    """The words of people's names, which must not get into a file."""

    def __init__(self, names: Iterable[str]) -> None:
        spoken = [(name, known_name(name)) for name in names]
        self._whole = {one for _, one in spoken if one}
        parts = {(part, name) for name, one in spoken for part in re.findall(r"[^\W\d_]+", one)}
        self._parts = {part for part, _ in parts if len(part) > 1}
        # Who writes a name without capitals may do so elsewhere.
        self._small = {part for part, name in parts if len(part) > 2 and name == name.lower()}

    def why_not(self, text: str) -> str:
        """Why a text can't be written; "" where it can."""
        titles = words()["titles"]
        for first, second in pairwise((*re.findall(r"[^\W\d_]+", text), "")):
            is_name = first[0].isupper() and first.casefold() in self._parts
            if is_name or first in self._small:
                return "it holds a word of somebody's name"
            if first.lower() in titles and first[0].isupper() and second[:1].isupper():
                return "it holds a title, and seems to name somebody"
        folded = f" {plain(text)} "
        if "@" in text or any(
            f" {name} " in folded if " " in name else f" {name} " == folded for name in self._whole
        ):
            return "it holds somebody's name, or an address"
        return ""


def known_name(name: str) -> str:
    """A name as it is told apart from others: without titles, case and brackets, as spoken."""
    last, comma, first = re.sub(r"\([^)]*\)", " ", name).partition(",")
    spoken = f"{first} {last}" if comma and "," not in first else name
    spoken = re.sub(r"\([^)]*\)|[^\w'\u2019-]|_", " ", spoken).casefold()
    titles = words()["titles"]
    return " ".join(part for part in spoken.split() if part not in titles)


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing, or nothing known."""
    return not {text.casefold().strip(" .") or ".", plain_form(text).strip(" .")}.isdisjoint(
        _nothing()
    )


@cache
def _nothing() -> frozenset[str]:
    return frozenset((*words()["nothing"], *map(plain_form, words()["nothing"]))) - {""}


def holds(text: str, kind: str, end: str = "") -> bool:
    """Whether a text holds one of some words, or their beginnings, unless they have an end."""
    said = " ".join(re.findall(r"[\w']+", text.casefold()))
    return any(re.search(rf"\b{re.escape(word)}{end}", said) for word in words()[kind])


_NUMBERS: Final = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_NAMED: Final = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ /\-])?([a-z]{3,})\.?,?[ /\-]+['\u2019]?(\d{4}|\d{2})",
    re.I,
)
_TIME: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}.*")


def date_text(text: str) -> str | None:
    """A date as a file has it; None where it is none. ``03/04/2025`` is in April."""
    text = _TIME.sub(r"\1", " ".join(text.split()))
    if numbers := _NUMBERS.fullmatch(text):
        day, month, year = int(numbers[1]), int(numbers[2]), _year(numbers[3])
        text = f"{year}-{month:02}-{day:02}"
    elif (named := _NAMED.fullmatch(text)) and (month := _month(named[2])):
        day = int(named[1] or 0)
        text = f"{_year(named[3])}-{month:02}" + (f"-{day:02}" if day else "")
    found = read_date(text)
    return None if found is None or text.startswith("--") else text


def month_comes_first(texts: Iterable[str]) -> bool:
    """Whether some of the dates of a column can only be read with the month first."""
    found = (_NUMBERS.fullmatch(text) for text in texts)
    return any(one is not None and int(one[1]) <= 12 < int(one[2]) for one in found)


def _year(digits: str) -> int:
    """The year that digits mean; of two, one of the hundred years up to 2068."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 69 else 1900)


def _month(word: str) -> int:
    names = enumerate((name.lower() for name in MONTHS), 1)
    return next((number for number, name in names if name.startswith(word.lower())), 0)
