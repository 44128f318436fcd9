"""The formats that have one line for each thing: concise, JSON lines, CSV and annotations."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from types import SimpleNamespace
from typing import Any, Final

from pitfall_audit.engine.result import AuditResult
from pitfall_audit.report.listing import LEVEL_OF, Listed, counts_in_words, listing
from pitfall_audit.report.screen import safe_line

__all__ = ["cell", "to_concise", "to_csv", "to_github", "to_gitlab", "to_jsonl"]

_COLUMNS: Final[dict[str, Callable[[Listed], str | int]]] = {
    "file": lambda one: one.place.file,
    "line": lambda one: one.place.line or "",
    "column": lambda one: one.place.column or "",
    "kind": lambda one: one.kind,
    "severity": lambda one: one.severity or "",
    "check": lambda one: one.check,
    "bears_on": lambda one: one.bears_on,
    "pitfall": lambda one: one.pitfall,
    "engagement": lambda one: one.engagement,
    "subject": lambda one: one.subject,
    "message": lambda one: one.message,
    "help": lambda one: one.help,
    "accepted": lambda one: one.accepted,
    "fingerprint": lambda one: one.fingerprint,
}
"""What CSV and JSON lines say of each thing, by the name of its column or key."""

_FORMULA: Final = ("=", "+", "-", "@")
_GITLAB: Final = {
    "error": "critical",
    "warning": "major",
    "advice": "minor",
    "question": "info",
    "accepted": "info",
}


def to_concise(result: AuditResult, *, questions: bool = False) -> Iterator[str]:
    """Write ``path:line:column: severity check message`` for each, and a line of counts."""
    listed = listing(result, questions=questions)
    for one in listed:
        accepted = f" {one.accepted}" if one.accepted else ""
        at = f"{one.place.file}:{one.line}:{max(one.place.column, 1)}"
        yield f"{safe_line(f'{at}: {one.word} {one.check} {one.message}{accepted}')}\n"
    yield f"pitfall-audit: {counts_in_words(listed)}.\n"


def to_jsonl(result: AuditResult, *, questions: bool = False) -> Iterator[str]:
    """Write one JSON object a line, in turn: first the audit, then each thing that is listed."""
    listed = listing(result, questions=questions)
    head = {
        "kind": "audit",
        "tool": result.tool.version,
        "as_of": result.as_of,
        "complete": listed.is_complete,
        "files": len(result.files),
        "engagements": len(result.arrangements),
        "counts": counts_in_words(listed),
    }
    rows = ({name: value(one) for name, value in _COLUMNS.items()} for one in listed)
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in chain([head], rows))


def to_csv(result: AuditResult, *, questions: bool = False) -> Iterator[str]:
    """Write a table for spreadsheets, row by row: no cell of it can be taken for a formula."""
    # What a row is written with hands it back.
    table = csv.writer(SimpleNamespace(write=str))
    yield table.writerow(_COLUMNS)
    for one in listing(result, questions=questions):
        yield table.writerow([cell(value(one)) for value in _COLUMNS.values()])


def cell(value: str | int) -> str:
    """A value as a cell that no spreadsheet takes for a formula."""
    text = safe_line(str(value))
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def to_github(result: AuditResult, *, questions: bool = False) -> Iterator[str]:
    """Write the commands by which GitHub puts annotations on lines, and a line of counts."""
    listed = listing(result, questions=questions)
    for one in listed:
        yield f"{_command(one)}\n"
    yield f"pitfall-audit: {counts_in_words(listed)}.\n"


def _command(one: Listed) -> str:
    place = one.place
    at: dict[str, str | int] = {"file": place.file, "line": one.line}
    if place.line and place.end_line > place.line:
        at["endLine"] = place.end_line
    elif place.line:
        # Columns are for one line alone.
        at |= {"col": place.column, "endColumn": max(place.end_column, place.column)}
    at["title"] = f"{one.check}: {one.title}" if one.title else one.check
    said = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in at.items())
    level = "note" if one.accepted else LEVEL_OF[one.severity]
    command = level.replace("note", "notice")
    words = [
        one.message,
        *one.details,
        *([one.accepted] if one.accepted else []),
        *([f"What to do: {one.help}"] if one.help else []),
    ]
    return f"::{command} {said}::{_escaped(chr(10).join(words))}"


def _escaped(text: str, besides: str = "") -> str:
    """Escape what would end a command, or a property of it, as GitHub reads it back."""
    for sign in f"%\r\n{besides}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def to_gitlab(result: AuditResult, *, questions: bool = False) -> Iterator[str]:
    """Write a Code Quality report, as GitLab reads it from a job's artifacts."""
    listed = listing(result, questions=questions)
    for at, one in enumerate(listed):
        written = json.dumps(_code_quality(one), indent=1, ensure_ascii=False)
        yield f"{',' if at else '['}\n {written.replace(chr(10), f'{chr(10)} ')}"
    yield "\n]\n" if listed else "[]\n"


def _code_quality(one: Listed) -> Mapping[str, Any]:
    return {
        "description": " ".join(part for part in (one.message, one.accepted) if part),
        "check_name": one.check,
        "fingerprint": one.fingerprint,
        "severity": "blocker" if one.kind in ("problem", "broke-off") else _GITLAB[one.word],
        "location": {"path": one.place.file, "lines": {"begin": one.line}},
    }
