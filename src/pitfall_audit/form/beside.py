"""What stands beside a page: which findings and questions are about it, and where places lead."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pitfall_audit.editing.interview import open_questions
from pitfall_audit.engine.outcomes import steps_of
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.form.controls import spot_at
from pitfall_audit.form.sheets import Sheet, path_of, section_of
from pitfall_audit.report.questions import Question
from pitfall_audit.report.view import CheckGroup
from pitfall_audit.yaml.places import DataPath
from pitfall_audit.yaml.positions import Document
from pitfall_audit.yaml.reading import path_text

__all__ = [
    "asks_of", "is_about", "line_pages", "name_of", "page_at", "question_after", "questions_in",
    "shown_section",
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
    """The page on which a place is: the innermost record around it, else its section."""
    steps = tuple([step for step, _ in steps_of(path)])
    for end in range(len(steps), 0, -1):
        if (spot := spot_at(steps[:end])) and spot.record:
            return {"at": path_text(steps[:end])}
    return {"section": section_of(steps)}


def shown_section(query: Mapping[str, str], sheet: Sheet) -> str:
    """The section that a page belongs to; "" for a question."""
    path = path_of(sheet.about[0]) if sheet.about else None
    return query.get("section") or ("" if "ask" in query else section_of(path or ()))


def line_pages(document: Document) -> Iterator[tuple[int, dict[str, str]]]:
    """The lines on which entries begin, each with the page of the one that begins there."""
    waiting: list[tuple[DataPath, Any]] = [((), document.data)]
    while waiting:
        path, value = waiting.pop(0)
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for step, below in pairs:
            here = (*path, step)
            if spot_at(here) is not None and isinstance(below, dict | list):
                waiting.append((here, below))
            page = page_at(path_text(here)) if len(here) <= 2 else {}
            if page:
                yield document.locate(here, key=True)[0].line, page
