"""Paragraphs without colours: the lines that rich would make, made in less time."""

from __future__ import annotations

import io

from hypothesis import example, given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from pitfall_audit.report.terminal_page import wrapped

CONSOLE = Console(file=io.StringIO(), width=200, _environ={})
WORDS = st.lists(
    st.text(st.sampled_from("abc.é\u2013\u2019漢\u0301"), min_size=1, max_size=14), max_size=30
)


def by_rich(text: str, room: int) -> list[str]:
    lines = Text(text).wrap(CONSOLE, room, overflow="fold", no_wrap=False)
    return [line.plain.rstrip() for line in lines]


@given(WORDS, st.integers(10, 30), st.booleans())
@example(["a" * 10, "b"], 10, True)
def test_lines_break_where_rich_breaks_them(words: list[str], room: int, after: bool) -> None:
    text = " ".join(words) + " " * (after and bool(words))
    lines = wrapped(text, room)
    if max(map(len, text.split(" "))) <= room and not set("漢\u0301") & set(text):
        assert lines
    assert not lines or lines == by_rich(text, room)
