"""What holds of every text, however strange."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import assume, example, given, reject, settings
from hypothesis import strategies as st

from pitfall_audit.yaml.document_limits import most_levels, most_nodes
from pitfall_audit.yaml.places import DataPath
from pitfall_audit.yaml.reading import Document, read_text

PIECES = [
    *("a", "b: ", "c:", "\n", "\n  ", "\n    ", "- ", "\n- ", "? ", ": ", "[", "]", "{", "}"),
    *(", ", "'", '"', "#", " # ", "|", ">-\n", "~", "null", "<<: ", "---\n", "...\n", "\t", " "),
    *("!!str ", "!x ", "%TAG !e! f\n", "@", "`", "\\", "é", "\ufeff", "\x85", "\u2028", "\r\n"),
    *("\r", "\x00", "\x1b", "\ud800", "🙂", "=", "12:30", "yes"),
]
ALIASES = ["&a ", "*a", "&b ", "*b", "<<: *a", "a: &a {b: c}\n", "d: *a\n"]
yaml_like = st.lists(st.sampled_from(PIECES + ALIASES), max_size=40).map("".join)
without_aliases = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
scalars = st.sampled_from(["x", "", "~", "12:30", "two words", "'quoted: '", '"\\n"', "&a y"])
blocks: st.SearchStrategy[list[str]] = st.recursive(
    scalars.map(lambda text: [text]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(
            lambda items: [
                ("- " if at == 0 else "  ") + line for item in items for at, line in enumerate(item)
            ]
        ),
        st.lists(inner, min_size=1, max_size=3).map(
            lambda values: [
                line
                for at, value in enumerate(values)
                for line in (f"k{at}:", *(f"  {part}" for part in value))
            ]
        ),
    ),
    max_leaves=12,
)
well_formed = blocks.map(lambda lines: "top:\n" + "\n".join(f"  {line}" for line in lines))
any_text = st.one_of(st.text(), yaml_like, well_formed)


def paths(data: Any) -> list[DataPath]:
    found: list[DataPath] = [()]
    steps = data.items() if isinstance(data, dict) else enumerate(data)
    for step, value in steps:
        found.append((step,))
        if isinstance(value, dict | list):
            found.extend((step, *path) for path in paths(value) if path)
    return found


@settings(deadline=None)
@given(any_text)
@example("a: &a [*a]")
@example("\ud800")
def test_any_text_gives_a_document_or_problems(text: str) -> None:
    read = read_text(text, "a.yaml")
    if isinstance(read, Document):
        return
    assert read
    lines = text.count("\n") + 1 + sum(map(text.count, "\r\x85\u2028\u2029"))
    for one in read:
        assert one.message
        assert one.help
        for place in (one.place, *(other.place for other in one.related)):
            assert 0 <= place.line <= place.end_line <= lines
            assert (place.line, place.column) <= (place.end_line, place.end_column)


@settings(deadline=None)
@given(any_text)
def test_every_path_leads_to_a_place_inside_the_file(text: str) -> None:
    read = read_text(text, "a.yaml")
    assume(isinstance(read, Document))
    assert isinstance(read, Document)
    for path in paths(read.data):
        for key in (False, True):
            place, related = read.locate((*path, "no such key"), key=key)
            for one in (place, *(other.place for other in related)):
                assert one.line >= 1
            place, related = read.locate(path, key=key)
            for one in (place, *(other.place for other in related)):
                assert 1 <= one.column <= len(read.line_text(one.line)) + 1
                assert 1 <= one.end_column <= len(read.line_text(one.end_line)) + 1
                assert (one.line, one.column) <= (one.end_line, one.end_column)
                assert len(one.excerpt) <= 120
                assert "\n" not in one.excerpt


def same(ours: Any, theirs: Any) -> bool:
    """Whether the data are the same but for "not stated"."""
    if isinstance(ours, dict):
        return list(ours) == list(theirs) and all(same(ours[key], theirs[key]) for key in ours)
    if isinstance(ours, list):
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    if ours is None:
        return theirs in {"", "~", "null", "Null", "NULL"}
    return bool(ours == theirs)


@settings(deadline=None)
@given(st.one_of(without_aliases, well_formed))
def test_the_data_are_those_of_the_base_loader(text: str) -> None:
    assume("<<" not in text)
    read = read_text(text, "a.yaml")
    assume(isinstance(read, Document))
    assert isinstance(read, Document)
    try:
        theirs = yaml.load(text.lstrip("\ufeff"), yaml.BaseLoader)  # noqa: S506
    except yaml.YAMLError:  # the pure-Python parser refuses a little more than libyaml
        reject()
    assert same(read.data, theirs)


@settings(deadline=None)
@given(any_text)
@example("- - - ? - [[{[a: [b]")
@example("a:\n- b:\n  - [!<]> x, [y: z]]")
def test_the_signs_in_a_text_bound_its_depth_and_number(text: str) -> None:
    text = text.lstrip("\ufeff")
    depth = deepest = nodes = 0
    try:
        for event in yaml.parse(text, yaml.CBaseLoader):
            if isinstance(event, yaml.DocumentEndEvent):
                break
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            nodes += isinstance(event, yaml.NodeEvent)
            deepest = max(depth, deepest)
    except (yaml.YAMLError, UnicodeEncodeError):
        pass
    assert deepest <= most_levels(text)
    assert nodes <= most_nodes(text)
