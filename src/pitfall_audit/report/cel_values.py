"""Values of facts as they would be written in a condition: ``'observer'``, ``true``, ``[1, 2]``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pitfall_audit.rules.conditions.fact_paths import ABSENT
from pitfall_audit.rules.proof.explaining import FactRead

__all__ = ["NOT_STATED", "as_cel", "values_in_words"]

NOT_STATED: Final = "not stated"
_LONGEST: Final = 200
_MOST_ITEMS: Final = 12
_DEEPEST: Final = 3


def as_cel(value: Any, *, depth: int = 0) -> str:
    """Return a value as it is written in CEL; long texts and lists are cut, and say so."""
    if value is ABSENT:
        return NOT_STATED
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        shown = value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
        escaped = shown.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
        return f"'{escaped}'"
    if isinstance(value, Mapping):
        return _cut([f"{key}: {as_cel(one, depth=depth + 1)}" for key, one in value.items()]
                    if depth < _DEEPEST else ["…"], "{}")  # fmt: skip
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        items = [as_cel(one, depth=depth + 1) for one in value[: _MOST_ITEMS + 1]]
        return _cut(items if depth < _DEEPEST else ["…"], "[]", len(value))
    return str(value)[:_LONGEST]


def values_in_words(read: FactRead) -> str:
    """Return the values of a field that was read; several, through a list, set apart."""
    if not read.values:
        return "nothing: the list is empty or not stated"
    shown = [as_cel(value) for value in read.values[:_MOST_ITEMS]]
    more = len(read.values) - len(shown)
    return "; ".join(shown) + (f"; and {more} more" if more else "")


def _cut(items: list[str], brackets: str, number: int | None = None) -> str:
    number = len(items) if number is None else number
    more = f", … ({number} in all)" if number > _MOST_ITEMS else ""
    return brackets[0] + ", ".join(items[:_MOST_ITEMS]) + more + brackets[1]
