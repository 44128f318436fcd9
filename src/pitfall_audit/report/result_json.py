"""The result of an audit as JSON, and back.

The JSON is the machine's copy of :class:`~pitfall_audit.engine.result.AuditResult`: the same
keys, the same words, nothing left out. What is read back is equal to what was written, so
any other format can be made from the file alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json as parsed_json

from pitfall_audit.engine.result import AuditResult
from pitfall_audit.yaml.document_parts import packaged_document

__all__ = [
    "SCHEMA_VERSION", "ResultError", "descriptions", "from_json", "in_order", "result_schema",
    "to_json",
]  # fmt: skip

SCHEMA_VERSION = 1
"""The version of the result's shape that this module writes and reads."""

Value = TypeVar("Value")

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_ERRORS_SHOWN = 5


class ResultError(ValueError):
    """Text that is not a result this version can read; the message says why, in words."""


def to_json(result: AuditResult) -> str:
    """Write a result as JSON text: keys in a fixed order, one line each, a newline last.

    Half a character pair, which UTF-8 cannot hold (it comes from file names alone), is
    written as the escape that names it. Raises ``ValueError`` if a threshold is not a finite
    number.
    """
    text = json.dumps(
        result, default=_keys_and_values, ensure_ascii=False, allow_nan=False, indent=1
    )
    return _LONE_SURROGATE.sub(lambda match: "\\" + _escape(match), text) + "\n"


def from_json(text: str) -> AuditResult:
    """Read a result that :func:`to_json` wrote.

    Keys it does not know are left out of account. Raises :class:`ResultError` for text that
    is not JSON, is of another schema version, or does not have the shape of a result.
    """
    try:
        return _adapter().validate_json(text, strict=True)
    except ValidationError as error:
        raise ResultError(_why_unreadable(text, error)) from error


def result_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of what :func:`to_json` writes."""
    schema = _adapter().json_schema(mode="serialization")
    definitions = schema.pop("$defs")
    top = {key: value for key, value in schema.items() if key not in ("title", "description")}
    for name, definition in {**definitions, "AuditResult": top}.items():
        _describe(name, definition)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Result of an audit by pitfall-audit",
        **top,
        "$defs": dict(sorted(definitions.items())),
    }


def in_order(mapping: Mapping[str, Value]) -> dict[str, Value]:
    """Give a mapping of the result, which has no order of its own, in the order written."""
    return dict(sorted(mapping.items(), key=lambda item: _LONE_SURROGATE.sub(_escape, item[0])))


def _keys_and_values(part: object) -> dict[str, object]:
    """Give a dataclass as a mapping, for the JSON encoder: its keys in the declared order."""
    if not is_dataclass(part):
        raise TypeError(f"{type(part).__name__} has no place in a result")
    values = ((field.name, getattr(part, field.name)) for field in fields(part))
    return {name: in_order(value) if isinstance(value, dict) else value for name, value in values}


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


@cache
def _adapter() -> TypeAdapter[AuditResult]:
    return TypeAdapter(AuditResult)


@cache
def descriptions() -> Mapping[str, str]:
    """What each record of a result means, and each key in it, as ``Outcome.place``."""
    document = packaged_document("pitfall_audit.report", "result_schema.yaml")
    found: dict[str, str] = {}
    for record, meaning in document.data.items():
        found[record] = meaning["says"]
        found.update({f"{record}.{key}": says for key, says in meaning["keys"].items()})
    return found


def _describe(name: str, definition: dict[str, Any]) -> None:
    """Give a definition and its properties their descriptions; all keys are always written."""
    definition.pop("title", None)
    definition["description"] = descriptions()[name]
    definition["required"] = list(definition["properties"])
    for key, value in definition["properties"].items():
        value.pop("title", None)
        value.pop("default", None)
        value["description"] = descriptions()[f"{name}.{key}"]


def _why_unreadable(text: str, error: ValidationError) -> str:
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    if problems[0]["type"] == "string_unicode" and problems[0]["loc"] == ():
        return "This is not a result: it holds text that is not UTF-8."
    if problems[0]["type"] == "json_invalid":
        return f"This is not a result: it is not JSON ({problems[0]['msg']})."
    data = parsed_json(text)
    if not isinstance(data, Mapping) or "schema_version" not in data:
        return "This is not a result of pitfall-audit: it has no schema_version."
    version = data["schema_version"]
    if version != SCHEMA_VERSION or isinstance(version, bool):
        said = json.dumps(version)[:40]
        return (
            f"This result has schema_version {said}; this version of pitfall-audit reads "
            f"schema_version {SCHEMA_VERSION}. Use the version that wrote it."
        )
    shown = [
        f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}"
        for problem in problems[:_ERRORS_SHOWN]
    ]
    more = len(problems) - len(shown)
    rest = f" (and {more} more)" if more else ""
    return f"This result does not have the shape of schema_version 1: {'; '.join(shown)}{rest}."
