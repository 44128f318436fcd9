"""Engagements as text, and the facts that are made of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pitfall_audit.engagement.validation import validate
from pitfall_audit.facts.kinds import derive_facts
from pitfall_audit.facts.subjects import FactSheet, Subject, SubjectKind
from pitfall_audit.yaml.reading import Document, read_text

__all__ = ["AUDIT_DAY", "at", "sheet", "subject"]

AUDIT_DAY = dt.date(2026, 6, 30)
_WHOLE = "version: 1\nid: a\ntitle: A\n"


def sheet(text: str) -> FactSheet:
    """All facts of an engagement; ``text`` lacks the head."""
    document = read_text(_WHOLE + text, "a.yaml")
    assert isinstance(document, Document), document
    engagement, problems = validate(document)
    assert engagement is not None, problems
    return derive_facts(engagement, None, AUDIT_DAY)


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
