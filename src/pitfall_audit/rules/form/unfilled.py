"""Blanks in texts that are never filled: they would be printed as they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pitfall_audit.rules.form.stray_braces import first_blank
from pitfall_audit.yaml.document_parts import problem_at
from pitfall_audit.yaml.places import DataPath, Problem
from pitfall_audit.yaml.reading import Document

__all__ = ["unfilled_blanks"]

_NEVER_FILLED: Final = frozenset(
    {"title", "why", "remedy", "write_in", "question", "false_positives", "asks"}
)
"""The keys of texts without blanks; `says` is one below `related` alone."""


def unfilled_blanks(document: Document) -> Iterator[Problem]:
    """The blanks in a file's texts that are said as they stand, as a question is."""
    for path, text in _texts(document.data, ()):
        blank = first_blank(text)
        if blank is not None:
            yield problem_at(
                document, path, "blank-unfilled",
                f"`{blank}` would be printed as it stands: `{path[-1]}` has no blanks.",
                "Say it in plain words. Blanks are filled in `message`, `passed`, and `says` of "
                "`expect` and `adds`.",
            )  # fmt: skip


def _texts(data: Any, path: DataPath) -> Iterator[tuple[DataPath, str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            below = (*path, key)
            if isinstance(value, str):
                if key in _NEVER_FILLED or (key == "says" and "related" in path):
                    yield below, value
            else:
                yield from _texts(value, below)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*path, index))
