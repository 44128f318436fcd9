"""The HTML report: what it shows, that it is closed in itself, and that nothing gets in."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot
from msgspec.structs import replace
from tests.generators import tries
from tests.report.sample_results import (
    audit_results,
    clean_result,
    empty_result,
    full_result,
    several_result,
    small_result,
    with_outcomes,
)

from pitfall_audit.engine.result import AuditResult, StandardSummary
from pitfall_audit.report.html import render_html
from pitfall_audit.report.result_json import from_json, to_json

VOID = {"br", "img", "meta", "path", "circle", "rect"}
ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "footer", "nav"),
    *("section", "article", "div", "h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "details", "summary", "pre"),
    *("a", "span", "blockquote", "code", "mark", "strong", "em", "svg", "path", "circle"),
    *("g", "rect", "text", "desc", "symbol", "use", "colgroup", "i"),
}
ATTRIBUTES = {
    *("lang", "charset", "http-equiv", "content", "name", "class", "href", "rel", "id", "scope"),
    *("tabindex", "aria-hidden", "aria-label", "aria-labelledby", "focusable"),
    *("viewbox", "d", "cx", "cy", "r"),
    *("colspan", "span", "role", "open", "transform", "x", "y", "width", "height", "rx"),
}
HOSTILE = (
    "<script>alert(1)</script>",
    "<x-in onload=alert(1)>",
    "\"><x-in onclick='alert(1)'>",
    "' onmouseover='alert(1)",
    "</style><x-in>",
    "</title><x-in>",
    "{{ 7 * 7 }}{% include 'report.html' %}",
    "]]><!-- ",
    "javascript:alert(1)",
    "data:text/html,<x-in>",
    'https://example.org/" onclick="alert(1)',
    "\u202eevil\u202c \u2066hidden\u2069",
    "\x1b[31mred\x1b[0m \x00\x07\x9b",
    "line\r\nline\u2028line",
    "&amp;&lt;",
    "\udce9",
)
SAMPLES = (small_result, full_result, several_result, clean_result, empty_result)


class Page(HTMLParser):
    """What a reader of the page meets: elements with attributes, headings, and texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.style = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["style"]:
            self.style += data
        elif data.strip():
            self.texts.append(" ".join(data.split()))

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


def check_closed(html: str, beside: Collection[str] = ()) -> None:
    """Assert that the page runs nothing, fetches nothing and is well nested.

    It may lead to pages ``beside`` it.
    """
    page = Page(html)
    assert page.open == []
    assert {tag for tag, _ in page.elements} <= ELEMENTS
    assert {name for _, attributes in page.elements for name in attributes} <= ATTRIBUTES
    for link in page.all("a"):
        if not link["href"].startswith("#") and link["href"].partition("#")[0] not in beside:
            assert link["href"].startswith(("http://", "https://"))
            assert link["rel"] == "noreferrer noopener"
    (policy,) = [
        meta["content"]
        for meta in page.all("meta")
        if meta.get("http-equiv") == "Content-Security-Policy"
    ]
    digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
        "form-action 'none'; img-src data:"
    )
    assert "url(" not in page.style
    assert "@import" not in page.style
    hidden = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
    assert hidden.search(html) is None
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(set(ids)) == len(ids)
    for _, attributes in page.elements:
        assert set(attributes.get("aria-labelledby", "").split()) <= set(ids)
        target = attributes.get("href", "")
        assert not target.startswith("#") or target.removeprefix("#") in ids


@given(audit_results(st.sampled_from(HOSTILE) | st.text(max_size=6)))
@settings(max_examples=tries(40), deadline=None)
def test_nothing_in_a_result_can_become_more_than_text(result: AuditResult) -> None:
    html = render_html(result)

    check_closed(html)
    assert re.search(r">\s*49\s*<", html) is None or "49" in to_json(result)


@given(audit_results())
@settings(max_examples=tries(25), deadline=None)
def test_any_page_is_made_alike_from_json(result: AuditResult) -> None:
    assert render_html(result) == render_html(from_json(to_json(result)))


def test_a_file_name_that_is_not_utf_8_is_made_alike_from_json() -> None:
    odd = {"caf\udce9.yaml": "not an engagement", "caf\u00e9.yaml": "not an engagement"}
    result = replace(small_result(), files=tuple(odd), files_passed_over=odd)

    assert render_html(result) == render_html(from_json(to_json(result)))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_message_is_shown_as_it_was_written(hostile: str) -> None:
    sample = small_result()
    engagement = sample.engagements[0]
    outcome = replace(engagement.outcomes[0], message=f"before {hostile} after")
    changed = replace(sample, engagements=(with_outcomes(engagement, outcome),))

    html = render_html(changed)

    check_closed(html)
    page = Page(html)
    printable = " ".join(re.sub("[^ -~]+", " ", hostile.splitlines()[0]).split())
    assert printable.split(" ")[0] in page.text


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_page_is_closed_and_made_alike_from_json(sample: object) -> None:
    assert callable(sample)
    result = sample()
    html = render_html(result)

    check_closed(html)
    assert html.endswith("</html>\n")
    assert html == render_html(from_json(to_json(result)))


@pytest.mark.parametrize("sample", SAMPLES)
def test_headings_step_down_one_at_a_time(sample: object) -> None:
    assert callable(sample)
    assert headings_step_down(Page(render_html(sample())))


def headings_step_down(page: Page) -> bool:
    """Whether a page begins with its one title, and no heading leaves out a level."""
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    steps = (later - earlier <= 1 for earlier, later in pairwise(levels))
    return levels.index(1) == 0 and levels.count(1) == 1 and all(steps)


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org/x",
        "https://",
        "http://[",
        "ftp://a",
    ],
)
def test_only_links_to_the_web_are_links(link: str) -> None:
    standards = (StandardSummary("4pi", "The standard", "NSUN", None, link, "read"),)

    page = Page(render_html(replace(full_result(), standards=standards)))

    assert [each for each in page.all("a") if not each["href"].startswith("#")] == []
    assert "The standard" in page.text


def test_all_outcomes_and_severities_are_shown_in_words() -> None:
    text = Page(render_html(full_result())).text

    for words in ("Needs attention", "In place", "To ask", "Does not apply", "Act now"):
        assert words in text
    for words in ("Look into", "Checks that were not completed", "house-rule could not be"):
        assert words in text


def test_no_word_of_blame_is_ours() -> None:
    text = Page(render_html(full_result())).text.lower()

    for word in ("failed", "conflict", "violation", "subject", "!"):
        assert word not in text


def test_a_finding_says_what_where_why_what_to_do_and_on_what_ground() -> None:
    text = Page(render_html(full_result())).text

    for part in (
        "and nobody has been told what came of it.",
        "Where: examples/interview-panel.yaml , line 88",
        "2026-02-28",
        "Source: Panel terms of reference, 2.1, 5 January 2026 , section 4",
        "What to do Do what was promised",
        "Why it matters, and what it rests on",
        "The people it was made to are still waiting.",
        "Bears on 4Pi National Involvement Standards",
        "not opened yet: check before citing",
        "Derived from INVOLVE briefing notes",
        "The six pitfalls come from David Beckingham, “Why use the users?” (2016)",
        "days over: 30 (the program's own judgement)",
    ):
        assert re.sub(r"\s+", "", part) in re.sub(r"\s+", "", text), part


def test_why_a_check_matters_is_explained_once_and_each_finding_leads_there() -> None:
    page = render_html(several_result())
    leads = re.findall(r'href="#(why-[^"]+)"', page)

    assert len(leads) > len(set(leads))
    for anchor in set(leads):
        assert page.count(f'id="{anchor}"') == 1
    for anchor in set(re.findall(r'href="#(standard-[^"]+)"', page)):
        assert page.count(f'id="{anchor}"') == 1


def test_what_is_in_place_says_on_what_it_rests() -> None:
    text = Page(render_html(full_result())).text

    assert "1 rests on a named source, 2 are “stated, no source” and 1 is shown as attested" in text


def test_problems_come_before_everything_else() -> None:
    text = Page(render_html(full_result())).text

    assert "Not audited: examples/unfinished.yaml" in text
    assert text.index("Before you rely on this report") < text.index("At a glance")


def test_a_report_that_speaks_of_ties_says_so_at_the_top() -> None:
    note = "This working report speaks of ties between people; share it with care."

    assert note in Page(render_html(full_result())).text
    assert note not in Page(render_html(small_result())).text
    assert note not in Page(render_html(clean_result())).text


def test_a_clean_report_still_says_what_was_looked_at_and_what_it_cannot_show() -> None:
    text = Page(render_html(clean_result())).text

    assert "Nothing that was looked at needs attention." in text
    assert "examples/training.yaml" in text
    assert "8 checks. Which they are, with their levels and numbers" in text
    assert "lone-member : left out by --ignore" in text
    assert "A clean audit is not proof of good involvement." in text


def test_without_a_check_a_pitfall_is_not_said_to_be_well() -> None:
    rules = tuple(rule for rule in small_result().rules if rule.pitfall != "promises")

    text = Page(render_html(replace(small_result(), rules=rules))).text

    assert text.count("No check of this pitfall was run.") == 1


def test_pitfalls_beyond_the_six_stand_apart() -> None:
    sample = small_result()
    rules = (*sample.rules, replace(sample.rules[0], id="fee-unclear", pitfall="payment"))

    assert (
        "Beyond the six Payment and expenses"
        in Page(render_html(replace(sample, rules=rules))).text
    )
    assert "Beyond the six" not in Page(render_html(sample)).text


def test_several_arrangements_open_with_a_table_of_where_to_look() -> None:
    html = render_html(several_result())
    page = Page(html)

    assert "3 arrangements" in page.text
    assert [each["href"] for each in page.all("a") if re.fullmatch(r"#e\d", each["href"])] == [
        "#e2",
        "#e1",
        "#e3",
    ]
    assert "What to act on now is in 2 of the 3 arrangements." in page.text
    assert page.text.index("Where to look") < page.text.index("The six pitfalls")
    assert "What to act on now is in" not in Page(render_html(full_result())).text


def test_many_organisations_are_counted_at_the_top_and_named_further_down() -> None:
    result = several_result()
    engagements = tuple(
        replace(each, organisation=f"Trust {number}")
        for number, each in enumerate(result.engagements)
    )
    text = Page(render_html(replace(result, engagements=engagements))).text

    assert "3 arrangements 3 organisations" in text
    assert "Arrangement 2, Trust 1" in text


def test_every_count_has_one_shape_and_says_what_it_counts() -> None:
    tables = re.findall(r'<table class="counts".*?</table>', render_html(full_result()), re.DOTALL)
    cells = re.findall(r"<td class=.(some|zero).*?>(.*?)</td>", "".join(tables))

    assert {kind for kind, _ in cells} == {"some", "zero"}
    for kind, cell in cells:
        assert cell.count("<svg") == (kind == "some")
        said = re.sub("<[^>]+>", "", cell).strip()
        assert re.fullmatch(r"\d+ (act now|look into|consider|to ask|in place|not completed)", said)


def test_no_link_begins_or_ends_with_a_space_to_underline() -> None:
    for sample in SAMPLES:
        links = re.findall(r"<a [^>]*>(.*?)</a>", render_html(sample()), re.DOTALL)
        texts = [re.sub(r"<[^>]+>.*", "", link, flags=re.DOTALL) for link in links]
        assert texts
        assert [text for text in texts if text != text.strip()] == []


def test_a_run_without_an_arrangement_says_so() -> None:
    assert "No arrangement was audited" in Page(render_html(empty_result())).text


def test_the_smallest_file_reads_as_a_whole() -> None:
    lines = Page(render_html(small_result())).texts
    opening = lines[
        lines.index("At a glance") : lines.index("Why it matters, and what it rests on")
    ]

    # Cut to eighty characters: the wording has one place, and it is not this.
    assert [line[:80] for line in opening] == snapshot(
        [
            "At a glance",
            "2 things need attention: 1 to act on now and 1 to look into. 2 questions to ask.",
            "What matters most",
            "Act now",
            "Carer member (mary): whether this is a full and equal seat is not stated.",
            "Look into",
            "Carer member (mary) sits alone on the quality committee, and nobody is named to ",
            "Ask first",
            "Does Carer member (mary) vote?",
            "About: Carer member (mary)",
            "Has everyone on the quality committee been asked whether they meet in care?",
            "About: Carer member (mary)",
            "Worth keeping",
            "Carer member: the seat is for a carer.",
            "The six pitfalls",
            "Pitfall",
            "Act now",
            "Look into",
            "Consider",
            "To ask",
            "In place",
            "Promises and honesty",
            "Promise only what can be done, follow up what was said, and be open about what c",
            "Nothing here applies.",
            "More than one voice",
            "Service users and carers do not all agree, and no one person speaks for everyone",
            "0",
            "act now",
            "0",
            "look into",
            "0",
            "consider",
            "0",
            "to ask",
            "1",
            "in place",
            "Who is asked, and how often",
            "Reach beyond the same few people, and do not let the work rest on a few shoulder",
            "Nothing here applies.",
            "Clear roles and equal standing",
            "Say what each seat is, whether it is a full and equal one, and if not, say that.",
            "1",
            "act now",
            "0",
            "look into",
            "0",
            "consider",
            "1",
            "to ask",
            "0",
            "in place",
            "Support in the role",
            "Nobody should sit alone: someone beside them, and someone there to support them.",
            "0",
            "act now",
            "1",
            "look into",
            "0",
            "consider",
            "0",
            "to ask",
            "0",
            "in place",
            "Blurred roles and power",
            "Where someone sits with the people who care for them, name it and handle it open",
            "0",
            "act now",
            "0",
            "look into",
            "0",
            "consider",
            "1",
            "to ask",
            "0",
            "in place",
            "Who sits where",
            "Needs attention",
            "2",
            "To ask",
            "2",
            "In place",
            "1",
            "Does not apply",
            "1",
            "What was looked at",
            "Who sits where",
            "Who sits where, who supports whom, and which ties need handling",
            "1 person on 1 body. All of it is told in words beside the picture.",
            "quality committee",
            "To ask: are there ties here?",
            "mary, carer",
            "Carer member",
            "Ties between people",
            "quality committee",
            ": whether there are ties is a question to ask.",
            "Key",
            "sits with lived experience, as a service user or carer",
            "The picture in words",
            "1 person on 1 body.",
            "quality committee",
            "mary, carer: Carer member",
            "Needs attention",
            "2",
            "Act now",
            "Clear roles and equal standing",
            "The status of a seat is not stated",
            "Carer member (mary): whether this is a full and equal seat is not stated.",
            "What to do",
            "Write in the terms of reference whether the seat is a full member, co-opted, in ",
        ]
    )


COLOURS = re.compile(r"--([a-z]+): (#[0-9a-f]{6});")


def test_text_stands_out_from_its_ground_in_light_and_dark() -> None:
    style = Page(render_html(empty_result())).style
    light, dark = (dict(COLOURS.findall(part)) for part in style.split("@media screen and", 1))

    assert light.keys() == dark.keys()
    for scheme in (light, dark):
        for ground in ("paper", "card", "wash"):
            for ink in ("ink", "soft", "accent", "act", "look", "think", "good", "ask"):
                assert contrast(scheme[ink], scheme[ground]) >= 4.5, (ink, ground)
        assert contrast(scheme["ink"], scheme["mark"]) >= 4.5


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
