"""A path that can't be looked at is told, and what is named beside it goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rim.program import ENGAGEMENT, NOT_POSIX, Ended, run, run_without_rights, shell
from tests.rules.pack_texts import house_rule, write_pack

pytestmark = NOT_POSIX

LONG = "x" * 300


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    (tmp_path / "loop").symlink_to("loop-too")
    (tmp_path / "loop-too").symlink_to("loop")
    return tmp_path


def assert_told(ended: Ended, code: int, *words: str) -> None:
    said = ended.stdout + ended.stderr
    assert ended.returncode == code, said
    assert "Traceback" not in said
    assert "a fault in pitfall-audit" not in said
    for one in words:
        assert one in " ".join(said.split()), said


@pytest.mark.parametrize(
    ("path", "says"), [(LONG, "File name too long"), ("loop", "This link leads back to itself")]
)
def test_the_others_are_audited_beside_an_impossible_path(
    folder: Path, path: str, says: str
) -> None:
    ended = run("check", path, "a.yaml", "--fail-on", "never", folder=folder)
    assert_told(ended, 4, says, "1 arrangement audited")


@pytest.mark.parametrize("path", ["r/b.yaml", "r", "r/deeper"])
@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_the_others_are_audited_beside_a_path_without_rights(
    folder: Path, path: str, mode: int
) -> None:
    (folder / "r" / "deeper").mkdir(parents=True)
    (folder / "r" / "b.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    (folder / "r").chmod(mode)
    ended = run_without_rights("check", path, "a.yaml", "--fail-on", "never", folder=folder)
    (folder / "r").chmod(0o755)
    assert_told(ended, 4, "may not be opened by you", "1 arrangement audited")


@pytest.mark.parametrize("option", ["--ties", "--rules", "--config"])
@pytest.mark.parametrize("value", [LONG, "loop", "r/x", "r"])
def test_what_an_option_names_is_told(folder: Path, option: str, value: str) -> None:
    write_pack(folder / "r", a_rule=house_rule())
    (folder / "r").chmod(0o444)
    ended = run_without_rights("check", "a.yaml", option, value, folder=folder)
    (folder / "r").chmod(0o755)
    assert_told(ended, 4 if option == "--ties" else 2)


@pytest.mark.parametrize(
    "line",
    [
        "rules test {}",
        "config show {}",
        "rules try seat.alone --subject seat --on {}",
        "rules new a-rule --pitfall roles --folder {}",
        "rules list --rules {}",
        "rules explain lone-member {}",
    ],
)
@pytest.mark.parametrize("value", [LONG, "loop", "r/x"])
def test_no_command_breaks_off_on_a_path(folder: Path, line: str, value: str) -> None:
    (folder / "r").mkdir(mode=0o000)
    ended = run_without_rights(*line.format(value).split(), folder=folder)
    (folder / "r").chmod(0o755)
    assert "Traceback" not in ended.stderr
    assert "a fault in pitfall-audit" not in ended.stderr
    assert ended.returncode in (2, 4), ended.stdout


@pytest.mark.parametrize("value", [f"{LONG}/r.html", LONG, "loop", "r/r.html"])
def test_a_report_that_cannot_be_written_is_told(folder: Path, value: str) -> None:
    (folder / "r").mkdir(mode=0o000)
    ended = run_without_rights("check", "a.yaml", "--html", value, folder=folder)
    (folder / "r").chmod(0o755)
    assert_told(ended, 2, "The HTML report could not be written.", "1 arrangement audited")


def test_a_folder_that_was_deleted_meanwhile_is_told(folder: Path) -> None:
    line = "mkdir gone && cd gone && rmdir ../gone && $P check ../a.yaml"
    assert_told(shell(line, folder=folder), 2, "the folder you are in is not there any more")
    ended = shell(line.replace("check ../a.yaml", "--version"), folder=folder)
    assert_told(ended, 0)
