"""The JSON Schema of an engagement file, for editors.

It is generated from the models, so that an editor shows the same descriptions and accepts
what the reader accepts. An editor sees typed values where the reader sees text: ``3`` is a
number, ``true`` a yes. What needs a look at the whole file (a person who is not declared,
two roles of one id) is left to the reader.
"""

from typing import Any

from .model import Engagement
from .model.base import OWN_FIELD
from .model.scalars import AMOUNT, CLOCK_TIME, COUNT, DATE, FLAG, ID, Scalar

__all__ = ["engagement_schema"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SHARED = (FLAG, COUNT, AMOUNT, DATE, CLOCK_TIME, ID)
_ID = "urn:pitfall-audit:engagement:1"


def engagement_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of an engagement file, as plain data."""
    generated = Engagement.model_json_schema(by_alias=True, mode="validation")
    schema = {
        "$schema": _DIALECT,
        "$id": _ID,
        **_plain(generated),
        "title": "Engagement",
    }
    for section in ("people", "bodies"):
        schema["properties"][section] = _with_blank_entries(schema["properties"][section])
    shared = {_def_name(scalar): scalar.json_schema() for scalar in _SHARED}
    compact: dict[str, Any] = _with_references(schema, shared)
    compact["$defs"] |= shared
    return compact


def _plain(node: Any, *, names: bool = False) -> Any:
    """The node without what pydantic adds for forms, and with its own fields allowed.

    ``names`` says that the node's keys are names of fields or definitions, not keywords.
    """
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    plain: dict[str, Any] = {}
    for key, value in node.items():
        if names:
            plain[key] = _plain(value)
        elif key in ("properties", "$defs"):
            plain[key] = _plain(value, names=True)
        elif key == "examples":
            plain[key] = value
        elif key in ("title", "default", "discriminator"):
            continue
        else:
            plain[key] = _plain(value)
    if not names and "properties" in node:
        plain["additionalProperties"] = False
        plain["patternProperties"] = {OWN_FIELD: {}}
    return plain


def _def_name(scalar: Scalar) -> str:
    return scalar.name.replace(" ", "-")


def _with_references(node: Any, shared: dict[str, dict[str, Any]]) -> Any:
    """The node, with each shape that recurs named once and referred to."""
    if isinstance(node, list):
        return [_with_references(item, shared) for item in node]
    if not isinstance(node, dict):
        return node
    for name, shape in shared.items():
        if node == shape:
            return {"$ref": f"#/$defs/{name}"}
    return {key: _with_references(value, shared) for key, value in node.items()}


def _with_blank_entries(section: dict[str, Any]) -> dict[str, Any]:
    """A section of records by id, in which an id may stand with nothing under it."""
    mapping, *others = section["anyOf"]
    (pattern, record), *_ = mapping["patternProperties"].items()
    entry = {"anyOf": [record, {"type": "null"}]}
    mapping = {
        "type": "object",
        "patternProperties": {pattern: entry},
        "additionalProperties": False,
    }
    return {**section, "anyOf": [mapping, {"const": "none"}, *others]}
