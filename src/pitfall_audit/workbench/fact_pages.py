"""What a check may look at, on a terminal: kinds of subject, their fields, what a search found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pitfall_audit.engagement.message_words import did_you_mean
from pitfall_audit.facts.fact_schema import FactField, FactShape
from pitfall_audit.facts.kinds import SUBJECT_ANCHORS, SUBJECT_SHAPES
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal_page import Page
from pitfall_audit.report.wording import count, joined
from pitfall_audit.rules.form.vocabulary import OwnField
from pitfall_audit.rules.pack_reading import PACK_FILE
from pitfall_audit.workbench.fact_search import FactsFound, PlaceFound, own_field_for

__all__ = [
    "NoSuchFactError", "lines_that_declare", "reached", "render_fact_kinds", "render_fact_search",
    "render_facts",
]  # fmt: skip


class NoSuchFactError(Exception):
    """A name that leads to no fact: ``message`` says so, ``help`` what to write instead."""

    def __init__(self, message: str, help: str) -> None:  # the field's word
        super().__init__(message)
        self.message = message
        self.help = help


def render_fact_kinds(screen: Screen) -> str:
    """Return the kinds of subject, each with a sentence or two."""
    page = Page(screen)
    page.heading("What a check can look at, one by one")
    for name, shape in SUBJECT_SHAPES.items():
        page.write((name, "bold"), indent=2)
        page.write(shape.says, indent=6)
    page.apart(
        f"{count(len(SUBJECT_SHAPES), 'kind')}. For the fields of one: pitfall-audit rules facts "
        "seat"
    )
    page.write("To look for something in all of them: pitfall-audit rules facts --search carers")
    return page.text()


def render_facts(
    route: str, screen: Screen, *, shapes: Mapping[str, FactShape] = SUBJECT_SHAPES
) -> str:
    """Return the fields below ``route``: a kind of subject, or further, as ``seat.body``.

    ``shapes`` are those of a pack, where it adds fields of its own.
    Raises :class:`NoSuchFactError` where it leads nowhere.
    """
    page = Page(screen)
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
        page.apart((route, "bold underline"), f": {_type(field)}. {field.fact.says}.", hanging=2)
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
    page.apart(("How to read them in a condition", "bold"))
    for words in _HOW_TO_READ:
        page.write(f"{page.symbols.bullet} {words}", indent=2, hanging=2)


_MOST_PLACES: Final = 8


def render_fact_search(
    sought: str, found: Sequence[FactsFound], places: Sequence[PlaceFound], screen: Screen
) -> str:
    """Return the facts that were found, by the kind of subject whose they are.

    ``places`` are those of an engagement file that were found: told are those without a fact,
    and all of them where there is no fact at all.
    """
    page = Page(screen)
    page.heading(f"What a check can ask about “{sought}”")
    for group in found:
        page.apart(("subject: ", "bold"), (group.kind, "bold green"))
        page.write(group.says, indent=2)
        if group.read_from:
            page.write(f"Others read it as {joined(group.read_from)}.", indent=2)
        page.blank()
        for route, field in group.facts:
            write_fact(page, route, field)
            if others := group.also.get(route):
                kinds = [other.partition(".")[0] for other in others]
                page.write(f"Also of: {', '.join(kinds)}.", indent=6, hanging=2)
    if found:
        _write_total(page, found)
    without = [one for one in places if one.without_facts]
    if without and found:
        _write_places_besides(page, without)
    elif without:
        _write_without_facts(page, without)
    elif not found:
        _write_places(page, places)
    return page.text()


def _write_without_facts(page: Page, places: Sequence[PlaceFound]) -> None:
    page.apart(("An engagement file has a place for this, and no fact speaks of it yet:", "bold"))
    _write_each(page, places)
    own = own_field_for(places[0].place)
    page.apart(
        "So a condition can't ask about it. Declare a field of your own instead, beginning with "
        f"x-, in your {PACK_FILE} (docs/packs.md tells more), as for the first of these:"
    )
    page.blank()
    for line in lines_that_declare(own):
        page.exactly(line, indent=4)
    record = own.entry.on[0].replace("_", " ")
    where = "at the top of the file" if record == "engagement" else f"in the entry of the {record}"
    page.apart(
        f"Then write {own.key} into the engagement, {where}. A condition reads it as ",
        (own.condition, "bold"),
        ".",
    )


def _write_places_besides(page: Page, places: Sequence[PlaceFound]) -> None:
    page.apart(("Of these places in an engagement file no fact speaks yet:", "bold"))
    _write_each(page, places)
    page.apart(
        "To ask about one of them, declare a field of your own, beginning with x- "
        "(docs/packs.md tells how)."
    )


def _write_places(page: Page, places: Sequence[PlaceFound]) -> None:
    page.apart(
        ("No fact has this in its words, but an engagement file has a place for it:", "bold")
    )
    _write_each(page, places)
    page.apart(
        "Facts may be made of it under other names. For all of one kind: pitfall-audit rules "
        f"facts {own_field_for(places[0].place).condition.partition('.')[0]}"
    )


def _write_each(page: Page, places: Sequence[PlaceFound]) -> None:
    page.blank()
    for one in places[:_MOST_PLACES]:
        page.write((one.place.path, "bold"), indent=2)
        page.write(one.place.field.description, indent=6)
        if one.also:
            page.write(f"Also at: {', '.join(one.also)}", indent=6, hanging=2)
    if len(places) > _MOST_PLACES:
        page.write(f"and {len(places) - _MOST_PLACES} more", indent=2)


def lines_that_declare(own: OwnField) -> Iterator[str]:
    """The lines of a ``pack.yaml`` that declare a field."""
    entry = own.entry
    yield "fields:"
    yield f"  {own.key}:"
    yield f"    on: {', '.join(entry.on)}"
    yield f"    type: {entry.type}"
    if entry.list:
        yield "    list: yes"
    if entry.words:
        yield f"    words: [{', '.join(entry.words)}]"
    yield f"    says: {entry.says}"


def _write_total(page: Page, found: Sequence[FactsFound]) -> None:
    number = sum(len(group.facts) for group in found)
    page.blank()
    which = "the subject" if len(found) == 1 else "the subject that you choose"
    page.write(
        f"{count(number, 'fact')}. Write {which} into the file of the check, as "
        f"`subject: {found[0].kind}`. For all facts of one: "
        f"pitfall-audit rules facts {found[0].kind}"
    )
