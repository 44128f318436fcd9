"""The guides to house rules do what they say, step by step, as somebody new to it would."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from tests.docs.guides import (
    assert_every_block_is_marked,
    assert_links_lead_somewhere,
    blocks,
    follow,
)

from pitfall_audit.cli.main import main

GUIDES = ("writing-rules.md", "refining-rules.md")
PAGES = (*GUIDES, "conditions.md", "cookbook.md", "packs.md", "python-rules.md", "strangers.md")


@pytest.mark.parametrize("name", GUIDES)
def test_every_block_is_a_step(name: str) -> None:
    assert_every_block_is_marked(name)
    assert {block.what for block in blocks(name)} >= {"change", "run", "output"}


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    assert_links_lead_somewhere(name)


@pytest.mark.parametrize("name", GUIDES)
def test_the_steps_do_what_they_say(name: str, tmp_path: Path) -> None:
    follow(name, tmp_path)


def test_the_readme_shows_what_the_commands_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    part = readme[readme.index("## Rules of your own") :].split("\n## ")[0]
    block = "\n".join(line[4:] for line in part.splitlines() if line.startswith("    "))
    monkeypatch.chdir(tmp_path)
    commands = re.findall(r"\$ pitfall-audit (.*?[^\\])\n(.*?)(?=\n\$|\Z)", block, re.DOTALL)
    assert len(commands) == 2
    for command, shown in commands:
        assert main(shlex.split(command.replace("\\\n", " "))) == 0
        printed = capsys.readouterr().out
        for line in filter(None, (one.strip() for one in shown.splitlines())):
            assert line == "…" or line in printed
