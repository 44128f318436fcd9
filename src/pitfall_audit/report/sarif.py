"""A result as SARIF 2.1.0, for code scanning and for editors."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import quote

from pitfall_audit.engine.result import AuditResult, RuleSummary
from pitfall_audit.report.listing import LEVEL_OF, Listed, listing, plain
from pitfall_audit.yaml.places import Place

__all__ = ["to_sarif"]

_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_NO_RESULTS: Final = '\n   "results": []'
_FINGERPRINT: Final = "pitfallAuditIdentity/v1"


def to_sarif(result: AuditResult, *, questions: bool = False) -> Iterator[str]:
    """Write a result as SARIF, in parts: rules with their help, and then each thing listed."""
    listed = listing(result, questions=questions)
    rules = {rule.id: _rule(rule) for rule in result.rules}
    for one in listed if listed.checks - rules.keys() else ():
        if one.check not in rules:
            rules[one.check] = _described(one.check, one.title or one.check, one.help)
    numbers = {id_: number for number, id_ in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": result.tool.name,
                "version": result.tool.version,
                "semanticVersion": result.tool.version,
                "rules": list(rules.values()),
            }
        },
        "invocations": [{"executionSuccessful": listed.is_complete}],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            "%SRCROOT%": {"description": {"text": "The folder from which the audit was run."}}
        },
        "properties": {"asOf": result.as_of},
        "results": [],
    }
    # NOTE: no text has a newline in it as JSON, so that this is no part of one.
    before, none, after = _written(
        {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    ).partition(_NO_RESULTS)
    yield before + (none[:-1] if listed else none)
    for at, one in enumerate(listed):
        written = _written(_result(one, numbers[one.check]), depth=4)
        yield f"{',' if at else ''}\n    {written}"
    yield ("\n   ]" if listed else "") + after + "\n"


def _written(value: Mapping[str, Any], depth: int = 0) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False).replace("\n", "\n" + " " * depth)


def _rule(rule: RuleSummary) -> Mapping[str, Any]:
    said = _described(rule.id, rule.title, rule.remedy, rule.why)
    said["properties"] = {
        "tags": [rule.pitfall, rule.level],
        "grounds": [ground.standard for ground in rule.grounds],
    }
    return said


def _described(id_: str, title: str, help_: str, why: str = "") -> dict[str, Any]:
    title, help_, why = _sentence(title), _sentence(help_), _sentence(why)
    words = " ".join(part for part in (why, help_) if part) or title
    return {
        "id": id_,
        "name": "".join(word.capitalize() for word in id_.split("-")),
        "shortDescription": {"text": title},
        "fullDescription": {"text": why or title},
        "help": {"text": words},
    }


def _sentence(text: str) -> str:
    text = plain(text)
    return f"{text}." if text[-1:].isalnum() else text


def _result(one: Listed, number: int) -> Mapping[str, Any]:
    question = one.kind == "question"
    related = [
        _location(each.place, number=n) | {"message": {"text": plain(each.says) or "See here."}}
        for n, each in enumerate(one.related)
    ]
    suppression = {"kind": "external", "status": "accepted", "justification": one.accepted}
    besides = {"engagement": one.engagement, "subject": one.subject, "bearsOn": one.bears_on}
    return {
        "ruleId": one.check,
        "ruleIndex": number,
        "kind": "open" if question else "fail",
        "level": "none" if question else LEVEL_OF[one.severity],
        "message": {"text": " ".join([one.message, *one.details]) or one.title or one.check},
        "locations": [_location(one.place)],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {_FINGERPRINT: one.fingerprint},
        **({"suppressions": [suppression]} if one.accepted else {}),
        "properties": {key: value for key, value in besides.items() if value},
    }


def _location(place: Place, *, number: int | None = None) -> dict[str, Any]:
    region = {"startLine": 1}
    if place.line:
        start = (place.line, max(place.column, 1))
        end = max(start, (place.end_line, max(place.end_column, 1)))
        region = dict(zip(_REGION, (*start, *end), strict=True))
    return {
        **({} if number is None else {"id": number}),
        "physicalLocation": {"artifactLocation": _artifact(place.file), "region": region},
    }


_REGION: Final = ("startLine", "startColumn", "endLine", "endColumn")


def _artifact(file: str) -> Mapping[str, str]:
    """Name a file by a URI: relative to where the audit was run, if it lies below."""
    path = quote(file.encode("utf-8", "backslashreplace"), safe="/")
    if PurePosixPath(file).is_absolute():
        return {"uri": f"file://{path}"}
    return {"uri": path or ".", "uriBaseId": "%SRCROOT%"}
