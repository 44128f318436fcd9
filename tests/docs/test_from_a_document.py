"""The guide from a document to a file: its file is whole, and the audit says what the page says."""

from __future__ import annotations

import re
from pathlib import Path

from tests.docs.guides import (
    assert_every_block_is_marked,
    assert_links_lead_somewhere,
    assert_printed,
    blocks,
    follow,
    page,
)

GUIDE = "from-a-document.md"


def test_every_block_is_marked_and_its_links_lead_somewhere() -> None:
    assert_every_block_is_marked(GUIDE)
    assert_links_lead_somewhere(GUIDE)


def test_the_file_audits_as_the_page_says(tmp_path: Path) -> None:
    shown = [block for block in blocks(GUIDE) if block.what == "excerpt"]
    follow(GUIDE, tmp_path, [block for block in blocks(GUIDE) if block.what != "excerpt"])
    whole = (tmp_path / "wayfinders.yaml").read_text(encoding="utf-8")
    for block in shown:
        assert_printed(whole, block)


def test_every_sentence_is_gone_through() -> None:
    sentences = [int(one) for one in re.findall(r"^> (\d+)\. ", page(GUIDE), re.MULTILINE)]
    headed = re.findall(r"^## Sentences (\d+) (?:to|and) (\d+)", page(GUIDE), re.MULTILINE)
    gone_through = [one for first, last in headed for one in range(int(first), int(last) + 1)]
    assert gone_through == sentences == list(range(1, len(sentences) + 1))
