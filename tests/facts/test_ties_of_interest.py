"""Ties of work, money and friendship make up a register of interests, and are no ties of care."""

from __future__ import annotations

import pytest
from tests.facts.fact_texts import sheet

PEOPLE = "people: {mary: {experience: carer}, jo: {post: nurse}}\n"
SEATS = (
    "roles:\n"
    "  - {id: member, body: group, capacity: carer, holders: [mary]}\n"
    "  - {id: nurse, body: group, capacity: staff, holders: [jo]}\n"
)
KINDS = ("employed-by", "trustee-of", "financial", "gift", "friend", "other")


@pytest.mark.parametrize("kind", KINDS)
def test_a_tie_of_interest_joins_nobody_in_care(kind: str) -> None:
    ties = f"ties: [{{of: mary, with: jo, kind: {kind}, what: runs a shop together}}]\n"
    connections = sheet(PEOPLE + SEATS + ties).subjects["connection"]
    assert [one.identity for one in connections] == ["bodies[group]"]


@pytest.mark.parametrize(
    ("because", "one_sided"),
    [("money", False), ("employment", False), ("friendship", False), ("care", True)],
)
def test_whoever_has_an_interest_may_step_aside_alone(because: str, one_sided: bool) -> None:
    conflicts = (
        f"conflicts: [{{between: [mary, jo], because: {because}, "
        "handling: [{step: Mary leaves for the item, by: mary}]}]\n"
    )
    (conflict,) = sheet(PEOPLE + SEATS + conflicts).subjects["conflict"]
    assert conflict.facts["one_sided"] is one_sided
