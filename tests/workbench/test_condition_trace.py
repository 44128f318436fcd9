"""Explaining a verdict: each condition as it stood, and what it read."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from tests.rules.rule_texts import rule_from

from pitfall_audit.engagement.model.vocabulary import DescribedFrom
from pitfall_audit.facts.subjects import FactSheet, Subject
from pitfall_audit.rules.conditions.fact_paths import ABSENT
from pitfall_audit.rules.evaluation import Batches, evaluate
from pitfall_audit.rules.form.rule_file import Examples
from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.rules.proving import HEADINGS, example_facts
from pitfall_audit.rules.python_checks import Passed, PythonCheck
from pitfall_audit.rules.rule import Rule
from pitfall_audit.rules.verdicts import Verdict
from pitfall_audit.workbench.condition_trace import Look, deciding, facts_read, looks_at


def verdict_of(rule: Rule, described_from: DescribedFrom = "own-records", **facts: Any) -> Verdict:
    subject = Subject(
        "seat", "seats[m/a]", {"label": "M (a)", "body": {}, "person": {}, **facts},
        {}, described_from,
    )  # fmt: skip
    (verdict,) = evaluate(rule, Batches(FactSheet({"seat": (subject,)}, "none-given")))
    return verdict


def expect_of(verdict: Verdict) -> list[Look]:
    return [look for look in looks_at(verdict) if look.part == "expect"]


@pytest.mark.parametrize("rule", load_built_in().rules, ids=lambda rule: str(rule.id))
def test_what_is_explained_of_each_example_agrees_with_its_verdict(rule: Rule) -> None:
    document = rule.text.read(2, Examples)[1]
    assert document is not None
    for attribute, heading in HEADINGS:
        for index, example in enumerate(getattr(rule.examples, attribute)):
            facts = example_facts(example, document, (heading, index))[0]
            assert facts is not None
            for verdict in evaluate(rule, Batches(facts)):
                agrees(verdict)


def agrees(verdict: Verdict) -> None:
    if verdict.subject.readings:
        return  # it is made of what is said of each reading of a date that is not whole
    looks = looks_at(verdict)
    standings = [look.standing for look in looks if look.part == "expect"]
    assert looks[0].part == "applies"
    assert deciding(verdict)
    if verdict.outcome == "passed":
        assert set(standings) == {"holds"}
    elif verdict.outcome == "not-applicable":
        assert looks[0].standing == "does-not-hold"
    elif verdict.outcome == "failed":
        not_holding = {
            look.number
            for look in looks
            if look.part == "expect" and (look.standing == "does-not-hold" or look.silence)
        }
        assert not_holding == {index + 1 for index in verdict.failing}
        clauses = [look for look in looks if look.part == "severity"]
        assert clauses[-1].severity == verdict.severity
        assert clauses[-1].standing == "holds"
    elif verdict.outcome == "cannot-tell":
        waiting = {name for look in deciding(verdict) for name in look.waits_for}
        kind = verdict.rule.logic.subject
        assert waiting == {
            ".".join((kind, *one.path)).replace(".[]", "[]") for one in verdict.unstated
        }


def test_a_condition_shows_what_it_read() -> None:
    rule = rule_from(expect="[seat.status == 'observer']", silence="asks")
    (look,) = expect_of(verdict_of(rule, status="adviser"))
    (read,) = look.reads
    assert (look.standing, read.name, read.values) == (
        "does-not-hold", "seat.status", ("adviser",),
    )  # fmt: skip
    assert read.says


def test_what_is_not_stated_and_settles_nothing_is_waited_for() -> None:
    rule = rule_from(expect="[seat.status == 'observer']", silence="asks")
    (look,) = expect_of(verdict_of(rule))
    assert (look.standing, look.waits_for) == ("not-settled", ("seat.status",))
    assert look.reads[0].values == (ABSENT,)
    assert look.settled_without == ()


def test_what_is_not_stated_may_make_no_difference() -> None:
    rule = rule_from(expect="[seat.open || seat.status == 'observer']", silence="asks")
    (look,) = expect_of(verdict_of(rule, open=True))
    assert (look.standing, look.settled_without) == ("holds", ("seat.status",))


def test_a_silence_that_was_asked_for_is_an_answer() -> None:
    rule = rule_from(expect="[has(seat.status) && seat.status == 'observer']", silence="asks")
    (look,) = expect_of(verdict_of(rule))
    assert (look.standing, look.settled_without) == ("does-not-hold", ())


def test_silence_counts_as_not_holding_where_it_is_the_pitfall() -> None:
    rule = rule_from(expect="[seat.status == 'observer']", silence="fails")
    (look,) = expect_of(verdict_of(rule))
    assert (look.standing, look.silence, look.strict) == ("not-settled", True, False)


def test_has_is_left_open_in_published_documents() -> None:
    rule = rule_from(expect="[has(seat.status)]", silence="fails")
    (look,) = expect_of(verdict_of(rule, "published-documents"))
    assert (look.standing, look.silence, look.strict) == ("not-settled", False, True)


def test_the_lack_of_something_is_left_open_in_published_documents() -> None:
    rule = rule_from(expect="['!has(seat.status)']", silence="fails")
    verdict = verdict_of(rule, "published-documents")
    (look,) = expect_of(verdict)
    assert (verdict.outcome, look.standing) == ("cannot-tell", "not-settled")


def test_a_check_in_python_has_no_conditions() -> None:
    rule = replace(rule_from(), python=PythonCheck(lambda *_: Passed()))
    verdict = verdict_of(rule)
    assert (verdict.outcome, looks_at(verdict), deciding(verdict)) == ("passed", (), ())


def test_a_clause_that_always_stands_has_no_text() -> None:
    rule = rule_from(
        expect="['false']",
        severity="[{when: seat.open, is: error}, {is: warning}]",
    )
    clauses = [look for look in looks_at(verdict_of(rule, open=False)) if look.part == "severity"]
    assert [(one.text, one.standing, one.severity) for one in clauses] == [
        ("seat.open", "does-not-hold", "error"), (None, "holds", "warning"),
    ]  # fmt: skip


def test_the_clauses_decide_where_only_the_severity_is_not_as_expected() -> None:
    rule = rule_from(
        expect="['false']",
        severity="[{when: seat.open, is: error}, {is: warning}]",
    )
    verdict = verdict_of(rule, open=False)
    assert [look.part for look in deciding(verdict, "failed")] == ["severity", "severity"]
    assert [look.part for look in deciding(verdict, "passed")] == ["expect"]


def test_a_crash_says_what_broke() -> None:
    rule = rule_from(expect="['1 / (seat.open ? 0 : 1) == 1']")
    verdict = verdict_of(rule, open=True)
    (look,) = deciding(verdict)
    assert (verdict.outcome, look.standing) == ("error", "crashed")
    assert look.crash is not None
    assert "zero" in look.crash


def test_thresholds_are_read_too() -> None:
    rule = rule_from(
        expect="[seat.days_told_after_start < thresholds.days]", thresholds="{days: 7}"
    )
    (look,) = expect_of(verdict_of(rule, days_told_after_start=3))
    assert [(read.name, read.values) for read in look.reads] == [
        ("seat.days_told_after_start", (3,)), ("thresholds.days", (7,)),
    ]  # fmt: skip


def test_each_item_of_a_list_gives_a_value() -> None:
    rule = rule_from(
        subject="connection", private="yes", points_at="tie", message="Not so.", passed="So.",
        expect="['connection.power.exists(one, one.over_carer)']",
    )  # fmt: skip
    facts = {"power": [{"over_carer": True}, {}]}
    shape = rule.vocabulary.shapes["connection"]
    reads = facts_read(rule.expect[0].program, shape, facts, {})
    (read,) = (one for one in reads if one.name == "connection.power[].over_carer")
    assert read.values == (True, ABSENT)
    assert read.is_unstated
