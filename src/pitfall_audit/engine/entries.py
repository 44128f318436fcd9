"""Names the entries and sections of a file that outcomes point at, step by step of their paths."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from pitfall_audit.engine.result import Entry, Outcome
from pitfall_audit.yaml.places import DataPath, values_along
from pitfall_audit.yaml.reading import Document

__all__ = ["entries_of", "entry_name", "steps_of"]

_BY_KEY: Final = ("bodies", "people")
_STEP = re.compile(r"""\.?([^\s.\[\]"'\\]+)|\[([0-9]+)\]|\[("(?:[^"\\]|\\.)*")\]""")
# What tells an entry of a list from the others, the first that it has.
_NAMING_KEYS: Final = ("id", "person", "for", "role", "date", "word")
_LONGEST_NAME: Final = 60


# The files of one audit are alike, so that the same paths come again.
@lru_cache(maxsize=10_000)
def steps_of(path: str) -> tuple[tuple[str | int, str], ...]:
    """Give each step of a data path, with the path as far as that step."""
    steps: list[tuple[str | int, str]] = []
    at = 0
    while at < len(path) and (match := _STEP.match(path, at)) is not None:
        at = match.end()
        plain, index, quoted = match.groups()
        step = int(index) if index else json.loads(quoted) if quoted else plain
        steps.append((step, path[:at]))
    return tuple(steps)


def entries_of(document: Document, outcomes: Iterable[Outcome]) -> dict[str, Entry]:
    """The entries and sections of a file that findings and questions point at, by their paths.

    Raises nothing: a path that does not lead into the file is left out.
    """
    shown = (one for one in outcomes if one.outcome in ("failed", "cannot-tell"))
    paths = dict.fromkeys(path for outcome in shown for path in _paths(document, outcome))
    found: dict[str, Entry] = {}
    for path in paths:
        for whole, so_far in _entries_on(path):
            if so_far in found:
                continue
            values = values_along(document.data, whole)
            if len(values) <= len(whole):
                break
            place, _ = document.locate(whole, excerpt="")
            found[so_far] = Entry(entry_name(whole[-1], values[-1]), place.line)
    return found


@lru_cache(maxsize=10_000)
def _entries_on(path: str) -> tuple[tuple[DataPath, str], ...]:
    """The section and the entries on the way of a data path, each as a path and in text."""
    steps = steps_of(path)
    whole = tuple([step for step, _ in steps])
    return tuple(
        (whole[: number + 1], so_far)
        for number, (step, so_far) in enumerate(steps)
        if not number or isinstance(step, int) or (number == 1 and whole[0] in _BY_KEY)
    )


def _paths(document: Document, outcome: Outcome) -> Iterator[str]:
    """The paths of an outcome that people are shown: of a finding, and of a question."""
    if outcome.outcome == "failed" or not outcome.unstated:
        places = [outcome.place, *(one.place for one in outcome.related)]
        yield from (place.path for place in places if place and place.file == document.file)
    if outcome.place is None or outcome.place.file == document.file:
        yield from outcome.unstated


def entry_name(step: str | int, value: object) -> str:
    """What an entry is called: its key, its id, or whom it is of; empty where it has no name."""
    if isinstance(step, str):
        return step
    if isinstance(value, dict):
        value = next((value[key] for key in _NAMING_KEYS if isinstance(value.get(key), str)), "")
    plain = isinstance(value, str) and len(value) <= _LONGEST_NAME and "`" not in value
    return str(value) if plain else ""
