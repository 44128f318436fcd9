"""What was nearly written, and what only looks like it."""

from __future__ import annotations

import pytest

from pitfall_audit.engagement.message_words import very_near


@pytest.mark.parametrize(
    ("word", "option"),
    [
        ("ownr", "owner"), ("mny", "many"), ("peple", "people"), ("comittee", "committee"),
        ("promsie", "promise"), ("recomendaton", "recommendation"), ("review-due", "review_due"),
        ("Carers", "carers"),
    ],
)  # fmt: skip
def test_a_slip_of_the_pen_is_very_near(word: str, option: str) -> None:
    assert very_near(word, ["something", option, "else"]) == option


@pytest.mark.parametrize(
    ("word", "option"),
    [
        ("travel", "trainer"), ("respite", "site"), ("deadline", "decline"), ("child", "hold"),
        ("board", "body"), ("", "a"), ("x", "ex"),
    ],
)  # fmt: skip
def test_another_word_is_not(word: str, option: str) -> None:
    assert very_near(word, [option]) is None
