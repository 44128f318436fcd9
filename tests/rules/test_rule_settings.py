"""A rule with other numbers and another severity is a rule of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from pitfall_audit.engagement.validation import validate
from pitfall_audit.facts.kinds import derive_facts
from pitfall_audit.rules.evaluation import Batches, evaluate
from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.rules.rule import Rule
from pitfall_audit.yaml.reading import Document, read_text

DAY = dt.date(2026, 6, 30)
RULE = next(rule for rule in load_built_in().rules if rule.id == "promise-overdue")
LATE = "version: 1\nid: a\ntitle: A\npromises: [{id: p, text: T, due: 2026-05-20, status: open}]\n"


def severity(rule: Rule) -> str | None:
    document = read_text(LATE, "a.yaml")
    assert isinstance(document, Document)
    engagement, problems = validate(document)
    assert engagement is not None, problems
    (verdict,) = evaluate(rule, Batches(derive_facts(engagement, None, DAY)))
    return verdict.severity


def days(number: int) -> Mapping[str, int]:
    return {"long_overdue_days": number}


def test_a_number_is_put_in_and_what_was_remembered_is_not_used() -> None:
    strict, lenient = RULE.with_settings(days(40), None), RULE.with_settings(days(41), None)
    # 41 days overdue; the number is the most that is not yet long.
    assert [severity(one) for one in (strict, lenient, RULE, strict)] == [
        "error", "warning", "error", "error",
    ]  # fmt: skip
    assert RULE.thresholds == days(30)
    assert lenient.thresholds == days(41)


def test_a_severity_stands_whatever_the_clauses_say() -> None:
    assert severity(RULE.with_settings(days(30), "advice")) == "advice"


def test_a_rule_of_which_nothing_is_set_stays_itself() -> None:
    assert RULE.with_settings(days(30), None) is RULE
