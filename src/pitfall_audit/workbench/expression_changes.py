"""Small changes to an expression, each of which an example of its rule ought to notice.

Changes that could go unnoticed only where another one does are left out: to deny an operand
(whoever notices that it is left out notices that too), or to swap a word of a list (whoever
notices that it is gone does).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.errors import worded
from pitfall_audit.rules.conditions.terms import COMPARISONS, Term, simplified, truth, write

__all__ = ["Change", "ChangeKind", "WordsAt", "changes_of", "shown"]

ChangeKind = Literal[
    "always", "never", "denied", "operand-left-out", "branch-taken", "boundary", "direction",
    "equality", "threshold", "number", "word-left-out", "list-emptied", "word-swapped",
    "presence", "loop",
]  # fmt: skip
Number = int | float
WordsAt = Callable[[int], tuple[str, ...]]
"""The words of the field that the text constant at an offset is compared with; may be none."""

_LONGEST_SHOWN = 90
_BOUNDARY = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
_DIRECTION = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_EQUALITY = {"==": "!=", "!=": "=="}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
# By how an amount is compared with a number: the step of that number that a swap between `<`
# and `<=` does not make already.
_STEP = {"<": -1, "<=": 1, ">": 1, ">=": -1}


class Change(Struct, frozen=True):
    """An expression as it became, and what was changed in it.

    ``offset`` is the place of the change in the expression, in characters. ``words`` end a
    sentence that begins with the name of the condition; ``hint`` ends one that begins "Add an
    example in which".
    """

    kind: ChangeKind
    term: Term
    offset: int
    words: str
    hint: str


def changes_of(term: Term, words_at: WordsAt, thresholds: Mapping[str, Number]) -> Iterator[Change]:
    """Yield each change of an expression that gives true or false, made simple again.

    None gives the same text as the expression itself, and no two the same as each other.
    """
    seen = {write(simplified(term))}
    for change in _Changer(words_at, thresholds).condition(term):
        became = simplified(change.term)
        text = write(became)
        if text not in seen:
            seen.add(text)
            yield replace(change, term=became)


def shown(term: Term) -> str:
    """A part of an expression in backticks, shortened where it is long."""
    text = write(term)
    if len(text) > _LONGEST_SHOWN:
        text = f"{text[: _LONGEST_SHOWN - 2].rstrip()} …"
    return f"`{text}`"


def _change(kind: ChangeKind, term: Term, at: int, name: str, /, **values: str) -> Change:
    """A change at an offset, in the words of ``problems.yaml`` under a name."""
    _, words, hint = worded(name, **values)
    return Change(kind, term, at, words, hint)


class _Changer:
    def __init__(self, words_at: WordsAt, thresholds: Mapping[str, Number]) -> None:
        self.words_at = words_at
        self.thresholds = thresholds

    def condition(self, term: Term) -> Iterator[Change]:
        """The changes of a whole condition."""
        yield from _constant(term)
        denied = Term("operator", "!", (term,), offset=term.offset)
        yield _change("denied", denied, term.start, "mutant/denied", part=shown(term))
        yield from self.truth(term)

    def truth(self, term: Term) -> Iterator[Change]:
        """The changes within a part that gives true or false."""
        if term.is_operator("&&", "||"):
            yield from _operands_left_out(term)
            yield from self.below(term, self.truth)
        elif term.is_operator("!"):
            yield from self.below(term, self.truth)
        elif term.is_operator("?:"):
            yield from self.choice(term)
        elif term.is_operator(*COMPARISONS):
            yield from self.comparison(term)
            for index, part in enumerate(term.parts):
                if self.number(part) is None:
                    yield from self.within(term, index, self.value)
        elif term.is_operator("in"):
            yield from _words_left_out(term)
            yield from self.below(term, self.value)
        elif term.kind == "present":
            yield from _presence(term)
        else:
            yield from self.value(term)

    def value(self, term: Term) -> Iterator[Change]:
        """The changes within a part that may give anything."""
        number = self.number(term)
        if number is not None:
            yield from self.shifts(term, number, (-1, 1), None)
        elif term.kind == "loop":
            yield from self.loop(term)
        elif term.is_operator("?:"):
            yield from self.choice(term, gives_truth=False)
        elif term.is_operator("&&", "||", "!", "in", *COMPARISONS) or term.kind == "present":
            yield from self.truth(term)
        else:
            yield from self.below(term, self.value)

    def below(self, term: Term, changes: Callable[[Term], Iterator[Change]]) -> Iterator[Change]:
        """The changes of each part of a term, with the term around it."""
        for index in range(len(term.parts)):
            yield from self.within(term, index, changes)

    def within(
        self, term: Term, index: int, changes: Callable[[Term], Iterator[Change]]
    ) -> Iterator[Change]:
        for change in changes(term.parts[index]):
            yield replace(change, term=term.with_part(index, change.term))

    def choice(self, term: Term, *, gives_truth: bool = True) -> Iterator[Change]:
        asked, so, otherwise = term.parts
        for branch, when in ((so, "does not hold"), (otherwise, "holds")):
            yield _change(
                "branch-taken", branch, asked.start, "mutant/branch-taken",
                branch=shown(branch), asked=shown(asked), when=when,
            )  # fmt: skip
        yield from self.within(term, 0, self.truth)
        for index in (1, 2):
            if gives_truth:
                yield from self.within(term, index, _constant)
            yield from self.within(term, index, self.truth if gives_truth else self.value)

    def comparison(self, term: Term) -> Iterator[Change]:
        sign = term.text
        if sign in _EQUALITY:
            yield self.swapped("equality", term, _EQUALITY[sign], f"{shown(term)} decides")
            yield from self.swapped_words(term)
        else:
            one, other = term.parts
            hint = f"{shown(one)} and {shown(other)} are equal"
            for amount, bound in ((one, other), (other, one)):
                number = self.number(bound)
                if number is not None:
                    hint = f"{shown(amount)} is exactly {number}"
            yield self.swapped("boundary", term, _BOUNDARY[sign], hint)
            yield self.swapped(
                "direction", term, _DIRECTION[sign],
                f"{shown(one)} is far from {shown(other)}, on either side",
            )  # fmt: skip
        for index, bound in enumerate(term.parts):
            number = self.number(bound)
            if number is None:
                continue
            amount = term.parts[1 - index]
            step = 1 if sign in _EQUALITY else _STEP[sign if index else _MIRRORED[sign]]
            for change in self.shifts(bound, number, (step,), amount):
                yield replace(change, term=term.with_part(index, change.term))

    def swapped(self, kind: ChangeKind, term: Term, sign: str, hint: str) -> Change:
        return self.became(kind, term, replace(term, text=sign), term.offset, hint)

    def became(self, kind: ChangeKind, term: Term, became: Term, at: int, hint: str) -> Change:
        return Change(kind, became, at, f"{shown(term)} became {shown(became)}", hint)

    def swapped_words(self, term: Term) -> Iterator[Change]:
        for index, part in enumerate(term.parts):
            if part.kind != "constant" or not isinstance(part.value, str):
                continue
            words = self.words_at(part.offset)
            if len(words) > 1 and part.value in words:
                other = words[(words.index(part.value) + 1) % len(words)]
                became = term.with_part(index, replace(part, value=other))
                hint = f"{shown(term.parts[1 - index])} is {shown(part)}"
                yield self.became("word-swapped", term, became, part.offset, hint)

    def number(self, term: Term) -> Number | None:
        """The number that stands here, written out or as a threshold."""
        if isinstance(term.value, int | float) and not isinstance(term.value, bool):
            return term.value
        if term.kind == "field" and term.parts[0] == Term(
            "name", "thresholds", offset=term.parts[0].offset
        ):
            return self.thresholds.get(term.text)
        return None

    def shifts(
        self, term: Term, number: Number, steps: tuple[int, ...], amount: Term | None
    ) -> Iterator[Change]:
        for sign in steps:
            step = _smallest_step(number)
            kind: ChangeKind
            moved = round(number + sign * step, 10)
            if term.kind == "constant":
                became, kind = replace(term, value=moved), "number"
            else:
                by = Term("constant", value=step, offset=term.offset)
                became = Term("operator", "+" if sign > 0 else "-", (term, by), offset=term.offset)
                kind = "threshold"
            hint = f"it comes out otherwise with {moved} than with {number}"
            hint = f"{shown(amount)} is exactly {moved}" if amount else hint
            change = self.became(kind, term, became, term.start, hint)
            if kind == "threshold":
                change = replace(change, words=f"{change.words}, {moved} instead of {number}")
            yield change

    def loop(self, term: Term) -> Iterator[Change]:
        """The changes of a loop: whether one item is enough, and what is asked of each."""
        over, asked = term.parts[0], term.parts[1]
        if term.text in {"exists", "all"}:
            other = "all" if term.text == "exists" else "exists"
            yield _change(
                "loop", replace(term, text=other), term.offset, "mutant/loop",
                macro=term.text, other=other, asked=shown(asked), over=shown(over),
            )  # fmt: skip
        yield from self.within(term, 0, self.value)
        if term.text == "map" and len(term.parts) == 2:
            yield from self.within(term, 1, self.value)
            return
        if not asked.is_truth(True):
            always = term.with_part(1, truth(True, asked.offset))
            parts = {"asked": shown(asked), "over": shown(over)}
            yield _change("always", always, asked.start, "mutant/every-item", **parts)
        yield from self.within(term, 1, self.truth)
        for index in range(2, len(term.parts)):
            yield from self.within(term, index, self.value)


def _smallest_step(number: Number) -> Number:
    """One; or, of a number with a broken part, one in the last place that it is written to."""
    if isinstance(number, int):
        return 1
    places = len(repr(number).partition(".")[2]) if number % 1 and "e" not in repr(number) else 0
    return round(0.1**places, places) if places else 1.0


def _constant(term: Term) -> Iterator[Change]:
    """A condition that always holds, or never does."""
    if term.kind != "constant":
        said = f"{shown(term)} came to hold"
        always, never = truth(True, term.offset), truth(False, term.offset)
        yield Change("always", always, term.start, f"{said} always", _so(term, False))
        yield Change("never", never, term.start, f"{said} never", _so(term, True))


def _operands_left_out(term: Term) -> Iterator[Change]:
    for index, part in enumerate(term.parts):
        rest = (*term.parts[:index], *term.parts[index + 1 :])
        if part.kind == "present" or (part.is_operator("!") and part.parts[0].kind == "present"):
            name = "mutant/left-out"
        else:
            name = "mutant/left-out-of-and" if term.text == "&&" else "mutant/left-out-of-or"
        became = replace(term, parts=rest) if len(rest) > 1 else rest[0]
        so = _so(part, term.text == "||")
        values = {"part": shown(part), "joins": term.text, "so": so}
        yield _change("operand-left-out", became, part.start, name, **values)


def _so(term: Term, holds: bool) -> str:
    """In words, that a part holds, or does not."""
    if term.is_operator("!"):
        return _so(term.parts[0], not holds)
    if term.kind == "present":
        return f"{shown(replace(term, kind='field'))} is {'' if holds else 'not '}stated"
    return f"{shown(term)} {'holds' if holds else 'does not hold'}"


def _words_left_out(term: Term) -> Iterator[Change]:
    sought, words = term.parts
    if words.kind != "list":
        return
    for index, word in enumerate(words.parts if len(words.parts) > 1 else ()):
        rest = replace(words, parts=(*words.parts[:index], *words.parts[index + 1 :]))
        yield Change(
            "word-left-out", term.with_part(1, rest), word.start,
            f"{shown(word)} was left out of the list", f"{shown(sought)} is {shown(word)}",
        )  # fmt: skip
    if words.parts:
        yield Change(
            "list-emptied", term.with_part(1, replace(words, parts=())), words.parts[0].start,
            "the list was emptied", f"{shown(sought)} is one of {shown(words)}",
        )  # fmt: skip


def _presence(term: Term) -> Iterator[Change]:
    for value in (True, False):
        yield Change(
            "presence", truth(value, term.offset), term.start,
            f"{shown(term)} became `{'true' if value else 'false'}`", _so(term, not value),
        )  # fmt: skip
