"""Expressions as data: what is read and written again is the same, and says the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pitfall_audit.rules.conditions.expressions import Answer, Batch, Crashed, Program
from pitfall_audit.rules.conditions.terms import Term, simplified, truth, write
from pitfall_audit.rules.packs import load_built_in


def read(text: str) -> Term:
    return Program(text, "seat", None, {}).term


def bare(term: Term) -> Term:
    """The same without places."""
    return replace(term, offset=0, parts=tuple(bare(part) for part in term.parts))


_ODD = [
    "(seat.a || seat.b) && !(seat.c && seat.d)",
    "!(seat.a == seat.b) && !!(seat.c in [])",
    "(seat.a ? seat.b : seat.c) ? seat.d : (seat.e ? seat.f : seat.g)",
    "seat.a - (seat.b - seat.c) - seat.d < -3",
    "(seat.a + seat.b) * seat.c % 2 >= -(-seat.d)",
    "(seat.a < seat.b) == (seat.c != seat.d)",
    "seat.list[0] == 'it''s' || seat.list[seat.n].size() > size(seat.list)",
    "seat.list.exists(one, seat.other.all(two, one == two && has(two.f)))",
    "seat.list.filter(one, one.a).map(one, one.b).exists_one(one, one in ['x'])",
    "seat.list.map(one, one.a, one.b) == [1.5, 2.0, 1e30, -0.5]",
    "seat.text.matches('a\\\\.b\\'\"\\n') && seat.text.startsWith('é😀')",
    "(seat.a ? [1] : [2]).size() == 1",
    "has(seat.a.b.c) && true",
]


@pytest.mark.parametrize("text", _ODD)
def test_what_is_written_reads_as_the_same(text: str) -> None:
    text = text.replace("'it''s'", '"it\'s"')
    term = read(text)
    assert bare(read(write(term))) == bare(term)


def test_every_built_in_expression_is_written_as_it_reads() -> None:
    programs = [
        program
        for rule in load_built_in().rules
        for program in (rule.applies, *(one.program for one in rule.expect), *rule.let.values())
    ]
    assert len(programs) > 100
    for program in programs:
        term = program.term
        assert bare(read(write(term))) == bare(term)


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
def test_any_text_is_written_as_it_reads(text: str) -> None:
    term = Term("constant", value=text)
    assert read(write(term)).value == text


def test_parts_stand_where_their_text_begins() -> None:
    text = "  has(seat.a)\n  || seat.list.exists(one, one == 'x')"
    term = read(text)
    one, other = term.parts
    assert text[one.start :].startswith("has(seat.a)")
    assert text[other.start :].startswith("seat.list")
    assert text[other.offset :].startswith("exists(")
    assert text[other.parts[1].parts[1].start :].startswith("'x'")


def test_maps_are_left_to_those_who_refuse_them() -> None:
    with pytest.raises(ValueError, match="map"):
        write(read("{'a': 1}.size() > 0"))


@pytest.mark.parametrize(
    "text", ["null == null", "b'\\x41' == b'A'", "3u + uint(2) == 5u", "-1.5 < -0.5"]
)
def test_whatever_constant_there_is_is_written_as_it_reads(text: str) -> None:
    assert write(read(write(read(text)))) == write(read(text))
    assert Program(text, "seat", None, {}).run(Batch("seat", [{}]), 0) is True
    assert Program(write(read(text)), "seat", None, {}).run(Batch("seat", [{}]), 0) is True


# --- simplified ---------------------------------------------------------------------------

_LEAVES = [
    truth(True), truth(False), *(read(f"seat.{name}") for name in "abc"),
    read("has(seat.a)"), read("has(seat.b)"), read("seat.n < 2"),
]  # fmt: skip
_TERMS = st.recursive(
    st.sampled_from(_LEAVES),
    lambda below: st.one_of(
        st.builds(lambda one: Term("operator", "!", (one,)), below),
        st.builds(
            lambda sign, parts: Term("operator", sign, tuple(parts)),
            st.sampled_from(["&&", "||"]),
            st.lists(below, min_size=2, max_size=3),
        ),
        st.builds(lambda *parts: Term("operator", "?:", parts), below, below, below),
    ),
    max_leaves=8,
)
_FACTS = st.fixed_dictionaries(
    {},
    optional={
        "a": st.booleans(),
        "b": st.booleans(),
        "c": st.booleans(),
        "n": st.sampled_from([1, 2]),
    },
)


def answer(term: Term, facts: dict[str, bool | int]) -> Answer:
    found = Program(write(term), "seat", None, {}).run(Batch("seat", [facts]), 0)
    assert not isinstance(found, Crashed)
    return found if isinstance(found, bool) else None  # which field it waits for may differ


@settings(max_examples=200)
@given(term=_TERMS, facts=_FACTS)
def test_the_simplified_says_the_same_of_all_facts(
    term: Term, facts: dict[str, bool | int]
) -> None:
    assert answer(simplified(term), facts) == answer(term, facts)


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("true && seat.a", "seat.a"),
        ("false && seat.a", "false"),
        ("seat.a || (true || seat.b)", "true"),
        ("seat.a || (false || (seat.b || seat.c))", "seat.a || seat.b || seat.c"),
        ("!(seat.a < 3)", "seat.a >= 3"),
        ("!(seat.a != 3)", "seat.a == 3"),
        ("true ? seat.a : seat.b", "seat.a"),
        ("false ? seat.a : !true", "false"),
        ("seat.a && (seat.b && seat.c)", "seat.a && seat.b && seat.c"),
    ],
)
def test_what_constants_make_idle_is_gone(text: str, becomes: str) -> None:
    assert write(simplified(read(text))) == becomes
