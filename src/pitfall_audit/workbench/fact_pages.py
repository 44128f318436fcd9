"""What a check may look at, on a terminal: kinds of subject, their fields, what a search found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pitfall_audit.engagement.message_words import did_you_mean
from pitfall_audit.errors import usage
from pitfall_audit.facts.fact_schema import FactField, FactShape
from pitfall_audit.facts.kinds import SUBJECT_ANCHORS, SUBJECT_SHAPES
from pitfall_audit.report.page_templates import page_from
from pitfall_audit.report.screen import Screen
from pitfall_audit.rules.form.vocabulary import OwnField
from pitfall_audit.rules.pack_reading import PACK_FILE
from pitfall_audit.workbench.fact_search import FactsFound, PlaceFound, own_field_for

__all__ = [
    "lines_that_declare", "reached", "render_fact_kinds", "render_fact_search", "render_facts",
]  # fmt: skip


def render_fact_kinds(screen: Screen) -> str:
    """Return the kinds of subject, each with a sentence or two."""
    return page_from("workbench/fact_kinds.txt", screen, shapes=SUBJECT_SHAPES)


def render_facts(
    route: str, screen: Screen, *, shapes: Mapping[str, FactShape] = SUBJECT_SHAPES
) -> str:
    """Return the fields below ``route``: a kind of subject, or further, as ``seat.body``.

    ``shapes`` are those of a pack, where it adds fields of its own.
    Raises :class:`UsageProblem` where it leads nowhere.
    """
    name, shape, field = reached(route, shapes)
    anchors = sorted(SUBJECT_ANCHORS[name]) if field is None else ()
    said = {"route": name, "shape": shape, "field": field, "anchors": anchors}
    return page_from("workbench/facts.txt", screen, type_of=_type, **said)


def reached(
    route: str, shapes: Mapping[str, FactShape] = SUBJECT_SHAPES
) -> tuple[str, FactShape, FactField | None]:
    """Where a route leads: its name with ``[]`` after each list, the shape and the field there.

    Raises :class:`UsageProblem` where it leads nowhere.
    """
    first, *steps = route.split(".")
    if first not in shapes:
        kinds = did_you_mean(first, SUBJECT_SHAPES) or f"the kinds are {', '.join(SUBJECT_SHAPES)}"
        raise usage("no-fact/kind", first=first, kinds=kinds)
    name, shape, field = first, shapes[first], None
    for step in steps:
        known = shape.fields if field is None or field.shape is not None else {}
        if step not in known:
            there = f"it has {', '.join(known)}" if known else f"{name} has no fields below it"
            meant = did_you_mean(step, known) or there
            raise usage("no-fact/field", name=name, step=step, meant=meant)
        field = known[step]
        name, shape = f"{name}.{step}", field.shape or shape
        if field.repeated and field.shape is not None:
            name += "[]"
    return name, shape, field


def _type(field: FactField) -> str:
    kind = f"list of {field.kind}" if field.repeated else field.kind
    if field.shape is not None:
        what = field.shape.name.lower()
        kind = f"list, each a {what}" if field.repeated else f"a {what}"
    return f"{kind}; may be unstated" if field.optional else kind


_MOST_PLACES: Final = 8


def render_fact_search(
    sought: str, found: Sequence[FactsFound], places: Sequence[PlaceFound], screen: Screen
) -> str:
    """Return the facts that were found, by the kind of subject whose they are.

    ``places`` are those of an engagement file that were found: told are those without a fact,
    and all of them where there is no fact at all.
    """
    return page_from(
        "workbench/fact_search.txt",
        screen,
        sought=sought,
        found=found,
        places=places,
        most_places=_MOST_PLACES,
        pack_file=PACK_FILE,
        kinds_of=lambda routes: ", ".join(one.partition(".")[0] for one in routes),
        lines_that_declare=lines_that_declare,
        own_field_for=own_field_for,
        type_of=_type,
    )


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
