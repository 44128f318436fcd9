"""The course of a seat: stated, stated to be none, and not stated."""

from __future__ import annotations

from typing import Any

import pytest
from tests.facts.fact_texts import at, subject


def stated(holder: str, route: str, role: str = "") -> Any:
    """What the facts of Mary's seat say on 2026-06-30."""
    text = (
        "people: {mary: {}}\n"
        f"roles: [{{id: m, body: b, {role} holders: [{{person: mary, {holder}}}]}}]\n"
    )
    return at(subject(text, "seat", "seats[m/mary]").facts, route)


PLAN = "wellbeing_plan: {agreed_on: 2026-06-20, written_with_person: yes, what_helps: yes, who_to_ring: yes, pause_keeps_seat: yes, declined: no}"  # noqa: E501
NO_PLAN = "wellbeing_plan: {declined: yes, written_with_person: no, what_helps: no, who_to_ring: no, pause_keeps_seat: no}"  # noqa: E501
INDUCTION = "from: 2026-05-01, induction: {given_on: 2026-05-11, training: [fair selection]}"
ENDED = "ended: {ended_on: 2026-06-10, thanked: yes, feedback_asked: yes, handed_over: yes}"
ENDED_BADLY = "ended: {thanked: no, feedback_asked: no, handed_over: no}"


@pytest.mark.parametrize(
    ("holder", "route", "value"),
    [
        ("from: 2026-06-20", "started_on", "2026-06-20"),
        ("from: 2026-06-20", "days_since_start", 10),
        ("from: 2026-07-01", "days_since_start", -1),
        ("", "started_on", None),
        ("", "days_since_start", None),
        (INDUCTION, "induction.given", True),
        ("induction: {given_on: 2026-06-30}", "induction.given", True),
        ("induction: {given_on: 2026-07-01}", "induction.given", False),
        ("induction: {training: none}", "induction.given", None),
        (INDUCTION, "induction.given_on", "2026-05-11"),
        ("", "induction.given_on", None),
        (INDUCTION, "induction.days_since", 50),
        ("induction: {given_on: 2026-07-01}", "induction.days_since", -1),
        ("", "induction.days_since", None),
        (INDUCTION, "induction.days_after_start", 10),
        ("from: 2026-05-01, induction: {given_on: 2026-04-30}", "induction.days_after_start", -1),
        ("induction: {given_on: 2026-04-30}", "induction.days_after_start", None),
        (INDUCTION, "induction.training", ["fair selection"]),
        ("induction: {training: none}", "induction.training", []),
        ("induction: {given_on: 2026-04-30}", "induction.training", None),
        (ENDED, "parting.thanked", True),
        (ENDED_BADLY, "parting.thanked", False),
        ("ended: {}", "parting.thanked", None),
        (ENDED, "parting.feedback_asked", True),
        (ENDED_BADLY, "parting.feedback_asked", False),
        ("ended: {}", "parting.feedback_asked", None),
        (ENDED, "parting.handed_over", True),
        (ENDED_BADLY, "parting.handed_over", False),
        ("ended: {}", "parting.handed_over", None),
        ("prefers_no_payment: yes", "prefers_no_payment", True),
        ("prefers_no_payment: no", "prefers_no_payment", False),
        ("", "prefers_no_payment", None),
        (PLAN, "wellbeing_plan.agreed", True),
        (NO_PLAN, "wellbeing_plan.agreed", False),
        ("wellbeing_plan: {agreed_on: 2026-07-01}", "wellbeing_plan.agreed", False),
        ("wellbeing_plan: {declined: no}", "wellbeing_plan.agreed", None),
        (PLAN, "wellbeing_plan.agreed_on", "2026-06-20"),
        (NO_PLAN, "wellbeing_plan.agreed_on", None),
        (PLAN, "wellbeing_plan.days_since", 10),
        ("wellbeing_plan: {agreed_on: 2026-07-01}", "wellbeing_plan.days_since", -1),
        (NO_PLAN, "wellbeing_plan.days_since", None),
        (PLAN, "wellbeing_plan.written_with_person", True),
        (NO_PLAN, "wellbeing_plan.written_with_person", False),
        (PLAN, "wellbeing_plan.what_helps", True),
        (NO_PLAN, "wellbeing_plan.what_helps", False),
        (PLAN, "wellbeing_plan.who_to_ring", True),
        (NO_PLAN, "wellbeing_plan.who_to_ring", False),
        (PLAN, "wellbeing_plan.pause_keeps_seat", True),
        (NO_PLAN, "wellbeing_plan.pause_keeps_seat", False),
        (PLAN, "wellbeing_plan.declined", False),
        (NO_PLAN, "wellbeing_plan.declined", True),
        ("", "wellbeing_plan", {}),
    ],
)
def test_what_a_seat_states(holder: str, route: str, value: Any) -> None:
    said = stated(holder, route)
    assert said == value
    assert type(said) is type(value)


@pytest.mark.parametrize(
    ("role", "holder", "route", "value"),
    [
        ("induction: {given_on: 2026-06-20},", "", "induction.days_since", 10),
        ("induction: {given_on: 2026-06-20},", "induction: {given_on: 2026-06-29}",
         "induction.days_since", 1),
        ("induction: {training: [a]},", "induction: {given_on: 2026-06-29}",
         "induction.training", ["a"]),
        ("induction: {training: [a]},", "induction: {training: none}", "induction.training", []),
    ],
)  # fmt: skip
def test_the_holders_own_goes_before_the_roles(
    role: str, holder: str, route: str, value: Any
) -> None:
    assert stated(holder, route, role) == value


def test_to_an_open_place_nobody_has_been_brought_in() -> None:
    text = "roles: [{id: m, body: b, induction: {given_on: 2026-06-20, training: [a]}}]\n"
    facts = subject(text, "seat").facts
    assert facts["induction"] == {"training": ["a"]}
    assert facts["parting"] == facts["wellbeing_plan"] == {}


@pytest.mark.parametrize(
    ("person", "value"), [("{training: [a]}", ["a"]), ("{training: none}", []), ("{}", None)]
)
def test_the_training_of_the_person_in_a_seat(person: str, value: Any) -> None:
    text = f"people: {{mary: {person}}}\nroles: [{{id: m, body: b, holders: [mary]}}]\n"
    assert at(subject(text, "seat").facts, "person.training") == value
