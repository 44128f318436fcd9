"""Runs a guide as somebody new to it would: every block in it is a step, and is tried.

Comments in the page say what each block is. ``new NAME`` is a whole file, ``change NAME N`` takes
the place of what stands under the same keys in the Nth part of a rule's file, and ``append NAME N``
stands at the end of that part; ``excerpt NAME`` must stand in the file. ``run`` is a command, with
its exit code where that is not 0; ``output`` is what it prints, in order. In the last two ``…``
stands for what is left out. ``elsewhere`` is tried by a test of its own.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from msgspec import Struct

from pitfall_audit.cli.main import main

DOCS = Path(__file__).parents[2] / "docs"
_BLOCK = re.compile(
    r"^<!-- (?P<what>[a-z]+)(?:: (?P<how>.*?))? -->\n```(?P<language>\w+)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


class Block(Struct, frozen=True, dict=True):
    what: str
    how: str
    text: str
    line: int


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def blocks(name: str) -> list[Block]:
    text = page(name)
    return [
        Block(one["what"], one["how"] or "", one["text"], text[: one.start()].count("\n") + 1)
        for one in _BLOCK.finditer(text)
    ]


def assert_every_block_is_marked(name: str) -> None:
    assert len(re.findall(r"^```\w", page(name), re.MULTILINE)) == len(blocks(name))


def assert_links_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", page(name)):
        path, _, heading = target.partition("#")
        to = (DOCS / name).parent / path if path else DOCS / name
        assert to.exists(), target
        if heading:
            lines = to.read_text(encoding="utf-8").splitlines()
            names = {
                re.sub(r"[^a-z0-9 _-]", "", line.lstrip("# ").lower()).replace(" ", "-")
                for line in lines
                if line.startswith("#")
            }
            assert heading in names, target


def in_one_line(text: str) -> str:
    return " ".join(text.split())


class Done(Struct, frozen=True, dict=True):
    """What a command came to: its exit code, and what it printed."""

    returncode: int
    stdout: str
    stderr: str


def run(command: str, folder: Path) -> Done:
    """Run a command of a guide in a folder, in this process, for starting one takes longest."""
    with contextlib.chdir(folder), pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "80")
        with _printed("stdout", patch) as stdout, _printed("stderr", patch) as stderr:
            returncode = main(_arguments(command))
        return Done(
            returncode, stdout.getvalue().decode("utf-8"), stderr.getvalue().decode("utf-8")
        )


def run_as_program(command: str, folder: Path) -> Done:
    """Run a command of a guide in a process of its own, as its readers do."""
    done = subprocess.run(
        [sys.executable, "-m", "pitfall_audit", *_arguments(command)],
        cwd=folder,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "80"},
    )
    return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def _arguments(command: str) -> list[str]:
    program, *arguments = shlex.split(command)
    assert program == "pitfall-audit"
    return arguments


@contextlib.contextmanager
def _printed(name: str, patch: pytest.MonkeyPatch) -> Iterator[io.BytesIO]:
    """What is written to a stream of this process, which is no terminal while that is kept."""
    kept = io.BytesIO()
    stream = io.TextIOWrapper(kept, encoding="utf-8", write_through=True)
    patch.setattr(sys, name, stream)
    yield kept
    stream.detach()


def assert_printed(printed: str, block: Block) -> None:
    rest = in_one_line(printed)
    for part in block.text.split("…"):
        wanted = in_one_line(part)
        assert wanted in rest, f"line {block.line} of the guide: not there: {wanted}\n{printed}"
        rest = rest[rest.index(wanted) + len(wanted) :]


def _sections(text: str) -> dict[str, str]:
    """The text under each key at the left margin, the key's own line with it."""
    found = re.findall(r"^((\w[\w-]*):.*\n(?:(?:[ -].*)?\n)*)", text, re.MULTILINE)
    return {name: section for section, name in found}


def changed(text: str, part: int, change: str) -> str:
    """A rule's file with what ``change`` holds in place of what stands under the same keys."""
    parts = re.split(r"(?<=\n)---\n", text)
    for name, section in _sections(change).items():
        old = _sections(parts[part - 1])
        if name in old:
            kept = parts[part - 1].replace(old[name].rstrip("\n") + "\n", section, 1)
            assert kept != parts[part - 1], f"{name} is as it was"
            parts[part - 1] = kept
        else:
            parts[part - 1] += section
    return "---\n".join(parts)


def appended(text: str, part: int, more: str) -> str:
    """A rule's file with more at the end of one of its parts."""
    parts = re.split(r"(?<=\n)---\n", text)
    parts[part - 1] += more
    return "---\n".join(parts)


def follow(name: str, folder: Path, done_in_order: Sequence[Block] | None = None) -> None:
    """Do in a folder all that a guide says, from its first block to its last, or some of it."""
    printed = ""
    if "examples/" in page(name):
        shutil.copytree(DOCS.parent / "examples", folder / "examples")
    for block in blocks(name) if done_in_order is None else done_in_order:
        match [block.what, *block.how.split()]:
            case ["new", file]:
                (folder / file).write_text(block.text, encoding="utf-8")
            case ["change", file, part]:
                text = (folder / file).read_text(encoding="utf-8")
                text = changed(text, int(part), block.text)
                (folder / file).write_text(text, encoding="utf-8")
            case ["append", file, part]:
                text = (folder / file).read_text(encoding="utf-8")
                text = appended(text, int(part), block.text)
                (folder / file).write_text(text, encoding="utf-8")
            case ["excerpt", file]:
                assert_printed((folder / file).read_text(encoding="utf-8"), block)
            case ["run", *how]:
                for command in block.text.strip().splitlines():
                    done = run(command, folder)
                    code = int(how[1]) if how else 0
                    printed = done.stdout + done.stderr
                    assert done.returncode == code, f"line {block.line}: {printed}"
            case ["output"]:
                assert_printed(printed, block)
            case ["elsewhere", *_]:
                pass
            case _:
                raise AssertionError(f"line {block.line}: what is {block.what}: {block.how}?")
