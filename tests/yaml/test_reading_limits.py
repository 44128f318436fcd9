"""No file costs more than its limits, and none ends the process."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pitfall_audit.yaml.places import Problem
from pitfall_audit.yaml.reading import Document, read_text

PROGRAM = """
import sys
from pitfall_audit.yaml.reading import read_text

def nested(style, levels):
    if style == "indented":
        return "".join(" " * level + "a:\\n" for level in range(levels))
    return "x: " * (style != "- ") + style * levels

for levels in (51, 3_000, 10_000, 1_000_000):
    if sys.argv[1] == "indented" and levels > 10_000:
        break
    print(levels, read_text(nested(sys.argv[1], levels), "a.yaml")[0].id)
"""


@pytest.mark.parametrize("style", ["[", "{a: ", "- ", "indented"])
def test_no_depth_ends_the_process(style: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, style],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (run.returncode, run.stderr) == (0, "")
    expected = ["51 too-deep", "3000 too-deep", "10000 too-deep", "1000000 too-deep"]
    if style == "indented":  # 10,000 levels are 50 MB
        expected = [*expected[:2], "10000 too-large"]
    assert run.stdout.splitlines() == expected


def only(text: str) -> Problem:
    read = read_text(text, "a.yaml")
    assert not isinstance(read, Document)
    (one,) = read
    return one


@pytest.mark.parametrize(
    "nested",
    [
        lambda levels: "x: " + "[" * (levels - 1) + "]" * (levels - 1),
        lambda levels: "{a: " * levels + "}" * levels,
        lambda levels: "x:\n" + "- " * (levels - 1) + "a",
        lambda levels: "".join(" " * level + "a:\n" for level in range(levels)),
        lambda levels: "? " * levels + "a",
        # A list may stand in the same column as the name it belongs to.
        lambda levels: "".join(
            "  " * (level // 2) + ("- \n" if level % 2 else "a:\n") for level in range(levels)
        ),
    ],
)
def test_fifty_levels_and_no_more(nested: object) -> None:
    assert callable(nested)
    read = read_text(nested(50), "a.yaml")
    if not isinstance(read, Document):  # a mapping as a key is deep enough, and a problem
        assert {one.id for one in read} == {"key-not-text"}
    one = only(nested(51))
    assert (one.id, one.place.line > 0) == ("too-deep", True)
    assert "51 levels" in one.message
    assert "50" in one.message


def test_the_line_of_the_level_too_deep_is_told() -> None:
    assert only("".join(" " * level + "a:\n" for level in range(60))).place.line == 51


def test_depth_counts_aliases_written_out() -> None:
    links = "".join(f"a{level}: &a{level} [*a{level - 1}]\n" for level in range(1, 60))
    one = only("a0: &a0 []\n" + links)
    assert (one.id, one.place.line, one.place.column) == ("too-deep", 50, 12)


def test_signs_in_prose_are_not_depth() -> None:
    text = "a: >\n  " + "[ { - ? " * 200 + "\nb: '" + "[{" * 200 + "'\n# " + "[" * 200 + "\n"
    assert isinstance(read_text(text, "a.yaml"), Document)


def test_an_alias_bomb_is_found_before_it_goes_off() -> None:
    text = "a0: &a0 [" + "x," * 9 + "]\n"
    for level in range(1, 40):
        text += f"a{level}: &a{level} [{','.join([f'*a{level - 1}'] * 9)}]\n"
    read = read_text(text, "a.yaml")
    assert not isinstance(read, Document)
    assert [(one.id, one.place.line) for one in read] == [("too-many-nodes", 6), ("too-large", 7)]
    assert "200,000" in read[0].message


def test_a_bomb_of_merges() -> None:
    keys = "".join(f"k{number}: v, " for number in range(1_000))
    one = only(f"a: &a {{{keys}}}\nb:\n" + "  - <<: *a\n" * 200)
    assert one.id == "too-many-nodes"


def test_a_bomb_of_text() -> None:
    one = only(f"a: &a {'x' * 100_000}\nb: [{'*a, ' * 60}]\n")
    assert (one.id, one.place.line) == ("too-large", 2)


def test_aliases_are_counted() -> None:
    assert isinstance(read_text("a: &a x\nb:\n" + "- *a\n" * 1_000, "a"), Document)
    one = only("a: &a x\nb:\n" + "- *a\n" * 1_002)
    assert (one.id, one.place.line) == ("too-many-aliases", 1_003)
    assert "1,001" in one.message
    assert "1,000" in one.message


def test_nodes_are_counted() -> None:
    # One for the mapping, one for the key, one for the list, and its items.
    assert isinstance(read_text("a:\n" + "- b\n" * 199_997, "a"), Document)
    one = only("a:\n" + "- b\n" * 199_998)
    assert (one.id, one.place.line) == ("too-many-nodes", 199_999)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: &a [*a]", 1, 8),
        ("a: &a\n  b: {c: *a}", 2, 10),
        ("a: &a\n  <<: *a", 2, 7),
        ("&a x: &b [[*b]]\n", 1, 12),
    ],
)
def test_endless_aliases(text: str, line: int, column: int) -> None:
    one = only(text)
    assert (one.id, one.place.line, one.place.column) == ("recursive-alias", line, column)


def test_all_endless_aliases_are_told() -> None:
    read = read_text("a: &a [*a, *a]\nb: &b {c: *b}\n", "a.yaml")
    assert not isinstance(read, Document)
    assert [(one.place.line, one.place.column) for one in read] == [(1, 8), (1, 12), (2, 11)]


def test_a_text_too_large() -> None:
    assert only("#" * 5_000_001).id == "too-large"
    assert only("é" * 2_500_001).id == "too-large"


def test_tag_directives_are_few_and_short() -> None:
    # libyaml compares each with every other: a file full of them would take minutes.
    many = "".join(f"%TAG !a{number}! b\n" for number in range(101)) + "---\na: b\n"
    assert (only(many).id, only(many).place.line) == ("yaml-syntax", 101)
    assert only(f"%TAG !a! {'b' * 200}\n---\na: b\n").id == "yaml-syntax"
    assert isinstance(read_text("%TAG !a! b\n---\na: b\n", "a"), Document)


def test_very_many_problems_are_cut_and_the_rest_counted() -> None:
    read = read_text("a: b\n" * 1_500, "a.yaml")
    assert not isinstance(read, Document)
    assert len(read) == 1_001
    assert (read[-1].id, read[-1].place.line) == ("too-many-problems", 1_002)
    assert "499 more" in read[-1].message
