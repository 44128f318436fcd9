"""Where the blanks of a message stand, and braces that belong to none.

Somebody meant a blank there, and wrote a brace too few. Whatever Jinja2 does not take for a
blank it prints as it stands, or swallows as a remark.
"""

from __future__ import annotations

import re

from pitfall_audit.rules.form.blanks import FormError

__all__ = ["check_braces", "first_blank", "place_of_blank", "with_two_braces"]

_IN_QUOTES = r"'[^'\n]*'|\"[^\"\n]*\""
_BLANK = re.compile(rf"\{{\{{(?:{_IN_QUOTES}|[^{{}}'\"])*\}}\}}")
_FIELD = r"[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*"
_FILTERS = rf"(?:\s*\|\s*\w+(?:\((?:{_IN_QUOTES}|[^(){{}}'\"])*\))?)*"
# Of what begins with two braces none need follow; `{` alone with no end is a mere brace.
_NEARLY = re.compile(
    rf"(?:\$?\{{+\s*({_FIELD}{_FILTERS})\s*\}}+|\{{\{{\s*({_FIELD}{_FILTERS})(?=\s|$))"
)
_DOUBLE = re.compile(r"\{\{|\}\}|\{[%#]|[%#]\}")
_FILLED = "\0"


def check_braces(text: str) -> None:
    """Refuse braces in a message that are nearly a blank. Raises :class:`FormError`.

    Blocks are let pass here: what reads the message refuses them.
    """
    bare = _BLANK.sub(lambda blank: _FILLED * len(blank[0]), text)
    if (found := _NEARLY.search(bare)) is not None:
        field = (found[1] or found[2]).strip()
        closed = found[1] is not None
        what = "would be printed as it stands" if closed else "is not closed"
        raise _fault(
            text, found.start(), f"`{found[0]}` {what}",
            f"A blank has two braces on each side: {{{{ {field} }}}}.",
        )  # fmt: skip
    if (found := re.search(rf"\{{+(?={_FILLED})|(?<={_FILLED})\}}+", bare)) is not None:
        raise _fault(
            text, found.start(), "this blank has a brace too many",
            "A blank has two braces on each side.",
        )  # fmt: skip
    found = _DOUBLE.search(bare)
    if found is not None and found[0] not in {"{%", "%}"}:
        raise _fault(
            text, found.start(), f"`{found[0]}` opens or closes nothing",
            "Take it out. A blank has two braces on each side, and a field between them.",
        )  # fmt: skip


def first_blank(text: str) -> str | None:
    """The first blank in a text, or what is nearly one; None where there is none."""
    found = _BLANK.search(text) or _NEARLY.search(text)
    return found[0] if found is not None else None


def with_two_braces(text: str) -> str:
    """A text in which whatever is nearly a blank is one."""
    return _NEARLY.sub(lambda found: f"{{{{ {(found[1] or found[2]).strip()} }}}}", text)


def place_of_blank(text: str, number: int) -> tuple[int, int]:
    """The line and column, from 1, at which one of a message's blanks begins; the first is 0."""
    begins = [found.start() for found in _BLANK.finditer(text)]
    return _line_and_column(text, begins[number] if number < len(begins) else 0)


def _fault(text: str, at: int, message: str, help_: str) -> FormError:
    line, column = _line_and_column(text, at)
    return FormError(message, line, column=column, help=help_)


def _line_and_column(text: str, at: int) -> tuple[int, int]:
    before = text[:at]
    return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1
