"""Numbers and sums of money, as documents write them."""

from __future__ import annotations

import re

import pytest

from pitfall_audit.engagement.model.numbers import NUMBER_PATTERN, money, number


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("6", 6, 6),
        ("4-12", 4, 12),
        ("4 to 12", 4, 12),
        ("4\u201312 members", 4, 12),
        ("at least 6", 6, None),
        ("Not less than 6", 6, None),
        ("6 or more", 6, None),
        ("up to 20", None, 20),
        ("20 or fewer", None, 20),
        ("more than 6", 7, None),
        ("fewer than 6", None, 5),
        ("about 15", 12, 18),
        ("several", 3, None),
    ],
)
def test_a_number_has_a_least_and_a_most(text: str, least: int | None, most: int | None) -> None:
    assert re.fullmatch(f"(?i:{NUMBER_PATTERN})", text)
    found = number(text)
    assert (found.certainly, found.at_most) == (least, most)
    assert found.words == text
    assert found.exactly == (least if least == most else None)


@pytest.mark.parametrize("text", ["a lot", "-3", "1000000000", "6 or so", "12-", ""])
def test_other_words_are_no_number(text: str) -> None:
    assert not re.fullmatch(f"(?i:{NUMBER_PATTERN})", text)


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [("20", 20, None), ("£20.50", 20.5, "GBP"), ("15 EUR", 15, "EUR"), ("CHF 15", 15, "CHF"),
     ("1,250€", 1250, "EUR")],
)  # fmt: skip
def test_a_sum_knows_its_currency(text: str, amount: float, currency: str | None) -> None:
    found = money(text)
    assert (found, found.currency) == (amount, currency)
