"""Whom questions are put to, and that nobody is listed twice."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pitfall_audit import audit
from pitfall_audit.engine.result import EngagementResult, Outcome

DAY = dt.date(2026, 6, 30)

TEXT = """\
version: 1
id: panel
title: Panel
lead: kim
people:
  m3: {experience: [service-user]}
  m4: {experience: [carer], carer_for: [m3]}
  nurse: {post: ward nurse, post_kind: clinical, teams: [ward-3]}
  kim: {post: chief executive}
  sec: {post: board secretary}
  peer: {experience: [service-user], post: peer worker, teams: [ward-3, ward-4]}
bodies:
  panel: {title: Panel, chair: nurse, secretary: sec}
  forum: {title: Forum, chair: kim}
roles:
  - {id: member, body: panel, holders: [m3, {person: m4, nominated_by: {person: sec}}]}
  - {id: speaker, body: forum, holders: [peer]}
ties:
  - {of: m3, with: {person: nurse}, kind: receives-care-from}
  - {of: peer, with: {person: nurse}, kind: receives-care-from}
conflicts:
  - {between: [m3, nurse], because: care, review_due: 2026-12-01,
     handling: [{step: The nurse leaves.}]}
promises:
  - {id: tea, text: There is tea., owner: Chief Executive, due: 2025-12-01}
  - {id: cake, text: There is cake., owner: board secretary, due: 2025-12-01}
  - {id: bus, text: There is a bus., owner: Caterer, due: 2025-12-01}
  - {id: tram, text: There is a tram., owner: caterer, due: 2025-12-01}
complaints:
  - {id: c1, kind: concern, received_on: 2026-01-01, follow_up: {by: {person: nurse}}}
"""


def audited(tmp_path: Path, text: str = TEXT) -> EngagementResult:
    (tmp_path / "panel.yaml").write_text(text, encoding="utf-8")
    result = audit([tmp_path / "panel.yaml"], as_of=DAY, base=tmp_path)
    assert result.problems == ()
    return result.engagements[0]


def questions(tmp_path: Path) -> list[Outcome]:
    return [one for one in audited(tmp_path).outcomes if one.outcome == "cannot-tell"]


def test_each_person_and_post_is_named_in_one_way(tmp_path: Path) -> None:
    asked = {one.who for one in questions(tmp_path)}

    assert asked <= {
        "kim, who leads the arrangement",
        "sec, secretary of Panel",
        "nurse, chair of Panel",
        "Caterer, who owns the promise",
        *(f"{person}, in private" for person in ("m3", "m4", "peer")),
    }


def test_a_post_stands_for_the_person_who_holds_it(tmp_path: Path) -> None:
    of_promises = {
        one.subject: one.who for one in questions(tmp_path) if one.rule == "promise-overdue"
    }

    assert of_promises == {
        "promises[tea]": "kim, who leads the arrangement",
        "promises[cake]": "sec, secretary of Panel",
        "promises[bus]": "Caterer, who owns the promise",
        "promises[tram]": "Caterer, who owns the promise",
    }


@pytest.mark.parametrize(
    ("check", "subject", "begins", "who"),
    [
        # About everybody on a body, and so to whoever runs it.
        ("cared-for-by-colleague", "bodies[panel]", "Has everyone", "sec, secretary of Panel"),
        ("chosen-by-own-clinician", "seats[member/m4]", "Has everyone", "sec, secretary of Panel"),
        ("chosen-by-own-clinician", "seats[member/m3]", "Who put", "sec, secretary of Panel"),
        ("dual-hat", "hats[panel]", "Does anybody", "sec, secretary of Panel"),
        # About who supervises whom, and so to whoever leads.
        (
            "own-clinician-supervises",
            "conflicts[m3/nurse/care]",
            "Who supervises",
            "kim, who leads the arrangement",
        ),
        ("dual-hat", "people[peer]", "Is this person's post", "kim, who leads the arrangement"),
        (
            "empty-or-one-sided-handling",
            "conflicts[m3/nurse/care]",
            "Who takes",
            "kim, who leads the arrangement",
        ),
        # Said by somebody who would follow it up.
        ("concern-not-followed-up", "complaints[c1]", "When did", "nurse, chair of Panel"),
    ],
)
def test_a_private_question_goes_to_whom_its_words_are_for(
    tmp_path: Path, check: str, subject: str, begins: str, who: str
) -> None:
    asked = [
        (one.message, one.who)
        for one in questions(tmp_path)
        if one.rule == check and one.subject == subject
    ]

    assert [(message.startswith(begins), knower) for message, knower in asked] == [(True, who)]


def test_what_only_the_person_knows_is_asked_of_them_in_private(tmp_path: Path) -> None:
    # Whoever treats the peer worker belongs to their team, and to another besides.
    text = TEXT.replace("peer worker,", "peer worker, post_kind: lived-experience,")
    text = text.replace("teams: [ward-3]}", "teams: [ward-3, ward-9]}")
    asked = [
        (one.message, one.who)
        for one in audited(tmp_path, text).outcomes
        if one.rule == "dual-hat" and one.subject == "people[peer]"
    ]

    assert asked == [
        ("Does this person's care come from the team in which they work?", "peer, in private")
    ]


def test_a_supporter_is_pointed_at_with_what_ties_them(tmp_path: Path) -> None:
    text = TEXT + (
        "support:\n"
        "  - {for: m3, declined: yes, by: {person: peer}}\n"
        "  - {for: m3, by: {person: sec}}\n"
        "  - {role: member, by: {person: nurse}}\n"
    )
    found = [
        one
        for one in audited(tmp_path, text).outcomes
        if one.rule == "supporter-not-independent" and one.subject == "seats[member/m3]"
    ]

    assert [one.outcome for one in found] == ["failed"]
    assert "sec (is secretary of Panel) and nurse (chairs Panel)" in found[0].message
    assert found[0].place is not None
    assert (found[0].place.path, found[0].place.excerpt) == ("support[1].by.person", "sec")
    assert [one.place.path for one in found[0].related] == ["bodies.panel.secretary"]


def test_limits_are_asked_for_where_they_are_written(tmp_path: Path) -> None:
    published = audited(tmp_path, f"{TEXT}described_from: published-documents\n").outcomes
    asked = [one for one in published if one.rule == "limits-unstated"]

    assert [(one.unstated, one.message[:22]) for one in asked] == [
        (("scope.cannot_change",), "What can't people chan")
    ]
