"""A check from outside whose own examples do not hold is not run, and that is told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from tests.rules.pack_texts import ENGAGEMENT, house_rule, write_pack

from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.main import main
from pitfall_audit.errors import PackError
from pitfall_audit.plugins import Passed, Plugin
from pitfall_audit.rules.packs import Pack, load_built_in, load_pack, load_plugin_pack
from pitfall_audit.rules.rule_runner import Runner, verify_packs
from pitfall_audit.yaml.places import Problem

HOLDS = house_rule("b-rule", silence="fails")
WRONG = house_rule(expect="seat.status == 'observer'")
"""Its failing example says nothing of the status, so it can't tell."""


def problems(packs: Sequence[Pack], **numbers: float) -> tuple[Problem, ...]:
    with Runner(packs) as runner, pytest.raises(PackError) as raised:
        verify_packs(packs, runner, **numbers)
    return raised.value.problems


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "panel.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


CHECK = ["check", "panel.yaml", "--as-of", "2026-06-30", "--rules", "house", "--fail-on", "never"]


def test_a_pack_whose_examples_hold_is_run(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pack(here / "house", b_rule=HOLDS)
    assert main([*CHECK, "--verbose"]) == ExitCode.COMPLETE
    out = capsys.readouterr().out
    assert "house 1.0; from house" in out
    assert "examples were not run" not in out


def test_one_whose_examples_do_not_hold_is_refused(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pack(here / "house", a_rule=WRONG, b_rule=HOLDS)
    assert main([*CHECK, "--html", "report.html"]) == ExitCode.COULD_NOT_RUN
    assert not (here / "report.html").exists()
    assert capsys.readouterr() == (
        "",
        snapshot("""\
pitfall-audit could not run as asked. The checks cannot be used as they are:

example-does-not-hold: The example “failed 1” of `a-rule` does not hold, so
  nothing was audited. Expected: seats[m/a]: failed. What happened: seats[m/a]:
  cannot-tell; not stated: status.
  → house/a-rule.yaml:23:14
    23 │     expect: ["seats[m/a]"]
       │              ^^^^^^^^^^^^
  help: `pitfall-audit rules test house` shows which condition decided it.
        A check whose own examples do not hold is not run; `--no-verify-packs`
        runs it all the same, and the report says so.
"""),
    )


def test_it_is_run_where_that_is_asked_for_and_the_report_says_so(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pack(here / "house", a_rule=WRONG)
    assert main([*CHECK, "--no-verify-packs", "--html", "report.html"]) == ExitCode.COMPLETE
    said = "its own examples were not run, as was asked"
    assert said in " ".join(capsys.readouterr().out.split())
    assert said in (here / "report.html").read_text(encoding="utf-8")


def test_its_author_can_look_at_it_all_the_same(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pack(here / "house", a_rule=WRONG)
    for command in (
        ["rules", "list", "--rules", "house"],
        ["rules", "show", "a-rule", "--rules", "house"],
        ["rules", "explain", "a-rule", "panel.yaml", "--rules", "house"],
        ["rules", "try", "seat.status", "panel.yaml", "--rules", "house"],
        ["config", "show", "panel.yaml", "--rules", "house"],
    ):
        assert main(command) == ExitCode.COMPLETE, capsys.readouterr()


def test_examples_that_take_too_long_are_stopped(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path, a_rule=HOLDS.replace("b-rule", "a-rule"), b_rule=HOLDS))
    first, second = problems([load_built_in(), pack], seconds=0.0)
    assert first.id == second.id == "examples-stopped"
    assert "`a-rule` were not run to the end: it was ended after 0 seconds." in first.message


def test_those_of_all_packs_together_have_their_time_too(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path, b_rule=HOLDS))
    (problem,) = problems([pack], seconds_for_all=0.0)
    assert "longer than 0 seconds together" in problem.message
    assert "--no-verify-packs" in problem.help


def test_the_examples_of_a_plugin_are_run_too(tmp_path: Path) -> None:
    rule = HOLDS.replace("silence: fails", "python: yes")
    rule = "\n".join(
        line for line in rule.split("\n")
        if not line.startswith(("applies", "expect", "severity", "  - 'has"))
    )  # fmt: skip
    plugin = Plugin(write_pack(tmp_path, b_rule=rule), {"b-rule": lambda _f, _e: Passed()})
    (problem,) = problems([load_plugin_pack(plugin, "ours", "1")])
    assert problem.id == "example-does-not-hold"


def test_the_built_in_rules_are_not_run_again() -> None:
    packs = [load_built_in()]
    with Runner(packs) as runner:
        verify_packs(packs, runner, seconds=0.0, seconds_for_all=0.0)
