"""Texts of a file as they stand between quotation marks."""

from __future__ import annotations

import pytest

from pitfall_audit.facts.arrangement import shortened


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("“We will tell you.”", "We will tell you."),
        ('"We will tell you."', "We will tell you."),
        ("\u2018We\u2019ll pay your fares.\u2019", "We\u2019ll pay your fares."),
        ("'We'll pay.'", "We'll pay."),
        ("“Yes” or “no”", "“Yes” or “no”"),
        ("We said “soon”", "We said “soon”"),
        ("””", "””"),
    ],
)
def test_marks_around_the_whole_are_left_off(text: str, shown: str) -> None:
    assert shortened(text) == shown
