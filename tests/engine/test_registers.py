"""A register of people and bodies: it joins files by ids, and nothing else does."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from inline_snapshot import snapshot
from tests.engine.test_portfolio import DAY, TIE, audited, tie_found, together, written

from pitfall_audit.cli.exit_codes import exit_code_for
from pitfall_audit.cli.main import main
from pitfall_audit.cli.services import Services
from pitfall_audit.engagement.model.engagement import RegisterFile
from pitfall_audit.engagement.validation import validate_as
from pitfall_audit.engine.auditing import AuditRequest
from pitfall_audit.engine.comparison import compared
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.errors import UsageProblem
from pitfall_audit.yaml.reading import Document, read_text


def by_command(folder: Path, **asked: Any) -> AuditResult:
    """Audited as commands do it, which read lists too."""
    return Services().audit(AuditRequest(paths=[folder], as_of=DAY, base=folder, **asked), None)


def test_files_of_no_organisation_are_joined_by_a_register_beside_them(tmp_path: Path) -> None:
    written(tmp_path, "{name: The Trust}")
    (tmp_path / "people.yaml").write_text("version: 1\npeople: {asha: {}, jo: {}}\n", "utf-8")
    result = audited(tmp_path)
    assert result.problems == ()
    assert tie_found(result).outcome == "failed"
    assert together(result).id == "portfolio-register"
    assert result.files_passed_over == {"people.yaml": "it is the register that the files share"}
    assert [one.file for one in result.seals if one.kind == "register"] == ["people.yaml"]
    assert result.notes == snapshot(
        (
            "2 files that name people do not say by the id of an organisation whose it is: there, "
            "those alone whom the register knows are taken for the same person as in another file.",
        )
    )
    assert exit_code_for(result) == 0


def test_whom_the_register_does_not_know_is_not_joined(tmp_path: Path) -> None:
    written(tmp_path, "{name: The Trust}")
    (tmp_path / "people.yaml").write_text("version: 1\npeople: {asha: {}}\n", "utf-8")
    found = {one.subject for one in together(audited(tmp_path)).outcomes}
    assert "people[asha]" in found
    assert not any(one.startswith("ties") for one in found)


def test_another_id_of_the_same_person_is_joined_in_the_file_that_is_meant(tmp_path: Path) -> None:
    written(tmp_path)
    panel = tmp_path / "panel.yaml"
    panel.write_text(panel.read_text("utf-8").replace("asha", "member-2"), "utf-8")
    assert not any(one.subject == TIE for one in together(audited(tmp_path)).outcomes)
    register = tmp_path / "people.yaml"
    entry = "version: 1\npeople: {{asha: {{same_as: [{{id: member-2, engagement: {}}}]}}}}\n"
    register.write_text(entry.format("panel"), "utf-8")
    result = audited(tmp_path)
    assert tie_found(result).outcome == "failed"
    assert "asha" in together(result).people
    register.write_text(entry.format("another"), "utf-8")
    assert not any(one.subject == TIE for one in together(audited(tmp_path)).outcomes)


def test_two_ids_of_one_person_within_a_file_are_one(tmp_path: Path) -> None:
    roles = (
        "roles: [{id: first, capacity: carer, places: 4}, {id: more, capacity: carer, places: 3}]\n"
    )
    support = "support: [{role: first, by: {person: asha}}, {role: more, by: {person: jo}}]\n"
    written(tmp_path, committee=roles + support, panel=roles + support)
    (tmp_path / "people.yaml").write_text(
        "version: 1\npeople: {kim: {same_as: [asha, jo]}}\n", "utf-8"
    )
    (found,) = (
        one for one in together(audited(tmp_path)).outcomes
        if one.rule == "too-many-supported-together"
    )  # fmt: skip
    assert found.message.startswith("kim supports 14 people over 2 arrangements")
    assert "The committee and The panel" in str(found.details)


def test_whom_somebody_cares_for_under_either_id_is_known(tmp_path: Path) -> None:
    written(tmp_path)
    panel = tmp_path / "panel.yaml"
    carers = "k1: {experience: carer, carer_for: [asha]}, k2: {carer_for: [zoe]}, zoe: {}"
    text = panel.read_text("utf-8").replace("jo: {}", f"jo: {{}}, {carers}")
    panel.write_text(text.replace("[asha]}]", "[k1]}]"), "utf-8")
    (tmp_path / "people.yaml").write_text(
        "version: 1\npeople: {kim: {same_as: [k1, k2]}}\n", "utf-8"
    )
    found = [one.subject for one in together(audited(tmp_path)).outcomes]
    assert "ties[kim/jo/panel]" in found


def test_the_people_of_a_register_come_in_one_order(tmp_path: Path) -> None:
    written(tmp_path)
    ids = [f"member-{letter}" for letter in "abcdefghijkl"]
    entries = ", ".join(f"{id_}: {{}}" for id_ in ids)
    (tmp_path / "people.yaml").write_text(f"version: 1\npeople: {{{entries}}}\n", "utf-8")
    assert together(audited(tmp_path)).people == (*ids, "asha", "jo")


def test_a_register_of_one_organisation_leaves_others_alone(tmp_path: Path) -> None:
    written(tmp_path, "{id: other}")
    register = tmp_path / "people.yaml"
    register.write_text("version: 1\norganisation: trust\npeople: {asha: {}}\n", "utf-8")
    assert together(audited(tmp_path)).id == "portfolio-other"


def test_what_the_register_says_is_held_against_the_files(tmp_path: Path) -> None:
    written(
        tmp_path,
        panel="bodies: {panel: {kind: panel}}\n"
        "roles: [{id: member, body: panel, holders: [asha], hours: {amount: 9, per: month}}]\n",
    )
    (tmp_path / "bodies.yaml").write_text(
        "version: 1\nbodies:\n  panel: {kind: committee}\n", "utf-8"
    )
    (tmp_path / "people.yaml").write_text(
        "version: 1\npeople:\n  asha: {hours_limit: {amount: 5, per: month}}\n", "utf-8"
    )
    result = audited(tmp_path)
    (found,) = (
        one for one in together(result).outcomes
        if one.subject == "bodies[panel].kind" and one.outcome == "failed"
    )  # fmt: skip
    places = [found.place, *(one.place for one in found.related)]
    assert [(one.file, one.line) for one in places if one] == [
        ("panel.yaml", 6),
        ("bodies.yaml", 3),
    ]
    assert "(the register, people.yaml and bodies.yaml)" in found.message


def test_a_list_is_a_register_too_and_its_rows_are_told(tmp_path: Path) -> None:
    written(tmp_path, "{name: The Trust}")
    panel = tmp_path / "panel.yaml"
    panel.write_text(panel.read_text("utf-8").replace("asha", "member-2"), "utf-8")
    register = tmp_path / "people.csv"
    register.write_text("Name,id,Same as\nAsha K,asha,member-2\nJo W,jo,\n", "utf-8")
    result = by_command(tmp_path)
    assert result.problems == ()
    assert tie_found(result).outcome == "failed"
    register.write_text("id,same as\nasha,member-2\njo,member-2\nNo Id,\n,x\nasha,\n", "utf-8")
    problems = by_command(tmp_path).problems
    assert [(one.id, one.place.line) for one in problems] == snapshot(
        [("no-id", 5), ("two-of-one-identity", 6), ("not-an-id", 4)]
    )
    register.write_text("Name,Post\nAsha K,nurse\n", "utf-8")
    result = by_command(tmp_path)
    assert result.files_passed_over["people.csv"] == "it is a list without a column of ids"
    assert not any(one.joins for one in result.engagements)


FAULTS = {
    "an unknown word": ("people: {asha: {sane_as: x}}\n", [("unknown-key", 2)]),
    "one id for two": (
        "people:\n  asha: {same_as: a}\n  jo: {same_as: [b, a]}\n", [("two-of-one-identity", 4)],
    ),
    "the id of another entry": (
        "people:\n  asha: {same_as: jo}\n  jo: {}\n", [("two-of-one-identity", 4)],
    ),
    "no YAML": ("people: {asha\n", [("yaml-syntax", 2)]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "found"), FAULTS.values(), ids=FAULTS)
def test_each_fault_of_a_register_has_its_place_and_nobody_is_joined_by_it(
    tmp_path: Path, text: str, found: list[tuple[str, int]]
) -> None:
    written(tmp_path, "{name: The Trust}")
    (tmp_path / "people.yaml").write_text(f"version: 1\n{text}", "utf-8")
    result = audited(tmp_path)
    assert [(one.id, one.place.line) for one in result.problems] == found
    assert exit_code_for(result) == 4
    assert result.notes[-1].startswith("The register could not be used")


def test_a_comparison_knows_whether_the_register_was_used_and_whether_it_changed(
    tmp_path: Path,
) -> None:
    written(tmp_path)
    panel = tmp_path / "panel.yaml"
    panel.write_text(panel.read_text("utf-8").replace("asha", "member-2"), "utf-8")
    register = tmp_path / "people.yaml"
    knows = "version: 1\npeople: {asha: {same_as: [{id: member-2, engagement: panel}]}}\n"
    register.write_text(knows, "utf-8")
    before = audited(tmp_path)
    register.write_text("version: 1\npeople: {asha: {}}\n", "utf-8")
    after = audited(tmp_path, as_of=DAY + dt.timedelta(days=1))
    (change,) = (one for one in compared(before, after).changes if one.subject == TIE)
    assert (change.kind, change.cause) == ("fixed", "file")
    register.write_text("version: 1\npeople: {asha: {same_as: 1}}\n", "utf-8")
    unusable = audited(tmp_path)
    register.unlink()
    for after in (unusable, audited(tmp_path)):
        (change,) = (one for one in compared(before, after).changes if one.subject == TIE)
        assert change.kind == "not-looked-at"


def test_the_settings_name_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("files").mkdir()
    written(Path("files"), "{name: The Trust}")
    Path("who.yaml").write_text("version: 1\npeople: {asha: {}, jo: {}}\n", "utf-8")
    Path("pitfall-audit.toml").write_text('registers = ["who.yaml"]\n', "utf-8")
    asked = ("check", "files", "--as-of", "2026-06-30", "--fail-on", "warning", "--quiet")
    assert main([*asked, "--select", "tie-declared-elsewhere"]) == 1
    Path("pitfall-audit.toml").write_text('registers = ["whom.yaml"]\n', "utf-8")
    assert main([*asked]) == 2


def test_a_register_that_is_named_and_not_there_ends_the_audit(tmp_path: Path) -> None:
    written(tmp_path)
    with pytest.raises(UsageProblem, match=r"no register nobody\.yaml"):
        audited(tmp_path, registers=[tmp_path / "nobody.yaml"])


def test_an_arrangement_of_that_name_is_no_register(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "panel.yaml").rename(tmp_path / "people.yaml")
    assert tie_found(audited(tmp_path)).outcome == "failed"


def test_the_register_in_the_guide_is_one() -> None:
    guide = Path(__file__).parents[2] / "docs" / "reading-the-report.md"
    _, text = guide.read_text("utf-8").split("```yaml\n")
    document = read_text(text.partition("```")[0], "people.yaml")
    assert isinstance(document, Document)
    file, problems = validate_as(RegisterFile, document)
    assert problems == ()
    assert file is not None
    assert file.people is not None
    same = [(one.id, one.engagement) for one in file.people["asha"].same_as or ()]
    assert same == [("a-k", None), ("member-2", "ward-panels")]
