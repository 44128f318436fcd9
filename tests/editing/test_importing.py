"""Lists of any kind: what is written is valid and names nobody; what can't be read is refused."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.editing.lists import workbook

from pitfall_audit.editing import tables
from pitfall_audit.editing.answering import with_answers
from pitfall_audit.editing.importing import Import, imported
from pitfall_audit.editing.roster import sheet_of
from pitfall_audit.editing.roster_words import date_text, words
from pitfall_audit.editing.splice import spliced
from pitfall_audit.editing.tables import Row, Table, read_tables
from pitfall_audit.errors import UnreadableFileError
from pitfall_audit.yaml.reading import Document, read_text

ROOT = Path(__file__).parents[2]
NEW = "version: 1\nid: x\ntitle: X\n"
EXAMPLES = [path.read_text("utf-8") for path in sorted(ROOT.glob("examples/*.yaml"))]


def read(folder: Path, name: str, content: str | bytes) -> tuple[Table, ...]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_tables(path, name)


def from_rows(rows: list[list[str]], text: str = NEW) -> Import:
    table = Table("a.csv", "", tuple(Row(n, tuple(row)) for n, row in enumerate(rows, 1)), "")
    document = read_text(text, "a.yaml")
    assert isinstance(document, Document)
    return imported([sheet_of(table, {})], document.data, {})


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/03/2027", "2027-03-31"),
        ("1.2.25", "2025-02-01"),
        ("12-Mar-98", "1998-03-12"),
        ("1st of April 2025", "2025-04-01"),
        ("Sept 2025", "2025-09"),
        ("Mar-25", "2025-03"),
        ("2025", "2025"),
        ("2025-03-01 00:00:00", "2025-03-01"),
        ("31/02/2025", None),
        ("45012", None),
        ("when replaced", None),
        ("5 April", "5 April"),
    ],
)
def test_dates_as_people_write_them(text: str, day: str | None) -> None:
    assert date_text(text) == day


def test_dates_with_the_month_first_are_not_guessed_at() -> None:
    found = from_rows(
        [["Name", "Role", "From"], ["A B", "x", "12/25/2024"], ["C D", "x", "1/2/2025"]]
    )
    assert [one.where for one in found.left] == ["a.csv, row 2, From", "a.csv, row 3, From"]
    assert not any("from" in str(answer.value) for answer in found.answers)


@pytest.mark.parametrize(
    ("interest", "tie"),
    [
        ("Trustee of the Northfield Trust", "{organisation: Northfield Trust}, kind: trustee-of"),
        ("owns Acme Care, since 2019", "{organisation: Acme Care}, kind: financial"),
        ("Member of the Labour Party", "{organisation: Labour Party}, kind: other"),
        ("Trustee, Northfield Hospice", "{organisation: Northfield Hospice}, kind: trustee-of"),
        ("Shareholder (AstraZeneca)", "{organisation: AstraZeneca}, kind: financial"),
        ("Member, Labour Party", "{organisation: Labour Party}, kind: other"),
        ("Magistrate, retired", ""),
        ("Friend of Cy Dee", "with: person-2, kind: friend"),
        ("Hospitality from Acme (£50)", "{organisation: Acme}, kind: gift"),
        ("Husband works for Acme", ""),
        ("I am a patient of the trust", ""),
        ("Chair of the Dee Foundation", ""),
        ("Advises Professor Jones", ""),
        ("Governor at the practice of Dr Oh", ""),
        ("Magistrate", ""),
        ("=cmd|' /C calc'!A0", ""),
        ("Nil return", ""),
    ],
)
def test_an_interest_is_a_tie_where_it_says_with_whom(interest: str, tie: str) -> None:
    found = from_rows([["Name", "Interest 1"], ["Ann Bo", interest], ["Cy Dee", ""]])
    written = [str(one.value) for one in found.answers if one.place == "ties"]
    assert len(written) == bool(tie)
    assert all(tie in one and "Dee" not in one for one in written)
    assert len(found.left) == (not tie and interest != "Nil return") + ("Friend" in interest)


def test_what_nobody_says_is_not_written() -> None:
    found = from_rows(
        [
            ["Name", "Role", "Committee", "Member type", "Post"],
            ["Ann Bo", "Carer representative", "Board", "", ""],
            ["Bo Cy and Di Em", "Member", "Board", "", ""],
            ["", "Secretary", "Board", "", ""],
            ["Vacant (was Flo)", "Member", "Board", "", ""],
            ["Gus Hay", "Member", "", "SU rep", "retired through illness"],
        ]
    )
    assert [one.value for one in found.answers] == [
        "{person-1: {}, person-2: {}}",
        "[{id: carer-representative, title: Carer representative, body: Board, "
        "holders: [person-1]}, {id: secretary, title: Secretary, body: Board}, "
        "{id: member, title: Member, body: Board, holders: none}, "
        "{id: member-2, title: Member, holders: "
        "[{person: person-2, as: service user representative}]}]",
    ]
    assert [one.where.removeprefix("a.csv, row ") for one in found.left] == [
        "3, Name", "4", "5, Name", "6, Committee", "6",
    ]  # fmt: skip


def test_ids_that_a_list_gives_are_taken_unless_they_are_names() -> None:
    rows = [["ID", "Name"], ["m1", "Ann Bo"], ["ann", "Cy Ann"], ["M2", "Di Em"], ["m1", "Flo Gus"]]
    found = from_rows(rows)
    assert list(found.key) == ["m1", "person-1", "person-2", "person-3"]
    assert len(found.left) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_as_programs_save_it(encoding: str, delimiter: str, tmp_path: Path) -> None:
    rows = [["Register"], [], ["Name", "Post"], ["Zoë Ñ, MBE; OBE", "a\nb"]]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    (table,) = read(tmp_path, "a.csv", out.getvalue().encode(encoding))
    assert [(row.number, row.cells) for row in table.rows] == [
        (1, ("Register",)), (3, ("Name", "Post")), (4, ("Zoë Ñ, MBE; OBE", "a\nb")),
    ]  # fmt: skip


def test_records(tmp_path: Path) -> None:
    (table,) = read(tmp_path, "a.json", '[{"name": "\\u00c1", "ties": ["a", null]}, {"x": true}]')
    assert [row.cells for row in table.rows] == [
        ("name", "ties", "x"),
        ("Á", "a", ""),
        ("", "", "true"),
    ]
    board, rest = read(tmp_path, "a.yaml", "Board:\n- {name: A}\nnote: hello\n")
    assert (board.sheet, rest.sheet, rest.rows) == ("Board", "note", ())


def _inflated(parts: int) -> bytes:
    out = io.BytesIO(workbook({"A": [["Name"]]}))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/media/x", b"\0" * parts)
    return out.getvalue()


def _sheet_of(xml: str) -> bytes:
    """A workbook whose one sheet is what somebody wrote by hand."""
    old, new = io.BytesIO(workbook({"A": [["Name"]]})), io.BytesIO()
    with zipfile.ZipFile(old) as source, zipfile.ZipFile(new, "w") as target:
        for part in source.namelist():
            is_sheet = part.startswith("xl/worksheets/")
            target.writestr(part, xml if is_sheet else source.read(part))
    return new.getvalue()


_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>{}</sheetData>{}</worksheet>"
)
_WIDE = "".join(f'<row r="{n}"><c r="XFD{n}" t="str"><v>x</v></c></row>' for n in range(1, 40))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", _inflated(tables._UNPACKED)),
        ("a.xlsx", b"PK\x03\x04 nothing"),
        ("a.xlsx", _sheet_of(_SHEET.format(_WIDE, ""))),
        ("a.xlsx", _sheet_of('<!DOCTYPE a [<!ENTITY b "c">]>' + _SHEET.format("", ""))),
        ("a.xls", b"\xd0\xcf\x11\xe0 old"),
        ("a.csv", b"a\0b"),
        ("a.csv", b"\x81\x8d\xff"),
        ("a.csv", "Name\n" + "x" * 3_000),
        ("a.csv", "a" * 5_000_001),
        ("a.csv", "a,b\n" * 100_001),
        ("a.json", "[" * 60),
        ("a.json", '{"a": 1}'),
    ],
    ids=range(12),
)  # fmt: skip
def test_what_is_not_read_is_refused(name: str, content: str | bytes, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        read(tmp_path, name, content)


def test_a_cell_merged_over_all_and_a_row_at_the_very_end_are_read(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1" t="str"><v>x</v></c></row><row r="1048576"><c r="A1048576"/></row>'
    )
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    (table,) = read(tmp_path, "a.xlsx", _sheet_of(_SHEET.format(cells, merged)))
    assert table.rows[0] == Row(1, ("x",))


CELLS = [
    "", "Ann Lee", "Dr Bob May", "Lee, Ann", "Zoë O'Hare", "vacant", "Member", "Chair", "SU rep",
    "Quality Committee", "Board; Panel", "Ann Lee's Panel", "1/4/2025", "13/25/2025", "March 2025",
    "2025", "31/12/2024", "None", "n/a", "yes", "observer", "carer", "=1+1", "none", "not-stated",
    "Trustee of Mind; friend of Bob May", "shares in Acme", "a: b # c, {d}", "é\n- x", "m1", "~",
    "others", "unnamed", "'", '"', "x" * 120, "1 Committee",
]  # fmt: skip
NAMES = ["Ann Lee", "Dr Bob May", "Lee, Ann", "Zoë O'Hare", "jane o'hare", "vacant", "", "Flo"]
HEADERS = sorted(
    {word for one in words()["columns"].values() for word in one["words"][:2]} | {"Email", "?"}
)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from(HEADERS), min_size=1, max_size=8, unique=True),
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.lists(st.sampled_from(CELLS), min_size=8, max_size=8)),
        max_size=6,
    ),
    st.sampled_from([NEW, *EXAMPLES]),
)
def test_what_is_written_is_valid_and_names_nobody(
    header: list[str], cells: list[tuple[str, list[str]]], text: str
) -> None:
    rows = [["name", *header], *([name, *more[: len(header)]] for name, more in cells)]
    found = from_rows(rows, text)
    new = with_answers(text, "a.yaml", found.answers)
    assert new == with_answers(text, "a.yaml", from_rows(rows, text).answers)
    lines = iter(new.splitlines())
    kept = [line for line in text.splitlines() if line in lines]
    changed = set(text.splitlines()) - set(kept)
    assert all(line.split(":")[0] in new for line in changed)
    added = new if text == NEW else "".join(str(answer.value) for answer in found.answers)
    names = {part for one in found.key.values() for part in one.replace(",", " ").split()}
    assert not any(part in added for part in names if len(part) > 2)


def test_any_answer_is_a_splice() -> None:
    """What is added changes nothing else: the one writer is used for all of it."""
    for text in EXAMPLES:
        found = from_rows([["Name", "Role"], ["Ann Bo", "Chair"], ["Cy Dee", "Visitor"]], text)
        document: Any = read_text(text, "a.yaml")
        for answer in found.answers:
            assert answer.place.startswith(("people", "roles"))
        assert spliced(document, ("people", "person-1"), {}) is not None
