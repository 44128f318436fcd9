"""Sheets of questions: who is asked what, what is private, and where answers go."""

from __future__ import annotations

import datetime as dt
import io
import re
import shlex
from pathlib import Path
from textwrap import fill

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot
from markdown_it import MarkdownIt
from msgspec.structs import replace
from openpyxl import load_workbook
from tests.report.sample_results import full_result, several_result, with_outcomes

from pitfall_audit import audit
from pitfall_audit.editing.answering import Answer, with_answers
from pitfall_audit.engine.questions import questions_of
from pitfall_audit.engine.result import AuditResult, Outcome
from pitfall_audit.errors import UnusableAnswerError
from pitfall_audit.report.formats import LETTERS, Format
from pitfall_audit.report.letters import letters_of
from pitfall_audit.report.redaction import redacted

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
each_format = pytest.mark.parametrize("form", LETTERS, ids=lambda form: form.name)
each_paper = pytest.mark.parametrize(
    "form",
    [form for form in LETTERS if form.name not in ("csv", "xlsx")],
    ids=lambda form: form.name,
)


@pytest.fixture(scope="module")
def examples() -> AuditResult:
    return audit(EXAMPLES, as_of=dt.date(2026, 6, 30), base=ROOT)


def with_questions(result: AuditResult, *outcomes: Outcome) -> AuditResult:
    first = with_outcomes(result.engagements[0], *outcomes)
    rules = {rule.id: rule for rule in result.rules}
    first = replace(first, questions=questions_of(outcomes, rules))
    return replace(result, engagements=(first,))


def tie(who: str, name: str) -> Outcome:
    return Outcome(
        "cared-for-by-colleague", f"ties[{name}/jo/receives-care-from]", f"{name} and jo",
        "cannot-tell", "Does the other know that it is known?", private=True, who=who,
    )  # fmt: skip


def text_of(content: bytes, form: Format) -> str:
    if form.name == "xlsx":
        rows = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
        return "\n".join(str(cell) for row in rows for cell in row)
    if form.name != "docx":
        return content.decode()
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_every_question_stands_once_on_the_sheet_of_each_who_would_know(
    examples: AuditResult,
) -> None:
    letters = letters_of(examples)
    asked = [
        (sheet.arrangement.id, sheet.who, one.about, one.texts)
        for sheet in letters.sheets
        for one in sheet.questions
    ]
    assert len(set(asked)) == len(asked)
    whom = sum(len(one.who) for each in examples.engagements for one in each.questions)
    assert len(asked) == whom
    assert [sheet.number for sheet in letters.sheets] == list(range(1, len(letters.sheets) + 1))


def test_of_a_question_to_two_people_each_sees_their_own_part_alone() -> None:
    result = with_questions(
        full_result(), tie("inesq, in private", "inesq"), tie("ottoq, in private", "ottoq")
    )
    assert len(result.engagements[0].questions) == 1
    sheets = letters_of(result).sheets
    assert [(one.who, one.kind) for one in sheets] == [("inesq", "person"), ("ottoq", "person")]
    for form in LETTERS:
        own = text_of(form.content_of(result, who="inesq"), form)
        assert "inesq and jo" in own
        assert "ottoq" not in own, form.name


def test_a_post_is_asked_for_only_where_one_can_be_written(tmp_path: Path) -> None:
    file = tmp_path / "seat.yaml"
    file.write_text(
        "version: 1\nid: seat\ntitle: A seat\npeople: {mary: {experience: [carer]}}\n"
        "roles: [{id: member, body: board, holders: [mary]}]\n",
        encoding="utf-8",
    )
    sheets = letters_of(audit([file], as_of=dt.date(2026, 6, 30))).sheets
    parts = [part for sheet in sheets for one in sheet.questions for part in one.parts]
    how = {part.place.rpartition(".")[2]: part.how for part in parts}
    assert how["nominated_by"] == "A post rather than a name, where there is one."
    assert how["hats"] == "In your own words."


def test_what_is_private_stands_on_a_sheet_of_its_own(examples: AuditResult) -> None:
    private = {sheet.number for sheet in letters_of(examples).sheets if sheet.private}
    assert private
    for sheet in letters_of(examples).sheets:
        said = " ".join(sheet.greeting)
        assert ("a sheet of their own" in " ".join(said.split())) is (sheet.number in private)


@each_paper
def test_what_is_for_whoever_keeps_the_file_is_not_for_one_respondent(
    form: Format, examples: AuditResult
) -> None:
    everything = text_of(form.content_of(examples), form)
    assert "pitfall-audit answer examples/advisory-committee.yaml" in everything.replace("\\", "")
    assert "--set access.needs_asked_on=…" in everything
    for_one = text_of(form.content_of(examples, who="omar"), form)
    assert "For whoever keeps the file" not in for_one
    assert "--set" not in for_one
    assert "omar" in for_one
    assert "fern" not in for_one


@each_format
def test_nothing_to_ask_is_said(form: Format) -> None:
    said = text_of(form.content_of(with_questions(full_result())), form)
    assert "There is nothing to ask." in said


@each_format
def test_questions_that_were_redacted_are_left_out_and_counted(form: Format) -> None:
    result = with_questions(full_result(), tie("inesq, in private", "inesq"))
    said = text_of(form.content_of(redacted(result)), form)
    assert "1 question on ties and disputes" in said
    assert "inesq" not in said
    assert "told in full" not in said


@each_format
@settings(max_examples=12, deadline=None)  # a Word document takes a fifth of a second
@given(words=st.text(st.characters(codec=None), min_size=1, max_size=30))
def test_whatever_a_file_holds_is_escaped_and_readable(form: Format, words: str) -> None:
    hostile = f"<b>{words}</b>\x00\ud800"
    result = several_result()
    first = result.engagements[0]
    outcomes = [
        replace(tie(hostile, "asha"), label=hostile, message=hostile),
        replace(tie("jo", "jo"), private=False, unstated=(f"roles[0].{words}", "x")),
    ]
    result = with_questions(
        replace(result, engagements=(replace(first, title=hostile),)), *outcomes
    )
    said = text_of(form.content_of(result), form)
    if form.name == "html":
        assert "<b>" not in said
    elif form.name == "markdown":
        assert "<b>" not in MarkdownIt("commonmark").render(said)
    else:
        assert "<b>" in said


def test_what_stands_beside_set_is_a_place_in_the_file(examples: AuditResult) -> None:
    """No such place is refused: what is wrong with the dots is only that they are no answer."""
    tried = 0
    for sheet in letters_of(examples).sheets:
        file = ROOT / sheet.arrangement.file
        for one in sheet.questions:
            for option in one.sets:
                _, given_place = shlex.split(option)
                place = given_place.removesuffix("=…")
                tried += 1
                try:
                    with_answers(file.read_text("utf-8"), file.name, [Answer(place, "yes")])
                except UnusableAnswerError as refused:
                    ids = {problem.id for problem in refused.problems}
                    assert not ids & {"no-place", "no-entry", "unknown-key"}, (place, ids)
    assert tried > 40


def test_a_sheet_reads_so(examples: AuditResult) -> None:
    (form,) = (one for one in LETTERS if one.name == "markdown")
    said = form.text_of(examples, who="hr-lead").splitlines()
    assert "\n".join(fill(line, 90) for line in said) == snapshot("""\
# Questions to answer, 30 June 2026

## Sheet 12: for hr-lead, who leads the arrangement

*Service users and carers on ward interview panels, Northfield Mental Health NHS Trust*

Dear …

We are looking at how service users and carers are involved in “Service users and carers
on ward interview panels”, at Northfield Mental Health NHS Trust. We have read what is
written down about it, as of 30 June 2026. Some things are not said there, and you may
know them.

A question here does not mean that anything is wrong. Often the answer is known, and has
only not been written down. “I don't know” is a full answer, and so is “not yet”.

Please answer in your own words, as briefly as you like. Please leave out anything about
anybody's health, and other people's names: what is asked is how things are arranged.

### 12.1

**In what ways can people take part in meetings, those too who can't travel?**

Why we ask: Any single way shuts somebody out: a form on a website those without the
internet, a morning in town those who work or care, a room upstairs those who can't climb.
They rarely complain, because they never came.

How to answer: In your own words.

___

___

___

- [ ] I don't know
- [ ] Somebody else would know:
- [ ] It is written in:

### 12.2

**What kind of thing does this criterion ask for?**

About: “experience of ward care in the last three years”

Why we ask: Nobody can speak for everyone, and few people can tell the hardest part of
their life on request, month after month. Asked of some and not of others, such things
wear people out. And a criterion that suits managers lets in those who are most like
managers already.

How to answer: One of these, or your own words: lived experience, board level experience,
qualification, fluent english, email, own transport, being well enough and ease with
professionals.

___

___

___

- [ ] I don't know
- [ ] Somebody else would know:
- [ ] It is written in:

Thank you. Your answers go into the description of this arrangement, and what was open is
then looked at again.

You may ask to see what is written about you there, and to have it put right.

Please give this back to … by …

Answered by … on …\
""")


def test_the_page_asks_nothing_of_anybody(examples: AuditResult) -> None:
    page = LETTERS[0].text_of(examples)
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert page.count('<section class="sheet"') == len(letters_of(examples).sheets)


def test_each_sheet_in_word_has_pages_and_room_of_its_own(examples: AuditResult) -> None:
    form = next(one for one in LETTERS if one.name == "docx")
    document = Document(io.BytesIO(form.content_of(examples)))
    begun = [one.text for one in document.paragraphs if one.paragraph_format.page_break_before]
    letters = letters_of(examples)
    assert begun == [*(one.heading for one in letters.sheets), "For whoever keeps the file"]
    assert not document.sections[0].footer.paragraphs[0].text
    ruled = [one for one in document.paragraphs if one.text.strip(" ") == "\t"]
    rooms = [
        len(one.lines) if len(one.parts) == 1 else len(one.parts)
        for sheet in letters.sheets
        for one in sheet.questions
    ]
    assert len(ruled) == sum(rooms)
