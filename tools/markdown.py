"""Small pieces of Markdown that every generated page is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

__all__ = ["COMMAND", "GENERATED", "anchor", "cell", "code", "fenced", "lines_of", "table"]

COMMAND = "make generate"
GENERATED = f"<!-- Written by `{COMMAND}`. A change here is lost: change what it is made from. -->"
"""The first line of each generated page; a comment, so that it is not printed."""


def code(text: str) -> str:
    """The text as code on one line."""
    return f"`{' '.join(text.split())}`"


def fenced(text: str, language: str) -> str:
    """The text as a block of code."""
    return f"```{language}\n{text.strip(chr(10))}\n```"


def cell(text: str) -> str:
    """The text as it can stand in a table: on one line, and dividing nothing."""
    return " ".join(text.split()).replace("|", "\\|")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; every row has as many cells as there are heads."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell(one) for one in line)} |" for line in lines)


def anchor(heading: str) -> str:
    """The name by which a heading of the same page is linked to."""
    kept = "".join(letter for letter in heading.lower() if letter.isalnum() or letter in " -_")
    return kept.replace(" ", "-")


def lines_of(*blocks: str) -> str:
    """A page: its blocks with a blank line between each, and one newline at its end."""
    return "\n\n".join(block.strip("\n") for block in blocks if block.strip()) + "\n"
