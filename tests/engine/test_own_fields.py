"""Audits under packs that add fields: what is read, and what is told of what is written wrongly."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.rules.pack_texts import PACK, house_rule, write_pack

from pitfall_audit.engine.auditing import audit
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.rules.packs import load_packs

DAY = dt.date(2026, 6, 30)
FILE = """\
version: 1
id: a-panel
title: A panel
people: {mary: {experience: [carer]}}
bodies: {panel: {kind: panel}}
roles:
  - id: m
    body: panel
    x-ward-type: WARD
    holders: [mary]
"""


def field(kind: str, on: str = "role") -> str:
    return f"fields:\n  x-ward-type: {{on: {on}, type: {kind}, says: The kind of ward}}\n"


def audited(
    folder: Path, ward: str, *packs: str, ties: str | None = None, file: str = FILE
) -> AuditResult:
    """Audit a file under packs, each named by its field's type; its rule finds any value."""
    folders = []
    for number, text in enumerate(packs):
        name = f"pack-{number}"
        rule = house_rule(f"rule-{number}", expect="has(seat.x.ward_type)", silence="fails")
        written = PACK.replace("house", name) + text
        folders.append((write_pack(folder / name, written, **{f"rule_{number}": rule}), name))
    path = folder / "panel.yaml"
    path.write_text(file.replace("WARD", ward), encoding="utf-8")
    loaded = load_packs(folders)
    return audit([path], as_of=DAY, base=folder, packs=loaded, verify_packs=False)


def outcomes(result: AuditResult, rule: str) -> list[str]:
    return [one.outcome for one in result.engagements[0].outcomes if one.rule == rule]


def test_a_value_that_is_none_of_its_words_is_told_and_the_audit_goes_on(tmp_path: Path) -> None:
    pack = field("text, words: [acute, day]")
    result = audited(tmp_path, "acut", pack)
    (problem,) = result.problems
    assert (problem.id, problem.place.file, problem.place.line) == ("not-one-of", "panel.yaml", 9)
    assert "acute" in problem.help
    assert problem.place.excerpt == "    x-ward-type: acut"
    assert problem.place.column == 18
    # What can't be read is not taken for not stated.
    assert outcomes(result, "rule-0") == []
    assert list(result.engagements[0].rules_not_run) == ["rule-0"]
    assert len(result.engagements[0].outcomes) > 20


def test_a_field_that_stands_where_no_pack_reads_it_is_told(tmp_path: Path) -> None:
    file = FILE.replace("    x-ward-type", "x-ward-type")
    file = file.replace(
        "roles:\n  - id: m\n    body: panel\nx-ward-type: WARD\n    holders: [mary]",
        "x-ward-type: WARD\nroles: [{id: m, body: panel, holders: [mary]}]",
    )
    (problem,) = audited(tmp_path, "acute", field("text"), file=file).problems
    assert (problem.id, problem.place.line) == ("own-field-elsewhere", 6)
    assert "read on role" in problem.message


def test_a_field_whose_name_is_nearly_right_is_told(tmp_path: Path) -> None:
    file = FILE.replace("x-ward-type", "x-wardtype")
    (problem,) = audited(tmp_path, "acute", field("text"), file=file).problems
    assert (problem.id, problem.place.line) == ("own-field-unknown", 9)
    assert problem.help == "Did you mean `x-ward-type`?"


def test_a_field_unlike_all_others_is_its_author_s_own(tmp_path: Path) -> None:
    file = FILE.replace("x-ward-type", "x-colour-of-chairs")
    assert audited(tmp_path, "green", field("text"), file=file).problems == ()


def test_a_value_of_another_type_is_told(tmp_path: Path) -> None:
    (problem,) = audited(tmp_path, "[a, b]", field("whole number")).problems
    assert (problem.id, problem.place.line) == ("wrong-type", 9)
    (problem,) = audited(tmp_path, "2026-02-30", field("date")).problems
    assert problem.place.line == 9


def test_two_packs_read_one_field_each_in_its_own_way(tmp_path: Path) -> None:
    result = audited(tmp_path, "3", field("text"), field("whole number"))
    assert result.problems == ()
    assert outcomes(result, "rule-0") == outcomes(result, "rule-1") == ["passed"]
    result = audited(tmp_path, "three", field("text"), field("whole number"))
    assert [one.id for one in result.problems] == ["wrong-type"]
    assert outcomes(result, "rule-0") == ["passed"]
    assert outcomes(result, "rule-1") == []


def test_what_two_packs_both_find_wrong_is_told_once(tmp_path: Path) -> None:
    result = audited(tmp_path, "x", field("date"), field("date"))
    assert len(result.problems) == 1


def test_a_value_is_not_read_where_no_check_does(tmp_path: Path) -> None:
    pack = field("date", on="complaint")
    rule = house_rule()
    folder = write_pack(tmp_path / "pack", PACK + pack, a_rule=rule)
    path = tmp_path / "panel.yaml"
    path.write_text(FILE.replace("WARD", "x"), encoding="utf-8")
    (problem,) = audit([path], as_of=DAY, packs=load_packs([(folder, "pack")])).problems
    assert problem.id == "own-field-elsewhere"


def test_a_field_of_a_tie_is_read_from_the_file_of_ties(tmp_path: Path) -> None:
    rule = house_rule(
        subject="connection", points_at="tie.kind", message="No.", silence="fails",
        expect="connection.x.seen_by == 'the chair'", more="private: true\n",
    )  # fmt: skip
    fields = "fields:\n  x-seen-by: {on: tie, type: text, words: [the chair, nobody], says: It}\n"
    folder = write_pack(tmp_path / "pack", PACK + fields, a_rule=rule)
    (tmp_path / "panel.yaml").write_text(
        "version: 1\nid: a\ntitle: A\n"
        "people: {mary: {experience: [service-user]}, ann: {post: nurse}}\n"
        "bodies: {panel: {kind: panel}}\n"
        "roles: [{id: m, body: panel, holders: [mary, ann]}]\n",
        encoding="utf-8",
    )
    for seen, outcome, problems in (
        ("the chair", "passed", []),
        ("nobody", "failed", []),
        ("her sister", None, ["not-one-of"]),
    ):
        (tmp_path / "ties.yaml").write_text(
            "version: 1\nengagement: a\n"
            "ties: [{of: mary, with: ann, kind: receives-care-from, "
            f"x-seen-by: {seen}}}]\n",
            encoding="utf-8",
        )
        result = audit(
            [tmp_path / "panel.yaml"], as_of=DAY, ties=[tmp_path / "ties.yaml"], base=tmp_path,
            packs=load_packs([(folder, "pack")]),
            verify_packs=False,
        )  # fmt: skip
        assert next(iter(outcomes(result, "a-rule")), None) == outcome, result.problems
        assert "sister" not in str(result.problems)
        assert [one.id for one in result.problems] == problems
        assert all(one.place.file == "ties.yaml" for one in result.problems)
