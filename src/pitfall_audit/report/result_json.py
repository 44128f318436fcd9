"""The result of an audit as JSON, and back.

The JSON is the machine's copy of :class:`~pitfall_audit.engine.result.AuditResult`: the same
keys, the same words, nothing left out. What is read back is equal to what was written, so
any other format can be made from the file alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from math import isfinite
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from pitfall_audit.engine.on_demand import json_of
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.yaml.document_parts import packaged_document

__all__ = [
    "SCHEMA_VERSION", "ResultError", "Value", "descriptions", "from_json", "in_order", "json_parts",
    "result_schema", "to_json",
]  # fmt: skip

SCHEMA_VERSION = 1
"""The version of the result's shape that this module writes and reads."""

Value = TypeVar("Value")

_NO_ENGAGEMENTS = b'\n "engagements": []'
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class ResultError(ValueError):
    """Text that is not a result this version can read; the message says why, in words."""


def to_json(result: AuditResult) -> str:
    """Write a result as JSON text, as :func:`json_parts` has it."""
    return b"".join(json_parts(result)).decode()


def json_parts(result: AuditResult) -> Iterator[bytes]:
    """Write a result as JSON: keys in a fixed order, one line each, a newline last.

    It comes in parts, one for each engagement, so that the whole is never held. Half a character
    pair, which UTF-8 cannot hold (it comes from file names alone), is written as the escape that
    names it. Raises ``ValueError`` if a threshold is not a finite number.
    """
    numbers = [one for rule in result.rules for one in rule.thresholds.values()]
    if not all(map(isfinite, numbers)):
        raise ValueError("Out of range: a threshold is not a finite number")
    # NOTE: no text of the result has a newline in it as JSON, so that this is no part of one.
    whole = msgspec.json.format(_encoded(replace(result, engagements=())), indent=1)
    before, none, after = whole.partition(_NO_ENGAGEMENTS)
    yield before
    if not result.engagements:
        yield none
    for at in range(len(result.engagements)):
        yield b",\n" if at else none[:-1] + b"\n"
        one = json_of(result.engagements, at) or _encoded(result.engagements[at])
        # As deep as it stands in the whole.
        yield msgspec.json.format(b"[[%b]]" % one, indent=1)[len("[\n [\n") : -len("\n ]\n]")]
    yield (b"\n ]" if result.engagements else b"") + after + b"\n"


def _encoded(value: msgspec.Struct) -> bytes:
    try:
        return msgspec.json.encode(value, order="deterministic")
    except UnicodeEncodeError:
        escaped = json.dumps(msgspec.to_builtins(value), ensure_ascii=False)
        escaped = _LONE_SURROGATE.sub(lambda match: "\\" + _escape(match), escaped)
        return _encoded(msgspec.json.decode(escaped, type=type(value)))


def from_json(text: str) -> AuditResult:
    """Read a result that :func:`to_json` wrote.

    Keys it does not know are left out of account. Raises :class:`ResultError` for text that
    is not JSON, is of another schema version, or does not have the shape of a result.
    """
    try:
        return msgspec.json.decode(text, type=AuditResult)
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError) as error:
        raise ResultError(_why_unreadable(text, error)) from error


def result_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of what :func:`to_json` writes."""
    definitions: dict[str, Any] = msgspec.json.schema(AuditResult)["$defs"]
    for name, definition in definitions.items():
        _describe(name, definition)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **definitions.pop("AuditResult"),
        "title": "Result of an audit by pitfall-audit",
        "$defs": dict(sorted(definitions.items())),
    }


def in_order(mapping: Mapping[str, Value]) -> dict[str, Value]:
    """Give a mapping of the result, which has no order of its own, in the order written."""
    return dict(sorted(mapping.items(), key=lambda item: _LONE_SURROGATE.sub(_escape, item[0])))


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


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


def _why_unreadable(text: str, error: Exception) -> str:
    try:
        data = msgspec.json.decode(text)
    except UnicodeEncodeError:
        return "This is not a result: it holds text that is not UTF-8."
    except (msgspec.DecodeError, RecursionError) as broken:
        return f"This is not a result: it is not JSON ({broken})."
    if not isinstance(data, Mapping) or "schema_version" not in data:
        return "This is not a result of pitfall-audit: it has no schema_version."
    version = data["schema_version"]
    if version != SCHEMA_VERSION or isinstance(version, bool):
        said = json.dumps(version)[:40]
        return (
            f"This result has schema_version {said}; this version of pitfall-audit reads "
            f"schema_version {SCHEMA_VERSION}. Use the version that wrote it."
        )
    return f"This result does not have the shape of schema_version 1: {error}."
