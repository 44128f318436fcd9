"""What is said of problems: each that the program tells has its words, and no words are idle."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from pitfall_audit.errors import usage, worded, worded_at
from pitfall_audit.yaml.document_parts import packaged_data
from pitfall_audit.yaml.places import Place, Related

WORDS: Mapping[str, Any] = packaged_data("pitfall_audit", "problems.yaml")
SOURCE = Path(__file__).parents[1] / "src" / "pitfall_audit"
TELLS = {"worded": 0, "worded_at": 1, "worded_in": 2, "usage": 0, "of": 1, "advice": 0}
"""The functions that tell a problem, and which of their arguments names it."""


def calls() -> Iterator[tuple[str, ast.Call, int]]:
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or file.name == "errors.py":
                continue
            name, _, of = ast.unparse(node.func).rpartition(".")
            if of in TELLS and (not name or name.endswith("Error")) and len(node.args) > TELLS[of]:
                yield f"{file.relative_to(SOURCE)}, line {node.lineno}", node, TELLS[of]


def names_in(node: ast.expr) -> Iterator[str]:
    """The names that an argument may be, as far as they are written out there."""
    if isinstance(node, ast.IfExp):
        yield from (*names_in(node.body), *names_in(node.orelse))
    elif isinstance(node, ast.Constant):
        yield str(node.value)


def values_of(name: str) -> set[str]:
    texts = WORDS[name].values()
    fields = (field for text in texts for _, field, _, _ in Formatter().parse(text) if field)
    return {field.partition(".")[0].partition("[")[0] for field in fields}


def test_each_problem_that_is_told_has_words_for_all_of_its_values() -> None:
    for where, call, at in calls():
        for name in names_in(call.args[at]):
            given = {one.arg for one in call.keywords} - {"at_key"}
            assert name in WORDS, f"{where}: there are no words for {name}"
            assert values_of(name) <= given, f"{where}: {values_of(name)} are to go into {name}"


def test_no_value_is_given_that_none_of_the_words_name() -> None:
    for where, call, at in calls():
        names = set(names_in(call.args[at]))
        named = {value for name in names for value in values_of(name)}
        assert not names or {one.arg for one in call.keywords} - {"at_key"} <= named, where


def test_no_words_are_idle() -> None:
    texts = {
        node.value
        for file in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
    }
    assert set(WORDS) <= texts


def test_words_stand_in_order_each_with_what_is_wrong_and_what_to_do() -> None:
    assert list(WORDS) == sorted(WORDS)
    assert all(list(words) == ["says", "help"] for words in WORDS.values())


def test_what_is_told_has_its_values_and_its_kind() -> None:
    id_, message, help_ = worded("pack-too-large/seconds", seconds=60.0, shown="rules")
    assert (id_, message) == ("pack-too-large", "These checks take longer than 60 seconds to read.")
    assert help_ == "Divide them into several packs, and use those that you need."


def test_what_is_worded_at_a_place_has_those_that_belong_to_it() -> None:
    other = Related(Place("b.yaml"), "the other one")
    problem = worded_at(Place("a.yaml", 3), "two-organisations", other)
    assert (problem.id, problem.place.line, problem.related) == ("two-organisations", 3, (other,))


def test_what_can_t_be_done_as_asked_is_told_without_its_name() -> None:
    problem = usage("no-register", shown="people.yaml")
    assert problem.message == "There is no register people.yaml."
    assert problem.help.startswith("Correct its name")


def test_a_name_that_there_is_not_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        worded("nothing-of-the-kind")
