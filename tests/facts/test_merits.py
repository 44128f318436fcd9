"""What a file states that is good is told as the data file has it, and nothing else is."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from tests.facts.test_silence import facts

from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.outlines import all_models
from pitfall_audit.engagement.model.records import fields_of
from pitfall_audit.facts.merits import GoodPractice, good_practice
from pitfall_audit.rules.form.outcomes import PITFALLS

PRACTICES = [one for ones in good_practice().values() for one in ones]
RECORDS = {model.__name__: model for model in all_models(Engagement)}


def told(text: str) -> dict[str, str]:
    return {one.identity: one.facts["told"] for one in facts(text).subjects["merit"]}


@pytest.mark.parametrize("one", PRACTICES, ids=lambda one: f"{one.record}.{one.field}")
def test_each_names_a_field_that_a_record_has_and_a_value_that_it_may_have(
    one: GoodPractice,
) -> None:
    field = fields_of(RECORDS[one.record])[one.field]
    assert one.value is None or f"'{one.value}'" in str(field.annotation)
    if one.unless is not None:
        key, ruled_out = one.unless
        assert f"'{ruled_out}'" in str(fields_of(RECORDS[one.record])[key].annotation)
    assert set(re.findall(r"{(\w+)}", one.says)) <= {"name", "value", "text"}
    # Those of whom the same is said are gathered by the words after their names.
    assert "{name}" not in one.says or one.says.startswith("{name}: ")


@pytest.mark.parametrize(
    ("practice", "value", "states"),
    [
        ({}, True, True),
        ({}, False, False),
        ({}, None, False),
        ({}, (), False),
        ({}, "none", False),
        ({}, dt.date(2026, 1, 1), True),
        ({"value": "evening"}, ("daytime", "evening"), True),
        ({"value": "evening"}, ("daytime",), False),
        ({"value": "equal"}, "equal", True),
        ({"value": "equal"}, "lower", False),
        ({"several": True}, ("voucher", "cash"), True),
        ({"several": True}, ("voucher",), False),
    ],
)
def test_what_stands_at_a_field_states_it_or_not(
    practice: dict[str, Any], value: object, states: bool
) -> None:
    plain = {"about": "roles", "record": "R", "field": "f", "says": "", "value": None}
    assert GoodPractice(**{**plain, "several": False, **practice}).stated_by(value) is states


def test_what_is_told_of_somebody_is_told_of_each_by_name() -> None:
    roles = (
        "roles:\n- {id: reader, title: Reader, disclosure: not-asked}\n"
        "- {id: writer, title: Writer, disclosure: not-asked}\n"
    )
    found = {one.identity: one for one in facts(roles).subjects["merit"]}
    assert set(found) == {
        "stated[privacy/Role.disclosure/not-asked/reader]",
        "stated[privacy/Role.disclosure/not-asked/writer]",
    }
    (reader, _) = found.values()
    assert (reader.label, reader.facts["told"]) == (
        "Reader", "Reader: people are not asked to tell of their health.",
    )  # fmt: skip


def test_neither_the_order_of_a_list_nor_its_words_are_part_of_an_identity() -> None:
    text = "bodies: {panel: {stages: %s, papers: {formats: %s}}}\n"
    one = told(text % ("[questions, scoring]", "[plain, audio]"))
    other = told(text % ("[scoring, questions]", "[audio, plain, braille]"))
    assert one.keys() == other.keys()
    assert "stated[roles/Body.stages/panel]" in one


def test_what_stands_in_a_paper_that_was_replaced_is_not_told() -> None:
    text = (
        "sources: [{id: old, kind: policy, state: superseded}]\n"
        "payment: {source: old, may_decline: yes}\n"
    )
    assert told(text) == {}
    assert told(text.replace("superseded", "issued")) != {}


def test_what_came_to_nothing_is_not_told() -> None:
    effect = "impact: [{effect: no bus was found, effect_kind: %s}]\n"
    assert told(effect % "none") == {}
    assert list(told(effect % "positive").values()) == ["What is told of it: no bus was found."]


def test_what_only_should_be_so_is_not_told() -> None:
    assert told("payment: {may_decline: yes, strength: should}\n") == {}


def test_each_stands_under_a_pitfall() -> None:
    assert {one.about for one in PRACTICES} <= set(PITFALLS)


def test_rules_that_hold_are_told_one_by_one_and_weaker_ones_are_not() -> None:
    rules = (
        "promises:\n- {id: a, kind: standing-rule, text: Papers come a week before.}\n"
        "- {id: b, kind: standing-rule, strength: should, text: Tea is served.}\n"
    )
    assert list(told(rules).values()) == ["It is written as a rule: Papers come a week before."]


def test_what_was_so_on_a_body_that_has_ended_is_not_told() -> None:
    role = "roles: [{id: member, body: panel, payment: {fee: {amount: 9, covers: [meetings]}}}]"
    assert told(role)
    assert told(f"bodies: {{panel: {{state: ended, user_led: yes}}}}\n{role}") == {}


def test_of_what_papers_say_differently_neither_is_told_as_in_place() -> None:
    assert (
        told("roles: [{id: member, term: {months: 36}, also_stated: [{term: {months: 24}}]}]") == {}
    )


@pytest.mark.parametrize("says", ["In May it was met 40% of the time.", "It was not kept in May."])
def test_a_rule_of_which_it_is_said_that_it_is_not_always_kept_is_not_praised(says: str) -> None:
    rule = "promises: [{id: answer, kind: standing-rule, text: Letters are answered in a week."
    assert "It is written as a rule: Letters are answered in a week." in told(f"{rule}}}]").values()
    assert told(f"{rule}, says: {says}}}]") == {}
