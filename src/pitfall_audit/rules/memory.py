"""Remembers what came of facts, so that the same facts are not worked through again.

What an expression gives hangs on the facts that it reads and on nothing else, and most
subjects are alike in the few facts that one rule reads.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping
from typing import Any, Generic, TypeVar

from pitfall_audit.rules.expressions import Program

__all__ = ["MOST_REMEMBERED", "Memory"]

MOST_REMEMBERED = 500
"""How many answers one memory holds; when there are more it begins afresh."""

_ABSENT: Any = ...
"""Stands for what is not stated; facts are text, numbers, lists and mappings."""
_Answer = TypeVar("_Answer")


class Memory(Generic[_Answer]):
    """The answers that some programs gave together, by the facts that they read."""

    def __init__(self, programs: Iterable[Program]) -> None:
        self._paths = _paths_read(programs)
        self._answers: dict[bytes, _Answer] = {}

    def recall(self, facts: Mapping[str, Any], also: str | None = None) -> _Answer | None:
        """The answer to one subject's facts, or None; ``also`` is what else it hangs on."""
        return self._answers.get(self._key(facts, also))

    def keep(self, facts: Mapping[str, Any], also: str | None, answer: _Answer) -> None:
        """Remember the answer to one subject's facts."""
        if len(self._answers) >= MOST_REMEMBERED:
            self._answers.clear()
        self._answers[self._key(facts, also)] = answer

    def _key(self, facts: Mapping[str, Any], also: str | None) -> bytes:
        # Bytes keep 1, 1.0 and true apart, which are equal as keys; version 2 of the format
        # writes equal values alike.
        return marshal.dumps([also, *(_value(facts, path) for path in self._paths)], 2)


def _paths_read(programs: Iterable[Program]) -> tuple[tuple[str, ...], ...]:
    """The routes, from the subject, of every value that the programs use.

    Steps on the way to a value are left out, for where one is absent the value is too. What
    is read of the items of a list is part of the list, which a loop reads as a whole.
    """
    found: dict[tuple[str, ...], None] = {}
    for program in programs:
        for read in program.tree.reads:
            if read.path[0] == program.variable and read.used and "[]" not in read.path:
                found[read.path[1:]] = None
    return tuple(found)


def _value(facts: Any, path: tuple[str, ...]) -> Any:
    for depth, name in enumerate(path):
        if name not in facts:
            # How far the route goes decides which condition is met by an absence.
            return (_ABSENT, depth)
        facts = facts[name]
    return facts
