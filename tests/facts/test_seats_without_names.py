"""Roles whose holders are not named: what they are called, and who is alone."""

from __future__ import annotations

from typing import Any

import pytest
from tests.facts.fact_texts import at, sheet, subject

PUBLISHED = "described_from: published-documents\n"
PEOPLE = "people: {asha: {experience: [service-user]}, mary: {experience: [carer]}, jo: {}}\n"


def seats(text: str) -> dict[str, Any]:
    """The facts of each seat, under what stands between the brackets of its identity."""
    found = sheet(PEOPLE + text).subjects["seat"]
    return {one.identity[len("seats[") : -1]: one.facts for one in found}


@pytest.mark.parametrize(
    ("role", "name", "label", "places"),
    [
        ("", "unnamed", "Panel member (nobody named)", None),
        ("places: 16", "unnamed", "Panel member (nobody named)", 16),
        ("holders: none", "vacant", "Panel member (vacant)", None),
        ("holders: []", "vacant", "Panel member (vacant)", None),
        ("holders: none, places: 3", "vacant", "Panel member (vacant)", 3),
    ],
)
def test_a_role_without_names_is_one_seat(
    role: str, name: str, label: str, places: int | None
) -> None:
    found = seats(f"roles: [{{id: r, title: Panel member, body: b, {role}}}]")
    assert list(found) == [f"r/{name}"]
    facts = found[f"r/{name}"]
    assert (facts["label"], facts.get("places"), facts["named"]) == (label, places, False)
    assert (facts["open"], facts["current"]) == (name == "vacant", name != "vacant")


def test_places_beyond_those_named_are_one_seat() -> None:
    found = seats("roles: [{id: r, title: Member, body: b, places: 5, holders: [asha, mary]}]")
    assert list(found) == ["r/asha", "r/mary", "r/others"]
    others = found["r/others"]
    assert (others["label"], others["places"]) == ("Member (3 more, not named)", 3)
    assert (others["named"], others["open"], others["current"]) == (False, False, True)
    assert (found["r/asha"]["named"], found["r/asha"]["places"]) == (True, 1)


@pytest.mark.parametrize("role", ["holders: [asha]", "holders: [asha], places: 1"])
def test_holders_alone_are_all_there_are(role: str) -> None:
    assert list(seats(f"roles: [{{id: r, body: b, {role}}}]")) == ["r/asha"]


def test_a_role_of_no_places_has_no_seat() -> None:
    assert seats("roles: [{id: r, body: b, places: 0}]") == {}


def test_a_term_that_is_past_ends_a_seat_whose_holder_is_not_named() -> None:
    facts = seats("roles: [{id: r, body: b, term: {ends: 2026-06-29}}]")["r/unnamed"]
    assert (facts["ended"], facts["current"]) == (True, False)
    facts = seats("roles: [{id: r, body: b, term: {ends: 2026-06-30}}]")["r/unnamed"]
    assert (facts["ended"], facts["current"]) == (False, True)


# --- who is alone ---------------------------------------------------------------------

USER = "id: r, body: b, capacity: service-user"


@pytest.mark.parametrize(
    ("role", "others", "alone"),
    [
        ("places: 1", "", True),
        ("places: 2", "", False),
        ("", "", None),
        ("places: 2, attends: in-turn", "", True),
        ("places: 4, attends: substitute", "", True),
        ("places: 1", "{id: s, body: b, capacity: carer}", False),
        ("", "{id: s, body: b, capacity: carer}", False),
        ("places: 1", "{id: s, body: b, capacity: carer, holders: none}", True),
        ("places: 1", "{id: s, body: b, capacity: carer, attends: substitute}", True),
        ("places: 1", "{id: s, body: b, capacity: staff}", True),
        ("places: 1", "{id: s, body: elsewhere, capacity: carer}", True),
        ("places: 1", "{id: s, body: b}", None),
        ("holders: [asha], places: 2", "", False),
        ("holders: [asha]", "{id: s, body: b, capacity: carer}", False),
        ("holders: [asha]", "{id: s, body: b, capacity: carer, holders: none}", True),
        ("holders: [asha]", "{id: s, body: b}", None),
    ],
)
def test_one_place_is_alone_and_two_are_company(role: str, others: str, alone: bool | None) -> None:
    found = seats(f"roles:\n  - {{{USER}, {role}}}\n" + (f"  - {others}\n" if others else ""))
    assert next(iter(found.values())).get("alone") is alone


@pytest.mark.parametrize(
    ("rest", "alone"),
    [
        ("", None),
        ("bodies: {b: {other_members: 9}}\n", True),
        ("bodies: {b: {kind: board}}\n", None),
    ],
)
def test_published_papers_may_leave_out_who_else_sits(rest: str, alone: bool | None) -> None:
    found = seats(f"{PUBLISHED}{rest}roles: [{{{USER}, places: 1}}]\n")
    assert found["r/unnamed"].get("alone") is alone
    beside = f"roles:\n  - {{{USER}, places: 1}}\n  - {{id: s, body: b, capacity: staff}}\n"
    assert seats(f"{PUBLISHED}{rest}{beside}")["r/unnamed"]["alone"] is True


def test_others_are_company_for_those_who_are_named_and_for_each_other() -> None:
    found = seats(f"roles: [{{{USER}, places: 2, holders: [asha]}}]")
    assert {name: facts["alone"] for name, facts in found.items()} == {
        "r/asha": False,
        "r/others": False,
    }


def test_what_the_role_says_of_coming_holds_where_the_holder_says_nothing() -> None:
    text = (
        f"roles: [{{{USER}, attends: substitute, "
        "holders: [asha, {person: mary, as: carer, attends: always}]}]"
    )
    found = seats(text)
    assert (found["r/asha"]["attends"], found["r/mary"]["attends"]) == ("substitute", "always")
    assert (found["r/asha"]["alone"], found["r/mary"]["alone"]) == (False, True)


@pytest.mark.parametrize(
    ("mary", "stands_as_another"),
    [
        ("mary", False),
        ("{person: mary, attends: substitute}", True),
        ("{person: mary, until: 2020-01-01}", True),
    ],
)
def test_a_role_stands_as_another_where_nobody_in_it_comes_in_their_own_right(
    mary: str, stands_as_another: bool
) -> None:
    substitute = "{person: asha, attends: substitute}"
    for holders in (f"{substitute}, {mary}", f"{mary}, {substitute}"):
        text = f"roles: [{{{USER}, holders: [{holders}]}}]"
        role = subject(PEOPLE + text, "role", "roles[r]")
        assert role.facts["stands_as_another"] is stands_as_another


# --- support, and other members -------------------------------------------------------


def test_support_for_the_role_is_support_where_nobody_is_named() -> None:
    text = f"roles: [{{{USER}}}]\nsupport:\n  - {{role: r, by: {{team: x}}, when: [before]}}\n"
    facts = seats(text + "  - {for: asha, by: {person: jo}}\n")["r/unnamed"]
    assert (facts["supported"], facts["supporters"]) == (True, ["x"])
    assert (facts["contact_before"], facts["contact_after"]) == (True, False)


def test_a_vacant_seat_has_no_support() -> None:
    text = f"roles: [{{{USER}, holders: none}}]\nsupport: [{{role: r, by: {{team: x}}}}]\n"
    facts = seats(text)["r/vacant"]
    assert "supported" not in facts
    assert facts["supporters"] == []


@pytest.mark.parametrize(("places", "members"), [(", places: 4", 6), ("", None)])
def test_other_members_who_are_not_named_are_counted(places: str, members: int | None) -> None:
    text = (
        "bodies: {b: {other_members: 1, chair: jo}}\n"
        f"roles: [{{id: s, body: b, capacity: staff{places}}}]\n"
    )
    found = sheet(PEOPLE + text)
    assert at(subject(found, "body").facts, "other_member_count") == members


# --- roles without a body -------------------------------------------------------------


def test_questions_about_a_role_without_a_body_are_gathered_under_it() -> None:
    found = sheet(PEOPLE + "roles: [{id: co-chair, title: Co-chair, holders: [mary]}]")
    assert found.subjects["body"] == ()
    for kind in ("seat", "role", "expectation"):
        one = found.subjects[kind][0]
        assert one.group == "roles[co-chair]"
    seat = found.subjects["seat"][0].facts
    assert (seat["on_body"], seat["body"]["selects_with_lived_experience"]) == (False, False)
    assert not [one for one in found.subjects["connection"] if one.facts["whole_body"]]


def test_it_is_not_asked_how_no_body_meets() -> None:
    bodies = "bodies: {b: {meetings: {modes: [in-person, online]}}}\n"
    roles = "roles: [{id: m, body: b, holders: [asha]}, {id: co-chair, holders: [mary]}]"
    facts = subject(sheet(PEOPLE + bodies + roles), "engagement").facts
    assert facts["meeting_limits"] is not None
    facts = subject(sheet(PEOPLE + "roles: [{id: co-chair, holders: [mary]}]"), "engagement").facts
    assert "meeting_limits" not in facts


def test_ties_are_asked_about_once_for_the_body() -> None:
    found = sheet("roles: [{id: r, body: b, capacity: carer, places: 16}]")
    assert [one.identity for one in found.subjects["connection"]] == ["bodies[b]"]
    assert [one.identity for one in found.subjects["hats"]] == ["hats[b]"]
    assert found.subjects["person"] == ()


@pytest.mark.parametrize(
    ("member", "lived"),
    [("service-user", True), ("staff", False), ("[service-user, carer]", None)],
)
def test_whoever_is_chosen_from_members_sits_as_they_do_where_they_sit_as_one(
    member: str, lived: bool | None
) -> None:
    file = (
        f"roles: [{{id: member, body: council, capacity: {member}}},"
        " {id: officer, body: council, chosen_from: member}]"
    )
    assert seats(file)["officer/unnamed"].get("lived_experience") is lived
