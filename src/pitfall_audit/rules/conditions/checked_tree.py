"""CEL's checked tree, read as messages.

A compiled expression can be written out in the form that the CEL specification fixes
(``cel.expr.CheckedExpr``, https://github.com/google/cel-spec/tree/master/proto/cel/expr).
No Python package on the registry carries those message types, so the part of them that is
read here is described below by the field numbers of the specification.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

__all__ = ["unpack"]

_MESSAGE, _TEXT, _INT64, _INT32, _BOOL, _BYTES, _DOUBLE, _UINT64 = 11, 9, 3, 5, 8, 12, 1, 4

# name: (fields as number, name, type, repeated); a type in words names a message below.
_MESSAGES: Mapping[str, tuple[tuple[int, str, int | str, bool], ...]] = {
    "Any": ((1, "type_url", _TEXT, False), (2, "value", _BYTES, False)),
    "CheckedExpr": ((4, "expr", "Expr", False), (5, "source_info", "SourceInfo", False)),
    "SourceInfo": ((4, "positions", "PositionEntry", True),),
    "PositionEntry": ((1, "key", _INT64, False), (2, "value", _INT32, False)),
    "Expr": (
        (2, "id", _INT64, False), (3, "const_expr", "Const", False),
        (4, "ident_expr", "Ident", False), (5, "select_expr", "Select", False),
        (6, "call_expr", "Call", False), (7, "list_expr", "CreateList", False),
        (8, "struct_expr", _BYTES, False), (9, "comprehension_expr", "Comprehension", False)),
    "Const": (
        (2, "bool_value", _BOOL, False), (3, "int64_value", _INT64, False),
        (4, "uint64_value", _UINT64, False), (5, "double_value", _DOUBLE, False),
        (6, "string_value", _TEXT, False), (7, "bytes_value", _BYTES, False)),
    "Ident": ((1, "name", _TEXT, False),),
    "Select": (
        (1, "operand", "Expr", False), (2, "field", _TEXT, False), (3, "test_only", _BOOL, False)),
    "Call": (
        (1, "target", "Expr", False), (2, "function", _TEXT, False), (3, "args", "Expr", True)),
    "CreateList": ((1, "elements", "Expr", True),),
    "Comprehension": (
        (1, "iter_var", _TEXT, False), (2, "iter_range", "Expr", False),
        (4, "accu_init", "Expr", False), (6, "loop_step", "Expr", False)),
}  # fmt: skip


def unpack(serialised: bytes) -> Any:
    """Read a checked tree from the bytes that CEL serialises: a ``CheckedExpr`` message."""
    packed = _messages()["Any"]()
    packed.ParseFromString(serialised)
    checked = _messages()["CheckedExpr"]()
    checked.ParseFromString(packed.value)
    return checked


def _as_type(number: int) -> descriptor_pb2.FieldDescriptorProto.Type.ValueType:
    return descriptor_pb2.FieldDescriptorProto.Type.ValueType(number)


@cache
def _messages() -> Mapping[str, Any]:
    file = descriptor_pb2.FileDescriptorProto(
        name="checked_tree.proto", package="checked_tree", syntax="proto2"
    )
    for name, fields in _MESSAGES.items():
        message = file.message_type.add(name=name)
        if name == "Expr":
            message.oneof_decl.add(name="kind")
        for number, field_name, type_, repeated in fields:
            one = message.field.add(name=field_name, number=number, label=3 if repeated else 1)
            if isinstance(type_, str):
                one.type = _as_type(_MESSAGE)
                one.type_name = f".checked_tree.{type_}"
            else:
                one.type = _as_type(type_)
            if name == "Expr" and number > 2:
                one.oneof_index = 0
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return {
        name: message_factory.GetMessageClass(pool.FindMessageTypeByName(f"checked_tree.{name}"))
        for name in _MESSAGES
    }
