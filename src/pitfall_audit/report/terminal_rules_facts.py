"""What a check may look at, on a terminal: the kinds of subject, and the fields of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pitfall_audit.facts.fact_schema import FactField, FactShape
from pitfall_audit.facts.kinds import SUBJECT_ANCHORS, SUBJECT_SHAPES
from pitfall_audit.report.terminal_page import Page
from pitfall_audit.report.wording import count
from pitfall_audit.yaml.suggestions import did_you_mean

__all__ = ["NoSuchFactError", "reached", "render_fact_kinds", "render_facts", "write_fact"]


class NoSuchFactError(Exception):
    """A name that leads to no fact: ``message`` says so, ``help`` what to write instead."""

    def __init__(self, message: str, help: str) -> None:  # the field's word
        super().__init__(message)
        self.message = message
        self.help = help


def render_fact_kinds(*, width: int, colour: bool, unicode: bool) -> str:
    """Return the kinds of subject, each with a sentence or two."""
    page = Page(width=width, colour=colour, unicode=unicode)
    page.heading("What a check can look at, one by one")
    for name, shape in SUBJECT_SHAPES.items():
        page.write((name, "bold"), indent=2)
        page.write(shape.says, indent=6)
    page.blank()
    page.write(
        f"{count(len(SUBJECT_SHAPES), 'kind')}. For the fields of one: pitfall-audit rules facts "
        "seat"
    )
    page.write("To look for something in all of them: pitfall-audit rules facts --search carers")
    return page.text()


def render_facts(
    route: str,
    *,
    width: int,
    colour: bool,
    unicode: bool,
    shapes: Mapping[str, FactShape] = SUBJECT_SHAPES,
) -> str:
    """Return the fields below ``route``: a kind of subject, or further, as ``seat.body``.

    ``shapes`` are those of a pack, where it adds fields of its own.
    Raises :class:`NoSuchFactError` where it leads nowhere.
    """
    page = Page(width=width, colour=colour, unicode=unicode)
    name, shape, field = reached(route, shapes)
    page.heading(name)
    if field is not None and field.shape is None:
        write_fact(page, name, field)
    else:
        page.write(shape.says)
        _write_fields(page, name, shape)
    if field is None:
        page.blank()
        anchors = ", ".join(sorted(SUBJECT_ANCHORS[name]))
        page.write(("Places that points_at can name: ", "bold"), anchors, hanging=2)
    _write_how_to_read(page)
    return page.text()


def reached(
    route: str, shapes: Mapping[str, FactShape] = SUBJECT_SHAPES
) -> tuple[str, FactShape, FactField | None]:
    """Where a route leads: its name with ``[]`` after each list, the shape and the field there.

    Raises :class:`NoSuchFactError` where it leads nowhere.
    """
    first, *steps = route.split(".")
    if first not in shapes:
        raise NoSuchFactError(
            f"there is no kind of subject {first}",
            (did_you_mean(first, SUBJECT_SHAPES) or f"the kinds are {', '.join(SUBJECT_SHAPES)}")
            + f". To look for a word: pitfall-audit rules facts --search {first}",
        )
    name, shape, field = first, shapes[first], None
    for step in steps:
        known = shape.fields if field is None or field.shape is not None else {}
        if step not in known:
            raise NoSuchFactError(
                f"{name} has no field {step}",
                did_you_mean(step, known)
                or (f"it has {', '.join(known)}" if known else f"{name} has no fields below it"),
            )
        field = known[step]
        name, shape = f"{name}.{step}", field.shape or shape
        if field.repeated and field.shape is not None:
            name += "[]"
    return name, shape, field


def _write_fields(page: Page, name: str, shape: FactShape) -> None:
    below: list[tuple[str, FactField]] = []
    page.blank()
    for field in shape.fields.values():
        if field.shape is None:
            write_fact(page, f"{name}.{field.name}", field)
        else:
            below.append((f"{name}.{field.name}", field))
    for route, field in below:
        page.blank()
        page.write((route, "bold underline"), f": {_type(field)}. {field.fact.says}.", hanging=2)
        inner = f"{route}[]" if field.repeated else route
        if field.shape is not None:
            _write_fields(page, inner, field.shape)


def write_fact(page: Page, name: str, field: FactField) -> None:
    """Write one fact that is no more than a value: its type, its meaning, its words."""
    page.write((name, "bold"), f": {_type(field)}", indent=2, hanging=4)
    page.write(f"{field.fact.says}.", indent=6)
    if field.vocabulary:
        page.write(f"One of: {_quoted(field.vocabulary)}", indent=6, hanging=2)


def _type(field: FactField) -> str:
    kind = f"list of {field.kind}" if field.repeated else field.kind
    if field.shape is not None:
        what = field.shape.name.lower()
        kind = f"list, each a {what}" if field.repeated else f"a {what}"
    return f"{kind}; may be unstated" if field.optional else kind


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


_HOW_TO_READ = (
    "Text and words stand in quotes: seat.status == 'observer'. A date is a text: "
    "promise.due < '2026-06-30'. Yes or no stands alone: seat.open, !seat.open.",
    "has(seat.status) asks whether it is stated. To read what is not stated leaves the answer "
    "open, and the check asks, unless another part of the condition settles it.",
    "A list: 'carer' in seat.capacity, size(seat.capacity) > 1. Where a name has [], each item "
    "is looked at with exists or all: "
    "engagement.routes.exists(one, 'open-advert' in one.channels).",
    'Try one on a file: pitfall-audit rules try "CONDITION" FILE',
)


def _write_how_to_read(page: Page) -> None:
    page.blank()
    page.write(("How to read them in a condition", "bold"))
    for words in _HOW_TO_READ:
        page.write(f"{page.symbols.bullet} {words}", indent=2, hanging=2)
