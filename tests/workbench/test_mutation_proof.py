"""Which mutants the examples of a rule notice, and the written reasons for the others."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.rules.rule_texts import problem_lines, rule_from, rule_text

from pitfall_audit.rules.compiling import compile_rule
from pitfall_audit.rules.form.rule_parts import RuleText
from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.rules.proving import prove_rule
from pitfall_audit.rules.python_checks import Passed, PythonCheck
from pitfall_audit.rules.rule import Rule
from pitfall_audit.workbench.mutants import Mutant, mutants_of
from pitfall_audit.workbench.mutation_proof import (
    MutationProof,
    UnnoticedMutant,
    prove_mutants,
    prove_pack_mutants,
)

LOGIC = {
    "applies": "seat.lived_experience",
    "expect": (
        "\n  - that: |\n      has(seat.status)\n      || seat.body.kind in ['panel', 'group']"
    ),
    "severity": "[{when: seat.body.kind == 'board', is: error}, {is: warning}]",
    "silence": "fails",
}


def example(seat: str = "capacity: carer", kind: str = "", expect: str = "") -> str:
    """An example of one seat, on a body of some kind."""
    bodies, body = (f"bodies: {{b: {{kind: {kind}}}}}, ", "body: b, ") if kind else ("", "")
    roles = f"roles: [{{id: m, {body}{seat}, holders: [a]}}]"
    return (
        f"  - files: {{a.yaml: {{people: {{a: {{}}}}, {bodies}{roles}}}}}\n"
        f'    expect: [{{subject: "seats[m/a]"{expect}}}]\n'
    )


WEAK = f"failed:\n{example(kind='board')}passed:\n{example(kind='panel')}"
STRONG = (
    "failed:\n"
    + example(kind="board", expect=", severity: error")
    + example(kind="training", expect=", severity: warning")
    + example()
    + "passed:\n"
    + example(kind="panel")
    + example(kind="group")
    + example("capacity: carer, status: observer", kind="board")
    + f"cannot-tell:\n{example('status: observer')}"
    + f"not-applicable:\n{example('capacity: staff')}"
)


def rule_with(examples: str, **changes: str) -> Rule:
    text = rule_text(examples=examples, **{**LOGIC, **changes})
    rule, problems = compile_rule(RuleText("a-rule.yaml", text))
    assert rule is not None, problems
    return rule


def proof_with(examples: str, **changes: str) -> MutationProof:
    return prove_mutants(rule_with(examples, **changes))


def kinds(mutants: tuple[UnnoticedMutant, ...]) -> list[str]:
    return [f"{one.mutant.path[0]} {one.mutant.kind}" for one in mutants]


def test_examples_that_show_every_part_notice_every_mutant() -> None:
    proof = proof_with(STRONG)
    assert (kinds(proof.unnoticed), proof.problems, proof.unproved) == ([], (), ())
    assert proof.mutants == len(mutants_of(rule_with(STRONG))) > 15


def test_examples_that_show_little_leave_what_they_do_not_show() -> None:
    proof = proof_with(WEAK)
    assert kinds(proof.unnoticed) == [
        "applies always",
        "expect operand-left-out",
        "expect word-left-out",
        "severity always",
        "severity never",
        "severity denied",
        "severity word-swapped",
        "severity severity-changed",
        "severity clauses-swapped",
        "severity severity-changed",
        "silence silence",
    ]
    left_out, word = proof.unnoticed[1:3]
    assert "`has(seat.status)` was left out" in left_out.mutant.words
    assert "`'group'` was left out" in word.mutant.words


def as_written(mutant: Mutant) -> Rule:
    """The rule whose file says what the mutant says."""
    changes = dict(LOGIC)
    quoted = "'" + (mutant.became or "").replace("'", "''") + "'"
    if mutant.path[0] == "applies":
        changes["applies"] = quoted
    elif mutant.path[0] == "expect":
        changes["expect"] = f"[{quoted}]"
    elif mutant.path[0] == "silence":
        changes["silence"] = "asks"
    else:
        clauses = [
            (f"when: {_quoted(when.text)}, " if when else "") + f"is: {severity}"
            for when, severity in mutant.rule.severity
        ]
        changes["severity"] = "[" + ", ".join(f"{{{clause}}}" for clause in clauses) + "]"
    return rule_with(WEAK, **changes)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def test_a_mutant_is_noticed_just_where_the_rule_written_so_is_at_odds_with_its_examples() -> None:
    """Batches, shared facts and remembered answers make no difference."""
    rule = rule_with(WEAK)
    unnoticed = {one.mutant.id for one in prove_mutants(rule).unnoticed}
    for mutant in mutants_of(rule):
        _, failures = prove_rule(as_written(mutant))
        assert (not failures) == (mutant.id in unnoticed), mutant.words


def test_of_built_in_rules_too() -> None:
    [rule] = [rule for rule in load_built_in().rules if rule.id == "single-voice-wording"]
    unnoticed = {one.mutant.id for one in prove_mutants(rule).unnoticed}
    for mutant in mutants_of(rule):
        _, failures = prove_rule(mutant.rule)
        assert (not failures) == (mutant.id in unnoticed), mutant.words


def test_nothing_is_tried_where_the_examples_do_not_hold_as_it_is() -> None:
    proof = proof_with(WEAK, expect="[has(seat.status)]")
    assert (proof.mutants, proof.unproved, proof.unnoticed) == (0, ("a-rule",), ())


def test_a_check_in_python_has_nothing_to_change() -> None:
    rule = replace(rule_from(), python=PythonCheck(lambda *_: Passed()))
    proof = prove_mutants(rule)
    assert (proof.mutants, proof.in_python, proof.unproved) == (0, ("a-rule",), ())


def test_a_pack_is_the_sum_of_its_rules() -> None:
    rules = (rule_with(WEAK), rule_with(STRONG))
    whole = prove_pack_mutants(replace(load_built_in(), rules=rules))
    parts = [prove_mutants(rule) for rule in rules]
    assert whole.rules == 2
    assert whole.mutants == sum(part.mutants for part in parts)
    assert len(whole.unnoticed) == sum(len(part.unnoticed) for part in parts) > 0


# --- where ----------------------------------------------------------------------------------


def test_a_mutant_is_shown_where_its_part_stands() -> None:
    text = rule_text(examples=WEAK, **LOGIC)
    places = {
        kind: (one.place.line, one.place.column)
        for kind, one in zip(
            kinds(proof_with(WEAK).unnoticed), proof_with(WEAK).unnoticed, strict=True
        )
    }
    assert places["expect operand-left-out"] == problem_lines(text, "has(seat.status)")
    assert places["expect word-left-out"] == problem_lines(text, "'group'")
    assert places["severity word-swapped"] == problem_lines(text, "'board'")
    assert places["severity severity-changed"] == problem_lines(text, "warning}]")
    assert places["silence silence"] == problem_lines(text, "fails")


def test_what_is_left_out_in_the_file_is_shown_at_its_beginning() -> None:
    [silence] = [
        one for one in proof_with(WEAK, silence="").unnoticed if one.mutant.kind == "silence"
    ]
    assert (silence.place.line, silence.place.excerpt) == (1, "id: a-rule")


# --- written reasons ------------------------------------------------------------------------


def with_reasons(*mutants: str) -> str:
    entries = "".join(
        f"  - mutant: {_quoted(mutant)}\n    because: It says the same.\n" for mutant in mutants
    )
    return f"{WEAK}unnoticed:\n{entries}"


@pytest.mark.parametrize("by", ["id", "words"])
def test_a_written_reason_excuses_one_mutant(by: str) -> None:
    first, *others = proof_with(WEAK).unnoticed
    proof = proof_with(with_reasons(getattr(first.mutant, by)))
    assert [one.mutant.id for one in proof.unnoticed] == [one.mutant.id for one in others]
    assert [(one.mutant.id, one.because) for one in proof.excused] == [
        (first.mutant.id, "It says the same.")
    ]
    assert proof.problems == ()


def test_a_reason_for_what_an_example_notices_is_itself_a_fault() -> None:
    noticed = next(one for one in mutants_of(rule_with(WEAK)) if one.kind == "list-emptied")
    proof = proof_with(with_reasons(noticed.id))
    [problem] = proof.problems
    assert problem.id == "mutant-noticed"
    assert noticed.id in problem.message
    assert problem.place.excerpt.strip() == f"- mutant: '{noticed.id}'"
    assert proof.excused == ()


def test_a_reason_never_stands_for_two() -> None:
    [first, *_] = proof_with(WEAK).unnoticed
    proof = proof_with(with_reasons(first.mutant.id, first.mutant.words))
    assert [problem.id for problem in proof.problems] == ["mutant-named-twice"]
    assert len(proof.excused) == 1


def test_words_that_fit_two_mutants_are_refused() -> None:
    expect = "\n  - " + " || ".join(
        f"(seat.body.kind == '{kind}' && seat.lived_experience)" for kind in ("panel", "group")
    )
    words = "condition 1: `seat.lived_experience` was left out of what `&&` joins"
    named = [
        one.mutant.id
        for one in proof_with(WEAK, expect=expect).unnoticed
        if one.mutant.words == words
    ]
    assert len(named) == 2
    proof = proof_with(with_reasons(words), expect=expect)
    assert [(problem.id, named[0] in problem.help) for problem in proof.problems] == [
        ("mutant-unclear", True)
    ]
    assert proof.excused == ()


# --- what is not said -----------------------------------------------------------------------


def test_an_added_sentence_too_many_is_noticed_by_what_is_not_to_be_said() -> None:
    adds = "[{when: \"seat.body.kind == 'board'\", says: It is a board.}]"

    def widened(*says: str) -> list[str]:
        failed = "".join(
            example(kind=kind, expect=f', {key}: "is a board"' if key else "")
            for kind, key in zip(("board", "training"), says, strict=True)
        )
        proof = proof_with(f"failed:\n{failed}passed:\n{example(kind='panel')}", adds=adds)
        return [kind for kind in kinds(proof.unnoticed) if kind.startswith("adds")]

    assert widened("says", "") == ["adds always"]
    assert widened("says", "does_not_say") == []
    [failure] = prove_rule(
        rule_with(f"failed:\n{example(kind='board', expect=', does_not_say: a board')}"
                  f"passed:\n{example(kind='panel')}", adds=adds)
    )[1]  # fmt: skip
    assert "no words with “a board”" in failure.expected


def test_a_mutant_that_nests_too_deep_for_cel_is_left_aside() -> None:
    deep = "seat.body.other_member_count < 2"
    for _ in range(13):  # one deeper, and the rule itself could not be run
        deep = f"has(seat.status) || (seat.lived_experience && ({deep}))"
    observer = example("capacity: carer, status: observer")
    proof = proof_with(f"failed:\n{example()}passed:\n{observer}", expect=f"['{deep}']")
    assert proof.unproved == ()
    assert proof.mutants == len(mutants_of(rule_with(WEAK, expect=f"['{deep}']"))) - 1
