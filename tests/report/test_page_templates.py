"""Pages from templates: what is filled in stays words, whatever it holds."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from pitfall_audit.report.page_templates import page_from
from pitfall_audit.report.screen import Screen


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a **b** c", "a **b** c"),
        ("# a", "# a"),
        ("=  a", "= a"),
        (">4 a", ">4 a"),
        ("{{ count }} {% raw %} <b>", "{{ count }} {% raw %} <b>"),
        ("a\n    # b", "a # b"),
        ("a\x1b[2J\x000\x00", "a\\x1b[2J\\x000\\x00"),
    ],
)
def test_what_is_filled_in_is_words_alone(words: str, shown: str) -> None:
    place = SimpleNamespace(path=words, field=SimpleNamespace(description=words))
    screen = Screen(80, colour=False, unicode=True)
    page = page_from(
        "workbench/places.txt",
        screen,
        places=[SimpleNamespace(place=place, also=[words])],
        most_places=1,
    )
    assert page == f"  {shown}\n      {shown}\n      Also at: {shown}\n"
