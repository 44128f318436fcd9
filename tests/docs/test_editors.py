"""The page on editors leads somewhere; what it says is tried in tests/cli/test_lsp.py."""

from tests.docs.guides import assert_every_block_is_marked, assert_links_lead_somewhere


def test_the_page() -> None:
    assert_every_block_is_marked("editors.md")
    assert_links_lead_somewhere("editors.md")
