"""How often and how long, as documents write it: ``every six weeks``, ``2 weeks``."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Final

from pitfall_audit.engagement.model.numbers import NUMBER_PATTERN, Number, number

__all__ = [
    "DAYS_PATTERN", "FREQUENCY_PATTERN", "MONTHS_PATTERN", "days_between", "days_in", "either_way",
    "months_in", "times_a_year",
]  # fmt: skip

_ONES: Final = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)
_LY: Final = {
    "weekly": 52, "fortnightly": 26, "monthly": 12, "quarterly": 4, "termly": 3, "yearly": 1,
    "annually": 1,
}  # fmt: skip
_A_YEAR: Final = {"week": 52, "month": 12, "quarter": 4, "term": 3, "year": 1}
_TIMES: Final = {"once": 1, "twice": 2}
_COUNT = rf"(?:[0-9]{{1,3}}|{'|'.join(_ONES)})"
_UNIT = "|".join(_A_YEAR)
_WORDED: Final = (
    rf"{'|'.join(_LY)}"
    rf"|(?:once|twice|{_COUNT}(?: times| meetings)?) (?:a|an|per|each|every) (?:{_UNIT})"
    rf"|every (?:(?:other|second|{_COUNT}) )?(?:{_UNIT})s?"
)
FREQUENCY_PATTERN: Final = (
    rf"(?:{NUMBER_PATTERN}|(?:(?:as a rule|usually|about|around),? )?(?:{_COUNT}|{_WORDED}))"
)
"""What a frequency looks like, in any case and without its ends."""

_IN_DAYS: Final = {"day": 1, "week": 7, "fortnight": 14, "month": 31}
_IN_MONTHS: Final = {"month": 1, "year": 12}


def _lasting(units: Iterable[str]) -> str:
    return rf"(?:[0-9]{{1,9}}|(?:an?|{_COUNT}) (?:{'|'.join(units)})s?)"


DAYS_PATTERN: Final = _lasting(_IN_DAYS)
MONTHS_PATTERN: Final = _lasting(_IN_MONTHS)
"""What a number of days, or of months, looks like, in any case and without its ends."""

_BOTH: Final = {
    "week": "26 (every two weeks) or 104 (twice a week)",
    "month": "6 (every two months) or 24 (twice a month)",
}


def times_a_year(text: str) -> Number:
    """How many times a year a text of the right shape means."""
    if re.fullmatch(NUMBER_PATTERN, text, re.IGNORECASE):
        return number(text)
    times = _times(text)
    return Number(times, times, words=text)


def days_between(text: str) -> int | None:
    """The days from one time to the next, rounded up, of a text such as ``every two years``.

    None where no frequency stands in it.
    """
    found = re.search(rf"\b(?:{_WORDED})\b", text.lower())
    if found is None:
        return None
    times = _times(found[0])
    return math.ceil(366 / times) if times else None


def _times(text: str) -> float:
    text = re.sub(r"^(?:as a rule|usually|about|around),? ", "", text.lower())
    if text in _LY:
        return _LY[text]
    every = re.fullmatch(rf"every (?:(\S+) )?({_UNIT})s?", text)
    if every:
        apart = 2 if every[1] in ("other", "second") else _count(every[1] or "1")
        return _A_YEAR[every[2]] / max(apart, 1)
    first, _, rest = text.partition(" ")
    return (_TIMES.get(first) or _count(first)) * _A_YEAR.get(rest.rpartition(" ")[2], 1)


def either_way(text: str) -> str | None:
    """How to write a word of two meanings, such as ``bi-monthly``; None for any other."""
    found = re.fullmatch(r"bi-?(week|month)ly", text.strip().lower())
    if found is None:
        return None
    return (
        f"This word has two meanings. Write {_BOTH[found[1]]}; if it is not known which, leave it "
        "out."
    )


def _count(word: str) -> int:
    return _ONES.index(word) + 1 if word in _ONES else int(word)


def days_in(text: str) -> int:
    """The number of days that a text states; a month is taken to be as long as any."""
    return _in_units(text, _IN_DAYS)


def months_in(text: str) -> int:
    """The number of months that a text states."""
    return _in_units(text, _IN_MONTHS)


def _in_units(text: str, units: Mapping[str, int]) -> int:
    count, _, unit = text.casefold().partition(" ")
    many = int(count) if count.isdigit() else _ONES.index(count) + 1 if count in _ONES else 1
    return many * units[unit.rstrip("s")] if unit else many
