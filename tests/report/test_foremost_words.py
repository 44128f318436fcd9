from __future__ import annotations

from dataclasses import replace

import pytest
from tests.report.test_terminal import finding

from pitfall_audit.report.questions import Check
from pitfall_audit.report.view import CheckGroup, more_like_it
from pitfall_audit.rules.form.outcomes import Severity


@pytest.mark.parametrize(
    ("severities", "said"),
    [
        (["error"], ""),
        (["error", "error", "error"], "and 2 more like it"),
        (["error", "warning", "warning"], "and 2 less pressing"),
        (["error", "error", "warning", "advice"], "and 1 more like it, and 2 less pressing"),
    ],
)
def test_what_is_less_pressing_is_not_called_alike(severities: list[Severity], said: str) -> None:
    outcomes = tuple(
        replace(finding("a-rule", "asha", "error", "It is so.", 1), severity=one)
        for one in severities
    )
    group = CheckGroup(Check("a-rule", "A title", "roles", None), outcomes)
    assert more_like_it(group) == said
