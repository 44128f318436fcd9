"""Pages for a terminal from templates, which look as the page does.

Each line of a template is a paragraph, indented as it stands there, and an empty line one of the
page; ``**words**`` are bold. Before its words a line may say more of how it is laid out::

    >4 words    the lines after the first stand four cells further in
    ! words     a word that is too long for a line stays whole
    = words     the line stays as it is, neither wrapped nor its spaces made even
    # words     a heading

``words`` are those of ``report/wording.py``. What is filled in is words alone, whatever it holds:
nothing in it is read as markup. Alone on a line it may be a function too, which writes something
of its own on the page at that indent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from pitfall_audit.report import wording
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal_page import Page

__all__ = ["Styled", "page_from", "write_from"]

_LINE = re.compile(r"(?P<indent> *)(?P<kind>[#!=]?)(?:>(?P<hanging>\d+))? ?(?P<words>.*)")
_MARKS = re.compile(r"(\*\*|\0\d+\0)")


class Styled(NamedTuple):
    """Words to be filled in, and the style in which they stand."""

    words: str
    style: str


def page_from(template: str, screen: Screen, **said: Any) -> str:
    """Return a page from a template, of what is ``said``.

    ``workbench/fact.txt`` is ``fact.txt`` in the folder ``pages`` of our package ``workbench``.
    """
    page = Page(screen)
    write_from(page, template, **said)
    return page.text()


def write_from(page: Page, template: str, **said: Any) -> None:
    """Write such a template on a page."""
    package, _, name = template.partition("/")
    filled: list[Any] = []
    laid_out = (
        _environment(package)
        .get_template(name)
        .render(**said, filled_in=filled, symbols=page.symbols, styled=Styled)
    )
    for line in laid_out.rstrip("\n").split("\n"):
        _write(page, line, filled)


@pass_context
def _kept(context: Context, value: Any) -> Markup:
    """What stands for a value on the page that is laid out: the number by which it is kept."""
    if isinstance(value, Markup):
        return value
    filled = context["filled_in"]
    filled.append(value)
    return Markup(f"\0{len(filled) - 1}\0")  # noqa: S704  # a number of our own


@cache
def _environment(package: str) -> Environment:
    environment = Environment(
        loader=PackageLoader(f"pitfall_audit.{package}", "pages"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_kept,
    )
    environment.globals["words"] = wording
    return environment


def _write(page: Page, line: str, filled: list[Any]) -> None:
    found = _LINE.fullmatch(line)
    if not line or found is None:
        page.blank()
        return
    indent, pieces = len(found["indent"]), list(_pieces(found["words"], filled))
    if len(pieces) == 1 and callable(pieces[0]):
        pieces[0](page, indent)
        return
    words = "".join(words for words, _ in pieces)
    match found["kind"]:
        case "#":
            page.heading(words)
        case "=":
            page.exactly(words, indent=indent)
        case kind:
            hanging = int(found["hanging"] or 0)
            page.write(*pieces, indent=indent, hanging=hanging, fold=kind != "!")


def _pieces(words: str, filled: list[Any]) -> Iterator[Any]:
    bold = False
    for part in _MARKS.split(words):
        if part == "**":
            bold = not bold
        elif part:
            value = filled[int(part[1:-1])] if part[0] == "\0" else part
            if isinstance(value, Styled) or callable(value):
                yield value
            else:
                yield str(value), "bold" if bold else ""
