"""What YAML is read as, and what is said where it cannot be read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pitfall_audit.yaml.places import Problem
from pitfall_audit.yaml.reading import Document, read_file, read_text


def data(text: str) -> dict[str, Any]:
    read = read_text(text, "a.yaml")
    assert isinstance(read, Document), read
    return read.data


def problems(text: str) -> tuple[Problem, ...]:
    read = read_text(text, "a.yaml")
    assert not isinstance(read, Document)
    assert all(one.message and one.help and one.place.file == "a.yaml" for one in read)
    return read


def only(text: str) -> Problem:
    (one,) = problems(text)
    return one


def ids(text: str) -> list[tuple[str, int, int]]:
    return [(one.id, one.place.line, one.place.column) for one in problems(text)]


@pytest.mark.parametrize(
    "written",
    [
        "2.10",
        "no",
        "on",
        "YES",
        "12:30",
        "010",
        "0x1F",
        "1e3",
        ".inf",
        "2026-01-12",
        "Nul",
        "=",
        "<<",
    ],
)
def test_a_value_keeps_its_text(written: str) -> None:
    assert data(f"a: {written}\nb: '{written}'") == {"a": written, "b": written}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL", "!!null ~", "!!int", "&x"])
def test_nothing_is_not_stated(written: str) -> None:
    assert data(f"a: {written}\n") == {"a": None}


@pytest.mark.parametrize("written", ["''", '""', "!!str", "!!str ''", "|\n", "!!null ''"])
def test_an_empty_text_is_text(written: str) -> None:
    assert data(f"a: {written}\n") == {"a": ""}


def test_a_quoted_null_is_text() -> None:
    assert data("a: 'null'\nb: \"~\"\nc: !!str ~") == {"a": "null", "b": "~", "c": "~"}


def test_keys_are_always_text() -> None:
    read = data("on: x\n1: x\n~: x\nnull: x\n2026-01-12: x\n'': x")
    assert list(read) == ["on", "1", "~", "null", "2026-01-12", ""]


def test_standard_tags_say_nothing() -> None:
    text = "a: !!int 12\nb: !!bool no\nc: !!seq [x]\nd: !!map {e: f}\ng: !!timestamp 2026-01-12"
    assert data(text) == {"a": "12", "b": "no", "c": ["x"], "d": {"e": "f"}, "g": "2026-01-12"}


def test_directives_byte_order_mark_and_line_ends_are_fine() -> None:
    assert data("\ufeff%YAML 1.2\r\n---\r\na: b\r\nc: d\r\n...\r\n") == {"a": "b", "c": "d"}


def test_all_problems_of_a_file_at_once() -> None:
    text = "a: !x 1\nb: 1\nb: 2\n[c]: 1\nd: {e: 1, e: 2, <<: 3}\nf: !!python/name:os.system y\n"
    assert ids(text) == [
        ("unknown-tag", 1, 4),
        ("duplicate-key", 3, 1),
        ("key-not-text", 4, 1),
        ("duplicate-key", 5, 11),
        ("bad-merge", 5, 21),
        ("unknown-tag", 6, 4),
    ]


def test_a_problem_shows_its_line() -> None:
    one = only("a:\n  b: 1\n  b: 2  # again\n")
    assert one.place.excerpt == "  b: 2  # again"
    assert (one.place.column, one.place.end_column) == (3, 4)
    (first,) = one.related
    assert (first.says, first.place.line, first.place.excerpt) == (
        "first written here",
        2,
        "  b: 1",
    )


def test_a_very_long_line_is_not_shown() -> None:
    one = only(f"a: {'x' * 300}: y")
    assert (one.place.excerpt, one.place.column) == ("", 304)


def test_columns_count_characters() -> None:
    assert ids("é🙂: {é: 1, é: 2}") == [("duplicate-key", 1, 12)]


@pytest.mark.parametrize(
    "tag", ["!foo", "!!python/object:os.system", "!!binary", "!!set", "!!omap"]
)
def test_other_tags_are_named(tag: str) -> None:
    one = only(f"a: {tag} x\n")
    assert one.id == "unknown-tag"
    assert f"tag {tag} has" in one.message
    assert one.help == "Remove the tag; write the value itself."


def test_tags_are_looked_at_on_keys_lists_and_the_whole() -> None:
    found = ids("--- !t\n!k a: !l [!i b]\n")
    assert [column for _, _, column in found] == [5, 1, 7, 11]


def test_a_second_document() -> None:
    one = only("a: b\n---\nc: d\n---\n")
    assert (one.id, one.place.line, one.place.excerpt) == ("more-than-one-document", 2, "---")


@pytest.mark.parametrize("text", ["", "\n\n", "# only words\n", "---\n", "~", "\ufeff"])
def test_an_empty_file(text: str) -> None:
    assert ids(text) == [("empty-file", 0, 0)]


@pytest.mark.parametrize("text", ["- a\n- b", "text", "a:b", "'null'", "!!str"])
def test_the_whole_must_be_a_mapping(text: str) -> None:
    assert ids(text) == [("not-a-mapping", 1, 1)]


def test_merges_have_the_usual_precedence() -> None:
    text = """
one: &one {a: 1, b: 1, c: 1}
two: &two {b: 2, c: 2, d: 2}
both: {c: own, <<: [*one, *two]}
chain: &chain {<<: *two, b: 3}
end:
  <<: *chain
here: {<<: {a: 1}, b: 2}
none: {<<: []}
text: {"<<": x, y: [<<]}
"""
    read = data(text)
    assert read["both"] == {"a": "1", "b": "1", "c": "own", "d": "2"}
    assert read["end"] == {"b": "3", "c": "2", "d": "2"}
    assert read["here"] == {"a": "1", "b": "2"}
    assert read["none"] == {}
    assert read["text"] == {"<<": "x", "y": ["<<"]}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("<<: x", 1, 5),
        ("<<:", 1, 4),
        ("<<: [{}, x]", 1, 10),
        ("a: &a x\nb: {<<: *a}", 2, 9),
        ("a: &a x\nb: {<<: [{}, *a]}", 2, 14),
    ],
)
def test_only_mappings_can_be_merged(text: str, line: int, column: int) -> None:
    assert ids(text) == [("bad-merge", line, column)]


def test_two_merges_in_one_mapping() -> None:
    assert ids("<<: {a: 1}\n<<: {b: 1}") == [("duplicate-key", 2, 1)]


def test_problems_inside_an_anchor_are_told_once() -> None:
    assert ids("a: &a {b: 1, b: 2}\nc: [*a, *a]\nd: {<<: *a}") == [("duplicate-key", 1, 14)]


def test_a_mapping_as_key_is_placed_at_its_alias() -> None:
    assert ids("a: &a {b: 1}\n*a : c") == [("key-not-text", 2, 1)]


@pytest.mark.parametrize(
    ("text", "place", "words", "write"),
    [
        ("a:\n\tb: c", (2, 1), "tab", "spaces"),
        ("a: b\n\tc: d", (2, 1), "tab", "spaces"),
        ("a: b\n\t\n", (2, 1), "tab", "spaces"),
        ("a: b\nc:d\ne: f", (2, 2), "no space after", "c: d"),
        ("c:d\ne: f", (1, 2), "no space after", "c: d"),
        ("a: b\nno colon\n", (2, 1), "no colon", "name: value"),
        ('a: b\nc: "d\ne: f', (2, 4), "is not closed", 'Write "'),
        ("a: [b, c\nd: e", (1, 4), "is not closed", "[one, two]"),
        ("a: {b: c\nd: e", (1, 4), "is not closed", "{name: value, name: value}"),
        ("a: [\n", (1, 5), "not closed", "]"),
        ("title: Panel: the one", (1, 13), "colon", 'title: "Panel: the one"'),
        ('title: say "x": y', (1, 15), "colon", "title: 'say \"x\": y'"),
        ("a: b\n  c: d", (2, 4), "indented", "line 1"),
        ("a:\n    b: c\n  d: e", (3, 3), "indented", "column"),
        ("a: @asha", (1, 4), "cannot begin with @", '"@asha"'),
        ("a: `x`", (1, 4), "cannot begin with `", '"`x`"'),
        ("a: **bold** words", (1, 4), "begins with *", '"**bold** words"'),
        ("a: *nobody", (1, 4), "*nobody", "Write the value itself"),
        ("a: &x b\nc: &x d", (2, 4), "earlier", "name of its own"),
        ('name: "Jo" Smith', (1, 12), "closing quotation mark", "name: '\"Jo\" Smith'"),
        ('a: "C:\\Users"', (1, 9), "backslash", "two backslashes"),
        ("a:\n  - b: c\n - d: e", (3, 2), "not in line", "the dash of line 2, column 3"),
        ("a:\n  - b: c\n   - d: e", (3, 4), "not in line", "the dash of line 2, column 3"),
        ("a:\n- b: c\n\n  - d: e", (4, 3), "not in line", "the dash of line 2, column 1"),
        ("a:\n  - b\nc:\n  d: e\n  - f", (5, 3), "among names and values", "a name of its own"),
        ("a: b\n  - c: d", (2, 6), "has its value already", "see line 1"),
        ("a:\n  b:{c: [d]}", (2, 4), "no space after", "b: {c: [d]}"),
        ("a: {b:[c]}", (1, 6), "no space after", "a: {b: [c]}"),
        (
            'a: "x \\ud83d\\ude00 y"',
            (1, 7),
            "two halves",
            "itself, \U0001f600, or as one code: \\U0001F600",
        ),
        ('a: "x \\uDE00 y"', (1, 7), "half of a character", "Write the character itself."),
        ("a: - b", (1, 4), "list", "line of its own"),
        ("a: [b, c]]", (1, 10), "closing bracket", "Take it out"),
        ("a: | b", (1, 6), "next line", "next line"),
        ("%YAML 7.0\n---\na: b", (1, 1), "(found incompatible YAML document)", "Look at"),
    ],
)
def test_syntax_is_explained(text: str, place: tuple[int, int], words: str, write: str) -> None:
    one = only(text)
    assert (one.id, one.place.line, one.place.column) == ("yaml-syntax", *place)
    assert words in one.message
    assert write in one.help
    assert one.place.excerpt == text.splitlines()[place[0] - 1]


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("\ufefftitle: café\r\n".encode())
    read = read_file(path, "here/a.yaml")
    assert isinstance(read, Document)
    assert (read.file, read.data) == ("here/a.yaml", {"title": "café"})


@pytest.mark.parametrize(
    ("content", "kind", "line", "words"),
    [
        (b"", "empty-file", 0, "empty"),
        (b"a: b\nc: \0\n", "binary-file", 0, "byte 8"),
        (b"a: b\nc: \x01\n", "binary-file", 2, "U+0001"),
        (b"a: b\nc: caf\xe9\n", "not-utf8", 2, "byte 11, in line 2"),
        ("a: b".encode("utf-16"), "not-utf8", 0, "UTF-16"),
        (b"#" * 5_000_001, "too-large", 0, "5,000,001"),
    ],
)
def test_a_file_that_is_no_text(
    tmp_path: Path, content: bytes, kind: str, line: int, words: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    read = read_file(path, "a.yaml")
    assert not isinstance(read, Document)
    (one,) = read
    assert (one.id, one.place.line) == (kind, line)
    assert words in one.message


def test_what_is_no_file(tmp_path: Path) -> None:
    found = [
        read_file(path, "a")
        for path in (tmp_path, tmp_path / "none", tmp_path / "x\0y", tmp_path / ("x" * 5000))
    ]
    kinds = [one.id for read in found if not isinstance(read, Document) for one in read]
    assert kinds == ["is-a-folder", "not-found", "unreadable", "unreadable"]


def test_the_slow_parser_is_never_used_in_silence() -> None:
    program = "import sys; sys.modules['yaml._yaml'] = None; import pitfall_audit.yaml.reading"
    run = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )
    assert run.returncode == 1
    assert "PyYAML was installed without libyaml" in run.stderr


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("é: ! seat.voting", 4),
        ("a: &here ! seat.voting\nb: *here", 4),
        ("a: [b, ! c]", 8),
        ("! a: b", 1),
        ("a: !\n  b: c", 4),
    ],
)
def test_a_mark_that_yaml_drops_is_told(text: str, column: int) -> None:
    read = read_text(f"# ! a remark\n{text}\n", "a.yaml")
    assert not isinstance(read, Document)
    (problem,) = read
    assert problem.id == "lone-mark"
    assert (problem.place.line, problem.place.column) == (2, column)


@pytest.mark.parametrize(
    "text", ["a: Well! Then no.", "a: '! b'", "a: |\n  ! b", "a: b !\nc: d", "a: >\n  c\n  ! b"]
)
def test_a_mark_within_a_text_is_kept(text: str) -> None:
    assert isinstance(read_text(text, "a.yaml"), Document)
