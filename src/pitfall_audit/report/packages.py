"""Office files: the same content gives the same bytes, whenever they are made."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pitfall_audit.engine.result import AuditResult
from pitfall_audit.report.lines import cell
from pitfall_audit.report.listing import plain

__all__ = ["as_csv", "day_of", "document_written", "new_document", "saved", "workbook"]

_DAY: Final = re.compile(r"[0-9]{4}-[01][0-9]-[0-3][0-9]")
_STAMP: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def day_of(result: AuditResult) -> str:
    """The day of an audit; that before all others where one was written into a result by hand."""
    return result.as_of if _DAY.fullmatch(result.as_of) else "1980-01-01"


def _as_of_day(content: bytes, result: AuditResult) -> bytes:
    """Give an Office file the day of the audit, in place of the moment at which it was written."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            entry = ZipInfo(name)  # of 1980, as all that has no time
            entry.compress_type = ZIP_DEFLATED
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _STAMP.sub(rb"\g<1>%bT00:00:00Z" % day_of(result).encode(), part)
            new.writestr(entry, part)
    return made.getvalue()


def as_csv(rows: Iterable[Iterable[str]]) -> str:
    """Rows as CSV, as spreadsheets open it: no cell of it can be taken for a formula."""
    text = StringIO()
    # Without this mark Excel takes the text for another encoding.
    text.write("\ufeff")
    csv.writer(text).writerows([map(cell, row) for row in rows])
    return text.getvalue()


def new_document(sides: Any, ends: Any) -> Any:
    """An empty Word document on A4, with margins at its sides, and above and below."""
    from docx import Document  # noqa: PLC0415  # an extra, which few need
    from docx.shared import Cm  # noqa: PLC0415

    page = Document()
    for section in page.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = sides
        section.top_margin = section.bottom_margin = ends
    return page


def document_written(page: Any, result: AuditResult) -> bytes:
    """A Word document as it is written to a file, of the day of an audit."""
    made = BytesIO()
    page.save(made)
    return _as_of_day(made.getvalue(), result)


def workbook(title: str, rows: Iterable[Sequence[str]], widths: Sequence[int]) -> Any:
    """A workbook of one sheet, laid out to be read and printed; its cells are no formulas.

    The first row is its heading. ``widths`` are those of the columns, in characters.
    """
    from openpyxl import Workbook  # noqa: PLC0415  # an extra, which few need
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    book = Workbook()
    sheet: Any = book.active
    sheet.title = title
    for number, row in enumerate(rows, 1):
        for at, text in enumerate(map(plain, row), 1):
            written = sheet.cell(number, at, text or None)
            written.data_type = "s" if text else "n"  # whatever its first sign is
            written.alignment = Alignment(wrap_text=True, vertical="top")
            written.font = Font(bold=number == 1)
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[sheet.cell(1, at).column_letter].width = width
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    return book


def saved(book: Any, result: AuditResult) -> bytes:
    """A workbook as it is written to a file, of the day of an audit."""
    book.properties.creator = result.tool.name
    made = BytesIO()
    book.save(made)
    return _as_of_day(made.getvalue(), result)
