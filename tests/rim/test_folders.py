"""Folders that are not searched are told: nobody takes what was left out for a clean audit."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rim.program import ENGAGEMENT, NOT_POSIX, run, run_without_rights
from tests.rules.pack_texts import house_rule, write_pack

pytestmark = NOT_POSIX


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_a_folder_that_cannot_be_looked_into_is_told(folder: Path, mode: int) -> None:
    locked = folder / "locked"
    (locked / "deeper").mkdir(parents=True)
    locked.chmod(mode)
    ended = run_without_rights("check", ".", "--fail-on", "never", folder=folder)
    locked.chmod(0o755)
    assert ended.returncode == 4, ended.stderr
    assert ("locked/deeper" if mode else "locked") in ended.stdout
    assert "This folder may not be opened by you." in ended.stdout
    assert "Nothing was hidden" not in ended.stdout
    assert "1 arrangement audited" in ended.stdout


def test_a_pack_with_a_folder_that_cannot_be_looked_into_is_refused(folder: Path) -> None:
    pack = write_pack(folder / "house", a_rule=house_rule())
    (pack / "more").mkdir(mode=0o000)
    ended = run_without_rights("check", "a.yaml", "--rules", "house", folder=folder)
    (pack / "more").chmod(0o755)
    assert ended.returncode == 2
    assert "house/more" in ended.stderr
    assert "This folder may not be opened by you." in ended.stderr


def test_no_pattern_is_called_useless_where_a_folder_cannot_be_looked_into(folder: Path) -> None:
    settings = '[[overrides]]\npaths = ["locked/*.yaml"]\nlevel = "core"\n'
    (folder / "pitfall-audit.toml").write_text(settings, encoding="utf-8")
    (folder / "locked").mkdir(mode=0o000)
    ended = run_without_rights("check", "a.yaml", "--fail-on", "never", folder=folder)
    (folder / "locked").chmod(0o755)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_linked_and_hidden_folders_are_passed_over_and_told(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    searched = folder / "searched"
    (searched / ".hidden").mkdir(parents=True)
    (searched / "a.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    (searched / ".drafts.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    (searched / "linked").symlink_to("../elsewhere")
    ended = run("check", "searched", "--fail-on", "never", "--verbose", folder=folder)
    assert ended.returncode == 0
    told = ended.stdout.partition("Summary")[2]
    assert "1 file looked at" in told
    assert "Passed over: 1 folder (it is a link to a folder" in told
    assert "searched/linked" in told
    assert "Passed over: 1 folder (the folder's name begins with a dot)" in told
    assert "searched/.hidden" in told
    assert "Passed over: 1 file (its name begins with a dot)" in told
    assert "searched/.drafts.yaml" in told
