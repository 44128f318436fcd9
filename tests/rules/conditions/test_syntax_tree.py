"""What an expression reads and compares, from CEL's checked tree."""

from __future__ import annotations

import pytest

from pitfall_audit.facts.kinds import SUBJECT_SHAPES
from pitfall_audit.rules.conditions.expressions import Environment
from pitfall_audit.rules.conditions.syntax_tree import Constant, Read, Tree

ENVIRONMENT = Environment(SUBJECT_SHAPES, {"few": 3})


def tree(text: str, variable: str = "seat") -> Tree:
    return ENVIRONMENT.compile(text, variable, {}, "value").tree


def reads(text: str, variable: str = "seat") -> set[tuple[str, bool]]:
    return {(".".join(read.path), read.presence_only) for read in tree(text, variable).reads}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("true", set()),
        ("seat.status == ''", {("seat.status", False)}),
        ("has(seat.status)", {("seat.status", True)}),
        ("has(seat.body.kind)", {("seat.body.kind", True), ("seat.body", False)}),
        ("thresholds.few > 3", {("thresholds.few", False)}),
        (
            "seat.capacity.exists(one, one == seat.label)",
            {("seat.capacity", False), ("seat.capacity.[]", False), ("seat.label", False)},
        ),
        ("[seat.open, seat.ended]", {("seat.open", False), ("seat.ended", False)}),
        ("seat.open ? seat.label : seat.role", {
            ("seat.open", False), ("seat.label", False), ("seat.role", False)
        }),
        ("seat.label.startsWith(seat.role)", {("seat.label", False), ("seat.role", False)}),
        ("size(seat.supporters)", {("seat.supporters", False)}),
        ("seat.supporters[0]", {("seat.supporters", False)}),
    ],
)  # fmt: skip
def test_every_field_that_is_read_is_found(text: str, found: set[tuple[str, bool]]) -> None:
    assert reads(text) == found


def test_fields_of_what_is_looped_over_are_found() -> None:
    text = "connection.power.filter(power, power.over_carer).map(power, power.how)"
    assert {
        ("connection.power", False),
        ("connection.power.[].over_carer", False),
    } <= reads(text, "connection")


def test_where_a_field_is_read_counts_characters() -> None:
    found = tree("'é😀' == seat.status").reads
    assert found == [Read(("seat", "status"), "'é😀' == seat".__len__(), False)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("seat.status == 'observer'", [("seat.status", "observer", 15)]),
        ("'observer' != seat.status", [("seat.status", "observer", 0)]),
        (
            "seat.status in ['observer', 'co-opted']",
            [("seat.status", "observer", 16), ("seat.status", "co-opted", 28)],
        ),
        (
            "seat.capacity.exists(one, one == 'carer')",
            [("seat.capacity.[]", "carer", 33)],
        ),
        ("'carer' in seat.capacity", [("seat.capacity", "carer", 0)]),
        ("seat.label == seat.role", []),
        ("seat.label.startsWith('a')", []),
    ],
)
def test_text_that_a_field_is_compared_with_is_found(
    text: str, found: list[tuple[str, str, int]]
) -> None:
    constants = [(".".join(one.path), one.text, one.offset) for one in tree(text).constants]
    assert constants == found
    assert all(isinstance(one, Constant) for one in tree(text).constants)


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("seat.open", 0),
        ("seat.capacity.exists(a, a == '')", 1),
        ("seat.capacity.exists(a, a == '') && seat.capacity.all(b, b == '')", 1),
        ("seat.capacity.filter(a, a == '').map(b, b).size() > 0", 1),
        ("seat.capacity.exists(a, seat.supporters.all(b, a == b))", 2),
        ("[1].all(a, [1].all(b, [1].all(c, a + b == c)))", 3),
    ],
)
def test_loops_are_counted_by_how_deep_they_nest(text: str, depth: int) -> None:
    assert tree(text).loop_depth == depth


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("seat.label + 'a' == ''", []),
        ("seat.capacity.map(a, a).size() > 0", []),
        ("seat.capacity.filter(a, a == '').size() > 0", []),
        ("seat.capacity.map(a, a + 'x').size() > 0", [23]),
        ("seat.capacity.exists(a, seat.capacity.exists(b, a + b == a + a))", [50, 59]),
    ],
)
def test_additions_in_loops_are_found_but_for_a_loop_s_own(text: str, offsets: list[int]) -> None:
    assert tree(text).additions_in_loops == offsets


@pytest.mark.parametrize("text", ["dyn(seat).x == 1", "{'a': seat.open}.a", "{1: 2} == {}"])
def test_what_would_hide_a_field_is_found(text: str) -> None:
    assert tree(text).hiding
    assert tree("seat.open").hiding == []
