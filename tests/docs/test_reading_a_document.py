"""The page on reading a document does what it says, step by step."""

from pathlib import Path

from tests.docs.guides import assert_every_block_is_marked, assert_links_lead_somewhere, follow


def test_the_guide(tmp_path: Path) -> None:
    assert_every_block_is_marked("reading-a-document.md")
    assert_links_lead_somewhere("reading-a-document.md")
    follow("reading-a-document.md", tmp_path)
