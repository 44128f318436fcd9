"""The grid of arrangements: which rows stand open, what each cell says, and how small it is."""

from __future__ import annotations

import re
from itertools import chain

from msgspec.structs import replace
from tests.report.sample_results import clean_result, several_result

from pitfall_audit.engine.result import AuditResult
from pitfall_audit.report.html import INDEX, render_html, render_pages
from pitfall_audit.report.papers import grid_of
from pitfall_audit.report.view import view_of


def many(number: int) -> AuditResult:
    """So many arrangements, of three kinds by turns."""
    kinds = several_result().engagements
    return replace(
        several_result(),
        engagements=tuple(
            replace(kinds[at % 3], id=f"id-{at}", title=f"Title {at}", file=f"{at}.yaml")
            for at in range(number)
        ),
        files=tuple(f"{at}.yaml" for at in range(number)),
    )


def test_the_worst_stand_open_and_the_others_are_folded_by_what_is_gravest_in_them() -> None:
    view = view_of(many(500))
    (kind, first), *folded = grid_of(view)
    assert (kind, len(first)) == (None, 25)
    assert all("error" in view.briefs[at].gravest for at in first)
    gravest = [kind for kind, _ in folded]
    assert gravest[0] == "error"
    assert len(set(gravest)) == len(gravest)
    for kind, rows in folded:
        assert all(kind in (*view.briefs[at].gravest, "") for at in rows)
    assert sorted([*first, *chain(*(rows for _, rows in folded))]) == list(range(500))


def test_few_rows_are_all_open() -> None:
    for number in (1, 5, 30):
        ((_, only),) = grid_of(view_of(many(number)))
        assert len(only) == number


def test_nothing_is_folded_away_to_be_seen_by_nobody() -> None:
    index = dict(render_pages(many(100)))[INDEX]
    folds = re.findall(r"(\d+) more, in which the gravest is: (.+?)<", index)
    assert sum(int(number) for number, _ in folds) == 75
    assert "The 25 with most to act on stand here first; the others are folded away" in index
    for at in range(100):
        assert index.count(f'href="id-{at}.html"') >= 2


def test_a_cell_says_in_words_what_its_shape_shows() -> None:
    page = render_html(several_result(), "board")
    shapes = dict(re.findall(r'<use href="#s-(\w+)"/></svg><i>([^<]+)</i>', page))
    assert shapes["error"] == "Act now"
    for shape in shapes:
        assert page.count(f'<symbol id="s-{shape}"') == 1


def test_a_row_is_small() -> None:
    sizes = [len(dict(render_pages(many(number)))[INDEX]) for number in (100, 200)]
    assert (sizes[1] - sizes[0]) / 100 < 1_200


def test_where_nothing_is_found_a_cell_is_empty() -> None:
    assert "<td></td>" in render_html(clean_result(), "board")
