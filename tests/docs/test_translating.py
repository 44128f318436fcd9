"""The page for translators does what it says."""

from pathlib import Path

from tests.docs.guides import assert_every_block_is_marked, assert_links_lead_somewhere, follow


def test_the_guide(tmp_path: Path) -> None:
    assert_every_block_is_marked("translating.md")
    assert_links_lead_somewhere("translating.md")
    follow("translating.md", tmp_path)
    assert '<html lang="cy">' in (tmp_path / "cy.html").read_text(encoding="utf-8")
