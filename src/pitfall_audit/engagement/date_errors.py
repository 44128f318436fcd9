"""What is wrong with a date, in plain words; no day is ever made up for one that is not known."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from pitfall_audit.engagement.model.base import FieldOutline
from pitfall_audit.engagement.model.scalars import DATE
from pitfall_audit.yaml.places import DataPath

__all__ = ["instead_of_a_date", "is_no_day", "plain_date", "why_no_day"]

_LONGEST = 60
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_TIME = r"(?:[t ][0-9]{1,2}:[0-9]{2}.*)?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})([-/. ]?)([0-9]{{1,2}})\2([0-9]{{1,2}}){_TIME}")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_A_YEAR = re.compile(r"(?<![0-9])[12][0-9]{3}(?![0-9])")


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
    return re.fullmatch(DATE.pattern, text) is not None


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


def instead_of_a_date(text: str, field: FieldOutline, path: DataPath, key: str) -> str:
    """What to write in place of a text that is no date; ``key`` is where it stands in the file."""
    plain = plain_date(text)
    if is_no_day(text):
        known = 1 <= int(text[5:7]) <= 12 and text[:4] != "0000"
        said = (
            "Write the day that was meant, in the same shape; if it is not known, leave it out."
            if known
            else "Write the year, the month from 01 to 12, and the day, as YYYY-MM-DD."
        )
    elif plain is not None:
        said = f"Write the date as {plain.isoformat()}."
    elif _A_YEAR.search(text) and not _DAY_FIRST.fullmatch(text.strip()):
        said = f"A day is needed here, in the shape {DATE.example}. If the day is not known, "
        said += _without_a_day(field, path, key)
    else:
        said = f"Write year, month and day in the shape {DATE.example}."
    return said + (" If it has no end, write `ongoing`." if "ongoing" in field.words else "")


def _without_a_day(field: FieldOutline, path: DataPath, key: str) -> str:
    """What to do where a day is not known; it goes on from “If the day is not known”."""
    if not field.required:
        own = key.replace("_", "-")
        return f"leave it out, or keep the words in a field of your own: `x-{own}: …`."
    above = [step for step in path[:-1] if isinstance(step, str)]
    record = above[-1] if above else key
    it = f"this entry of `{record}`" if isinstance(path[-2:][0], int) else f"`{record}`"
    own = record.replace("_", "-")
    return f"leave {it} out, or keep what is known of it in a field of your own: `x-{own}: …`."


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
