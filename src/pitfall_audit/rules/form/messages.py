"""Messages: forms with blanks, not programs.

A message is text with blanks such as ``{{ seat.label }}`` or ``{{ promise.due|date }}``.
It is checked on Jinja2's syntax tree when its rule is loaded, and filled without Jinja2:
no blocks, no calls, no arithmetic, so that a message from a stranger can neither run code
nor grow without bound.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from pitfall_audit.rules.form.blanks import FILTERS, Blank, FormError, Given, Known, check_blank
from pitfall_audit.rules.form.prose import date_in_words, joined

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

__all__ = [
    "FILTERS", "Form", "FormError", "Given", "Known",
    "parse_form",
]  # fmt: skip

# A blank as nearly all are: a field, and perhaps some filters.
_PLAIN_FILTER = re.compile(r" *\| *(?:(date|days|list)|or\('([^'\\{}]*)'\))", re.ASCII)
_PLAIN_BLANK = re.compile(
    rf"\{{\{{ *([a-z_]\w*(?:\.[a-z_]\w*)*)((?:{_PLAIN_FILTER.pattern}){{0,3}}) *\}}\}}", re.ASCII
)
_LONGEST_FORM = 1_000
_LONGEST_BLANK = 300
_MORE = " more"


class Form(Struct, frozen=True):
    """A checked message. ``paths`` are the fields that its blanks name."""

    parts: tuple[str | Blank, ...]

    @property
    def paths(self) -> tuple[tuple[str, ...], ...]:
        """The route of fields that each blank names, in order."""
        return tuple(part.path for part in self.parts if isinstance(part, Blank))

    def fill(self, values: Mapping[str, Any]) -> str:
        """Fill the blanks from ``values``, which maps each first name to its facts.

        A blank whose field is absent, and has no ``or``, becomes "not stated".
        """
        return "".join([
            part if isinstance(part, str) else _fill_blank(part, values) for part in self.parts
        ])  # fmt: skip


def parse_form(text: str, known: Mapping[str, Known]) -> Form:
    """Check a message and make it ready to fill.

    ``known`` maps each first name a blank may use to its shape, or to what is known of a value
    that the rule names itself; None for a value of which nothing is known.
    Raises :class:`FormError`.
    """
    if len(text) > _LONGEST_FORM:
        raise FormError(f"a message has at most {_LONGEST_FORM:,} characters", 1)
    parts = _plain_parts(text)
    if parts is None:
        from pitfall_audit.rules.form.blanks import check_braces  # noqa: PLC0415

        check_braces(text)
        parts = _parsed(text)
    for number, blank in enumerate(part for part in parts if isinstance(part, Blank)):
        try:
            check_blank(blank, known)
        except FormError as error:
            from pitfall_audit.rules.form.blanks import place_of_blank  # noqa: PLC0415

            line, column = place_of_blank(text, number)
            raise FormError(error.message, line, column=column, help=error.help) from None
    return Form(tuple(parts))


def _plain_parts(text: str) -> list[str | Blank] | None:
    """The parts of a message whose blanks are plain; None where Jinja2 is to look at it.

    It gives what :func:`_parsed` would, in a tenth of the time.
    """
    if "\r" in text:
        return None
    parts: list[str | Blank] = []
    end = 0
    for found in _PLAIN_BLANK.finditer(text):
        parts.append(text[end : found.start()])
        filters = tuple(
            (name, None) if name else ("or", words)
            for name, words in _PLAIN_FILTER.findall(found[2])
        )
        parts.append(Blank(tuple(found[1].split(".")), filters))
        end = found.end()
    parts.append(text[end:])
    if any(isinstance(part, str) and ("{" in part or "}" in part) for part in parts):
        return None
    return [part for part in parts if part != ""]


def _parsed(text: str) -> list[str | Blank]:
    """The parts of a message as Jinja2 reads it. Raises :class:`FormError`."""
    from jinja2 import TemplateSyntaxError, nodes  # noqa: PLC0415

    try:
        template = _parser().parse(text)
    except TemplateSyntaxError as error:
        raise FormError(f"the blank can't be read: {error.message}", error.lineno) from None
    except RecursionError:
        raise FormError("the blank is nested too deep to read", 1) from None
    parts: list[str | Blank] = []
    for node in template.body:
        if not isinstance(node, nodes.Output):
            raise FormError("a message is text with blanks; blocks are not used here", node.lineno)
        parts.extend(
            piece.data if isinstance(piece, nodes.TemplateData) else _blank(piece)
            for piece in node.nodes
        )
    return parts


@cache
def _parser() -> Environment:
    from jinja2 import Environment  # noqa: PLC0415

    # Only ever parses, and renders nothing, so there is nothing to escape yet.
    return Environment(autoescape=True, keep_trailing_newline=True)


def _blank(node: nodes.Expr) -> Blank:
    from jinja2 import nodes  # noqa: PLC0415

    filters: list[tuple[str, str | None]] = []
    while isinstance(node, nodes.Filter):
        if node.name not in FILTERS:
            raise FormError(
                f"there is no filter “{node.name}”; the filters are {', '.join(FILTERS)}",
                node.lineno,
            )
        filters.append((node.name, _argument(node)))
        if node.node is None:
            raise FormError("a filter stands behind a field", node.lineno)
        node = node.node
    path: list[str] = []
    while isinstance(node, nodes.Getattr):
        path.append(node.attr)
        node = node.node
    if not isinstance(node, nodes.Name):
        raise FormError("a blank names a field, as {{ seat.label }}, and nothing else", node.lineno)
    return Blank((node.name, *reversed(path)), tuple(reversed(filters)))


def _argument(node: nodes.Filter) -> str | None:
    from jinja2 import nodes  # noqa: PLC0415

    if node.kwargs or node.dyn_args or node.dyn_kwargs:
        raise FormError("a filter takes plain words only", node.lineno)
    if node.name == "or":
        first = node.args[0] if len(node.args) == 1 else None
        if isinstance(first, nodes.Const) and isinstance(first.value, str):
            return first.value
        raise FormError("write the words to use as or('words')", node.lineno)
    if node.args:
        raise FormError(f"the filter “{node.name}” takes nothing in brackets", node.lineno)
    return None


def _fill_blank(blank: Blank, values: Mapping[str, Any]) -> str:
    value: Any = values
    for name in blank.path:
        value = value.get(name) if isinstance(value, dict) else None
    for name, argument in blank.filters:
        if name == "or":
            value = argument if value is None else value
        elif value is not None:
            value = _APPLY[name](value)
    text = "not stated" if value is None else _text(value)
    return text if len(text) <= _LONGEST_BLANK else text[: _LONGEST_BLANK - 1] + "…"


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _days_in_words(value: Any) -> str:
    return "1 day" if value == 1 else f"{_text(value)} days"


def _list_in_words(value: Any) -> str:
    if not isinstance(value, Sequence) or isinstance(value, str):
        return _text(value)
    items = [_text(item) for item in value]
    text = joined(items)
    if len(text) <= _LONGEST_BLANK or len(items) < 3:
        return text
    # What is too long is cut between two things, and not in the midst of one.
    ends = accumulate(len(item) + 2 for item in items)
    kept = max(sum(end < _LONGEST_BLANK - len(_MORE) for end in ends), 1)
    return joined([*items[:kept], f"{len(items) - kept}{_MORE}"])


_APPLY: Mapping[str, Callable[[Any], str]] = {
    "date": date_in_words,
    "days": _days_in_words,
    "list": _list_in_words,
}
