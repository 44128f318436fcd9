"""What libyaml tells of a text that is not YAML, and what several explanations of it need."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from pitfall_audit.yaml.places import SourceText, Span

__all__ = [
    "LOOKED_AT", "Told", "Trouble", "as_sentence", "missing_space", "put_in_quotes",
    "space_after",
]  # fmt: skip

# Longer lines are not searched: the patterns may go back and forth in them.
LOOKED_AT: Final = 500
_NO_SPACE: Final = re.compile(r"\s*(?:- +)*[\w-]+(:)[^\s:/]")


class Trouble(NamedTuple):
    """What libyaml tells: where it began (``start``) and gave up (``end``), that line in two."""

    context: str
    words: str
    start: Span
    end: Span
    source: SourceText
    before: str
    rest: str

    def sign(self, span: Span) -> str:
        """The character at a place; "" at the end of a line."""
        return self.source.line_text(span.line)[span.column - 1 : span.column]

    @property
    def private(self) -> bool:
        """Whether it is among ties or conflicts, so that no words of its lines may be shown."""
        return any(self.source.is_private(span.line) for span in (self.start, self.end))


Told = tuple[str, str, Span] | tuple[str, str, Span, Span, str]
"""A message, its help and its place; perhaps a second place and what it has to do with it."""


def _quoted(text: str) -> str:
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def put_in_quotes(at: Trouble, text: str, name: str = "") -> str:
    """Say to quote a text, as it would stand after ``name``; private or long ones are not shown."""
    text = text.strip()
    if at.private or not 0 < len(text) <= 80:
        return "put the whole text in quotation marks."
    return f"put the text in quotation marks: {name}{_quoted(text)}"


def as_sentence(text: str) -> str:
    """Begin with a capital."""
    return text[0].upper() + text[1:]


def missing_space(at: Trouble, line: int) -> Told | None:
    """Tell a line whose first name has no space after its colon; None where it has one."""
    text = at.source.line_text(line)
    found = _NO_SPACE.match(text, 0, LOOKED_AT)
    # What stands before a bracket is a name; elsewhere the name may hold a colon itself.
    if not found or (": " in text and text[found.end(1)] not in "[{"):
        return None
    return space_after(at, line, found.start(1) + 1)


def space_after(at: Trouble, line: int, column: int) -> Told:
    """Tell that the colon at a place has no space after it."""
    text = at.source.line_text(line)
    write = f"{text[: column - 1].strip()}: {text[column:].strip()}"
    shown = len(write) <= 80 and not at.private
    help_text = f"Write a space after the colon: {write}" if shown else "Write a space."
    return "The colon has no space after it.", help_text, Span(line, column, line, column + 1)
