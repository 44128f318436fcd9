"""The guide to a first file does what it says, step by step, as somebody new to it would.

Comments in the page say what each block is: ``step`` makes or changes the file, ``run`` is a
command (with its exit code, where that is not 0), ``output`` is what it prints, in order, with
``…`` for what is left out; ``mistake`` is a file that is wrong, and ``says`` what is said of it.
"""

import re
from pathlib import Path

import pytest
from tests.docs.guides import (
    Block,
    assert_every_block_is_marked,
    assert_links_lead_somewhere,
    assert_printed,
    blocks,
    run,
)

GUIDE = "writing-an-engagement.md"


def with_section(text: str, name: str, section: str) -> str:
    pattern = re.compile(rf"^{name}:\n(?:[ -].*\n)*", re.MULTILINE)
    changed, times = pattern.subn(lambda _: section, text)
    assert times == 1, f"{name} stands {times} times in the file"
    return changed


def test_every_block_is_marked() -> None:
    assert_every_block_is_marked(GUIDE)
    assert {block.what for block in blocks(GUIDE)} == {"step", "run", "output", "mistake", "says"}


def test_its_links_lead_somewhere() -> None:
    assert_links_lead_somewhere(GUIDE)


def test_the_steps_do_what_they_say(tmp_path: Path) -> None:
    file = tmp_path / "committee.yaml"
    printed = ""
    for block in blocks(GUIDE):
        match [block.what, *block.how.split()]:
            case ["step", "new", name]:
                assert name in (file.name, "ties.yaml")
                (tmp_path / name).write_text(block.text, encoding="utf-8")
            case ["step", "add"]:
                file.write_text(file.read_text(encoding="utf-8") + block.text, encoding="utf-8")
            case ["step", "replace", name]:
                changed = with_section(file.read_text(encoding="utf-8"), name, block.text)
                file.write_text(changed, encoding="utf-8")
            case ["run", *how]:
                done = run(block.text.strip(), tmp_path)
                code = int(how[1]) if how else 0
                assert done.returncode == code, f"line {block.line}: {done.stdout}{done.stderr}"
                printed = done.stdout + done.stderr
            case ["output"]:
                assert_printed(printed, block)
    assert (tmp_path / "report.html").stat().st_size > 0


MISTAKES = [block for block in blocks(GUIDE) if block.what in ("mistake", "says")]


@pytest.mark.parametrize(
    ("wrong", "says"),
    list(zip(MISTAKES[::2], MISTAKES[1::2], strict=True)),
    ids=lambda block: f"line-{block.line}",
)
def test_each_mistake_is_told_so(wrong: Block, says: Block, tmp_path: Path) -> None:
    assert (wrong.what, says.what) == ("mistake", "says")
    (tmp_path / "board-seat.yaml").write_text(wrong.text, encoding="utf-8")
    done = run("pitfall-audit check board-seat.yaml --as-of 2026-06-30", tmp_path)
    assert done.returncode == 4
    assert_printed(done.stdout, says)
