"""The page on trying the papers writes those that it names."""

from pathlib import Path

from tests.docs.guides import assert_every_block_is_marked, assert_links_lead_somewhere, follow


def test_the_guide(tmp_path: Path) -> None:
    assert_every_block_is_marked("trying-the-papers.md")
    assert_links_lead_somewhere("trying-the-papers.md")
    follow("trying-the-papers.md", tmp_path)
    for name, says in (("easy", "Easy read"), ("public", "everybody"), ("mary", "For mary alone")):
        assert says in (tmp_path / f"{name}.html").read_text(encoding="utf-8")
