"""What is wrong where an expression names what is not there, and what was likely meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from pitfall_audit.engagement.message_words import did_you_mean, very_near
from pitfall_audit.facts.fact_schema import walk_shapes
from pitfall_audit.rules.conditions.expression_parts import ROUTE, Advice, Known, Written, advice

__all__ = [
    "FUNCTIONS", "OWN_FIELDS", "a_or_an", "instead_of_today", "is_today", "not_a_fact",
    "place_of_field", "unknown_field", "unknown_name",
]  # fmt: skip

OWN_FIELDS = "Fields of your own are declared in `pack.yaml`, under `fields`."
"""What is said where fields of one's own are read, and none are known."""

_HYPHENATED = re.compile(r"[A-Za-z_][\w-]*")
_YES_AND_NO = frozenset({"yes", "no", "true", "false"})
_TODAY = frozenset({"today", "now"})
_DAYS: Mapping[str, str] = MappingProxyType(
    {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
)
"""How the days since a date compare with 0, by how the date compares with today."""
_MOST_NAMED = 12
_LOOPS = frozenset({"all", "exists", "exists_one", "filter", "map"})
_FROM_OUTSIDE = "A fact is named from the outside in."
FUNCTIONS = (
    "all", "contains", "double", "endsWith", "exists", "exists_one", "filter", "has", "map",
    "matches", "size", "startsWith",
)  # fmt: skip
"""What may be called in a condition."""


def unknown_field(field: str, shape: str, written: Written, at: int, facts: Known) -> Advice:
    """Advice on a ``field`` that the facts of a ``shape`` do not have; CEL points ``at`` it."""
    if shape == "Thresholds":
        near = did_you_mean(field, facts.thresholds)
        near = near or f"Give it a number: `thresholds: {{{field}: 3}}`."
        return advice("condition/no-threshold", field=field, near=near)
    owner = _owner_of(field, written, at)
    said = f"there is no fact `{owner}.{field}`" if owner else f"there is no fact `{field}`"
    found = next((one for one in walk_shapes(facts.shape) if one.name == shape), None)
    fields = found.fields if found else {}
    near = did_you_mean(field, fields)
    if not near and field == "x":
        near = OWN_FIELDS
    named = owner == facts.subject or facts.field(owner) is not None
    if not near and len(fields) > _MOST_NAMED and named:
        near = f"All that there are: `pitfall-audit rules facts {owner}`."
    return Advice(said, near or f"{a_or_an(shape.lower())} has: {', '.join(fields)}.")


def place_of_field(field: str, written: Written, at: int) -> int:
    """Where the point before an unknown field is: within ``has()`` CEL points at its bracket."""
    asked = _asked_by_has(written, at)
    if asked is None or not asked.endswith(f".{field}"):
        return at
    return written.text.index(asked, at) + len(asked) - len(field) - 1


def _owner_of(field: str, written: Written, at: int) -> str | None:
    """What a field is asked of, as it is written."""
    asked = _asked_by_has(written, at)
    if asked is None:
        return written.before(at)
    return asked.removesuffix(field).removesuffix(".")


def _asked_by_has(written: Written, at: int) -> str | None:
    """What stands in the brackets of ``has()``, where its bracket is at an offset."""
    here, before = written.at(at), written.last_before(at)
    if here is None or here.text != "(" or before is None or before.text != "has":
        return None
    return written.after(here.end)


def not_a_fact(written: Written, at: int, facts: Known) -> Advice:
    """Of ``has()`` around something that is no field."""
    here = written.at(at)
    name = here.text if here is not None and here.kind == "name" else None
    meant = _own_field(name, facts) if name is not None else None
    if meant is None:
        return advice("condition/has-of-no-fact", fact=facts.that_may_be_unstated())
    return advice("condition/has-of-nothing", name=name, meant=meant)


def _own_field(word: str, facts: Known) -> str | None:
    """The subject's own field that is called so, or very nearly so, as it is written in full."""
    name = word if word in facts.shape.fields else very_near(word, facts.shape.fields)
    return f"{facts.subject}.{name}" if name is not None else None


def a_or_an(noun: str) -> str:
    """A noun with its article, at the beginning of a sentence."""
    return f"{'An' if noun[0] in 'aeio' else 'A'} {noun}"


def unknown_name(name: str, written: Written, at: int, facts: Known) -> Advice:  # noqa: PLR0911  # one for each kind
    """Advice on a name that stands for nothing; ``at`` is where it begins, or is called."""
    token = written.at(at)
    if token is not None and token.text == "(":
        return _unknown_function(name, written, at, facts)
    first = name.partition(".")[0]
    near = did_you_mean(first, [facts.subject, "thresholds"])
    hyphenated = _HYPHENATED.match(written.text, at)
    if hyphenated is not None and hyphenated[0].startswith(first):
        word, end = hyphenated[0], hyphenated.end()
    else:
        word, end = first, at
    compared = facts.compared_with(written, at, end)
    if first.lower() in _YES_AND_NO:
        if compared is not None and compared[1].kind != "yes or no":
            return advice("condition/no-yes-or-no", first=first)
        alone = f", as in `{compared[0]}` or `!{compared[0]}`" if compared else ""
        return advice("condition/yes-or-no", first=first, alone=alone)
    unknown = f"there is nothing called `{word}`"
    is_field = first in facts.shape.fields
    if first.lower() in _TODAY:
        return Advice(unknown, _about_today(written, at, end, facts))
    if compared is not None and (word in compared[1].vocabulary or not (near or is_field)):
        return advice("condition/bare-word", word=word)
    if is_field:
        said = f"{_FROM_OUTSIDE} Did you mean `{facts.subject}.{name}`?"
        # Beside a text whose words are not fixed, the word may be meant as it stands.
        is_text = compared is not None and compared[1].kind == "text" and word == name
        return Advice(unknown, f"{said} A text stands in quotes: '{word}'." if is_text else said)
    loop = written.last_before(at)
    macro = written.last_before(loop.start) if loop is not None and loop.text == "(" else None
    if macro is not None and macro.text in _LOOPS:
        return advice("condition/loop-without-name", word=word, macro=macro)
    if near:
        return Advice(unknown, near)
    if name.startswith("x."):
        return Advice(unknown, f"{_FROM_OUTSIDE} Did you mean `{facts.subject}.{name}`?")
    if meant := _own_field(word, facts):
        return Advice(unknown, f"{_FROM_OUTSIDE} Did you mean `{meant}`?")
    return advice("condition/no-such-name", word=word, facts=facts)


def _unknown_function(name: str, written: Written, at: int, facts: Known) -> Advice:
    asked = written.after(at + 1)
    said = f"there is nothing called `{name}()`"
    if name in {"contains", "endsWith", "matches", "startsWith"}:
        return advice("condition/method-alone", name=name, asked=asked or "…")
    if name in {"len", "count", "length"}:
        return Advice(said, "How many there are is `size(…)`.")
    if name in _TODAY or name == "date":
        token = written.last_before(at)
        start = token.start if token is not None else at
        called = written.after(start) or name
        return Advice(said, _about_today(written, start, start + len(called), facts))
    if name in {"lower", "upper", "lowerAscii", "upperAscii", "lowercase"}:
        return Advice(said, "To look past capitals, write `.matches('(?i)word')`.")
    return Advice(said, did_you_mean(name, FUNCTIONS) or f"There are: {', '.join(FUNCTIONS)}.")


def is_today(word: str) -> bool:
    """Whether a word is one of those by which people mean the day on which they ask."""
    return word.casefold() in _TODAY


def instead_of_today(date: str | None, comparison: str, facts: Known) -> str:
    """What to write where a condition is to know what day it is.

    ``date`` is the date that is asked about, where one is, as it is written; ``comparison``
    what is asked of the days since then.
    """
    count = _count_of_days(date, facts) if date is not None else None
    shown = f": `{count}{comparison}`" if count is not None else ""
    return (
        f"A condition does not know what day it is. Days are counted by facts{shown}. For all "
        f"that there are: `pitfall-audit rules facts {facts.subject}`."
    )


def _about_today(written: Written, start: int, end: int, facts: Known) -> str:
    compared = facts.compared_with(written, start, end)
    if compared is None:
        dates = (one[0] for one in ROUTE.finditer(written.text) if _is_date(one[0], facts))
        return instead_of_today(next(dates, None), "", facts)
    left, right = written.last_before(start), written.at(end)
    if left is not None and left.text in _DAYS:
        return instead_of_today(compared[0], f" {_DAYS[left.text]} 0", facts)
    sign = right.text if right is not None and right.text in _DAYS else ">"
    return instead_of_today(compared[0], f" {sign} 0", facts)


def _is_date(written: str, facts: Known) -> bool:
    field = facts.field(written)
    return field is not None and field.kind == "date"


def _count_of_days(date: str, facts: Known) -> str | None:
    """The fact that counts the days since a date, as it is written; None where none does.

    It stands beside the date, and has its name in its own (``days_overdue`` that of ``due``), or
    is the one count of days since, beside the one date.
    """
    owner, _, name = date.rpartition(".")
    field = facts.field(owner)
    shape = facts.shape if owner == facts.subject else field.shape if field is not None else None
    if shape is None or not _is_date(date, facts):
        return None
    beside = shape.fields.values()
    counts = [one for one in beside if one.kind == "whole number" and one.name[:5] == "days_"]
    named = [one for one in counts if name.removesuffix("_on") in one.name]
    if not named and sum(one.kind == "date" for one in beside) == 1:
        named = [one for one in counts if one.fact.says.startswith("Days since")]
    return f"{owner}.{named[0].name}" if len(named) == 1 else None
