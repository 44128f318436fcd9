"""What stands beside a page: which findings and questions are about it, and where places lead."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from pitfall_audit.editing.interview import open_questions
from pitfall_audit.engagement.spots import spot_at
from pitfall_audit.engine.entries import steps_of
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.form.saving import counted
from pitfall_audit.form.sheets import Sheet, path_of, section_of, sections
from pitfall_audit.report.matters import CheckGroup
from pitfall_audit.report.questions import Question
from pitfall_audit.report.view import view_of
from pitfall_audit.yaml.places import DataPath
from pitfall_audit.yaml.positions import Document
from pitfall_audit.yaml.reading import path_text

__all__ = [
    "asks_of", "beside", "is_about", "line_pages", "name_of", "page_at", "question_after",
    "questions_in", "shown_section",
]  # fmt: skip


def name_of(question: Question) -> str:
    """What a question is called in addresses; the same as long as it asks the same."""
    words = "\n".join((*question.texts, *question.labels))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def questions_in(result: AuditResult) -> Mapping[str, Question]:
    """The open questions by what they are called, the weightiest first."""
    return {name_of(one): one for each in result.engagements
            for one in open_questions(result, each, None)}  # fmt: skip


def question_after(asked: str, questions: Mapping[str, Question]) -> str:
    """The question after one; "" after the last."""
    names = [*questions, ""]
    return names[names.index(asked) + 1] if asked in questions else ""


def _within(path: str, about: Sequence[str]) -> bool:
    return any(path.startswith(one) and path[len(one) : len(one) + 1] in ("", ".", "[")
               for one in about)  # fmt: skip


def is_about(group: CheckGroup, about: Sequence[str]) -> bool:
    """Whether a finding is about something at or below some paths."""
    return any(one.place and _within(one.place.path, about) for one in group.outcomes)


def asks_of(question: Question, about: Sequence[str]) -> bool:
    """Whether an answer would be written at or below some paths."""
    return any(_within(path, about) for one in question.outcomes for path in one.unstated)


def page_at(path: str) -> dict[str, str]:
    """The page on which a place is: the innermost record around it, else its section.

    After a ``#`` stands the mark of the field on that page, where the place leads to one.
    """
    return _page_of(tuple([step for step, _ in steps_of(path)]))


def _page_of(steps: DataPath) -> dict[str, str]:
    page, row = {"section": section_of(steps)}, steps[:1]
    for end in range(len(steps), 0, -1):
        spot = spot_at(steps[:end])
        if spot is not None and spot.record:
            page = {"at": path_text(steps[:end])}
            row = steps[: end + 1] if spot_at(steps[: end + 1]) and steps[end:] else ()
            break
    mark = f"#{path_text(row)}:says" if row else ""
    return {key: f"{one}{mark}" for key, one in page.items()}


def shown_section(query: Mapping[str, str], sheet: Sheet) -> str:
    """The section that a page belongs to; "" for a question."""
    path = path_of(sheet.about[0]) if sheet.about else None
    return query.get("section") or ("" if "ask" in query else section_of(path or ()))


def line_pages(document: Document) -> dict[int, dict[str, str]]:
    """The lines on which something begins that has a place in the form, each with its page.

    Of what begins on one line it is the outermost.
    """
    pages: dict[int, dict[str, str]] = {}
    shown = {field for one in sections().values() for field in one["fields"]}
    waiting: list[tuple[DataPath, Any]] = [((), document.data)]
    for path, value in waiting:
        for step, below in value.items() if isinstance(value, dict) else enumerate(value):
            here = (*path, step)
            if here[0] not in shown or spot_at(here) is None:
                continue
            pages.setdefault(document.locate(here, key=True)[0].line, _page_of(here))
            if isinstance(below, dict | list):
                waiting.append((here, below))
    return pages


def beside(
    about: Sequence[str] | None,
    asked: str,
    saved: AuditResult,
    result: AuditResult,
    *,
    if_saved: bool = False,
) -> dict[str, Any]:
    """What stands beside a page, of what is ``saved``, or of the ``result`` if that were.

    It is ``about`` some paths, or all; ``asked`` is the question that it asks, if any.
    """
    view = view_of(result).engagements[0]
    return {
        "each": view, "counts": counted(saved, result), "if_saved": if_saved,
        "asked": asked, "page_at": page_at,
        "findings": [(about is None or is_about(one, about), one) for one in view.findings],
        "around": [(about is None or name == asked or asks_of(one, about), name, one)
                   for name, one in questions_in(result).items()],
    }  # fmt: skip
