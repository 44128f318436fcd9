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
        fields: dict[tuple[str, ...], list[str]] = {}
        for path in _paths_read(programs):
            fields.setdefault(path[:-1], []).append(path[-1])
        self._objects = tuple(
            (path, tuple(names), (_ABSENT,) * len(names)) for path, names in fields.items()
        )
        self._answers: dict[bytes, _Answer] = {}

    def key(self, facts: Mapping[str, Any], also: str | None = None) -> bytes:
        """What the answer to one subject's facts hangs on; ``also`` is what else it does."""
        # Bytes keep 1, 1.0 and true apart, which are equal as keys; version 2 of the format
        # writes equal values alike.
        return marshal.dumps(
            [also, *(_values(facts, path, *names) for path, *names in self._objects)], 2
        )

    def recall(self, key: bytes) -> _Answer | None:
        """The answer kept under a key, or None."""
        return self._answers.get(key)

    def keep(self, key: bytes, answer: _Answer) -> None:
        """Remember an answer."""
        if len(self._answers) >= MOST_REMEMBERED:
            self._answers.clear()
        self._answers[key] = answer


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


def _values(
    facts: Any, path: tuple[str, ...], names: tuple[str, ...], absent: tuple[Any, ...]
) -> list[Any]:
    """The values of some fields of the object at a path; how far it led if it is not there."""
    for depth, name in enumerate(path):
        facts = facts.get(name, _ABSENT)
        if facts is _ABSENT:
            # How far the route goes decides which condition is met by an absence.
            return [_ABSENT, depth]
    return list(map(facts.get, names, absent))
