"""Folders of rules among the files of an audit."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.rules.pack_texts import ENGAGEMENT, PACK, house_rule, write_pack

from pitfall_audit.audit.auditing import audit
from pitfall_audit.audit.result import AuditResult

ROOT = Path(__file__).parents[2]


def audited(folder: Path) -> AuditResult:
    return audit([folder], as_of=dt.date(2026, 6, 30), base=folder)


def test_a_folder_of_rules_is_passed_over_and_told_once(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "house" / "rules", PACK + "title: Ours\n", a_rule=house_rule())
    write_pack(pack / "deeper", b_rule="not: [read")
    (tmp_path / "panel.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    result = audited(tmp_path)
    assert result.files_passed_over == {"house/rules": "it holds checks"}
    assert [one.file for one in result.engagements] == ["panel.yaml"]
    assert result.problems == ()


def test_an_arrangement_may_be_called_pack(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    (tmp_path / "other.yaml").write_text(ENGAGEMENT.replace("a-panel", "b"), encoding="utf-8")
    assert len(audited(tmp_path).engagements) == 2


def test_a_pack_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    write_pack(tmp_path, "name: [", a_rule=house_rule())
    assert "pack.yaml" in {one.place.file for one in audited(tmp_path).problems}


def test_the_examples_are_not_spoilt_by_those_of_packs() -> None:
    result = audited(ROOT / "examples")
    assert result.problems == ()
    assert "plugin/src/larkbridge_checks/rules" in result.files_passed_over
    assert len(result.engagements) == len(list((ROOT / "examples").glob("*.yaml")))
