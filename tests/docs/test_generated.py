"""The generated pages are what the rules, the facts and the models give."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from tools.markdown import COMMAND

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
Generate = Callable[[Sequence[str]], int]


@pytest.fixture(scope="module")
def generate() -> Iterator[Generate]:
    """The generator, in this process, where the rules are loaded once for all that it is asked."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT))
        from tools.generate import main

        yield main


@pytest.fixture(scope="module")
def written(generate: Generate, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    assert generate(["--into", str(folder)]) == 0
    return folder


def test_the_pages_are_as_they_would_be_written(
    generate: Generate, capsys: pytest.CaptureFixture[str]
) -> None:
    assert generate(["--check"]) == 0, capsys.readouterr().err


def test_a_check_names_what_differs_and_the_command(
    generate: Generate, written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = written / "docs" / "rules" / "promise-overdue.md"
    kept = changed.read_bytes()
    left_over = written / "docs" / "rules" / "no-such-check.md"
    left_over.write_bytes(kept)
    (written / "docs" / "by-hand.md").write_text("# By hand\n", encoding="utf-8")
    changed.write_bytes(kept + b"more\n")
    assert generate(["--check", "--into", str(written)]) == 1
    told = capsys.readouterr().err
    assert re.findall("^  (.*)$", told, re.MULTILINE) == [
        "docs/rules/no-such-check.md",
        "docs/rules/promise-overdue.md",
    ]
    assert COMMAND in told
    assert generate(["--into", str(written)]) == 0
    assert changed.read_bytes() == kept
    assert not left_over.exists()
    assert (written / "docs" / "by-hand.md").exists()


def test_every_check_has_a_page_and_stands_in_the_index() -> None:
    rules = {path.stem for path in (ROOT / "rules").glob("*/*.yaml")}
    pages = {path.stem for path in (DOCS / "rules").glob("*.md")} - {"README"}
    index = (DOCS / "rules" / "README.md").read_text(encoding="utf-8")
    assert pages == rules
    assert set(re.findall(r"\]\(([a-z-]+)\.md\)", index)) == rules


def test_links_between_generated_pages_lead_somewhere(written: Path) -> None:
    written = written / "docs"
    headings = {
        page.relative_to(written).as_posix(): {
            re.sub(r"[^a-z0-9 _-]", "", line.lstrip("# ").lower()).replace(" ", "-")
            for line in page.read_text(encoding="utf-8").splitlines()
            if line.startswith("#")
        }
        for page in written.rglob("*.md")
    }
    for name in headings:
        text = (written / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:)([^)]+)\)", text):
            path, _, anchor = target.partition("#")
            to = (written / name).parent.joinpath(path).resolve() if path else written / name
            found = Path(os.path.relpath(to, written.resolve())).as_posix()
            if found in headings:
                assert not anchor or anchor in headings[found], f"{name}: {target}"
            else:
                assert (DOCS / found).exists(), f"{name}: {target}"
