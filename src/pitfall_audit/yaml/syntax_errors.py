"""What libyaml says is wrong with a text, in plain words with the way to put it right."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import yaml

from pitfall_audit.yaml.composing import (
    LOOKED_AT,
    Told,
    Trouble,
    as_sentence,
    missing_space,
    put_in_quotes,
    space_after,
    trouble_of,
)
from pitfall_audit.yaml.pasted import pasted_on_lines
from pitfall_audit.yaml.places import Problem, Related, SourceText, Span

__all__ = ["syntax_problem"]


def syntax_problem(error: yaml.MarkedYAMLError, source: SourceText) -> Problem:
    """The problem with a text that libyaml can't read."""
    at = trouble_of(error, source)
    looked_at = dict.fromkeys((at.end.line, at.start.line, at.end.line - 1))
    if (pasted := pasted_on_lines(source, looked_at)) is not None:
        line, column, message, help_ = pasted
        place = source.problem_place(Span(line, column, line, column + 1))
        return Problem("pasted-character", message, place, help_)
    told = next(
        explain(at) for words, explain in _EXPLAINERS if words in f"{at.context} {at.words}"
    )
    related = (Related(source.problem_place(told[3]), told[4]),) if len(told) == 5 else ()
    another_document = at.words == "but found another document"
    kind = "more-than-one-document" if another_document else "yaml-syntax"
    return Problem(kind, told[0], source.problem_place(told[2]), told[1], related)


_LOOK: Final = (
    "Look at this line and the one above it for a missing colon, quotation mark or bracket, "
    "or a different indentation."
)
_LINES_LOOKED_AT: Final = 1_000
_CODE: Final = re.compile(r"\\u([dD][89a-fA-F][0-9a-fA-F]{2})(?:\\u([dD][c-fC-F][0-9a-fA-F]{2}))?")
_LONGEST_CODE: Final = len(r"\ud83d\ude00")
_NAMED: Final = re.compile(r"\s*(?:- +)*([^\s:#\"'\[{][^:#\"'\[{]*):\s+(\S.*)")


def _tab(at: Trouble) -> Told:
    return "A tab indents this line.", "Indent with spaces: two for each level.", at.end


def _cannot_start(at: Trouble) -> Told:
    if at.sign(at.end) == "\t":
        return _tab(at)
    return (
        f"A value cannot begin with {at.sign(at.end)}.",
        as_sentence(put_in_quotes(at, at.rest)),
        at.end,
    )


def _colon_in_brackets(at: Trouble) -> Told:
    span = at.end
    if at.sign(span) == ":" and at.rest[1:2].strip():
        return space_after(at, span.line, span.column)
    return (
        "There is a colon where none can stand.",
        "Take it out, or put the text that it belongs to in quotation marks.",
        span,
    )


def _unexpected_colon(at: Trouble) -> Told:
    named = _NAMED.match(at.before + at.rest, 0, LOOKED_AT)
    if named and named.end(1) < len(at.before.rstrip()):
        help_text = as_sentence(put_in_quotes(at, named[2], f"{named[1]}: "))
        return "A colon stands inside text that is not in quotation marks.", help_text, at.end
    above = at.end.line - 1
    while above > 1 and not at.source.line_text(above).strip():
        above -= 1
    if above and ":" not in at.source.line_text(above):
        return _no_colon(at._replace(start=Span(above, 1, above, 1)))
    if at.before.lstrip().startswith("- "):
        return (
            "This list item stands below a name that has its value already.",
            f"A list begins under a name with nothing after its colon: see line {above}.",
            at.end,
        )
    return missing_space(at, above) or (
        "This line is indented as if it belonged to the text of the line above.",
        f"Indent it like line {above}, or put the text in quotation marks.",
        at.end,
    )


def _no_colon(at: Trouble) -> Told:
    line = at.start.line
    text = at.source.line_text(line)
    column = len(text) - len(text.lstrip()) + 1
    return missing_space(at, line) or (
        "This line has no colon between a name and a value.",
        "Write name: value. If it goes on from the text above, indent it further.",
        Span(line, column, line, len(text.rstrip()) + 1),
    )


def _unclosed_quote(at: Trouble) -> Told:
    sign = at.sign(at.start)
    message = f"The quotation mark {sign} that opens here is not closed."
    return message, f"Write {sign} at the end of the text too.", at.start


def _escape(at: Trouble) -> Told:
    line = at.source.line_text(at.end.line)
    for found in _CODE.finditer(line, max(at.end.column - _LONGEST_CODE, 0)):
        if found.start() < at.end.column <= found.end() + 1:
            return _half_a_character(at.end.line, found)
    return (
        "In double quotation marks, a backslash begins a sign, and there is none like this.",
        "Write two backslashes, or put the text in single quotation marks: 'C:\\Users'",
        at.end,
    )


def _half_a_character(line: int, found: re.Match[str]) -> Told:
    """Codes as in JSON, which writes some characters as two halves."""
    low = int(found[2], 16) if found[2] else 0
    high = int(found[1], 16)
    if 0xD800 <= high < 0xDC00 <= low < 0xE000:
        sign = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
        help_text = f"Write the character itself, {chr(sign)}, or as one code: \\U{sign:08X}"
    else:
        help_text = "Write the character itself."
    message = (
        f"{found[0]} is a character in two halves, as JSON may write it; YAML takes it whole."
        if found[2]
        else f"{found[0]} is half of a character, as JSON may write it; YAML takes it whole."
    )
    return message, help_text, Span(line, found.start() + 1, line, found.end() + 1)


def _unclosed_bracket(at: Trouble) -> Told:
    sign = at.sign(at.start)
    message = f"The bracket {sign} that opens here is not closed, or a comma is missing after it."
    example = "{name: value, name: value}" if sign == "{" else "[one, two]"
    return message, f"Write {example}", at.start, at.end, "noticed here"


def _no_value(at: Trouble) -> Told:
    sign = at.sign(at.end)
    if not sign or sign not in ",]}":
        return (
            "A bracket is opened and not closed.",
            "Close each [ with ] and each { with }.",
            at.end,
        )
    help_text = "Take it out. If it is part of a text, put the text in quotation marks."
    return f"There is a {sign} where a value should be.", help_text, at.end


def _no_key(at: Trouble) -> Told:
    before = at.before.rstrip()
    if before.endswith(('"', "'", "]", "}")) and (no_space := missing_space(at, at.end.line)):
        return no_space
    if before.endswith(('"', "'")):
        named = _NAMED.match(at.before + at.rest, 0, LOOKED_AT)
        help_text = "Put the whole text in quotation marks; write ' inside single ones as ''."
        if named and named[2].startswith('"'):
            help_text = as_sentence(put_in_quotes(at, named[2], f"{named[1]}: "))
        return "Text follows after the closing quotation mark.", help_text, at.end
    if before.endswith(("]", "}")) or at.sign(at.end) in {"]", "}"}:
        return "Something follows after the closing bracket.", "Take it out.", at.end
    if at.rest.startswith("- "):
        if aligned := _out_of_line(at):
            return aligned
        message = "This list item stands among names and values."
        return message, "Give the list a name of its own, as name:, on a line above.", at.end
    help_text = "Begin it in the same column as the line it belongs with."
    return "This line is indented differently from the lines it belongs with.", help_text, at.end


def _out_of_line(at: Trouble) -> Told | None:
    """A list item whose dash is not under that of the item above; None where there is none."""
    own = at.end.column - 1
    for line in range(at.end.line - 1, max(at.end.line - _LINES_LOOKED_AT, 0), -1):
        text = at.source.line_text(line)
        words = text.lstrip(" ")
        column = len(text) - len(words)
        if words.startswith("- "):
            return (
                "This list item is not in line with the one above it.",
                f"Begin its dash in the same column as the dash of line {line}, column "
                f"{column + 1}, or of another list that it belongs to.",
                at.end,
            )
        if words and not words.startswith("#") and (column == 0 or column < own):
            break
    return None


def _not_an_item(at: Trouble) -> Told:
    return (at.rest.startswith("- ") and _out_of_line(at)) or (
        "This line stands in a list, but is not one of its items.",
        "Begin it with a dash and a space, or indent it like the line it belongs with.",
        at.end,
    )


def _reference(at: Trouble) -> Told:
    sign, text = at.sign(at.start), at.source.line_text(at.start.line)[at.start.column - 1 :]
    kind = {"*": "an alias", "&": "an anchor"}.get(sign, "a tag")
    message = f"A value that begins with {sign} is read as {kind}, and this is not one."
    return message, f"If it is text, {put_in_quotes(at, text)}", at.start


def _undefined_alias(at: Trouble) -> Told:
    name = "" if at.private else f" {at.rest.split()[0].rstrip(',]}')}"
    message = f"There is no anchor above for the alias{name}."
    return message, f"Write the value itself. If it is text, {put_in_quotes(at, at.rest)}", at.end


def _document_end(at: Trouble) -> Told:
    if at.before.rstrip().endswith(("]", "}")) or at.sign(at.end) in {"]", "}"}:
        return _no_key(at)
    help_text = "Take out the line that ends the document (...), or begin it with ---."
    return "Something stands where a document should begin.", help_text, at.end


def _fixed(message: str, help_text: str, *, at_start: bool = False) -> Callable[[Trouble], Told]:
    return lambda at: (message, help_text, at.start if at_start else at.end)


_EXPLAINERS: Final[tuple[tuple[str, Callable[[Trouble], Told]], ...]] = (
    ("found character that cannot start any token", _cannot_start),
    ("tab character", _tab),
    ("mapping values are not allowed", _unexpected_colon),
    ("could not find expected ':'", _no_colon),
    ("while scanning a quoted scalar", _unclosed_quote),
    ("while parsing a quoted scalar", _escape),
    ("did not find expected ',' or", _unclosed_bracket),
    ("did not find expected node content", _no_value),
    ("did not find expected key", _no_key),
    ("did not find expected '-' indicator", _not_an_item),
    ("found unexpected ':'", _colon_in_brackets),
    ("block sequence entries are not allowed", _fixed(
        "A list cannot begin here.",
        "Begin it on a line of its own. If it is text, put it in quotation marks.")),
    ("mapping keys are not allowed", _fixed(
        "A question mark cannot begin a value.", "If it is text, put it in quotation marks.")),
    ("while scanning an a", _reference),
    ("ing a tag", _reference),
    ("undefined tag handle", _reference),
    ("found undefined alias", _undefined_alias),
    ("found duplicate anchor", lambda at: (
        "This anchor has the name of an earlier one.", "Give it a name of its own.",
        at.end, at.start, "first written here")),
    ("expected comment or line break", _fixed(
        "After | or >, the text begins on the next line.",
        "Move the text to the next line and indent it, or put it in quotation marks.")),
    ("but found another document", _fixed(
        "A second document begins here.",
        "Take this line out, or put what follows into a file of its own.")),
    ("while scanning a directive", _fixed(
        "A line cannot begin with %.", "Put the name in quotation marks.", at_start=True)),
    ("expected <document start>", _document_end),
    ("", lambda at: (f"This cannot be read as YAML ({at.words or at.context}).", _LOOK, at.end)),
)  # fmt: skip
