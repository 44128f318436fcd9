"""Dates as people write them in lists, in the form that a file has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pitfall_audit.engagement.model.part_dates import MONTHS, read_date

__all__ = ["date_text", "month_comes_first"]

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
