"""One story from the first file to next year: a carer is supervised by the nurse who treats the
person they care for, and what an organisation does about it shows in every paper.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from pathlib import Path

import pytest
from tests.report.test_html import Page, check_closed
from tests.report.test_person_page import read

from pitfall_audit import audit
from pitfall_audit.engine.actions import PlanRow, with_plan
from pitfall_audit.engine.comparison import compared
from pitfall_audit.engine.result import AuditResult, Outcome
from pitfall_audit.report.audiences import Audience
from pitfall_audit.report.formats import BY_NAME, LETTERS, PLANS
from pitfall_audit.report.person_page import page_on

CHECK = "carer-supervised-by-own-nurse"
DAY = dt.date(2026, 6, 30)
COMMITTEE = """\
version: 1
id: quality
title: Carers on the quality committee
organisation: {id: northfield, name: Northfield Trust}
contact: {post: involvement lead, phone: yes}
people:
  mary: {experience: [carer], carer_for: [tom]}
  tom: {experience: [service-user]}
  ruth: {post: ward nurse, post_kind: clinical}
  deputy: {post: deputy matron, post_kind: clinical}
bodies:
  committee: {title: Quality committee, chair: deputy, decides_by: vote}
roles:
  - id: carer-member
    title: Carer member
    body: committee
    status: full-member
    supervised_by: {person: ruth}
    holders: [{person: mary, as: carer, from: 2026-01-12}]
  - {id: nurse-member, title: Nurse member, body: committee, holders: [ruth]}
"""
TIE = """\
ties: [{of: tom, with: {person: ruth}, kind: receives-care-from, consent_on: 2026-02-01}]
"""
ACKNOWLEDGED = """\
conflicts:
  - between: [mary, ruth]
    because: care
    acknowledged_on: 2026-03-01
    acknowledged_by: [mary, ruth]
"""
HANDED_OVER = """\
    chosen_by: mary
    seat_kept: yes
    handling:
      - step: The deputy matron supervises the carer's seat from now on
        by: ruth
        takes_over: supervision
        instead: {person: deputy}
    review_due: 2026-12-01
    reviewed_on: 2026-06-01
"""
SAID = """\
corrections:
  - {by: mary, said_on: 2026-06-02, text: I was asked what would suit me., rule: CHECK}
""".replace("CHECK", CHECK)
OF_ANYBODY = re.compile(r"\b(mary|tom|ruth|deputy)\b", re.IGNORECASE)


@pytest.fixture
def told(tmp_path: Path) -> Story:
    return Story(tmp_path)


class Story:
    """The file as it grows, and what is said of it on a day."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "quality.yaml"

    def audited(self, *parts: str, as_of: dt.date = DAY) -> AuditResult:
        self.file.write_text("".join((COMMITTEE, *parts)), encoding="utf-8")
        result = audit([self.file], as_of=as_of, base=self.file.parent)
        assert result.problems == ()
        return result

    def person(self, name: str, result: AuditResult) -> str:
        page = page_on(name, result, read(self.file.parent, result))
        return paper(result, "person", person=page)


def paper(result: AuditResult, audience: Audience, **asked: object) -> str:
    html = BY_NAME["html"].text_of(result, audience=audience, **asked)
    check_closed(html)
    return Page(html).text


def of_the_two(result: AuditResult, rule: str = CHECK) -> list[Outcome]:
    (each,) = result.engagements
    return [
        one
        for one in each.outcomes
        if one.rule == rule and one.outcome != "not-applicable"
        if one.subject == "conflicts[mary/ruth/care]"
    ]


def test_from_a_question_to_next_year(told: Story) -> None:
    # Nobody wrote down a tie: a question for the body, and the finding is not guessed.
    silent = told.audited()
    assert of_the_two(silent) == []
    (asked,) = [q for q in silent.engagements[0].questions if "asked, in private" in q.texts[0]]
    rules = {silent.engagements[0].outcomes[at].rule for at in asked.outcomes}
    assert CHECK in rules
    sheets = Page(LETTERS[0].text_of(silent)).text
    assert "Has everyone on this body been asked, in private, about ties of care" in sheets

    # Written down: act now. The one whose seat it is learns nothing of another's care from it.
    known = told.audited(TIE)
    (found,) = of_the_two(known)
    assert (found.outcome, found.severity) == ("failed", "error")
    assert "the one who supervises is also the one who treats" in found.message
    assert "Act now" in paper(known, "board")
    assert "supervis" not in told.person("ruth", known).partition("What rests on it")[2]

    # To know of it together is a beginning, and no more.
    acknowledged = told.audited(TIE, ACKNOWLEDGED)
    (found,) = of_the_two(acknowledged)
    assert (found.outcome, found.severity) == ("failed", "error")
    assert {one.outcome for one in of_the_two(acknowledged, "cared-for-by-colleague")} == {"failed"}

    # The nurse hands over, the carer chose it, and it was looked at again: in place, said warmly.
    settled = told.audited(TIE, ACKNOWLEDGED, HANDED_OVER, SAID)
    (passed,) = of_the_two(settled)
    assert passed.outcome == "passed"
    assert passed.earned
    assert "it is settled who does it instead" in passed.message
    (warm,) = of_the_two(settled, "cared-for-by-colleague")
    assert "it may work out well" in warm.message
    working = paper(settled, "working")
    assert passed.message in working
    assert warm.message in working
    assert (
        "mary says of “A carer is supervised by a clinician who treats them or their family” ,"
        in working
    )

    assert_papers(told, known, settled)
    assert_next_year(told, known, settled)


def assert_papers(told: Story, known: AuditResult, settled: AuditResult) -> None:
    # The board: which check, how often, and no names of a tie.
    board = paper(known, "board")
    assert "A carer is supervised by a clinician who treats them or their family" in board
    assert "told in full only where ties and disputes may be read" in board
    assert "mary and ruth" not in board
    assert "A carer is supervised by a clinician" not in paper(settled, "board").partition(
        "What this paper rests on")[0].partition("At a glance")[2]  # fmt: skip

    # Everybody: not a word of it, the same whether it was found, settled or never written down.
    silent = told.audited()
    for audience in ("public", "easy-read"):
        papers = {paper(one, audience) for one in (silent, known, settled)}
        assert len(papers) == 1
        assert OF_ANYBODY.search(papers.pop()) is None

    # The carer's own page: what was agreed, and what she says; nobody else by name.
    told.audited(TIE, ACKNOWLEDGED, HANDED_OVER, SAID)
    page = told.person("mary", settled)
    assert "The deputy matron supervises" not in page  # it names somebody else's id
    assert "How a tie is handled Between: you and somebody else" in page
    assert "Handling, takes over: supervision Handling, instead: somebody else" in page
    assert "mary and somebody else: care for the carer or their family meets supervision" in page
    assert "You say of this , on 2 June 2026: I was asked what would suit me." in page
    assert set(OF_ANYBODY.findall(page)) == {"mary"}

    # The plan goes round: what was found, without names.
    (row,) = [one for one in csv.reader(io.StringIO(PLANS[0].text_of(known))) if CHECK in one]
    assert OF_ANYBODY.search(" ".join(row)) is None


def assert_next_year(told: Story, known: AuditResult, settled: AuditResult) -> None:
    # The plan comes back filled in, beside a finding that is there no more.
    rows = [*csv.reader(io.StringIO(PLANS[0].text_of(known).removeprefix("\ufeff")))]
    at = {title: number for number, title in enumerate(rows[0])}
    for row in rows[1:]:
        if CHECK in row:
            row[at["Status"]] = "Done"
            row[at["In our own words"]] = "The carer chose who supervises the seat."
    planned = with_plan(settled, [PlanRow(n, row) for n, row in enumerate(rows, 1)], "plan.csv")
    assert planned.plan is not None
    assert [(one.rule, one.status, one.fits) for one in planned.plan.actions] == [
        (CHECK, "done", "not-found")
    ]
    assert of_the_two(planned) == of_the_two(settled)

    # Since last time it is fixed. Next year the review is overdue, and the calendar alone opens it
    # again; once it was looked at, it is in place as before.
    assert changes(known, settled)[CHECK][0] == "fixed"
    next_year = dt.date(2027, 6, 30)
    later = told.audited(TIE, ACKNOWLEDGED, HANDED_OVER, SAID, as_of=next_year)
    assert changes(settled, later)[CHECK] == ("reopened", "time")
    reviewed = HANDED_OVER.replace("2026-12-01", "2027-12-01").replace("2026-06-01", "2027-06-01")
    again = told.audited(TIE, ACKNOWLEDGED, reviewed, SAID, as_of=next_year)
    assert CHECK not in changes(settled, again)
    assert [one.outcome for one in of_the_two(again)] == ["passed"]


def changes(old: AuditResult, new: AuditResult) -> dict[str, tuple[str, str]]:
    return {
        one.rule: (one.kind, one.cause)
        for one in compared(old, new).changes
        if one.subject == "conflicts[mary/ruth/care]"
    }
