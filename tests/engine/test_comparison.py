"""A comparison, of any results at all."""

from __future__ import annotations

from hypothesis import given, settings
from msgspec.structs import replace
from tests.generators import tries
from tests.report.sample_results import audit_results

from pitfall_audit.engine.comparison import compared
from pitfall_audit.engine.result import AuditResult


@settings(max_examples=tries(12), deadline=None)
@given(audit_results(), audit_results())
def test_nothing_is_new_beside_itself_and_all_is_beside_nothing(
    one: AuditResult, other: AuditResult
) -> None:
    assert {change.kind for change in compared(one, one).changes} <= {"persisting"}
    nothing = replace(one, engagements=())
    found = {
        (each.id, outcome.rule, outcome.subject): outcome
        for each in one.engagements
        for outcome in each.outcomes
    }
    failed = {key for key, outcome in found.items() if outcome.outcome == "failed"}
    new = {(each.engagement, each.rule, each.subject) for each in compared(nothing, one).changes}
    assert new == failed
    gone = {change.kind for change in compared(one, nothing).changes}
    assert gone <= {"unreadable", "not-looked-at"}
    # Each finding of either is told of once.
    both = [(c.rule, c.engagement, c.subject) for c in compared(one, other).changes]
    assert len(both) == len(set(both))
