"""The blanks of a message: what they may name, and what each filter is for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from pitfall_audit.facts.fact_schema import FactField, FactKind, FactShape
from pitfall_audit.rules.conditions.expressions import Environment, Program
from pitfall_audit.rules.conditions.fact_paths import field_at
from pitfall_audit.yaml.places import line_and_column

__all__ = [
    "BLANK", "FILTERS", "IN_QUOTES", "Blank", "FormError", "Given", "Known", "check_blank",
    "check_braces", "first_blank", "given_by", "with_two_braces",
]  # fmt: skip

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


class Blank(Struct, frozen=True):
    """A blank: the route of the field that it names, and its filters with what they take."""

    path: tuple[str, ...]
    filters: tuple[tuple[str, str | None], ...]


class Given(Struct, frozen=True):
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
            f"{', '.join(sorted(known))}"
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


IN_QUOTES = r"'[^'\n]*'|\"[^\"\n]*\""
BLANK = re.compile(rf"\{{\{{(?:{IN_QUOTES}|[^{{}}'\"])*\}}\}}")
_FIELD = r"[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*"
_FILTERS = rf"(?:\s*\|\s*\w+(?:\((?:{IN_QUOTES}|[^(){{}}'\"])*\))?)*"
# Of what begins with two braces none need follow; `{` alone with no end is a mere brace.
_NEARLY = re.compile(
    rf"(?:\$?\{{+\s*({_FIELD}{_FILTERS})\s*\}}+|\{{\{{\s*({_FIELD}{_FILTERS})(?=\s|$))"
)
_DOUBLE = re.compile(r"\{\{|\}\}|\{[%#]|#\}")
_FILLED = "\0"


def check_braces(text: str) -> None:
    """Refuse blocks in a message, and braces that are nearly a blank. Raises :class:`FormError`."""
    bare = BLANK.sub(lambda blank: _FILLED * len(blank[0]), text)
    if "{" not in bare and "}" not in bare:
        return  # as in nearly all
    if (found := _NEARLY.search(bare)) is not None:
        field = (found[1] or found[2]).strip()
        closed = found[1] is not None
        what = "would be printed as it stands" if closed else "is not closed"
        raise _fault(
            text, found.start(), f"`{found[0]}` {what}",
            f"A blank has two braces on each side: {{{{ {field} }}}}.",
        )  # fmt: skip
    if (found := re.search(rf"\{{+(?={_FILLED})|(?<={_FILLED})\}}+", bare)) is not None:
        raise _fault(
            text, found.start(), "this blank has a brace too many",
            "A blank has two braces on each side.",
        )  # fmt: skip
    if (found := _DOUBLE.search(bare)) is not None:
        if found[0] == "{%":
            raise _fault(
                text, found.start(), "a message is text with blanks; blocks are not used here"
            )
        raise _fault(
            text, found.start(), f"`{found[0]}` opens or closes nothing",
            "Take it out. A blank has two braces on each side, and a field between them.",
        )  # fmt: skip


def first_blank(text: str) -> str | None:
    """The first blank in a text, or what is nearly one; None where there is none."""
    found = BLANK.search(text) or _NEARLY.search(text)
    return found[0] if found is not None else None


def with_two_braces(text: str) -> str:
    """A text in which whatever is nearly a blank is one."""
    return _NEARLY.sub(lambda found: f"{{{{ {(found[1] or found[2]).strip()} }}}}", text)


def _fault(text: str, at: int, message: str, help_: str | None = None) -> FormError:
    line, column = line_and_column(text, at)
    return FormError(message, line, column=column, help=help_)


_TYPE: Final = re.compile(r"(LIST<)?(\w+)>?")
_KINDS_GIVEN: Final[Mapping[str, FactKind]] = {
    "STRING": "text", "INT": "whole number", "DOUBLE": "number", "BOOL": "yes or no",
}  # fmt: skip
_ROUTE: Final = re.compile(r"\s*[a-z_]\w*(?:\.[a-z_]\w*)+\s*", re.ASCII)


def given_by(
    program: Program, environment: Environment, shapes: Mapping[str, FactShape]
) -> Given | None:
    """What an expression gives; None where that can't be told before it is run."""
    found = _TYPE.fullmatch(environment.type_of(program.text))
    kind = _KINDS_GIVEN.get(found[2]) if found is not None else None
    if found is None or kind is None:
        return None
    may_be_date = kind == "text"
    if _ROUTE.fullmatch(program.text):
        first, *route = program.text.strip().split(".")
        field = field_at(shapes[first], route) if first in shapes else None
        # A plain fact says itself whether it is a date.
        may_be_date = field is not None and field.kind == "date"
    return Given(kind, repeated=found[1] is not None, may_be_date=may_be_date)
