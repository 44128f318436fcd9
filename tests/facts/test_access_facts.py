"""What people need in order to take part: stated, stated to be none, and not stated."""

from __future__ import annotations

from typing import Any

import pytest
from tests.facts.fact_texts import at, subject

ROLES = (
    "people: {mary: {experience: carer}, asha: {experience: service-user}}\n"
    "bodies: {panel: {}, council: {}}\n"
    "roles: [{id: m, body: panel, holders: [mary]}, {id: n, body: council, holders: [asha]}]\n"
)


def of_whole(access: str, route: str) -> Any:
    text = f"sources: [{{id: tor}}]\naccess: {access}\n"
    return at(subject(text, "engagement").facts, f"access.{route}")


@pytest.mark.parametrize(
    ("access", "route", "value"),
    [
        ("{needs_asked_on: 2026-06-20}", "needs_asked_on", "2026-06-20"),
        ("{}", "needs_asked_on", None),
        ("{needs_asked_on: 2026-06-20}", "days_since_needs_asked", 10),
        ("{needs_asked_on: 2026-07-01}", "days_since_needs_asked", -1),
        ("{}", "days_since_needs_asked", None),
        ("{needs: [{need: a}]}", "needs_recorded", True),
        ("{needs: none}", "needs_recorded", False),
        ("{}", "needs_recorded", None),
        ("{needs: [{need: a, met: yes}, {need: b, met: {source: tor}}]}", "needs_met", True),
        ("{needs: [{need: a, met: yes}, {need: b}]}", "needs_met", None),
        ("{needs: [{need: a, met: no}, {need: b}]}", "needs_met", False),
        ("{needs: none}", "needs_met", True),
        ("{}", "needs_met", None),
        ("{welsh_offered: {source: tor}}", "welsh_offered", True),
        ("{welsh_offered: no}", "welsh_offered", False),
        ("{}", "welsh_offered", None),
    ],
)
def test_what_an_arrangement_states(access: str, route: str, value: Any) -> None:
    said = of_whole(access, route)
    assert said == value
    assert type(said) is type(value)


def test_nothing_is_stated_where_there_is_no_section() -> None:
    assert subject("", "engagement").facts["access"] == {}


BOTH = "{needs: [{person: mary, need: large-print, met: yes}, {person: asha, need: taxi, met: no}]}"


@pytest.mark.parametrize(
    ("access", "mary", "asha"),
    [
        (BOTH, (True, True), (True, False)),
        # That Mary needs something says nothing of what Asha needs …
        ("{needs: [{person: mary, need: large-print}]}", (True, None), (None, None)),
        ("{needs: [{body: council, need: a loop, met: no}]}", (None, None), (True, False)),
        ("{needs: [{need: a lift, met: no}]}", (None, None), (None, None)),
        # … unless people were asked.
        (
            "{needs_asked_on: 2026-06-30, needs: [{person: mary, need: large-print}]}",
            (True, None),
            (False, True),
        ),
        (
            "{needs_asked_on: 2026-07-01, needs: [{person: mary, need: large-print}]}",
            (True, None),
            (None, None),
        ),
        ("{needs: none}", (False, True), (False, True)),
        ("{needs_asked_on: 2026-01-05}", (None, None), (None, None)),
    ],
)
def test_what_is_stated_of_one_person(
    access: str, mary: tuple[Any, Any], asha: tuple[Any, Any]
) -> None:
    text = f"{ROLES}access: {access}\n"
    for seat, person, said in (("m/mary", "mary", mary), ("n/asha", "asha", asha)):
        for one in (
            subject(text, "seat", f"seats[{seat}]"),
            subject(text, "person", f"people[{person}]"),
        ):
            found = [at(one.facts, f"access.{name}") for name in ("needs_recorded", "needs_met")]
            assert found == list(said)
            # What somebody needs is nobody's business here.
            assert "large-print" not in str(one.facts)
            assert "taxi" not in str(one.facts)


def test_everybody_together_and_a_place_that_is_open() -> None:
    text = f"{ROLES}access: {BOTH}\n"
    everybody = subject(text, "person", "people").facts
    assert everybody["access"] == {"needs_recorded": True, "needs_met": False}
    open_place = subject(
        f"access: {BOTH.replace('person', 'x-person')}\nroles: [{{id: m}}]\n", "seat"
    )
    assert open_place.facts["access"] == {}


@pytest.mark.parametrize(
    ("organisation", "value"), [("organisation: {nation: wales}\n", "wales"), ("", None)]
)
def test_the_nation_of_the_organisation(organisation: str, value: Any) -> None:
    text = f"{organisation}roles: [{{id: m, body: Quality committee}}]\n"
    assert at(subject(text, "engagement").facts, "organisation_nation") == value
    assert at(subject(text, "body").facts, "organisation_nation") == value
