"""Each example gives exactly these outcomes."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from pitfall_audit import audit
from pitfall_audit.audit.result import AuditResult, EngagementResult
from pitfall_audit.report.html import render_html
from pitfall_audit.report.result_json import from_json, to_json

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = dt.date(2026, 6, 30)


def audited(name: str) -> AuditResult:
    return audit([EXAMPLES / name], as_of=DAY, base=EXAMPLES.parent)


def of(name: str) -> EngagementResult:
    result = audited(name)
    assert result.problems == ()
    return result.engagements[0]


def counts(result: EngagementResult) -> dict[str, int]:
    return dict(sorted(Counter(outcome.outcome for outcome in result.outcomes).items()))


def findings(result: EngagementResult) -> list[tuple[str | None, str, str, int]]:
    return [
        (one.severity, one.rule, one.subject, one.place.line if one.place else 0)
        for one in result.outcomes
        if one.outcome == "failed"
    ]


def questions(result: EngagementResult) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (one.rule, one.subject, one.unstated)
        for one in result.outcomes
        if one.outcome == "cannot-tell"
    ]


def test_every_example_is_pinned_here() -> None:
    pinned = {
        "interview-panel", "advisory-committee", "smallest-useful-file", "carers-council",
    }  # fmt: skip
    assert {path.stem for path in EXAMPLES.glob("*.yaml")} == pinned


def test_interview_panel() -> None:
    result = of("interview-panel.yaml")
    assert counts(result) == snapshot({"failed": 2, "not-applicable": 7, "passed": 18})
    assert findings(result) == snapshot(
        [
            ("error", "promise-overdue", "promises[travel-in-advance]", 138),
            ("warning", "users-and-carers-merged", "seats[panel-member/open-1]", 75),
        ]
    )
    assert questions(result) == snapshot([])


def test_advisory_committee() -> None:
    result = of("advisory-committee.yaml")
    assert counts(result) == snapshot(
        {"cannot-tell": 4, "failed": 8, "not-applicable": 20, "passed": 9}
    )
    assert findings(result) == snapshot(
        [
            ("error", "promise-overdue", "promises[night-line]", 77),
            ("warning", "users-and-carers-merged", "seats[either/open-1]", 60),
            ("warning", "closed-recruitment", "engagement", 89),
            ("error", "role-status-undefined", "seats[either/open-1]", 57),
            ("error", "vote-unstated", "seats[carer-member/mary]", 50),
            ("error", "vote-unstated", "seats[either/open-1]", 57),
            ("error", "cared-for-by-colleague", "conflicts[nadia/ruth/care]", 24),
            ("error", "carer-supervised-by-own-nurse", "conflicts[mary/ruth/care]", 56),
        ]
    )
    assert questions(result) == snapshot(
        [
            ("promise-overdue", "promises[second-member]", ("promises[2].status",)),
            (
                "cared-for-by-colleague",
                "bodies[committee]",
                ("bodies.committee.interests.everyone_asked_on",),
            ),
            (
                "carer-supervised-by-own-nurse",
                "bodies[committee]",
                ("bodies.committee.interests.everyone_asked_on",),
            ),
            (
                "own-clinician-supervises",
                "bodies[committee]",
                ("bodies.committee.interests.everyone_asked_on",),
            ),
        ]
    )


def test_smallest_useful_file() -> None:
    result = of("smallest-useful-file.yaml")
    assert counts(result) == snapshot(
        {"cannot-tell": 4, "failed": 2, "not-applicable": 2, "passed": 1}
    )
    assert findings(result) == snapshot(
        [
            ("warning", "role-status-undefined", "seats[carer-member/mary]", 9),
            ("warning", "no-peer-support", "seats[carer-member/mary]", 11),
        ]
    )
    assert questions(result) == snapshot(
        [
            ("closed-recruitment", "engagement", ("recruitment.channels",)),
            ("vote-unstated", "seats[carer-member/mary]", ("bodies.quality-committee.powers",)),
            (
                "cared-for-by-colleague",
                "bodies[quality-committee]",
                ("bodies.quality-committee.interests.everyone_asked_on",),
            ),
            (
                "carer-supervised-by-own-nurse",
                "bodies[quality-committee]",
                ("bodies.quality-committee.interests.everyone_asked_on",),
            ),
        ]
    )


def test_carers_council_whose_ties_are_held_privately() -> None:
    result = of("carers-council.yaml")
    assert counts(result) == snapshot({"not-applicable": 1, "passed": 19})
    assert findings(result) == snapshot([])
    assert questions(result) == snapshot([])
    attested = [one.rule for one in result.outcomes if one.attested]
    assert attested == snapshot(
        ["cared-for-by-colleague", "carer-supervised-by-own-nurse", "own-clinician-supervises"]
    )


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_examples_name_the_schema_for_editors(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../schemas/engagement.schema.json"


def test_same_inputs_give_the_same_bytes() -> None:
    once, again = audited(""), audited("")
    assert to_json(once) == to_json(again)
    assert render_html(once) == render_html(from_json(to_json(once)))
    assert "\\\\" not in to_json(once)
