"""The pages of the form as plain data: which fields stand on one, and what each asks.

A field is declared in the models and nowhere else: its words, its answers and its place come from
there, its question from the fact that copies it, where there is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from msgspec import Struct

from pitfall_audit.editing.asking import Known
from pitfall_audit.editing.interview import AskedPlace
from pitfall_audit.engagement.absence import NONE, NOT_STATED
from pitfall_audit.engagement.message_words import as_written
from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.arrangement import SaidInWords
from pitfall_audit.engagement.model.base import Model, Sourced, Who
from pitfall_audit.engagement.model.outlines import FieldOutline, outline, own_fields
from pitfall_audit.engagement.spots import spot_at
from pitfall_audit.engine.entries import entry_name, steps_of
from pitfall_audit.engine.result import Entry
from pitfall_audit.facts.fact_schema import record_name, walk_shapes
from pitfall_audit.facts.kinds import SUBJECT_SHAPES
from pitfall_audit.form.controls import Control, State, control_of, standing
from pitfall_audit.report.path_words import path_words
from pitfall_audit.yaml.document_parts import packaged_data
from pitfall_audit.yaml.places import DataPath, length_at, value_at
from pitfall_audit.yaml.reading import path_text

__all__ = [
    "Link", "Part", "Row", "Rows", "Sheet", "asked_sheet", "left_sheet", "path_of", "record_sheet",
    "section_of", "section_sheet", "sections",
]  # fmt: skip

_FEW: Final = 12
"""A record with no more fields is shown whole."""
_SMALL: Final = 6
"""A record with no more fields, none of them a record itself, stands on the page around it."""


_IN_WORDS: Final = (
    "No one field holds the answer. Taken down here it is kept for people to read; the question "
    "stays open."
)


class Link(Struct, frozen=True):
    """A way to the page of a record: ``at`` is its path, or that of the list to ``add`` to.

    It is ``named`` where its words say of which record.
    """

    words: str
    at: str
    add: bool = False
    named: bool = False


class Row(Struct, frozen=True):
    """One field: what it asks, what it is filled in with, and the ways to what is below it.

    ``now`` is what stood in the control when the page was made. ``rows`` are the fields of a small
    record, and ``note`` what is to be known before it is filled in.
    """

    path: str
    name: str
    asks: str
    says: str
    example: str
    required: bool
    control: Control
    now: State
    links: tuple[Link, ...] = ()
    rows: tuple[Row, ...] = ()
    opened: bool = False
    note: str = ""


class Part(Struct, frozen=True):
    """Some rows under a heading; what is ``folded`` is shown when somebody opens it."""

    title: str
    rows: tuple[Row, ...]
    says: str = ""
    folded: bool = False


class Sheet(Struct, frozen=True):
    """One page of the form. ``about`` are the paths of which its findings and questions speak.

    ``adds`` are the lists to which it writes a new entry; ``removes`` is what it can take out.
    """

    title: str
    says: str
    parts: tuple[Part, ...]
    about: tuple[str, ...]
    above: tuple[Link, ...] = ()
    adds: tuple[str, ...] = ()
    removes: str = ""


def _said() -> dict[str, Any]:
    return packaged_data(__package__, "form.yaml")


@cache
def sections() -> Mapping[str, Mapping[str, Any]]:
    """The sections, by name: each with its title, what it says, and its fields."""
    said = _said()
    listed = {key for one in said["sections"].values() for key in one["fields"]}
    rest = [key for key in outline(Engagement) if key not in {*listed, *said["left_out"]}]
    named: dict[str, dict[str, Any]] = said["sections"]
    *_, last = named.values()
    return named | {"besides": {**last, "fields": [*last["fields"], *rest]}}


def section_of(path: DataPath) -> str:
    """The name of the section in which a path stands; that of the first one for no path."""
    names = (name for name, one in sections().items() if path and path[0] in one["fields"])
    return next(names, next(iter(sections())))


def path_of(text: str) -> DataPath | None:
    """The data path that a text names; None where no file can have it."""
    steps = steps_of(text)
    if bool(steps) != bool(text) or (steps and steps[-1][1] != text):
        return None
    path = tuple([step for step, _ in steps])
    return path if not path or spot_at(path) is not None else None


@cache
def _questions() -> Mapping[tuple[str, str], str]:
    """The question for each field that a fact is a plain copy of, by its record and key."""
    return {
        field.fact.made_from: field.fact.asks
        for top in SUBJECT_SHAPES.values()
        for shape in walk_shapes(top)
        for field in shape.fields.values()
        if field.fact.made == "copied" and field.fact.asks
    }


class Rows:
    """Makes the rows of one page: of the data of a file, and of what was ``typed`` beside."""

    def __init__(self, data: dict[str, Any], typed: Mapping[str, State], notes: Mapping[str, str]):
        self.data, self.typed, self.notes, self.known = data, typed, notes, Known(data)

    def row(self, path: DataPath, *, within: bool = False) -> Row:
        """The row of a field; ``within`` a row it has no rows of its own."""
        spot = spot_at(path)
        if spot is None:
            raise KeyError(path)
        field, model = spot.field, spot.record
        value, text = standing(self.data, path), path_text(path)
        control = Control("nothing", (), ()) if spot.entry else control_of(field, value, self.known)
        now, typed = control.state, self.typed.get(text, control.state)
        name = field.key.replace("_", " ")
        example = max(field.examples, key=lambda one: isinstance(one, str), default="")
        small = model is not None and not within and _is_small(field, model)
        rows = self.rows(path, own_fields(model)) if model is not None and small else ()
        return Row(
            text, name[:1].upper() + name[1:],
            _questions().get((record_name(spot.owner), field.key), ""), field.description,
            _shown(example) if control.kind in ("text", "long", "lines") else "",
            field.required, Control(control.kind, control.options, typed, control.others), now,
            () if rows else self._links(path, field, value), rows,
            isinstance(value, dict) or any(one.path in self.typed for one in rows),
            self.notes.get(text, ""),
        )  # fmt: skip

    def rows(self, path: DataPath, keys: Iterable[str], *, within: bool = True) -> tuple[Row, ...]:
        """The rows of some fields of the record at a path."""
        return tuple([self.row((*path, key), within=within) for key in keys])

    def _links(self, path: DataPath, field: FieldOutline, value: Any) -> tuple[Link, ...]:
        """The ways to the entries of a list or mapping and to a new one, or into a record."""
        text = path_text(path)
        if field.model is None:
            return ()
        if field.container == "one":
            if field.model is Sourced and value in (None, "no", NONE, NOT_STATED):
                return ()
            words = "Where it is written" if field.model is Sourced else "Say it part by part"
            return (Link(_in_short(value) if isinstance(value, dict) else words, text),)
        pairs = value.items() if isinstance(value, dict) else enumerate(value or ())
        entries = [] if isinstance(value, str) else [
            Link(entry_name(step, one) or f"Entry {number}", path_text((*path, step)), named=True)
            for number, (step, one) in enumerate(pairs, 1)
        ]  # fmt: skip
        more = [Link("Add another" if entries else "Add one", text, add=True)]
        return (*entries, *(more if field.container == "list" else ()))

    def parts(self, path: DataPath, model: type[Model]) -> tuple[Part, ...]:
        """The fields of a record: those that come first, the others, and where it is written."""
        own = [*own_fields(model)]
        shared = [key for key in outline(model) if key not in own]
        first = _said()["first"].get(model.__name__) or own[: _FEW if len(own) > _FEW else None]
        at = standing(self.data, path)
        stands = {one.rpartition(".")[2] for one in self.typed} | set(
            at if isinstance(at, dict) else ())  # fmt: skip
        early = [*first, *(key for key in own if key in stands and key not in first)]
        parts = [
            Part("", self.rows(path, early, within=False)),
            Part("More that can be said", self.rows(
                path, [key for key in own if key not in early], within=False), folded=True),
            Part("Where it is written, and how firmly", self.rows(path, shared), folded=True),
        ]  # fmt: skip
        return tuple([part for part in parts if part.rows])


def _is_small(field: FieldOutline, model: type[Model]) -> bool:
    fields = own_fields(model).values()
    return (
        field.container == "one" and field.shorthand is None
        and not issubclass(model, Sourced | Who)
        and len(fields) <= _SMALL
        and all(one.container != "mapping" and (
            one.model is None or one.model is Sourced or one.shorthand) for one in fields)
    )  # fmt: skip


def _shown(example: Any) -> str:
    """An example as it is typed into a form."""
    if isinstance(example, list) and all(isinstance(one, str) for one in example):
        return "; ".join(example)
    return example if isinstance(example, str) else as_written(example)


def _in_short(value: dict[str, Any]) -> str:
    plain = [one for one in value.values() if isinstance(one, str)]
    return ", ".join(plain)[:60] or "What is said of it"


def section_sheet(name: str, rows: Rows) -> Sheet:
    """The page of a section, with the fields of the whole arrangement that are in it."""
    said = sections()[name]
    shown = rows.rows((), said["fields"], within=False)
    return Sheet(said["title"], said["says"], (Part("", shown),), tuple(said["fields"]))


def record_sheet(path: DataPath, rows: Rows, *, add: bool) -> Sheet:
    """The page of the record at a path; with ``add`` of a new entry of the list there.

    Raises KeyError where no record can be at the path, or it is in an entry that is not there.
    """
    here = (*path, length_at(rows.data, path)) if add else path
    spot = spot_at(here)
    entries = [path[:n] for n, step in enumerate(path, 1) if isinstance(step, int)]
    if spot is None or not spot.record or None in [value_at(rows.data, one) for one in entries]:
        raise KeyError(path_text(here))
    ups = [up for n in range(1, len(here)) if (at := spot_at(up := here[:n])) and at.record]
    there = standing(rows.data, here) is not None
    return Sheet(
        f"New: {spot.field.key.replace('_', ' ')}" if add else _titled(here, rows.data),
        (spot.record.__doc__ or "").split("\n\n")[0].replace("\n", " "),
        rows.parts(here, spot.record), (path_text(here),),
        tuple([Link(_titled(up, rows.data), path_text(up)) for up in ups]),
        (path_text(path),) if add else (), path_text(here) if there else "",
    )  # fmt: skip


def _titled(path: DataPath, data: Any) -> str:
    """Where a path leads, as a heading: by the names of the entries on the way."""
    ways = [(path[:n], step) for n, step in enumerate(path, 1) if isinstance(step, int)]
    named = {path_text(way): Entry(entry_name(step, value_at(data, way)), 0) for way, step in ways}
    words = path_words(path_text(path), named).replace("`", "").removeprefix("the ")
    return words[:1].upper() + words[1:].replace("_", " ").replace(".", ", ")


def asked_sheet(
    places: Sequence[AskedPlace], rows: Rows, title: str, says: str, whys: Sequence[str] = ()
) -> Sheet:
    """The page of a question: the fields that hold its answer, or a sentence where none does.

    Of a list of records, a new entry is asked for. ``whys`` say of each place why it is asked.
    """
    parts: list[Part] = []
    adds: list[str] = []
    shown: set[str] = set()
    above = ""
    for place, why in zip(places, whys or [""] * len(places), strict=True):
        path, spot = place.path, spot_at(place.path)
        if spot is None or path_text(path) in shown:
            continue
        field, model = spot.field, spot.field.model
        plain = spot.entry or field.container == "mapping" or field.shorthand is not None
        if plain or model is None or issubclass(model, Sourced) or _is_small(field, model):
            around = _titled(path[:-1], rows.data) if path[:-1] else ""
            parts.append(Part(around if around != above else "", (rows.row(path),), why))
            above = around
            continue
        above = _titled(path, rows.data)
        if field.container == "list":
            adds.append(path_text(path))
            path = (*path, length_at(rows.data, path))
        own = own_fields(model)
        keys = [place.key.key] if place.key else []
        keys = [*dict.fromkeys(one for one in (*keys, *place.first, *own) if one in own)]
        parts.append(Part(above, rows.rows(path, keys[:_SMALL]), why))
        if keys[_SMALL:]:
            more = rows.rows(path, keys[_SMALL:])
            parts.append(Part("More that can be said", more, folded=True))
        shown.update(row.path for part in parts for row in part.rows)
    if not parts:
        here = ("also_says", length_at(rows.data, ("also_says",)))
        adds.append("also_says")
        parts.append(Part("In words", rows.rows(here, own_fields(SaidInWords)), _IN_WORDS))
    about = tuple([path_text(place.path) for place in places])
    return Sheet(title, says, tuple(parts), about, adds=tuple(adds))


def left_sheet(paths: Iterable[DataPath], rows: Rows) -> Sheet:
    """What was typed on a page that is there no longer."""
    shown = tuple([rows.row(path, within=True) for path in paths])
    return Sheet("What you typed", "", (Part("", shown),), ())
