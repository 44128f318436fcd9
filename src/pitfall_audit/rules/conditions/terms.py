"""An expression as plain data that can be read, changed, and written out as CEL again.

CEL's checked tree holds macros taken apart (``exists`` is a loop with a running result) and
long chains of ``&&`` as pairs. Here each is one part again, as its author wrote it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

__all__ = ["COMPARISONS", "Term", "read_expression", "simplified", "truth", "write"]

Kind = Literal[
    "constant", "name", "field", "present", "operator", "call", "method", "list", "loop", "map",
]  # fmt: skip
Value = bool | int | float | str | bytes

COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})
_OPERATORS = {
    "_&&_": "&&", "_||_": "||", "!_": "!", "_?_:_": "?:", "_==_": "==", "_!=_": "!=",
    "_<_": "<", "_<=_": "<=", "_>_": ">", "_>=_": ">=", "@in": "in", "_+_": "+", "_-_": "-",
    "_*_": "*", "_/_": "/", "_%_": "%", "-_": "-", "_[_]": "[]",
}  # fmt: skip
_BINDS = {
    "?:": 1, "||": 2, "&&": 3, **dict.fromkeys((*COMPARISONS, "in"), 4), "+": 5, "-": 5,
    "*": 6, "/": 6, "%": 6, "!": 7, "[]": 8,
}  # fmt: skip
_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


class Term(Struct, frozen=True):
    """One part of an expression.

    ``text`` is the name, the field, the operator, the function, or the macro of a loop; of a
    constant ``null``, or the ``u`` of a number without a sign. ``value`` is that of a constant,
    ``variable`` what a loop calls each item. ``parts`` are what
    it is made of: a method's and a field's first part is what they are asked of, and a loop's
    parts are the list and what is asked of each item. ``offset`` is where it stands in the
    text that was read, in characters, as CEL counts: an operator stands at its sign.
    """

    kind: Kind
    text: str = ""
    parts: tuple[Term, ...] = ()
    value: Value | None = None
    variable: str = ""
    offset: int = 0

    def walk(self) -> Iterator[Term]:
        """Yield this part and every part below it."""
        yield self
        for part in self.parts:
            yield from part.walk()

    @property
    def start(self) -> int:
        """The offset of the first of its characters that CEL knows of."""
        return min(part.offset for part in self.walk())

    def with_part(self, index: int, part: Term) -> Term:
        """The same with another part in one place."""
        return replace(self, parts=(*self.parts[:index], part, *self.parts[index + 1 :]))

    def is_operator(self, *signs: str) -> bool:
        """Whether it is one of these operators."""
        return self.kind == "operator" and self.text in signs

    def is_truth(self, value: bool) -> bool:
        """Whether it is the constant ``true``, or ``false``."""
        return self.kind == "constant" and self.value is value


def truth(value: bool, offset: int = 0) -> Term:
    """The constant ``true`` or ``false``."""
    return Term("constant", value=value, offset=offset)


def read_expression(serialised: bytes) -> Term:
    """Read an expression from CEL's checked tree; a map in it (``{'a': 1}``) without its parts.

    Raises protobuf's DecodeError where it nests too deep to be read.
    """
    from pitfall_audit.rules.conditions.checked_tree import unpack  # noqa: PLC0415

    checked = unpack(serialised)
    positions = {entry.key: int(entry.value) for entry in checked.source_info.positions}
    return _read(checked.expr, positions)


def write(term: Term) -> str:
    """Write an expression as CEL, on one line, with no more brackets than it needs."""
    return _written(term, 0)


def simplified(term: Term) -> Term:
    """The same expression without what ``true`` and ``false`` and double denials make idle.

    It gives the same on all facts, those that are not stated among them: CEL takes
    ``false && error`` for false and ``true || error`` for true.
    """
    term = replace(term, parts=tuple(simplified(part) for part in term.parts))
    if term.is_operator("&&", "||"):
        return _simplified_chain(term)
    if term.is_operator("!"):
        return _denied(term)
    if term.is_operator("?:"):
        asked, so, otherwise = term.parts
        if asked.is_truth(True):
            return so
        if asked.is_truth(False):
            return otherwise
    return term


def _simplified_chain(term: Term) -> Term:
    decides = term.text == "||"
    parts: list[Term] = []
    for part in term.parts:
        if part.is_truth(decides):
            return part
        if part.is_truth(not decides):
            continue
        parts.extend(part.parts if part.is_operator(term.text) else [part])
    if not parts:
        return truth(not decides, term.offset)
    return parts[0] if len(parts) == 1 else replace(term, parts=tuple(parts))


def _denied(term: Term) -> Term:
    part = term.parts[0]
    if part.is_operator("!"):
        return part.parts[0]
    if part.kind == "constant":
        return truth(not part.value, part.offset)
    if part.is_operator(*_OPPOSITE):
        return replace(part, text=_OPPOSITE[part.text])
    return term


# --- reading ----------------------------------------------------------------------------


def _read(expression: Any, positions: dict[int, int]) -> Term:  # noqa: PLR0911  # one for each kind
    offset = positions.get(expression.id, 0)
    kind = expression.WhichOneof("kind")
    if kind == "const_expr":
        return _read_constant(expression.const_expr, offset)
    if kind == "ident_expr":
        return Term("name", expression.ident_expr.name, offset=offset)
    if kind == "select_expr":
        select = expression.select_expr
        operand = _read(select.operand, positions)
        if select.test_only:
            # CEL counts from a macro's bracket.
            return Term("present", select.field, (operand,), offset=max(0, offset - len("has")))
        return Term("field", select.field, (operand,), offset=offset)
    if kind == "list_expr":
        parts = tuple(_read(one, positions) for one in expression.list_expr.elements)
        return Term("list", parts=parts, offset=offset)
    if kind == "call_expr":
        return _read_call(expression.call_expr, offset, positions)
    if kind == "comprehension_expr":
        return _read_loop(expression.comprehension_expr, offset, positions)
    return Term("map", "{…}", offset=offset)


def _read_constant(constant: Any, offset: int) -> Term:
    stated: list[tuple[Any, Value]] = constant.ListFields()
    if not stated:
        return Term("constant", "null", offset=offset)
    field, value = stated[0]
    unsigned = field.name == "uint64_value"
    return Term("constant", "u" if unsigned else "", value=value, offset=offset)


def _read_call(call: Any, offset: int, positions: dict[int, int]) -> Term:
    parts = tuple(_read(one, positions) for one in call.args)
    if call.HasField("target"):
        return Term("method", call.function, (_read(call.target, positions), *parts), offset=offset)
    sign = _OPERATORS.get(call.function)
    if sign is None:
        return Term("call", call.function, parts, offset=max(0, offset - len(call.function)))
    if sign in {"&&", "||"}:
        parts = tuple(
            below for part in parts for below in (part.parts if part.is_operator(sign) else (part,))
        )
    return Term("operator", sign, parts, offset=offset)


def _read_loop(loop: Any, offset: int, positions: dict[int, int]) -> Term:
    """A macro, known by how its running result begins and grows."""
    over = _read(loop.iter_range, positions)
    begins = loop.accu_init
    step = loop.loop_step.call_expr
    if begins.WhichOneof("kind") == "const_expr" and begins.const_expr.HasField("bool_value"):
        macro = "all" if begins.const_expr.bool_value else "exists"
        bodies = [step.args[1]]
    elif begins.WhichOneof("kind") == "const_expr":
        macro, bodies = "exists_one", [step.args[0]]
    elif step.function == "_?_:_":
        gathered = step.args[1].call_expr.args[1].list_expr.elements[0]
        is_filter = (
            gathered.WhichOneof("kind") == "ident_expr"
            and gathered.ident_expr.name == loop.iter_var
        )
        macro = "filter" if is_filter else "map"
        bodies = [step.args[0]] if is_filter else [step.args[0], gathered]
    else:
        macro, bodies = "map", [step.args[1].list_expr.elements[0]]
    parts = tuple(_read(body, positions) for body in bodies)
    return Term("loop", macro, (over, *parts), variable=loop.iter_var,
                offset=max(0, offset - len(macro)))  # fmt: skip


# --- writing ----------------------------------------------------------------------------


def _written(term: Term, binds: int) -> str:
    """Write a term; in brackets where it binds more loosely than ``binds``."""
    if term.kind != "operator":
        text, own = _written_plainly(term), 9
        if term.kind == "constant" and text.startswith("-"):
            own = 7
    else:
        own = 7 if len(term.parts) == 1 else _BINDS[term.text]
        text = _written_operator(term, own)
    return f"({text})" if own < binds else text


def _written_operator(term: Term, own: int) -> str:
    parts = term.parts
    if len(parts) == 1:
        return f"{term.text}{_written(parts[0], own + 1 if term.text == '-' else own)}"
    if term.text == "?:":
        asked, so, otherwise = (_written(part, 2 - (index == 2)) for index, part in
                                enumerate(parts))  # fmt: skip
        return f"{asked} ? {so} : {otherwise}"
    if term.text == "[]":
        return f"{_written(parts[0], 8)}[{_written(parts[1], 0)}]"
    if term.text in {"&&", "||"}:
        return f" {term.text} ".join(_written(part, own + 1) for part in parts)
    return f"{_written(parts[0], own)} {term.text} {_written(parts[1], own + 1)}"


def _written_plainly(term: Term) -> str:  # noqa: PLR0911  # one for each kind
    parts = [_written(part, 0) for part in term.parts]
    match term.kind:
        case "constant":
            return ("" if term.value is None else _constant(term.value)) + term.text
        case "name":
            return term.text
        case "field":
            return f"{_written(term.parts[0], 8)}.{term.text}"
        case "present":
            return f"has({_written(term.parts[0], 8)}.{term.text})"
        case "map":
            raise ValueError("A map can't be written out")
        case "list":
            return f"[{', '.join(parts)}]"
        case "call":
            return f"{term.text}({', '.join(parts)})"
        case "method":
            return f"{_written(term.parts[0], 8)}.{term.text}({', '.join(parts[1:])})"
        case _:
            asked = ", ".join((term.variable, *parts[1:]))
            return f"{_written(term.parts[0], 8)}.{term.text}({asked})"


def _constant(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # What JSON escapes in a text, CEL reads alike; the rest may stand as it is.
        inner = json.dumps(value, ensure_ascii=False)[1:-1].replace('\\"', '"')
        return "'" + inner.replace("'", "\\'") + "'"
    return repr(value)
