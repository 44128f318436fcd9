"""Trying an expression: what it looks at, what it gives, and what is wrong with it."""

from __future__ import annotations

from typing import Any

import pytest

from pitfall_audit.errors import PackError
from pitfall_audit.facts.subjects import FactSheet, Subject
from pitfall_audit.rules.conditions.expressions import Crashed, Unsettled
from pitfall_audit.workbench.trying import EXPRESSION, Tried, compile_to_try, try_over


def tried(text: str, *facts: dict[str, Any]) -> list[Tried]:
    program = compile_to_try(text)
    subjects = tuple(
        Subject("seat", f"seats[m/{number}]", one, {}, "own-records")
        for number, one in enumerate(facts)
    )
    return list(try_over(program, FactSheet({"seat": subjects}, "none-given")))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("seat.open", "seat"),
        ("!promise.ongoing", "promise"),
        ("'body.kind' == role.label", "role"),
        ("connection.power.exists(seat, seat.how == 'x')", "connection"),
        ("size(seat.capacity) + 1", "seat"),
    ],
)
def test_the_first_name_says_what_it_looks_at(text: str, kind: str) -> None:
    assert compile_to_try(text).variable == kind


def test_a_value_of_any_type_for_each_subject() -> None:
    facts = {"open": True, "capacity": ["carer"], "body": {"kind": "board"}}
    assert [one.answer for one in tried("seat.capacity", facts, facts)] == [["carer"]] * 2
    assert [one.answer for one in tried("seat.body.kind", facts)] == ["board"]
    assert [one.answer for one in tried("seat.open ? 1 : 2", facts)] == [1]


def test_what_is_not_stated_is_named_in_full() -> None:
    (one,) = tried("seat.body.kind == 'board'", {"body": {}})
    assert isinstance(one.answer, Unsettled)
    assert one.waits_for == ("seat.body.kind",)


def test_a_crash_is_an_answer() -> None:
    (one,) = tried("1 / 0 == size(seat.label)", {"label": "x"})
    assert isinstance(one.answer, Crashed)


@pytest.mark.parametrize(
    ("text", "column", "help_"),
    [
        ("seat.staus", 5, "`status`"),
        ("seat.status == 'obsever'", 16, "`observer`"),
        ("seet.status", 1, "`seat`"),
        ("true", 1, "rules facts"),
        ("has(owner)", 5, "write `has(promise.owner)`."),
        ("owner != ''", 1, "write `promise.owner`."),
        ("'x' == voting", 8, "There is `seat.voting`, `role.voting`."),
        ("label == ''", 1, "`body.label`, `seat.label`, `connection.label`, and so on."),
        ("has(label)", 5, "`has(seat.label)`"),
        ("x.ward == ''", 1, "`seat.x.ward`"),
        ("every carer has a say", 1, "docs/conditions.md"),
        ("seat.x.ward == 'acute'", 5, "once that pack is named: add `--rules FOLDER`."),
        ("seat.x", 5, "`--rules FOLDER`"),
        ("seat.open && body.kind == 'board'", 18, "`seat`"),
        ("seat.days_told_after_start > thresholds.days", 40, "number itself"),
    ],
)
def test_a_fault_points_into_the_expression(text: str, column: int, help_: str) -> None:
    with pytest.raises(PackError) as raised:
        compile_to_try(text)
    (problem,) = raised.value.problems
    assert (problem.place.file, problem.place.line, problem.place.column) == (EXPRESSION, 1, column)
    assert problem.place.excerpt == text
    assert help_ in problem.help
    assert "rule" not in problem.message


def test_a_fault_on_a_later_line_shows_that_line() -> None:
    with pytest.raises(PackError) as raised:
        compile_to_try("seat.open\n&& seat.staus == ''")
    (problem,) = raised.value.problems
    assert (problem.place.line, problem.place.excerpt) == (2, "&& seat.staus == ''")


def test_an_expression_that_is_too_long_is_refused() -> None:
    with pytest.raises(PackError) as raised:
        compile_to_try("seat.open" + " && seat.open" * 500)
    assert raised.value.problems[0].id == "expression-too-long"
