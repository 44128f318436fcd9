"""A baseline: what was there does not count, what is new does, and nothing only looks fixed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pitfall_audit.cli.main import main

FILE = """\
version: 1
id: committee
title: A committee
people:
  mary: {experience: [carer]}
  lee: {experience: [service-user]}
  jo: {post: matron}
roles:
  - {id: member, title: Member, body: committee, holders: [mary, lee]}
  - {id: chair, title: Chair, body: committee, holders: [jo]}
bodies:
  committee: {kind: committee, other_members: 6}
ties:
  - {of: lee, with: jo, kind: receives-care-from}
"""
CHECK = ("check", ".", "--as-of", "2026-06-30", "--fail-on", "advice", "--quiet")
WRITE = ("baseline", "write", ".", "--as-of", "2026-06-30")
PRUNE = ("baseline", "prune", ".", "--as-of", "2026-06-30")
NAME = "pitfall-audit-baseline.json"


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(FILE, encoding="utf-8")


def checked(*options: str) -> int:
    return main([*CHECK, "--baseline", NAME, *options])


def known() -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(Path(NAME).read_text("utf-8"))["findings"]
    return found


def change(before: str, after: str) -> None:
    text = Path("a.yaml").read_text("utf-8")
    assert before in text
    Path("a.yaml").write_text(text.replace(before, after), encoding="utf-8")


def test_what_was_there_does_not_count(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*CHECK]) == 1
    assert main([*WRITE]) == 0
    assert "findings noted in" in capsys.readouterr().out
    assert checked() == 0
    assert len(known()) > 5
    assert main([*CHECK, "--baseline", NAME, "--output", "concise"]) == 0
    assert "accepted for now" in capsys.readouterr().out.splitlines()[-1]


def test_it_is_known_again_wherever_it_stands() -> None:
    main([*WRITE])
    change("version: 1\n", "# moved\n\n\nversion: 1\n")
    change("holders: [mary, lee]", "holders: [lee, mary]")
    Path("a.yaml").rename("b.yaml")
    assert checked() == 0


def test_a_second_finding_of_the_same_check_is_new() -> None:
    main([*WRITE])
    change("  jo: {post", "  sam: {experience: [carer]}\n  jo: {post")
    change("[mary, lee]", "[mary, lee, sam]")
    assert checked() == 1


def test_one_that_has_become_more_serious_is_new() -> None:
    main([*WRITE])
    content = Path(NAME).read_text("utf-8")
    assert '"warning"' in content
    Path(NAME).write_text(content.replace('"error"', '"warning"').replace('"warning"', '"advice"'))
    assert checked() == 1


def test_what_is_fixed_is_said_and_pruned(capsys: pytest.CaptureFixture[str]) -> None:
    main([*WRITE])
    before = len(known())
    change("holders: [mary, lee]}", "holders: [mary, lee], status: full-member}")
    capsys.readouterr()
    main([*CHECK[:-1], "--baseline", NAME])
    said = " ".join(capsys.readouterr().out.split())
    assert f"{before} findings known, of which 2 are there no more" in said
    assert main([*PRUNE]) == 0
    assert len(known()) == before - 2
    assert checked() == 0
    change(", status: full-member", "")
    assert checked() == 1


def test_a_file_that_cannot_be_read_fixes_nothing_and_is_not_written_over() -> None:
    main([*WRITE])
    before = known()
    change("version: 1\n", "version: 1\nversion: [\n")
    assert checked() == 4
    assert main([*PRUNE]) == 4
    assert known() == before
    assert main([*WRITE]) == 4
    assert known() == before


def test_what_was_not_looked_at_is_not_fixed(capsys: pytest.CaptureFixture[str]) -> None:
    main([*WRITE])
    for options in (("--select", "lone-member"), ("--level", "core")):
        assert checked(*options) == 0
        assert "there no more" not in capsys.readouterr().out
    # The ties are kept apart now, and not given.
    change("ties:\n  - {of: lee, with: jo, kind: receives-care-from}\n", "")
    before = [one for one in known() if one["subject"].startswith("sha256:")]
    assert before
    main([*PRUNE])
    assert [one for one in known() if one["subject"].startswith("sha256:")] == before


def test_it_names_no_tie() -> None:
    main([*WRITE])
    assert "cared-for-by-colleague" in {one["rule"] for one in known()}
    assert "lee/jo" not in Path(NAME).read_text("utf-8")
    assert set(known()[0]) == {"engagement", "rule", "subject", "severity"}


@pytest.mark.parametrize("content", ["", "[]", '{"baseline": 2}', "\udc80"])
def test_one_that_is_none_is_refused(content: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(NAME).write_bytes(content.encode("utf-8", "surrogateescape"))
    assert checked() == 2
    assert "is no baseline" in capsys.readouterr().err
    Path(NAME).unlink()
    assert checked() == 2


def test_it_takes_the_place_of_nothing_that_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*WRITE, "--output", "a.yaml"]) == 2
    assert "is not named so" in capsys.readouterr().err
    assert Path("a.yaml").read_text("utf-8") == FILE
    main([*WRITE])
    before = Path(NAME).read_bytes()
    assert checked("--json", NAME) == 2
    Path("waivers.json").write_text("waivers: []\n", encoding="utf-8")
    assert checked("--waivers", "waivers.json", "--output", "csv=waivers.json") == 2
    assert Path(NAME).read_bytes() == before
    assert Path("waivers.json").read_text("utf-8") == "waivers: []\n"
