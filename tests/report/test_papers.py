"""The papers that are made for others: what each shows, and what is not in it."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.generators import tries
from tests.report.sample_results import audit_results, full_result, several_result, small_result
from tests.report.test_html import HOSTILE, SAMPLES, Page, check_closed, headings_step_down

from pitfall_audit import audit
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.report.formats import BY_NAME
from pitfall_audit.report.result_json import from_json, to_json

ROOT = Path(__file__).parents[2]
HTML = BY_NAME["html"]


@pytest.fixture(scope="module")
def examples() -> AuditResult:
    """The audit of all eight examples."""
    return audit([ROOT / "examples"], as_of=dt.date(2026, 6, 30), base=ROOT)


def board(result: AuditResult) -> str:
    return HTML.text_of(result, audience="board")


@given(audit_results(st.sampled_from(HOSTILE) | st.text(max_size=6)))
@settings(max_examples=tries(30), deadline=None)
def test_nothing_in_a_result_can_become_more_than_text(result: AuditResult) -> None:
    html = board(result)

    check_closed(html)
    assert html == board(from_json(to_json(result)))


@pytest.mark.parametrize("sample", SAMPLES)
def test_headings_step_down_one_at_a_time(sample: object) -> None:
    assert callable(sample)
    assert headings_step_down(Page(board(sample())))


def test_a_paper_for_a_board_has_no_path_no_line_and_no_field(examples: AuditResult) -> None:
    page = Page(board(examples))
    text = page.text
    schema = json.loads((ROOT / "schemas" / "engagement.schema.json").read_text(encoding="utf-8"))
    fields = {name for name in _keys(schema) if "_" in name}

    assert len(fields) > 100
    assert page.all("code") == page.all("pre") == []
    assert [one for one in examples.files if one in text or Path(one).name in text] == []
    assert re.search(r"\bline \d|\.ya?ml|`|\[\d+\]", text) is None
    assert [name for name in fields if re.search(rf"\b{name}\b", text)] == []
    assert [rule.id for rule in examples.rules if rule.id in text] == []


def _keys(schema: object) -> set[str]:
    if isinstance(schema, list):
        return set().union(*map(_keys, schema))
    if not isinstance(schema, dict):
        return set()
    return set(schema.get("properties", {})).union(*map(_keys, schema.values()))


def test_a_paper_for_a_board_counts_what_is_private(examples: AuditResult) -> None:
    html = board(examples)
    text = Page(html).text
    private = [
        one
        for each in examples.engagements
        for one in each.outcomes
        if one.private and one.outcome in ("failed", "cannot-tell")
    ]

    assert len(private) > 5
    assert [one.message for one in private if one.message in text] == []
    assert 'class="link tie' not in html
    assert "Somebody sits on a body with a person who treats them or their family" in text
    assert "1 finding, told in full only where ties and disputes may be read." in text


def test_each_cell_of_the_grid_has_the_gravest_shape() -> None:
    page = board(several_result())
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)
    said = {
        re.sub("<[^>]+>", "", row.split("</th>")[0]).strip(): [
            shape or "none"
            for shape in re.findall(r'<td>(?:<svg><use href="#s-(\w+)"/></svg>)?', row)
        ]
        for row in rows[1:]
    }

    assert said == {
        "2. Service users and carers on ward interview panels": [
            *("error", "none", "warning", "error", "ask", "passed")
        ],
        "1. Carer on the quality committee": ["none", "passed", "none", "error", "warning", "ask"],
        "3. Teaching sessions for student nurses": [
            *("none", "none", "none", "passed", "none", "none")
        ],
    }


def test_a_pitfall_of_which_no_check_ran_is_named_and_not_shown_as_well() -> None:
    rules = tuple(rule for rule in small_result().rules if rule.pitfall != "promises")

    text = Page(board(replace(small_result(), rules=rules))).text

    assert "Not looked at: Promises and honesty." in text
    assert "The first six are known pitfalls" not in text
    assert "The first six are known pitfalls" in Page(board(small_result())).text


def test_what_kept_a_paper_from_being_whole_stands_at_its_top() -> None:
    text = Page(board(full_result())).text

    assert "1 description was not audited. 1 check was not completed." in text
    assert text.index("Before you rely on this paper") < text.index("At a glance")


def test_one_line_names_each_check_that_needs_attention(examples: AuditResult) -> None:
    lines = re.findall(r'<ul class="check-lines">(.*?)</ul>', board(examples), re.DOTALL)
    titles = re.findall(r"<li>.*?</svg> <span>(.*?) <span", lines[0], re.DOTALL)
    found = {
        one.rule
        for each in examples.engagements
        for one in each.outcomes
        if one.outcome == "failed" and not one.accepted
    }

    assert len(titles) == len(set(titles)) == len(found)


def test_each_other_format_is_for_those_who_do_the_work() -> None:
    others = [form for form in BY_NAME.values() if "board" not in form.audiences]

    assert "csv" in {form.name for form in others}
    for form in others:
        with pytest.raises(ValueError, match="board"):
            form.text_of(small_result(), audience="board")
