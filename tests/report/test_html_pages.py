"""A report as a folder of pages: what they lead to, what they say, and how they are called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.generators import tries
from tests.report.sample_results import audit_results, several_result, small_result
from tests.report.test_html import HOSTILE, Page, check_closed

from pitfall_audit.engine.change_records import Change, Comparison
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.report.audiences import Audience
from pitfall_audit.report.brand import Brand
from pitfall_audit.report.formats import BY_NAME
from pitfall_audit.report.html import INDEX, render_html, render_pages
from pitfall_audit.report.own_templates import to_pages
from pitfall_audit.report.redaction import for_audience
from pitfall_audit.report.wording import NO_AUDIT_CAN_SHOW
from pitfall_audit.yaml.places import Place, Problem

AUDIENCES: tuple[Audience, ...] = tuple(one for one in get_args(Audience) if one != "person")


def pages_of(result: AuditResult, audience: Audience = "working") -> dict[str, str]:
    pages = list(render_pages(for_audience(result, audience), audience))
    assert pages[-1][0] == INDEX
    assert len(dict(pages)) == len(pages)
    return dict(pages)


def check_led(pages: Mapping[str, str]) -> None:
    """Assert that every page is closed, that what it leads to is there, and that all are found."""
    ids = {name: re.findall(r' id="([^"]+)"', page) for name, page in pages.items()}
    led = set()
    for page in pages.values():
        check_closed(page, pages)
        for link in Page(page).all("a"):
            name, _, part = link["href"].partition("#")
            if name in pages:
                assert not part or part in ids[name]
                led.add(name)
    assert led == set(pages) or len(pages) == 1


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_index_leads_to_a_page_of_each_arrangement_and_those_lead_back(
    audience: Audience,
) -> None:
    result = several_result()
    pages = pages_of(result, audience)
    check_led(pages)
    for each, page in zip(result.engagements, pages.values(), strict=False):
        assert each.title in Page(page).text
        assert 'href="index.html' in page
        assert "Arrangement 1 of" not in page


@given(audit_results(st.sampled_from(HOSTILE) | st.text(max_size=6)), st.sampled_from(AUDIENCES))
@settings(max_examples=tries(40), deadline=None)
def test_nothing_in_a_result_can_become_more_than_text(
    result: AuditResult, audience: Audience
) -> None:
    check_led(pages_of(result, audience))


@pytest.mark.parametrize(
    ("ids", "names"),
    [
        (["../../etc/passwd"], ["etc-passwd.html"]),
        (["index", "INDEX", "con"], ["index-2.html", "index-3.html", "con-2.html"]),
        (["Lpt1", "LPT1"], ["lpt1-2.html", "lpt1-3.html"]),
        (["a", "A", "a-2"], ["a.html", "a-2.html", "a-2-2.html"]),
        (["", "é/\x00\n", "."], ["audited-title.html", "arrangement.html", "arrangement-2.html"]),
        (["x" * 500, "x" * 499], ["x" * 60 + ".html", "x" * 60 + "-2.html"]),
    ],
)  # fmt: skip
def test_pages_have_names_that_every_disk_takes(ids: list[str], names: list[str]) -> None:
    (each,) = small_result().engagements
    result = replace(
        small_result(),
        engagements=tuple(replace(each, id=one, title="Audited title") for one in ids),
    )
    assert list(pages_of(result))[:-1] == names


def test_the_name_of_a_page_for_everybody_tells_no_id() -> None:
    (each,) = small_result().engagements
    result = replace(small_result(), engagements=(replace(each, id="marys-seat", title="Panel"),))
    assert list(pages_of(result, "public")) == ["panel.html", INDEX]


def test_a_page_says_of_its_arrangement_what_the_report_on_it_alone_says() -> None:
    result = small_result()
    page, index = pages_of(result).values()
    alone = Page(render_html(result)).text
    found = re.search("Needs attention.*What this is based on", alone)
    assert found is not None
    assert found[0] in Page(page).text
    assert found[0] not in Page(index).text
    # What no audit can show stands where somebody may come to it by a link.
    for sentence in NO_AUDIT_CAN_SHOW:
        assert sentence in Page(page).text


def test_an_arrangement_alone_has_an_index_too() -> None:
    check_led(pages_of(small_result()))
    check_led(pages_of(replace(small_result(), engagements=())))


def test_what_an_index_lists_has_a_bound_and_it_is_said_where_the_rest_is() -> None:
    files = [f"strange-{number}.yaml" for number in range(1000, 1200)]
    change = Change("fixed", "r", "gone", "s", "l", "It was so.", "error", False, "f", 1, "")
    few = replace(
        several_result(),
        files=(*several_result().files, *files[:3]),
        problems=tuple(Problem("odd", "Odd.", Place(one), "Mend.") for one in files[:3]),
        files_passed_over={f"other-{one[8:]}": "it is another's" for one in files[:3]},
        since=Comparison(1, "2026-01-01", "2026-06-30", True, (change,) * 3),
    )
    many = replace(
        few,
        files=(*several_result().files, *files),
        problems=tuple(Problem("odd", "Odd.", Place(one), "Mend.") for one in files),
        files_passed_over={f"other-{one[8:]}": "it is another's" for one in files},
        since=few.since and replace(few.since, changes=(change,) * 200),
    )
    assert "more: " not in Page(pages_of(few)[INDEX]).text
    index = pages_of(many)[INDEX]
    check_led(pages_of(many))
    assert (index.count("It was so."), index.count("strange-1"), index.count("other-1")) == (
        50, 150, 50
    )  # fmt: skip
    said = Page(index).text
    assert said.count("And 150 more: the result as JSON") == 3
    assert "And 150 more: the page of each arrangement has its own, and the result as JS" in said
    assert "strange-1049.yaml" in said
    # The one page is all that there is to look things up in.
    assert render_html(many).count("It was so.") == 200


def test_templates_of_ones_own_are_used_for_every_page() -> None:
    own = '{% extends "built-in/report.html" %}{% block kind %}House report{% endblock %}'
    pages = dict(to_pages(several_result(), brand=Brand(templates=(("report.html", own),))))
    assert all("House report" in page for page in pages.values())
    check_led(pages)


def test_pages_are_made_as_they_are_asked_for() -> None:
    made = BY_NAME["html-dir"].files_of(several_result(), audience="board")
    assert next(made)[1].startswith(b"<!DOCTYPE html>")
