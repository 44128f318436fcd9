"""Any result at all: it cannot reach into the terminal, nor over its edge."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import fields
from rich.cells import cell_len
from tests.generators import tries
from tests.report.sample_results import on_demand

from pitfall_audit.engine.result import AuditResult
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal import render_terminal

NASTY = st.text(
    st.one_of(
        st.sampled_from("\x1b\x9b\x07\x08\r\n\t\x00\u202e\u2066\u2028\ud800[]/日"),
        st.characters(codec=None),
    ),
    max_size=30,
)  # fmt: skip


FILE_NAMES = {"file", "files", "files_passed_over", "joins", "ties_files"}


def anything(hint: Any, file_names: st.SearchStrategy[str] = NASTY) -> st.SearchStrategy[Any]:
    """Give values of a type of the result, each text in them as nasty as can be."""

    def of(  # noqa: PLR0911  # one for each kind of type
        hint: Any, text: st.SearchStrategy[str] = NASTY
    ) -> st.SearchStrategy[Any]:
        origin, arguments = get_origin(hint), get_args(hint)
        if hint is str:
            return text
        if hint is NoneType:
            return st.none()
        if origin is Literal:
            return st.sampled_from(arguments)
        if origin in (Union, UnionType):
            return st.one_of(*(of(argument, text) for argument in arguments))
        if origin is tuple:
            return st.lists(of(arguments[0], text), max_size=2).map(tuple)
        if origin is Sequence:
            several = st.lists(of(arguments[0], text), max_size=2).map(tuple)
            return several | several.map(on_demand)
        if origin is dict:
            return st.dictionaries(of(arguments[0], text), of(arguments[1]), max_size=2)
        if isinstance(hint, type) and issubclass(hint, Struct):
            hints = get_type_hints(hint)
            return st.builds(
                hint,
                **{
                    field.name: of(
                        hints[field.name], file_names if field.name in FILE_NAMES else NASTY
                    )
                    for field in fields(hint)
                },
            )
        plain = {bool: st.booleans(), int: st.integers(0, 999), float: st.floats(0, 9)}

        return {**plain, dt.date: st.dates()}[hint]

    return of(hint)


def hidden_or_acting(text: str) -> set[str]:
    return {
        character
        for character in text
        if character != "\n"
        and (
            unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
            or character in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
            or character in "\u2066\u2067\u2068\u2069"
        )
    }


@settings(max_examples=tries(25), deadline=None, suppress_health_check=list(HealthCheck))
@given(anything(AuditResult), st.booleans(), st.booleans(), st.integers(40, 100))
def test_no_result_can_reach_into_the_terminal(
    result: AuditResult, unicode: bool, verbose: bool, width: int
) -> None:
    text = render_terminal(
        result, Screen(width=width, colour=False, unicode=unicode), verbose=verbose
    )
    assert not hidden_or_acting(text)
    assert text.endswith("\n")


# File names are left whole, so that they can be copied: here they are short.
@settings(max_examples=tries(25), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    anything(AuditResult, st.sampled_from(["a.yaml", "b/c.yml"])),
    st.booleans(),
    st.integers(40, 100),
)
def test_no_line_is_longer_than_the_screen(result: AuditResult, verbose: bool, width: int) -> None:
    text = render_terminal(result, Screen(width=width, colour=False, unicode=True), verbose=verbose)
    assert max(cell_len(line) for line in text.splitlines()) <= width
