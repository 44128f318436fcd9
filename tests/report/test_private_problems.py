"""What an audit says of a mistake among the ties, in every format: where, and never the words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.report.told import told_in

from pitfall_audit.engine.auditing import audit
from pitfall_audit.report.formats import FORMATS
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal import render_terminal

BEFORE = "version: 1\nid: a\ntitle: A\nstarts: soon\npeople: {asha: , jo: }\n"


@pytest.mark.parametrize(
    "wrong",
    [
        "ties:\n  - {of: asha, with: jo, kind: famly, since: 2026-02-03}  # when he hit her\n",
        "conflicts:\n  - {because: when he hit her, between: [asha, jo]}\n",
        "ties:\n  - {of: asha, with: jo, kind: family]  # when he hit her\n",
        "ties:\n  - of: asha\n    when he hit her\n",
    ],
)
def test_no_format_shows_the_line(wrong: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(BEFORE + wrong, encoding="utf-8")
    result = audit([tmp_path / "a.yaml"], as_of=dt.date(2026, 6, 30), base=tmp_path)
    about = [problem for problem in result.problems if problem.place.line > 5]
    assert about
    at = f"a.yaml:{about[0].place.line}"
    terminal = render_terminal(result, Screen(width=100, colour=False, unicode=True))
    assert at in terminal
    for text in (terminal, *(told_in(form, result) for form in FORMATS)):
        assert "a.yaml" in text
        assert "he hit her" not in " ".join(text.split())
        assert "asha, with" not in text
