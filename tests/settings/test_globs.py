"""Which files a pattern stands for."""

from __future__ import annotations

import sys
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pitfall_audit.settings.settings_file import matches, what_is_wrong_with


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("research/**", "research/a.yaml", True),
        ("research/**", "research/deep/er/a.yaml", True),
        ("research/**", "researchers/a.yaml", False),
        ("research/**", "research", False),
        ("**", "a.yaml", True),
        ("research/*", "research/deep/a.yaml", False),
        ("*.yaml", "a.yaml", True),
        ("*.yaml", "research/a.yaml", False),
        ("**/*.yaml", "a.yaml", True),
        ("**/*.yaml", "x/y/a.yaml", True),
        ("**/wards/**", "x/wards/y/a.yaml", True),
        ("**/wards/**", "x/y/a.yaml", False),
        ("ward-?/a.yaml", "ward-3/a.yaml", True),
        ("ward-[12]/a.yaml", "ward-3/a.yaml", False),
        ("Research/**", "research/a.yaml", False),
        ("a.yaml", "a.yaml", True),
        ("a.yaml", "b/a.yaml", False),
    ],
)
def test_a_pattern_stands_for_these_files(pattern: str, path: str, expected: bool) -> None:
    assert matches(pattern, path) is expected


steps = st.sampled_from(["**", "*", "a", "b", "a*", "?", "*b"])
folders = st.lists(st.sampled_from(["a", "b", "ab"]), min_size=1, max_size=5)


@pytest.mark.skipif(sys.version_info < (3, 13), reason="full_match is newer")
@given(st.lists(steps, min_size=1, max_size=5).map("/".join), folders.map("/".join))
def test_patterns_mean_what_they_mean_in_the_standard_library(pattern: str, path: str) -> None:
    assert matches(pattern, path) == PurePosixPath(path).full_match(pattern)  # type: ignore[attr-defined,unused-ignore]


def test_many_wildcards_take_no_longer_than_their_number() -> None:
    assert not matches("**/" * 90 + "x", "a/" * 90 + "y")
    assert not matches("*a" * 100 + "b", "a" * 250)


@pytest.mark.parametrize(
    "pattern", ["/a", "C:/a", "../a", "a/../b", "a//b", "./a", "a/", " ", "a\\b"]
)
def test_patterns_that_could_mean_no_file_are_told(pattern: str) -> None:
    assert what_is_wrong_with(pattern) is not None


@pytest.mark.parametrize("pattern", ["a", "**", "a/**/b.yaml", ".hidden/*", "x y/z"])
def test_others_are_right(pattern: str) -> None:
    assert what_is_wrong_with(pattern) is None
