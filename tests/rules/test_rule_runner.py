"""Rules from outside say in their own process what they would say in this one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from tests.generators import Data, engagements, facts_of, whole_examples
from tests.rules.pack_texts import PACK, house_rule, write_pack

from pitfall_audit.errors import PackError
from pitfall_audit.facts.subjects import FactSheet
from pitfall_audit.rules.evaluation import Batches, evaluate
from pitfall_audit.rules.packs import Pack, built_in_folder, load_pack
from pitfall_audit.rules.rule import Rule
from pitfall_audit.rules.rule_runner import Runner, verify_packs
from pitfall_audit.rules.verdicts import Verdict

BEGINS_PROCESSES = True


@cache
def outside() -> Pack:
    """The built-in rules, as a pack from outside."""
    folder = Path(mkdtemp()) / "copy"
    try:
        shutil.copytree(built_in_folder(), folder, ignore=shutil.ignore_patterns("standards.yaml"))
        return load_pack(folder)
    finally:
        shutil.rmtree(folder.parent)


def in_this_process(rule: Rule, facts: FactSheet) -> list[Verdict]:
    return list(evaluate(rule, Batches(facts)))


def test_verdicts_are_the_same_in_the_process_of_their_own() -> None:
    pack = outside()
    assert not pack.is_built_in

    with Runner([pack], seconds=60.0) as runner:

        def same(data: Data) -> None:
            batches, facts = Batches(facts_of(data)), facts_of(data)
            for rule in pack.rules:
                assert list(runner.evaluate(rule, batches)) == in_this_process(rule, facts)

        @settings(max_examples=4, derandomize=True, deadline=None, database=None)
        @given(engagements())
        def made_at_random(data: Data) -> None:
            same(data)

        made_at_random()
        for data in whole_examples()[::40]:
            same(data)


def test_thresholds_and_severities_that_are_set_reach_it() -> None:
    pack = outside()
    rule = next(one for one in pack.rules if one.id == "promise-overdue")
    data = next(
        one for one in whole_examples()
        if any(verdict.outcome == "failed" for verdict in in_this_process(rule, facts_of(one)))
    )  # fmt: skip
    changed = rule.with_settings(dict.fromkeys(rule.thresholds, 100_000), "advice")
    with Runner([replace(pack, rules=(rule,))], seconds=60.0) as runner:
        for one in (rule, changed):
            said = list(runner.evaluate(one, Batches(facts_of(data))))
            assert said == in_this_process(one, facts_of(data))
        assert {one.severity for one in said} <= {"advice", None}


def test_nothing_is_begun_for_built_in_rules() -> None:
    from pitfall_audit.rules.packs import load_built_in

    with Runner([load_built_in()]) as runner:
        assert runner._process is None


def test_the_process_is_ended_with_the_runner(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path, PACK, a_rule=house_rule()))
    with Runner([pack]) as runner:
        assert runner._process is not None
        process = runner._process._process
        assert process.poll() is None
    assert process.poll() is not None


def test_a_process_that_does_not_begin_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the interpreter is not to be had, within a program that embeds Python."""
    pack = load_pack(write_pack(tmp_path, PACK, a_rule=house_rule()))
    ended = tmp_path / "ended"
    ended.write_text(f"#!{sys.executable}\n", encoding="utf-8")
    ended.chmod(0o755)
    try:
        subprocess.run([str(ended)], check=True)
    except OSError:
        pytest.skip("no program can be written here")
    data = next(one for one in whole_examples() if facts_of(one).subjects.get("seat"))
    for executable in (str(ended), str(tmp_path / "nowhere")):
        monkeypatch.setattr(sys, "executable", executable)
        with Runner([pack]) as runner:
            said = list(runner.evaluate(pack.rules[0], Batches(facts_of(data))))
        assert {one.outcome for one in said} == {"error"}
        assert {one.crash for one in said} <= {
            "no process could be begun that would run it.",
            "it ended the process that ran it (too much memory?).",
        }


def test_what_to_do_fits_a_machine_that_gives_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = load_pack(write_pack(tmp_path, PACK, a_rule=house_rule()))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nowhere"))
    with Runner([pack]) as runner, pytest.raises(PackError) as raised:
        verify_packs([pack], runner)
    (problem,) = raised.value.problems
    assert "no process could be begun" in problem.message
    assert problem.help.startswith("Close other programs")


def test_all_rules_together_have_their_time_for_each_engagement(tmp_path: Path) -> None:
    rules = {name: house_rule(name.replace("_", "-")) for name in ("a_rule", "b_rule")}
    pack = load_pack(write_pack(tmp_path / "pack", **rules))
    facts = next(one for one in map(facts_of, whole_examples()) if one.subjects.get("seat"))
    with Runner([pack], seconds=60.0, seconds_for_all=1e-6) as runner:
        first, second = (list(runner.evaluate(rule, Batches(facts))) for rule in pack.rules)
        assert {one.outcome for one in second} == {"error"}
        assert "from outside" in str(second[0].crash)
        assert "error" not in {one.outcome for one in first}
        runner.next_engagement()
        again = list(runner.evaluate(pack.rules[1], Batches(facts)))
        assert "error" not in {one.outcome for one in again}
