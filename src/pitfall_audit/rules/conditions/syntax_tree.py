"""What an expression reads and compares, and how it is to be changed before it runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.rules.conditions.terms import COMPARISONS, Term, read_expression

__all__ = ["Constant", "Read", "Tree", "numbers_put_in", "parse_tree", "presence_made_strict"]

Path = tuple[str, ...]
"""A route of fields from a variable; ``[]`` stands for each item of a list."""


class Read(NamedTuple):
    """A field that an expression reads, and where (character offset in the expression).

    ``presence_only`` is true inside ``has()``, which asks whether the field is stated.
    ``used`` is false where it is but a step on the way to a field below.
    """

    path: Path
    offset: int
    presence_only: bool
    used: bool = True


class Constant(NamedTuple):
    """A text constant that is compared with a field, and where."""

    path: Path
    text: str
    offset: int


class Tree(Struct):
    """What the loader wants to know of an expression.

    ``loop_depth`` is how deep loops nest; ``additions_in_loops`` are the offsets of each
    ``+`` inside a loop that could join texts. ``hiding`` are what would hide reads from this
    tree, ``dyn`` and maps (``{'a': 1}``), each with its offset. ``patterns`` are the regular
    expressions that ``matches()`` is given as plain text, each with its offset. ``time_zones`` are
    those that a time is asked for in, None for one that is not given as plain text.
    """

    reads: list[Read] = []
    constants: list[Constant] = []
    loop_depth: int = 0
    additions_in_loops: list[int] = []
    hiding: list[tuple[str, int]] = []
    patterns: list[tuple[str, int]] = []
    time_zones: list[tuple[str | None, int]] = []


_OF_A_TIME = frozenset(
    {"getDate", "getDayOfMonth", "getDayOfWeek", "getDayOfYear", "getFullYear", "getHours",
     "getMilliseconds", "getMinutes", "getMonth", "getSeconds"}
)  # fmt: skip
"""What may be asked of a time; the argument of each, if it has one, is a time zone."""


def parse_tree(serialised: bytes) -> Tree:
    """Read what an expression does from its checked tree, as CEL serialises it."""
    tree = Tree()
    _Walk(tree).visit(read_expression(serialised), {}, 0)
    return tree


def presence_made_strict(term: Term, settled: frozenset[Path] = frozenset()) -> Term:
    """Rewrite each ``has(x.f)`` as ``x.f == x.f``, so that absence is unsettled, not false.

    The rewritten expression is true or false only where the answer does not hang on
    something that is not stated. It is how silence is told from a stated no. ``settled`` are
    the routes of fields of which it is known that they are not there, and stay as they are.
    """
    if term.kind == "present":
        field = replace(term, kind="field")
        return term if _path(term, {}) in settled else Term("operator", "==", (field, field))
    return replace(term, parts=tuple(presence_made_strict(one, settled) for one in term.parts))


def numbers_put_in(term: Term, variable: str, values: Mapping[str, int | float]) -> Term:
    """Put a number in the place of each ``variable.name`` that ``values`` names."""
    if term.kind == "field" and _path(term, {}) == (variable, term.text) and term.text in values:
        return Term("constant", value=values[term.text])
    parts = tuple(numbers_put_in(one, variable, values) for one in term.parts)
    return replace(term, parts=parts)


class _Walk:
    """Visits an expression, keeping what each loop variable stands for."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree

    def visit(self, term: Term, variables: Mapping[str, Path], loops: int) -> None:
        path = _path(term, variables)
        if path is not None:
            if not path[0].startswith("@"):
                self._read(term, path, variables)
        elif term.kind == "loop":
            self._loop(term, variables, loops)
        else:
            self._note(term, loops)
            for part in term.parts:
                self.visit(part, variables, loops)
            if term.is_operator("in", *COMPARISONS):
                self._compare(term, variables)

    def _read(
        self, term: Term, path: Path, variables: Mapping[str, Path], *, used: bool = True
    ) -> None:
        present = term.kind == "present"
        # CEL counts from a macro's bracket.
        offset = term.offset + len("has") * present
        self.tree.reads.append(Read(path, offset, present, used))
        for operand in term.parts:
            above = _path(operand, variables)
            if operand.kind != "name" and above is not None and above[-1] != "[]":
                self._read(operand, above, variables, used=False)

    def _note(self, term: Term, loops: int) -> None:
        """Note what may not stand in a condition, or not everywhere."""
        if term.kind == "map" or (term.kind == "call" and term.text == "dyn"):
            self.tree.hiding.append((term.text, term.offset + len("dyn") * (term.kind == "call")))
        if loops and term.is_operator("+"):
            self.tree.additions_in_loops.append(term.offset)
        given = term.parts[1:] if term.kind == "method" else term.parts
        if term.kind in {"call", "method"} and term.text == "matches" and given:
            pattern = given[-1]
            if isinstance(pattern.value, str):
                self.tree.patterns.append((pattern.value, pattern.offset))
        if term.text in _OF_A_TIME:
            for zone in given:
                known = zone.value if isinstance(zone.value, str) else None
                self.tree.time_zones.append((known, zone.offset))

    def _compare(self, term: Term, variables: Mapping[str, Path]) -> None:
        for one, other in (term.parts, reversed(term.parts)):
            path = _path(one, variables)
            for element in other.parts if other.kind == "list" else (other,):
                if path is not None and isinstance(element.value, str):
                    constant = Constant(path, element.value, element.offset)
                    self.tree.constants.append(constant)

    def _loop(self, loop: Term, variables: Mapping[str, Path], loops: int) -> None:
        over, *asked = loop.parts
        self.visit(over, variables, loops)
        path = _path(over, variables)
        inner = {**variables, loop.variable: (*path, "[]") if path else ("@item",)}
        self.tree.loop_depth = max(self.tree.loop_depth, loops + 1)
        if loop.text == "filter":  # it gives the items themselves
            asked.append(Term("name", loop.variable, offset=loop.offset))
        for part in asked:
            self.visit(part, inner, loops + 1)


def _path(term: Term, variables: Mapping[str, Path]) -> Path | None:
    if term.kind == "name":
        return variables.get(term.text, (term.text,))
    if term.kind in {"field", "present"}:
        below = _path(term.parts[0], variables)
        return None if below is None else (*below, term.text)
    return None
