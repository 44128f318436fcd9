"""Problems on a terminal: what is wrong, where, and the caret under it."""

from __future__ import annotations

import pytest
from inline_snapshot import snapshot
from rich.cells import cell_len

from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal import render_problems
from pitfall_audit.yaml.places import Place, Problem, Related

PROBLEM = Problem(
    id="unknown-key",
    message="there is no field “stauts” in a role",
    place=Place("examples/broken.yaml", 7, 5, 7, 11, "    stauts: full-member"),
    help="did you mean “status”?",
    related=(Related(Place("examples/broken.yaml", 5, 1, 5, 6, "roles:"), "the roles begin here"),),
)


def test_problems_alone() -> None:
    text = render_problems([PROBLEM], Screen(width=80, colour=False, unicode=True))
    assert text == snapshot("""\
unknown-key: there is no field “stauts” in a role
  → examples/broken.yaml:7:5
    7 │     stauts: full-member
      │     ^^^^^^
  the roles begin here:
  → examples/broken.yaml:5:1
    5 │ roles:
      │ ^^^^^
  help: did you mean “status”?
""")


def test_problem_of_a_whole_file_has_no_line() -> None:
    whole = Problem("empty-file", "the file is empty", Place("a.yaml", 0, 0, 0, 0), "write in it")
    text = render_problems([whole], Screen(width=80, colour=False, unicode=True))
    assert text == snapshot("""\
empty-file: the file is empty
  → a.yaml
  help: write in it
""")


@pytest.mark.parametrize(
    ("line", "column", "end"),
    [
        ("x" * 500, 1, 3),
        ("x" * 500, 250, 260),
        ("x" * 500, 499, 501),
        ("日本語" * 100, 150, 153),
        ("\t\x1b[2J key: value", 5, 8),
        ("short", 40, 50),
        ("short", 1, 900),
    ],
)
def test_excerpt_stays_within_the_width_with_the_caret_in_it(
    line: str, column: int, end: int
) -> None:
    problem = Problem("p", "message", Place("a.yaml", 3, column, 3, end, line), "help")
    text = render_problems([problem], Screen(width=60, colour=False, unicode=True))
    assert "^" in text
    assert max(cell_len(shown) for shown in text.splitlines()) <= 60


def test_caret_stands_under_the_value_behind_wide_and_hidden_characters() -> None:
    line = "日本\x1b: stauts"
    problem = Problem("p", "message", Place("a.yaml", 3, 6, 3, 12, line), "help")
    text = render_problems([problem], Screen(width=60, colour=False, unicode=True))
    above, below = text.splitlines()[2:4]
    before = above[: above.index("stauts")]
    assert below.index("^") == cell_len(before)
    assert below.count("^") == len("stauts")
