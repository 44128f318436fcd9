"""Lists of members and registers of interests as people keep them; all of them are invented."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import openpyxl

__all__ = ["MEMBERS", "PEOPLE", "SECTIONS", "register", "workbook"]

PEOPLE = ["Mary Okafor", "Dr Tom O'Brien", "Priya Shah", "Jane Smith", "Ali Khan", "Nia Rees"]

MEMBERS = (
    "\ufeffNorthfield Trust,,,,,,\r\n"
    "Membership of the Quality Committee as at March 2025,,,,,,\r\n"
    ",,,,,,\r\n"
    "Name,Role,Comittee,Term Start,Term End (dd/mm/yyyy),Declared interests,Email\r\n"
    "Mary Okafor,SU rep,Quality Committee,01/04/2024,31/03/2027,None,mary@example.org\r\n"
    '"Dr Tom O\'Brien",Chair,Quality Committee,March 2023,ongoing,'
    "Trustee of Mind in Northfield; shares in Acme Care Ltd,\r\n"
    "Vacant,Carer rep,Quality Committee,,,n/a,\r\n"
    "Priya Shah,Carer representative,Quality Committee,13/06/2024,when replaced,Nil return,\r\n"
    "Jane Smith (deputy),Director of Nursing,Quality Committee; Audit Committee,2022,,"
    '"Employed by Northfield University; friend of Mary Okafor; is a patient of Dr Jones",\r\n'
    ",,,,,,\r\n"
    "* denotes voting member,,,,,,\r\n"
)

SECTIONS = """\
Board and committee members,,
Board of Governors,,
Name,Role,Appointed
Ann Lee,Chair,1/9/2023
Bob May,Governor,1/9/2023
Trust Board,,
Name,Role,Appointed
Ann Lee,Non-executive director,2021
"""

_HEADER = [
    "Name", "Role", "Description of Interest", "Type of interest", "Organisation", "Date From",
    "Date To", "Action taken to mitigate",
]  # fmt: skip
_REGISTER: list[list[Any]] = [
    ["Mary Okafor", "Service user member", "Nil"],
    [
        "Tom O'Brien", "Chair", "Director", "Financial interests", "Acme Care Ltd",
        dt.datetime(2020, 5, 1), None, "Leaves the room when contracts are discussed",
    ],
    [
        "Tom O'Brien", None, "Trustee", "Non-financial professional interests",
        "Mind in Northfield", 2019, "Ongoing", "Declared at each meeting",
    ],
    ["Jane Smith", "Director of Nursing", "Husband works there", "Indirect interests", "Acme"],
    ["Ali Khan", "Lay member", '=HYPERLINK("x")'],
]  # fmt: skip
_AUDIT = [
    ["Name", "Role", "Sits as", "Voting?"],
    ["Ali Khan", "Chair", "independent", "Yes"],
    ["Nia Rees", "Member", "SU rep", "Yes"],
    ["Nia Rees", "Member", "somebody", "maybe"],
]


def workbook(sheets: dict[str, Sequence[Sequence[Any]]], merged: Sequence[str] = ()) -> bytes:
    """A workbook; ``merged`` are cells of its first sheet."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if name.startswith("Hidden"):
            sheet.sheet_state = "hidden"
    for area in merged:
        book.worksheets[0].merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def register() -> bytes:
    """A register of interests with a title, merged cells, a second and a hidden sheet."""
    rows: list[list[Any]] = [["Register of Interests 2025/26"], [], _HEADER, *_REGISTER]
    sheets: dict[str, Sequence[Sequence[Any]]] = {
        "Quality Committee": rows,
        "Audit Committee": _AUDIT,
        "Hidden notes": [["x"]],
    }
    return workbook(sheets, merged=["A1:H1", "B5:B6"])
