"""What YAML makes of conditions and messages that are written as they are spoken.

In YAML some signs mean something else: ``!`` and ``{`` at the beginning, ``: `` anywhere, and
a comma within brackets. The help shows the author's own line as it is to be written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from pitfall_audit.yaml.composing import quoted
from pitfall_audit.yaml.places import Problem
from pitfall_audit.yaml.reading import Document

__all__ = [
    "MAY_BE", "UNDER", "about_conditions", "about_split_conditions", "about_texts",
    "split_conditions", "under_a_bar",
]  # fmt: skip

_OF_SYNTAX = frozenset({"yaml-syntax", "unknown-tag", "key-not-text"})
_CONDITIONS = frozenset({"applies", "expect", "that", "when"})
_TEXTS = frozenset({"message", "passed", "says"})
_LINE = re.compile(r"(?P<before>\s*(?:- +)*)(?:(?P<key>[a-z_]+):(?: +|$))?(?P<value>.*)", re.DOTALL)
_LONGEST_SHOWN = 200
UNDER = "Put the condition on a line of its own, under `|`:"
MAY_BE = "If this is a condition, put it on a line of its own, under `|`:"


def about_conditions(problem: Problem, text: str) -> Problem:  # noqa: PLR0911  # one for each kind
    """A fault of YAML in the first part of a rule file, with how its line is to be written.

    ``text`` is that part. A fault that is in no condition and in no message is as it was.
    """
    lines = text.splitlines()
    row = problem.place.line
    line = lines[row - 1] if 0 < row <= len(lines) else ""
    found = _LINE.fullmatch(line)
    if problem.id not in _OF_SYNTAX or found is None or len(line) > _LONGEST_SHOWN:
        return problem
    before, key, value = found["before"], found["key"], found["value"].strip()
    if key in _TEXTS and value.startswith("{{"):
        return replace(
            problem,
            message="Outside quotation marks, a text can't begin with {{.",
            help=f"Put the whole text in quotation marks:\n{before}{key}: {quoted(value)}",
        )
    if key in _TEXTS and value.startswith("{"):
        return _in_braces(problem, before, f"{key}: ", value)
    if problem.id == "key-not-text" or not value:
        return problem
    if key in _CONDITIONS:
        return replace(problem, help=f"{UNDER}\n{_done(before, key, value)}")
    if key is None and "- " in before:
        return replace(problem, help=f"{problem.help}\n{MAY_BE}\n{_done(before, None, value)}")
    return problem


def split_conditions(document: Document, conditions: Sequence[str]) -> Problem | None:
    """Return the problem of a list in brackets that a comma within a condition took apart.

    None where it was not. ``conditions`` are those that YAML made of it.
    """
    data = document.data.get("expect")
    if not isinstance(data, list) or all(_is_balanced(one) for one in conditions):
        return None
    place, related = document.locate(("expect",))
    line = document.line_text(place.line)
    found = _LINE.fullmatch(line)
    if related or found is None or not line[place.column - 1 :].startswith("["):
        return None
    value = line[place.column - 1 : place.end_column - 1].strip()
    shown = place.end_line == place.line and len(line) <= _LONGEST_SHOWN
    help_ = UNDER if shown else "Put each condition on a line of its own, under `- |`."
    if shown:
        help_ += f"\n{_done(found['before'], 'expect', value)}"
    return Problem(
        "condition-split",
        "Within square brackets a comma ends a condition, so this one is taken apart.",
        replace(place, excerpt=document.line_excerpt(place.line)),
        help_,
    )


def about_split_conditions(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Faults of form, where a name that nobody knows is what follows a condition's comma."""
    return tuple(_about_split(problem) for problem in problems)


def about_texts(problem: Problem, text: str) -> Problem:
    """A fault of form, where a message in braces was read as fields; ``text`` is the part's."""
    lines = text.splitlines()
    found = _LINE.fullmatch(lines[problem.place.line - 1]) if problem.id == "wrong-type" else None
    if found is None or found["key"] not in _TEXTS or not found["value"].startswith("{"):
        return problem
    return _in_braces(problem, found["before"], f"{found['key']}: ", found["value"].strip())


def _in_braces(problem: Problem, before: str, key: str, value: str) -> Problem:
    """A text that begins with a blank as others write it: without quotation marks, in one brace."""
    from pitfall_audit.rules.form.blanks import with_two_braces  # noqa: PLC0415

    written = quoted(with_two_braces(value))
    marks = "double" if written.startswith('"') else "single"
    return replace(
        problem,
        message=f"A text that begins with a brace stands in {marks} quotation marks, and a blank "
        "has two braces on each side.",
        help=f"Write it like this:\n{before}{key}{written}",
    )


def _about_split(problem: Problem) -> Problem:
    named = re.search(r'\["(.*)"\]$', problem.place.path)
    if problem.id != "unknown-key" or named is None or _is_balanced(named[1]):
        return problem
    return replace(
        problem,
        message="Within { } a comma ends a condition, so this one is taken apart.",
        help="Put the condition in quotation marks: double ones, where it holds single ones.",
    )


def under_a_bar(line: str) -> str:
    """What to do with a line that holds a condition: put it under ``|``, and how that looks."""
    found = _LINE.fullmatch(line)
    if found is None:
        return UNDER.replace(":", ".")
    return f"{UNDER}\n{_done(found['before'], found['key'], found['value'].strip())}"


def _done(before: str, key: str | None, value: str) -> str:
    """A line with its condition under ``|``, as it is to stand in the file."""
    begins = before if key is None else f"{before}{key}:"
    inner = " " * (len(before) + (2 if key is not None else 0))
    if value.startswith("["):
        if key != "expect":
            return f"{begins.rstrip()} |\n{inner}{value}"
        conditions = _apart(value.removeprefix("[").rstrip().removesuffix("]"))
        shown = "\n".join(f"{inner}- |\n{inner}  {one}" for one in conditions)
        return f"{begins}\n{shown}"
    return f"{begins.rstrip()} |\n{inner}{value}"


def _apart(text: str) -> Iterator[str]:
    """The conditions of a list, parted at the commas that stand in no bracket and no text."""
    depth, start, quote = 0, 0, ""
    for at, sign in enumerate(text):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign == "," and depth == 0:
            yield text[start:at].strip()
            start = at + 1
        else:
            depth += (sign in "([{") - (sign in ")]}")
    if rest := text[start:].strip():
        yield rest


def _is_balanced(text: Any) -> bool:
    bare = re.sub(r"'[^']*'|\"[^\"]*\"", "", str(text))
    return all(bare.count(one) == bare.count(other) for one, other in ("()", "[]"))
