"""Names the entries of a file that outcomes point at, so that paths can be said in words.

A path such as ``roles[1].holders[0].status`` counts from nought and suits machines. People
look for the role by its id and for its line; both are found here, from the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

from pitfall_audit.engine.result import Entry, Outcome
from pitfall_audit.yaml.reading import Document

__all__ = ["entries_of", "steps_of"]

_BY_KEY: Final = ("bodies", "people")

_STEP = re.compile(r"""\.?([^\s.\[\]"'\\]+)|\[([0-9]+)\]|\[("(?:[^"\\]|\\.)*")\]""")
# What tells an entry of a list from the others, the first that it has.
_NAMES: Final = ("id", "person", "for", "role")
_LONGEST_NAME: Final = 60


def steps_of(path: str) -> Iterator[tuple[str | int, str]]:
    """Give each step of a data path, with the path as far as that step."""
    at = 0
    while at < len(path) and (match := _STEP.match(path, at)) is not None:
        at = match.end()
        plain, index, quoted = match.groups()
        yield int(index) if index else json.loads(quoted) if quoted else plain, path[:at]


# The files of one audit are alike, so that the same paths come again.
@lru_cache(maxsize=10_000)
def _steps(path: str) -> tuple[tuple[str | int, str], ...]:
    return tuple(steps_of(path))


def entries_of(document: Document, outcomes: Iterable[Outcome]) -> dict[str, Entry]:
    """The entries and sections of a file that findings and questions point at, by their paths.

    Raises nothing: a path that does not lead into the file is left out.
    """
    shown = (one for one in outcomes if one.outcome in ("failed", "cannot-tell"))
    paths = dict.fromkeys(path for outcome in shown for path in _paths(document, outcome))
    found: dict[str, Entry] = {}
    for path in paths:
        value: Any = document.data
        steps = _steps(path)
        for number, (step, so_far) in enumerate(steps):
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                break
            if so_far in found:
                continue
            named = isinstance(step, int) or (number == 1 and steps[0][0] in _BY_KEY)
            if named or not number:
                here = tuple([one for one, _ in steps[: number + 1]])
                place, _ = document.locate(here, excerpt="")
                found[so_far] = Entry(_name(step, value), place.line)
    return found


def _paths(document: Document, outcome: Outcome) -> Iterator[str]:
    """The paths of an outcome that people are shown: of a finding, and of a question."""
    if outcome.outcome == "failed" or not outcome.unstated:
        places = [outcome.place, *(one.place for one in outcome.related)]
        yield from (place.path for place in places if place and place.file == document.file)
    if outcome.place is None or outcome.place.file == document.file:
        yield from outcome.unstated


def _name(step: str | int, value: object) -> str:
    """What an entry is called: its key, its id, or whom it is of; empty where it has no name."""
    if isinstance(step, str):
        return step
    if isinstance(value, dict):
        value = next((value[key] for key in _NAMES if isinstance(value.get(key), str)), "")
    plain = isinstance(value, str) and len(value) <= _LONGEST_NAME and "`" not in value
    return str(value) if plain else ""
