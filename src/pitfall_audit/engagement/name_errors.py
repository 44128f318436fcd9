"""What is wrong with a name, an id or a date, in plain words, and what was plainly meant."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pitfall_audit.engagement.message_words import (
    PRIVATE,
    SEVERAL_WORDS,
    capital,
    homes,
    is_private,
    nearest,
    quoted,
    slug,
    standing,
)
from pitfall_audit.engagement.model.base import Model, outline
from pitfall_audit.engagement.model.scalars import ID
from pitfall_audit.yaml.places import DataPath

__all__ = [
    "NO_SPACE", "Explanation", "day_near", "not_a_name", "not_an_id", "plain_date",
    "unknown_key", "why_no_day",
]  # fmt: skip

NO_SPACE = re.compile(r"([A-Za-z][\w-]*):(\S.*)", re.DOTALL)
"""A field and its value with no space between them."""
_OFFICES = {
    "chair": "chair-1",
    "co_chairs": "chair-1",
    "vice_chairs": "vice-chair-1",
    "secretary": "secretary-1",
}
"""The id to propose for somebody who is named by an office."""
_TWO_ENTRIES = re.compile(r"\S - \S")

_OWN_BEGUN = re.compile(r"[xX][-_ ]+")
"""What keys begin with that are meant for fields of one's own, and are written otherwise."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A problem without its place: ``path`` says where, ``at_key`` whether the key is meant."""

    id: str
    message: str
    help: str
    path: DataPath
    at_key: bool = False


def not_a_name(text: str, path: DataPath, context: Mapping[str, Any]) -> Explanation:
    """The key of a mapping that is not as its keys are to be."""
    if context.get("pattern") == ID.pattern:
        return not_an_id(text, path, at_key=True)
    if "nobody" in context:
        return _nobody(text, path)
    plain = slug(text).replace("-", "_")
    no_space = NO_SPACE.fullmatch(text)
    if no_space:
        message = f"The colon after `{no_space[1]}` has no space after it."
        help_text = f"Write it like this: `{no_space[1]}: {no_space[2]}`."
        return Explanation("not-an-id", message, help_text, path, at_key=True)
    return Explanation(
        "not-an-id",
        f"{quoted(text)} is not a name for a value: lower-case letters, digits and underscores, "
        "beginning with a letter.",
        f"Write it like this: `{plain if re.match('[a-z]', plain) else 'most_days'}`.",
        path,
        at_key=True,
    )


def _nobody(text: str, path: DataPath) -> Explanation:
    """An id for somebody that reports use where nobody is named."""
    return Explanation(
        "not-an-id",
        f"Nobody can have the id `{text}`: reports say so of a role whose holders are not named.",
        "If the file names nobody, leave `holders` out; if the role is vacant, write "
        "`holders: none`. Else write another id, like this: `person-a`.",
        path,
        at_key=True,
    )


def not_an_id(
    text: str,
    path: DataPath,
    *,
    at_key: bool = False,
    said: str | None = None,
    of_person: bool = False,
) -> Explanation:
    """A text that is to be an id and is none; ``said`` is how it is shown.

    ``of_person`` is whether it is to be that of a person.
    """
    plain = slug(text)
    help_text = f"Write it like this: `{plain if re.match('[a-z]', plain) else ID.example}`."
    if _TWO_ENTRIES.search(text):
        help_text = (
            "If it is two entries of a list, begin each on a line of its own, with the dashes "
            "one under the other."
        )
    elif path[:1] and path[0] in PRIVATE:
        help_text = f"Write it like this: `{ID.example}`."
    elif of_person:
        steps = [step for step in path if isinstance(step, str)]
        office = next((_OFFICES[step] for step in steps if step in _OFFICES), "person-a")
        help_text = (
            f"Write the id of somebody under `people`, and not their name, like this: `{office}`."
        )
    if path[:1] == ("people",) and at_key:
        # What was written may be a real name, and its slug would be one too.
        help_text = "Write an id that is not the person's name, like this: `person-a`."
    return Explanation(
        "not-an-id",
        f"{capital(said or quoted(text))} is not an id: lower-case letters, digits and "
        "hyphens, beginning with a letter.",
        help_text,
        path,
        at_key,
    )


def unknown_key(
    top: type[Model], owner: type[Model], path: DataPath, *, suggest: bool, blank: bool
) -> Explanation:
    """Explain a key that a record of the model ``owner`` does not have; ``blank`` is its value.

    ``top`` is the model of the whole file. ``suggest`` is whether to look for what was meant.
    """
    key = str(path[-1])
    places = homes(top).get(key, ())
    found = nearest(key, outline(owner)) if suggest else None
    instead = owner.said_otherwise.get(key.replace("-", "_").casefold())
    begun = _OWN_BEGUN.match(key)
    if begun is not None:
        # It is meant for a field of one's own, and lacks but the hyphen.
        found, places = None, ()
    if instead is not None:
        help_text = f"This is said by `{instead.partition(':')[0]}`, as in `{instead}`."
    elif len(places) == 1:
        help_text = f"`{key}` belongs {places[0]}."
    elif found is not None:
        help_text = f"Did you mean `{found}`?"
    elif " " in key and blank:
        # Within { } a comma ends the text, and what follows is read as a field left blank.
        help_text = "If this is part of a text that holds a comma, put the text in quotation marks."
    else:
        name = key[begun.end() :] if begun is not None else key
        own = "" if is_private(path, key) else slug(name)
        help_text = f"A field of your own begins with `x-`: `x-{own or 'our-field'}`."
    said = capital(SEVERAL_WORDS) if is_private(path, key) else quoted(key)
    message = f"{said} is not a field {standing(path[:-1])}."
    return Explanation("unknown-key", message, help_text, path, at_key=True)


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
