"""How a body works: stated, stated to be none, and not stated."""

from __future__ import annotations

from typing import Any

import pytest
from tests.facts.fact_texts import at, subject


def stated(body: str, route: str) -> Any:
    text = f"sources: [{{id: tor}}]\nbodies: {{panel: {body}}}\n"
    return at(subject(text, "body").facts, route)


@pytest.mark.parametrize(
    ("body", "route", "value"),
    [
        ("{papers: {lead_time_days: 5}}", "papers.working_days_before", 5),
        ("{papers: {lead_time_days: 0}}", "papers.working_days_before", 0),
        ("{papers: {formats: plain}}", "papers.working_days_before", None),
        ("{papers: {formats: [plain, large-print]}}", "papers.formats", ["plain", "large-print"]),
        ("{papers: {formats: none}}", "papers.formats", []),
        ("{papers: {lead_time_days: 5}}", "papers.formats", None),
        ("{}", "papers", {}),
        ("{members_only_slot: {source: tor}}", "members_only_slot", True),
        ("{members_only_slot: no}", "members_only_slot", False),
        ("{}", "members_only_slot", None),
        ("{agenda_set_by: chair}", "agenda_set_by", ["chair"]),
        ("{agenda_set_by: none}", "agenda_set_by", []),
        ("{}", "agenda_set_by", None),
    ],
)
def test_what_a_body_states(body: str, route: str, value: Any) -> None:
    said = stated(body, route)
    assert said == value
    assert type(said) is type(value)


def test_a_body_that_is_only_named_states_nothing() -> None:
    facts = subject("roles: [{id: m, body: Quality committee}]\n", "body").facts
    assert facts["papers"] == {}
    assert {"members_only_slot", "agenda_set_by"}.isdisjoint(facts)


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ("{number: 3, from: 2025-01-01, until: 2025-12-31}", 4),
        ("{number: 3, from: 2024-01-01, until: 2024-12-31}", 4),
        ("{number: 3, from: 2025-01-01, until: 2025-12-30}", 3),
        ("{number: 3, from: 2022-01-01, until: 2025-12-31}", 16),
        ("{number: 3, from: 2025-03-01, until: 2025-03-01}", 0),
    ],
)
def test_both_days_count_between_which_meetings_were_counted(held: str, expected: int) -> None:
    assert stated(f"{{meetings: {{a_year: 4, held: {held}}}}}", "meetings_expected") == expected
