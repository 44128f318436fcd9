"""Values as they would be written in a condition."""

from __future__ import annotations

from typing import Any

import pytest

from pitfall_audit.rules.conditions.fact_paths import ABSENT
from pitfall_audit.workbench.condition_pages import as_cel, values_in_words
from pitfall_audit.workbench.condition_trace import FactRead


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "true"),
        (0, "0"),
        (7.5, "7.5"),
        ("observer", "'observer'"),
        ("it's\n\\", r"'it\'s\n\\'"),
        ([], "[]"),
        (["a", 1], "['a', 1]"),
        ({"seat": "m", "on": [True]}, "{seat: 'm', on: [true]}"),
        (ABSENT, "not stated"),
        ([[[[["deep"]]]]], "[[[[…]]]]"),
    ],
)
def test_a_value_is_shown_as_it_is_written(value: Any, shown: str) -> None:
    assert as_cel(value) == shown


def test_what_is_long_is_cut_and_says_so() -> None:
    assert as_cel("x" * 10_000) == f"'{'x' * 199}…'"
    assert as_cel(list(range(500))).endswith("10, 11, … (500 in all)]")
    assert values_in_words(FactRead("a", tuple(range(50)), "")).endswith("11; and 38 more")


def test_a_list_without_items_gives_no_value() -> None:
    assert "empty" in values_in_words(FactRead("a[].b", (), ""))
