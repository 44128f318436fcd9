"""Conditions in CEL: what the types refuse, and what running one over plain data gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from pitfall_audit.facts.kinds import SUBJECT_SHAPES
from pitfall_audit.rules.conditions.expressions import (
    Answer,
    Batch,
    Crashed,
    Environment,
    ExpressionError,
    Program,
    ThresholdValue,
    Unsettled,
)

ENVIRONMENT = Environment(SUBJECT_SHAPES, {"few": 3, "share": 0.5})


def compiled(
    text: str, thresholds: Mapping[str, ThresholdValue] | None = None, *, value: bool = False
) -> Program:
    return ENVIRONMENT.compile(text, "seat", thresholds or {}, "value" if value else "condition")


def answers(text: str, *facts: Mapping[str, Any], **kwargs: Any) -> list[Answer]:
    return compiled(text, **kwargs).run_all(Batch("seat", facts))


# --- what the types refuse --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says", "line", "column"),
    [
        ("seat.staus == ''", "undefined field 'staus'", 1, 5),
        ("seat.body.kindd == ''", "undefined field 'kindd'", 1, 10),
        ("\nseat.open &&\n  seat.staus == ''", "undefined field 'staus'", 3, 7),
        ("'é😀' == seat.staus", "undefined field 'staus'", 1, 13),
        ("seat.status == 3", "no matching overload for '_==_'", 1, 13),
        ("seat.voting == 'yes'", "no matching overload", 1, 13),
        ("seat.body.other_member_count < 3.0", "'(int, double)'", 1, 30),
        ("seat.body.other_member_count < thresholds.share", "'(int, double)'", 1, 30),
        ("thresholds.many > 3", "undefined field 'many'", 1, 11),
        ("seat.open && seat.label", "no matching overload", 1, 11),
        ("nobody.label == ''", "undeclared reference", 1, 7),
        ("seat.label ==", "Syntax error", 1, 14),
        ("", "Syntax error", 1, 1),
        ("(" * 200 + "true" + ")" * 200, "", 1, 1),
    ],
)
def test_the_types_refuse_what_makes_no_sense(text: str, says: str, line: int, column: int) -> None:
    with pytest.raises(ExpressionError) as raised:
        compiled(text)
    assert says in raised.value.message
    assert (raised.value.line, raised.value.column) == (line, column)


@pytest.mark.parametrize(
    ("text", "gives"),
    [("seat.label", "string"), ("1 + 1", "int"), ("0.5 + 0.5", "double")],
)
def test_a_condition_is_true_or_false(text: str, gives: str) -> None:
    with pytest.raises(ExpressionError, match="must be true or false") as raised:
        compiled(text)
    assert raised.value.gives == gives
    assert compiled(text, value=True)


# --- what running one gives ---------------------------------------------------------------


def test_many_subjects_come_in_their_order() -> None:
    facts = [{"label": str(number)} for number in range(50)]
    assert answers("seat.label", *facts, value=True) == [one["label"] for one in facts]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("seat.status == 'observer'", Unsettled("status")),
        ("seat.body.kind == 'board'", Unsettled("kind")),
        ("seat.status == 'observer' || seat.open", True),
        ("seat.open || seat.status == 'observer'", True),
        ("seat.status == 'observer' && !seat.open", False),
        ("!seat.open && seat.status == 'observer'", False),
        ("seat.status == 'observer' && seat.open", Unsettled("status")),
        ("has(seat.status)", False),
        ("seat.supporters.exists(one, one == seat.status)", Unsettled("status")),
        ("seat.open ? true : seat.status == ''", True),
    ],
)
def test_what_is_not_stated_is_settled_by_cel(text: str, answer: Answer) -> None:
    facts = {"open": True, "body": {}, "supporters": ["a"]}
    assert answers(text, facts) == [answer]
    assert answers(text, facts, facts) == [answer, answer]


@pytest.mark.parametrize(
    ("text", "plainly", "strictly"),
    [
        ("has(seat.status)", False, Unsettled("status")),
        ("!has(seat.status)", True, Unsettled("status")),
        ("has(seat.status) || seat.open", True, True),
        ("has(seat.status) && seat.ended", False, False),
        ("has(seat.body.kind) && seat.body.kind == 'board'", False, Unsettled("kind")),
        ("seat.supporters.exists(one, has(seat.status) && one == 'a')", False, Unsettled("status")),
        ("has(seat.body)", True, True),
        ("[has(seat.status)].exists(one, one)", False, Unsettled("status")),
        ("has(seat.body.decides_by) || has(seat.body.kind)", False, Unsettled("decides_by")),
    ],
)
def test_has_can_be_read_strictly(text: str, plainly: Answer, strictly: Answer) -> None:
    batch = Batch("seat", [{"open": True, "ended": False, "body": {}, "supporters": ["a"]}])
    program = compiled(text)
    assert program.run(batch, 0) == plainly
    assert program.run_strictly(batch, 0) == strictly


def test_strictly_makes_no_difference_where_all_is_stated() -> None:
    text = "has(seat.status) && has(seat.body.kind) && seat.supporters.all(one, has(seat.voting))"
    batch = Batch(
        "seat",
        [{"status": "observer", "body": {"kind": "board"}, "supporters": ["a"], "voting": False}],
    )
    assert compiled(text).run_strictly(batch, 0) is True


def test_a_threshold_is_put_in_with_its_own_value() -> None:
    text = "seat.body.other_member_count < thresholds.few"
    facts = [{"body": {"other_member_count": number}} for number in (3, 4, 5)]
    assert answers(text, *facts, thresholds={"few": 4}) == [True, False, False]
    assert answers(text, *facts, thresholds={"few": 5}) == [True, True, False]
    assert answers("thresholds.share > 0.5", {}, thresholds={"share": 0.75}) == [True]


def test_a_comment_at_the_end_does_not_swallow_what_is_put_around_it() -> None:
    assert answers("seat.open // as far as is known", {"open": True}, {"open": False}) == [
        True,
        False,
    ]


# --- what errs costs only its own subject -------------------------------------------------

_ERRING: Sequence[tuple[str, Mapping[str, Any], Mapping[str, Any]]] = [
    # CEL returns these as values …
    ("seat.supporters[1] == 'b'", {"supporters": []}, {"supporters": ["a", "b"]}),
    ("10 / seat.body.other_member_count == 5", {"body": {"other_member_count": 0}},
     {"body": {"other_member_count": 2}}),
    ("int(seat.label) == 5", {"label": "five"}, {"label": "5"}),
    ("'a'.matches(seat.label)", {"label": "("}, {"label": "a"}),
    ("seat.label == 'a'", {"label": {"a"}}, {"label": "a"}),
    ("seat.body.other_member_count > 1", {"body": {"other_member_count": 2**70}},
     {"body": {"other_member_count": 2}}),
    # … and raises for this, which is no text that UTF-8 could hold.
    ("seat.label == 'a'", {"label": "\ud800"}, {"label": "a"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "bad", "good"), _ERRING)
@pytest.mark.parametrize("at", [0, 1, 49])
def test_one_that_errs_costs_only_itself(
    text: str, bad: Mapping[str, Any], good: Mapping[str, Any], at: int
) -> None:
    facts = [good] * 50
    facts[at] = bad
    given = answers(text, *facts)
    assert isinstance(given[at], Crashed)
    assert given[at].message
    assert given[:at] + given[at + 1 :] == [True] * 49


def test_an_error_never_counts_as_true() -> None:
    (answer,) = answers("seat.supporters[0] == ''", {"supporters": []})
    assert answer == Crashed("UNKNOWN: Index error: index=0 size=0")


def test_where_a_batch_takes_too_many_steps_each_is_run_alone() -> None:
    facts = [{"supporters": ["a"] * 300 + [str(number)]} for number in range(50)]
    given = answers("seat.supporters.exists(one, one == '7')", *facts)
    assert given == [number == 7 for number in range(50)]


def test_a_loop_without_end_is_stopped() -> None:
    (answer,) = answers(
        "seat.supporters.all(one, seat.supporters.all(other, one == other))",
        {"supporters": ["a"] * 1_000},
    )
    assert isinstance(answer, Crashed)
    assert "10,000 steps" in answer.message
