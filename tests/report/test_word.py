"""The report as a Word document: what the page says, in styles, and what is refused."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from tests.generators import tries
from tests.report.sample_results import audit_results, full_result, several_result, small_result
from tests.report.test_brand import png
from tests.report.test_html import HOSTILE

from pitfall_audit import audit
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.errors import UsageProblem
from pitfall_audit.report.brand import Brand, in_markup, picture_of
from pitfall_audit.report.formats import BY_NAME
from pitfall_audit.report.word_parts import WORDS

ROOT = Path(__file__).parents[2]
WORD, HTML = BY_NAME["docx"], BY_NAME["html"]
STEPS = {"Title": "h1", "Heading 1": "h2", "Heading 2": "h3", "Heading 3": "h4"}
each_audience = pytest.mark.parametrize("audience", ["working", "board", "public"])


def opened(result: AuditResult, **asked: Any) -> Any:
    return Document(io.BytesIO(WORD.content_of(result, **asked)))


def words_of(document: Any) -> list[str]:
    """Every word of a document, its tables among its paragraphs."""
    paragraphs = document.element.body.iter(qn("w:p"))
    texts = ["".join(one.text or "" for one in each.iter(qn("w:t"))) for each in paragraphs]
    return re.findall(r"\w+", " ".join(texts))


@pytest.fixture(scope="module")
def examples() -> AuditResult:
    return audit([ROOT / "examples"], as_of=dt.date(2026, 6, 30), base=ROOT)


@each_audience
def test_it_says_what_the_printed_page_says(audience: str, examples: AuditResult) -> None:
    page = html.document_fromstring(HTML.text_of(examples, audience=audience))
    left_out = " or ".join(
        f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ') or self::{name}"
        for name in WORDS["left_out"]
    )
    for element in page.xpath(
        f"//head | //*[{left_out}] | //details[not(@open) and not(@class='instead')]"
    ):
        element.drop_tree()
    said = re.findall(r"\w+", " ".join(page.body.itertext()))
    document = opened(examples, audience=audience)

    assert "".join(words_of(document)) == "".join(said)
    headings = [
        (STEPS[one.style.name], "".join(one.text.split()))
        for one in document.paragraphs
        if one.style.name in STEPS
    ]
    assert [kind for kind, _ in headings] == [one.tag for one in page.iter("h1", "h2", "h3", "h4")]


@each_audience
def test_one_result_gives_one_document(audience: str) -> None:
    content = WORD.content_of(several_result(), audience=audience)
    assert content == WORD.content_of(several_result(), audience=audience)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {one.date_time[0] for one in parts.infolist()} == {1980}
        assert several_result().as_of.encode() in parts.read("docProps/core.xml")


def test_each_arrangement_begins_a_page_and_links_lead_to_it(examples: AuditResult) -> None:
    document = opened(examples, audience="board")
    begun = [one.text for one in document.paragraphs if one.paragraph_format.page_break_before]
    aims = {one.get(qn("w:anchor")) for one in document.element.iter(qn("w:hyperlink"))} - {None}
    marks = [one.get(qn("w:name")) for one in document.element.iter(qn("w:bookmarkStart"))]

    assert len(begun) == len(examples.engagements) + 1
    assert begun[-1] == "Every check that needs attention"
    assert len(aims) > len(examples.engagements)
    assert aims <= {*marks}
    assert len({*marks}) == len(marks)


def test_what_is_beyond_the_six_pitfalls_is_shaded_as_the_words_below_say(
    examples: AuditResult,
) -> None:
    document = opened(examples, audience="board")
    page = html.document_fromstring(HTML.text_of(examples, audience="board"))
    (columns,) = page.xpath("//table/colgroup[@class='beyond']/@span")
    assert len(document.element.xpath(".//w:tr[1]//w:tcPr/w:shd")) == int(columns) > 0


def test_a_table_has_its_head_on_each_page(examples: AuditResult) -> None:
    for table in opened(examples).tables:
        first = table.rows[0]._tr
        assert first.xpath("w:trPr/w:tblHeader"), table.rows[0].cells[0].text


@given(audit_results(st.sampled_from(HOSTILE) | st.text(max_size=6)))
@settings(max_examples=tries(30), deadline=None)
def test_it_can_be_opened_whatever_a_result_says(result: AuditResult) -> None:
    for audience in WORD.audiences[:3]:
        assert words_of(opened(result, audience=audience))


def test_it_says_whose_it_is() -> None:
    brand = Brand(
        title="Our year", client="The trust", author="Mill & Co", marking="In confidence",
        accent="#005a9c", logo=picture_of(png()), introduction=in_markup("For the *spring* one."),
    )  # fmt: skip
    document = opened(small_result(), brand=brand)
    texts = [one.text for one in document.paragraphs]

    assert texts.index("In confidence") < texts.index("Our year")
    assert "For The trust, by Mill & Co" in texts
    assert document.sections[0].header.paragraphs[0].text == "In confidence"
    assert document.core_properties.author == "Mill & Co"
    assert document.core_properties.title.startswith("Our year: ")
    assert {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr") == "Mill & Co"
    assert str(document.styles["Heading 1"].font.color.rgb) == "005A9C"
    spring = next(one for one in document.paragraphs if one.text == "For the spring one.")
    assert [run.text for run in spring.runs if run.italic] == ["spring"]


def saved(document: Any) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def test_it_takes_the_styles_and_the_letterhead_of_a_reference() -> None:
    reference = opened(full_result())
    reference.styles["Heading 1"].font.name = "Georgia"
    reference.sections[0].header.paragraphs[0].text = "Mill & Co, 1 The Lane"
    document = opened(small_result(), brand=Brand(reference=saved(reference)))

    assert document.styles["Heading 1"].font.name == "Georgia"
    assert document.sections[0].header.paragraphs[0].text == "Mill & Co, 1 The Lane"
    assert words_of(document) == words_of(opened(small_result()))


def test_a_reference_may_say_nothing_of_its_pages() -> None:
    reference = opened(full_result())
    body = reference.element.body
    body.remove(body.sectPr)
    document = opened(small_result(), brand=Brand(reference=saved(reference)))
    assert words_of(document) == words_of(opened(small_result()))


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", b" " * 50_000_001)
    return made.getvalue()


@pytest.mark.parametrize(
    ("brand", "cause"),
    [
        (Brand(reference=b"%PDF-1.7"), "the reference document cannot be read"),
        (Brand(reference=bomb()), "more than 50,000,000 bytes"),
        (Brand(reference=saved(Document())), "lacks the styles Code, Small"),
        (Brand(logo=picture_of(png()[:20])), "the logo cannot be read as a picture"),
        (Brand(logo="data:image/svg+xml;base64,PHN2Zy8+"), "takes no logo as SVG"),
    ],
)
def test_what_cannot_be_used_is_refused(brand: Brand, cause: str) -> None:
    with pytest.raises(UsageProblem, match=cause) as refused:
        opened(small_result(), brand=brand)
    assert refused.value.help
