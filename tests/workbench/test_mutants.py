"""Mutants of small rules: what each kind of change makes of a condition, and where it stands."""

from __future__ import annotations

import pytest
from tests.rules.rule_texts import rule_from

from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.workbench.mutants import Mutant, mutants_of


def of_condition(condition: str, kind: str | None = None, thresholds: str = "") -> list[str]:
    """What the only condition of a rule became, for each mutant of one kind."""
    quoted = "'" + condition.replace("'", "''") + "'"
    rule = rule_from(expect=f"[{quoted}]", thresholds=thresholds)
    return [
        mutant.became
        for mutant in mutants_of(rule)
        if mutant.path[0] == "expect" and mutant.became is not None and kind in (None, mutant.kind)
    ]


def by_kind(kind: str, **fields: str) -> list[Mutant]:
    return [mutant for mutant in mutants_of(rule_from(**fields)) if mutant.kind == kind]


@pytest.mark.parametrize(
    ("condition", "kind", "becomes"),
    [
        ("seat.open", "always", ["true"]),
        ("seat.open", "never", ["false"]),
        ("seat.open", "denied", ["!seat.open"]),
        ("!seat.open", "denied", ["seat.open"]),
        ("seat.open && seat.ended", "operand-left-out", ["seat.ended", "seat.open"]),
        (
            "seat.open || seat.ended || seat.alone", "operand-left-out",
            ["seat.ended || seat.alone", "seat.open || seat.alone", "seat.open || seat.ended"],
        ),
        (
            "seat.open || (seat.ended && !seat.alone)", "operand-left-out",
            ["seat.ended && !seat.alone", "seat.open",
             "seat.open || !seat.alone", "seat.open || seat.ended"],
        ),
        ("seat.open ? seat.ended : seat.alone", "branch-taken", ["seat.ended", "seat.alone"]),
        (
            "seat.open ? seat.ended : seat.alone", "always",
            ["true", "seat.open ? true : seat.alone", "seat.open ? seat.ended : true"],
        ),
        ("seat.status == 'observer'", "equality", []),  # it is the condition denied
        (
            "seat.open && seat.status != 'observer'", "equality",
            ["seat.open && seat.status == 'observer'"],
        ),
        ("seat.label == 'a'", "word-swapped", []),  # any words may stand in a label
        (
            "seat.body.kind in ['board', 'panel']", "word-left-out",
            ["seat.body.kind in ['panel']", "seat.body.kind in ['board']"],
        ),
        ("seat.body.kind in ['board']", "word-left-out", []),
        ("seat.body.kind in ['board']", "list-emptied", ["seat.body.kind in []"]),
        (
            "seat.body.handles.exists(one, one == 'deaths')", "loop",
            ["seat.body.handles.all(one, one == 'deaths')"],
        ),
        (
            "seat.body.handles.all(one, one == 'deaths')", "loop",
            ["seat.body.handles.exists(one, one == 'deaths')"],
        ),
        (
            "seat.body.handles.filter(one, one == 'deaths').size() < 2", "always",
            ["true", "seat.body.handles.filter(one, true).size() < 2"],
        ),
    ],
)  # fmt: skip
def test_each_kind_of_change(condition: str, kind: str, becomes: list[str]) -> None:
    assert of_condition(condition, kind) == becomes


def test_a_word_becomes_another_of_its_vocabulary() -> None:
    [became] = of_condition("seat.status == 'observer'", "word-swapped")
    assert became.startswith("seat.status == '")
    assert became != "seat.status == 'observer'"
    rule_from(expect=f'["{became}"]')  # which refuses a word of no vocabulary


_COUNT = "seat.body.other_member_count"


@pytest.mark.parametrize(
    ("sign", "boundary", "direction", "step"),
    [("<", "<=", ">", "- 1"), ("<=", "<", ">=", "+ 1"), (">", ">=", "<", "+ 1"),
     (">=", ">", "<=", "- 1")],
)  # fmt: skip
def test_an_amount_and_a_threshold(sign: str, boundary: str, direction: str, step: str) -> None:
    condition = f"{_COUNT} {sign} thresholds.few"
    thresholds = "{few: 3}"
    assert of_condition(condition, "boundary", thresholds) == [
        f"{_COUNT} {boundary} thresholds.few"
    ]
    assert of_condition(condition, "direction", thresholds) == [
        f"{_COUNT} {direction} thresholds.few"
    ]
    # The other step says the same of whole numbers as the boundary does.
    assert of_condition(condition, "threshold", thresholds) == [
        f"{_COUNT} {sign} thresholds.few {step}"
    ]


def test_a_threshold_on_the_left_is_shifted_the_other_way() -> None:
    assert of_condition(f"thresholds.few > {_COUNT}", "threshold", "{few: 3}") == [
        f"thresholds.few - 1 > {_COUNT}"
    ]


def test_numbers_that_are_not_compared_are_shifted_both_ways() -> None:
    assert of_condition(f"{_COUNT} < 2 * thresholds.few", None, "{few: 3}")[-4:] == [
        f"{_COUNT} < 1 * thresholds.few",
        f"{_COUNT} < 3 * thresholds.few",
        f"{_COUNT} < 2 * (thresholds.few - 1)",
        f"{_COUNT} < 2 * (thresholds.few + 1)",
    ]


@pytest.mark.parametrize(("number", "step"), [("16.0", "1.0"), ("0.5", "0.1"), ("0.25", "0.01")])
def test_a_broken_number_moves_in_its_last_place(number: str, step: str) -> None:
    condition = "person.hours_at_least <= thresholds.hours"
    rule = rule_from(
        subject="person", expect=f"['{condition}']", thresholds=f"{{hours: {number}}}",
        message="'No.'", passed="'Yes.'", points_at="person",
    )  # fmt: skip
    shifted = [one.became for one in mutants_of(rule) if one.kind == "threshold"]
    assert shifted == [f"{condition} + {step}"]


def test_the_presence_of_a_field_becomes_true_and_false() -> None:
    became = of_condition("seat.open == has(seat.status)", "presence")
    assert became == ["seat.open == true", "seat.open == false"]


def test_no_two_changes_of_a_condition_say_the_same() -> None:
    for rule in load_built_in().rules:
        mutants = mutants_of(rule)
        ids = [mutant.id for mutant in mutants]
        assert len(set(ids)) == len(ids)
        texts = [(one.path, one.became) for one in mutants if one.became is not None]
        assert len(set(texts)) == len(texts)


# --- beyond conditions --------------------------------------------------------------------


def test_each_of_several_conditions_is_left_out() -> None:
    lines = by_kind("line-left-out", expect="[has(seat.status), has(seat.voting)]")
    assert [one.words for one in lines] == ["condition 1 was left out", "condition 2 was left out"]
    assert [one.rule.expect[index].program.text for index, one in enumerate(lines)] == ["true"] * 2
    assert by_kind("line-left-out", expect="[has(seat.status)]") == []


def test_silence_is_turned_round() -> None:
    [fails] = by_kind("silence", silence="asks")
    assert (fails.rule.logic.silence, fails.words) == ("fails", "`silence: asks` became `fails`")
    [asks] = by_kind("silence", silence="fails")
    assert asks.rule.logic.silence == "asks"


_SEVERITY = "[{when: seat.open, is: error}, {when: seat.ended, is: warning}, {is: warning}]"


def test_severity_clauses_say_otherwise_and_change_places() -> None:
    said = [
        [severity for _, severity in one.rule.severity]
        for one in by_kind("severity-changed", severity=_SEVERITY)
    ]
    assert said == [
        ["warning", "warning", "warning"],
        ["error", "advice", "warning"],
        ["error", "warning", "advice"],
    ]
    [swapped] = by_kind("clauses-swapped", severity=_SEVERITY)
    assert [severity for _, severity in swapped.rule.severity] == ["warning", "error", "warning"]
    assert swapped.words == "severity clauses 1 and 2: `error` and `warning` changed places"


def test_a_severity_clause_comes_to_hold_always_and_never() -> None:
    clauses = [
        one for one in mutants_of(rule_from(severity=_SEVERITY)) if one.path[0] == "severity"
    ]
    assert [one.became for one in clauses if one.path[1] == 0 and one.became] == [
        "true", "false", "!seat.open",
    ]  # fmt: skip


def added(when: str) -> list[str | None]:
    rule = rule_from(adds=f'[{{when: "{when}", says: More.}}]')
    return [one.became for one in mutants_of(rule) if one.path[0] == "adds"]


def test_an_added_sentence_needs_no_presence_of_what_it_reads() -> None:
    assert added("seat.open && seat.ended")[3:] == ["seat.ended", "seat.open"]
    # Unstated or not, `seat.voting` alone adds the sentence to the same findings.
    assert added("has(seat.voting) && seat.voting")[3:] == ["has(seat.voting)"]
    assert added("has(seat.voting) && !seat.open")[3:] == ["!seat.open", "has(seat.voting)"]
    assert "seat.voting || seat.open" in added("has(seat.voting) && (seat.voting || seat.open)")


def test_an_id_outlives_a_new_order_and_new_spaces() -> None:
    one = {mutant.id for mutant in mutants_of(rule_from(expect="[seat.open, seat.ended || true]"))}
    other = {
        mutant.id
        for mutant in mutants_of(rule_from(expect="['seat.ended  ||  true  ', '(seat.open)']"))
    }
    assert one == other


def test_words_place_and_hint() -> None:
    [mutant] = by_kind(
        "boundary", expect=f"\n  - that: |\n      seat.open\n      || {_COUNT} < thresholds.few",
        thresholds="{few: 3}",
    )  # fmt: skip
    assert mutant.words == (
        f"condition 1: `{_COUNT} < thresholds.few` became `{_COUNT} <= thresholds.few`"
    )
    assert mutant.hint == f"Add an example in which `{_COUNT}` is exactly 3."
    assert (mutant.line, mutant.column) == (2, len(f"|| {_COUNT} <"))
