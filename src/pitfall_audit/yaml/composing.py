"""libyaml: composing a text into its node tree, and what it tells of one that is not YAML."""

from __future__ import annotations

import operator
import re
from typing import Any, Final, NamedTuple

import yaml
from yaml.nodes import Node, ScalarNode

from pitfall_audit.yaml.places import SourceText, Span, span_between

if not yaml.__with_libyaml__:
    # The pure-Python parser is about ten times slower and differs in details, so it is never
    # used in silence.
    raise ImportError(
        "PyYAML was installed without libyaml, the C parser that pitfall-audit needs. Install a "
        "ready-made wheel: pip install --force-reinstall --only-binary=:all: pyyaml"
    )

from yaml.cyaml import CBaseLoader

__all__ = [
    "LOOKED_AT", "NOT_STATED", "TEXT", "Loader", "Told", "Trouble", "as_sentence", "compose",
    "is_merge_key", "missing_space", "put_in_quotes", "quoted", "space_after", "trouble_of",
]  # fmt: skip

TEXT: Final = "text"
"""The tag of every node that has no tag of its own."""

NOT_STATED: Final = "not stated"
"""The tag of an empty value, ``~`` or ``null`` that has neither quotes nor a tag."""

_NULLS: Final = frozenset(("", "~", "null", "Null", "NULL"))


class Loader(CBaseLoader):
    """libyaml's parser with the base resolver, told to give values no types.

    The methods are called once for every node: overriding them halves the time of composing.
    """

    def resolve(self, kind: type[Node], value: Any, implicit: Any) -> str:
        """Give a node without a tag the tag `NOT_STATED` or `TEXT`."""
        if kind is ScalarNode and value in _NULLS and implicit[0]:
            return NOT_STATED
        return TEXT

    # No value's meaning depends on where it stands, so that these two have nothing to do. What
    # does nothing in C takes a third of what it takes in Python.
    descend_resolver = staticmethod(operator.is_)  # type: ignore[assignment]  # it gives a bool
    ascend_resolver = staticmethod(object)  # type: ignore[assignment]  # it gives an object


def is_merge_key(key: Node) -> bool:
    """Whether a mapping's key is a merge: ``<<`` without quotes or tag."""
    return key.value == "<<" and key.tag is TEXT and isinstance(key, ScalarNode) and not key.style


def compose(source: SourceText) -> Node | None:
    """The root node of a text, None for an empty one.

    The text must have been looked at by `document_limits.text_limits` before: libyaml's composer
    recurses, and a text nested too deep would end the process. Raises
    yaml.MarkedYAMLError for a text that is not YAML, yaml.reader.ReaderError or
    UnicodeEncodeError for characters that YAML does not allow.
    """
    loader = Loader(source.text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


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


def trouble_of(error: yaml.MarkedYAMLError, source: SourceText) -> Trouble:
    """What an error of libyaml's tells of a text."""

    def sign(mark: Any) -> Span:
        if mark is None:
            return Span(1, 1, 1, 1)
        span = span_between(mark, mark)
        return source.within(span._replace(end_column=span.column + 1))

    start = sign(error.context_mark or error.problem_mark)
    end = sign(error.problem_mark or error.context_mark)
    line = source.line_text(end.line)
    before, rest = line[: end.column - 1], line[end.column - 1 :].strip()
    return Trouble(error.context or "", error.problem or "", start, end, source, before, rest)


Told = tuple[str, str, Span] | tuple[str, str, Span, Span, str]
"""A message, its help and its place; perhaps a second place and what it has to do with it."""


def quoted(text: str) -> str:
    """A text in those quotation marks of YAML that need fewest changes."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def put_in_quotes(at: Trouble, text: str, name: str = "") -> str:
    """Return advice to quote a text that follows ``name``; private or long ones are not shown."""
    text = text.strip()
    if at.private or not 0 < len(text) <= 80:
        return "put the whole text in quotation marks."
    return f"put the text in quotation marks: {name}{quoted(text)}"


def as_sentence(text: str) -> str:
    """Begin with a capital."""
    return text[0].upper() + text[1:]


def missing_space(at: Trouble, line: int) -> Told | None:
    """Return the problem of a line whose first name has no space after its colon, or None."""
    text = at.source.line_text(line)
    found = _NO_SPACE.match(text, 0, LOOKED_AT)
    # What stands before a bracket is a name; elsewhere the name may hold a colon itself.
    if not found or (": " in text and text[found.end(1)] not in "[{"):
        return None
    return space_after(at, line, found.start(1) + 1)


def space_after(at: Trouble, line: int, column: int) -> Told:
    """Return the problem of a colon without a space after it."""
    text = at.source.line_text(line)
    write = f"{text[: column - 1].strip()}: {text[column:].strip()}"
    shown = len(write) <= 80 and not at.private
    help_text = f"Write a space after the colon: {write}" if shown else "Write a space."
    return "The colon has no space after it.", help_text, Span(line, column, line, column + 1)
