"""The scalar types of an engagement file, each read from text.

The reader hands every scalar over as text, so that nothing is guessed on the way (``no``
stays ``no``). These types say what the text must look like, and what it becomes. The work
is done by pydantic's compiled core; only shapes that it does not know call into Python.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from msgspec import Struct
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from pitfall_audit.engagement.model.frequencies import (
    DAYS_PATTERN,
    FREQUENCY_PATTERN,
    MONTHS_PATTERN,
    days_in,
    months_in,
    times_a_year,
)
from pitfall_audit.engagement.model.markers import Choice
from pitfall_audit.engagement.model.numbers import (
    MONEY_PATTERN,
    MOST,
    NUMBER_PATTERN,
    Money,
    Number,
    money,
    number,
)
from pitfall_audit.engagement.model.part_dates import DATE_PATTERN, DAY_PATTERN, read_date
from pitfall_audit.engagement.model.records import fields_of

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler

__all__ = [
    "MAPPING", "SCALAR", "Amount", "ByShape", "ClockTime", "Count", "Date", "Day", "Days", "Due",
    "Flag", "FlagOr", "Frequency", "Id", "Listed", "ListedText", "Months", "Range", "Scalar",
    "Shorthand", "Sum", "Text",
]  # fmt: skip

Item = TypeVar("Item")

SCALAR, MAPPING = "<scalar>", "<mapping>"
"""Tags of the two shapes a value may have; the angle brackets keep them apart from any key."""


_FLAG_WORDS = ("true", "false", "yes", "no", "on", "off")


class Scalar(Struct, frozen=True, eq=False):
    """A scalar read from text: ``pattern`` is what the text must match, ``name`` what it is.

    ``convert`` makes the value from text that matches (None keeps the text), ``json_schema``
    is what an editor is to accept, which reads ``3`` as a number where the reader sees text.
    ``example`` is a right value, shown where somebody wrote a wrong one.
    """

    name: str
    pattern: str
    example: str
    convert: CoreSchema | None
    json_schema: Callable[[], dict[str, Any]]

    def __get_pydantic_core_schema__(
        self, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        text = core_schema.str_schema(strict=True, pattern=self.pattern)
        return text if self.convert is None else core_schema.chain_schema([text, self.convert])

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return self.json_schema()


def _any_case(word: str) -> str:
    """A pattern for the word in any case, in the regular expressions that editors know."""
    return "".join(f"[{letter.upper()}{letter}]" for letter in word)


def _or_text(numbers: dict[str, Any], pattern: str) -> Callable[[], dict[str, Any]]:
    """What an editor is to accept: a number of some kind, or a text that matches."""
    return lambda: {"anyOf": [{**numbers}, {"type": "string", "pattern": pattern}]}


def _date(text: str) -> dt.date:
    found = read_date(text)
    if found is None:
        raise PydanticCustomError("date_of_no_day", "There is no such day.")
    return found


_read_by = core_schema.no_info_plain_validator_function
_COUNT, _AMOUNT = r"^[0-9]{1,9}$", r"^[0-9]{1,9}(\.[0-9]{1,6})?$"
_CLOCK, _ID = r"^([01][0-9]|2[0-3]):[0-5][0-9]$", r"^[a-z][a-z0-9-]{0,99}$"
_ANY_NUMBER = {"type": "number", "minimum": 0, "maximum": 999_999_999}

# fmt: off
FLAG = Scalar(
    "yes or no", f"^(?i:{'|'.join(_FLAG_WORDS)})$", "yes", core_schema.bool_schema(),
    lambda: {"type": ["boolean", "string"],
             "pattern": f"^({'|'.join(_any_case(word) for word in _FLAG_WORDS)})$"})
COUNT = Scalar(
    "a whole number", _COUNT, "3", core_schema.int_schema(),
    _or_text({**_ANY_NUMBER, "type": "integer"}, _COUNT))
DAYS = Scalar(
    "a number of days", f"^(?i:{DAYS_PATTERN})$", "2 weeks", _read_by(days_in),
    _or_text({**_ANY_NUMBER, "type": "integer"}, f"^{DAYS_PATTERN}$"))
MONTHS = Scalar(
    "a number of months", f"^(?i:{MONTHS_PATTERN})$", "2 years", _read_by(months_in),
    _or_text({**_ANY_NUMBER, "type": "integer"}, f"^{MONTHS_PATTERN}$"))
AMOUNT = Scalar(
    "a number", _AMOUNT, "7.5", core_schema.float_schema(), _or_text(_ANY_NUMBER, _AMOUNT))
SUM = Scalar(
    "a sum of money", MONEY_PATTERN, "£20", _read_by(money), _or_text(_ANY_NUMBER, MONEY_PATTERN))
RANGE = Scalar(
    "a number or a range", f"^(?i:{NUMBER_PATTERN})$", "4-12", _read_by(number),
    _or_text({**_ANY_NUMBER, "maximum": MOST}, f"^{NUMBER_PATTERN}$"))
FREQUENCY = Scalar(
    "a number of times a year", f"^(?i:{FREQUENCY_PATTERN})$", "every six weeks",
    _read_by(times_a_year),
    _or_text({"type": "integer", "minimum": 0, "maximum": 999}, f"^{FREQUENCY_PATTERN}$"))
DATE = Scalar(
    "a date", DATE_PATTERN, "2026-11-26", _read_by(_date),
    lambda: {"anyOf": [{"type": "string", "pattern": DATE_PATTERN},
                       {"type": "integer", "minimum": 1000, "maximum": 9999}]})
DAY = Scalar(
    "a date", DAY_PATTERN, "2026-11-26", core_schema.date_schema(),
    lambda: {"type": "string", "format": "date", "pattern": DAY_PATTERN})
CLOCK_TIME = Scalar(
    "a time of day", _CLOCK, "14:30", None, lambda: {"type": "string", "pattern": _CLOCK})
ID = Scalar("an id", _ID, "panel-member", None, lambda: {"type": "string", "pattern": _ID})
TEXT = Scalar(
    "text", r"\S", "plain words", None, lambda: {"type": ["string", "number", "boolean"]})
# fmt: on

SCALAR_BY_PATTERN = {one.pattern: one for one in [*vars().values()] if isinstance(one, Scalar)}

Text = Annotated[str, TEXT]
"""Any text that is not blank; printed as written."""
Flag = Annotated[bool, FLAG]
"""Yes or no: ``true``, ``false``, ``yes``, ``no``, ``on`` or ``off``, in any case."""
Count = Annotated[int, COUNT]
"""A whole number, 0 or more."""
Days = Annotated[int, DAYS]
"""A number of days: ``60``, ``60 days``, ``2 weeks``, ``a month``."""
Months = Annotated[int, MONTHS]
"""A number of months: ``24``, ``2 years``, ``a year``."""
Amount = Annotated[float, AMOUNT]
"""A number in plain decimals, 0 or more."""
Sum = Annotated[Money, SUM]
"""A sum of money, with or without its currency: ``20``, ``£20``, ``20 EUR``."""
Range = Annotated[Number, RANGE]
"""A number or a range: ``6``, ``4-12``, ``at least 6``, ``up to 20``, ``about 15``, ``several``."""
Frequency = Annotated[Number, FREQUENCY]
"""How many times a year: ``6``, ``4-6``, ``monthly``, ``every six weeks``, ``four a year``."""
Date = Annotated[dt.date, DATE]
"""A day, ``2026-11-26``, or what is known of it: ``2026-11``, ``2026``, ``2026-Q4``, ``spring
2026``, ``2026/27`` for a year of the organisation's, ``--11-26`` where the year is not given."""
Day = Annotated[dt.date, DAY]
"""A day that has to be whole, written year-month-day: ``2026-11-26``."""
ClockTime = Annotated[str, CLOCK_TIME]
"""A time of day on the 24-hour clock: ``14:30``."""
Id = Annotated[str, ID]
"""A name of its own: lower-case letters, digits and hyphens, beginning with a letter."""


def _due_kind(value: object) -> str:
    return "<ongoing>" if value == "ongoing" else "<date>"


Due = Annotated[Literal["ongoing"] | Date, Choice(_due_kind, ("<ongoing>", "<date>"))]
"""A date, or ``ongoing`` for something that has no end."""


def _shape(value: object) -> str:
    return MAPPING if isinstance(value, dict) else SCALAR


ByShape = Choice(_shape, (SCALAR, MAPPING))
"""Chooses between a scalar and a mapping by the shape of what was written."""
FlagOr = Annotated[Flag | Item, ByShape]
"""Yes or no, or a record in its place."""


def _stated_items(value: object) -> object:
    """``none`` is a list stated to be empty."""
    return () if value == "none" else value


def _stated_scalars(value: object) -> object:
    """``none`` is a list stated to be empty, and a single scalar a list of one."""
    if isinstance(value, str):
        return () if value == "none" else (value,)
    return value


class ListShape(Struct, frozen=True):
    """Lets a list be written ``none``, and where ``single`` is set, a lone scalar stand for it."""

    single: bool

    def __get_pydantic_core_schema__(
        self, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        function = _stated_scalars if self.single else _stated_items
        return core_schema.no_info_before_validator_function(function, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        inner: dict[str, Any] = handler(schema)
        forms: list[dict[str, Any]] = [inner, {"const": "none"}]
        if self.single:
            forms.append(inner["items"])
        return {"anyOf": forms}


Listed = Annotated[tuple[Item, ...], ListShape(single=False)]
"""A list; ``[]`` and ``none`` both mean: stated, and there are none."""
ListedText = Annotated[tuple[Item, ...], ListShape(single=True)]
"""A list of scalars, of which one may stand alone (``when: before``)."""


def _expanded(key: str, value: object) -> object:
    return {key: value} if isinstance(value, str) else value


class Shorthand(Struct, frozen=True):
    """Lets a scalar stand for a mapping with one key: ``mary`` for ``{person: mary}``."""

    key: str

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        whole = handler(source)
        (alone,) = (one for one in fields_of(source).values() if one.key == self.key)
        either = core_schema.union_schema([handler.generate_schema(alone.annotation), whole])
        return core_schema.no_info_before_validator_function(
            partial(_expanded, self.key), whole, json_schema_input_schema=either
        )
