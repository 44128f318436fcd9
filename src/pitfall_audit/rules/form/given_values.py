"""What is known of the values under ``let`` before they are worked out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from pitfall_audit.facts.fact_schema import FactKind, FactShape
from pitfall_audit.rules.conditions.expressions import Environment, Program
from pitfall_audit.rules.conditions.fact_paths import field_at
from pitfall_audit.rules.form.blanks import Given

__all__ = ["given_by"]

_TYPE: Final = re.compile(r"(LIST<)?(\w+)>?")
_KINDS: Final[Mapping[str, FactKind]] = {
    "STRING": "text", "INT": "whole number", "DOUBLE": "number", "BOOL": "yes or no",
}  # fmt: skip
_ROUTE: Final = re.compile(r"\s*[a-z_]\w*(?:\.[a-z_]\w*)+\s*", re.ASCII)


def given_by(
    program: Program, environment: Environment, shapes: Mapping[str, FactShape]
) -> Given | None:
    """What an expression gives; None where that can't be told before it is run."""
    found = _TYPE.fullmatch(environment.type_of(program.text))
    kind = _KINDS.get(found[2]) if found is not None else None
    if found is None or kind is None:
        return None
    may_be_date = kind == "text"
    if _ROUTE.fullmatch(program.text):
        first, *route = program.text.strip().split(".")
        field = field_at(shapes[first], route) if first in shapes else None
        # A plain fact says itself whether it is a date.
        may_be_date = field is not None and field.kind == "date"
    return Given(kind, repeated=found[1] is not None, may_be_date=may_be_date)
