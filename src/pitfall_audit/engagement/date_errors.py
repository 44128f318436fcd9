"""What is wrong with a date, in plain words; no day is ever made up for one that is not known."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from pitfall_audit.engagement.model.outlines import FieldOutline
from pitfall_audit.engagement.model.part_dates import DATE_PATTERN, MONTHS, read_date
from pitfall_audit.engagement.model.scalars import DATE

__all__ = ["instead_of_a_date", "is_no_day", "plain_date", "why_no_day"]

_LONGEST = 60
_MONTHS = tuple(month.lower() for month in MONTHS)
_TIME = r"(?:[t ][0-9]{1,2}:[0-9]{2}.*)?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})([-/. ]?)([0-9]{{1,2}})\2([0-9]{{1,2}}){_TIME}")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")


def plain_date(text: str) -> dt.date | None:
    """The date that a text plainly means, or None where it could mean two days, or none."""
    text = text.strip().lower()
    if len(text) > _LONGEST:
        return None
    year_first = _YEAR_FIRST.fullmatch(text)
    if year_first:
        year, between, month, day = year_first.groups()
        # With nothing between them, 2022121 may be of January or of December.
        return _day(year, month, day) if between or len(month + day) == 4 else None
    numbers = _DAY_FIRST.fullmatch(text)
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


def is_no_day(text: str) -> bool:
    """Whether a text that is no date has the shape of one."""
    return re.fullmatch(DATE_PATTERN, text) is not None and read_date(text) is None


def why_no_day(text: str) -> str:
    """Why there is no such day, in words that go on after “but”."""
    if "/" in text:
        return "such a year ends in the next, or such a season lies in one year"
    numbers = re.fullmatch(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?", text)
    if numbers is None:
        return "there is no such day"
    year, month, day = int(numbers[1]), int(numbers[2]), int(numbers[3] or 1)
    if not year:
        return "there is no year 0000"
    if not 1 <= month <= 12:
        return f"there is no month {month:02}"
    if not day:
        return "there is no day 00"
    last = calendar.monthrange(year, month)[1]
    name = _MONTHS[month - 1].capitalize()
    return f"{name}{f' {year}' if month == 2 else ''} has {last} days"


def instead_of_a_date(text: str, field: FieldOutline) -> str:
    """What to write in place of a text that is no date."""
    plain = plain_date(text)
    numbers = _DAY_FIRST.fullmatch(text.strip())
    whole = DATE not in field.scalars
    if is_no_day(text):
        said = "Write the day that was meant"
        said += ", in the same shape" if _KNOWN.match(text) else ", as YYYY-MM-DD"
        said += "; if it is not known, leave it out"
        said += "." if whole else ", or write as much as is known: 2026-11 or 2026."
    elif plain is not None:
        said = f"Write the date as {plain.isoformat()}."
    elif numbers and (both := _both_ways(*numbers.groups())):
        said = f"This may be one of two days. Write the one that is meant: {both}."
    elif whole:
        said = f"A day is needed here. Write year, month and day in the shape {DATE.example}."
    else:
        said = (
            f"Write year, month and day in the shape {DATE.example}, or as much as is known: "
            "2026-11, spring 2026, 2026; where the year is not given, 26 November or November."
        )
    return said + (" If it has no end, write `ongoing`." if "ongoing" in field.words else "")


_KNOWN = re.compile(r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])")


def _both_ways(first: str, second: str, year: str) -> str | None:
    days = (_day(year, second, first), _day(year, first, second))
    if None in days:
        return None
    return " or ".join(
        f"{day.isoformat()} ({day.day} {MONTHS[day.month - 1]})" for day in days if day
    )


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
