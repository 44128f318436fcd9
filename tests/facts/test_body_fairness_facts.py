"""What a body has settled for disagreement: stated, stated to be none, and not stated."""

from __future__ import annotations

from typing import Any

import pytest
from tests.facts.fact_texts import at, subject


@pytest.mark.parametrize(
    ("body", "route", "value"),
    [
        ("{no_detriment_stated: {source: tor}}", "no_detriment_stated", True),
        ("{no_detriment_stated: no}", "no_detriment_stated", False),
        ("{}", "no_detriment_stated", None),
        ("{escalation: [lead, advice service]}", "escalation", ["lead", "advice service"]),
        ("{escalation: none}", "escalation", []),
        ("{}", "escalation", None),
        ("{removal: {by: vote}}", "removal.by", "vote"),
        ("{removal: {grounds: [conduct]}}", "removal.grounds", ["conduct"]),
        ("{removal: {grounds: none}}", "removal.grounds", []),
        ("{removal: {notice: {source: tor}}}", "removal.notice", True),
        ("{removal: {notice: no}}", "removal.notice", False),
        ("{removal: {reasons: {source: tor}}}", "removal.reasons", True),
        ("{removal: {reasons: no}}", "removal.reasons", False),
        ("{removal: {supporter: {source: tor}}}", "removal.supporter", True),
        ("{removal: {supporter: no}}", "removal.supporter", False),
        ("{removal: {appeal: {source: tor}}}", "removal.appeal", True),
        ("{removal: {appeal: no}}", "removal.appeal", False),
        ("{}", "removal", {"turns_on_conduct": False}),
    ],
)
def test_what_a_body_states(body: str, route: str, value: Any) -> None:
    text = f"sources: [{{id: tor}}]\nbodies: {{panel: {body}}}\n"
    said = at(subject(text, "body").facts, route)
    assert said == value
    assert type(said) is type(value)


def test_a_body_that_is_only_named_states_nothing() -> None:
    facts = subject("roles: [{id: m, body: Quality committee}]\n", "body").facts
    assert facts["removal"] == {"turns_on_conduct": False}
    assert {"no_detriment_stated", "escalation"}.isdisjoint(facts)


@pytest.mark.parametrize(
    ("title", "leads"),
    [
        ("Chair", True),
        ("Vice-chair of the panel", True),
        ("Chair of Quality panel", True),
        ("Chair of the panel since 2023", True),
        ("Chair of the panel and spokesperson", True),
        ("Members of the carers' forum (one of them its co-chair)", False),
        ("Co-chair of the carers' forum", False),
        ("The forum's chair", False),
        ("The panel's chair", True),
        ("Past chair", False),
    ],
)
def test_who_chairs_another_body_does_not_lead_the_one_they_come_to(
    title: str, leads: bool
) -> None:
    text = (
        "bodies: {panel: {title: Quality panel}}\n"
        f'roles: [{{id: member, title: "{title}", body: panel, capacity: carer}}]\n'
    )
    assert subject(text, "body").facts["lived_chair"] is leads
