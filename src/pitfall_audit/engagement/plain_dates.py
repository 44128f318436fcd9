"""The date that somebody plainly meant, written in another way than asked for."""

import calendar
import datetime as dt
import re

__all__ = ["day_near", "plain_date", "why_no_day"]

_LONGEST = 60
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def plain_date(text: str) -> dt.date | None:
    """The date that a text plainly means, or None where it could mean two days, or none."""
    text = text.strip().lower()
    if len(text) > _LONGEST:
        return None
    year_first = re.match(r"([0-9]{4})[-/. ]?([0-9]{1,2})[-/. ]?([0-9]{1,2})(?![0-9])", text)
    if year_first:
        return _day(*year_first.groups())
    numbers = re.fullmatch(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})", text)
    if numbers:
        first, second, year = numbers.groups()
        if int(first) > 12 or first == second:
            return _day(year, second, first)
        return _day(year, first, second) if int(second) > 12 else None
    words = re.fullmatch(
        r"([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([a-z]{3,9})\.?,?\s+([0-9]{4})", text
    ) or re.fullmatch(r"([a-z]{3,9})\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([0-9]{4})", text)
    if words is None:
        return None
    one, two, year = words.groups()
    day, name = (one, two) if one[0].isdigit() else (two, one)
    months = [number for number, month in enumerate(_MONTHS, 1) if month.startswith(name)]
    return _day(year, str(months[0]), day) if len(months) == 1 else None


def why_no_day(text: str) -> str:
    """Why there is no such day as a ``YYYY-MM-DD``, in words that go on after “but”."""
    year, month, day = (int(part) for part in text.split("-"))
    if not year:
        return "there is no year 0000"
    if not 1 <= month <= 12:
        return f"there is no month {month:02}"
    if not day:
        return "there is no day 00"
    last = calendar.monthrange(year, month)[1]
    name = _MONTHS[month - 1].capitalize()
    return f"{name}{f' {year}' if month == 2 else ''} has {last} days"


def day_near(text: str) -> dt.date | None:
    """The day nearest to a ``YYYY-MM-DD`` that is none; None where its month or year is none."""
    year, month, day = (int(part) for part in text.split("-"))
    if not year or not 1 <= month <= 12:
        return None
    return dt.date(year, month, min(max(day, 1), calendar.monthrange(year, month)[1]))


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
