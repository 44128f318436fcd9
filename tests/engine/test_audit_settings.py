"""Audits under settings: what they change, what they leave alone, and what is told of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from msgspec.structs import replace

from pitfall_audit.engine.auditing import audit
from pitfall_audit.engine.result import AuditResult, EngagementResult, Setting
from pitfall_audit.errors import SettingsError
from pitfall_audit.report.result_json import from_json, to_json
from pitfall_audit.report.run_words import numbers_used, what_was_set
from pitfall_audit.rules.form.outcomes import Level
from pitfall_audit.settings.settings_file import settings_from_text

DAY = dt.date(2026, 6, 30)
FILE = """\
version: 1
id: {id}
title: A
people: {{mary: {{experience: [carer]}}}}
bodies: {{panel: {{kind: panel}}}}
roles: [{{id: m, body: panel, holders: [mary]}}]
promises: [{{id: p, text: Answer, due: 2026-05-20, status: open}}]
"""
NAMES = ("a.yaml", "research/b.yaml", "research/deep/c.yaml", "wards/d.yaml")
OVERRIDES = """\
level = "standard"
[thresholds.promise-overdue]
long_overdue_days = 60
[[overrides]]
paths = ["research/*"]
ignore = ["vote-unstated"]
severity.role-status-undefined = "advice"
thresholds.promise-overdue.long_overdue_days = 10
"""


def audited(folder: Path, text: str = "", level: Level | None = None) -> AuditResult:
    for name in NAMES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(FILE.format(id=Path(name).stem), encoding="utf-8")
    settings = settings_from_text(text, folder=folder) if text else None
    return audit([folder], as_of=DAY, base=folder, settings=settings, level=level)


def of(result: AuditResult, name: str) -> EngagementResult:
    return next(one for one in result.engagements if one.file == name)


def severities(result: AuditResult, name: str, rule: str) -> list[str | None]:
    return [one.severity for one in of(result, name).outcomes if one.rule == rule]


def test_an_override_changes_only_the_files_it_is_for(tmp_path: Path) -> None:
    base = OVERRIDES[: OVERRIDES.index("[[overrides]]")]
    before, after = audited(tmp_path, base), audited(tmp_path, OVERRIDES)
    for name in set(NAMES) - {"research/b.yaml"}:
        assert of(after, name) == of(before, name)
    assert of(after, "research/b.yaml") != of(before, "research/b.yaml")


def test_what_was_set_reaches_the_outcomes(tmp_path: Path) -> None:
    plain, result = audited(tmp_path), audited(tmp_path, OVERRIDES)
    name = "research/b.yaml"
    # 41 days overdue: more than 30 or 10, and fewer than 60.
    assert severities(plain, "a.yaml", "promise-overdue") == ["error"]
    assert severities(result, "a.yaml", "promise-overdue") == ["warning"]
    assert severities(result, name, "promise-overdue") == ["error"]
    assert severities(plain, name, "role-status-undefined") == ["error"]
    assert severities(result, name, "role-status-undefined") == ["advice"]
    assert severities(result, name, "vote-unstated") == []
    (finding,) = (one for one in of(result, name).outcomes if one.rule == "role-status-undefined")
    assert finding.details[-1:] == (
        "How serious this counts was set in pitfall-audit.toml, line 7.",
    )
    assert finding.would_raise is None


def test_the_result_says_what_was_set(tmp_path: Path) -> None:
    result = audited(tmp_path, OVERRIDES)
    thorough = "of level thorough, and level standard is asked for in pitfall-audit.toml, line 1"
    assert result.rules_not_run["single-voice-wording"] == thorough
    assert set(result.rules_not_run.values()) == {thorough}
    assert result.settings.file == "pitfall-audit.toml"
    assert (result.settings.level, result.settings.level_from) == (
        "standard",
        "pitfall-audit.toml, line 1",
    )
    days, source = "long_overdue_days", "pitfall-audit.toml, line {}"
    assert result.settings.changed == (Setting("promise-overdue", days, 60, source.format(3)),)
    own = of(result, "research/b.yaml")
    assert own.settings == (
        Setting("promise-overdue", days, 10, source.format(8)),
        Setting("role-status-undefined", "severity", "advice", source.format(7)),
    )
    assert own.rules_not_run == {"vote-unstated": "left out in pitfall-audit.toml, line 6"}
    assert of(result, "a.yaml").rules_not_run == {}
    assert from_json(to_json(result)) == result
    (rule,) = (one for one in result.rules if one.id == "promise-overdue")
    assert rule.thresholds == {days: 60}
    line = "(set in pitfall-audit.toml, line {})"
    here = f"long overdue days: 10 {line.format(8)}"
    assert numbers_used(rule, result, own) == here
    assert numbers_used(rule, result) == (
        f"long overdue days: 60 {line.format(3)}; in research/b.yaml: {here}"
    )
    assert "\n".join(what_was_set(result)) == snapshot("""\
Settings were read from pitfall-audit.toml.
Level: standard (pitfall-audit.toml, line 1).
promise-overdue: long overdue days: 60 (set in pitfall-audit.toml, line 3)
In research/b.yaml: counted as Consider (set in pitfall-audit.toml, line 7): role-status-undefined
In research/b.yaml: promise-overdue: long overdue days: 10 (set in pitfall-audit.toml, line 8)
In research/b.yaml: 1 check not run (left out in pitfall-audit.toml, line 6): vote-unstated\
""")


def test_without_settings_nothing_is_said_of_them(tmp_path: Path) -> None:
    result = audited(tmp_path)
    assert what_was_set(result) == ()
    (rule,) = (one for one in result.rules if one.id == "promise-overdue")
    assert numbers_used(rule, result) == "long overdue days: 30 (the program's own judgement)"


def test_a_number_of_a_pack_is_the_judgement_of_that_pack(tmp_path: Path) -> None:
    result = audited(tmp_path)
    (rule,) = (one for one in result.rules if one.id == "promise-overdue")
    own = replace(rule, pack="house-rules")
    assert numbers_used(own, result) == "long overdue days: 30 (set by the pack house-rules)"


def test_a_level_that_is_asked_for(tmp_path: Path) -> None:
    result = audited(tmp_path, level="core")
    assert {rule.level for rule in result.rules} == {"core"}
    assert what_was_set(result) == ("Level: core (--level).",)


def test_a_rule_that_ran_on_no_file_did_not_run(tmp_path: Path) -> None:
    text = '[[overrides]]\npaths = ["**"]\nignore = ["roles"]\n'
    result = audited(tmp_path, text)
    assert result.rules_not_run["vote-unstated"] == "left out in pitfall-audit.toml, line 3"
    assert all(one.rules_not_run == {} for one in result.engagements)
    text = 'ignore = ["roles"]\n[[overrides]]\npaths = ["a.yaml"]\nselect = ["vote-unstated"]\n'
    result = audited(tmp_path, text)
    assert "vote-unstated" not in result.rules_not_run
    assert {one.rule for one in of(result, "a.yaml").outcomes} == {"vote-unstated"}
    assert of(result, "wards/d.yaml").rules_not_run == {
        "vote-unstated": "left out in pitfall-audit.toml, line 1"
    }


def test_a_pattern_for_no_file_ends_the_audit(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        audited(tmp_path, '[[overrides]]\npaths = ["reserch/**"]\nlevel = "core"\n')
    assert [one.message for one in caught.value.problems] == ["No file matches “reserch/**”."]


def test_a_severity_takes_the_place_of_every_clause(tmp_path: Path) -> None:
    result = audited(tmp_path, 'severity.promises = "advice"\n')
    found = {
        one.severity
        for engagement in result.engagements
        for one in engagement.outcomes
        if one.rule.startswith("promise") and one.outcome == "failed"
    }
    assert found == {"advice"}
