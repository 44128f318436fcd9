"""The blanks of a message: what they may name, and what each filter is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pitfall_audit.facts.fact_schema import FactField, FactKind, FactShape

__all__ = ["FILTERS", "Blank", "FormError", "Given", "Known", "check_blank"]

FILTERS: Mapping[str, str] = {
    "date": "a date in words: 6 June 2026",
    "days": "a number of days in words: 1 day, 12 days",
    "list": "a list in words: asha, brian and mary",
    "or": "words to use where the field is not stated: {{ person.word|or('this person') }}",
}
"""The filters a blank may use, and what each gives."""


class FormError(Exception):
    """A message that is more than text with blanks, or a blank that names nothing.

    ``line`` and ``column`` count from 1 within the message. ``help`` says what to write, where
    there is more to say than what a message is.
    """

    def __init__(
        self, message: str, line: int = 1, *, column: int = 1, help: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
        self.help = help


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank: the route of the field that it names, and its filters with what they take."""

    path: tuple[str, ...]
    filters: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a value that a rule names itself, under ``let``.

    ``may_be_date`` is said of text of which CEL can't tell whether it is a date.
    """

    kind: FactKind
    repeated: bool = False
    may_be_date: bool = False


Known = FactShape | FactField | Given | None
"""What is known of a name that a blank may begin with; None where that is nothing."""

_KINDS: Final[Mapping[FactKind, str]] = {
    "text": "text",
    "date": "a date",
    "whole number": "a number",
    "number": "a number",
    "yes or no": "a yes or no",
}
_FOR: Final = {"date": "a date", "days": "a number", "list": "a list"}
_MEANT: Final = {"a date": "|date", "a list": "|list"}


def check_blank(blank: Blank, known: Mapping[str, Known]) -> None:
    """Whether a blank names what there is, with the filters that this needs and can take.

    Raises :class:`FormError`, which counts from where the blank begins.
    """
    shown = ".".join(blank.path)
    if blank.path[0] not in known:
        raise FormError(
            f"nothing here is called “{blank.path[0]}”; a blank may begin with "
            f"{', '.join(sorted(known))}",
        )
    value = known[blank.path[0]]
    optional = False
    for name in blank.path[1:]:
        shape = value.shape if isinstance(value, FactField) else value
        if not isinstance(shape, FactShape) or name not in shape.fields:
            raise FormError(f"there is no field “{shown}”")
        value = shape.fields[name]
        optional = optional or value.optional
    if isinstance(value, FactShape) or (value is not None and value.kind == "object"):
        raise FormError(f"“{shown}” is more than one value; name one of its fields")
    used = {name for name, _ in blank.filters}
    if optional and "or" not in used:
        raise FormError(
            f"“{shown}” may not be stated; say what to write then, as |or('not stated')"
        )
    if value is not None:
        _check_filters(blank, value, shown)
        if value.repeated and "list" not in used:
            raise FormError(f"“{shown}” is a list; write {{{{ {shown}|list }}}}")


def _check_filters(blank: Blank, value: FactField | Given, shown: str) -> None:
    """Whether each filter is given what it is for: a number, a date or a list."""
    kind = "a list" if value.repeated else _KINDS[value.kind]
    may_be_date = isinstance(value, Given) and value.may_be_date and not value.repeated
    what = f"“{shown}” is {kind}"
    for name, _ in blank.filters:
        if name == "or":
            continue
        if kind != _FOR[name] and not (name == "date" and may_be_date):
            help_ = f"Leave `|{name}` out."
            if kind in _MEANT:
                help_ = f"Write `{_MEANT[kind]}` in place of `|{name}`."
            raise FormError(f"`|{name}` is for {_FOR[name]}, and {what}", help=help_)
        kind, may_be_date, what = "text", False, f"`|{name}` gives text"
