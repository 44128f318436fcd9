"""A new rule works as it stands, whatever it looks at."""

from __future__ import annotations

from pathlib import Path

import pytest

from pitfall_audit.facts.kinds import SUBJECT_SHAPES
from pitfall_audit.facts.subjects import SubjectKind
from pitfall_audit.rules.form.outcomes import PITFALLS, PitfallId
from pitfall_audit.rules.form.rule_form import unwritten
from pitfall_audit.rules.packs import Pack, check_whole, load_built_in, load_pack
from pitfall_audit.rules.proving import prove_pack
from pitfall_audit.workbench.mutation_proof import prove_pack_mutants
from pitfall_audit.workbench.new_rule import (
    SUBJECTS,
    new_pack_text,
    new_rule_text,
    new_standards_text,
    spoken_id,
    what_is_wrong_with_id,
)


def begun(folder: Path, pitfall: PitfallId, subject: SubjectKind) -> Pack:
    text = new_rule_text("our-own-check", pitfall, subject, "our-policy")
    (folder / "our-own-check.yaml").write_text(text, encoding="utf-8", newline="")
    (folder / "pack.yaml").write_text(new_pack_text("our-rules"), encoding="utf-8", newline="")
    standards = new_standards_text("our-policy")
    (folder / "standards.yaml").write_text(standards, encoding="utf-8", newline="")
    return load_pack(folder)


def test_a_rule_may_look_at_whatever_there_are_facts_of() -> None:
    assert set(SUBJECTS) == set(SUBJECT_SHAPES)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_its_examples_hold_for_each_kind_of_subject(tmp_path: Path, subject: SubjectKind) -> None:
    pack = begun(tmp_path, "roles", subject)
    proof = prove_pack(pack)
    assert (proof.failures, proof.problems) == ((), ())
    assert proof.examples >= 3
    (rule,) = pack.rules
    assert rule.logic.subject == subject
    assert rule.examples.not_applicable, "it shows what it does not speak of"


@pytest.mark.parametrize("pitfall", PITFALLS)
def test_its_examples_hold_for_each_pitfall(tmp_path: Path, pitfall: PitfallId) -> None:
    pack = begun(tmp_path, pitfall, "promise")
    proof = prove_pack(pack)
    assert (proof.failures, proof.problems) == ((), ())
    assert check_whole(pack) == ()
    assert pack.rules[0].logic.pitfall == pitfall


@pytest.mark.parametrize("subject", SUBJECTS)
def test_its_lines_fit_a_window(subject: SubjectKind) -> None:
    lines = new_rule_text("our-own-check", "promises", subject, "our-policy").splitlines()
    assert max(map(len, lines)) <= 110


@pytest.mark.parametrize("rule", load_built_in().rules, ids=lambda rule: str(rule.id))
def test_the_ids_that_come_with_the_program_are_spoken_english(rule: object) -> None:
    assert what_is_wrong_with_id(rule.id) is None  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "id_", ["payment", "HR-007", "hr-007", "rule_7", "expenses--late", "x-y", "-late", "late-",
            "7-days", "", "paid-late2", "a-" * 40 + "b", "späte-zahlung"],
)  # fmt: skip
def test_other_names_are_no_ids(id_: str) -> None:
    assert what_is_wrong_with_id(id_) is not None


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("ExpensesPaidLate", "expenses-paid-late"),
        ("expenses_paid late", "expenses-paid-late"),
        ("waits-30days", "waits-30-days"),
        ("HR007", None),
        ("", None),
    ],
)
def test_the_id_that_was_meant(name: str, meant: str | None) -> None:
    assert spoken_id(name) == meant


@pytest.mark.parametrize("subject", SUBJECTS)
def test_its_examples_leave_few_small_changes_unnoticed(
    tmp_path: Path, subject: SubjectKind
) -> None:
    proof = prove_pack_mutants(begun(tmp_path, "roles", subject))
    assert proof.problems == ()
    assert len(proof.unnoticed) <= 3, [one.mutant for one in proof.unnoticed]


def test_the_commands_at_its_top_name_it_by_its_path() -> None:
    text = new_rule_text(
        "our-own-check", "roles", "seat", "our-policy", "house-rules/our-own-check.yaml"
    )
    assert "#   pitfall-audit rules test house-rules/our-own-check.yaml\n" in text
    assert "rules explain house-rules/our-own-check.yaml FILE\n" in text
    odd = new_rule_text(
        "our-own-check", "roles", "seat", "our-policy", "our rules\n/our-own-check.yaml"
    )
    assert "rules test 'our rules?/our-own-check.yaml'\n" in odd
    assert all(line.startswith("#") for line in odd.splitlines()[:6])


@pytest.mark.parametrize("subject", SUBJECTS)
def test_its_words_are_known_to_be_unwritten(tmp_path: Path, subject: SubjectKind) -> None:
    (rule,) = begun(tmp_path, "roles", subject).rules
    assert unwritten(rule.words) == ("why", "remedy", "false_positives")
    assert not any(unwritten(rule.words) for rule in load_built_in().rules)
    left_behind = rule.words.why + "\nIt matters to them.\n"
    assert "why" in unwritten(rule.words.model_copy(update={"why": "First.\n" + left_behind}))
