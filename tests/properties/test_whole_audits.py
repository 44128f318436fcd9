"""Whole audits of files made at random: the same again, and the same from the JSON."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from tests.generators import AUDIT_DAY, Data, as_text, engagements, tries

from pitfall_audit.engine.auditing import audit
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.report.html import render_html
from pitfall_audit.report.result_json import from_json, to_json
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal import render_terminal


def audited(data: Data) -> AuditResult:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "generated.yaml"
        file.write_text(as_text(data), encoding="utf-8", newline="")
        return audit([file], as_of=AUDIT_DAY, base=Path(folder))


@settings(max_examples=tries(10), deadline=None)
@given(engagements())
def test_a_result_goes_to_json_and_back_and_is_the_same_again(data: Data) -> None:
    result = audited(data)
    assert result.problems == ()
    text = to_json(result)
    assert to_json(audited(data)) == text
    again = from_json(text)
    assert again == result
    assert render_html(again) == render_html(result)
    for width in (40, 120):
        page = render_terminal(result, Screen(width=width, colour=False, unicode=False))
        assert page == render_terminal(again, Screen(width=width, colour=False, unicode=False))


@settings(max_examples=tries(15), deadline=None)
@given(engagements())
def test_what_is_private_shows_no_text_of_the_file(data: Data) -> None:
    for outcome in audited(data).engagements[0].outcomes:
        places = [
            *([outcome.place] if outcome.place else []),
            *(one.place for one in outcome.related),
        ]
        for place in places:
            assert place.line > 0
            # The whole file has no path, and begins where it begins.
            assert place.path or place.line == 1
            assert not (outcome.private and place.excerpt)
