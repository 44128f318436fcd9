# ruff: noqa: ARG002  # a fake is asked what the real thing is asked, and minds little of it
"""What the command line calls upon, answered by hand."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence

import pytest

from pitfall_audit.cli.services import Services
from pitfall_audit.engine.auditing import AuditRequest
from pitfall_audit.engine.result import (
    AuditResult,
    EngagementResult,
    FailOn,
    Outcome,
    RuleSummary,
    Severity,
    Tool,
)
from pitfall_audit.yaml.places import Place, Problem

RULE = RuleSummary(
    id="role-status-undefined",
    pitfall="roles",
    title="The status of a seat is not stated",
    level="core",
    why="",
    remedy="Write it down.",
    question="What is it?",
    grounds=(),
    thresholds={},
    private=False,
)
PROBLEM = Problem(
    "unknown-key", "there is no field here", Place("a.yaml", 1, 1, 1, 3, "ab: 1"), "leave it out"
)


class FakeServices(Services):
    """Answers with ``result``, and keeps what it was asked for in ``request``."""

    def __init__(self) -> None:
        self.result = make_result()
        self.request: AuditRequest | None = None
        self.stops_with: BaseException | None = None
        self.variables: dict[str, str] = {}

    def today(self) -> datetime.date:
        return datetime.date(2026, 6, 30)

    def cache(self) -> None:
        return None

    def environment(self) -> Mapping[str, str]:
        return self.variables

    def audit(self, request: AuditRequest, progress: Callable[[str], None] | None) -> AuditResult:
        self.request = request
        if self.stops_with is not None:
            raise self.stops_with
        return self.result


def make_result(
    *,
    severities: Sequence[Severity] = (),
    fail_on: FailOn = "error",
    engagements: int = 1,
    problems: int = 0,
    crashes: int = 0,
    title: str = "A panel",
) -> AuditResult:
    """Make a result with one finding for each severity."""
    outcomes = [
        Outcome(
            rule=RULE.id,
            subject=f"seats[member/p{number}]",
            label=f"P{number}",
            outcome="failed",
            message=f"P{number}: the status is not stated.",
            severity=severity,
        )
        for number, severity in enumerate(severities)
    ] + [
        Outcome(rule="rule-error", subject="seats[a/b]", label="B", outcome="error", message="?")
        for _ in range(crashes)
    ]
    return AuditResult(
        schema_version=1,
        tool=Tool("pitfall-audit", "0.1.0"),
        as_of="2026-06-30",
        fail_on=fail_on,
        files=tuple(f"{number}.yaml" for number in range(engagements)),
        files_passed_over={},
        ties_files=(),
        engagements=tuple(
            EngagementResult(
                file=f"{number}.yaml",
                id=f"e{number}",
                title=title,
                organisation=None,
                described_from="own-records",
                ties="none-given",
                sources=(),
                outcomes=tuple(outcomes),
            )
            for number in range(engagements)
        ),
        problems=(PROBLEM,) * problems,
        rules=(RULE,),
        rules_not_run={},
        standards=(),
    )


@pytest.fixture
def services() -> FakeServices:
    return FakeServices()


@pytest.fixture
def result_with() -> Callable[..., AuditResult]:
    return make_result
