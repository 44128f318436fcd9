"""What is wrong with an expression that CEL refuses, in plain words, and what to write instead.

CEL's own words (“found no matching overload for '_>_'”) are for programmers, and never shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pitfall_audit.facts.fact_schema import FactShape
from pitfall_audit.facts.kinds import SUBJECT_SHAPES
from pitfall_audit.facts.subjects import SubjectKind
from pitfall_audit.rules.conditions.advice_on_names import (
    not_a_fact,
    place_of_field,
    unknown_field,
    unknown_name,
)
from pitfall_audit.rules.conditions.advice_on_syntax import advice_on_syntax
from pitfall_audit.rules.conditions.advice_on_types import advice_on_a_call, advice_on_a_value
from pitfall_audit.rules.conditions.expressions import ExpressionError, ThresholdValue
from pitfall_audit.rules.conditions.known_facts import Advice, Known
from pitfall_audit.rules.conditions.operands import Written

__all__ = ["Advice", "advice_on", "place_told"]

_UNKNOWN_FIELD = re.compile(
    r"undefined field '(?P<field>[^']*)' not found in struct 'facts\.(?P<shape>\w+)'"
)
_UNDECLARED = re.compile(r"undeclared reference to '(?P<name>[^']*)'")
_NO_OVERLOAD = re.compile(
    r"no matching overload for '(?P<call>[^']+)' applied to '\((?P<types>.*)\)'"
)
_NO_FIELDS = re.compile(r"expression of type '(?P<type>[^']*)' cannot be the operand of a select")
_NO_LIST = re.compile(r"expression of type '(?P<type>[^']*)' cannot be the range")


def advice_on(  # noqa: PLR0911  # one for each kind
    error: ExpressionError,
    text: str,
    subject: SubjectKind,
    thresholds: Mapping[str, ThresholdValue],
    known: Mapping[str, FactShape] = SUBJECT_SHAPES,
) -> Advice:
    """What is wrong with an expression, and what to write instead, from what CEL says of it.

    ``subject`` is what the rule looks at, and ``thresholds`` are those it gives.
    """
    written = Written(text)
    facts = Known(subject, known[subject], thresholds)
    at = written.offset(error.line, error.column)
    message = error.message
    if error.gives is not None:
        return advice_on_a_value(error.gives, text.strip(), facts)
    if found := _UNKNOWN_FIELD.search(message):
        return unknown_field(found["field"], found["shape"], written, at, facts)
    if found := _UNDECLARED.search(message):
        return unknown_name(found["name"], written, at, facts)
    if found := _NO_OVERLOAD.search(message):
        return advice_on_a_call(found["call"], found["types"], written, at, facts)
    if found := _NO_FIELDS.search(message):
        return _no_fields(found["type"], written, at, facts)
    if found := _NO_LIST.search(message):
        return _no_list(found["type"], written, at, facts)
    if message.startswith("has()"):
        return not_a_fact(written, at, facts)
    if message.startswith("invalid int"):
        return Advice("this number is too large", "Write a smaller one.")
    if message.startswith("a value for a message"):
        return Advice(message, "Name a single fact, or a list of words or numbers.")
    return advice_on_syntax(message, written, at, facts)


def place_told(error: ExpressionError, text: str) -> tuple[int, int]:
    """The line and column, from 1, to show for an error: of a field that is not there, its own."""
    found = _UNKNOWN_FIELD.search(error.message)
    if found is None:
        return error.line, error.column
    written = Written(text)
    at = written.offset(error.line, error.column)
    to = place_of_field(found["field"], written, at)
    before = text[:to]
    if to == at:
        return error.line, error.column
    return before.count("\n") + 1, to - (before.rfind("\n") + 1) + 1


def _no_fields(type_: str, written: Written, at: int, facts: Known) -> Advice:
    owner = written.before(at)
    field = written.at(at + 1)
    name = field.text if field is not None else "…"
    what = facts.type_in_words(type_, owner)
    said = f"`{owner}` is {what}, and has no `{name}`" if owner else f"{what} has no `{name}`"
    if not type_.startswith("list"):
        return Advice(said, f"Compare it itself: {facts.comparison(type_, owner)}.")
    if name in {"size", "length", "count"}:
        return Advice(said, f"How many there are is `size({owner})`.")
    if type_.startswith("list(facts."):
        return Advice(said, f"Ask it of each: `{owner}.exists(one, one.{name} == …)`.")
    return Advice(said, f"Ask what is on it: {facts.comparison(type_, owner)}.")


def _no_list(type_: str, written: Written, at: int, facts: Known) -> Advice:
    token = written.at(at)
    # CEL points into the list's name, or behind it.
    owner = written.after(token.start) if token is not None and token.kind == "name" else None
    route = re.match(r"[\w.]+(?=\.(?:all|exists|exists_one|filter|map)\()", written.text[
        (written.text.rfind(" ", 0, at) + 1) :
    ])  # fmt: skip
    owner = route[0].lstrip("!(") if route else owner
    what = facts.type_in_words(type_, owner)
    said = f"`{owner}` is {what}, not a list" if owner else f"here stands {what}, not a list"
    return Advice(said, f"Ask it itself: {facts.comparison(type_, owner)}.")
