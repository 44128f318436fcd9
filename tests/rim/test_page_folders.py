"""A folder of pages: what is not ours is left alone, and what an earlier run left is taken away."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rim.program import ENGAGEMENT, NOT_POSIX, run

pytestmark = NOT_POSIX

AUDIT = ("check", ".", "--fail-on", "never", "--as-of", "2026-06-30", "--html-dir")
KNOWN = "pitfall-audit-pages.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(ENGAGEMENT.replace("id: ", "id: other-"), encoding="utf-8")
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_pages_of_an_earlier_run_are_taken_away_and_the_same_audit_gives_the_same_bytes(
    folder: Path,
) -> None:
    done = run(*AUDIT, "pages", folder=folder)
    assert done.returncode == 0
    assert "3 HTML pages written to pages: begin with pages/index.html" in done.stderr
    before = {each.name: each.read_bytes() for each in (folder / "pages").iterdir()}
    assert len(before) == 4
    run(*AUDIT, "pages", "--no-cache", folder=folder)
    assert {each.name: each.read_bytes() for each in (folder / "pages").iterdir()} == before

    (folder / "b.yaml").unlink()
    (folder / "pages" / "notes.txt").write_text("mine", encoding="utf-8")
    assert run(*AUDIT, "pages", folder=folder).returncode == 0
    left = names(folder / "pages")
    assert len(left) == 4
    assert {"index.html", "notes.txt", KNOWN} < set(left)
    assert not any("other-" in name for name in left)


def test_pages_of_a_stored_result_are_those_of_the_audit(folder: Path) -> None:
    run(*AUDIT, "pages", "--json", "r.json", folder=folder)
    done = run("report", "r.json", "--html-dir", "again", folder=folder)
    assert done.returncode == 0
    for name in names(folder / "pages"):
        assert (folder / "pages" / name).read_bytes() == (folder / "again" / name).read_bytes()


@pytest.mark.parametrize(
    ("target", "cause"),
    [
        (".", "has something else in it"),
        ("a.yaml", "a.yaml is a file"),
        ("-", "does not go to standard output"),
        ("no/such", "there is no folder no"),
        ("a.yaml/below", "Not a directory"),
    ],
)
def test_what_is_not_ours_is_left_alone(folder: Path, target: str, cause: str) -> None:
    before = names(folder)
    done = run(*AUDIT, target, folder=folder)
    assert done.returncode == 2
    assert cause in done.stderr
    assert names(folder) == before


def test_what_is_named_as_ours_is_a_page_in_the_folder(folder: Path) -> None:
    pages = folder / "pages"
    pages.mkdir()
    (folder / "secret.html").write_text("kept", encoding="utf-8")
    (pages / "index.txt").write_text("kept", encoding="utf-8")
    (pages / "gone.html").write_text("an earlier page", encoding="utf-8")
    lines = ["first", "../secret.html", str(folder / "secret.html"), "index.txt", "gone.html", "\0"]
    (pages / KNOWN).write_text("\n".join(lines), encoding="utf-8")
    assert run(*AUDIT, "pages", folder=folder).returncode == 0
    assert (folder / "secret.html").read_text() == (pages / "index.txt").read_text() == "kept"
    assert not (pages / "gone.html").exists()


def test_a_page_of_somebody_else_in_our_folder_is_not_written_over(folder: Path) -> None:
    run(*AUDIT, "pages", folder=folder)
    known = folder / "pages" / KNOWN
    known.write_text(known.read_text().replace("index.html\n", ""), encoding="utf-8")
    (folder / "pages" / "index.html").write_text("mine", encoding="utf-8")
    done = run(*AUDIT, "pages", folder=folder)
    assert done.returncode == 2
    assert "index.html in it is not by us" in done.stderr
    assert (folder / "pages" / "index.html").read_text() == "mine"
    # What was written is known, and no page is lost.
    (folder / "pages" / "index.html").unlink()
    assert run(*AUDIT, "pages", folder=folder).returncode == 0


def test_a_page_that_is_slow_to_open_is_said_to_be(folder: Path) -> None:
    for number in range(170):
        text = ENGAGEMENT.replace("id: ", f"id: number-{number}-")
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")
    done = run("check", ".", "--fail-on", "never", "--html", "all.html", folder=folder)
    size = (folder / "all.html").stat().st_size
    assert ("--html-dir writes a page for each" in done.stderr) == (size > 5_000_000)
    assert size > 5_000_000
