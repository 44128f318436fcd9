"""Findings as a plan of action: a table with room for who does what by when, read again later."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from textwrap import shorten
from typing import Final

from pitfall_audit.engine.actions import HEADINGS, STATUSES, WRITTEN
from pitfall_audit.engine.result import AuditResult, EngagementResult
from pitfall_audit.language import translated
from pitfall_audit.report.listing import plain
from pitfall_audit.report.matters import CheckGroup
from pitfall_audit.report.packages import as_csv, saved, workbook
from pitfall_audit.report.view import view_of
from pitfall_audit.report.wording import SEVERITIES, joined, named

__all__ = ["COLUMNS", "to_csv", "to_xlsx"]

_BRIEF = partial(shorten, width=1_000, placeholder=" …")
"""A cell is to be read; and no cell is read again that is very long."""
_WIDTHS: Final = (24, 14, 44, 44, 26, 16, 16, 30, 40, 24, 24)
_LONGEST_CHOICE: Final = 254
_NOBODY: Final = "Whoever leads the arrangement"


def _row(engagement: EngagementResult, groups: list[CheckGroup]) -> Mapping[str, str]:
    """One action: what one check found in one arrangement, by the headings of the table."""
    outcomes = [one for group in groups for one in group.outcomes]
    check = groups[0].check
    said = [
        ("" if len(groups) == 1 else f"{SEVERITIES[group.severity].title}: ")
        + (
            " ".join(
                [
                    *(one.message for one in group.put_first),
                    group.said_of_all,
                    translated("Of: %(whom)s.", whom=named(group.labels, 6)),
                    *(one.message for one in group.remarks),
                ]
            )
            if group.said_of_all
            else " ".join(dict.fromkeys(one.message for one in group.outcomes))
        )
        for group in groups
    ]
    remedy = check.rule.remedy if check.rule else ""
    owners = list(dict.fromkeys(one.who for one in outcomes if one.who)) or [translated(_NOBODY)]
    return {
        "Title": plain(engagement.title),
        "How serious": SEVERITIES[groups[0].severity].title,
        "What was found": _BRIEF(plain(" ".join(said))),
        "What to do": _BRIEF(plain(remedy)),
        HEADINGS["owner"]: plain(joined(owners)),
        **{HEADINGS[name]: "" for name in WRITTEN},
        HEADINGS["engagement"]: engagement.id,
        HEADINGS["rule"]: check.id,
    }


def _rows(result: AuditResult) -> list[Mapping[str, str]]:
    """An action for each check that found something in an arrangement, the weightiest first."""
    rows = []
    for each in view_of(result).engagements:
        by_check: dict[str, list[CheckGroup]] = {}
        for group in each.findings:
            by_check.setdefault(group.check.id, []).append(group)
        rows += [_row(each.engagement, groups) for groups in by_check.values()]
    return rows


COLUMNS: Final = (
    "Title", "How serious", "What was found", "What to do", HEADINGS["owner"],
    *(HEADINGS[name] for name in WRITTEN), HEADINGS["engagement"], HEADINGS["rule"],
)  # fmt: skip


def _table(result: AuditResult) -> list[list[str]]:
    cells = ([row[name] for name in COLUMNS] for row in _rows(result))
    return [[*map(translated, COLUMNS)], *cells]


def to_csv(result: AuditResult) -> str:
    """The plan as CSV."""
    return as_csv(_table(result))


def to_xlsx(result: AuditResult) -> bytes:
    """The plan as a workbook, with a choice for the status; its cells are texts and no formulas."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415  # an extra

    rows = _table(result)
    book = workbook("Plan", rows, _WIDTHS)
    sheet = book.active
    status = sheet.cell(1, COLUMNS.index(HEADINGS["status"]) + 1).column_letter
    words = [*map(translated, STATUSES.values())]
    # A list in a rule has commas between its words, and little room.
    if not re.search('[",]', "".join(words)) and len(",".join(words)) < _LONGEST_CHOICE:
        choice = DataValidation(type="list", formula1=f'"{",".join(words)}"')
        sheet.add_data_validation(choice)
        choice.add(f"{status}2:{status}{max(len(rows), 2)}")
    due = sheet.cell(1, COLUMNS.index(HEADINGS["due"]) + 1).column_letter
    for (one,) in sheet[f"{due}2:{due}{max(len(rows), 2)}"]:
        one.value, one.number_format = None, "yyyy-mm-dd"
    return saved(book, result)
