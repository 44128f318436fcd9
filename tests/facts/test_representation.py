"""How many people sit for each side on a body, and how many places are for each."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pitfall_audit.engagement.validation import validate
from pitfall_audit.facts.kinds import derive_facts
from pitfall_audit.yaml.reading import Document, read_text

PEOPLE = """\
version: 1
id: a
title: A
people: {mary: {experience: carer}, asha: {experience: service-user}, jo: {post: nurse}}
"""


def counts(text: str) -> dict[str, Any]:
    """What is stated of the sides of the body ``panel``."""
    document = read_text(PEOPLE + text, "a.yaml")
    assert isinstance(document, Document), document
    engagement, problems = validate(document)
    assert engagement is not None, problems
    sheet = derive_facts(engagement, None, dt.date(2026, 6, 30))
    (facts,) = [
        one.facts for one in sheet.subjects["body"] if one.identity.startswith("bodies[panel")
    ]
    names = ("service_user_seats", "service_user_places", "carer_seats", "carer_places")
    return {name: facts[name] for name in names if name in facts}


def test_people_who_sit_are_not_the_places_that_there_are() -> None:
    text = "roles: [{id: m, body: panel, capacity: carer, places: 3, holders: [mary]}]"
    said = counts(text)
    assert (said["carer_places"], said["service_user_places"]) == (3, 0)
    # Two more hold the role, as far as is said, whose names are not stated.
    assert (said["carer_seats"], said["service_user_seats"]) == (3, 0)


def test_nobody_sits_in_vacant_places() -> None:
    said = counts("roles: [{id: m, body: panel, capacity: carer, places: 3, holders: none}]")
    assert (said["carer_places"], said["carer_seats"]) == (3, 0)


def test_people_who_are_not_named_are_counted_where_it_is_said_how_many_they_are() -> None:
    roles = (
        "roles:\n"
        "  - {id: m, body: panel, capacity: carer, places: 4}\n"
        "  - {id: n, body: panel, capacity: service-user}\n"
    )
    assert "service_user_seats" not in counts(roles)
    assert counts(roles)["carer_seats"] == 4
    pooled = "roles: [{id: m, body: panel, capacity: [carer, staff], places: 4}]"
    assert "carer_seats" not in counts(pooled)


def test_the_places_of_several_roles_are_added_up() -> None:
    text = (
        "roles:\n"
        "  - {id: m, body: panel, capacity: carer, places: 2}\n"
        "  - {id: n, body: panel, capacity: carer, places: 1, holders: [mary]}\n"
        "  - {id: o, body: panel, capacity: service-user, places: 2, holders: [asha]}\n"
        "  - {id: p, body: panel, capacity: staff, holders: [jo]}\n"
        "  - {id: q, body: elsewhere, capacity: carer, places: 9}\n"
    )
    said = counts(text)
    assert (said["carer_places"], said["service_user_places"]) == (3, 2)


@pytest.mark.parametrize(
    "role",
    [
        pytest.param("{id: n, body: panel, capacity: carer, holders: [mary]}", id="no-number"),
        pytest.param("{id: n, body: panel, places: 1, holders: [mary]}", id="for-whom"),
        pytest.param("{id: n, body: panel, places: 1, capacity: [carer, staff]}", id="pooled"),
    ],
)
def test_what_a_role_leaves_open_is_not_counted_as_none(role: str) -> None:
    said = counts(f"roles:\n  - {{id: m, body: panel, capacity: carer, places: 2}}\n  - {role}\n")
    assert "carer_places" not in said


def test_a_role_that_either_may_hold_says_nothing_of_either() -> None:
    text = "roles: [{id: m, body: panel, capacity: [service-user, carer], places: 2}]"
    assert {"carer_places", "service_user_places"}.isdisjoint(counts(text))


def test_of_a_body_without_roles_nothing_is_stated() -> None:
    assert {"carer_places", "service_user_places"}.isdisjoint(counts("bodies: {panel: {}}"))
