"""Waivers in the files are told wherever a result is shown, as long as they change nothing."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.report.sample_results import small_result

from pitfall_audit.report.html import render_html
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal import render_terminal


@pytest.mark.parametrize(("number", "words"), [(1, "1 waiver in"), (3, "3 waivers in")])
def test_told_on_screen_and_on_the_page(number: int, words: str) -> None:
    result = small_result()
    first, *others = result.engagements
    result = replace(result, engagements=(replace(first, waivers=number), *others))
    says = f"{words} the files, not applied yet"
    screen = Screen(width=100, colour=False, unicode=True)
    assert says in render_terminal(result, screen)
    assert says in render_html(result)


def test_no_word_where_there_are_none() -> None:
    assert "waiver" not in render_html(small_result())
