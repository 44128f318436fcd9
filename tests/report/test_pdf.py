"""The report as a PDF, read again: tags, bookmarks, pages, and what is refused."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from pitfall_audit import audit
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.errors import UsageProblem
from pitfall_audit.report.brand import Brand
from pitfall_audit.report.formats import BY_NAME

HOW = "`make browser-tools` installs it"
pytest.importorskip("playwright.sync_api", reason=f"playwright is not installed; {HOW}")
if not any(map(which, ("chromium", "chromium-browser", "google-chrome"))):
    pytest.skip("Chromium is not installed on this system", allow_module_level=True)
from pypdf import PdfReader  # noqa: E402

ROOT = Path(__file__).parents[2]
PDF = BY_NAME["pdf"]
EXAMPLES = (
    "advisory-committee", "carers-council", "council-of-governors", "interview-panel",
    "research-steering-group", "smallest-useful-file", "university-training", "well-run",
)  # fmt: skip


@pytest.fixture(scope="module")
def examples() -> AuditResult:
    """The eight examples of single arrangements."""
    files = [ROOT / "examples" / f"{name}.yaml" for name in EXAMPLES]
    return audit(files, as_of=dt.date(2026, 6, 30), base=ROOT)


@pytest.fixture(scope="module")
def one() -> AuditResult:
    file = ROOT / "examples" / "advisory-committee.yaml"
    return audit([file], as_of=dt.date(2026, 6, 30), base=ROOT)


def titles(outline: Any) -> list[str]:
    return [
        title
        for each in outline
        for title in (titles(each) if isinstance(each, list) else [each.title])
    ]


def test_a_paper_for_the_board_has_a_page_for_each_arrangement(examples: AuditResult) -> None:
    read = PdfReader(io.BytesIO(PDF.content_of(examples, audience="board")))
    assert len(read.pages) <= 12
    for each in examples.engagements:
        held = [page for page in read.pages if each.title in page.extract_text()]
        assert held, each.title
    assert titles(read.outline)[:3] == ["8 arrangements", "At a glance", "Where it stands"]
    assert {each.title for each in examples.engagements} <= {*titles(read.outline)}


def test_it_can_be_read_out_and_says_what_it_is(one: AuditResult) -> None:
    content = PDF.content_of(one, audience="board", brand=Brand(marking="In confidence"))
    read = PdfReader(io.BytesIO(content))
    root: Any = read.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert read.metadata is not None
    assert str(read.metadata.title).startswith("Advisory committee of the crisis service: ")
    assert read.metadata.creation_date == dt.datetime(2026, 6, 30, tzinfo=dt.UTC)
    assert len(read.pages) == 2
    assert all("In confidence" in page.extract_text() for page in read.pages)
    kinds = {*_kinds(root["/StructTreeRoot"])}
    assert {"/H1", "/H2", "/P", "/Table", "/TH", "/L", "/Figure"} <= kinds


def _kinds(node: Any) -> Any:
    """The kinds of tags from a node downwards."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for each in node:
            yield from _kinds(each)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node["/S"]
        yield from _kinds(node.get("/K", []))


def test_one_result_gives_one_file(one: AuditResult) -> None:
    assert PDF.content_of(one, audience="public") == PDF.content_of(one, audience="public")


def test_where_there_is_no_browser_that_is_said(
    one: AuditResult, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    with pytest.raises(UsageProblem, match="needs a browser to print with") as refused:
        PDF.content_of(one)
    assert "playwright install chromium" in str(refused.value.help)
