"""What an expression reads, compares and calls, from CEL's checked tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from msgspec import Struct

__all__ = ["Constant", "Read", "Tree", "constants_put_in", "parse_tree", "presence_made_strict"]

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
    calls: set[str] = set()
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
    from pitfall_audit.rules.conditions.checked_tree import unpack  # noqa: PLC0415

    checked = unpack(serialised)
    positions = {entry.key: entry.value for entry in checked.source_info.positions}
    tree = Tree()
    _Walk(tree, positions).visit(checked.expr, {}, 0)
    return tree


def presence_made_strict(serialised: bytes, settled: frozenset[Path] = frozenset()) -> bytes:
    """Rewrite each ``has(x.f)`` as ``x.f == x.f``, so that absence is unsettled, not false.

    The rewritten expression is true or false only where the answer does not hang on
    something that is not stated. It is how silence is told from a stated no. ``settled`` are
    the routes of fields of which it is known that they are not there, and stay as they are.
    """
    from pitfall_audit.rules.conditions.checked_tree import new_expression, pack, unpack  # noqa: PLC0415

    checked = unpack(serialised)
    highest = max((entry.key for entry in checked.source_info.positions), default=0)
    counter = iter(range(highest + 1, highest + 1 + 4 * len(serialised)))
    for expression in list(_all_expressions(checked.expr)):
        if expression.WhichOneof("kind") != "select_expr" or not expression.select_expr.test_only:
            continue
        if _path(expression, {}) in settled:
            continue
        twin = new_expression()
        twin.CopyFrom(expression)
        twin.select_expr.test_only = False
        expression.call_expr.function = "_==_"
        for _ in range(2):
            argument = expression.call_expr.args.add()
            argument.CopyFrom(twin)
            for part in _all_expressions(argument):
                part.id = next(counter)
        reference = checked.reference_map.add()
        reference.key = expression.id
        reference.value.overload_id.append("equals")
    return pack(checked)


def constants_put_in(serialised: bytes, variable: str, values: Mapping[str, int | float]) -> bytes:
    """Put a number in the place of each ``variable.name`` that ``values`` names."""
    from pitfall_audit.rules.conditions.checked_tree import pack, unpack  # noqa: PLC0415

    checked = unpack(serialised)
    for expression in list(_all_expressions(checked.expr)):
        path = _path(expression, {}) if expression.WhichOneof("kind") == "select_expr" else None
        if path is None or len(path) != 2 or path[0] != variable or path[1] not in values:
            continue
        value = values[path[1]]
        expression.ClearField("select_expr")
        if isinstance(value, float):
            expression.const_expr.double_value = value
        else:
            expression.const_expr.int64_value = value
    return pack(checked)


class _Walk:
    """Visits a tree, keeping what each loop variable stands for."""

    def __init__(self, tree: Tree, positions: Mapping[int, int]) -> None:
        self.tree = tree
        self.positions = positions

    def visit(self, expression: Any, variables: Mapping[str, Path], loops: int) -> None:
        kind = expression.WhichOneof("kind")
        if kind == "select_expr":
            path = _path(expression, variables)
            if path is None:
                self.visit(expression.select_expr.operand, variables, loops)
            else:
                self._read(expression, path, variables)
        elif kind == "ident_expr":
            path = variables.get(expression.ident_expr.name, (expression.ident_expr.name,))
            if not path[0].startswith("@"):
                self.tree.reads.append(Read(path, self._offset(expression), False))
        elif kind == "call_expr":
            self._call(expression, variables, loops)
        elif kind == "list_expr":
            for element in expression.list_expr.elements:
                self.visit(element, variables, loops)
        elif kind == "comprehension_expr":
            self._loop(expression.comprehension_expr, variables, loops)
        elif kind == "struct_expr":
            self.tree.hiding.append(("{…}", self._offset(expression)))

    def _read(
        self, expression: Any, path: Path, variables: Mapping[str, Path], *, used: bool = True
    ) -> None:
        select = expression.select_expr
        offset = self._offset(expression)
        self.tree.reads.append(Read(path, offset, bool(select.test_only), used))
        operand = _path(select.operand, variables)
        if operand is not None and len(operand) > 1 and operand[-1] != "[]":
            self._read_operand(select.operand, operand, variables)

    def _read_operand(self, operand: Any, path: Path, variables: Mapping[str, Path]) -> None:
        if operand.WhichOneof("kind") == "select_expr":
            self._read(operand, path, variables, used=False)

    def _call(self, expression: Any, variables: Mapping[str, Path], loops: int) -> None:
        call = expression.call_expr
        self.tree.calls.add(call.function)
        if call.function == "dyn":
            self.tree.hiding.append(("dyn", self._offset(expression)))
        if call.function == "matches" and call.args:
            pattern = call.args[-1]
            if pattern.WhichOneof("kind") == "const_expr":
                text = pattern.const_expr.string_value
                self.tree.patterns.append((text, self._offset(pattern)))
        if call.function in _OF_A_TIME:
            for zone in call.args:
                known = zone.WhichOneof("kind") == "const_expr"
                name = zone.const_expr.string_value if known else None
                self.tree.time_zones.append((name, self._offset(zone)))
        if loops and call.function == "_+_" and not _gathers(call):
            self.tree.additions_in_loops.append(self._offset(expression))
        if call.HasField("target"):
            self.visit(call.target, variables, loops)
        for argument in call.args:
            self.visit(argument, variables, loops)
        if call.function in {"_==_", "_!=_", "@in", "_<_", "_<=_", "_>_", "_>=_"}:
            self._compare(call, variables)

    def _compare(self, call: Any, variables: Mapping[str, Path]) -> None:
        for one, other in ((call.args[0], call.args[1]), (call.args[1], call.args[0])):
            path = _path(one, variables)
            if path is None:
                continue
            elements = (
                other.list_expr.elements if other.WhichOneof("kind") == "list_expr" else [other]
            )
            for element in elements:
                if element.WhichOneof("kind") == "const_expr" and element.const_expr.HasField(
                    "string_value"
                ):
                    text = element.const_expr.string_value
                    self.tree.constants.append(Constant(path, text, self._offset(element)))

    def _loop(self, loop: Any, variables: Mapping[str, Path], loops: int) -> None:
        self.visit(loop.iter_range, variables, loops)
        over = _path(loop.iter_range, variables)
        inner = {**variables, loop.accu_var: ("@result",)}
        inner[loop.iter_var] = (*over, "[]") if over else ("@item",)
        self.tree.loop_depth = max(self.tree.loop_depth, loops + 1)
        for part in (loop.accu_init, loop.loop_condition, loop.loop_step, loop.result):
            self.visit(part, inner, loops + 1)

    def _offset(self, expression: Any) -> int:
        return int(self.positions.get(expression.id, 0))


def _gathers(call: Any) -> bool:
    """Whether an addition is a loop's own, which gathers its results."""
    first = call.args[0]
    return bool(first.WhichOneof("kind") == "ident_expr" and first.ident_expr.name == "@result")


def _path(expression: Any, variables: Mapping[str, Path]) -> Path | None:
    kind = expression.WhichOneof("kind")
    if kind == "ident_expr":
        name = str(expression.ident_expr.name)
        return variables.get(name, (name,))
    if kind == "select_expr":
        below = _path(expression.select_expr.operand, variables)
        return None if below is None else (*below, expression.select_expr.field)
    return None


def _all_expressions(expression: Any) -> Iterator[Any]:
    yield expression
    kind = expression.WhichOneof("kind")
    below: list[Any] = []
    if kind == "select_expr":
        below = [expression.select_expr.operand]
    elif kind == "call_expr":
        call = expression.call_expr
        below = [*([call.target] if call.HasField("target") else []), *call.args]
    elif kind == "list_expr":
        below = list(expression.list_expr.elements)
    elif kind == "comprehension_expr":
        loop = expression.comprehension_expr
        below = [loop.iter_range, loop.accu_init, loop.loop_condition, loop.loop_step, loop.result]
    for part in below:
        yield from _all_expressions(part)
