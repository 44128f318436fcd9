"""Where the data of a document stand."""

from __future__ import annotations

import pytest

from pitfall_audit.yaml.places import DataPath, Place
from pitfall_audit.yaml.reading import Document, path_text, read_text

TEXT = """\
id: panel
roles:
  - id: member      # the first
    status: "volunteer"
    people: [asha, sam]
    why: >
      some words
      and more

  - title: &t Chair
    paid:
  - &who asha
support: {food: yes}
base: &base
  notice: two weeks
  deep: {level: 1}
copy: *base
merged:
  <<: *base
  own: x
many:
  <<: [{a: 1}, *base]
last: *t
"""


def document(text: str = TEXT) -> Document:
    read = read_text(text, "a.yaml")
    assert isinstance(read, Document), read
    return read


def shown(place: Place) -> tuple[int, int, int, int, str]:
    return (place.line, place.column, place.end_line, place.end_column, place.excerpt)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("id",), (1, 5, 1, 10, "panel")),
        (("roles", 0, "status"), (4, 13, 4, 24, "volunteer")),
        (("roles", 0, "people", 1), (5, 20, 5, 23, "sam")),
        (("roles", 0, "people"), (5, 13, 5, 24, "people")),
        (("roles", 0, "why"), (6, 10, 8, 15, "some words and more")),
        (("roles", 0), (3, 5, 8, 15, "id")),
        (("roles",), (3, 3, 12, 14, "roles")),
        (("roles", 2), (12, 5, 12, 14, "asha")),
        (("roles", 1, "paid"), (11, 5, 11, 9, "paid")),  # left empty: its key
        (("support", "food"), (13, 17, 13, 20, "yes")),
        (("many", "a"), (22, 12, 22, 13, "1")),  # merged, but written where it is merged
    ],
)
def test_a_value_is_placed(path: DataPath, expected: tuple[int, int, int, int, str]) -> None:
    place, related = document().locate(path)
    assert shown(place) == expected
    assert (place.file, place.path, related) == ("a.yaml", path_text(path), ())


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("roles",), (2, 1, 2, 6, "roles")),
        (("roles", 0, "status"), (4, 5, 4, 11, "status")),
        (("last",), (23, 1, 23, 5, "last")),
    ],
)
def test_a_key_is_placed(path: DataPath, expected: tuple[int, int, int, int, str]) -> None:
    place, related = document().locate(path, key=True)
    assert (shown(place), related) == (expected, ())


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("support", "transport"), (13, 1, 13, 8, "support")),
        (("support", "transport", "by", 3), (13, 1, 13, 8, "support")),
        (("roles", 0, "paid"), (3, 5, 3, 7, "id")),
        (("roles", 9, "paid"), (2, 1, 2, 6, "roles")),
        (("roles", 1, "paid", "how"), (11, 5, 11, 9, "paid")),
        (("roles", 2, "paid"), (12, 5, 12, 14, "asha")),
        (("nothing",), (1, 1, 1, 10, "id")),
        ((), (1, 1, 1, 10, "id")),
        (("roles", "0"), (2, 1, 2, 6, "roles")),
    ],
)
def test_what_is_absent_is_placed_at_the_nearest(
    path: DataPath, expected: tuple[int, int, int, int, str]
) -> None:
    place, related = document().locate(path)
    assert (shown(place), related, place.path) == (expected, (), path_text(path))


@pytest.mark.parametrize(
    ("path", "primary", "written"),
    [
        (("last",), (23, 7, 23, 9, "*t"), (10, 12, 10, 20, "Chair")),
        (("copy",), (17, 7, 17, 12, "*base"), (14, 7, 16, 19, "copy")),
        (("copy", "notice"), (17, 7, 17, 12, "*base"), (15, 11, 15, 20, "two weeks")),
        (("copy", "deep", "no"), (17, 7, 17, 12, "*base"), (16, 3, 16, 7, "deep")),
        (("merged", "notice"), (19, 3, 19, 12, "<<: *base"), (15, 11, 15, 20, "two weeks")),
        (("merged", "deep", "level"), (19, 3, 19, 12, "<<: *base"), (16, 17, 16, 18, "1")),
        (("many", "notice"), (22, 16, 22, 21, "*base"), (15, 11, 15, 20, "two weeks")),
    ],
)
def test_aliases_and_merges_come_first(
    path: DataPath,
    primary: tuple[int, int, int, int, str],
    written: tuple[int, int, int, int, str],
) -> None:
    place, (related,) = document().locate(path)
    assert (shown(place), shown(related.place)) == (primary, written)
    assert related.says == "written here"


def test_the_outermost_alias_comes_first() -> None:
    read = document("a: &a {x: 1}\nb: &b {y: *a}\nc: *b\n")
    place, (related,) = read.locate(("c", "y", "x"))
    assert (place.line, related.place.line) == (3, 1)


def test_a_key_that_is_an_alias() -> None:
    read = document("a: &k word\n*k : value\n")
    place, (related,) = read.locate(("word",), key=True)
    assert (shown(place), related.place.line) == ((2, 1, 2, 3, "*k"), 1)
    assert read.locate(("word",))[1] == ()


def test_a_block_that_ends_in_an_alias() -> None:
    place, _ = document("a: &a\n  x: 1\nb:\n  - y\n  - *a\n\nc: d\n").locate(("b",))
    assert (place.line, place.end_line, place.end_column) == (4, 5, 7)


def test_an_own_key_goes_before_a_merged_one() -> None:
    read = document("a: &a {x: 1}\nb: {<<: *a, x: 2}\n")
    place, related = read.locate(("b", "x"))
    assert (place.line, place.excerpt, related) == (2, "2", ())


def test_an_excerpt_is_one_line_of_at_most_120_characters() -> None:
    read = document(f"a: '{'é' * 200}'\nb: |\n  x\n\n  y\nc: '{'x' * 120}'\nd: '{' ' * 999}'")
    assert read.locate(("a",))[0].excerpt == "é" * 119 + "…"
    assert read.locate(("b",))[0].excerpt == "x y"
    assert read.locate(("c",))[0].excerpt == "x" * 120


def test_lines_are_given_without_their_ends() -> None:
    read = document("a: b\r\nc: d\n")
    assert [read.line_text(line) for line in (0, 1, 2, 3, 4)] == ["", "a: b", "c: d", "", ""]


def test_lines_are_those_that_the_parser_counts() -> None:
    read = document("a: b\u2028c: d\x85e: f\rg: h\n")
    place, _ = read.locate(("g",))
    assert (place.line, read.line_text(place.line)) == (4, "g: h")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("roles", 0, "status"), "roles[0].status"),
        ((0, "x-y", 1, 2), "[0].x-y[1][2]"),
        (("a b", "c.d", "", 'é"'), '["a b"]["c.d"][""]["é\\""]'),
    ],
)
def test_a_path_as_text(path: DataPath, text: str) -> None:
    assert path_text(path) == text
