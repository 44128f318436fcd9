"""Outcomes with their places, evidence and words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pitfall_audit.engine.auditing import audit
from pitfall_audit.engine.result import Outcome

HEAD = "version: 1\nid: a\ntitle: A\n"


def outcome_of(folder: Path, text: str, rule: str, subject: str) -> Outcome:
    (folder / "a.yaml").write_text(HEAD + text, encoding="utf-8", newline="")
    result = audit([folder / "a.yaml"], as_of=dt.date(2026, 6, 30), base=folder, select=[rule])
    assert result.problems == ()
    (found,) = (one for one in result.engagements[0].outcomes if one.subject == subject)
    return found


def where(outcome: Outcome) -> tuple[int, int, str]:
    assert outcome.place is not None
    return outcome.place.line, outcome.place.column, outcome.place.path


def status(folder: Path, text: str) -> Outcome:
    return outcome_of(folder, text, "role-status-undefined", "seats[m/mary]")


PEOPLE = "people: {mary: {experience: [carer]}}\n"

# --- places -------------------------------------------------------------------------------


def test_a_pass_points_at_the_value_and_shows_it_alone(tmp_path: Path) -> None:
    found = status(tmp_path, PEOPLE + "roles: [{id: m, status: observer, holders: [mary]}]\n")
    assert (found.outcome, found.severity) == ("passed", None)
    assert where(found) == (5, 25, "roles[0].status")
    assert found.place is not None
    assert found.place.excerpt == "observer"


def test_a_list_of_words_is_shown_whole(tmp_path: Path) -> None:
    text = PEOPLE + "roles: [{id: m, capacity: [service-user, carer], holders: [mary]}]\n"
    found = outcome_of(tmp_path, text, "users-and-carers-merged", "seats[m/mary]")
    assert found.place is not None
    assert found.place.excerpt == "[service-user, carer]"


@pytest.mark.parametrize(
    "promise", ["- id: p1\n    due: 2026-09-01\n", "- {id: p1, due: 2026-09-01}\n"]
)
def test_a_bare_key_or_id_is_not_shown(tmp_path: Path, promise: str) -> None:
    text = f"promises:\n  {promise}"
    found = outcome_of(tmp_path, text, "promise-without-owner", "promises[p1]")
    assert found.place is not None
    assert (found.place.line, found.place.excerpt) == (5, "")


def test_an_id_that_stands_for_a_holder_is_not_shown(tmp_path: Path) -> None:
    text = PEOPLE + "bodies: {b: {other_members: 5}}\nroles: [{id: m, body: b, holders: [mary]}]\n"
    found = outcome_of(tmp_path, text, "no-peer-support", "seats[m/mary]")
    assert found.place is not None
    assert (found.place.path, found.place.excerpt) == ("roles[0].holders[0]", "")


def test_a_list_over_several_lines_is_not_shown(tmp_path: Path) -> None:
    text = PEOPLE + (
        "roles:\n  - id: m\n    holders: [mary]\n"
        "    capacity:\n      - service-user\n      - carer\n"
    )
    found = outcome_of(tmp_path, text, "users-and-carers-merged", "seats[m/mary]")
    assert found.place is not None
    assert found.place.excerpt == ""


def test_a_finding_points_at_where_the_value_would_stand(tmp_path: Path) -> None:
    found = status(tmp_path, PEOPLE + "roles:\n  - id: m\n    holders: [mary]\n")
    assert found.outcome == "failed"
    assert where(found) == (6, 5, "roles[0].status")


def test_a_blank_is_pointed_at_by_its_key(tmp_path: Path) -> None:
    found = status(tmp_path, PEOPLE + "roles:\n  - id: m\n    status:\n    holders: [mary]\n")
    assert where(found) == (7, 5, "roles[0].status")
    assert found.outcome == "failed"


def test_a_value_through_an_alias_is_shown_there_with_the_anchor_beside_it(tmp_path: Path) -> None:
    text = """\
x-shared: &standing observer
people: {mary: {experience: [carer]}}
roles:
  - id: m
    status: *standing
    holders: [mary]
"""
    found = status(tmp_path, text)
    assert where(found) == (8, 13, "roles[0].status")
    assert found.place is not None
    assert found.place.excerpt == "*standing"
    ((written,),) = [[one for one in found.related if one.says == "written here"]]
    assert (written.place.line, written.place.column) == (4, 11)


def test_a_value_through_a_merge_is_shown_there_with_the_anchor_beside_it(tmp_path: Path) -> None:
    text = """\
x-shared: &shared
  status: observer
people: {mary: {experience: [carer]}}
roles:
  - id: m
    <<: *shared
    holders: [mary]
"""
    found = status(tmp_path, text)
    assert where(found) == (9, 5, "roles[0].status")
    assert found.place is not None
    assert found.place.excerpt == "<<: *shared"
    (written,) = found.related
    assert (written.says, written.place.line, written.place.column) == ("written here", 5, 11)


def test_a_finding_has_related_places_and_a_question_points_at_the_field(tmp_path: Path) -> None:
    text = (
        PEOPLE
        + """\
bodies: {panel: {decides_by: vote}}
roles: [{id: m, body: panel, holders: [mary]}]
"""
    )
    found = outcome_of(tmp_path, text, "vote-unstated", "seats[m/mary]")
    assert found.outcome == "failed"
    assert [(one.place.path, one.says) for one in found.related] == [
        ("bodies.panel.decides_by", "how this body decides")
    ]
    text = PEOPLE + "roles: [{id: m, body: panel, holders: [mary]}]\n"
    found = outcome_of(tmp_path, text, "vote-unstated", "seats[m/mary]")
    assert found.outcome == "cannot-tell"
    assert found.unstated == ("bodies.panel.powers",)
    assert found.place is not None
    assert (found.place.path, found.place.excerpt) == ("bodies.panel.powers", "")


def test_what_would_be_described_elsewhere_is_named_by_that_path(tmp_path: Path) -> None:
    text = PEOPLE + "support: none\nroles: [{id: m, body: Quality committee, holders: [mary]}]\n"
    found = outcome_of(tmp_path, text, "role-status-undefined", "seats[m/mary]")
    assert found.would_raise is not None
    assert found.unstated == ("bodies.quality-committee.kind",)


# --- questions ----------------------------------------------------------------------------


def test_a_question_names_the_field_its_group_and_no_severity(tmp_path: Path) -> None:
    text = "people: {mary: }\nroles: [{id: m, body: panel, holders: [mary]}]\n"
    found = status(tmp_path, text)
    assert (found.outcome, found.severity, found.evidence) == ("cannot-tell", None, None)
    assert found.unstated == ("roles[0].capacity",)
    # Whose seat a seat is, is asked once for the whole file.
    assert found.group == "engagement"
    assert where(found)[2] == "roles[0].capacity"
    assert found.message.endswith("?")


def test_a_check_that_does_not_apply_says_and_shows_nothing(tmp_path: Path) -> None:
    text = "people: {mary: {post: nurse}}\nroles: [{id: m, holders: [mary]}]\n"
    found = status(tmp_path, text)
    assert (found.outcome, found.message, found.place) == ("not-applicable", "", None)


# --- evidence -----------------------------------------------------------------------------

SOURCES = "sources: [{id: tor, title: Terms, version: 2.10, dated: 2026-01-05}, {id: minutes}]\n"


@pytest.mark.parametrize(
    ("role", "source", "at"),
    [
        ("status: observer", None, None),
        ("status: observer, source: tor", "Terms (version 2.10, 2026-01-05)", None),
        ("status: observer, source: minutes", "minutes", None),
        (
            "status: observer, source: {id: tor, at: page 4}",
            "Terms (version 2.10, 2026-01-05)",
            "page 4",
        ),
    ],
)
def test_a_pass_rests_on_the_source_of_its_record(
    tmp_path: Path, role: str, source: str | None, at: str | None
) -> None:
    text = PEOPLE + SOURCES + f"roles: [{{id: m, {role}, holders: [mary]}}]\n"
    found = status(tmp_path, text)
    assert found.evidence is not None
    assert (found.evidence.source, found.evidence.at) == (source, at)


def test_a_yes_with_a_source_rests_on_that_and_not_on_its_record_s(tmp_path: Path) -> None:
    text = (
        PEOPLE
        + SOURCES
        + """\
bodies: {panel: {decides_by: vote}}
roles:
  - {id: m, body: panel, voting: {source: {id: minutes, at: item 2}}, source: tor, holders: [mary]}
"""
    )
    found = outcome_of(tmp_path, text, "vote-unstated", "seats[m/mary]")
    assert found.outcome == "passed"
    assert found.evidence is not None
    assert (found.evidence.source, found.evidence.at) == ("minutes", "item 2")


def test_where_nothing_is_written_there_is_no_evidence(tmp_path: Path) -> None:
    assert status(tmp_path, PEOPLE + "roles: [{id: m, holders: [mary]}]\n").evidence is None


# --- what is private ------------------------------------------------------------------------

TIED = """\
people:
  asha: {experience: [service-user]}
  jo: {post: ward nurse}
ties: [{of: asha, with: {person: jo}, kind: receives-care-from}]
bodies: {panel: {INTERESTS}}
roles:
  - {id: m, body: panel, holders: [asha], supervised_by: {person: jo}}
  - {id: n, body: panel, holders: [jo]}
"""


@pytest.mark.parametrize("rule", ["cared-for-by-colleague", "own-clinician-supervises"])
def test_findings_on_ties_show_no_text_of_the_file(tmp_path: Path, rule: str) -> None:
    found = outcome_of(tmp_path, TIED.replace("INTERESTS", ""), rule, "conflicts[asha/jo/care]")
    assert (found.outcome, found.private) == ("failed", True)
    assert found.place is not None
    assert found.place.line > 0
    assert found.related
    assert {found.place.excerpt, *(one.place.excerpt for one in found.related)} == {""}


def test_nor_do_they_where_the_tie_stands_behind_an_alias(tmp_path: Path) -> None:
    text = (
        TIED.replace("INTERESTS", "").replace("ties: [{", "x-tie: &tie {").replace("}]\n", "}\n", 1)
    )
    text += "ties: [*tie]\n"
    found = outcome_of(tmp_path, text, "cared-for-by-colleague", "conflicts[asha/jo/care]")
    assert "written here" in [one.says for one in found.related]
    assert found.place is not None
    assert {found.place.excerpt, *(one.place.excerpt for one in found.related)} == {""}


def test_a_pass_that_rests_on_an_attestation_says_so(tmp_path: Path) -> None:
    held = "interests: {held_privately: {by: company secretary, handled: yes}}"
    rule, subject = "cared-for-by-colleague", "bodies[panel]"
    found = outcome_of(tmp_path, TIED.replace("INTERESTS", held), rule, subject)
    assert (found.outcome, found.attested) == ("passed", True)
    asked = "interests: {everyone_asked_on: 2026-01-05}"
    found = outcome_of(tmp_path, TIED.replace("INTERESTS", asked), rule, subject)
    assert (found.outcome, found.attested) == ("passed", False)
    found = outcome_of(tmp_path, TIED.replace("INTERESTS", ""), rule, subject)
    assert (found.outcome, found.attested) == ("cannot-tell", False)
    assert found.group == "bodies[panel]"


def test_a_finding_points_at_what_the_condition_that_does_not_hold_is_about(
    tmp_path: Path,
) -> None:
    """The owner is stated, and is not what is missing."""
    text = "promises:\n  - {id: p1, owner: secretary}\n  - {id: p2, due: 2026-09-01}\n"
    rule = "promise-without-owner"
    assert where(outcome_of(tmp_path, text, rule, "promises[p1]"))[2] == "promises[0].due"
    assert where(outcome_of(tmp_path, text, rule, "promises[p2]"))[2] == "promises[1]"
