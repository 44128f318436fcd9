"""What the title of a role, or of its body, shows of whose experience it is for."""

from __future__ import annotations

from typing import Any

import pytest
from tests.facts.fact_texts import sheet, subject

from pitfall_audit.facts.capacity_words import (
    is_plain,
    taken_from_body,
    taken_from_role,
)
from pitfall_audit.facts.phrases import speaks_of

PEOPLE = "people: {jo: {post: ward nurse}, asha: {}, mary: {experience: [carer]}}\n"


@pytest.mark.parametrize(
    ("title", "words", "capacity"),
    [
        ("Patient member", "patient member", "service-user"),
        ("Patients' representative", "patients' representative", "service-user"),
        ("Co-chair (service user)", "service user", "service-user"),
        ("Patient Governor – North Yorkshire", "patient governor", "service-user"),  # noqa: RUF001
        ("Patient Safety Partner", "patient safety partner", "service-user"),
        ("Self-advocate", "self-advocate", "service-user"),
        ("Carer representative, quality board", "carer representative", "carer"),
        ("Parent carer rep", "parent carer rep", "carer"),
        ("Former patient", "former patient", "other-lived-experience"),
        ("Expert by Experience", "expert by experience", None),
        ("Panel member with lived experience", "lived experience", None),
        ("Service user and carer member", "service user and carer member", None),
        ("Patient/carer member", "patient/carer member", None),
    ],
)
def test_titles_that_say_whose_experience_it_is(
    title: str, words: str, capacity: str | None
) -> None:
    assert taken_from_role(title) == (words, capacity)


@pytest.mark.parametrize(
    "title",
    [
        "Patient liaison officer", "Carer support worker", "Patient experience lead",
        "Head of patient services", "Director of patient experience", "Director for carers",
        "Patient advocate", "Lived experience practitioner", "Paid carer", "Carers' lead",
        "Lay member", "Independent member", "Lay member (patient)", "Patient and nurse member",
        "Public partner", "Chair", "Member", "Patient safety specialist", "", "…",
    ],
)  # fmt: skip
def test_posts_and_lay_seats_and_topics_say_nothing(title: str) -> None:
    assert taken_from_role(title) is None


@pytest.mark.parametrize(
    ("title", "words", "capacity"),
    [
        ("Northfield Carers' Council", "carers' council", "carer"),
        ("Patient participation group", "patient participation group", "service-user"),
        ("Patient committee, north", "patient committee", "service-user"),
        ("Patient and carer forum", "patient and carer forum", None),
    ],
)
def test_bodies_that_are_made_up_of_them(title: str, words: str, capacity: str | None) -> None:
    assert taken_from_body(title) == (words, capacity)


@pytest.mark.parametrize(
    "title", ["Patient experience committee", "Patient safety group", "Carers strategy board"]
)
def test_bodies_that_are_about_them_are_not(title: str) -> None:
    assert taken_from_body(title) is None


def test_a_member_is_plain_and_an_office_is_not() -> None:
    assert is_plain("Council member")
    assert not is_plain("Chair")
    assert not is_plain("Nurse member")


# --- in the facts ---------------------------------------------------------------------


def taken(role: str, rest: str = "") -> tuple[Any, ...]:
    """What the one seat of a role sits as, whether it is lived, and from what that is taken."""
    facts = subject(PEOPLE + rest + f"roles: [{{body: b, {role}}}]\n", "seat").facts
    keys = ("capacity", "lived_experience", "capacity_taken_from")
    return tuple(facts.get(key) for key in keys)


NOTHING = (None, None, None)


@pytest.mark.parametrize(
    ("role", "rest", "expected"),
    [
        ("id: r, title: Patient member", "", (["service-user"], True, "patient member")),
        ("id: r, title: Expert by experience", "", (None, True, "expert by experience")),
        ("id: r, title: Chair", "bodies: {b: {title: Carers council}}\n", NOTHING),
        ("id: member", "bodies: {b: {title: Carers council}}\n",
         (["carer"], True, "carers council")),
        ("id: member", "bodies: {b: {concerns: carers}}\n", (["carer"], True, "carers")),
        ("id: member", "bodies: {b: {concerns: both}}\n", NOTHING),
        ("id: nurse", "bodies: {b: {concerns: carers}}\n", NOTHING),
        ("id: r, title: Patient member, capacity: lay", "", (["lay"], False, None)),
        ("id: r, title: Patient member, holders: [asha]", "",
         (["service-user"], True, "patient member")),
        ("id: r, title: Patient member, holders: [mary]", "", (["carer"], True, None)),
        ("id: r, title: Patient member, holders: [jo]", "", (["staff"], False, None)),
        ("id: r, title: Patient member, holders: [{person: asha, as: carer}]", "",
         (["carer"], True, None)),
        ("id: r, title: Patient member, holders: none", "",
         (["service-user"], True, "patient member")),
    ],
)  # fmt: skip
def test_what_is_not_stated_is_taken_from_the_words(
    role: str, rest: str, expected: tuple[Any, ...]
) -> None:
    assert taken(role, rest) == expected


def test_what_is_taken_is_no_head_count() -> None:
    found = sheet("roles: [{id: r, title: Patient member, body: b, places: 4}]")
    body = subject(found, "body").facts
    assert "service_user_seats" not in body
    assert (body["has_lived_experience"], body["capacity_taken_from"]) == (True, "patient member")
    assert subject(found, "role").facts["capacity_taken_from"] == "patient member"
    assert subject(found, "expectation").facts["capacity_taken_from"] == "patient member"


def test_what_is_stated_of_another_seat_rests_on_no_words() -> None:
    text = (
        "roles:\n  - {id: r, title: Patient member, body: b}\n"
        "  - {id: s, title: Carer member, body: b, capacity: carer}\n"
    )
    found = sheet(text)
    assert "capacity_taken_from" not in subject(found, "body").facts
    assert "capacity_taken_from" not in subject(found, "role", "roles[s]").facts


def test_what_is_taken_says_nothing_of_a_person() -> None:
    found = sheet(PEOPLE + "roles: [{id: r, title: Patient member, body: b, holders: [asha]}]")
    person = subject(found, "person", "people[asha]").facts
    assert (person["seats_at_least"], person["seats_at_most"]) == (0, 1)
    assert "seats_held" not in person


@pytest.mark.parametrize(
    ("sits", "lived"),
    [("lay", True), ("independent", False), ("staff", False), ("[lay, staff]", True)],
)
def test_a_lay_member_keeps_their_own_experience(sits: str, lived: bool) -> None:
    role = f"id: r, holders: [{{person: mary, as: {sits}}}]"
    assert taken(role)[1:] == (lived, None)
    assert taken("id: r, capacity: lay, holders: [mary]") == (["lay"], True, None)
    assert taken("id: r, capacity: lay, holders: [asha]") == (["lay"], False, None)


@pytest.mark.parametrize(
    ("role", "body"),
    [("Participant", "Forum"), ("Attendee", ""), ("Carer in a focus group", ""),
     ("Carer", "Drop-in for carers"), ("Patient", "Listening events")],
)  # fmt: skip
def test_people_come_as_they_like_or_once(role: str, body: str) -> None:
    assert speaks_of("as-they-like", role) or speaks_of("body-as-they-like", body)
    assert not speaks_of("as-they-like", "Carer")
    assert not speaks_of("body-as-they-like", "Carers' council")


def test_guests_and_those_who_write_the_minutes_hold_no_seat_for_lived_experience() -> None:
    guests = ["Others, who may be invited", "Note-taker", "Speakers by invitation"]
    assert [title for title in guests if not speaks_of("guest", title)] == []
    assert not speaks_of("guest", "Secretary of the patients' council")
    text = PEOPLE + "roles: [{id: guest, title: Others by invitation, body: group}]"
    assert subject(sheet(text), "seat", "seats[guest/unnamed]").facts["lived_experience"] is False
