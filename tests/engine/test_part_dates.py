"""What an audit says where a date is not whole: only what is true of each day it can mean."""

from datetime import date
from pathlib import Path

import pytest

from pitfall_audit.engine.auditing import audit
from pitfall_audit.engine.result import Outcome

HEAD = "version: 1\nid: a\ntitle: A\npeople: {asha: {experience: [service-user]}}\n"


def outcomes(tmp_path: Path, text: str, rule: str, day: str) -> list[Outcome]:
    file = tmp_path / "a.yaml"
    file.write_text(HEAD + text, encoding="utf-8")
    result = audit([file], as_of=date.fromisoformat(day))
    return [one for one in result.engagements[0].outcomes if one.rule == rule]


DUE = "promises: [{id: p, text: You will hear., due: DUE, status: open}]\n"


@pytest.mark.parametrize(
    ("due", "day", "outcome"),
    [
        ("2026-05", "2026-05-31", "passed"),
        ("2026-05", "2026-06-01", "failed"),
        ("spring 2026", "2026-06-20", "passed"),
        ("2025/26", "2026-12-31", "passed"),
        ("12 June", "2026-06-30", "cannot-tell"),
    ],
)
def test_nothing_is_late_before_the_last_day_that_is_meant(
    tmp_path: Path, due: str, day: str, outcome: str
) -> None:
    (found,) = outcomes(tmp_path, DUE.replace("DUE", due), "promise-overdue", day)
    assert found.outcome == outcome


def test_a_year_begins_when_the_organisation_says(tmp_path: Path) -> None:
    text = "organisation: {year_starts: 1 April}\n" + DUE.replace("DUE", "2025/26")
    (found,) = outcomes(tmp_path, text, "promise-overdue", "2026-04-01")
    assert found.outcome == "failed"
    assert "was due on a day in 2025/26, 1 to 365 days ago" in found.message


def test_a_finding_is_told_in_the_words_of_the_file(tmp_path: Path) -> None:
    (found,) = outcomes(tmp_path, DUE.replace("DUE", "2026-05"), "promise-overdue", "2026-06-30")
    assert found.severity == "warning"
    assert "was due on a day in May 2026, 30 to 60 days ago" in found.message


SEAT = (
    "roles: [{id: r, holders: [{person: asha, from: FROM, terms_told_on: 2026-03-10, "
    "terms_told_in_writing: yes, terms_in_form_asked_for: yes}]}]\n"
)


@pytest.mark.parametrize(
    ("begun", "outcome"), [("2026-01", "failed"), ("2026-03", "cannot-tell"), ("2026-Q2", "passed")]
)
def test_what_hangs_on_the_day_is_asked(tmp_path: Path, begun: str, outcome: str) -> None:
    text = SEAT.replace("FROM", begun)
    (found,) = outcomes(tmp_path, text, "role-terms-untold", "2026-06-30")
    assert found.outcome == outcome
    if outcome == "cannot-tell":
        assert found.message == "Which day is meant by “March 2026”?"


def test_whether_somebody_holds_a_seat_may_hang_on_it(tmp_path: Path) -> None:
    text = "roles: [{id: r, holders: [{person: asha, until: 2026}]}]\n"
    (found,) = outcomes(tmp_path, text, "role-status-undefined", "2026-06-30")
    assert found.outcome == "cannot-tell"
    assert found.message == "Which day is meant by “2026”?"
    assert found.unstated == ("roles[0].holders[0].until",)


def test_two_seats_of_one_person_are_told_apart_by_what_is_written(tmp_path: Path) -> None:
    text = "roles: [{id: r, holders: [{person: asha, from: spring 2024, until: 2025-01},"
    text += " {person: asha, from: 2025-06}]}]\n"
    found = outcomes(tmp_path, text, "role-status-undefined", "2026-06-30")
    assert [one.subject for one in found] == [
        "seats[r/asha@spring-2024]", "seats[r/asha@june-2025]",
    ]  # fmt: skip


BEGUN = (
    "starts: 2025\n"
    "roles: [{id: r, capacity: carer}]\n"
    "payment: {fee: yes, says: Benefits may be touched.}\n"
)


@pytest.mark.parametrize(
    ("rule", "hangs"),
    [("impact-not-shown", True), ("benefits-advice-missing", False)],
)
def test_a_question_speaks_of_dates_only_where_it_hangs_on_one(
    tmp_path: Path, rule: str, *, hangs: bool
) -> None:
    (found,) = outcomes(tmp_path, BEGUN, rule, "2026-06-30")
    assert found.outcome == "cannot-tell"
    assert ("not written in full" in found.message) is hangs
