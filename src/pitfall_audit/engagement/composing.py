"""Composing a text into libyaml's node tree, and its syntax problems in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, NamedTuple

import yaml
from yaml.nodes import Node

from pitfall_audit.engagement.depth import Loader
from pitfall_audit.engagement.excerpts import SourceText, Span, span_between
from pitfall_audit.engagement.places import Problem, Related

__all__ = ["compose"]


def compose(source: SourceText) -> Node | Problem | None:
    """The root node of a text, None for an empty one, or the problem that prevents it.

    The text must have been looked at by `depth.text_limits` before: libyaml's composer
    recurses, and a text nested too deep would end the process. Raises
    yaml.reader.ReaderError or UnicodeEncodeError for characters that YAML does not allow.
    """
    loader = Loader(source.text)
    try:
        return loader.get_single_node()
    except yaml.MarkedYAMLError as trouble:
        return _explained(trouble, source)
    finally:
        loader.dispose()


class _Trouble(NamedTuple):
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


_Told = tuple[str, str, Span] | tuple[str, str, Span, Span, str]
"""A message, its help and its place; perhaps a second place and what it has to do with it."""


def _explained(error: yaml.MarkedYAMLError, source: SourceText) -> Problem:
    at = _trouble(error, source)
    told = next(
        explain(at) for words, explain in _EXPLAINERS if words in f"{at.context} {at.words}"
    )
    related = (Related(source.problem_place(told[3]), told[4]),) if len(told) == 5 else ()
    another_document = at.words == "but found another document"
    kind = "more-than-one-document" if another_document else "yaml-syntax"
    return Problem(kind, told[0], source.problem_place(told[2]), told[1], related)


def _trouble(error: yaml.MarkedYAMLError, source: SourceText) -> _Trouble:
    def sign(mark: Any) -> Span:
        if mark is None:
            return Span(1, 1, 1, 1)
        span = span_between(mark, mark)
        return source.within(span._replace(end_column=span.column + 1))

    start = sign(error.context_mark or error.problem_mark)
    end = sign(error.problem_mark or error.context_mark)
    line = source.line_text(end.line)
    before, rest = line[: end.column - 1], line[end.column - 1 :].strip()
    return _Trouble(error.context or "", error.problem or "", start, end, source, before, rest)


_LOOK: Final = (
    "Look at this line and the one above it for a missing colon, quotation mark or bracket, "
    "or a different indentation."
)
# Longer lines are not searched: the patterns may go back and forth in them.
_LOOKED_AT: Final = 500
_NO_SPACE: Final = re.compile(r"\s*(?:- +)*[\w-]+(:)[^\s:/]")
_NAMED: Final = re.compile(r"\s*(?:- +)*([^\s:#\"'\[{][^:#\"'\[{]*):\s+(\S.*)")


def _quoted(text: str) -> str:
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _put_in_quotes(text: str, name: str = "") -> str:
    text = text.strip()
    if not 0 < len(text) <= 80:
        return "put the whole text in quotation marks."
    return f"put the text in quotation marks: {name}{_quoted(text)}"


def _as_sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _tab(at: _Trouble) -> _Told:
    return "A tab indents this line.", "Indent with spaces: two for each level.", at.end


def _cannot_start(at: _Trouble) -> _Told:
    if at.sign(at.end) == "\t":
        return _tab(at)
    return (
        f"A value cannot begin with {at.sign(at.end)}.",
        _as_sentence(_put_in_quotes(at.rest)),
        at.end,
    )


def _no_space(at: _Trouble, line: int) -> _Told | None:
    found = _NO_SPACE.match(at.source.line_text(line), 0, _LOOKED_AT)
    if not found or ": " in at.source.line_text(line):
        return None
    text = at.source.line_text(line)
    column = found.start(1) + 1
    write = f"{text[: column - 1].strip()}: {text[column:].strip()}"
    help_text = f"Write a space after the colon: {write}" if len(write) <= 80 else "Write a space."
    return "The colon has no space after it.", help_text, Span(line, column, line, column + 1)


def _unexpected_colon(at: _Trouble) -> _Told:
    named = _NAMED.match(at.before + at.rest, 0, _LOOKED_AT)
    if named and named.end(1) < len(at.before.rstrip()):
        help_text = _as_sentence(_put_in_quotes(named[2], f"{named[1]}: "))
        return "A colon stands inside text that is not in quotation marks.", help_text, at.end
    above = at.end.line - 1
    while above > 1 and not at.source.line_text(above).strip():
        above -= 1
    if above and ":" not in at.source.line_text(above):
        return _no_colon(at._replace(start=Span(above, 1, above, 1)))
    return _no_space(at, above) or (
        "This line is indented as if it belonged to the text of the line above.",
        f"Indent it like line {above}, or put the text in quotation marks.",
        at.end,
    )


def _no_colon(at: _Trouble) -> _Told:
    line = at.start.line
    text = at.source.line_text(line)
    column = len(text) - len(text.lstrip()) + 1
    return _no_space(at, line) or (
        "This line has no colon between a name and a value.",
        "Write name: value. If it goes on from the text above, indent it further.",
        Span(line, column, line, len(text.rstrip()) + 1),
    )


def _unclosed_quote(at: _Trouble) -> _Told:
    sign = at.sign(at.start)
    message = f"The quotation mark {sign} that opens here is not closed."
    return message, f"Write {sign} at the end of the text too.", at.start


def _escape(at: _Trouble) -> _Told:
    return (
        "In double quotation marks, a backslash begins a sign, and there is none like this.",
        "Write two backslashes, or put the text in single quotation marks: 'C:\\Users'",
        at.end,
    )


def _unclosed_bracket(at: _Trouble) -> _Told:
    sign = at.sign(at.start)
    message = f"The bracket {sign} that opens here is not closed, or a comma is missing after it."
    example = "{name: value, name: value}" if sign == "{" else "[one, two]"
    return message, f"Write {example}", at.start, at.end, "noticed here"


def _no_value(at: _Trouble) -> _Told:
    sign = at.sign(at.end)
    if not sign or sign not in ",]}":
        return (
            "A bracket is opened and not closed.",
            "Close each [ with ] and each { with }.",
            at.end,
        )
    help_text = "Take it out. If it is part of a text, put the text in quotation marks."
    return f"There is a {sign} where a value should be.", help_text, at.end


def _no_key(at: _Trouble) -> _Told:
    before = at.before.rstrip()
    if before.endswith(('"', "'")):
        named = _NAMED.match(at.before + at.rest, 0, _LOOKED_AT)
        help_text = "Put the whole text in quotation marks; write ' inside single ones as ''."
        if named and named[2].startswith('"'):
            help_text = _as_sentence(_put_in_quotes(named[2], f"{named[1]}: "))
        return "Text follows after the closing quotation mark.", help_text, at.end
    if before.endswith(("]", "}")) or at.sign(at.end) in {"]", "}"}:
        return "Something follows after the closing bracket.", "Take it out.", at.end
    if at.rest.startswith("- "):
        message = "This list item stands among names and values."
        return message, "Give the list a name of its own, as name:, on a line above.", at.end
    help_text = "Begin it in the same column as the line it belongs with."
    return "This line is indented differently from the lines it belongs with.", help_text, at.end


def _reference(at: _Trouble) -> _Told:
    sign, text = at.sign(at.start), at.source.line_text(at.start.line)[at.start.column - 1 :]
    kind = {"*": "an alias", "&": "an anchor"}.get(sign, "a tag")
    message = f"A value that begins with {sign} is read as {kind}, and this is not one."
    return message, f"If it is text, {_put_in_quotes(text)}", at.start


def _undefined_alias(at: _Trouble) -> _Told:
    message = f"There is no anchor above for the alias {at.rest.split()[0].rstrip(',]}')}."
    return message, f"Write the value itself. If it is text, {_put_in_quotes(at.rest)}", at.end


def _document_end(at: _Trouble) -> _Told:
    if at.before.rstrip().endswith(("]", "}")) or at.sign(at.end) in {"]", "}"}:
        return _no_key(at)
    help_text = "Take out the line that ends the document (...), or begin it with ---."
    return "Something stands where a document should begin.", help_text, at.end


def _fixed(message: str, help_text: str, *, at_start: bool = False) -> Callable[[_Trouble], _Told]:
    return lambda at: (message, help_text, at.start if at_start else at.end)


_EXPLAINERS: Final[tuple[tuple[str, Callable[[_Trouble], _Told]], ...]] = (
    ("found character that cannot start any token", _cannot_start),
    ("tab character", _tab),
    ("mapping values are not allowed", _unexpected_colon),
    ("could not find expected ':'", _no_colon),
    ("while scanning a quoted scalar", _unclosed_quote),
    ("while parsing a quoted scalar", _escape),
    ("did not find expected ',' or", _unclosed_bracket),
    ("did not find expected node content", _no_value),
    ("did not find expected key", _no_key),
    (
        "did not find expected '-' indicator",
        _fixed(
            "This line stands in a list, but is not one of its items.",
            "Begin it with a dash and a space, or indent it like the line it belongs with.",
        ),
    ),
    (
        "block sequence entries are not allowed",
        _fixed(
            "A list cannot begin here.",
            "Begin it on a line of its own. If it is text, put it in quotation marks.",
        ),
    ),
    (
        "mapping keys are not allowed",
        _fixed(
            "A question mark cannot begin a value.", "If it is text, put it in quotation marks."
        ),
    ),
    ("while scanning an a", _reference),
    ("ing a tag", _reference),
    ("undefined tag handle", _reference),
    ("found undefined alias", _undefined_alias),
    (
        "found duplicate anchor",
        lambda at: (
            "This anchor has the name of an earlier one.",
            "Give it a name of its own.",
            at.end,
            at.start,
            "first written here",
        ),
    ),
    (
        "expected comment or line break",
        _fixed(
            "After | or >, the text begins on the next line.",
            "Move the text to the next line and indent it, or put it in quotation marks.",
        ),
    ),
    (
        "but found another document",
        _fixed(
            "A second document begins here.",
            "Take this line out, or put what follows into a file of its own.",
        ),
    ),
    (
        "while scanning a directive",
        _fixed("A line cannot begin with %.", "Put the name in quotation marks.", at_start=True),
    ),
    ("expected <document start>", _document_end),
    ("", lambda at: (f"This cannot be read as YAML ({at.words or at.context}).", _LOOK, at.end)),
)
