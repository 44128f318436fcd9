"""The page on the form leads where it says."""

from tests.docs.guides import assert_every_block_is_marked, assert_links_lead_somewhere


def test_the_page_on_the_form() -> None:
    assert_every_block_is_marked("form.md")
    assert_links_lead_somewhere("form.md")
