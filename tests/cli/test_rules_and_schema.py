"""The commands that tell of the checks and of the formats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from tests.rules.pack_texts import write_pack
from tests.rules.rule_texts import rule_text

from pitfall_audit.cli.main import main

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_list(capsys: Capture) -> None:
    assert main(["rules", "list"]) == 0
    shown = capsys.readouterr().out
    assert "Clear roles and equal standing (roles)\n" in shown
    assert "  role-status-undefined (core)\n      The status of a seat is not stated\n" in shown


def test_examples_that_hold(capsys: Capture) -> None:
    write_pack(Path("house"), a_rule=rule_text())
    assert main(["rules", "test", "house"]) == 0
    assert "house: 1 check, 2 examples: all hold.\n" in capsys.readouterr().out


def test_examples_that_do_not_hold(capsys: Capture) -> None:
    write_pack(Path("house"), a_rule=rule_text(expect="['true']"))
    assert main(["rules", "test", "house"]) == 2
    assert capsys.readouterr().out == snapshot("""\
a-rule: the example “failed 1” does not hold.
  → house/a-rule.yaml:22:14
  expected: seats[m/a]: Needs attention (failed)
  happened: seats[m/a]: In place (passed)
  decided by:
    expect, condition 1: holds
        true
  help: put right the condition, or the example if that is what is wrong.

house: 1 check, 2 examples: 1 does not hold.
""")


def test_pack_without_checks_proves_nothing(capsys: Capture) -> None:
    write_pack(Path("house"))
    assert main(["rules", "test", "house"]) == 2
    assert "This folder holds no checks." in capsys.readouterr().err


def test_pack_that_cannot_be_used(capsys: Capture) -> None:
    assert main(["rules", "test", "elsewhere/house"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(
        "pitfall-audit could not run as asked. The checks cannot be used as they are:\n"
    )


def test_schemas(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    titles = []
    for arguments in (["schema"], ["schema", "--result"]):
        assert main(arguments) == 0
        titles.append(json.loads(capfdbinary.readouterr().out)["title"])
    assert titles == snapshot(["Engagement", "Result of an audit by pitfall-audit"])
