"""Makes an example as short as it can be while a rule says the same of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any, Final

from pitfall_audit.facts.subjects import FactSheet
from pitfall_audit.rules.authoring.samples import Sample, facts_of
from pitfall_audit.rules.form.vocabulary import Vocabulary
from pitfall_audit.rules.proof.proving import EXAMPLE_DAY

__all__ = ["MOST_TRIES", "shrunk"]

MOST_TRIES: Final = 1_500
"""How many ways of making one example shorter are tried; each takes a few milliseconds."""

_Route = tuple[str | int, ...]


def shrunk(sample: Sample, keeps: Callable[[FactSheet], bool], vocabulary: Vocabulary) -> Sample:
    """A sample with as little in it as it takes for ``keeps`` to hold of its facts.

    What is larger is left out first, so that a whole section that does not matter costs one
    try. It is made for the day on which examples are looked at, where that makes no difference.
    """
    tries = _Tries(keeps, vocabulary)
    if sample.as_of != EXAMPLE_DAY:
        facts = tries.facts(sample.data, sample.ties, EXAMPLE_DAY)
        if facts is not None:
            sample = replace(sample, as_of=EXAMPLE_DAY, facts=facts)
    if sample.ties is not None:
        facts = tries.facts(sample.data, None, sample.as_of)
        if facts is not None:
            sample = replace(sample, ties=None, facts=facts)
    whole: dict[str, Any] = {"data": deepcopy(dict(sample.data))}
    if sample.ties is not None:
        whole["ties"] = deepcopy(dict(sample.ties))
    facts = sample.facts
    left = True
    while left:
        left = False
        for route in tuple(_routes(whole)):
            taken = _without(whole, route)
            if taken is None:
                continue
            found = tries.facts(taken["data"], taken.get("ties"), sample.as_of)
            if found is not None:
                whole, facts, left = taken, found, True
    return Sample(whole["data"], whole.get("ties"), sample.as_of, facts)


class _Tries:
    def __init__(self, keeps: Callable[[FactSheet], bool], vocabulary: Vocabulary) -> None:
        self._keeps = keeps
        self._vocabulary = vocabulary
        self._left = MOST_TRIES

    def facts(self, data: Any, ties: Any, as_of: dt.date) -> FactSheet | None:
        """The facts, where they can be had and all is kept; None once it was tried too often."""
        if not self._left:
            return None
        self._left -= 1
        facts = facts_of(data, ties, as_of, self._vocabulary)
        return facts if facts is not None and self._keeps(facts) else None


def _routes(whole: Any) -> Iterator[_Route]:
    """The ways to everything that could be left out, from the outside in, the last first.

    What stands later more often leans on what stands before it than the other way round.
    """
    level: list[tuple[_Route, Any]] = [((), whole)]
    while level:
        inner: list[tuple[_Route, Any]] = []
        for route, value in level:
            if isinstance(value, dict):
                inner.extend(((*route, key), value[key]) for key in reversed(value))
            elif isinstance(value, list):
                inner.extend(((*route, at), value[at]) for at in reversed(range(len(value))))
        yield from (route for route, _ in inner if len(route) > 1)
        level = inner


def _without(whole: dict[str, Any], route: _Route) -> dict[str, Any] | None:
    """A copy without what stands at a route; None where it does not stand there any more."""
    copy = deepcopy(whole)
    holder: Any = copy
    try:
        for step in route[:-1]:
            holder = holder[step]
        del holder[route[-1]]
    except (KeyError, IndexError, TypeError):
        return None
    return copy
