"""The standards that checks rest on, on a terminal and in the working report."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from tests.generators import pack

from pitfall_audit.cli.main import main
from pitfall_audit.engine.auditing import audit
from pitfall_audit.report.crosswalk import Found, crosswalk
from pitfall_audit.report.html import render_html

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_one_standard_shows_what_rests_on_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["standards", "show", "gunning-principles"]) == 0
    assert capsys.readouterr().out == snapshot("""\
The Gunning principles of fair consultation
───────────────────────────────────────────
Published by: The Consultation Institute, 1985
Read it at: https://www.consultationinstitute.org/?p=69890
How far we have read it: The page was read, and the check comes from it.

Checks that rest on it
  • advice-unanswered (derived from; Promises and honesty): Advice without an
    answer, a reason or a duty to give one
  • already-decided (bears on; Promises and honesty): It was decided before
    people were involved
  • promise-beyond-power (derived from; Promises and honesty): A promise needs
    somebody else's agreement
  • promise-overdue (derived from; Promises and honesty): A promise is past
    its day

What no program can check, and somebody has to judge
  • Whether people were told enough to answer
""")


def test_the_list_has_each_standard_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["standards", "list"]) == 0
    said = capsys.readouterr().out
    for id_ in pack().standards:
        assert said.count(f"\n{id_} (") + said.startswith(f"{id_} (") == 1
    assert f"{len(pack().standards)} standards." in said


def test_a_standard_that_there_is_not_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["standards", "show", "gunning-principels"]) == 2
    assert "Did you mean `gunning-principles`?" in capsys.readouterr().err


def test_the_working_report_says_what_was_found_standard_by_standard() -> None:
    result = audit([EXAMPLES / "smallest-useful-file.yaml"], as_of=dt.date(2026, 6, 30))
    rows = {one.standard.id: one for one in crosswalk(result, Found(result.engagements))}
    failed = [one for one in result.engagements[0].outcomes if one.outcome == "failed"]
    for rule in result.rules:
        for ground in rule.grounds:
            if ground.standard in rows:
                told = {one.id: words for one, _, words in rows[ground.standard].checks}
                number = sum(one.rule == rule.id for one in failed)
                assert (f"needs attention: {number}" in told[rule.id]) == bool(number)
    page = render_html(result)
    assert "Standard by standard" in page
    assert rows["four-pi-standards"].standard.to_judge[0] in page
    assert "Standard by standard" not in render_html(result, "board")
