"""The page for one person: what is theirs is on it, and nothing of anybody else."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from tests.generators import AUDIT_DAY, PEOPLE, Data, as_text, engagements, tries
from tests.report.test_html import HOSTILE, Page, check_closed, headings_step_down
from tests.report.test_publishing import IDS
from tests.report.told import told_in

from pitfall_audit import audit
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.errors import UsageProblem
from pitfall_audit.report.formats import BY_NAME
from pitfall_audit.report.person_page import PersonPage, page_on
from pitfall_audit.report.result_json import from_json, to_json
from pitfall_audit.yaml.reading import Document, read_file

DAY = dt.date(2026, 6, 30)
COMMITTEE = """\
version: 1
id: quality
title: Carer on the quality committee
organisation: {id: northfield, name: Northfield Trust}
lead: hr-lead
people:
  mary: {experience: [carer], carer_for: [zoe]}
  zoe: {experience: [service-user]}
  ruth: {post: ward nurse, post_kind: clinical}
  hr-lead: {post: HR lead}
bodies:
  committee: {title: Quality committee, chair: ruth, powers: decide}
roles:
  - id: carer-member
    title: Carer member
    body: committee
    status: full-member
    supervised_by: {person: ruth}
    holders: [{person: mary, as: carer, from: 2026-01-12}]
  - {id: nurse, title: Nurse member, body: committee, holders: [{person: ruth, as: staff}]}
ties: [{of: zoe, with: {person: ruth}, kind: receives-care-from, what: weekly visits}]
support: [{for: mary, by: {person: hr-lead}, kind: emotional}]
promises:
  - {id: notes, text: Notes go to mary and zoe., to: [mary], due: 2026-02-01, status: open}
  - {id: plan, text: A plan is made., to: [zoe], owner: hr-lead, due: 2026-02-01, status: open}
corrections:
  - {by: mary, said_on: 2026-06-01, text: I like it as it is.}
  - {by: mary, said_on: 2026-06-02, text: Nobody told me., rule: promise-overdue}
  - {by: zoe, said_on: 2026-06-02, text: I did not agree to this., rule: lone-member}
"""


def audited(folder: Path, **texts: str) -> tuple[AuditResult, dict[str, object]]:
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    result = audit([folder], as_of=DAY, base=folder)
    assert result.problems == ()
    return result, read(folder, result)


def read(folder: Path, result: AuditResult) -> dict[str, object]:
    documents = {name: read_file(folder / name, name) for name in result.files}
    return {name: one.data for name, one in documents.items() if isinstance(one, Document)}


def html_of(result: AuditResult, page: PersonPage) -> str:
    return BY_NAME["html"].text_of(result, audience="person", person=page)


def text_for(person: str, folder: Path, **texts: str) -> str:
    result, files = audited(folder, **texts)
    html = html_of(result, page_on(person, result, files))
    check_closed(html)
    assert headings_step_down(Page(html))
    return Page(html).text


def test_it_says_what_the_file_says_and_what_rests_on_it(tmp_path: Path) -> None:
    text = text_for("mary", tmp_path, quality=COMMITTEE)

    assert "Experience: carer" in text
    assert "Roles, Carer member, holders As: carer From: 12 January 2026" in text
    assert "For: you By: somebody else Kind: emotional" in text
    assert "Carer member (mary) is the only seat for lived experience" in text
    assert "Text: (left out: it names somebody else)" in text
    assert "Tell whoever gave you this page" in text


def test_what_is_somebody_elses_is_left_out(tmp_path: Path) -> None:
    for person, others in (("mary", "zoe|ruth|hr-lead"), ("ruth", "zoe|mary|hr-lead")):
        text = text_for(person, tmp_path, quality=COMMITTEE)

        assert re.search(rf"\b({others})\b", text) is None
        assert "weekly visits" not in text
        assert "receives-care-from" not in text
        assert "I did not agree" not in text
        assert ("emotional" in text) == (person == "mary")
        assert "A plan is made" not in text
    assert "Chair: you" in text
    assert "I like it as it is." not in text


def test_a_tie_is_shown_to_the_one_whose_it_is(tmp_path: Path) -> None:
    text = text_for("zoe", tmp_path, quality=COMMITTEE)

    assert "With: somebody else Kind: receives-care-from What: weekly visits" in text


def test_a_tie_and_what_was_agreed_on_it_is_shown_to_both_once_both_acknowledged(
    tmp_path: Path,
) -> None:
    agreed = dedent("""
        conflicts:
          - between: [zoe, ruth]
            because: care
            acknowledged_on: 2026-05-01
            acknowledged_by: [WHO]
            handling: [{step: The deputy takes the chair}]
        """)
    for who, told in (("zoe", False), ("zoe, ruth", True)):
        text = text_for("ruth", tmp_path, quality=COMMITTEE + agreed.replace("WHO", who))
        assert ("The deputy takes the chair" in text) == told
    assert "The deputy takes the chair" in text_for("zoe", tmp_path)
    assert "The deputy takes the chair" not in text_for("mary", tmp_path)


def test_a_complaint_is_shown_to_the_one_who_made_it(tmp_path: Path) -> None:
    made = "complaints: [{id: c1, by: mary, about: {person: ruth}, received_on: 2026-02-03}]\n"

    assert "About: somebody else Received on: 3 February 2026" in text_for(
        "mary", tmp_path, quality=COMMITTEE + made
    )
    for person in ("ruth", "zoe"):
        assert "3 February" not in text_for(person, tmp_path)


def test_what_they_say_stands_beside_the_finding_and_changes_no_outcome(tmp_path: Path) -> None:
    result, files = audited(tmp_path, quality=COMMITTEE)
    without, _ = audited(tmp_path, quality=COMMITTEE.partition("corrections:")[0])
    working = Page(BY_NAME["html"].text_of(result)).text
    terminal = BY_NAME["text"].text_of(result)
    (part,) = page_on("mary", result, files).parts

    assert [one.says for one in part.rests if one.corrections] == ["A promise is past its day"]
    assert [one.text for one in part.corrections] == ["I like it as it is."]
    assert working.count("mary says of this , on 2 June 2026: Nobody told me.") == 1
    assert "no finding that there is now. zoe says of “One person alone on a body”" in working
    assert "mary says of this, on 1 June 2026: “I like it as it is.”" in terminal
    assert "of no finding that there is now:\n    zoe says of [lone-member], on" in terminal

    def plain(result: AuditResult) -> list[object]:
        return [
            (one.rule, one.subject, one.outcome, one.severity, one.message)
            for each in result.engagements
            for one in each.outcomes
        ]

    assert plain(result) == plain(without)


def test_what_they_say_goes_into_no_paper_for_others(tmp_path: Path) -> None:
    result, _ = audited(tmp_path, quality=COMMITTEE)
    papers = [
        told_in(form, result, audience=audience, questions=True)
        for form in BY_NAME.values()
        for audience in form.audiences
        if audience != "person"
        if audience != "working" or not form.private_in_full
    ]

    assert len(papers) > 10
    assert [one for one in papers if "I like it as" in one or "Nobody told me" in one] == []
    assert "Nobody told me" in to_json(result)


@pytest.mark.parametrize(
    ("person", "says", "help_"),
    [
        ("mery", "None of the files that were read names anybody mery.", "did you mean mary?"),
        ("bob", "None of the files that were read names anybody bob.", "write the id"),
    ],
)
def test_an_id_that_nobody_has_is_said(tmp_path: Path, person: str, says: str, help_: str) -> None:
    result, files = audited(tmp_path, quality=COMMITTEE)

    with pytest.raises(UsageProblem, match=re.escape(says)) as raised:
        page_on(person, result, files)
    assert help_ in raised.value.help


def test_one_id_in_two_organisations_may_be_two_people(tmp_path: Path) -> None:
    other = COMMITTEE.replace("id: quality", "id: other")
    elsewhere = other.replace("northfield", "millbrook").replace("Northfield", "Millbrook")
    result, files = audited(tmp_path, quality=COMMITTEE, other=elsewhere)

    with pytest.raises(UsageProblem, match="more than one organisation"):
        page_on("mary", result, files)

    result, files = audited(tmp_path, quality=COMMITTEE, other=other)
    assert len(page_on("mary", result, files).parts) == 2


@given(engagements(), IDS)
@settings(max_examples=tries(15), deadline=None)
def test_whatever_a_file_holds_no_id_of_anybody_else_is_on_the_page(
    data: Data, ids: list[str]
) -> None:
    data = {**data, "title": f"Panel with {PEOPLE[1]}", "people": {**data.get("people", {})}}
    text = as_text(data)
    for person, id_ in zip(PEOPLE, ids, strict=True):
        text = re.sub(rf"(?<![a-z]){person}(?![a-z])", id_, text)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "panel.yaml").write_text(text, encoding="utf-8")
        result = audit([folder], as_of=AUDIT_DAY, base=folder)
        files = read(folder, result)
    assert result.problems == ()
    declared = {one for each in result.engagements for one in each.people} & set(ids)
    for person in declared:
        html = html_of(result, page_on(person, result, files))

        # One drawn id may be a part of another.
        assert (declared - {person}).isdisjoint(re.findall(r"\w+", html))
        assert html == html_of(from_json(to_json(result)), page_on(person, result, files))


def test_nothing_in_a_file_can_become_more_than_text(tmp_path: Path) -> None:
    result, files = audited(tmp_path, quality=COMMITTEE)
    page = page_on("mary", result, files)
    for hostile in HOSTILE:
        (part,) = page.parts
        told = replace(part.told[0], where=hostile, says=((hostile, hostile),))
        rests = replace(part.rests[0], says=hostile, remedy=hostile)
        made = replace(part, title=hostile, told=(told,), rests=(rests,))
        check_closed(html_of(result, PersonPage(hostile, (made,))))
