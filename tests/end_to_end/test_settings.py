"""Settings as somebody meets them on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from pitfall_audit.cli.main import main

FILE = """\
version: 1
id: {id}
title: A panel
people: {{mary: {{experience: [carer]}}}}
bodies: {{panel: {{kind: panel}}}}
roles: [{{id: m, body: panel, holders: [mary], voting: yes, capacity: carer}}]
"""
SETTINGS = """\
level = "core"
select = ["roles", "support"]
fail-on = "never"

[severity]
role-status-undefined = "warning"

[[overrides]]
paths = ["research/**"]
ignore = ["support"]
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "research").mkdir()
    for name in ("a", "research/b"):
        path = tmp_path / f"{name}.yaml"
        path.write_text(FILE.format(id=path.stem), encoding="utf-8")
    (tmp_path / "pitfall-audit.toml").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_settings_are_found_and_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", ".", "--as-of", "2026-06-30", "--verbose")
    assert code == 0
    assert "Settings were read from pitfall-audit.toml." in out
    assert "In research/b.yaml: " in out
    assert (
        "Look into [role-status-undefined]"
        in run(capsys, "check", "a.yaml", "--as-of", "2026-06-30")[1]
    )


def test_the_page_tells_what_was_set(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "pitfall-audit.toml").write_text(
        "[thresholds.lone-member]\nfew_other_members = 9\n", encoding="utf-8"
    )
    run(capsys, "check", "a.yaml", "--as-of", "2026-06-30", "--html", "r.html")
    page = (here / "r.html").read_text(encoding="utf-8")
    assert "<dt>Settings</dt>" in page
    assert "few other members: 9 (set in pitfall-audit.toml, line 2)" in page
    assert "few other members: 9 (the program&#39;s own judgement)" not in page
    run(capsys, "check", "a.yaml", "--no-config", "--as-of", "2026-06-30", "--html", "r.html")
    page = (here / "r.html").read_text(encoding="utf-8")
    assert "<dt>Settings</dt>" not in page
    assert "few other members: 3 (the program&#39;s own judgement)" in page


def test_the_command_line_goes_before_the_settings(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["check", "a.yaml", "--as-of", "2026-06-30"]
    assert run(capsys, *arguments, "--fail-on", "warning")[0] == 1
    assert run(capsys, *arguments, "--no-config")[0] == 1
    out = run(capsys, *arguments, "--level", "standard", "--json", "-")[1]
    ran = {rule["level"] for rule in json.loads(out)["rules"]}
    assert ran == {"core", "standard"}


def test_settings_by_name(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "other.toml").write_text('level = "core"\nselect = ["support"]\n', encoding="utf-8")
    _, out, _ = run(
        capsys, "check", ".", "--config", "other.toml", "--as-of", "2026-06-30", "--json", "-"
    )
    assert json.loads(out)["settings"]["file"] == "other.toml"
    assert {rule["pitfall"] for rule in json.loads(out)["rules"]} == {"support"}


def test_settings_that_cannot_be_used(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "pitfall-audit.toml").write_text('levle = "core"\n', encoding="utf-8")
    for command in (["check", "."], ["config", "show"]):
        code, out, err = run(capsys, *command)
        assert (code, out) == (2, "")
        assert err == snapshot("""\
pitfall-audit could not run as asked. The settings cannot be used as they are:

unknown-key: There is no setting called “levle”.
  → pitfall-audit.toml:1:1
    1 │ levle = "core"
      │ ^^^^^
  help: Did you mean `level`?
""")
    assert run(capsys, "check", ".", "--no-config", "--fail-on", "never")[0] == 0
    code, _, err = run(capsys, "check", ".", "--config", "nowhere.toml")
    assert code == 2
    assert "There is no such file." in err
    code, _, err = run(capsys, "check", ".", "--config", "a.toml", "--no-config")
    assert code == 2
    assert "--config and --no-config exclude each other" in err


def test_settings_in_a_folder_below_are_told_as_not_used(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "research" / "pitfall-audit.toml").write_text('level = "core"\n', encoding="utf-8")
    out = run(capsys, "check", ".", "--as-of", "2026-06-30")[1]
    assert "Settings not used: research/pitfall-audit.toml." in out
    out = run(capsys, "check", "research", "--as-of", "2026-06-30")[1]
    assert "Settings not used" not in out


def test_settings_are_not_written_over(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", ".", "--html", "pitfall-audit.toml")[0] == 2
    assert (here / "pitfall-audit.toml").read_text(encoding="utf-8") == SETTINGS


def test_showing_what_holds(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "config", "show", "research/b.yaml")
    assert (code, err) == (0, "")
    assert out[: out.index("Checks\n")] == snapshot("""\
Settings for research/b.yaml
────────────────────────────
The file of settings is pitfall-audit.toml.

level: core (pitfall-audit.toml, line 1)
fail-on: never (pitfall-audit.toml, line 3)
select:
  roles (pitfall-audit.toml, line 2)
  support (pitfall-audit.toml, line 2)
ignore: support (pitfall-audit.toml, line 10)
rules: none but those that come with the program (default)
plugins: none (default)

Overrides
  1. research/** (pitfall-audit.toml, line 9); holds here
     ignore: support (pitfall-audit.toml, line 10)

Severities that the checks do not decide themselves
  role-status-undefined: warning, Look into (pitfall-audit.toml, line 6)

""")


def test_showing_what_does_not_run(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = " ".join(run(capsys, "config", "show", "research/b.yaml")[1].split())
    why = "2 checks not run, left out in pitfall-audit.toml, line 10: lone-member, no-peer-support"
    assert why in out


def test_showing_what_holds_without_settings(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = run(capsys, "config", "show", "--no-config")[1]
    assert out[: out.index("Thresholds")] == snapshot("""\
Settings for .
──────────────
No file of settings was found: all is as by default.

level: thorough (default)
fail-on: error (default)
select: every check of the level (default)
ignore: none (default)
rules: none but those that come with the program (default)
plugins: none (default)

""")


def test_showing_it_for_programs(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = json.loads(run(capsys, "config", "show", "--format", "json")[1])
    assert shown["level"] == {"value": "core", "source": "pitfall-audit.toml, line 1"}
    assert [one["holds"] for one in shown["overrides"]] == [False]
    by_id = {one["id"]: one for one in shown["checks"]}
    assert by_id["lone-member"]["runs"]
    assert by_id["lone-member"]["source"] == "pitfall-audit.toml, line 2"
    assert by_id["role-status-undefined"]["severity"] == {
        "value": "warning",
        "source": "pitfall-audit.toml, line 6",
    }


def test_showing_it_for_what_is_not_there(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "config", "show", "nowhere.yaml")
    assert code == 2
    assert "there is no file or folder nowhere.yaml" in err
