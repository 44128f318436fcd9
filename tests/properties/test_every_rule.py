"""What holds of every built-in rule and all facts, over engagements made at random."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from hypothesis import given, settings
from tests.generators import Data, engagements, example_engagements, example_facts, facts_of, pack

from pitfall_audit.facts.fact_schema import FactField, FactShape
from pitfall_audit.facts.kinds import SUBJECT_ANCHORS, SUBJECT_SHAPES
from pitfall_audit.facts.subjects import FactSheet, SubjectKind
from pitfall_audit.rules.evaluation import Batches, evaluate

_TYPES: Mapping[str, type] = {
    "text": str, "date": str, "whole number": int, "number": float, "yes or no": bool,
}  # fmt: skip
_OUTCOMES = ("failed", "passed", "cannot-tell")
always_the_same = settings(max_examples=300, derandomize=True, deadline=None, database=None)

Seen = Counter[tuple[str, str]]
# Those that look over several files have properties of their own: tests/engine/test_portfolio.py.
RULES = tuple(rule for rule in pack().rules if rule.logic.scope == "engagement")


def test_rules_never_crash_and_facts_keep_their_shape() -> None:
    """And what is tried is worth trying: each rule comes to each outcome."""
    seen: Seen = Counter()

    @always_the_same
    @given(engagements())
    def made_at_random(data: Data) -> None:
        seen.update(looked_at(data))

    made_at_random()
    said = [(rule.id, outcome) for rule in RULES for outcome in _OUTCOMES]
    # What is made at random reaches every rule, but for what chance may miss, and most outcomes …
    spoke = {rule for rule, outcome in seen if outcome in _OUTCOMES}
    silent = {rule.id for rule in RULES} - spoke
    assert len(silent) <= 2, silent
    assert sum(not seen[one] for one in said) < len(said) / 4, unseen(seen)

    @settings(always_the_same, max_examples=60)
    @given(example_engagements())
    def altered(data: Data) -> None:
        seen.update(looked_at(data))

    altered()
    for sheet in example_facts():
        keeps_its_shape(sheet)
    seen.update(outcomes_of(together(example_facts())))
    # … and what needs several things at once, the rules' own examples have.
    assert unseen(seen) == [], unseen(seen)


def looked_at(data: Data) -> Seen:
    """What every rule says of an engagement whose facts have their shape."""
    facts = facts_of(data)
    keeps_its_shape(facts)
    return outcomes_of(facts)


def together(sheets: Sequence[FactSheet]) -> FactSheet:
    """All subjects of many engagements as if they were of one, which takes far less time."""
    kinds = get_args(SubjectKind)
    subjects = {
        kind: [one for sheet in sheets for one in sheet.subjects.get(kind, ())] for kind in kinds
    }
    return FactSheet({kind: tuple(ones) for kind, ones in subjects.items()}, "in-file")


def outcomes_of(facts: FactSheet) -> Seen:
    """What every rule says of all subjects, none of which may be a crash."""
    seen: Seen = Counter()
    batches = Batches(facts)
    for rule in RULES:
        for verdict in evaluate(rule, batches):
            assert verdict.outcome != "error", verdict.crash
            assert (verdict.severity is not None) == (verdict.outcome == "failed")
            assert bool(verdict.unstated) == (verdict.outcome == "cannot-tell"), verdict
            seen[rule.id, verdict.outcome] += 1
    return seen


def unseen(seen: Seen) -> list[str]:
    """The outcomes to which no engagement brought a rule; not each can be in doubt."""
    return [
        f"{rule.id}: {outcome}"
        for rule in RULES
        for outcome in _OUTCOMES
        if not seen[rule.id, outcome] and (outcome != "cannot-tell" or rule.examples.cannot_tell)
    ]


def keeps_its_shape(facts: FactSheet) -> None:
    for kind, subjects in facts.subjects.items():
        identities = [subject.identity for subject in subjects]
        assert len(set(identities)) == len(identities), identities
        for subject in subjects:
            assert subject.kind == kind
            assert subject.anchors, subject.identity
            assert set(subject.anchors) <= SUBJECT_ANCHORS[kind], subject.identity
            has_shape(subject.facts, SUBJECT_SHAPES[kind], subject.identity)


def has_shape(facts: object, shape: FactShape, where: str) -> None:
    assert type(facts) is dict, where
    assert set(facts) <= set(shape.fields), where
    for name, field in shape.fields.items():
        if name in facts:
            has_kind(facts[name], field, f"{where} {name}")
        else:
            assert field.optional, f"{where} lacks {name}"


def has_kind(value: Any, field: FactField, where: str) -> None:
    if not field.repeated:
        is_one(value, field, where)
        return
    assert type(value) is list, where
    for one in value:
        is_one(one, field, where)


def is_one(value: Any, field: FactField, where: str) -> None:
    if field.shape is not None:
        has_shape(value, field.shape, where)
        return
    assert type(value) is _TYPES[field.kind], where
    if field.vocabulary:
        assert value in field.vocabulary, where
    if field.kind == "date":
        assert dt.date.fromisoformat(value).isoformat() == value, where
