"""Which file the settings of an audit are in."""

from __future__ import annotations

from pathlib import Path

import pytest

from pitfall_audit.errors import SettingsError
from pitfall_audit.settings.settings_file import (
    OWN_FILE,
    find_settings,
    read_settings,
    settings_below,
)

OWN = 'level = "core"\n'
SHARED = '[tool.pitfall-audit]\nlevel = "core"\n'


def written(folder: Path, files: dict[str, str]) -> Path:
    # So that nothing above the folder of a test is looked at.
    (folder / ".git").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def found(folder: Path, *names: str) -> str | None:
    path = find_settings([folder / name for name in names], folder)
    return None if path is None else path.relative_to(folder).as_posix()


def refused(folder: Path, *names: str) -> str:
    with pytest.raises(SettingsError) as caught:
        find_settings([folder / name for name in names], folder)
    (problem,) = caught.value.problems
    assert problem.help
    return f"{problem.place.file}: {problem.message}"


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    written(
        tmp_path,
        {"pitfall-audit.toml": OWN, "a/pyproject.toml": SHARED, "a/b/c/x.yaml": "", "d/x.yaml": ""},
    )
    assert found(tmp_path, "a/b/c/x.yaml") == "a/pyproject.toml"
    assert found(tmp_path, "a/b") == "a/pyproject.toml"
    assert found(tmp_path, "d/x.yaml", "d", ".") == "pitfall-audit.toml"
    assert found(tmp_path, "nowhere/x.yaml") == "pitfall-audit.toml"


def test_a_pyproject_without_the_table_does_not_count(tmp_path: Path) -> None:
    written(tmp_path, {"pitfall-audit.toml": OWN, "a/pyproject.toml": "[tool.other]\n"})
    assert found(tmp_path, "a") == "pitfall-audit.toml"
    written(tmp_path, {"a/pyproject.toml": "tool = 3\n"})
    assert found(tmp_path, "a") == "pitfall-audit.toml"


def test_nothing_is_looked_for_above_a_repository(tmp_path: Path) -> None:
    written(tmp_path, {"pitfall-audit.toml": OWN, "a/b/x.yaml": "", "w/.git": "gitdir: elsewhere"})
    assert found(tmp_path, "a/b") == "pitfall-audit.toml"
    (tmp_path / "a" / ".git").mkdir()
    assert found(tmp_path, "a/b") is None
    assert found(tmp_path, "w") is None
    written(tmp_path, {"a/pitfall-audit.toml": OWN})
    assert found(tmp_path, "a/b") == "a/pitfall-audit.toml"


def test_two_files_in_one_folder_are_refused(tmp_path: Path) -> None:
    written(tmp_path, {"a/pitfall-audit.toml": OWN, "a/pyproject.toml": SHARED})
    assert refused(tmp_path, "a") == (
        "a/pitfall-audit.toml: One folder holds settings in two files."
    )


def test_paths_that_lead_to_different_files_are_refused(tmp_path: Path) -> None:
    written(tmp_path, {"a/pitfall-audit.toml": OWN, "b/pyproject.toml": SHARED, "c/x.yaml": ""})
    assert refused(tmp_path, "a", "b") == (
        "a/pitfall-audit.toml: a and b have their settings in different files."
    )
    assert refused(tmp_path, "c", "a") == (
        "a/pitfall-audit.toml: a has settings in a file, and c has none."
    )


def test_settings_below_what_is_audited_are_named(tmp_path: Path) -> None:
    for folder in ("", "a", "a/b", "c"):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / OWN_FILE).write_text('level = "core"\n', encoding="utf-8")
    files = [tmp_path / "x.yaml", tmp_path / "a" / "b" / "y.yaml"]

    # Those beside or above a file that was found; what is audited itself has its own.
    assert set(settings_below([tmp_path], files)) == {
        tmp_path / "a" / OWN_FILE, tmp_path / "a" / "b" / OWN_FILE,
    }  # fmt: skip
    assert settings_below([tmp_path / "a" / "b"], files[1:]) == ()


def test_a_pyproject_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    written(tmp_path, {"pyproject.toml": "[tool\n", "a/x.yaml": ""})
    assert refused(tmp_path, "a").startswith("pyproject.toml: ")


def test_a_link_that_leads_nowhere_counts_and_is_then_refused(tmp_path: Path) -> None:
    written(tmp_path, {"pitfall-audit.toml": OWN, "a/x.yaml": ""})
    (tmp_path / "a" / OWN_FILE).symlink_to("gone.toml")
    assert found(tmp_path, "a") == "a/pitfall-audit.toml"
    with pytest.raises(SettingsError, match="what it leads to is not there"):
        read_settings(tmp_path / "a" / OWN_FILE, OWN_FILE)
