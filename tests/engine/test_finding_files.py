"""Folders of rules among the files of an audit."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.rules.pack_texts import ENGAGEMENT, PACK, house_rule, write_pack

from pitfall_audit.engine.auditing import audit
from pitfall_audit.engine.result import AuditResult

ROOT = Path(__file__).parents[2]


def audited(folder: Path) -> AuditResult:
    return audit([folder], as_of=dt.date(2026, 6, 30), base=folder)


def test_a_folder_of_rules_is_passed_over_and_told_once(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "house" / "rules", PACK + "title: Ours\n", a_rule=house_rule())
    write_pack(pack / "deeper", b_rule=house_rule("b-rule"))
    (pack / "standards.yaml").write_text("standards: {}\n", encoding="utf-8")
    (tmp_path / "panel.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    result = audited(tmp_path)
    assert result.files_passed_over == {"house/rules": "it holds checks"}
    assert [one.file for one in result.engagements] == ["panel.yaml"]
    assert result.problems == ()


@pytest.mark.parametrize("folder", [".", "deeper"])
def test_an_arrangement_beside_checks_is_audited(tmp_path: Path, folder: str) -> None:
    write_pack(tmp_path, a_rule=house_rule())
    (tmp_path / folder).mkdir(exist_ok=True)
    (tmp_path / folder / "panel.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    result = audited(tmp_path)
    assert [one.id for one in result.engagements] == ["a-panel"]
    assert result.files_passed_over == {".": "it holds checks"}
    assert result.problems == ()


def test_what_cannot_be_read_beside_checks_is_told(tmp_path: Path) -> None:
    write_pack(tmp_path, a_rule=house_rule())
    (tmp_path / "panel.yaml").write_text(f"{ENGAGEMENT}not: [read", encoding="utf-8")
    assert {one.place.file for one in audited(tmp_path).problems} == {"panel.yaml"}


def test_a_check_that_lies_alone_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a-rule.yaml").write_text(house_rule(), encoding="utf-8")
    (tmp_path / "b-rule.yaml").write_text(f"---\n{house_rule()}", encoding="utf-8")
    result = audited(tmp_path)
    assert set(result.files_passed_over) == {"a-rule.yaml", "b-rule.yaml"}
    assert set(result.files_passed_over.values()) == {"it holds a check"}
    assert result.problems == ()


def test_a_check_named_as_an_arrangement_is_one_problem(tmp_path: Path) -> None:
    path = write_pack(tmp_path, a_rule=house_rule()) / "a-rule.yaml"
    (problem,) = audit([path], as_of=dt.date(2026, 6, 30), base=tmp_path).problems
    assert problem.message == "This is a check, not an arrangement."


def test_two_documents_are_no_check(tmp_path: Path) -> None:
    text = f"{ENGAGEMENT}---\npitfall: roles\n"
    (tmp_path / "panel.yaml").write_text(text, encoding="utf-8")
    (problem,) = audited(tmp_path).problems
    assert problem.message == "A second document begins here."


def test_an_arrangement_may_be_called_pack(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    (tmp_path / "other.yaml").write_text(ENGAGEMENT.replace("a-panel", "b"), encoding="utf-8")
    assert len(audited(tmp_path).engagements) == 2


def test_a_pack_file_that_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    write_pack(tmp_path, "name: [", a_rule=house_rule())
    assert audited(tmp_path).files_passed_over == {
        "a-rule.yaml": "it holds a check",
        "pack.yaml": "it is to say whose checks are in its folder, and can't be read as YAML",
    }


def test_the_examples_are_not_spoilt_by_those_of_packs() -> None:
    result = audited(ROOT / "examples")
    assert result.problems == ()
    assert "plugin/src/larkbridge_checks/rules" in result.files_passed_over
    files = [*(ROOT / "examples").glob("*.yaml"), *(ROOT / "examples/several-files").glob("*")]
    assert len(result.arrangements) == len(files)


@pytest.mark.parametrize("named", [(".",), ("a.yaml", "current.yaml"), ("linked/a.yaml", ".")])
def test_one_file_under_two_names_is_one_file(tmp_path: Path, named: tuple[str, ...]) -> None:
    (tmp_path / "a.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    (tmp_path / "current.yaml").symlink_to("a.yaml")
    (tmp_path / "linked").symlink_to(".")
    paths = [tmp_path / one for one in named]
    result = audit(paths, as_of=dt.date(2026, 6, 30), base=tmp_path)
    assert result.problems == ()
    assert len(result.engagements) == 1
    why = "it is a link to a file that is looked at by its own name"
    assert result.files_passed_over.get("current.yaml") == why
