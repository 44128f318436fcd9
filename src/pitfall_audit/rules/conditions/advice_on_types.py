"""What is wrong where an expression compares or asks what does not go together."""

from __future__ import annotations

import math
import re

from pitfall_audit.rules.conditions.expression_parts import ROUTE, Advice, Known, Written, advice

__all__ = ["advice_on_a_call", "advice_on_a_value"]

_NUMBERS = frozenset({"int", "double"})
_ORDER = frozenset({"<", "<=", ">", ">="})
_COMPARISONS = frozenset({"==", "!=", *_ORDER})
_OF_TEXTS = frozenset({"contains", "startsWith", "endsWith", "matches"})


def advice_on_a_value(type_: str, text: str, facts: Known) -> Advice:
    """Of an expression that is to be a condition and gives something else."""
    name = text if facts.field(text) is not None else None
    what = facts.type_in_words(type_, name)
    said = f"a condition must be true or false, and this gives {what}"
    if type_.startswith("facts."):
        return advice("condition/several-facts", below=facts.below(text))
    if name is None and not text.startswith("size("):
        return Advice(said, "Compare it with something: “is” is `==`, “is more than” is `>`.")
    stated = f" Whether it is stated at all is `has({name})`." if name is not None else ""
    return Advice(said, f"Compare it: {facts.comparison(type_, name or text)}.{stated}")


def advice_on_a_call(call: str, types: str, written: Written, at: int, facts: Known) -> Advice:  # noqa: PLR0911  # one for each kind
    """Of an operator or a function whose parts do not go together."""
    sign = {"@in": "in", "_[_]": "[", "_?_:_": "?"}.get(call, call.strip("_"))
    kinds = _apart(types)
    if sign in {"&&", "||", "?"} and written.text[at : at + 1] == "(":
        return _loop(written, at, kinds, facts)
    if sign in _COMPARISONS and len(kinds) == 2:
        sides = (written.before(at), written.after(at + len(sign)))
        return _comparison(sign, kinds, sides, facts)
    if sign == "in" and len(kinds) == 2:
        return _in((written.before(at), written.after(at + 2)), kinds, facts)
    if sign in {"&&", "||", "!", "?"}:
        return _no_condition(sign, kinds, written, at, facts)
    if sign in _OF_TEXTS or sign == "size":
        return _function(sign, kinds, written, at, facts)
    if sign == "[":
        return _brackets(kinds, written, at, facts)
    words = " and ".join(dict.fromkeys(facts.type_in_words(kind) for kind in kinds))
    if sign == "-" and len(kinds) == 1:
        return Advice(f"a minus can't stand before {words}", "“not” is `!`.")
    called = f"{sign}()" if sign[:1].isalpha() else sign
    return advice("condition/no-numbers", called=called, words=words)


def _comparison(  # noqa: PLR0911, PLR0912  # one for each kind
    sign: str, kinds: list[str], sides: tuple[str | None, str | None], facts: Known
) -> Advice:
    left, right = sides
    said = f"{_side(left, kinds[0], facts)}, and {_side(right, kinds[1], facts)}"
    if set(kinds) <= _NUMBERS:
        return Advice(said, _numbers(sign, kinds, sides, facts))
    if sign in _ORDER and kinds[0] == "bool" and facts.field(left, "bool") is None:
        return advice("condition/three-compared")
    for kind, name, other_kind, other in (
        (kinds[0], left, kinds[1], right), (kinds[1], right, kinds[0], left)
    ):  # fmt: skip
        # What a fact can be compared with is told by the fact, not by what stands beside it.
        field = facts.field(name, kind)
        if field is None and not (kind == "bool" and other_kind == "string"):
            continue
        if other_kind == "null_type":
            return Advice(said, f"Whether it is stated is `has({name})`.")
        if kind == "bool":
            return Advice(said, f"A yes or no stands alone: `{name}`, `!{name}`.")
        if kind.startswith("list") and other_kind == "string":
            shown = f"`{other} in {name}`" if sign != "!=" else f"`!({other} in {name})`"
            return Advice(said, f"Whether something is on a list is asked with `in`: {shown}.")
        if kind.startswith("list") and other_kind in _NUMBERS:
            return Advice(said, f"How many are on it is `size({name})`.")
        if kind.startswith("facts."):
            return Advice(_side(name, kind, facts), facts.below(name, (other or "").strip("'\"")))
        if field is not None and field.kind == "date" and facts.field(other) is None:
            return Advice(said, "Write the date in quotes, as '2026-11-26'.")
        if kind in _NUMBERS and other_kind == "string" and (found := _number_in(other)):
            return Advice(said, f"Write the number without quotes: {found}.")
        if kind == "string" and field is not None and field.vocabulary:
            # Such words may be numbers, or yes and no; without quotes they are no words.
            if other in field.vocabulary:
                return Advice(said, f"Text stands in quotes: '{other}'.")
            return Advice(said, f"It is one of: {', '.join(field.vocabulary)}.")
        if kind == "string" and other_kind in _NUMBERS and facts.field(other) is None:
            return Advice(said, f"Text stands in quotes: '{other}'.")
    return Advice(said, "Compare like with like: text with text, numbers with numbers.")


def _numbers(
    sign: str, kinds: list[str], sides: tuple[str | None, str | None], facts: Known
) -> str:
    """A whole number beside one that need not be whole."""
    left, right = sides
    for number, kind, other in ((right, kinds[1], left), (left, kinds[0], right)):
        if number is None or not re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?", number):
            continue
        if kind == "int":
            return f"Write the number with a point, as {number}.0."
        value = float(number)
        if value == int(value) or number != right or sign in {"==", "!="}:
            return f"Write it without a point, as {math.floor(value)}."
        up = sign in {">=", "<"}
        whole = math.ceil(value) if up else math.floor(value)
        return f"Write it without a point: `{other} {sign} {whole}`."
    for number, kind in ((left, kinds[0]), (right, kinds[1])):
        name = (number or "").removeprefix("thresholds.")
        if number is not None and number.startswith("thresholds.") and name in facts.thresholds:
            how = "with a point, as 3.0" if kind == "int" else "without a point, as 3"
            return f"Give the threshold `{name}` {how}."
    one = left if kinds[0] == "int" else right
    return f"`double({one})` makes of a whole number one that can be compared with the other."


def _in(sides: tuple[str | None, str | None], kinds: list[str], facts: Known) -> Advice:
    left, right = sides
    kind = kinds[1]
    if left is not None and kinds[0] == "list(string)":
        return Advice(_side(left, kinds[0], facts), _list_before_in(left, right, kind))
    name = right or "this"
    what = facts.type_in_words(kind, right)
    if facts.field(right) is None:
        said = f"after `in` comes a list, and `{name}` is {what}"
        return Advice(said, f"Put it in square brackets: `{left or '…'} in [{name}]`.")
    said = f"after `in` comes a list, and `{name}` is {what}"
    field = facts.field(right)
    if kind != "string" or field is None:
        return Advice(said, f"Ask it itself: {facts.comparison(kind, right)}.")
    look = f"; to look for a part of it, `{name}.contains({left or '…'})`"
    return Advice(said, f"Write `{name} == {left or '…'}`{'' if field.vocabulary else look}.")


def _list_before_in(name: str, right: str | None, kind: str) -> str:
    """How to ask of a list what stands behind ``in``: one word, or whether one of several is it."""
    begins = "Before `in` stands what is looked for, and behind it the list: "
    if right is None or not kind.startswith("list"):
        return f"{begins}`{right or '…'} in {name}`."
    words = Written(right.removeprefix("[").removesuffix("]").strip())
    if right.startswith("[") and len(words.tokens) == 1:
        return f"{begins}`{words.text} in {name}`."
    return f"Ask it of each: `{name}.exists(one, one in {right})`."


def _no_condition(sign: str, kinds: list[str], written: Written, at: int, facts: Known) -> Advice:
    sides = {"!": (written.after(at + 1),), "?": (written.before(at),)}.get(
        sign, (written.before(at), written.after(at + 2))
    )
    if sign == "?" and kinds[0] == "bool":
        return advice("condition/two-kinds")
    kind, side = next(
        ((kind, side) for kind, side in zip(kinds, sides, strict=False) if kind != "bool"),
        (kinds[0], sides[0]),
    )
    name = side if facts.field(side) is not None or (side and ROUTE.fullmatch(side)) else None
    said = f"{_side(side, kind, facts)}, where a condition should stand"
    if name is None:
        return Advice(said, "Compare it with something: “is” is `==`, “is more than” is `>`.")
    help_ = f"{'Write' if kind == 'bool' else 'Compare it'}: {facts.comparison(kind, name)}."
    return Advice(said, help_ + _stated(sign, kinds, sides, facts))


def _stated(sign: str, kinds: list[str], sides: tuple[str | None, ...], facts: Known) -> str:
    """How to ask whether facts that are no yes or no are stated, for that may be what is meant."""
    asked = []
    for kind, side in zip(kinds, sides, strict=False):
        field = facts.field(side) if kind != "bool" else None
        asked.append(f"has({side})" if field is not None and field.optional else None)
    if not any(asked):
        return ""
    if sign in {"&&", "||"} and all(asked):
        return f" “Is it stated?” is `{f' {sign} '.join(one for one in asked if one)}`."
    one = next(one for one in asked if one)
    return f" “Is it stated?” is `{'!' if sign == '!' else ''}{one}`."


def _loop(written: Written, at: int, kinds: list[str], facts: Known) -> Advice:
    token = written.last_before(at)
    name = token.text if token is not None else "exists"
    kind = next((one for one in kinds if one != "bool"), "string")
    what = facts.type_in_words(kinds[0] if kinds[0] != "bool" else kind)
    return advice("condition/loop-without-condition", name=name, what=what)


def _function(name: str, kinds: list[str], written: Written, at: int, facts: Known) -> Advice:
    called = written.before(at)
    inner = written.after(at + 1)
    asked = called.removesuffix(f".{name}") if called is not None else None
    if name == "size":
        on = inner if called == "size" else asked
        said = f"`size()` counts what is on a list, and {_side(on, kinds[0], facts)}"
        return Advice(said, f"Compare it itself: {facts.comparison(kinds[0], on)}.")
    if kinds[0].startswith("list"):
        right = f"Whether something is on a list is asked with `in`: `{inner or '…'} in {asked}`."
        side = _side(asked, kinds[0], facts)
        return advice("condition/asked-of-text", name=name, side=side, right=right)
    if kinds[0] != "string":
        right = f"Ask it itself: {facts.comparison(kinds[0], asked)}."
        side = _side(asked, kinds[0], facts)
        return advice("condition/asked-of-text", name=name, side=side, right=right)
    return Advice(
        f"what `.{name}()` looks for must be text, and {_side(inner, kinds[-1], facts)}",
        f"Text stands in quotes: `{asked}.{name}('…')`.",
    )


def _brackets(kinds: list[str], written: Written, at: int, facts: Known) -> Advice:
    owner, inner = written.before(at), written.after(at + 1)
    said = f"{_side(owner, kinds[0], facts)}, and can't be followed by `[{inner or '…'}]`"
    if kinds[0].startswith("facts.") and inner is not None and inner.strip("'\"").isidentifier():
        bare = inner.strip("'\"")
        return Advice(said, f"Name the field after a point: `{owner}.{bare}`.")
    if kinds[0].startswith("facts."):
        return Advice(said, facts.below(owner))
    if kinds[0].startswith("list") and kinds[-1] == "string":
        return Advice(said, f"Whether it is on the list is `{inner} in {owner}`.")
    return Advice(said, f"Write {facts.comparison(kinds[0], owner)}.")


def _side(written: str | None, kind: str, facts: Known) -> str:
    what = facts.type_in_words(kind, written)
    if (
        written is None
        or len(written) > 60
        or (facts.field(written) and not facts.field(written, kind))
    ):
        return f"here is {what}"
    return f"`{written}` is {what}"


def _number_in(written: str | None) -> str | None:
    inner = (written or "").strip("'\"")
    return inner if re.fullmatch(r"-?\d+(\.\d+)?", inner) else None


def _apart(types: str) -> list[str]:
    """The types of several parts, which CEL writes with commas between them."""
    found, depth, start = [], 0, 0
    for at, sign in enumerate(types):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            found.append(types[start:at].strip())
            start = at + 1
    return [*found, types[start:].strip()]
