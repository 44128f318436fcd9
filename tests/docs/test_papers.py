"""The page on papers from a stored result does what it says, step by step."""

from pathlib import Path

from tests.docs.guides import assert_every_block_is_marked, assert_links_lead_somewhere, follow


def test_the_guide(tmp_path: Path) -> None:
    assert_every_block_is_marked("papers.md")
    assert_links_lead_somewhere("papers.md")
    follow("papers.md", tmp_path)
    assert (tmp_path / "again.html").read_bytes() == (tmp_path / "report.html").read_bytes()
