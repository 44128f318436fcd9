"""What must stand in a rule file, and what must not, beyond what each part is by itself.

A rule is written in conditions, or its check is written in Python.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.records import file_keys
from pitfall_audit.errors import worded_in
from pitfall_audit.facts.subjects import PORTFOLIO_KINDS, SubjectKind
from pitfall_audit.rules.form.rule_file import RuleLogic, RuleWords
from pitfall_audit.rules.form.rule_parts import RuleText
from pitfall_audit.yaml.places import Problem
from pitfall_audit.yaml.reading import Document

__all__ = [
    "BEGINS", "LONGEST_TOGETHER", "PRIVATE_SUBJECTS", "form_problems", "no_rule", "unwritten",
]  # fmt: skip

LONGEST_TOGETHER = 20_000
"""The most characters that all expressions of one rule may have together."""

PRIVATE_SUBJECTS: frozenset[SubjectKind] = frozenset(
    {"connection", "conflict", "hats", "complaint", "encounter"}
)
"""Kinds of subject of which nothing can be said that does not speak of ties or disputes."""


_OF_CONDITIONS: Mapping[str, str] = MappingProxyType(
    {
        "applies": "applies: seat.lived_experience",
        "expect": "expect: [has(seat.status)]",
        "severity": "severity: [{is: warning}]",
    }
)
_ONLY_OF_CONDITIONS = (*_OF_CONDITIONS, "let", "adds", "earned", "praises")
_ANY_FILE = frozenset({"version", "id", "title"})


def no_rule(text: RuleText, document: Document) -> Problem | None:
    """What a file is that stands where a rule should, in one problem; None where it is a rule.

    Else all that a rule has would be told as missing from it, and all of its own as unknown.
    """
    keys = set(document.data)
    if text.parts() > 1 or keys & set(file_keys(RuleLogic)) - _ANY_FILE:
        return None
    is_engagement = bool(keys & set(file_keys(Engagement)) - _ANY_FILE)
    return worded_in(document, (), "not-a-rule/engagement" if is_engagement else "not-a-rule")


def form_problems(
    logic: RuleLogic, document: Document, checks: Collection[str]
) -> Iterator[Problem]:
    """Everything that is missing, or stands where it has no meaning."""
    if logic.subject in PRIVATE_SUBJECTS and not logic.private:
        yield worded_in(document, ("subject",), "private-missing", logic=logic)
    several = logic.subject in PORTFOLIO_KINDS
    if several != (logic.scope == "portfolio"):
        name = "scope-of-subject/several-files" if several else "scope-of-subject/one-file"
        yield worded_in(document, ("scope",), name, logic=logic)
    if logic.python:
        yield from _of_python(logic, document, checks)
    else:
        yield from _of_conditions(logic, document)


def _of_conditions(logic: RuleLogic, document: Document) -> Iterator[Problem]:
    for name, example in _OF_CONDITIONS.items():
        if not document.data.get(name):
            written = name in document.data
            yield worded_in(
                document,
                (name,),
                "missing-key/of-conditions",
                at_key=written,
                name=name,
                how="empty" if written else "missing",
                example=example,
            )
    if logic.values:
        yield worded_in(document, ("values",), "python-alone/values", at_key=True)
    length = sum(map(len, _expressions(logic)))
    if length > LONGEST_TOGETHER:
        yield worded_in(
            document,
            ("expect",),
            "conditions-too-many",
            at_key=True,
            length=length,
            most=LONGEST_TOGETHER,
        )
    clauses = logic.severity
    if clauses and (any(one.when is None for one in clauses[:-1]) or clauses[-1].when):
        yield worded_in(document, ("severity",), "severity-open")


def _expressions(logic: RuleLogic) -> Iterator[str]:
    yield logic.applies
    yield from (one.that for one in logic.expect)
    yield from (one.when for one in logic.severity if one.when)
    yield from logic.let.values()
    yield from (one.when for one in (*logic.adds, *logic.praises))
    if "earned" in logic.model_fields_set:
        yield logic.earned


def _of_python(logic: RuleLogic, document: Document, checks: Collection[str]) -> Iterator[Problem]:
    for name in _ONLY_OF_CONDITIONS:
        if name in document.data:
            yield worded_in(document, (name,), "python-alone", at_key=True, name=name)
    if logic.id not in checks:
        name = "python-check-missing" if checks else "python-check-missing/in-a-folder"
        yield worded_in(document, ("python",), name, at_key=True, logic=logic)


BEGINS: Final = "Write here"
"""How each text begins that the form of a new rule holds in place of its author's."""

_TEXTS = ("why", "remedy", "question", "false_positives")


def unwritten(words: RuleWords) -> tuple[str, ...]:
    """The keys of a rule's second part that hold what the form of a new rule has there."""
    return tuple(key for key in _TEXTS if _is_unwritten(getattr(words, key)))


def _is_unwritten(text: str) -> bool:
    """Whether a text holds a line of the form, by itself or left behind beside the author's."""
    # Nearly every text holds none, which is quick to see.
    return BEGINS in text and any(line.strip().startswith(BEGINS) for line in text.splitlines())
