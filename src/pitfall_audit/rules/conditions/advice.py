"""What is wrong with an expression that CEL refuses, in plain words, and what to write instead.

CEL's own words (“found no matching overload for '_>_'”) are for programmers, and never shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pitfall_audit.engagement.facts.describing import FactShape, walk_shapes
from pitfall_audit.engagement.facts.shapes import SUBJECT_SHAPES
from pitfall_audit.engagement.facts.subjects import SubjectKind
from pitfall_audit.engagement.suggestions import did_you_mean
from pitfall_audit.rules.conditions.advice_on_syntax import advice_on_syntax
from pitfall_audit.rules.conditions.advice_on_types import (
    Advice,
    Known,
    advice_on_a_call,
    advice_on_a_value,
)
from pitfall_audit.rules.conditions.expressions import ExpressionError, ThresholdValue
from pitfall_audit.rules.conditions.operands import Written

__all__ = ["Advice", "a_or_an", "advice_on"]

_UNKNOWN_FIELD = re.compile(
    r"undefined field '(?P<field>[^']*)' not found in struct 'facts\.(?P<shape>\w+)'"
)
_UNDECLARED = re.compile(r"undeclared reference to '(?P<name>[^']*)'")
_NO_OVERLOAD = re.compile(
    r"no matching overload for '(?P<call>[^']+)' applied to '\((?P<types>.*)\)'"
)
_NO_FIELDS = re.compile(r"expression of type '(?P<type>[^']*)' cannot be the operand of a select")
_NO_LIST = re.compile(r"expression of type '(?P<type>[^']*)' cannot be the range")
_HYPHENATED = re.compile(r"[A-Za-z_][\w-]*")
_YES_AND_NO = frozenset({"yes", "no", "true", "false"})
_MOST_NAMED = 12
_LOOPS = frozenset({"all", "exists", "exists_one", "filter", "map"})
_FUNCTIONS = (
    "all", "contains", "double", "endsWith", "exists", "exists_one", "filter", "has", "map",
    "matches", "size", "startsWith",
)  # fmt: skip


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
        return _unknown_field(found["field"], found["shape"], written, at, facts)
    if found := _UNDECLARED.search(message):
        return _unknown_name(found["name"], written, at, facts)
    if found := _NO_OVERLOAD.search(message):
        return advice_on_a_call(found["call"], found["types"], written, at, facts)
    if found := _NO_FIELDS.search(message):
        return _no_fields(found["type"], written, at, facts)
    if found := _NO_LIST.search(message):
        return _no_list(found["type"], written, at, facts)
    if message.startswith("has()"):
        return Advice(
            "`has()` asks whether one fact is stated, and here stands something else",
            f"Name the fact: `has({facts.that_may_be_unstated()})`.",
        )
    if message.startswith("invalid int"):
        return Advice("this number is too large", "Write a smaller one.")
    if message.startswith("a value for a message"):
        return Advice(message, "Name a single fact, or a list of words or numbers.")
    return advice_on_syntax(message, written, at)


def _unknown_field(field: str, shape: str, written: Written, at: int, facts: Known) -> Advice:
    if shape == "Thresholds":
        near = did_you_mean(field, facts.thresholds)
        return Advice(
            f"there is no threshold `{field}`",
            near or f"Give it a number: `thresholds: {{{field}: 3}}`.",
        )
    owner = written.before(at)
    said = f"there is no fact `{owner}.{field}`" if owner else f"there is no fact `{field}`"
    found = next((one for one in walk_shapes(facts.shape) if one.name == shape), None)
    fields = found.fields if found else {}
    near = did_you_mean(field, fields)
    if not near and field == "x":
        near = "Fields of your own are declared in `pack.yaml`, under `fields`."
    named = owner == facts.subject or facts.field(owner) is not None
    if not near and len(fields) > _MOST_NAMED and named:
        near = f"All that there are: `pitfall-audit rules facts {owner}`."
    return Advice(said, near or f"{a_or_an(shape.lower())} has: {', '.join(fields)}.")


def a_or_an(noun: str) -> str:
    """A noun with its article, at the beginning of a sentence."""
    return f"{'An' if noun[0] in 'aeio' else 'A'} {noun}"


def _unknown_name(name: str, written: Written, at: int, facts: Known) -> Advice:  # noqa: PLR0911  # as above
    token = written.at(at)
    if token is not None and token.text == "(":
        return _unknown_function(name, written.after(at + 1), facts)
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
            return Advice(
                f"conditions do not know the word `{first}`",
                f"Text stands in quotes: '{first}'. A yes or no is `true` or `false`.",
            )
        alone = f", as in `{compared[0]}` or `!{compared[0]}`" if compared else ""
        return Advice(
            f"conditions do not know the word `{first}`",
            f"A yes or no stands alone{alone}.",
        )
    if compared is not None and (word in compared[1].vocabulary or not near):
        return Advice(
            f"`{word}` stands there without quotation marks, so it is taken for a name",
            f"Text stands in quotes: '{word}'.",
        )
    unknown = f"there is nothing called `{word}`"
    if first in facts.shape.fields:
        return Advice(unknown, f"Did you mean `{facts.subject}.{name}`?")
    loop = written.last_before(at)
    macro = written.last_before(loop.start) if loop is not None and loop.text == "(" else None
    if macro is not None and macro.text in _LOOPS:
        return Advice(
            unknown,
            "First comes a name for the one that is looked at, and a comma: "
            f"`{macro.text}(one, one == '…')`.",
        )
    if near:
        return Advice(unknown, near)
    return Advice(
        unknown, f"Begin with `{facts.subject}`, as `{facts.subject}.label`; text stands in quotes."
    )


def _unknown_function(name: str, asked: str | None, facts: Known) -> Advice:
    said = f"there is nothing called `{name}()`"
    if name in {"contains", "endsWith", "matches", "startsWith"}:
        return Advice(
            f"`{name}()` does not stand by itself",
            f"It stands behind what it is asked of: `{asked or '…'}.{name}('…')`.",
        )
    if name in {"len", "count", "length"}:
        return Advice(said, "How many there are is `size(…)`.")
    if name in {"today", "now", "date"}:
        return Advice(
            said,
            "A condition does not know what day it is. Days are counted by facts: see "
            f"`pitfall-audit rules facts {facts.subject}`.",
        )
    if name in {"lower", "upper", "lowerAscii", "upperAscii", "lowercase"}:
        return Advice(said, "To look past capitals, write `.matches('(?i)word')`.")
    return Advice(said, did_you_mean(name, _FUNCTIONS) or f"There are: {', '.join(_FUNCTIONS)}.")


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
