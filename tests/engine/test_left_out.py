"""What a search through folders leaves alone: told each time, and nothing of it read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.rules.pack_texts import ENGAGEMENT

from pitfall_audit.cli.main import main
from pitfall_audit.engine.auditing import audit
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.settings.settings_file import settings_from_text

DAY = dt.date(2026, 6, 30)
BROKEN = f"{ENGAGEMENT}not: [read"
TIES = "version: 1\nengagement: a-panel\nties: []\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "a.yaml", ENGAGEMENT)
    return tmp_path


def write(folder: Path, name: str, text: str = BROKEN) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def audited(folder: Path, *paths: str, settings: str | None = None) -> AuditResult:
    return audit(
        [folder / path for path in paths or (".",)],
        as_of=DAY,
        base=folder,
        settings=None if settings is None else settings_from_text(settings, folder=folder),
    )


def test_other_programs_files_are_passed_over_whatever_they_hold(folder: Path) -> None:
    texts = {
        "list.yaml": "- a\n",
        "two.yaml": "a: 1\n---\nb: 2\n",
        "tag.yaml": "A: !Ref x\n",
        "helm.yaml": "{{ .Values.x }}\na: {{ .y }}\n",
        "compose.yaml": "version: '3'\nservices: {a: {}, a: {}}\n",
        "empty.yaml": "",
    }
    for name, text in texts.items():
        write(folder, name, text)
    result = audited(folder)
    assert result.problems == ()
    assert set(result.files_passed_over) == set(texts)
    assert len(result.engagements) == 1


def test_a_file_whose_text_cannot_be_read_cannot_show_that_it_is_foreign(folder: Path) -> None:
    (folder / "b.yaml").write_bytes(b"a: \xff\n")
    assert [one.place.file for one in audited(folder).problems] == ["b.yaml"]


def test_folders_of_other_programs_are_not_searched(folder: Path) -> None:
    write(folder, "node_modules/x/b.yaml")
    write(folder, "python/lib/b.yaml")
    write(folder, "python/pyvenv.cfg", "")
    result = audited(folder)
    assert result.problems == ()
    assert set(result.files_passed_over) == {"node_modules", "python"}


def test_what_git_ignores_is_passed_over(folder: Path) -> None:
    (folder / ".git").mkdir()
    write(folder, ".gitignore", "build/\n*.tmp.yaml\n")
    write(folder, "build/b.yaml")
    write(folder, "x/b.tmp.yaml")
    write(folder, "x/.gitignore", "c.yaml\n!kept.tmp.yaml\n")
    write(folder, "x/c.yaml")
    write(folder, "x/kept.tmp.yaml", ENGAGEMENT.replace("a-panel", "kept"))
    result = audited(folder, "x", "a.yaml")
    assert result.problems == ()
    assert result.files_passed_over == {
        "x/b.tmp.yaml": "git ignores it",
        "x/c.yaml": "git ignores it",
    }
    assert {one.id for one in result.engagements} == {"a-panel", "kept"}
    assert audited(folder).files_passed_over["build"] == "git ignores the folder"


@pytest.mark.parametrize("path", ["build", "build/b.yaml"])
def test_what_is_named_is_audited_whatever_git_ignores(folder: Path, path: str) -> None:
    (folder / ".git").mkdir()
    write(folder, ".gitignore", "build/\n")
    write(folder, "build/b.yaml", ENGAGEMENT)
    assert len(audited(folder, path).engagements) == 1


@pytest.mark.parametrize(
    ("patterns", "passed_over"),
    [
        ('"drafts/**"', {"drafts": "the settings exclude the folder"}),
        ('"drafts"', {"drafts": "the settings exclude the folder"}),
        ('"drafts/*.yaml"', {"drafts/b.yaml": "the settings exclude it"}),
        ('"**/b.yaml"', {"drafts/b.yaml": "the settings exclude it"}),
    ],
)
def test_what_settings_exclude_is_passed_over(
    folder: Path, patterns: str, passed_over: dict[str, str]
) -> None:
    write(folder, "drafts/b.yaml")
    result = audited(folder, settings=f"exclude = [{patterns}]\n")
    assert result.problems == ()
    assert result.files_passed_over == passed_over
    named = audited(folder, "drafts/b.yaml", "a.yaml", settings=f"exclude = [{patterns}]\n")
    assert named.files_passed_over == {"drafts/b.yaml": "the settings exclude it"}


def test_a_named_file_that_is_no_engagement_is_told_in_one_problem(folder: Path) -> None:
    write(folder, "compose.yaml", "version: '3'\nservices: {a: {}}\n")
    (problem,) = audited(folder, "compose.yaml").problems
    assert problem.message == "This file does not describe an arrangement."


@pytest.mark.parametrize(("names", "code"), [("a.yaml", 0), ("", 0)])
def test_a_hook_may_name_whatever_was_changed(
    folder: Path, names: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    write(folder, "ties.yaml", TIES)
    write(folder, "compose.yaml", "version: '3'\nservices: {a: {}, a: {}}\n")
    write(folder, "pack.yaml", "name: house\nversion: '1'\n")
    line = ["check", *names.split(), "ties.yaml", "compose.yaml", "pack.yaml"]
    assert main([*line, "--fail-on", "never", "--pass-over"]) == code
    assert main([*line, "--fail-on", "never"]) == 4
