"""What the picture holds, and whom questions go to, from a file to the result."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pitfall_audit import audit
from pitfall_audit.engine.result import (
    EngagementResult,
    PictureParty,
    PictureSeat,
    PictureSupport,
    PictureTie,
)

HEAD = "version: 1\nid: panel-work\ntitle: Panel work\n"
PEOPLE = (
    "people:\n"
    "  asha: {experience: [service-user], word: survivor}\n"
    "  brian: {experience: [carer]}\n"
    "  jo: {post: ward nurse, post_kind: clinical}\n"
)
PANEL = "bodies: {panel: {title: Interview panel, kind: panel, chair: jo, other_members: 3}}\n"
ROLES = (
    "roles:\n"
    "  - id: member\n"
    "    body: panel\n"
    "    places: 4\n"
    "    holders: [asha, {person: brian, until: 2026-01-31}]\n"
)
TIES = "ties: [{of: asha, with: {person: jo}, kind: receives-care-from}]\n"
HANDLED = (
    "conflicts:\n"
    "  - {between: [asha, jo], because: care, acknowledged_by: [asha, jo],\n"
    "     handling: [{step: HR chairs, by: jo}]}\n"
)


def of(tmp_path: Path, text: str, **options: list[str]) -> EngagementResult:
    file = tmp_path / "e.yaml"
    file.write_text(HEAD + text, encoding="utf-8")
    result = audit([file], as_of=dt.date(2026, 6, 30), base=tmp_path, **options)  # type: ignore[arg-type]
    assert result.problems == ()
    return result.engagements[0]


def test_seats_offices_and_open_places(tmp_path: Path) -> None:
    (body,) = of(tmp_path, PEOPLE + PANEL + ROLES).picture.bodies

    assert (body.label, body.other_members, body.ties) == ("Interview panel", 3, "to-ask")
    assert body.seats == (
        PictureSeat("Member", "asha", "survivor", True),
        PictureSeat("Member", "brian", "carer", True, current=False),
        PictureSeat("Member", None, None, None, places=2),
        PictureSeat("Chair", "jo", "ward nurse", False),
    )


def test_a_role_in_which_nobody_is_named_is_drawn_once(tmp_path: Path) -> None:
    roles = (
        "roles:\n"
        "  - {id: governor, body: panel, capacity: carer, places: 16}\n"
        "  - {id: deputy, body: panel, capacity: carer, holders: none}\n"
        "  - {id: co-chair, capacity: carer}\n"
    )
    panel, alone = of(tmp_path, PEOPLE + PANEL + roles).picture.bodies
    assert panel.seats[:2] == (
        PictureSeat("Governor", None, "carer", True, places=16),
        PictureSeat("Deputy", None, "carer", True, open=True, current=False, places=None),
    )
    assert (alone.id, alone.label, alone.is_body) == ("roles[co-chair]", "Co chair", False)
    assert alone.seats == (PictureSeat("Co chair", None, "carer", True, places=None),)


@pytest.mark.parametrize(
    ("person", "capacity", "sits_as"),
    [
        ("{experience: [service-user], word: expert}", "carer", "expert"),
        ("{experience: [carer]}", "[carer, service-user]", "carer"),
        ("{experience: [parent carer]}", "[carer, service-user]", "parent carer"),
        ("{experience: [carer, service-user]}", "[carer, service-user]", "carer or service user"),
        ("{experience: [service-user], word: survivor}", "lay", "lay"),
    ],
)
def test_people_are_drawn_by_their_own_word_and_experience(
    tmp_path: Path, person: str, capacity: str, sits_as: str
) -> None:
    text = f"people: {{m3: {person}}}\nroles: [{{id: m, capacity: {capacity}, holders: [m3]}}]\n"
    assert of(tmp_path, text).picture.bodies[0].seats[0].sits_as == sits_as


def test_what_a_holder_is_said_to_sit_as_goes_before_role_and_word(tmp_path: Path) -> None:
    text = (
        "people: {m3: {experience: [service-user], word: survivor}}\n"
        "roles: [{id: m, capacity: service-user, holders: [{person: m3, as: family carer}]}]\n"
    )
    assert of(tmp_path, text).picture.bodies[0].seats[0].sits_as == "family carer"


def test_whoever_holds_a_seat_and_an_office_is_there_once(tmp_path: Path) -> None:
    panel = PANEL.replace("chair: jo", "chair: asha")
    seats = of(tmp_path, PEOPLE + panel + ROLES).picture.bodies[0].seats

    assert [(one.role, one.person) for one in seats if one.person == "asha"] == [
        ("Member, chair", "asha")
    ]


def test_a_secretary_is_drawn_at_the_body_they_serve(tmp_path: Path) -> None:
    panel = PANEL.replace("chair: jo", "chair: jo, secretary: sec")
    people = PEOPLE + "  sec: {post: company secretary, post_kind: management}\n"
    support = "support: [{for: asha, by: {person: sec}, kind: practical}]\n"
    picture = of(tmp_path, people + panel + ROLES + support).picture

    assert picture.others == ()
    assert picture.bodies[0].seats[-2:] == (
        PictureSeat("Chair", "jo", "ward nurse", False),
        PictureSeat("Secretary", "sec", "company secretary", False),
    )


def test_whoever_is_chair_and_secretary_is_there_once(tmp_path: Path) -> None:
    panel = PANEL.replace("chair: jo", "chair: jo, secretary: jo")
    seats = of(tmp_path, PEOPLE + panel + ROLES).picture.bodies[0].seats

    assert [one.role for one in seats if one.person == "jo"] == ["Chair, secretary"]


def test_support_and_those_who_sit_nowhere(tmp_path: Path) -> None:
    support = (
        "support:\n"
        "  - {for: asha, by: {team: peer team}}\n"
        "  - {role: member, by: {person: brian}}\n"
        "  - {for: asha, by: {person: jo}, until: 2026-01-31}\n"
    )
    picture = of(tmp_path, PEOPLE + PANEL + ROLES + support).picture

    assert picture.supports == (
        PictureSupport("asha", "peer team", by_person=False),
        PictureSupport("asha", "brian"),
    )
    assert picture.others == (
        PictureParty("peer team", False),
        PictureParty("brian", True, "carer", True),
    )


CARE = "cared-for-by-colleague"


@pytest.mark.parametrize(
    ("text", "check", "expected"),
    [
        (TIES, CARE, PictureTie("asha", "jo", "needs-attention", True, "error", ("panel",))),
        (TIES + HANDLED, CARE, PictureTie("asha", "jo", "handled", bodies=("panel",))),
        (TIES, "promises", None),
        (TIES.replace("}]", ", until: 2020-01-01}]"), CARE, None),
        (TIES.replace("person: jo", "team: ward 3"), CARE, None),
    ],
)
def test_ties_are_shown_as_they_stand_and_only_where_they_bear_on_a_seat(
    tmp_path: Path, text: str, check: str, expected: PictureTie | None
) -> None:
    ties = of(tmp_path, PEOPLE + PANEL + ROLES + text, select=[check]).picture.ties

    assert ties == (() if expected is None else (expected,))


def test_where_no_check_speaks_of_ties_the_picture_shows_none(tmp_path: Path) -> None:
    interests = PANEL.replace("chair: jo", "interests: {everyone_asked_on: 2026-01-10}, chair: jo")
    text = PEOPLE + interests + ROLES + TIES
    left_out = of(tmp_path, text, ignore=["boundaries", "chosen-by-own-clinician"])

    assert of(tmp_path, text).picture.ties != ()
    assert left_out.picture.ties == ()
    assert [body.ties for body in left_out.picture.bodies] == [None]
    # With no tie to draw, jo is there as the chair, and nobody is there for a tie alone.
    assert left_out.picture.others == ()
    assert not any(one.private for one in left_out.outcomes)


def test_advice_on_how_a_tie_is_handled_leaves_it_handled(tmp_path: Path) -> None:
    role = ROLES + "    supervised_by: {team: involvement}\n"
    result = of(tmp_path, PEOPLE + PANEL + role + TIES + HANDLED)

    advice = [
        one.severity
        for one in result.outcomes
        if one.subject == "conflicts[asha/jo/care]" and one.outcome == "failed"
    ]
    assert {*advice} <= {"advice"}
    assert [tie.state for tie in result.picture.ties] == ["handled"]


def test_questions_go_to_those_who_would_know(tmp_path: Path) -> None:
    text = (
        PEOPLE
        + ROLES
        + PANEL.replace("chair: jo", "chair: jo, secretary: brian")
        + "lead: HR lead\n"
        "promises:\n  - {id: tea, text: There is tea., owner: caterer, due: 2026-01-01}\n"
        "  - {id: bus, text: There is a bus., by: {person: jo}, due: 2026-01-01}\n"
        "  - {id: post, text: There is post., due: 2026-01-01}\n"
    )
    who = {(one.subject, one.who) for one in of(tmp_path, text).outcomes if one.who}

    assert ("promises[tea]", "caterer, who owns the promise") in who
    assert ("promises[bus]", "jo, chair of Interview panel") in who
    assert ("promises[post]", "HR lead, who leads the arrangement") in who
    assert ("engagement", "HR lead, who leads the arrangement") in who
    assert ("bodies[panel]", "brian, secretary of Interview panel") in who


def test_without_anybody_named_somebody_can_still_be_asked(tmp_path: Path) -> None:
    text = PEOPLE + "roles: [{id: member, body: quality board, holders: [asha]}]\n"
    who = {one.who for one in of(tmp_path, text).outcomes if one.outcome == "cannot-tell"}

    assert who >= {"Whoever leads the arrangement", "Whoever runs quality board"}
    assert None not in who


def test_what_is_private_is_asked_of_the_person(tmp_path: Path) -> None:
    handled = HANDLED.replace("acknowledged_by: [asha, jo]", "acknowledged_on: 2026-01-01")
    outcomes = of(tmp_path, PEOPLE + PANEL + ROLES + TIES + handled).outcomes

    asked = {
        (one.rule, one.who)
        for one in outcomes
        if one.subject == "conflicts[asha/jo/care]" and one.outcome == "cannot-tell"
    }
    assert ("cared-for-by-colleague", "asha, in private") in asked
    # Who supervises whom is known to whoever leads, and need not be asked in private.
    assert ("own-clinician-supervises", "Whoever leads the arrangement") in asked


def test_a_promise_is_closed_as_its_facts_say_and_no_day_to_come_is_one_that_was(
    tmp_path: Path,
) -> None:
    text = (
        "promises:\n"
        "  - {id: kept, text: A, done_on: 2026-05-01}\n"
        "  - {id: in-doubt, text: B, status: in-progress, due: 2026-05-01, done_on: 2026-05-01}\n"
        "  - {id: to-come, text: C, made_on: 2026-01-01, done_on: 2026-12-01,\n"
        "     told: {on: 2026-12-01}}\n"
        "  - {id: late, text: D, status: open, due: 2026-05-01}\n"
        "  - {id: no-day, text: E, status: open}\n"
    )
    promises = of(tmp_path, text).picture.promises
    assert [(one.label, one.closed, one.late) for one in promises] == [
        ("“A”", "kept", False), ("“B”", "done", False), ("“C”", None, False), ("“D”", None, True)
    ]  # fmt: skip
    assert (promises[2].done, promises[2].told) == (None, None)
