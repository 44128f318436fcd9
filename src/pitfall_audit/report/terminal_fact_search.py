"""Facts that were looked for by words, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from pitfall_audit.report.terminal_page import Page
from pitfall_audit.report.terminal_rules_facts import write_fact
from pitfall_audit.report.wording import count, joined
from pitfall_audit.rules.authoring.fact_search import FactsFound
from pitfall_audit.rules.authoring.place_search import PlaceFound, own_field_for
from pitfall_audit.rules.form.vocabulary import OwnField
from pitfall_audit.rules.packs.pack_reading import PACK_FILE

__all__ = ["lines_that_declare", "render_fact_search"]

_MOST_PLACES: Final = 8


def render_fact_search(
    sought: str,
    found: Sequence[FactsFound],
    places: Sequence[PlaceFound] = (),
    *,
    width: int,
    colour: bool,
    unicode: bool,
) -> str:
    """Return the facts that were found, by the kind of subject whose they are.

    ``places`` are those of an engagement file that were found: told are those without a fact,
    and all of them where there is no fact at all.
    """
    page = Page(width=width, colour=colour, unicode=unicode)
    page.heading(f"What a check can ask about “{sought}”")
    for group in found:
        page.blank()
        page.write(("subject: ", "bold"), (group.kind, "bold green"))
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
    page.blank()
    page.write(("An engagement file has a place for this, and no fact speaks of it yet:", "bold"))
    _write_each(page, places)
    own = own_field_for(places[0].place)
    page.blank()
    page.write(
        "So a condition can't ask about it. Declare a field of your own instead, beginning with "
        f"x-, in your {PACK_FILE} (docs/packs.md tells more), as for the first of these:"
    )
    page.blank()
    for line in lines_that_declare(own):
        page.exactly(line, indent=4)
    record = own.entry.on[0].replace("_", " ")
    where = "at the top of the file" if record == "engagement" else f"in the entry of the {record}"
    page.blank()
    page.write(
        f"Then write {own.key} into the engagement, {where}. A condition reads it as ",
        (own.condition, "bold"),
        ".",
    )


def _write_places_besides(page: Page, places: Sequence[PlaceFound]) -> None:
    page.blank()
    page.write(("Of these places in an engagement file no fact speaks yet:", "bold"))
    _write_each(page, places)
    page.blank()
    page.write(
        "To ask about one of them, declare a field of your own, beginning with x- "
        "(docs/packs.md tells how)."
    )


def _write_places(page: Page, places: Sequence[PlaceFound]) -> None:
    page.blank()
    page.write(
        ("No fact has this in its words, but an engagement file has a place for it:", "bold")
    )
    _write_each(page, places)
    page.blank()
    page.write(
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
