"""Dates of which not everything is known: a month, a season, a year, one without its year.

Such a date is a span of days, the earliest and the latest that it can mean, with the words in
which it is shown. It is a day like any other to code that knows of no spans, the latest of them
where nobody chose another; ``facts/readings.py`` goes through what else it can mean.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Final

__all__ = [
    "DATE_PATTERN", "DAY_PATTERN", "MONTHS", "DayText", "PartDate", "as_written", "date_alone",
    "date_words", "read_date", "span_of",
]  # fmt: skip

DAY_PATTERN: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SEASONS: Final = {
    # As months are counted, or as the sun goes: the earliest and the latest, and years on.
    "spring": ((3, 1), (6, 20), 0),
    "summer": ((6, 1), (9, 22), 0),
    "autumn": ((9, 1), (12, 21), 0),
    "winter": ((12, 1), (3, 20), 1),
}
_QUARTERS: Final = ("first", "second", "third", "fourth")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
"""A day whose year is not given is taken to be of one of these."""


def _word(word: str, shortest: int) -> str:
    """A pattern for a word with or without its capital, and in its usual short form."""
    first, tail = word[0].lower(), word[shortest:]
    short = f"[{first.upper()}{first}]{word[1:shortest].lower()}"
    if word == "September":
        return f"{short}(t|tember)?"
    return f"{short}({tail})?" if tail else short


_MONTH = "(" + "|".join(_word(month, 3) for month in MONTHS) + ")"
_SEASON = "(" + "|".join(_word(season, len(season)) for season in _SEASONS) + ")"
DATE_PATTERN: Final = (
    "^("
    r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?|-?[Qq][1-4]|/[0-9]{2})?"
    r"|[Qq][1-4] [0-9]{4}"
    r"|--[0-9]{2}-[0-9]{2}"
    rf"|([0-9]{{1,2}} )?{_MONTH}"
    rf"|{_MONTH} [0-9]{{4}}"
    rf"|{_SEASON} [0-9]{{4}}(/[0-9]{{2}})?"
    ")$"
)
"""All ways to write a date, in the regular expressions that pydantic and editors know."""


class DayText(str):
    """A day as a fact has it, ``2026-05-31``, that carries the words in which it is told."""

    __slots__ = ("words",)
    words: str


class PartDate(dt.date):
    """A day within a span: ``earliest`` and ``latest`` are the days that it can mean.

    ``words`` are those in which it is shown. ``year_of_its_own`` is true of a year such as
    2014/15, whose first day only the organisation knows; ``yearless`` of a day or a month without
    a year.
    """

    earliest: dt.date
    latest: dt.date
    words: str
    year_of_its_own: bool
    yearless: bool

    @classmethod
    def between(
        cls,
        earliest: dt.date,
        latest: dt.date,
        words: str,
        *,
        year_of_its_own: bool = False,
        yearless: bool = False,
    ) -> PartDate:
        """The latest day of a span."""
        part = cls(latest.year, latest.month, latest.day)
        part.earliest, part.latest, part.words = earliest, latest, words
        part.year_of_its_own, part.yearless = year_of_its_own, yearless
        return part

    def on(self, day: dt.date) -> PartDate:
        """The same date, taken to mean one of its days."""
        part = PartDate(day.year, day.month, day.day)
        part.earliest, part.latest, part.words = self.earliest, self.latest, self.words
        part.year_of_its_own, part.yearless = self.year_of_its_own, self.yearless
        return part

    def with_year_from(self, month: int, day: int) -> PartDate:
        """The same date, where years of the organisation's begin on a day of the calendar."""
        if not self.year_of_its_own:
            return self
        year = int(self.words[:4])
        earliest = dt.date(year, month, day)
        latest = dt.date(year + 1, month, day) - dt.timedelta(days=1)
        return PartDate.between(earliest, latest, self.words, year_of_its_own=True)

    @property
    def told(self) -> str:
        """The date within a sentence, where a day would stand."""
        return self.words if self.yearless else f"a day in {self.words}"

    def isoformat(self) -> str:
        """The day that it is taken to mean, as a text that carries the words."""
        text = DayText(super().isoformat())
        text.words = self.told
        return text


def as_written(day: dt.date) -> str:
    """A date in the words of its file: ``2026-05-31``, or ``May 2026`` where that is all."""
    return day.words if isinstance(day, PartDate) else day.isoformat()


def date_words(day: dt.date) -> str:
    """A date within a sentence, after “on”: ``31 May 2026``, or ``a day in May 2026``."""
    if isinstance(day, PartDate):
        return day.told
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_alone(day: dt.date) -> str:
    """A date by itself: ``31 May 2026``, or ``May 2026`` where that is all."""
    return day.words if isinstance(day, PartDate) else date_words(day)


def read_date(text: str) -> dt.date | None:
    """The date that a text of the right shape means; None where there is no such day."""
    try:
        return dt.date.fromisoformat(text) if re.match(DAY_PATTERN, text) else _part(text)
    except ValueError:
        return None


def _part(text: str) -> PartDate | None:
    if re.match(DATE_PATTERN, text) is None:
        return None
    if text.startswith("--") or re.match(rf"([0-9]{{1,2}} )?{_MONTH}$", text):
        return _yearless(text)
    first, _, rest = text.partition(" ")
    if first.lower() in _SEASONS:
        return _season(first.lower(), rest)
    return _year(text) if "/" in text else _months_of_year(text, first, rest)


def _year(text: str) -> PartDate | None:
    """A year of the organisation's, 2014/15, which may begin on any day of its first."""
    year = int(text[:4])
    if int(text[5:]) != (year + 1) % 100:
        return None
    days = dt.date(year, 1, 1), dt.date(year + 1, 12, 31)
    return PartDate.between(*days, text, year_of_its_own=True)


def _months_of_year(text: str, first: str, rest: str) -> PartDate:
    """A month, a quarter or the whole of a year."""
    quarter = re.fullmatch(r"([0-9]{4})-?[Qq]([1-4])|[Qq]([1-4]) ([0-9]{4})", text)
    if quarter:
        year, number = int(quarter[1] or quarter[4]), int(quarter[2] or quarter[3])
        words = f"the {_QUARTERS[number - 1]} quarter of {year}"
        return PartDate.between(*_months(year, 3 * number - 2, 3 * number), words)
    if not rest and "-" not in text:
        return PartDate.between(*_months(int(text), 1, 12), text)
    year, month = (int(rest), _month(first)) if rest else (int(text[:4]), int(text[5:]))
    return PartDate.between(*_months(year, month, month), f"{MONTHS[month - 1]} {year}")


def _yearless(text: str) -> PartDate:
    if text.startswith("--"):
        month, number = int(text[2:4]), [text[5:]]
    else:
        *number, name = text.split()
        month = _month(name)
    first, last = (int(number[0]),) * 2 if number else (1, 31)
    dt.date(2000, month, first)  # which has a 29 February
    earliest = dt.date(_FIRST_YEAR, month, min(first, _last_day(_FIRST_YEAR, month)))
    latest = dt.date(_LAST_YEAR, month, min(last, _last_day(_LAST_YEAR, month)))
    day = f"{first} " if number else "a day in "
    words = f"{day}{MONTHS[month - 1]} of a year that is not given"
    return PartDate.between(earliest, latest, words, yearless=True)


def span_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day that a date can mean."""
    return (day.earliest, day.latest) if isinstance(day, PartDate) else (day, day)


def _last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _season(season: str, years: str) -> PartDate | None:
    begins, ends, on = _SEASONS[season]
    year, _, second = years.partition("/")
    words = f"{season} {years}"
    first = int(year)
    if second and (not on or int(second) != (first + 1) % 100):
        return None
    # “Winter 2022” may be the one that ends in 2022, or the one that begins in it.
    earliest = dt.date(first - on if not second else first, *begins)
    return PartDate.between(earliest, dt.date(first + on, *ends), words)


def _months(year: int, first: int, last: int) -> tuple[dt.date, dt.date]:
    if not 1 <= first <= 12:
        raise ValueError(first)
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def _month(name: str) -> int:
    """The number of a month by its name or the beginning of it; 0 where it is no month."""
    starts = name.capitalize()
    return next((n for n, month in enumerate(MONTHS, 1) if month.startswith(starts)), 0)
