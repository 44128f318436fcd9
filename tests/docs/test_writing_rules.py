"""The guides to house rules do what they say, step by step, as somebody new to it would."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.docs.guides import (
    assert_every_block_is_marked,
    assert_links_lead_somewhere,
    blocks,
    follow,
)

GUIDES = ("writing-rules.md", "refining-rules.md")
PAGES = (*GUIDES, "conditions.md", "cookbook.md", "packs.md", "python-rules.md", "strangers.md")


@pytest.mark.parametrize("name", GUIDES)
def test_every_block_is_a_step(name: str) -> None:
    assert_every_block_is_marked(name)
    assert {block.what for block in blocks(name)} >= {"new", "run", "output"}


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    assert_links_lead_somewhere(name)


@pytest.mark.parametrize("name", GUIDES)
def test_the_steps_do_what_they_say(name: str, tmp_path: Path) -> None:
    follow(name, tmp_path)
