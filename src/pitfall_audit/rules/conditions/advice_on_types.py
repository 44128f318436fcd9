"""What is wrong where an expression compares or asks what does not go together."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from pitfall_audit.engagement.facts.describing import FactField, FactShape
from pitfall_audit.engagement.facts.subjects import SubjectKind
from pitfall_audit.rules.conditions.expressions import ThresholdValue
from pitfall_audit.rules.conditions.fact_paths import field_at
from pitfall_audit.rules.conditions.operands import Written

__all__ = ["Advice", "Known", "advice_on_a_call", "advice_on_a_value"]

_NUMBERS = frozenset({"int", "double"})
_ORDER = frozenset({"<", "<=", ">", ">="})
_COMPARISONS = frozenset({"==", "!=", *_ORDER})
_ASKS = _COMPARISONS | {"in"}
_ROUTE = re.compile(r"[a-z_]\w*(?:\.[a-z_]\w*)+", re.ASCII)
_OF_TEXTS = frozenset({"contains", "startsWith", "endsWith", "matches"})
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
        if written is None or not _ROUTE.fullmatch(written):
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


def advice_on_a_value(type_: str, text: str, facts: Known) -> Advice:
    """Of an expression that is to be a condition and gives something else."""
    name = text if facts.field(text) is not None else None
    what = facts.type_in_words(type_, name)
    said = f"a condition must be true or false, and this gives {what}"
    if type_.startswith("facts."):
        return Advice(
            "a condition must be true or false, and this is not one fact, but several",
            facts.below(text),
        )
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
        return _in(written.before(at), written.after(at + 2), kinds[1], facts)
    if sign in {"&&", "||", "!", "?"}:
        return _no_condition(sign, kinds, written, at, facts)
    if sign in _OF_TEXTS or sign == "size":
        return _function(sign, kinds, written, at, facts)
    if sign == "[":
        return _brackets(kinds, written, at, facts)
    words = " and ".join(dict.fromkeys(facts.type_in_words(kind) for kind in kinds))
    if sign == "-" and len(kinds) == 1:
        return Advice(f"a minus can't stand before {words}", "“not” is `!`.")
    return Advice(
        f"`{sign}` does not go with {words}" if not sign[:1].isalpha()
        else f"`{sign}()` does not go with {words}",
        "Reckon with numbers alone, all whole or all with a point.",
    )  # fmt: skip


def _comparison(  # noqa: PLR0911, PLR0912  # one for each kind
    sign: str, kinds: list[str], sides: tuple[str | None, str | None], facts: Known
) -> Advice:
    left, right = sides
    said = f"{_side(left, kinds[0], facts)}, and {_side(right, kinds[1], facts)}"
    if set(kinds) <= _NUMBERS:
        return Advice(said, _numbers(sign, kinds, sides, facts))
    if sign in _ORDER and kinds[0] == "bool" and facts.field(left, "bool") is None:
        return Advice(
            "more than two things are compared at once",
            "Compare two at a time, and join them: `1 < x && x < 3`.",
        )
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


def _in(left: str | None, right: str | None, kind: str, facts: Known) -> Advice:
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


def _no_condition(sign: str, kinds: list[str], written: Written, at: int, facts: Known) -> Advice:
    sides = {
        "!": (written.after(at + 1),),
        "?": (written.before(at),),
    }.get(sign, (written.before(at), written.after(at + 2)))
    if sign == "?" and kinds[0] == "bool":
        return Advice(
            "what stands on both sides of the `:` is not of one kind",
            "Let both be conditions, or both text, or both numbers.",
        )
    kind, side = next(
        ((kind, side) for kind, side in zip(kinds, sides, strict=False) if kind != "bool"),
        (kinds[0], sides[0]),
    )
    name = side if facts.field(side) is not None or (side and _ROUTE.fullmatch(side)) else None
    said = f"{_side(side, kind, facts)}, where a condition should stand"
    if name is None:
        return Advice(said, "Compare it with something: “is” is `==`, “is more than” is `>`.")
    return Advice(said, f"{'Write' if kind == 'bool' else 'Compare it'}: "
                  f"{facts.comparison(kind, name)}.")  # fmt: skip


def _loop(written: Written, at: int, kinds: list[str], facts: Known) -> Advice:
    token = written.last_before(at)
    name = token.text if token is not None else "exists"
    kind = next((one for one in kinds if one != "bool"), "string")
    what = facts.type_in_words(kinds[0] if kinds[0] != "bool" else kind)
    return Advice(
        f"`{name}()` asks of each whether something is true, and here stands {what}",
        f"Write a condition behind the comma: `{name}(one, one == '…')`.",
    )


def _function(name: str, kinds: list[str], written: Written, at: int, facts: Known) -> Advice:
    called = written.before(at)
    inner = written.after(at + 1)
    asked = called.removesuffix(f".{name}") if called is not None else None
    if name == "size":
        on = inner if called == "size" else asked
        said = f"`size()` counts what is on a list, and {_side(on, kinds[0], facts)}"
        return Advice(said, f"Compare it itself: {facts.comparison(kinds[0], on)}.")
    if kinds[0].startswith("list"):
        return Advice(
            f"`.{name}()` is asked of text, and {_side(asked, kinds[0], facts)}",
            f"Whether something is on a list is asked with `in`: `{inner or '…'} in {asked}`.",
        )
    if kinds[0] != "string":
        return Advice(
            f"`.{name}()` is asked of text, and {_side(asked, kinds[0], facts)}",
            f"Ask it itself: {facts.comparison(kinds[0], asked)}.",
        )
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


def _type_of(field: FactField) -> str:
    """CEL's name for the type of a fact."""
    if field.shape is not None:
        one = f"facts.{field.shape.name}"
    else:
        one = {"whole number": "int", "number": "double", "yes or no": "bool"}.get(
            field.kind, "string"
        )
    return f"list({one})" if field.repeated else one
