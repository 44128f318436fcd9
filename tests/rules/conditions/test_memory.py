"""What is remembered of facts is what would be worked out again."""

from typing import Any

import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from tests.generators import Data, engagements, facts_of, pack, tries

from pitfall_audit.facts.kinds import SUBJECT_SHAPES
from pitfall_audit.facts.subjects import FactSheet
from pitfall_audit.rules.conditions.expressions import Environment
from pitfall_audit.rules.conditions.fact_paths import MOST_REMEMBERED, Memory
from pitfall_audit.rules.evaluation import Batches, evaluate
from pitfall_audit.rules.rule import Rule
from pitfall_audit.rules.verdicts import Verdict

ENVIRONMENT = Environment(SUBJECT_SHAPES, {})


def memory(*texts: str) -> Memory[str]:
    return Memory([ENVIRONMENT.compile(text, "seat", {}) for text in texts], begin_after=0)


def said(rule: Rule, facts: FactSheet) -> list[tuple[Any, ...]]:
    return [_plain(verdict) for verdict in evaluate(rule, Batches(facts))]


def _plain(verdict: Verdict) -> tuple[Any, ...]:
    return (
        verdict.rule.id, verdict.subject, verdict.outcome, verdict.severity, verdict.failing,
        [one.path for one in verdict.unstated], [one.path for one in verdict.could_raise],
        verdict.adds, verdict.values, verdict.crash,
    )  # fmt: skip


@settings(max_examples=tries(6), deadline=None)
@given(engagements())
def test_every_rule_says_the_same_with_and_without_a_memory(data: Data) -> None:
    facts, again = facts_of(data), facts_of(data)
    for rule in pack().rules:
        assert said(rule, facts) == said(replace(rule), again)
        assert said(rule, again) == said(replace(rule), facts)


def test_only_what_is_read_tells_facts_apart() -> None:
    known = memory("seat.open && seat.body.label == 'Panel'")
    known.keep(
        known.key({"open": True, "label": "Asha", "body": {"label": "Panel", "id": "a"}}), "yes"
    )
    alike = {"open": True, "label": "Brian", "body": {"label": "Panel", "id": "b"}}
    assert known.recall(known.key(alike)) == "yes"
    assert known.recall(known.key({**alike, "open": False})) is None
    assert known.recall(known.key({**alike, "body": {"label": "Council"}})) is None
    assert known.recall(known.key(alike, "published-documents")) is None


@pytest.mark.parametrize(("one", "other"), [(1, True), (1, 1.0), (0, False), ("1", 1)])
def test_values_that_python_takes_for_equal_are_told_apart(one: object, other: object) -> None:
    known = memory("seat.open")
    known.keep(known.key({"open": one}), "this")
    assert known.recall(known.key({"open": one})) == "this"
    assert known.recall(known.key({"open": other})) is None


def test_what_is_not_stated_is_told_from_what_it_would_stand_in() -> None:
    known = memory("has(seat.body.kind) && seat.body.kind == 'panel'")
    known.keep(known.key({"body": {}}), "no kind")
    assert known.recall(known.key({"body": {}})) == "no kind"
    assert known.recall(known.key({})) is None
    assert known.recall(known.key({"body": {"kind": "panel"}})) is None


def test_a_list_is_remembered_with_all_that_its_items_say() -> None:
    known = memory("seat.capacity.exists(one, one == 'carer')")
    known.keep(known.key({"capacity": ["staff", "carer"]}), "yes")
    assert known.recall(known.key({"capacity": ["staff", "carer"]})) == "yes"
    assert known.recall(known.key({"capacity": ["staff"]})) is None


def test_the_first_few_are_let_pass() -> None:
    known: Memory[str] = Memory([ENVIRONMENT.compile("seat.open", "seat", {})], begin_after=1)
    facts = {"open": True}
    known.keep(known.key(facts), "yes")
    assert known.recall(known.key(facts)) is None
    known.keep(known.key(facts), "yes")
    assert known.recall(known.key(facts)) == "yes"


def test_it_begins_afresh_when_it_is_full() -> None:
    known = memory("seat.label == 'x'")
    for number in range(MOST_REMEMBERED + 1):
        known.keep(known.key({"label": str(number)}), "some")
    assert known.recall(known.key({"label": "0"})) is None
    assert known.recall(known.key({"label": str(MOST_REMEMBERED)})) == "some"
