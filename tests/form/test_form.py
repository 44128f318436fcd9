"""The form writes what is sent into the file at its place, and nothing else, or says why not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from tests.form.browsing import ASKED, Browser, Page

from pitfall_audit.cli.form_command import FolderDesk
from pitfall_audit.cli.options import SettingsWanted
from pitfall_audit.cli.services import Services
from pitfall_audit.editing.answering import with_answers
from pitfall_audit.editing.asking import Known
from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.outlines import outline
from pitfall_audit.engagement.spots import spot_at
from pitfall_audit.errors import UnusableAnswerError
from pitfall_audit.form.controls import answers_of, standing
from pitfall_audit.form.sheets import Rows, path_of, record_sheet, section_sheet, sections
from pitfall_audit.yaml.places import DataPath
from pitfall_audit.yaml.positions import Document
from pitfall_audit.yaml.reading import read_file, read_text

EXAMPLES = Path(__file__).parents[2] / "examples"
COMMITTEE = (EXAMPLES / "advisory-committee.yaml").read_text("utf-8")
SMALL = """\
version: 1
id: board-seat
title: Carer on the quality committee
people:
  mary: {experience: [carer]}
roles:
  - id: carer-member   # as the minutes call her
    body: quality committee
    holders: [mary]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture
def browser(file: Path) -> Browser:
    return Browser(file)


def at(place: str) -> str:
    return f"f/a.yaml?at={quote(place)}"


def test_each_field_of_a_file_is_in_one_section() -> None:
    shown = [key for one in sections().values() for key in one["fields"]]
    assert sorted([*shown, "version"]) == sorted(outline(Engagement))


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda one: one.stem)
def test_each_record_of_an_example_has_a_page_that_says_what_the_file_says(path: Path) -> None:
    document = read_file(path, path.name)
    assert isinstance(document, Document)
    rows, known = Rows(document.data, {}, {}), Known(document.data)
    sheets = [section_sheet(name, rows) for name in sections()]
    waiting: list[DataPath] = [(key,) for key in document.data]
    while waiting:
        here = waiting.pop()
        value: Any = rows.data
        for step in here:
            value = value[step]
        spot = spot_at(here)
        if spot is not None and spot.record is not None:
            sheets.append(record_sheet(here, rows, add=False))
        if isinstance(value, dict | list) and spot is not None:
            steps = value if isinstance(value, dict) else range(len(value))
            waiting += [(*here, step) for step in steps]
    for sheet in sheets:
        shown = [one for part in sheet.parts for row in part.rows for one in (row, *row.rows)]
        assert len({row.path for row in shown}) == len(shown)
        for row in shown:
            assert row.now == row.control.state
            said = {one for one, _ in row.control.options}
            if row.control.kind in ("choice", "many"):
                assert set(row.now) <= said, row.path
    assert list(answers_of(document.data, known, [])) == []


def test_a_page_that_is_sent_as_it_came_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(COMMITTEE, encoding="utf-8")
    browser = Browser(path)
    for place in ("roles[0]", "roles[0].holders[0]", "bodies.committee", "promises[0]", "ties[0]"):
        page = browser.get(at(place))
        assert page.status == 200
        assert len(page.form()[1]) > 20
        assert browser.send(page).status == 200
    assert path.read_text("utf-8") == COMMITTEE
    assert [one.name for one in tmp_path.iterdir()] == ["a.yaml"]


def test_what_is_changed_is_written_at_its_place(browser: Browser, file: Path) -> None:
    page = browser.get(at("roles[0]"))
    assert page.value("roles[0].holders") == ["mary"]
    page = browser.send_with(page, {
        "roles[0].status": "full-member", "roles[0].voting": "yes", "roles[0].title": "Carer: one",
        "roles[0].hours.amount": "4", "roles[0].hours.per": "month",
        "roles[0].holders+": "asha", "roles[0].duties": "read papers\r\n\r\nask questions",
    })  # fmt: skip
    assert "Saved." in page.words
    assert file.read_text("utf-8") == SMALL.replace(
        "  mary: {experience: [carer]}\n", "  mary: {experience: [carer]}\n  asha: {}\n"
    ).replace(
        "[mary]\n",
        """[mary, asha]
    title: 'Carer: one'
    status: full-member
    voting: yes
    duties: [read papers, ask questions]
    hours: {amount: 4, per: month}
""",
    )
    assert (file.parent / "a.yaml.bak").read_text("utf-8") == SMALL

    # What is taken out goes, and what it was at first is kept once.
    page = browser.get(at("roles[0]"))
    page = browser.send_with(page, {"roles[0].status": "", "roles[0].holders": ["asha"]})
    assert "holders: [asha]\n" in file.read_text("utf-8")
    assert "status:" not in file.read_text("utf-8")
    assert sorted(one.name for one in file.parent.iterdir()) == ["a.yaml", "a.yaml.bak"]


def test_what_a_text_stands_for_is_said_in_full(browser: Browser, file: Path) -> None:
    page = browser.get(at("roles[0].holders[0]"))
    assert page.value("roles[0].holders[0].person") == ["mary"]
    browser.send_with(page, {"roles[0].holders[0].from": "2026-01"})
    assert "    holders: [{person: mary, from: 2026-01}]\n" in file.read_text("utf-8")


def test_what_is_typed_is_shown_beside_it_before_it_is_saved(browser: Browser, file: Path) -> None:
    page = browser.get("f/a.yaml?section=who-sits")
    shown = browser.type(page, {"go": "ask=0123456789abcdef"})
    assert shown.status == 200
    assert "mary" in shown.words
    assert "If you save" not in shown.words
    page = browser.get(at("roles[0]"))
    shown = browser.type(page, {"roles[0].holders+": "asha", "roles[0].status": "full-member"})
    assert shown.status == 200
    assert "If you save: " in shown.words
    assert " before)" in shown.words
    assert "asha" in shown.words
    # The whole page is not sent again, and nothing is written.
    assert not {"html", "form", "input", "script"} & {tag for tag, _ in shown.tags}
    assert [one.name for one in file.parent.iterdir()] == ["a.yaml"]
    assert file.read_text("utf-8") == SMALL
    # It is what stands there once it is saved.
    saved = browser.send_with(page, {"roles[0].holders+": "asha", "roles[0].status": "full-member"})
    assert shown.words[shown.words.index("Who sits where") :] in saved.words


def test_a_new_entry_is_shown_beside_it_before_it_is_saved(browser: Browser, file: Path) -> None:
    page = browser.get("f/a.yaml?add=roles")
    shown = browser.type(page, {
        "roles[1].id": "chair", "roles[1].body": "quality committee", "roles[1].holders+": "asha",
    })  # fmt: skip
    assert "asha" in shown.words
    assert file.read_text("utf-8") == SMALL


@pytest.mark.parametrize(
    "changes",
    [
        {"roles[0].holders+": "No Id At All"},
        {"roles[0].id": "", "roles[0].holders": ["mary"]},
    ],
)
def test_what_is_not_valid_yet_is_said_and_takes_the_place_of_nothing(
    browser: Browser, file: Path, changes: dict[str, str]
) -> None:
    shown = browser.type(browser.get(at("roles[0]")), changes)
    assert shown.status == 200
    assert "can't be saved yet" in shown.words
    assert "svg" not in {tag for tag, _ in shown.tags}
    assert "audited" not in {has.get("id") for _, has in shown.tags}
    assert file.read_text("utf-8") == SMALL


def test_a_change_meanwhile_is_said_beside_what_is_typed(browser: Browser, file: Path) -> None:
    page = browser.get(at("roles[0]"))
    file.write_text(SMALL + "level: involve\n", encoding="utf-8")
    shown = browser.type(page, {"roles[0].status": "adviser"})
    assert "The file was changed meanwhile" in shown.words
    assert "svg" not in {tag for tag, _ in shown.tags}
    file.write_text("id: [", encoding="utf-8")
    shown = browser.type(page, {"roles[0].status": "adviser"})
    assert "The file was changed meanwhile" in shown.words
    file.unlink()
    assert browser.type(page, {"roles[0].status": "adviser"}).status == 409


def test_ties_that_are_typed_are_shown_beside_and_not_written(file: Path) -> None:
    ties = file.with_name("ties.yaml")
    text = "version: 1\nengagement: board-seat\n"
    ties.write_text(text, encoding="utf-8")
    two = SMALL.replace("[mary]", "[mary, jo]").replace("[carer]}", "[carer]}\n  jo: {}")
    file.write_text(two, encoding="utf-8")
    browser = Browser(file, ties=[ties])
    page = browser.get("f/a.yaml?add=ties")
    assert "Tie with jo" not in browser.type(page, {}).words
    shown = browser.type(page, {
        "ties[0].of": "mary", "ties[0].with": "jo", "ties[0].kind": "receives-care-from",
    })  # fmt: skip
    assert "Tie with jo: needs attention" in shown.words
    assert (ties.read_text("utf-8"), file.read_text("utf-8")) == (text, two)


def test_an_entry_is_added_and_taken_out(browser: Browser, file: Path) -> None:
    page = browser.get("f/a.yaml?section=promises")
    page = browser.send_with(page, {"go": "add=promises"})
    assert "New: promises" in page.words
    page = browser.send_with(page, {"promises[0].text": "You will hear from us."})
    assert page.status == 422  # it needs an id
    assert page.value("promises[0].text") == ["You will hear from us."]
    assert file.read_text("utf-8") == SMALL
    assert "Nothing was written." in page.words
    page = browser.send_with(page, {"promises[0].id": "answer"})
    assert page.status == 200
    assert page.url.partition("&")[0].endswith("?at=promises%5B0%5D")
    assert file.read_text("utf-8") == SMALL + (
        "promises:\n  - {id: answer, text: You will hear from us.}\n"
    )
    page = browser.send_with(page, {"remove": "promises[0]"})
    assert file.read_text("utf-8") == SMALL


def test_a_meeting_goes_by_its_day_and_a_definition_by_its_word(
    browser: Browser, file: Path
) -> None:
    more = (
        "definitions: [{word: survivor, means: somebody who has used services}]\n"
        "bodies: {ward: {meetings: {dates: [{date: 2026-01-14, present: [{who: members}]}]}}}\n"
    )
    file.write_text(SMALL.replace("body: quality committee", "body: ward") + more, "utf-8")
    assert "survivor Add another (Definitions)" in browser.get("f/a.yaml?section=papers").words
    assert "2026-01-14 Add another (Dates)" in browser.get("f/a.yaml?at=bodies.ward.meetings").words


def test_somebody_new_gets_a_page(browser: Browser, file: Path) -> None:
    page = browser.send_with(browser.get("f/a.yaml?section=who-sits"), {"people": "sam"})
    assert "?at=people.sam" in page.url
    page = browser.send_with(page, {"people.sam.experience": ["service-user", "carer"]})
    assert "  sam: {experience: [service-user, carer]}\n" in file.read_text("utf-8")
    page = browser.send_with(browser.get("f/a.yaml?section=who-sits"), {"people": "Sam Smith"})
    assert page.status == 422
    assert "Sam Smith" not in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("go", "leads_to"),
    [
        ("section=payment", "f/a.yaml?section=payment&told=1"),
        ("at=people.mary", "f/a.yaml?at=people.mary&told=1"),
        ("text=#line-7", "f/a.yaml/text?told=1#line-7"),
        (
            "at=roles[0]#roles[0].status:says",
            "f/a.yaml?at=roles%5B0%5D&told=1#roles[0].status:says",
        ),
        ("text=//other.example", "f/a.yaml/text?told=1"),
        ("at=http://other.example", "f/a.yaml?at=http%3A%2F%2Fother.example&told=1"),
        ("other", "f/a.yaml?section=arrangement&told=1"),
    ],
)
def test_who_goes_elsewhere_saves_first(
    browser: Browser, file: Path, go: str, leads_to: str
) -> None:
    page = browser.get("f/a.yaml?section=arrangement")
    page = browser.send_with(page, {"purpose": "To be heard", "go": go})
    assert page.url == f"http://127.0.0.1:8000/a-token/{leads_to}"
    assert file.read_text("utf-8") == SMALL + "purpose: To be heard\n"


def test_who_cannot_save_can_still_go_elsewhere(browser: Browser, file: Path) -> None:
    page = browser.get("f/a.yaml?section=arrangement")
    page = browser.send_with(page, {"starts": "soon", "go": "section=payment"})
    assert page.status == 422
    assert "starts" in page.words
    assert page.links["What people are paid"].endswith("?section=payment")
    assert file.read_text("utf-8") == SMALL


def test_two_windows_never_lose_an_edit(browser: Browser, file: Path) -> None:
    one, other = browser.get(at("roles[0]")), browser.get(at("roles[0]"))
    assert browser.send_with(one, {"roles[0].status": "observer"}).status == 200
    written = file.read_text("utf-8")
    page = browser.send_with(other, {"roles[0].status": "adviser", "roles[0].voting": "no"})
    assert page.status == 409
    assert "The file was changed meanwhile" in page.words
    assert "The file says now: observer" in page.words
    assert file.read_text("utf-8") == written
    # What this window did not touch is as the other one has it; what it typed is still there.
    assert page.value("roles[0].status") == ["adviser"]
    assert page.value("roles[0].voting") == ["no"]
    page = browser.send_with(page, {"roles[0].status": "observer"})
    assert page.status == 200
    assert "    status: observer\n    voting: no\n" in file.read_text("utf-8")


def test_two_windows_each_add_an_entry(browser: Browser, file: Path) -> None:
    one, other = browser.get("f/a.yaml?add=promises"), browser.get("f/a.yaml?add=promises")
    browser.send_with(one, {"promises[0].id": "first"})
    page = browser.send_with(other, {"promises[0].id": "second"})
    assert page.status == 409
    assert page.value("promises[1].id") == ["second"]
    assert browser.send(page).status == 200
    assert re.findall(r"id: (first|second)", file.read_text("utf-8")) == ["first", "second"]


def test_another_program_changes_the_file(browser: Browser, file: Path) -> None:
    page = browser.get("f/a.yaml/text")
    file.write_text(SMALL + "purpose: To be heard\n", encoding="utf-8")
    typed = SMALL + "level: involve\n"
    page = browser.send_with(page, {"text": typed})
    assert page.status == 409
    assert "-purpose: To be heard" in page.words
    assert page.value("text") == [typed.replace("\n", "\r\n")]
    assert "purpose" in file.read_text("utf-8")


def test_the_text_is_saved_where_it_is_valid(browser: Browser, file: Path) -> None:
    file.write_bytes(SMALL.replace("\n", "\r\n").encode())
    page = browser.get("f/a.yaml/text")
    assert browser.send(page).status == 200
    assert file.read_bytes() == SMALL.replace("\n", "\r\n").encode()
    page = browser.send_with(page, {"text": SMALL + "levle: involve\n"})
    assert page.status == 422
    assert "Did you mean `level`?" in page.words
    assert "line 10" in page.words
    page = browser.send_with(page, {"text": SMALL + "level: involve\n"})
    assert page.status == 200
    assert file.read_bytes() == (SMALL + "level: involve\n").replace("\n", "\r\n").encode()
    assert page.goes["7 (line)"] == "at=roles[0]"


def test_places_lead_both_ways(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(COMMITTEE, encoding="utf-8")
    browser = Browser(file)
    page = browser.get("f/a.yaml/text")
    lines = COMMITTEE.splitlines()
    # Every line on which a key begins leads to its field, on a page that is there.
    led = {int(words.split()[0]): go for words, go in page.goes.items() if "(line)" in words}
    for number, line in enumerate(lines, 1):
        if re.match(r" *(- )?[a-z_]+:( |$)", line) and not line.startswith("version:"):
            assert number in led, line
    for go in sorted(set(led.values())):
        to, _, mark = go.partition("#")
        shown = browser.get(f"f/a.yaml?{to.replace('[', '%5B')}")
        assert shown.status == 200, go
        assert not mark or mark in {has.get("id") for _, has in shown.tags}, go
    # Each finding that has a line is told at that line, and leads there and to its field.
    findings = {words: to for words, to in page.links.items() if words.startswith("line ")}
    assert findings
    assert all(to == f"#line-{words.split()[1]}" for words, to in findings.items())
    at_lines = page.html.partition('id="lines"')[2]
    assert "Act now" in at_lines
    assert [go for words, go in page.goes.items() if words.startswith("Go there")]


def test_a_text_is_shown_as_if_it_were_saved(browser: Browser, file: Path) -> None:
    page = browser.get("f/a.yaml/text")
    typed = SMALL.replace("[mary]", "[mary, asha]").replace("mary: {exp", "asha: {}\n  mary: {exp")
    shown = browser.type(page, {"text": typed})
    assert "If you save: " in shown.words
    assert "2 people on 1 body." in shown.words
    assert "asha: {}" in shown.words
    shown = browser.type(page, {"text": SMALL + "levle: involve\nx: [\n"})
    assert "can't be saved yet" in shown.words
    assert shown.links["Line 11"] == "#line-11"
    shown = browser.type(page, {"text": SMALL + "levle: involve\n"})
    assert shown.links["Line 10"] == "#line-10"
    assert "levle" in shown.html.partition('id="lines"')[2]
    assert "audited" not in {has.get("id") for _, has in shown.tags}
    assert [one.name for one in file.parent.iterdir()] == ["a.yaml"]
    file.write_text(SMALL + "level: involve\n", encoding="utf-8")
    assert "The file was changed meanwhile" in browser.type(page, {"text": SMALL}).words


def test_what_is_wrong_with_a_text_stands_at_its_line(browser: Browser, file: Path) -> None:
    page = browser.get("f/a.yaml/text")
    page = browser.send_with(page, {"text": f"levle: involve\n{SMALL}"})
    assert page.status == 422
    amiss = [has["id"] for tag, has in page.tags if tag == "li" and has.get("class") == "amiss"]
    assert amiss == ["line-1"]
    assert "levle: involve" in page.html.partition('id="lines"')[2]
    file.write_text("id: [", encoding="utf-8")
    page = browser.get("f/a.yaml/text")
    assert "can't be audited as it is" in page.words
    shown = browser.type(page, {"text": SMALL})
    assert "in place" in shown.words


def test_what_was_found_in_the_file_stands_at_no_line_of_another_text(browser: Browser) -> None:
    def lines(page: Page) -> str:
        return page.html.partition('id="lines"')[2].partition("</ol>")[0]

    page = browser.get("f/a.yaml/text")
    assert "is not stated" in lines(page)
    page = browser.send_with(page, {"text": f"levle: involve\n{SMALL}"})
    assert "is not stated" not in lines(page)


def test_what_is_wrong_with_the_ties_stands_at_no_line_of_the_file(file: Path) -> None:
    ties = file.with_name("ties.yaml")
    ties.write_text("version: 1\nengagement: board-seat\nties: [{of: mary, wiht: jo}]\n", "utf-8")
    page = Browser(file, ties=[ties]).get("f/a.yaml/text")
    assert "wiht" in page.words
    assert "wiht" not in page.html.partition('id="lines"')[2].partition("</ol>")[0]
    shown = Browser(file, ties=[ties]).type(page, {"text": SMALL + "level: involve\n"})
    assert "wiht" in shown.words
    assert "Line 3" not in shown.links


def test_who_leaves_a_text_saves_it_first(browser: Browser, file: Path) -> None:
    page = browser.get("f/a.yaml/text")
    typed = SMALL + "level: involve\n"
    page = browser.send_with(page, {"text": typed, "go": "section=payment"})
    assert page.url.endswith("f/a.yaml?section=payment&told=1")
    assert file.read_text("utf-8") == typed


def test_a_file_that_was_spoilt_meanwhile_loses_nothing(browser: Browser, file: Path) -> None:
    page = browser.get(at("roles[0]"))
    file.write_text("id: [", encoding="utf-8")
    page = browser.send_with(page, {"roles[0].status": "adviser"})
    assert page.status == 409
    assert "What you typed: roles[0].status: adviser" in page.words
    assert file.read_text("utf-8") == "id: ["


def test_each_answer_that_is_offered_is_written_as_it_is() -> None:
    document = read_file(EXAMPLES / "advisory-committee.yaml", "a.yaml")
    assert isinstance(document, Document)
    data, known = document.data, Known(document.data)
    rows = Rows(data, {}, {})
    sheets = [
        record_sheet(path, rows, add=False)
        for text in ("roles[0]", "people.nadia", "roles[1].holders[0]")
        if (path := path_of(text))
    ]
    written = 0
    shown = [row for one in sheets for part in one.parts for row in part.rows]
    for row in [*shown, *(below for one in shown for below in one.rows)]:
        path = path_of(row.path)
        new = [one for one, _ in row.control.options if one not in row.now]
        if not path or not new:
            continue
        answers = list(answers_of(data, known, [(path, (new[0],))]))
        try:
            text = with_answers(document.positions.source.text, "a.yaml", answers)
        except UnusableAnswerError:
            continue  # as where somebody else would hold an office of the same name
        result = read_text(text, "a.yaml")
        assert isinstance(result, Document)
        assert standing(result.data, path) in (new[0], [new[0]]), row.path
        written += 1
    assert written > 40


@pytest.mark.parametrize("text", ["a: [", "version: 1\nid: A B\ntitle: x\n", "\x00", ""])
def test_a_file_that_is_not_valid_is_shown_as_its_text(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    page = Browser(file).get("f/a.yaml")
    is_text = "\0" not in text
    assert page.status == (200 if is_text else 422)
    assert ("putting right" if is_text else "is not a text file") in page.words


def test_a_question_is_answered_and_the_next_one_asked(browser: Browser, file: Path) -> None:
    page = browser.get("f/a.yaml")
    asks = {words: go for words, go in page.goes.items() if go.startswith("ask=")}
    assert len(asks) > 10
    go = next(go for words, go in asks.items() if "same papers" in words)
    page = browser.send_with(page, {"go": go})
    assert "Who would know:" in page.words
    before = page.url
    page = browser.send_with(page, {"roles[0].equal_terms": "yes"})
    assert "    equal_terms: yes\n" in file.read_text("utf-8")
    assert "?ask=" in page.url
    assert page.url.partition("&")[0] != before
    assert "Saved. " in page.words


def test_every_question_has_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(COMMITTEE, encoding="utf-8")
    browser = Browser(path)
    asks = {go for go in browser.get("f/a.yaml").goes.values() if go.startswith("ask=")}
    assert len(asks) > 10
    for go in asks:
        page = browser.get(f"f/a.yaml?{go}")
        assert page.status == 200
        assert [key for key, _ in page.form()[1] if key.startswith("was:")]
    assert browser.get("f/a.yaml?ask=0123456789abcdef").status == 404


def test_begin_from_nothing(tmp_path: Path) -> None:
    browser = Browser(tmp_path)
    page = browser.get("")
    for name in ("../b", "b/c", "/b", ".b", "", "b\x00", "b.toml"):
        answer = browser.send_with(page, {"setting": "board-seat", "file": name}, "/begin")
        assert answer.status == 422, name
    assert list(tmp_path.iterdir()) == []
    page = browser.send_with(page, {"setting": "board-seat", "file": "quality"}, "/begin")
    assert "The first things" in page.words
    page = browser.send_with(page, {
        "purpose": "To be heard", "bodies.board.powers": "decide", "roles[0].capacity": ["carer"],
        "roles[0].holders+": "mary", "sources[0].id": "tor", "sources[0].read": "whole",
    })  # fmt: skip
    assert page.status == 200
    assert "Who sits, and on what" in page.words
    text = (tmp_path / "quality.yaml").read_text("utf-8")
    assert "holders: [mary]" in text
    assert "- {id: tor, read: whole}" in text
    assert [one.name for one in tmp_path.iterdir()] == ["quality.yaml"]
    again = browser.send_with(browser.get(""), {"setting": "teaching", "file": "quality"}, "/begin")
    assert "is there already" in again.words
    assert (tmp_path / "quality.yaml").read_text("utf-8") == text


def test_a_file_that_was_named_is_begun(tmp_path: Path) -> None:
    browser = Browser(tmp_path / "new.yaml")
    page = browser.send_with(browser.get(""), {"setting": "teaching"}, "/begin")
    assert "The first things" in page.words
    assert (tmp_path / "new.yaml").exists()


def test_ties_are_written_into_the_file_of_ties(file: Path) -> None:
    ties = file.with_name("ties.yaml")
    ties.write_text("version: 1\nengagement: board-seat\n", encoding="utf-8")
    browser = Browser(file, ties=[ties])
    page = browser.get("f/a.yaml?add=ties")
    page = browser.send_with(page, {
        "ties[0].of": "mary", "ties[0].with+": "jo", "ties[0].kind": "friend",
    })  # fmt: skip
    assert page.status == 200
    assert "- {of: mary, with: jo, kind: friend}" in ties.read_text("utf-8")
    assert "ties" not in file.read_text("utf-8")
    assert "  jo: {}\n" in file.read_text("utf-8")


def test_the_report_is_downloaded(browser: Browser) -> None:
    answer = browser.client.get("/a-token/f/a.yaml/report.html")
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''a-report.html"
    assert "Carer on the quality committee" in answer.text


def test_it_ends_when_the_page_says_so(browser: Browser) -> None:
    answer = browser.client.post("/a-token/end")
    assert "You can close this window" in answer.text
    assert browser.ended == [True]


def test_what_an_audit_rests_on_counts_as_it_is_now(file: Path) -> None:
    settings, waivers = file.with_name("s.toml"), file.with_name("w.yaml")
    settings.write_text('waivers = "w.yaml"\n', "utf-8")
    waivers.write_text("waivers: none\n", "utf-8")
    asked = {**ASKED, "ties": (), "wanted": SettingsWanted(settings)}
    desk = FolderDesk(Services(), file, asked)
    first = desk.audit(file.name)
    assert desk.audit(file.name) is first

    found = next(one for one in first.engagements[0].outcomes if one.outcome == "failed")
    waivers.write_text(
        f"waivers:\n  - {{engagement: board-seat, rule: {found.rule}, subject: "
        f"'{found.subject}', reason: a second joins, owner: lead, approved_by: secretary, "
        "until: 2026-07-31}\n",
        "utf-8",
    )
    waived = [one for one in desk.audit(file.name).engagements[0].outcomes if one.accepted]
    assert [one.rule for one in waived] == [found.rule]

    settings.write_text(f'ignore = ["{found.rule}"]\n', "utf-8")
    rules = {one.rule for one in desk.audit(file.name).engagements[0].outcomes}
    assert rules
    assert found.rule not in rules


def test_ties_count_beside_a_text_that_is_typed(file: Path) -> None:
    ties = file.with_name("ties.yaml")
    ties.write_text("version: 1\nengagement: board-seat\nties: none\n", "utf-8")
    desk = FolderDesk(Services(), file, {**ASKED, "ties": (ties,)})
    typed = SMALL + "# typed\n"
    assert not desk.audit(file.name, typed).problems
    ties.write_text("version: 1\nengagement: board-seat\nties: [{of: nobody-known}]\n", "utf-8")
    assert desk.audit(file.name, typed).problems


def test_what_would_come_of_a_text_that_is_to_be_saved_is_said_so(file: Path) -> None:
    file.write_text("version: 1\nid: 9\n", "utf-8")
    browser = Browser(file)
    page = browser.get("f/a.yaml/text")
    assert "If you save: " in browser.type(page, {"text": SMALL}).words


def test_a_file_that_is_left_alone_from_now_on_is_shown_as_its_text(file: Path) -> None:
    settings = file.with_name("s.toml")
    settings.write_text("", "utf-8")
    browser = Browser(file, wanted=SettingsWanted(settings))
    asks = next(go for go in browser.get("f/a.yaml").goes.values() if go.startswith("ask="))
    page = browser.get(f"f/a.yaml?{asks}")
    settings.write_text('exclude = ["a.yaml"]\n', "utf-8")
    beside = browser.type(page, {})
    assert beside.status == 200
    assert browser.send(page).status < 500
