"""Numbers that are ranges: what is certain counts, and what is open is left open."""

from __future__ import annotations

from typing import Any

import pytest
from tests.facts.fact_texts import sheet, subject


def seat(places: str, also: str = "") -> Any:
    return subject(
        f"roles: [{{id: m, body: b, capacity: carer, places: {places}{also}}}]\n", "seat"
    )


@pytest.mark.parametrize(
    ("places", "exactly", "at_least", "alone"),
    [
        ("3", 3, 3, False),
        ("4-12", None, 4, False),
        ("at least 2", None, 2, False),
        ("several", None, 3, False),
        ("up to 4", None, None, None),
        ("1 or more", None, 1, None),
        ("1", 1, 1, True),
    ],
)
def test_places_of_a_range(
    places: str, exactly: int | None, at_least: int | None, alone: bool | None
) -> None:
    facts = seat(places).facts
    assert (facts.get("places"), facts.get("places_at_least")) == (exactly, at_least)
    assert facts.get("alone") is alone


def test_no_place_is_none() -> None:
    assert sheet("roles: [{id: m, body: b, places: 0}]\n").subjects["seat"] == ()


def test_others_hold_what_is_certain_beyond_those_named() -> None:
    people = "people: {ana: {experience: carer}}\n"
    role = "roles: [{id: m, body: b, holders: [ana], places: %s}]\n"
    seats = sheet(people + role % "at least 3").subjects["seat"]
    assert [one.label for one in seats] == ["M (ana)", "M (others, not named)"]
    assert seats[1].facts["places_at_least"] == 2
    assert len(sheet(people + role % "up to 3").subjects["seat"]) == 1


@pytest.mark.parametrize(
    ("number", "facts"),
    [("4", (4, 4, 4)), ("4-6", (None, 4, 6)), ("at least 4", (None, 4, None)),
     ("fewer than 4", (None, None, 3))],
)  # fmt: skip
def test_other_members_of_a_range(number: str, facts: tuple[int | None, ...]) -> None:
    text = f"bodies: {{b: {{other_members: {number}}}}}\nroles: [{{id: m, body: b}}]\n"
    found = subject(text, "body").facts
    names = ("other_member_count", "other_members_at_least", "other_members_at_most")
    assert tuple(found.get(name) for name in names) == facts


@pytest.mark.parametrize(
    ("heard", "counted"), [("14", 14), ("1", 1), ("more than 20", 21), ("1 or more", None)]
)
def test_how_many_were_heard(heard: str, counted: int | None) -> None:
    text = f"statements: [{{id: s, text: Users think so., heard_from: {heard}}}]\n"
    assert subject(text, "claim").facts.get("people_heard") == counted


def test_days_are_hours_too() -> None:
    text = (
        "people: {ana: {experience: carer}}\n"
        "roles: [{id: m, body: b, holders: [ana], hours: {amount: 2-3, unit: half-days, per: month}}]\n"  # noqa: E501
    )
    found = subject(text, "person", "people[ana]").facts
    assert found["hours_at_least"] == 7.0


def test_those_who_sit_by_the_rules_of_a_body_are_counted() -> None:
    text = (
        "bodies: {b: {composition: [{of: service-user, number: 4}, {of: carer, number: 2}]}}\n"
        "roles: [{id: m, body: b, capacity: [service-user, carer]}]\n"
    )
    facts = subject(text, "body").facts
    assert (facts["service_user_seats"], facts["carer_seats"]) == (4, 2)
    assert subject(text, "seat").facts["pooled"] is False


def test_a_body_of_both_with_no_number_is_no_pool_and_no_count() -> None:
    text = (
        "bodies: {b: {composition: [{of: service-user}, {of: carer, share: a third}]}}\n"
        "roles: [{id: m, body: b, capacity: [service-user, carer], places: 9}]\n"
    )
    assert "carer_seats" not in subject(text, "body").facts
    assert subject(text, "seat").facts["pooled"] is False
