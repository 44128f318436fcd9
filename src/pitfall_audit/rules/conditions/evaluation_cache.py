"""Remembers what came of facts, so that the same facts are not worked through again.

What an expression gives hangs on the facts that it reads and on nothing else, and most
subjects are alike in the few facts that one rule reads.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

from pitfall_audit.rules.conditions.expressions import Program

__all__ = ["BEGIN_AFTER", "MOST_REMEMBERED", "Memory"]

MOST_REMEMBERED = 500
"""How many answers one memory holds; when there are more it begins afresh."""

BEGIN_AFTER = 50
"""How many subjects are let pass before anything is remembered."""

_ABSENT: Any = ...
"""Stands for what is not stated; facts are text, numbers, lists and mappings."""
_Answer = TypeVar("_Answer")


class Memory(Generic[_Answer]):
    """The answers that some programs gave together, by the facts that they read."""

    def __init__(self, programs: Iterable[Program], *, begin_after: int = BEGIN_AFTER) -> None:
        self._programs = tuple(programs)
        self._let_pass = begin_after
        self._answers: dict[bytes, _Answer] = {}

    @cached_property
    def _objects(self) -> tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[Any, ...]], ...]:
        """The objects that hold what is read: the route to each, and its fields."""
        fields: dict[tuple[str, ...], list[str]] = {}
        for path in _paths_read(self._programs):
            fields.setdefault(path[:-1], []).append(path[-1])
        return tuple(
            (path, tuple(names), (_ABSENT,) * len(names)) for path, names in fields.items()
        )

    def key(self, facts: Mapping[str, Any], also: str | None = None) -> bytes | None:
        """What the answer to one subject's facts hangs on; ``also`` is what else it does.

        None for the first few: to find out what is read takes longer than to run for those.
        """
        if self._let_pass:
            self._let_pass -= 1
            return None
        read: list[Any] = [also]
        for path, names, absent in self._objects:
            holder: Any = facts
            for depth, name in enumerate(path):
                holder = holder.get(name, _ABSENT)
                if holder is _ABSENT:
                    # How far the route goes decides which condition is met by an absence.
                    read.append([_ABSENT, depth])
                    break
            else:
                read.append(list(map(holder.get, names, absent)))
        # Bytes keep 1, 1.0 and true apart, which are equal as keys; version 2 of the format
        # writes equal values alike.
        return marshal.dumps(read, 2)

    def recall(self, key: bytes | None) -> _Answer | None:
        """The answer kept under a key, or None."""
        return None if key is None else self._answers.get(key)

    def keep(self, key: bytes | None, answer: _Answer) -> None:
        """Remember an answer, where there is a key for it."""
        if key is None:
            return
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
