"""Text from strangers, made safe to show."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pitfall_audit.report.screen import plain_ascii, safe_line, safe_text

ANY_TEXT = st.text(st.characters(codec=None))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x9b31m", "\\x9b31m"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u2066b", "a\\u2066b"),
        ("a\rb", "a\\rb"),
        ("a\tb", "a\\tb"),
        ("\x00\x7f", "\\x00\\x7f"),
        ("\u2028\u2029", "\\u2028\\u2029"),
        ("\ud800", "\\ud800"),
        ("\ufeff", "\\ufeff"),
        ("\ufffe\uffff", "\\ufffe\\uffff"),
        ("Siân • 日本 👩\u200d⚕️\nnext", "Siân • 日本 👩\u200d⚕️\nnext"),
    ],
)
def test_shows_what_would_act_and_leaves_the_rest(text: str, shown: str) -> None:
    assert safe_text(text) == shown


@given(ANY_TEXT)
def test_no_text_keeps_a_control_or_hidden_character(text: str) -> None:
    safe = safe_text(text)
    assert {unicodedata.category(c) for c in safe if c != "\n"}.isdisjoint({"Cc", "Cs", "Zl", "Zp"})
    assert not set(safe) & set(
        "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
    safe.encode("utf-8")


@given(ANY_TEXT)
def test_making_safe_twice_changes_nothing_more(text: str) -> None:
    assert safe_text(safe_text(text)) == safe_text(text)


@given(ANY_TEXT, ANY_TEXT)
def test_the_safe_form_of_a_whole_is_that_of_its_parts(one: str, other: str) -> None:
    assert safe_text(one + other) == safe_text(one) + safe_text(other)


@given(ANY_TEXT)
def test_a_safe_line_is_one_line(text: str) -> None:
    assert len(safe_line(text).splitlines()) <= 1


def test_plain_ascii_keeps_letters() -> None:
    typographic = "\u201cSiân\u2019s\u201d \u2013 3 \u00d7 2 \u2026"
    assert plain_ascii(typographic) == '"Siân\'s" - 3 x 2 ...'
