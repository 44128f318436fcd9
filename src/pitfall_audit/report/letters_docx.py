"""The sheets of questions for a word processor, to be typed into or printed."""

from __future__ import annotations

from docx.document import Document as Page
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from pitfall_audit.engine.result import AuditResult
from pitfall_audit.language import spoken, translated
from pitfall_audit.report.letters import WORDS, Asked, Letters, Sheet, letters_of, mark_of
from pitfall_audit.report.listing import plain
from pitfall_audit.report.packages import document_written, new_document

__all__ = ["to_docx"]

_WIDTH = Cm(16)


def to_docx(result: AuditResult, *, who: str | None = None) -> bytes:
    """The sheets as a Word document, each on pages of its own; one result gives one document."""
    letters = letters_of(result, who)
    page = new_document(Cm(2.5), Cm(2.5))
    page.styles["Normal"].font.size = Pt(12)
    page.core_properties.title = translated(WORDS["title"])
    page.core_properties.author = result.tool.name
    page.core_properties.language = spoken()
    page.core_properties.comments = ""
    if not letters.sheets:
        page.add_heading(translated(WORDS["title"]), 1)
        page.add_paragraph(translated(WORDS["keeper"]["none"]))
    if letters.left_out:
        page.add_paragraph(letters.left_out)
    for sheet in letters.sheets:
        _sheet(page, sheet)
    if letters.for_keeper and letters.sheets:
        _for_keeper(page, letters)
    return document_written(page, result)


def _heading(page: Page, text: str, *, first: bool) -> None:
    heading = page.add_heading(text, 1)
    heading.paragraph_format.page_break_before = not first


def _sheet(page: Page, sheet: Sheet) -> None:
    _heading(page, sheet.heading, first=not page.paragraphs)
    organisation = sheet.arrangement.organisation
    about = [sheet.arrangement.title, *([organisation] if organisation else [])]
    page.add_paragraph(plain(", ".join(about)), style="Subtitle")
    _blank(page.add_paragraph(f"{translated('Dear')} "), Cm(9))
    for text in sheet.greeting:
        page.add_paragraph(text)
    page.add_paragraph(translated(WORDS["leave"]))
    for one in sheet.questions:
        _asked(page, one, sheet)
    for text in WORDS["closing"]:
        page.add_paragraph(translated(text))
    back = translated("Please give this back to … by …")
    for text in (back, translated("Answered by … on …")):
        before, after, *_ = text.split("…")
        line = _blank(page.add_paragraph(before), Cm(11.5))
        line.add_run(f" {after.strip()} ")
        _blank(line, _WIDTH)


def _asked(page: Page, one: Asked, sheet: Sheet) -> None:
    page.add_heading(f"{one.number}  {' '.join(one.texts)}", 2)
    about = [translated("About: %(what)s", what=one.about)] if one.about else []
    why = [translated("Why we ask: %(why)s", why=one.why)] if one.why else []
    for text in (*about, *why, translated("How to answer: %(how)s", how=one.how)):
        page.add_paragraph(text).paragraph_format.keep_with_next = True
    for place, what, _ in one.parts:
        named = page.add_paragraph(f"{what} " if what else "")
        mark = named.add_run(mark_of(sheet, place)).font
        mark.size, mark.color.rgb = Pt(7), RGBColor(0x70, 0x70, 0x70)
        for _ in one.lines if len(one.parts) == 1 else range(1):
            line = _blank(page.add_paragraph(), _WIDTH)
            line.paragraph_format.keep_with_next = True
    for tick in one.ticks:
        paragraph = page.add_paragraph(f"☐ {tick} ")
        paragraph.paragraph_format.space_after = Pt(2)
        if tick.endswith(":"):
            _blank(paragraph, _WIDTH)


def _blank(paragraph: Paragraph, to: int) -> Paragraph:
    """Add a line to write on, as far as a distance from the margin."""
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(to, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
    paragraph.add_run("\t")
    return paragraph


def _for_keeper(page: Page, letters: Letters) -> None:
    said = WORDS["keeper"]
    _heading(page, translated(said["title"]), first=False)
    page.add_paragraph(translated(said["says"]))
    page.add_paragraph(translated(said["back"]))
    for command, sheets in letters.by_file:
        page.add_heading(plain(sheets[0].arrangement.title), 2)
        page.add_paragraph().add_run(command).font.name = "Consolas"
        table = page.add_table(rows=1, cols=2, style="Table Grid")
        table.autofit = False
        cells = [(translated("No."), translated("Where its answer goes"))] + [
            (one.number, "\n".join((*one.sets, "; ".join(one.by_hand))).strip())
            for sheet in sheets
            for one in sheet.questions
        ]
        for at, texts in enumerate(cells):
            row = table.rows[0] if at == 0 else table.add_row()
            for cell, text, width in zip(row.cells, texts, (Cm(2), Cm(14)), strict=True):
                cell.text, cell.width = text, width
