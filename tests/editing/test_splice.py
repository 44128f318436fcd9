"""Writing a value into a text leaves every other character as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.yaml.test_reading_properties import any_text, paths

from pitfall_audit.editing.splice import spliced, taken_out, with_value, without_value
from pitfall_audit.yaml.places import DataPath, value_at
from pitfall_audit.yaml.reading import Document, read_text
from pitfall_audit.yaml.writing import as_flow

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(ROOT.glob("examples/*.yaml"))
TEXTS = [path.read_text("utf-8") for path in EXAMPLES]

FILE = """\
# what it is
version: 1
title:   "A panel"   # as the minutes have it
empty:
purpose: >
  To hear people
  who use the ward.

roles:
  - id: member   # the first
    holders: [mary, {person: tom}]
    # what they are is not known yet

  - {id: chair, status: ~}
bodies: {}
base: &base {level: 1}
copy: *base
merged:
  <<: *base
  own: x
list:
- a
- b: c
"""


def written(text: str, path: DataPath, value: Any) -> str | None:
    document = read_text(text, "a.yaml")
    assert isinstance(document, Document)
    found = spliced(document, path, value)
    return None if found is None else found.result.positions.source.text


@pytest.mark.parametrize(
    ("path", "value", "before", "after"),
    [
        (("title",), "The panel", '"A panel"   #', "The panel   #"),
        (("title",), "Panel: #1, [x]", '"A panel"', "'Panel: #1, [x]'"),
        (("empty",), "no", "empty:\n", "empty: no\n"),
        (("empty", "deep"), "no", "empty:\n", "empty: {deep: no}\n"),
        (("purpose",), "x", ">\n  To hear people\n  who use the ward.\n", "x\n"),
        (
            ("roles", 0, "status"), "member",
            "{person: tom}]\n", "{person: tom}]\n    status: member\n",
        ),
        (("roles", 0, "holders", 2), "jo", "tom}]", "tom}, jo]"),
        (("roles", 0, "holders", 1, "from"), "2026", "person: tom}", "person: tom, from: 2026}"),
        (("roles", 1, "status"), "chair", "~", "chair"),
        (("roles", 1, "voting"), "no", "~}", "~, voting: no}"),
        (
            ("roles", 2), {"id": "new", "holders": ["jo"]},
            "~}\n", "~}\n  - id: new\n    holders: [jo]\n",
        ),
        (("bodies", "panel", "kind"), "panel", "{}", "{panel: {kind: panel}}"),
        (("merged", "level"), "2", "own: x\n", "own: x\n  level: 2\n"),
        (("list", 2), "d", "- b: c\n", "- b: c\n- d\n"),
        (("list", 1, "e"), ["f"], "- b: c\n", "- b: c\n  e: [f]\n"),
        (("list",), ["f"], "list:\n- a\n- b: c\n", "list: [f]\n"),
        (("new", "part"), {"a": ["b"]}, "- b: c\n", "- b: c\nnew:\n  part:\n    a: [b]\n"),
    ],
)  # fmt: skip
def test_a_value_stands_where_it_belongs(
    path: DataPath, value: Any, before: str, after: str
) -> None:
    assert FILE.count(before) == 1
    expected = FILE.replace(before, after)
    assert written(FILE, path, value) == expected
    windows = written(FILE.replace("\n", "\r\n"), path, value)
    assert windows == expected.replace("\n", "\r\n")


@pytest.mark.parametrize(
    "path",
    [
        ("copy", "level"),  # would change what it is a copy of
        ("base",),  # would take away what the others are copies of
        ("roles",),  # holds a comment
        ("title", "of"),  # stands for no record
        ("roles", 4),  # leaves a gap
        ("roles", "member"),
    ],
)
def test_what_would_change_more_is_not_written(path: DataPath) -> None:
    assert written(FILE, path, "x") is None


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (("title",), 'title:   "A panel"   # as the minutes have it\n',
         "   # as the minutes have it\n"),
        (("empty",), "empty:\n", ""),
        (("purpose",), "purpose: >\n  To hear people\n  who use the ward.\n", ""),
        (("roles", 0, "holders"), "    holders: [mary, {person: tom}]\n", ""),
        (("roles", 0, "holders", 0), "[mary, {", "[{"),
        (("roles", 0, "holders", 1), "[mary, {person: tom}]", "[mary]"),
        (("roles", 1), "  - {id: chair, status: ~}\n", ""),
        (("roles", 1, "id"), "{id: chair, ", "{"),
        (("bodies",), "bodies: {}\n", ""),
        (("merged", "own"), "  own: x\n", ""),
        (("list", 0), "- a\n", ""),
        (("list", 1), "- b: c\n", ""),
        (("list", 1, "b"), "- b: c\n", "- {}\n"),
    ],
)  # fmt: skip
def test_a_value_is_taken_out(path: DataPath, before: str, after: str) -> None:
    assert FILE.count(before) == 1
    for end in ("\n", "\r\n"):
        document = read_text(FILE.replace("\n", end), "a.yaml")
        assert isinstance(document, Document)
        found = taken_out(document, path)
        assert found is not None
        expected = FILE.replace(before, after).replace("\n", end)
        assert found.result.positions.source.text == expected


@pytest.mark.parametrize("path", [("roles",), ("roles", 0), ("base",), ("copy", "level")])
def test_what_holds_a_comment_or_is_used_elsewhere_is_not_taken_out(path: DataPath) -> None:
    document = read_text(FILE, "a.yaml")
    assert isinstance(document, Document)
    assert taken_out(document, path) is None


@pytest.mark.parametrize(
    ("text", "path", "after"),
    [
        ("a: 1\nb: 2", ("b",), "a: 1\n"),
        ("a: 1\nb: [2]\n", ("b", 0), "a: 1\n"),
        ("a: {b: 2} # x\n", ("a", "b"), "a: {} # x\n"),
        ("a:\n  b: 2\nc: 1\n", ("a", "b"), "a:\n  {}\nc: 1\n"),
        ("a:\n- b: 1\n  c: 2\n", ("a", 0, "b"), "a:\n- c: 2\n"),
    ],
)
def test_the_last_of_its_kind_is_taken_out(text: str, path: DataPath, after: str) -> None:
    document = read_text(text, "a.yaml")
    assert isinstance(document, Document)
    found = taken_out(document, path)
    assert found is not None
    assert found.result.positions.source.text == after


def test_a_file_without_a_last_line_end_is_left_without() -> None:
    assert written("a: 1", ("b",), "2") == "a: 1\nb: 2"
    assert written("a: 1 # so", ("b",), "2") == "a: 1 # so\nb: 2"
    assert written('{"a": "1"}', ("b",), "2") == '{"a": "1", b: 2}'


def test_a_key_whose_value_libyaml_places_behind_the_text() -> None:
    assert written("?", ("b",), "2") is None
    assert written("? a", ("b",), "2") is None


texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
values = st.recursive(
    st.one_of(st.sampled_from(["no", "a, b", "# x", "- x", "'", "x: y", "~", ""]), texts),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(texts, inner, max_size=2)),
    max_leaves=4,
)


@given(values)
def test_data_on_one_line_are_read_as_the_same_data(value: Any) -> None:
    read = read_text(f"a: [{as_flow(value)}, x]", "a.yaml")
    assert isinstance(read, Document), read
    assert read.data == {"a": [value, "x"]}
    assert len(as_flow(value).splitlines()) == 1


@settings(deadline=None, max_examples=150)
@given(st.one_of(any_text, st.sampled_from(TEXTS)), values, st.data())
def test_nothing_outside_the_splice_changes(text: str, value: Any, data: st.DataObject) -> None:
    document = read_text(text, "a.yaml")
    if not isinstance(document, Document):
        return
    path = data.draw(st.sampled_from(paths(document.data)))
    standing = value_at(document.data, path)
    if isinstance(standing, dict):
        path = (*path, "new")
    elif isinstance(standing, list):
        path = (*path, len(standing))
    found = spliced(document, path, value)
    if found is None:
        assert text not in TEXTS or "#" in _stretch(document, path)
        return
    before, after = document.positions.source.text, found.result.positions.source.text
    assert after == before[: found.start] + found.text + before[found.end :]
    again = read_text(after, "a.yaml")
    assert isinstance(again, Document)
    assert again.data == found.result.data == with_value(document.data, path, value)
    if text in TEXTS:
        assert _comments(after) == _comments(before)


@settings(deadline=None, max_examples=100)
@given(st.one_of(any_text, st.sampled_from(TEXTS)), st.data())
def test_nothing_else_is_taken_out(text: str, data: st.DataObject) -> None:
    document = read_text(text, "a.yaml")
    if not isinstance(document, Document):
        return
    path = data.draw(st.sampled_from(paths(document.data)))
    found = taken_out(document, path) if path else None
    if found is None:
        assert not path or text not in TEXTS or "#" in _stretch(document, path)
        return
    before, after = document.positions.source.text, found.result.positions.source.text
    assert after == before[: found.start] + found.text + before[found.end :]
    while isinstance(path[-1], int) and len(value_at(document.data, path[:-1])) == 1:
        path = path[:-1]
    assert found.result.data == without_value(document.data, path)
    assert found.text in ("", "{}")
    if text in TEXTS:
        assert _comments(after) == _comments(before)


def _stretch(document: Document, path: DataPath) -> str:
    """The lines of what stands at a path, and of its key."""
    place, _ = document.locate(path)
    key, _ = document.locate(path, key=True)
    return "\n".join(map(document.line_text, range(key.line, place.end_line + 1)))


def _comments(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.lstrip().startswith("#")]
