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
from pitfall_audit.rules.conditions.advice_on_types import advice_on_a_call, advice_on_a_value
from pitfall_audit.rules.conditions.expression_parts import Advice, Known, Token, Written, advice
from pitfall_audit.rules.conditions.expressions import ExpressionError, ThresholdValue
from pitfall_audit.yaml.places import line_and_column

__all__ = ["Advice", "advice_on", "place_told"]

_CURLED = "‘’‚‛“”„‟«»`´"  # noqa: RUF001  # they are what people write
_FOR_WORDS = "“and” is &&, “or” is ||, “not” is !."
_WORDS = {"and": _FOR_WORDS, "AND": _FOR_WORDS, "or": _FOR_WORDS, "OR": _FOR_WORDS,
          "not": _FOR_WORDS, "NOT": _FOR_WORDS, "is": "“is” is ==, “is not” is !=.",
          "equals": "“is” is ==, “is not” is !=."}  # fmt: skip
_STATED = {"stated": "", "known": "", "given": "", "unstated": "!", "missing": "!", "empty": "!",
           "unknown": "!"}  # fmt: skip
_IN_SHORT = "Text stands in quotes; “is” is ==, “and” is &&, “or” is ||, “not” is !."


def advice_on_syntax(message: str, written: Written, at: int, facts: Known) -> Advice:  # noqa: PLR0911  # one for each kind
    """Of an expression that can't be read, at an offset; ``message`` is CEL's word for it."""
    text = written.text
    before, here = written.last_before(at), written.at(at)
    sign = text[at : at + 1]
    if not text.strip():
        return Advice("there is nothing in it", "Write a condition, or `true` for all.")
    if "reserved identifier" in message or "unexpected identifier" in message:
        return _reserved(here)
    if text.startswith("=", at) or (here is not None and here.text == "="):
        return _one_equals(written, at, before)
    if sign and sign in "&|":
        name = "and" if sign == "&" else "or"
        return Advice(f"one `{sign}` stands where two belong", f"“{name}” is {sign * 2}.")
    if sign and sign in _CURLED:
        return advice("condition/curled-quotes")
    if sign and sign in "'\"" and "token recognition" in message:
        return advice("condition/open-quote", sign=sign)
    if before is not None and here is not None and before.text + here.text == "<>":
        return Advice("there is no sign `<>`", "“is not” is !=.")
    return _words(written, before, here, facts)


def _words(written: Written, before: Token | None, here: Token | None, facts: Known) -> Advice:  # noqa: PLR0911  # as above
    for one in (here, before):
        if one is not None and one.text in _WORDS:
            return _word(written, one, facts)
    if here is not None and before is not None and before.kind == "text" and here.kind == "name":
        return advice("condition/text-ends", here=here)
    unclosed = written.unclosed()
    if unclosed is not None and (here is None or here.start >= unclosed.end):
        closes = {"(": ")", "[": "]"}[unclosed.text]
        if here is None:
            return advice("condition/open-bracket", unclosed=unclosed, closes=closes)
        return advice("condition/open-bracket-before", here=here, unclosed=unclosed, closes=closes)
    if here is None:
        signs = [one.text for one in written.tokens]
        if signs.count("?") > signs.count(":"):
            return Advice("after `?` the `:` is missing", _CHOICE)
        return Advice("it breaks off", "Write what it is compared or joined with.")
    if here.text in {")", "]"}:
        return Advice(f"the bracket {here.text} closes what was never opened", "Take it out.")
    if here.text == "in" or (here.text == "." and _next_is(written, here, "in")):
        return Advice("`in` can't stand here", "Write it between: `seat.status in ['observer']`.")
    if before is not None and before.kind == "name" and here.kind == "name":
        return _sentence(written, here, facts)
    return Advice(f"it can't be read from `{here.text}` on", _IN_SHORT)


_CHOICE = "Write it whole: condition ? if so : if not."


def _sentence(written: Written, here: Token, facts: Known) -> Advice:
    """Of words side by side, as people speak: what to write where they ask if a fact is stated."""
    words = (one.text for one in written.tokens)
    fields = facts.shape.fields
    named = next((one for one in words if one in fields and fields[one].optional), None)
    asked = f"{facts.subject}.{named}" if named is not None else facts.that_may_be_unstated()
    return advice("condition/sentence", here=here, asked=asked, facts=facts)


def _next_is(written: Written, token: Token, text: str) -> bool:
    following = written.at(token.end)
    return following is not None and following.text == text


def _word(written: Written, word: Token, facts: Known) -> Advice:
    if word.text.lower() == "not" and _next_is(written, word, "in"):
        asked = written.before(word.start) or "…"
        among = written.after(written.text.index("in", word.end) + 2) or "[…]"
        return advice("condition/not-in", asked=asked, among=among)
    following, subject = written.at(word.end), written.before(word.start)
    sign = _STATED.get(following.text) if following is not None and word.text == "is" else None
    if following is not None and sign is not None and facts.field(subject) is not None:
        return advice("condition/is-stated", following=following, sign=sign, subject=subject)
    return Advice(f"conditions do not know the word `{word.text}`", _WORDS[word.text])


def _one_equals(written: Written, at: int, before: Token | None) -> Advice:
    if before is not None and before.text == "==" and before.end == at:
        return Advice("three `=` stand where two belong", "“is” is ==.")
    follows = written.text[at + 1 : at + 2]
    if follows in {"<", ">"} or (before is not None and before.text + "=" == "=<"):
        sign, words = (">=", "at least") if follows == ">" else ("<=", "at most")
        left, right = written.before(at), written.after(at + 2)
        shown = f": `{left} {sign} {right}`" if left and right else ""
        return Advice(f"there is no sign `={follows}`", f"“{words}” is {sign}{shown}.")
    left, right = written.before(at), written.after(at + 1)
    shown = f": `{left} == {right}`" if left and right else ""
    return Advice("one `=` stands where two belong", f"“is” is =={shown}.")


def _reserved(here: Token | None) -> Advice:
    name = here.text if here is not None else "it"
    if name in {"if", "else"}:
        return Advice(f"conditions do not know the word `{name}`", _CHOICE)
    return Advice(f"`{name}` can't be used as a name", "Choose another word for it.")


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
    return (error.line, error.column) if to == at else line_and_column(text, to)


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
