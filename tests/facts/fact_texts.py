"""Engagements as text, and the facts that are made of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.validation import validate
from pitfall_audit.facts.kinds import derive_facts
from pitfall_audit.facts.subjects import FactSheet, Subject, SubjectKind
from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.yaml.reading import Document, read_text

__all__ = ["AUDIT_DAY", "at", "examples", "sheet", "subject"]

AUDIT_DAY = dt.date(2026, 6, 30)
_EXAMPLES = Path(__file__).parents[2] / "examples"
_WHOLE = "version: 1\nid: a\ntitle: A\n"


def sheet(text: str) -> FactSheet:
    """All facts of an engagement; ``text`` lacks the head."""
    document = read_text(_WHOLE + text, "a.yaml")
    assert isinstance(document, Document), document
    engagement, problems = validate(document)
    assert engagement is not None, problems
    return derive_facts(engagement, None, AUDIT_DAY)


def whole_files() -> list[Engagement]:
    """All examples that are files."""
    texts = [path.read_text(encoding="utf-8") for path in _EXAMPLES.glob("*.yaml")]
    documents = [read_text(text, "a.yaml") for text in texts]
    built = [validate(one)[0] for one in documents if isinstance(one, Document)]
    return [one for one in built if one is not None]


def examples() -> list[Engagement]:
    """All examples, and those of every check that comes with the program."""
    built: list[Engagement | None] = [*whole_files()]
    whole = {"version": "1", "id": "a", "title": "A"}
    for rule in load_built_in().rules:
        for example in (*rule.examples.failed, *rule.examples.passed):
            for data in example.files.values():
                document = Document("a.yaml", {**whole, **data}, None)  # type: ignore[arg-type]
                built.append(validate(document)[0])
    return [one for one in built if one is not None]


def subject(given: str | FactSheet, kind: SubjectKind, identity: str | None = None) -> Subject:
    """The subject of a kind with such an identity, or the only one."""
    facts = sheet(given) if isinstance(given, str) else given
    (found,) = [one for one in facts.subjects[kind] if identity in (None, one.identity)]
    return found


def at(facts: Any, route: str) -> Any:
    """The fact at a route below a subject; None where it is not stated, which no fact is."""
    for name in route.split("."):
        if name not in facts:
            return None
        facts = facts[name]
    return facts
