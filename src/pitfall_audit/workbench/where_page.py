"""Where something that a document says is written, as it is told on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from pitfall_audit.engagement.message_words import as_written
from pitfall_audit.engagement.spots import field_named
from pitfall_audit.errors import usage
from pitfall_audit.report.page_templates import page_from
from pitfall_audit.report.screen import Screen
from pitfall_audit.workbench.fact_search import Wanted, search_places
from pitfall_audit.workbench.where_search import Match, Phrase, like
from pitfall_audit.yaml.positions import Document
from pitfall_audit.yaml.reading import read_text

__all__ = ["IDS", "SECTIONS", "lines_to_write", "where_text"]

_MOST_SHOWN: Final = 5
_MOST_PLACES: Final = 5
_INDENT: Final = 6
IDS: Final = "`committee`, `member`, `mary` and the like stand for the ids of your own file."
SECTIONS: Final = "Where the file has such a section already, add to that."


def where_text(said: str, screen: Screen) -> str:
    """Return where something that a document says is written, the likeliest place first.

    Where no phrase is like it, fields are told whose name or description has all its words.
    Raises UsageProblem where there are none either.
    """
    wanted = Wanted.of(said)
    if not wanted.words:
        raise usage("no-word-asked")
    found = like(said)
    places = () if found else tuple(one.place for one in search_places(wanted))
    if not found and not places:
        raise usage("nothing-like-it", said=said)
    return page_from(
        "workbench/where.txt",
        screen,
        said=said,
        found=found,
        places=places,
        most_shown=_MOST_SHOWN,
        most_places=_MOST_PLACES,
        field_at=field_named,
        lines=lambda phrase: lines_to_write(phrase, screen.width - _INDENT),
        like_first=_like_first,
        ids=IDS,
        sections=SECTIONS,
    )


def lines_to_write(phrase: Phrase, width: int) -> Iterator[str]:
    """What to write, on one line where that is narrow enough, and else entry by entry."""
    document = read_text(phrase.write, "phrase")
    assert isinstance(document, Document)  # noqa: S101  # a test reads every phrase
    for key, value in document.data.items():
        yield from _lines(f"{key}:", value, width)


def _lines(before: str, value: Any, width: int) -> Iterator[str]:
    """The lines of a value that stands after ``before``, a key or a dash."""
    line = f"{before} {as_written(value)}"
    if len(line) <= width or not isinstance(value, (dict, list)):
        yield line
        return
    within = width - 2
    if isinstance(value, dict):
        below = [one for key, item in value.items() for one in _lines(f"{key}:", item, within)]
    else:
        below = [one for item in value for one in _lines("-", item, within)]
    if before == "-":
        yield f"- {below.pop(0)}"
    else:
        yield before
    yield from (f"  {one}" for one in below)


def _like_first(match: Match) -> Sequence[str]:
    """The wordings of a phrase, the one that was found first."""
    return sorted(match.phrase.says, key=lambda one: one != match.wording)
