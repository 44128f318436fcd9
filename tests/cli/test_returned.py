"""``answer --from``: sheets that come back filled in, and what of them gets into the file."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Mapping
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from docx import Document
from inline_snapshot import snapshot
from openpyxl import load_workbook

from pitfall_audit import audit
from pitfall_audit.cli.main import main
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.report.formats import LETTERS
from pitfall_audit.report.letters import MARK, WORDS

ROOT = Path(__file__).parents[2]
COMMITTEE = (ROOT / "examples" / "advisory-committee.yaml").read_text("utf-8")
DAY = ("--as-of", "2026-06-30")
Capture = pytest.CaptureFixture[str]
ANSWERS = {
    "roles.expert-by-experience.speaks_for": "Own experience.",
    "roles.carer-member.equal_terms": "YES",
    "roles.expert-by-experience.holders.nadia.terms_told_on": "12th January 2026",
    "payment.fee.amount": "£20",
    "recruitment.ways_in": "online, phone and visit",
    "promises.second-member.status": "In progress",
    "roles.expert-by-experience.equal_terms": "yes, since March",
    "access.needs_asked_on": "I don't know",
    "monitoring.offered": "=1+1",
}
WRITTEN = (
    "speaks_for: own-experience", "equal_terms: yes", "terms_told_on: 2026-01-12", "amount: £20",
    "status: in-progress", "ways_in: [online, phone, visit]",
)  # fmt: skip


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "90")
    path = Path("committee.yaml")
    path.write_text(COMMITTEE, "utf-8")
    return path


def result_of(file: Path) -> AuditResult:
    return audit([file], as_of=dt.date(2026, 6, 30))


def sheet(file: Path, name: str) -> bytes:
    (form,) = (one for one in LETTERS if one.name == name)
    return form.content_of(result_of(file))


def filled(content: bytes, name: str, answers: Mapping[str, str]) -> bytes:
    """A sheet with some answers written into it, as whoever was asked would do it."""
    made = io.BytesIO()
    if name == "csv":
        rows = [*csv.reader(io.StringIO(content.decode("utf-8-sig")))]
        text = io.StringIO()
        csv.writer(text).writerows([rows[0], *(_row(row, rows[0], answers) for row in rows[1:])])
        return text.getvalue().encode()
    if name == "xlsx":
        book = load_workbook(io.BytesIO(content))
        head, *rest = book.active.iter_rows()
        for row in rest:
            said = _row([one.value or "" for one in row], [one.value for one in head], answers)
            for cell, value in zip(row, said, strict=True):
                cell.value, cell.data_type = value, "s"
        book.save(made)
        return made.getvalue()
    document = Document(io.BytesIO(content))
    paragraphs = document.paragraphs
    for one, below in pairwise(paragraphs):
        if (found := MARK.search(one.text)) and found[2] in answers:
            below.runs[0].text = f"{answers[found[2]]}\t"
    document.save(made)
    return made.getvalue()


def _row(row: list[str], head: list[str], answers: Mapping[str, str]) -> list[str]:
    place = row[head.index(WORDS["columns"]["place"])]
    at = head.index(WORDS["columns"]["answer"])
    return [*row[:at], answers.get(place, ""), *row[at + 1 :]]


def back(file: Path, content: bytes, name: str) -> int:
    Path(f"back.{name}").write_bytes(content)
    return main(["answer", str(file), "--from", f"back.{name}", *DAY])


@pytest.mark.parametrize("name", ["csv", "xlsx", "docx"])
def test_what_fits_is_written_and_nothing_else(name: str, file: Path, capsys: Capture) -> None:
    assert back(file, filled(sheet(file, name), name, ANSWERS), name) == 2
    text = file.read_text("utf-8")
    for line in WRITTEN:
        assert text.count(line) == COMMITTEE.count(line) + 1, line
    assert Path("committee.yaml.bak").read_text("utf-8") == COMMITTEE
    added = [one for one in text.splitlines() if one not in COMMITTEE.splitlines()]
    assert not [one for one in added if "needs_asked" in one or "1+1" in one or "March" in one]
    first = capsys.readouterr().out
    assert "“yes, since March”" in first
    assert "“=1+1”" in first


def test_a_sheet_given_again_changes_nothing(file: Path, capsys: Capture) -> None:
    back(file, filled(sheet(file, "csv"), "csv", ANSWERS), "csv")
    text = file.read_text("utf-8")
    capsys.readouterr()
    assert back(file, Path("back.csv").read_bytes(), "csv") == 2
    assert file.read_text("utf-8") == text
    shown = capsys.readouterr()
    assert shown.out.count("the file says so already") == len(WRITTEN)
    assert "The file has changed since the sheet was written." in shown.err


def test_a_sheet_left_empty_leaves_all_open(file: Path, capsys: Capture) -> None:
    assert back(file, sheet(file, "docx"), "docx") == 0
    shown = capsys.readouterr()
    assert "No answer on it was written." in shown.out
    assert shown.err == "Nothing was written: committee.yaml is as it was.\n"
    assert file.read_text("utf-8") == COMMITTEE


TABLE = """\
Question,About,Your answer,What should be known beside it,Arrangement,Place in the file,Why
May it decide?,,decide,,crisis-service-advisory,bodies.committee.powers,
Who stands in?,omar,,ring first,crisis-service-advisory,roles.carer-member.voting,
Does she vote?,mary,No,not since May,crisis-service-advisory,roles.carer-member.voting,
Does she vote?,mary,Yes,,crisis-service-advisory,roles.carer-member.voting,
Who is she?,,Mary,,crisis-service-advisory,roles.nobody.voting,
What else?,,tea,,crisis-service-advisory,biscuits,
Is it told?,,yes,,crisis-service-advisory,roles[1].equal_terms,
And there?,,yes,,another-one,roles.member.voting,
How is it?,,well,,crisis-service-advisory,,
"""


def test_each_answer_stands_beside_its_question(file: Path, capsys: Capture) -> None:
    assert back(file, TABLE.encode(), "csv") == 2
    shown = capsys.readouterr()
    assert shown.out.partition("\n--- ")[0] == snapshot("""\
What back.csv says
──────────────────
Row 2. May it decide?
  “decide”
  → Not written: the file says `advise` there already

Row 3. Who stands in?
  About: omar
  “What should be known beside it: ring first”

Row 4. Does she vote?
  About: mary
  “No”
  “What should be known beside it: not since May”
  → roles.carer-member.voting: no

Row 5. Does she vote?
  About: mary
  “Yes”
  → Not written: the file says `no` there already

Row 6. Who is she?
  “Mary”
  → Not written: `roles` has no entry that goes by “nobody”.

Row 7. What else?
  “tea”
  → Not written: there is no field `biscuits`

Row 8. Is it told?
  “yes”
  → Not written: the file has changed, and the entry it is about is known by its number
    alone

Row 10. How is it?
  “well”
  → Not written: no one field holds it, so it is written by hand

What is left (7)
────────────────
row 2: May it decide?
row 3: Who stands in? (omar)
row 5: Does she vote? (mary)
row 6: Who is she?
row 7: What else?
row 8: Is it told?
row 10: How is it?\
""")
    assert shown.err == snapshot("""\
Not looked at: what the sheet asks about another-one.
Written to committee.yaml; as it was, it is in committee.yaml.bak.
""")


def test_a_sheet_of_nothing_here_is_refused(file: Path, capsys: Capture) -> None:
    for content in (TABLE.replace("crisis-service-advisory", "x-y"), "Name,Role\nMary,chair\n", ""):
        assert back(file, content.encode(), "csv") == 2
    assert capsys.readouterr().err == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit answer
  cause: back.csv has no question about crisis-service-advisory.
  help:  It asks about another-one, x-y: name the file of that.
pitfall-audit could not run as asked.
  where: pitfall-audit answer
  cause: back.csv is no sheet of questions that can be read again
  help:  name a .docx, .xlsx or .csv that `pitfall-audit questions` wrote, headings and all
pitfall-audit could not run as asked.
  where: pitfall-audit answer
  cause: back.csv is no sheet of questions that can be read again
  help:  name a .docx, .xlsx or .csv that `pitfall-audit questions` wrote, headings and all
""")


def test_ways_of_answering_that_exclude_each_other_are_named(file: Path, capsys: Capture) -> None:
    ways = {
        "--from": "back.csv", "--set": "lead=omar", "--unset": "roles", "--who": "omar",
    }  # fmt: skip
    for one, other in combinations(ways, 2):
        if (one, other) != ("--set", "--unset"):
            assert main(["answer", str(file), one, ways[one], other, ways[other]]) == 2
            assert f"{one} and {other} exclude each other" in capsys.readouterr().err
    del ways["--from"]
    assert main(["answer", str(file), *(text for way in ways.items() for text in way)]) == 2
    assert "--set and --who exclude each other" in capsys.readouterr().err


def test_a_hostile_document_is_refused(file: Path, capsys: Capture) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", b" " * 60_000_000)
    for content in (bomb.getvalue(), b"PK\x03\x04 and no more", b"\0" * 100):
        assert back(file, content, "docx") == 4
    assert capsys.readouterr().err == snapshot("""\
unreadable: Unpacked, this comes to 60,000,000 bytes in 1 parts: more than is read.
  → back.docx
  help: Copy what matters into a document of its own.
unreadable: It is not what its name says.
  → back.docx
  help: Save it again, or as PDF.
unreadable: It is not what its name says.
  → back.docx
  help: Save it again, or as PDF.
""")
    assert file.read_text("utf-8") == COMMITTEE
