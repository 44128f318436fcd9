"""What an expression may read, and how its parts are told of in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pitfall_audit.facts.fact_schema import FactField, FactShape
from pitfall_audit.facts.subjects import SubjectKind
from pitfall_audit.rules.conditions.expressions import ThresholdValue
from pitfall_audit.rules.conditions.fact_paths import field_at
from pitfall_audit.rules.conditions.operands import Written

__all__ = ["ROUTE", "Advice", "Known"]

ROUTE = re.compile(r"[a-z_]\w*(?:\.[a-z_]\w*)+", re.ASCII)
"""A fact as it is written: names with points between them."""

_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})
_ASKS = _COMPARISONS | {"in"}
_TYPES: Mapping[str, str] = {
    "string": "text", "int": "a whole number", "double": "a number with a point",
    "bool": "a yes or no", "null_type": "nothing at all",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Advice:
    """What is wrong, as the end of a sentence, and what to write instead."""

    message: str
    help: str


@dataclass(frozen=True, slots=True)
class Known:
    """What an expression may read: the facts of one kind of subject, and its thresholds."""

    subject: SubjectKind
    shape: FactShape
    thresholds: Mapping[str, ThresholdValue]

    def field(self, written: str | None, type_: str | None = None) -> FactField | None:
        """The fact that a part of an expression names, if it does, and has such a type."""
        if written is None or not ROUTE.fullmatch(written):
            return None
        first, *route = written.split(".")
        found = field_at(self.shape, route) if first == self.subject else None
        if found is not None and type_ is not None and type_ != _type_of(found):
            return None
        return found

    def compared_with(self, written: Written, start: int, end: int) -> tuple[str, FactField] | None:
        """What a word is compared with: the fact as it is written, and what it means."""
        left, right = written.last_before(start), written.at(end)
        bracket = written.unclosed(start)
        if bracket is not None and bracket.text == "[":
            # One of several words that stand behind `in`.
            left = written.last_before(bracket.start)
        sides = (
            written.before(left.start) if left is not None and left.text in _ASKS else None,
            written.after(right.end) if right is not None and right.text in _COMPARISONS else None,
        )
        for side in sides:
            field = self.field(side)
            if side is not None and field is not None:
                return side, field
        return None

    def that_may_be_unstated(self) -> str:
        """A fact that may be unstated, as it is written; the label where there is none."""
        names = [name for name, field in self.shape.fields.items() if field.optional]
        return f"{self.subject}.{names[0] if names else 'label'}"

    def below(self, written: str | None, word: str | None = None) -> str:
        """Some facts below one that holds several, those first that may be a ``word``."""
        field = self.field(written)
        shape = self.shape if written == self.subject else field.shape if field else None
        names = sorted(
            shape.fields.values() if shape is not None else (),
            key=lambda one: (word not in one.vocabulary, not one.vocabulary),
        )
        shown = [f"`{written}.{one.name}`" for one in names[:2]]
        return f"Name one of them, as {' or '.join(shown)}." if shown else "Name one of them."

    def type_in_words(self, type_: str, written: str | None = None) -> str:
        """What a part of an expression is, in words."""
        field = self.field(written)
        if field is not None and field.kind == "date" and type_ == "string":
            return "a date"
        if type_.startswith("facts."):
            return "not one fact, but several"
        if type_.startswith("list"):
            return "a list"
        return _TYPES.get(type_, "something else")

    def comparison(self, type_: str, written: str | None) -> str:
        """How to make a condition of something, shown done."""
        name = written or "…"
        field = self.field(written)
        if type_ == "bool":
            return f"`{name}`, or `!{name}`"
        if type_.startswith("list"):
            word = field.vocabulary[0] if field is not None and field.vocabulary else "…"
            return f"`'{word}' in {name}`, or `size({name}) > 0`"
        if type_ == "int":
            return f"`{name} > 0`"
        if type_ == "double":
            return f"`{name} > 0.0`"
        if field is not None and field.kind == "date":
            return f"`{name} < '2026-11-26'`"
        word = field.vocabulary[0] if field is not None and field.vocabulary else "…"
        return f"`{name} == '{word}'`"


def _type_of(field: FactField) -> str:
    """CEL's name for the type of a fact."""
    if field.shape is not None:
        one = f"facts.{field.shape.name}"
    else:
        one = {"whole number": "int", "number": "double", "yes or no": "bool"}.get(
            field.kind, "string"
        )
    return f"list({one})" if field.repeated else one
