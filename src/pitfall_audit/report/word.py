"""The report for a word processor: the page of an audience, laid out in paragraphs and styles.

Its words stand once, in the HTML page, which is walked here as a tree. What becomes of each part
of it is said in ``word.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from docx.document import Document as Page
from docx.shared import Cm, Length
from docx.text.paragraph import Paragraph
from lxml import html

from pitfall_audit.engine.result import AuditResult
from pitfall_audit.language import translated
from pitfall_audit.report import letters_pages
from pitfall_audit.report.audiences import Audience
from pitfall_audit.report.brand import Brand
from pitfall_audit.report.html import NO_BRAND
from pitfall_audit.report.letters import WORDS as OF_SHEETS
from pitfall_audit.report.own_templates import to_html
from pitfall_audit.report.packages import document_written
from pitfall_audit.report.person_page import PersonPage
from pitfall_audit.report.word_parts import (
    SHEET_WORDS,
    WORDS,
    add_blank,
    add_logo,
    add_sign,
    begun,
    keep_together,
    linked,
    mark,
    shaded,
    turned,
)

__all__ = ["sheets_to_docx", "to_docx"]

_PLAIN: Final[str] = WORDS["plain"]
_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
"""What HTML takes as one space; one at which no line may break is not among them."""


class _Look(NamedTuple):
    """How text is set: its paragraph's style, those of its letters, and where it leads."""

    style: str = _PLAIN
    item: str = ""
    """The style of an item of the list around it."""
    kinds: frozenset[str] = frozenset()
    link: str = ""


def to_docx(
    result: AuditResult,
    audience: Audience = "working",
    brand: Brand = NO_BRAND,
    person: PersonPage | None = None,
) -> bytes:
    """The report for an audience as a Word document, in the styles of the brand's reference.

    One result gives one document. Raises UsageProblem where the reference, the logo or a template
    of one's own can't be used.
    """
    tree = _tree(to_html(result, audience, brand, person))
    title = tree.findtext(".//title") or ""
    page = begun(brand, title, brand.author or result.tool.name, tree.get("lang", ""), WORDS)
    _Scribe(page, tree.body, WORDS).walk(tree.body, _Look())
    return document_written(page, result)


def sheets_to_docx(result: AuditResult, *, who: str | None = None) -> bytes:
    """The sheets of questions as a Word document, to be typed into or printed, and read again.

    One result gives one document.
    """
    tree = _tree(letters_pages.to_html(result, who=who, marked=True))
    title = translated(OF_SHEETS["title"])
    page = begun(NO_BRAND, title, result.tool.name, tree.get("lang", ""), SHEET_WORDS)
    # What heads the page is of all sheets, and goes with none.
    only = tree.find(".//main") if tree.find_class("sheet") else tree.body
    _Scribe(page, tree.body, SHEET_WORDS).walk(only, _Look())
    return document_written(page, result)


def _tree(page: str) -> Any:
    text = page.encode("utf-8", "backslashreplace")
    return html.document_fromstring(text, parser=html.HTMLParser(encoding="utf-8"))


class _Scribe:
    """Writes a tree of HTML into a document, paragraph by paragraph."""

    def __init__(self, page: Page, body: Any, words: Mapping[str, Any]) -> None:
        self.words = words
        section = page.sections[-1]
        self.page: Any = page
        # To look for a style by its name takes long, and each paragraph has one.
        self.styles = {style.name: style.style_id for style in page.styles}
        self.into: Any = page
        self.width = (section.page_width or Cm(21)) - (
            (section.left_margin or Cm(2)) + (section.right_margin or Cm(2))
        )
        aims = dict.fromkeys(one[1:] for one in body.xpath("//a/@href") if one.startswith("#"))
        # Word takes no name of more than forty characters.
        self.marks = {aim: f"part{at}" for at, aim in enumerate(aims, 1)}
        self.several = "several" in body.classes
        self.paragraph: Paragraph | None = None  # which is begun with its first text
        self.held = False  # it goes on in the next block, as after what that is called
        self.spaced = True
        self.breaks = False
        self.item = ""  # the style of a list, where an item begins
        self.aims: list[str] = []

    def walk(self, element: Any, look: _Look) -> None:
        """Write an element with all that is in it."""
        tag, names = element.tag, {element.tag, *element.classes}
        folded = tag == "details" and element.get("open") is None and "instead" not in names
        if folded or not names.isdisjoint(self.words["left_out"]):
            return
        if element.get("id") in self.marks:
            self.aims.append(self.marks[element.get("id")])
        self.breaks |= self.several and not names.isdisjoint(self.words["begins_page"])
        look = self._look(names, element, look)
        block = not names.isdisjoint(self.words["blocks"])
        if block and not self.held:
            self.paragraph = None
        if tag == "li":
            self.paragraph, self.item = None, look.item
        before, after = next(
            (self.words["around"][one] for one in names & {*self.words["around"]}), ("", "")
        )
        self._text(before, look)
        self._content(element, look)
        self._text(after, look)
        if block:
            self.held = tag == "dt"
            self.paragraph = self.paragraph if self.held else None

    def _content(self, element: Any, look: _Look) -> None:
        if element.tag == "table" and self.into is self.page and element.find(".//tr") is not None:
            self._table(element, look)
        elif element.tag == "svg":
            drawn = [use.get("href", "").lstrip("#") for use in element.iterchildren("use")]
            self._sign(next((one for one in (*element.classes, *drawn) if "-" in one), ""), look)
        elif "box" in element.classes:
            self._sign("shape-box", look)
        elif "blank" in element.classes:
            around = (*element.classes, element.getparent().tag, *element.getparent().classes)
            known = self.words["blanks"]
            share = next((float(known[one]) for one in known if one in around), 1.0)
            add_blank(self._begun(look), Length(round(share * self.width)))
            self.spaced = False
        elif element.tag == "img":
            add_logo(self._begun(look), element.get("src", ""), element.get("alt", ""))
            self.paragraph = None
        else:
            self._text(element.text, look)
            for child in element.iterchildren():
                if isinstance(child.tag, str):
                    self.walk(child, look)
                self._text(child.tail, look)

    def _sign(self, shape: str, look: _Look) -> None:
        _, _, kind = shape.partition("-")
        if kind in self.words["signs"]:
            add_sign(self._begun(look), kind)
            self.spaced = self.held = True

    def _look(self, names: set[str], element: Any, look: _Look) -> _Look:
        if element.tag in ("ul", "ol"):
            bare = not names.isdisjoint(self.words["unmarked"])
            item = "unmarked" if bare else "nested" if look.item else "item"
            look = look._replace(
                item=self.words["lists"][item], style=self.words["lists"]["continued"]
            )
        elif style := next(
            (self.words["paragraphs"][one] for one in self.words["paragraphs"] if one in names), ""
        ):
            look = look._replace(style=style)
        if element.tag == "a":
            look = look._replace(link=element.get("href", ""))
        kinds = {kind for kind, of in self.words["kinds"].items() if not names.isdisjoint(of)}
        return look._replace(kinds=look.kinds | kinds)

    def _text(self, text: str | None, look: _Look) -> None:
        said = text or ""
        if look.style != self.words["paragraphs"]["pre"]:
            said = _SPACE.sub(" ", said)
            said = said.lstrip(" ") if self.paragraph is None or self.spaced else said
        if not said:
            return
        paragraph = self._begun(look)
        self.spaced, self.held = said.endswith(" "), False
        run = paragraph.add_run(said)
        run.bold = ("strong" in look.kinds and "light" not in look.kinds) or None
        run.italic = "em" in look.kinds or None
        if fine := next(
            (style for one, style in self.words["letters"].items() if one in look.kinds), ""
        ):
            run._r.style = self.styles[fine]
        if look.link:
            linked(paragraph, run, look.link, self.marks)

    def _begun(self, look: _Look) -> Paragraph:
        """The paragraph that is written, begun where there is none."""
        if self.paragraph is None:
            style, self.item = self.item or look.style, ""
            self.paragraph = made = self.into.add_paragraph()
            made._p.style = self.styles[style]
            self.spaced = True
            if self.breaks:
                made.paragraph_format.page_break_before = True
            for aim in self.aims:
                mark(made, aim)
            self.breaks, self.aims = False, []
        return self.paragraph

    def _table(self, element: Any, look: _Look) -> None:
        rows = [[one for one in row if one.tag in ("th", "td")] for row in element.iter("tr")]
        columns = max(sum(map(_span, row)) for row in rows) or 1
        known = self.words["columns"]
        shares = [*map(float, next((known[one] for one in element.classes if one in known), ()))]
        rest = (1 - sum(shares)) / max(columns - len(shares), 1)
        shares += [rest] * (columns - len(shares))
        table = self.page.add_table(len(rows), columns, self.page.styles[self.words["table"]])
        table.autofit = False
        groups = [one for one in element.iterfind("colgroup") for _ in range(_span(one, "span"))]
        beyond = {number for number, one in enumerate(groups) if "beyond" in one.classes}
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Length(round(share * self.width))
        for heading, row, written in zip(element.iter("tr"), rows, table.rows, strict=True):
            keep_together(written, head=heading.getparent().tag == "thead")
            cells, at = written.cells, 0
            for one in row[:columns]:
                last = min(at + _span(one), columns) - 1
                self.into = cells[at] if last <= at else cells[at].merge(cells[last])
                self.paragraph, self.held, self.spaced = self.into.paragraphs[0], True, True
                self.paragraph._p.style = self.styles[self.words["cell"]]
                if at in beyond:
                    shaded(self.into)
                if "turned" in one.classes:
                    turned(written, self.into)
                look = look._replace(style=self.words["cell"])
                self.walk(one, look)
                if "grid" in element.classes and not len(one) and not one.text:
                    self._sign("shape-none", look)
                at = last + 1
        self.into, self.paragraph, self.held = self.page, None, False


def _span(cell: Any, key: str = "colspan") -> int:
    """How many columns a cell takes: as a browser reads it, and a thousand at most."""
    said = cell.get(key, "1")
    return max(min(int(said), 1000), 1) if re.fullmatch("[0-9]{1,4}", said) else 1
