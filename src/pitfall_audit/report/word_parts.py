"""Parts of a Word document that python-docx has no words for, and the styles it begins with."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.document import Document as Page
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from pitfall_audit.errors import UsageProblem
from pitfall_audit.report.brand import Brand
from pitfall_audit.report.packages import new_document
from pitfall_audit.report.screen import safe_line
from pitfall_audit.yaml.document_parts import packaged_data

__all__ = [
    "SHEET_WORDS", "WORDS", "add_blank", "add_logo", "add_sign", "begun", "keep_together", "linked",
    "mark", "shaded", "turned",
]  # fmt: skip

WORDS: Final[Mapping[str, Any]] = packaged_data("pitfall_audit.report", "word.yaml")
SHEET_WORDS: Final[Mapping[str, Any]] = {
    **WORDS,
    **{
        key: {**WORDS[key], **own} if isinstance(own, Mapping) else own
        for key, own in WORDS["sheets"].items()
    },
}
"""What a sheet of questions is set with."""
_UNPACKED: Final = 50_000_000
"""How many bytes a reference document may have, unpacked."""


def begun(brand: Brand, title: str, author: str, language: str, words: Mapping[str, Any]) -> Page:
    """An empty document of a title and an author, in the styles of a brand's reference or in ours.

    ``words`` say what ours are. Raises UsageProblem where the reference is no document, or lacks
    a style.
    """
    page = _from_reference(brand.reference) if brand.reference else _ours(brand, words)
    for one in page.styles.element.iter(qn("w:lang")):
        one.set(qn("w:val"), language)
    said = page.core_properties
    # Each may have 255 characters.
    said.title, said.author = safe_line(title)[:255], safe_line(author)[:255]
    said.last_modified_by, said.language = said.author, language
    said.comments = said.keywords = said.subject = said.category = ""
    return page


def _from_reference(content: bytes) -> Page:
    try:
        with ZipFile(BytesIO(content)) as parts:
            if sum(one.file_size for one in parts.infolist()) > _UNPACKED:
                raise ValueError(f"it has more than {_UNPACKED:,} bytes")
        page = Document(BytesIO(content))
    except Exception as problem:  # whatever is in a file that only may be one
        why = "it is no package" if isinstance(problem, BadZipFile) else str(problem)
        raise UsageProblem(WORDS["no_document"].format(why=why), WORDS["save"]) from problem
    there = {style.name for style in page.styles}
    if lacking := [one for one in _needed() if one not in there]:
        raise UsageProblem(WORDS["lacks"].format(styles=", ".join(lacking)), WORDS["begin"])
    body = page.element.body
    for part in [one for one in body if one.tag != qn("w:sectPr")]:
        body.remove(part)
    body.get_or_add_sectPr()  # which a document may leave out
    return page


def _needed() -> list[str]:
    """The styles that are used, by their names in Word."""
    groups = [{*WORDS[one].values()} for one in ("paragraphs", "lists", "letters")]
    return sorted({WORDS["plain"], WORDS["cell"], WORDS["table"]}.union(*groups))


def _ours(brand: Brand, words: Mapping[str, Any]) -> Page:
    page: Page = new_document(*map(_length, words["margins"]))
    for name in words["letters"].values():
        page.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    for name, look in words["looks"].items():
        style: Any = page.styles[name]
        style.font.name, style.font.size = look.get("font", words["font"]), Pt(float(look["size"]))
        for fonts in style.element.iter(qn("w:rFonts")):  # those of a theme would go before
            for key in [one for one in fonts.attrib if one.endswith("Theme")]:
                del fonts.attrib[key]
        if look.get("heading"):
            style.font.color.rgb = RGBColor.from_string(
                (brand.accent or words["accent"])[1:].upper()
            )
            style.font.italic = False
        if style.type == WD_STYLE_TYPE.PARAGRAPH:
            style.paragraph_format.space_before = Pt(float(look.get("before", 0)))
            style.paragraph_format.space_after = Pt(float(look.get("after", 0)))
            style.paragraph_format.line_spacing = 1
            if "with_next" in look:
                style.paragraph_format.keep_with_next = True
    section = page.sections[0]
    if brand.marking:
        section.header.paragraphs[0].add_run(safe_line(brand.marking)).bold = True
    foot = section.footer.paragraphs[0]
    for field in words["foot"]:
        foot.add_run(" / " if foot.runs else "")
        foot._p.append(_made("w:fldSimple", {"w:instr": field}))
    return page


def _length(centimetres: str) -> Length:
    return Cm(float(centimetres))


def _made(name: str, attributes: Mapping[str, str]) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(key), value)
    return element


def mark(paragraph: Paragraph, name: str) -> None:
    """Let links lead to a paragraph, by a name that ends in a number of its own."""
    number = {"w:id": name.removeprefix("part")}
    paragraph._p.append(_made("w:bookmarkStart", {**number, "w:name": name}))
    paragraph._p.append(_made("w:bookmarkEnd", number))


def linked(paragraph: Paragraph, run: Run, aim: str, marks: Mapping[str, str]) -> None:
    """Make a run lead to the web, or to a part of the document by its name among ``marks``."""
    if aim[1:] in marks:
        link = _made("w:hyperlink", {"w:anchor": marks[aim[1:]]})
    else:
        kind = RELATIONSHIP_TYPE.HYPERLINK
        link = _made("w:hyperlink", {"r:id": paragraph.part.relate_to(aim, kind, is_external=True)})
        run.underline = True
    paragraph._p.append(link)
    link.append(run._r)


def add_sign(paragraph: Paragraph, kind: str) -> None:
    """Add a sign in place of one of the shapes of the page."""
    run = paragraph.add_run(f"{WORDS['signs'][kind]} ")
    if kind in WORDS["colours"]:
        run.font.color.rgb = RGBColor.from_string(WORDS["colours"][kind])


def add_blank(paragraph: Paragraph, to: Length) -> None:
    """Add a line to write on, as far as a distance from the margin."""
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(to, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
    paragraph.add_run("\t")


def add_logo(paragraph: Paragraph, address: str, said: str) -> None:
    """Add a picture from a ``data:`` address, with what is said of it to those who can't see it.

    Raises UsageProblem where Word could not show it.
    """
    kind, _, content = address.partition(";base64,")
    if kind == "data:image/svg+xml":
        raise UsageProblem(WORDS["svg"], WORDS["png"])
    try:
        picture = paragraph.add_run().add_picture(BytesIO(base64.b64decode(content)))
        least = min(
            _length(WORDS["logo"][0]) / picture.width, _length(WORDS["logo"][1]) / picture.height
        )
    except Exception as problem:  # it is only known to begin as a picture
        why = type(problem).__name__
        raise UsageProblem(WORDS["broken"].format(why=why), WORDS["png"]) from problem
    picture.width, picture.height = (
        Length(round(min(least, 1) * one)) for one in (picture.width, picture.height)
    )
    picture._inline.docPr.set("descr", safe_line(said))


def keep_together(row: _Row, *, head: bool) -> None:
    """Let no page break fall into a row of a table; its head stands on each page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(_made("w:cantSplit", {}))
    if head:
        properties.append(_made("w:tblHeader", {}))


def shaded(cell: _Cell) -> None:
    """Set a cell off from the others by its ground."""
    ground = {"w:val": "clear", "w:color": "auto", "w:fill": WORDS["shade"]}
    cell._tc.get_or_add_tcPr().append(_made("w:shd", ground))


def turned(row: _Row, cell: _Cell) -> None:
    """Turn a cell on its side, in a row that is high enough for it."""
    row.height = _length(WORDS["turned_length"])
    cell._tc.get_or_add_tcPr().append(_made("w:textDirection", {"w:val": "btLr"}))
