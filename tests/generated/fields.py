"""Values for any field of the models, made from what the models say of themselves.

A field that is added to the format is tried from then on, without a word here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from pitfall_audit.engagement.model.base import Citation, Model, PersonOrTeam, Sourced
from pitfall_audit.engagement.model.outlines import FieldOutline, outline

__all__ = ["DAYS", "Fields", "Names", "any_of"]

Data = dict[str, Any]
Names = Mapping[str, Sequence[str]]
"""The names that a kind of reference (``person``, ``body`` …) may take, by the kind."""

DAYS: Final = (
    "2026-07-01", "2026-06-30", "2026-06-29", "2026-05-30", "2026-03-01", "2025-06-30",
    "2025-06-29", "2027-01-11",
)  # fmt: skip
_DEEPEST: Final = 3
_MOST_FIELDS: Final = 3
_SCALARS: Final[Mapping[str, tuple[str, ...]]] = {
    "yes or no": ("no", "yes"),
    "a whole number": ("0", "1", "3", "60"),
    "a number": ("0", "2", "20.5"),
    "a sum of money": ("0", "£20", "20.50 EUR"),
    "a number or a range": ("0", "3", "4-12", "at least 6", "up to 2"),
    "a date": DAYS,
    "a time of day": ("09:30", "18:00"),
}
_PARTY: Final = (
    "person", "team", "post", "of", "or_nominee", "organisation", "body", "role", "group",
)  # fmt: skip


def any_of(values: Mapping[str, SearchStrategy[Any]], most: int) -> SearchStrategy[Data]:
    """A few of many fields, with a value each."""
    keys = st.lists(st.sampled_from(sorted(values)), max_size=most, unique=True)
    return keys.flatmap(lambda chosen: st.fixed_dictionaries({key: values[key] for key in chosen}))


class Fields:
    """Makes values of fields; a reference takes one of ``names``, and is left out without."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._records: dict[tuple[type[Model], bool, int], SearchStrategy[Data]] = {}

    def some(self, model: type[Model], without: Collection[str] = ()) -> SearchStrategy[Data]:
        """A few fields of a model, or now and then all of them, but those that are named."""
        few = self._few(model, {*without}, depth=0)
        every = self._every(model, {*without}, depth=0)
        return st.one_of(st.just({}), few, few, few, few, every)

    def section(self, field: FieldOutline, *, full: bool = False) -> SearchStrategy[Any]:
        """The whole value of a field; in a list of things with ids, each has its own.

        Where it is to be ``full``, it has all that it can have.
        """
        value = self._value(field, full=full, depth=0)
        assert value is not None, field.key
        if field.container == "list" and field.model is not None and "id" in outline(field.model):
            return value.map(
                lambda entries: [
                    {**entry, "id": f"{field.key.replace('_', '-')}-{number}"}
                    for number, entry in enumerate(entries)
                ]
            )
        return value

    def _record(self, model: type[Model], *, full: bool, depth: int) -> SearchStrategy[Data]:
        key = (model, full, depth)
        if key not in self._records:
            make = self._every if full else self._few
            self._records[key] = make(model, set(), depth)
        return self._records[key]

    def _few(self, model: type[Model], without: set[str], depth: int) -> SearchStrategy[Data]:
        values = self._values(model, without, full=False, depth=depth)
        required, optional = self._base(model, without), dict(values)
        for field in outline(model).values():
            if field.required and field.key in optional:
                required[field.key] = optional.pop(field.key)
        record = st.fixed_dictionaries(required)
        if not optional:
            return record
        extra = any_of(optional, _MOST_FIELDS)
        return st.tuples(record, extra).map(lambda both: {**both[0], **both[1]})

    def _every(self, model: type[Model], without: set[str], depth: int) -> SearchStrategy[Data]:
        values = self._values(model, without, full=True, depth=depth)
        return st.fixed_dictionaries({**self._base(model, without), **values})

    def _base(self, model: type[Model], without: set[str]) -> dict[str, SearchStrategy[Any]]:
        """Of what names one of several kinds, exactly one may be written."""
        if not issubclass(model, PersonOrTeam) or without & set(_PARTY):
            return {}
        return {"person": st.sampled_from(self.names["person"])}

    def _values(
        self, model: type[Model], without: set[str], *, full: bool, depth: int
    ) -> dict[str, SearchStrategy[Any]]:
        if issubclass(model, PersonOrTeam):
            without = {*without, *_PARTY}
        values = {
            field.key: self._value(field, full=full, depth=depth)
            for field in outline(model).values()
            if field.key not in without
        }
        return {key: value for key, value in values.items() if value is not None}

    def _value(self, field: FieldOutline, *, full: bool, depth: int) -> SearchStrategy[Any] | None:
        one = self._one(field, full=full, depth=depth)
        if one is None or field.container == "one":
            return one
        if field.model is None:
            return st.one_of(
                st.lists(one, min_size=1, max_size=2, unique=True), st.sampled_from([[], "none"])
            )
        # NOTE: two entries may not share an identity; with one there is never a second.
        several = 2 if "id" in outline(field.model) else 1
        return st.lists(one, min_size=1 if full else 0, max_size=several)

    def _one(self, field: FieldOutline, *, full: bool, depth: int) -> SearchStrategy[Any] | None:
        choices: list[SearchStrategy[Any]] = []
        if field.refers is not None:
            named = self.names.get(field.refers, ())
            return st.sampled_from(named) if named else None
        if field.words:
            choices.append(st.sampled_from(field.words))
        for scalar in field.scalars:
            if full and scalar.name == "yes or no":
                choices.append(st.just("yes"))
            elif scalar.name in _SCALARS:
                choices.append(st.sampled_from(_SCALARS[scalar.name]))
            else:
                choices.append(st.sampled_from(_texts(field)))
        if field.model is Citation or field.model is Sourced:
            if self.names.get("source"):
                cited = st.sampled_from(self.names["source"])
                source = {"source": cited} if field.model is Sourced else {"id": cited}
                choices.append(st.fixed_dictionaries(source))
        elif field.model is not None and depth < _DEEPEST:
            # What stands in a full record is full too, but no deeper: it would never end.
            choices.append(self._record(field.model, full=full and depth < 1, depth=depth + 1))
        return st.one_of(choices) if choices else None


def _texts(field: FieldOutline) -> list[str]:
    """The words of a field's examples that are words and nothing else."""
    texts = [
        text
        for example in field.examples
        for text in (example if isinstance(example, list) else [example])
        if isinstance(text, str)
    ]
    return texts or ["some words"]
