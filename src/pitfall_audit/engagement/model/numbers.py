"""Numbers as documents write them: ``4-12``, ``at least 6``, ``up to 20``; and sums of money."""

from __future__ import annotations

import re
from math import ceil, floor

from msgspec import Struct

__all__ = ["MONEY_PATTERN", "MOST", "NUMBER_PATTERN", "Money", "Number", "money", "number"]

MOST = 9_999_999
"""The greatest number that is understood: more people than that sit on nothing."""

_DIGITS = r"[0-9]{1,7}(?:\.[0-9]{1,2})?"
_BEFORE = {
    "least": r"(?:at least|not less than|no fewer than|from|minimum)",
    "most": r"(?:up to|at most|not more than|no more than|maximum)",
    "over": r"(?:over|more than|above)",
    "under": r"(?:under|less than|fewer than|below)",
    "about": r"(?:about|around|roughly|some)",
}
_SEVERAL = {"several": 3, "a few": 2, "some": 1, "many": 3}
_ONE = rf"(?:(?:{'|'.join(_BEFORE.values())}) )?{_DIGITS}"
_TWO = rf"{_DIGITS} ?(?:-|\u2013|to) ?{_DIGITS}"
NUMBER_PATTERN = (
    rf"(?:{_TWO}|{_ONE}|{'|'.join(_SEVERAL)})(?: (?:hours?|minutes?|members?|people|times))?"
    r"(?: or (?:more|over|fewer|less))?"
)
"""What a number, or a range, looks like, in any case and without its ends."""

_SIGNS = {"£": "GBP", "€": "EUR", "$": "USD"}
MONEY_PATTERN = (
    r"^(?:[£€$]|[A-Z]{3} )?[0-9]{1,3}(?:,?[0-9]{3}){0,2}(?:\.[0-9]{1,6})?(?: ?[€£$]| [A-Z]{3})?$"
)


class Money(float):
    """A sum, and its currency by the code of three letters; None where none is stated."""

    currency: str | None = None


def money(text: str) -> Money:
    """The sum that a text states: ``20``, ``£1,250.50``, ``15 EUR``; it matches the pattern."""
    digits = re.sub(r"[^0-9.]", "", text)
    found = Money(digits)
    sign = re.sub(r"[0-9.,\s]", "", text)
    found.currency = _SIGNS.get(sign, sign) or None
    return found


class Number(Struct, frozen=True):
    """A least and a most, equal where the number is exact; None is an end that stays open.

    ``over`` and ``under`` are true where the end itself is outside. ``words`` are those of the
    file.
    """

    least: float | None
    most: float | None
    over: bool = False
    under: bool = False
    words: str = ""

    @property
    def certainly(self) -> int | None:
        """The whole number that there are at least; None where that is open."""
        if self.least is None:
            return None
        return floor(self.least) + 1 if self.over else ceil(self.least)

    @property
    def at_most(self) -> int | None:
        """The whole number that there are at most; None where that is open."""
        if self.most is None:
            return None
        return ceil(self.most) - 1 if self.under else floor(self.most)

    @property
    def at_the_least(self) -> int | None:
        """The number that can be counted on: a range that begins at one or none says too little."""
        least = self.certainly
        return least if self.exactly is not None or (least or 0) > 1 else None

    @property
    def exactly(self) -> int | None:
        """The whole number, where it is one and no range."""
        return self.certainly if self.certainly == self.at_most else None


def number(text: str) -> Number:
    """The number or range that a text states; it matches the pattern.

    About fifteen is taken to be within a fifth of it; several are three or more.
    """
    said = text.casefold()
    found = [float(one) for one in re.findall(r"[0-9]+(?:\.[0-9]+)?", said)]
    minutes = "minute" in said
    found = [one / 60 for one in found] if minutes else found
    if not found:
        word = next(word for word in _SEVERAL if said.startswith(word))
        return Number(float(_SEVERAL[word]), None, words=text)
    if len(found) == 2:
        return Number(min(found), max(found), words=text)
    one = found[0]
    how = next((how for how, words in _BEFORE.items() if re.match(words, said)), None)
    if re.search(r"or (?:more|over)", said):
        how = "least"
    elif re.search(r"or (?:fewer|less)", said):
        how = "most"
    least, most = {
        "least": (one, None), "over": (one, None), "most": (None, one), "under": (None, one),
        "about": (float(floor(one * 0.8)), float(ceil(one * 1.2))), None: (one, one),
    }[how]  # fmt: skip
    return Number(least, most, over=how == "over", under=how == "under", words=text)
