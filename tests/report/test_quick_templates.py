"""Our templates say the same however they are compiled: as Jinja does it, and as we do."""

from __future__ import annotations

import pytest
from tests.report.sample_results import full_result, several_result

from pitfall_audit.catalogues import PSEUDO
from pitfall_audit.language import ENGLISH, written_in
from pitfall_audit.report.audiences import Audience
from pitfall_audit.report.html import html_parts, render_pages
from pitfall_audit.report.html_environment import our_environment, sandbox
from pitfall_audit.report.redaction import for_audience


@pytest.mark.parametrize("language", [ENGLISH, "cy", PSEUDO])
@pytest.mark.parametrize("audience", ["working", "board", "public", "easy-read"])
def test_they_come_out_as_jinja_renders_them(audience: Audience, language: str) -> None:
    for result in (full_result(), several_result()):
        told = for_audience(result, audience)
        quick = "".join(written_in(language, html_parts(told, audience)))
        assert "<main" in quick
        jinja = "".join(
            part
            for environment in written_in(language, map(sandbox, [{}]))
            for part in written_in(language, html_parts(told, audience, environment=environment))
        )
        assert quick == jinja


def test_so_do_pages_in_a_folder() -> None:
    result = several_result()
    assert [*render_pages(result)] == [*render_pages(result, environment=sandbox({}))]


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ a }}<{{ b }}>", "&lt;a&gt;\\u202e<2>"),
        ("{% for x in c %}{{ x }}{{ ', ' if not loop.last }}{% endfor %}", "&amp;, b"),
        ("{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{{ m(a) }}", "<i>&lt;a&gt;\\u202e</i>"),
        (
            "{% macro m() %}<{{ caller() }}>{% endmacro %}{% call m() %}{{ b }}{% endcall %}",
            "<2>",
        ),
        ("{{ a ~ b }}{{ '<' }}{{ none }}{{ 1.5 }}", "&lt;a&gt;\\u202e2&lt;None1.5"),
        ("{{ d(*c, k=b) }}{{ d(b, k=a) }}", "(&#39;&amp;&#39;, &#39;b&#39;)2(2,)&lt;a&gt;\\u202e"),
    ],
)
def test_all_that_is_printed_is_escaped_and_visible(template: str, text: str) -> None:
    def shown(*given: object, k: object) -> str:
        return f"{given}{k}"

    given = {"a": "<a>\u202e", "b": 2, "c": ["&", "b"], "d": shown}
    for environment in (our_environment(), sandbox({})):
        assert environment.from_string(template).render(given) == text
