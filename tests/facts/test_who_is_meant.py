"""Posts, teams and organisations wherever somebody is meant, and the person who holds a post."""

from __future__ import annotations

from typing import Any

import pytest
from tests.facts.fact_texts import sheet


def seats(text: str) -> dict[str, Any]:
    return {one.identity: one.facts for one in sheet(text).subjects["seat"]}


HOLDS_A_POST = """
people: {asha: {experience: service-user}, dee: {post: head of nursing}}
bodies: {panel: {kind: panel, chair: {post: Head of Nursing}}}
roles:
  - {id: member, body: panel, holders: [asha]}
  - id: officer
    body: panel
    holders: [{post: Head of Nursing}, {post: clerk, of: the council, or_nominee: yes}]
support: [{for: asha, by: {person: dee}, kind: practical}]
"""


def test_a_post_that_one_person_of_the_file_holds_is_that_person() -> None:
    found = seats(HOLDS_A_POST)
    assert found["seats[officer/head-of-nursing]"]["person"]["id"] == "dee"
    assert found["seats[member/asha]"]["supporters_within"] == ["dee (chairs Panel)"]


def test_a_post_that_nobody_of_the_file_holds_sits_as_staff_and_is_no_person() -> None:
    facts = seats(HOLDS_A_POST)["seats[officer/clerk-of-the-council]"]
    assert facts["label"] == "Officer (clerk of the council (or nominee))"
    assert facts["capacity"] == ["staff"]
    assert facts["person"] == {}


def test_a_chair_by_post_who_also_has_a_seat_is_counted_once() -> None:
    text = HOLDS_A_POST.replace("kind: panel,", "kind: panel, other_members: 3,")
    (body,) = sheet(text).subjects["body"]
    assert body.facts["other_member_count"] == 5


def test_a_post_of_a_carers_group_is_not_taken_for_staff() -> None:
    facts = seats("""
roles: [{id: officer, body: panel, holders: [{post: carer representative, of: the forum}]}]
""")["seats[officer/carer-representative-of-the-forum]"]
    assert "capacity" not in facts


def test_an_owner_elsewhere_is_said_in_words() -> None:
    (promise,) = sheet("""
promises: [{id: p, owner: {post: head of adult services, of: the council}}]
""").subjects["promise"]
    assert promise.facts["owner"] == "head of adult services of the council"


def test_whoever_holds_a_post_of_those_who_run_it_speaks_for_it() -> None:
    (promise,) = sheet("""
authority: [{post: finance director, of: the council}]
promises:
  - {id: p, needs_decision_by: [{post: finance director, of: the council}, {team: estates}]}
""").subjects["promise"]
    assert promise.facts["deciders_elsewhere"] == ["estates"]


@pytest.mark.parametrize(
    "key",
    ["nominated_by", "judged_ready_by", "supervised_by", "line_managed_by", "appraised_by",
     "funded_by"],
)  # fmt: skip
def test_a_post_may_stand_alone(key: str) -> None:
    text = """
people: {{asha: {{experience: service-user}}, dee: {{post: head of nursing}}}}
ties: [{{of: asha, with: {{person: dee}}, kind: receives-care-from}}]
roles: [{{id: member, body: panel, holders: [{{person: asha, {0}: {1}}}]}}]
"""
    alone, written = (
        sheet(text.format(key, who)).subjects
        for who in ("Head of Nursing", "{post: Head of Nursing}")
    )
    assert alone == written
