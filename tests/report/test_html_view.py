"""What formats for people share: counting, sorting, and merging of questions."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given, settings
from msgspec.structs import replace
from tests.generators import tries
from tests.report.sample_results import (
    RULES,
    audit_results,
    full_result,
    several_result,
    small_result,
    with_outcomes,
)

from pitfall_audit.engine.result import AuditResult, Outcome, OutcomeKind, Picture, PictureTie
from pitfall_audit.report.matters import findings_of
from pitfall_audit.report.questions import checks_of
from pitfall_audit.report.view import view_of
from pitfall_audit.rules.form.outcomes import Priority

UNKNOWN = Outcome("vote-unstated", "seats[a/x]", "A (x)", "cannot-tell", "Does A (x) vote?")


def test_findings_are_gathered_by_what_they_weigh() -> None:
    finding = replace(UNKNOWN, outcome="failed", severity="warning")
    outcomes = [
        replace(finding, subject="seats[a/z]"),
        finding,
        replace(finding, rule="promise-overdue"),
        replace(finding, rule="cared-for-by-colleague", severity="error"),
        replace(finding, rule="promise-overdue", severity="advice"),
        replace(finding, rule="no-such-check"),
        replace(finding, rule="role-status-undefined"),
    ]
    checks = checks_of(small_result().rules)

    found = findings_of(outcomes, checks)

    assert [
        (group.severity, group.check.id, [one.subject for one in group.outcomes]) for group in found
    ] == [
        ("error", "cared-for-by-colleague", ["seats[a/x]"]),
        ("warning", "vote-unstated", ["seats[a/x]", "seats[a/z]"]),
        ("warning", "promise-overdue", ["seats[a/x]"]),
        ("warning", "role-status-undefined", ["seats[a/x]"]),
        ("warning", "no-such-check", ["seats[a/x]"]),
        ("advice", "promise-overdue", ["seats[a/x]"]),
    ]


def test_of_findings_as_serious_those_of_a_higher_priority_come_first() -> None:
    finding = replace(UNKNOWN, outcome="failed", severity="warning")
    priorities: dict[str, Priority] = {
        "one-way-in": "low",
        "no-ending": "usual",
        "unequal-pay": "high",
    }
    rules = tuple(replace(RULES[0], id=one, priority=how) for one, how in priorities.items())
    outcomes = [
        # However many places the others have.
        *(replace(finding, rule="one-way-in", subject=f"seats[a/{seat}]") for seat in "xyz"),
        replace(finding, rule="no-ending"),
        replace(finding, rule="unequal-pay"),
        replace(finding, rule="one-way-in", severity="error"),
    ]

    found = findings_of(outcomes, checks_of(rules))

    assert [(group.severity, group.check.id) for group in found] == [
        ("error", "one-way-in"),
        ("warning", "unequal-pay"),
        ("warning", "no-ending"),
        ("warning", "one-way-in"),
    ]


def test_what_each_reader_noted_is_a_matter_of_its_own_under_what_it_is_about() -> None:
    noted = replace(UNKNOWN, rule="observation-unanswered", outcome="failed", severity="warning")
    outcomes = [
        replace(noted, subject="observations[the-stairs-are-steep]"),
        replace(noted, subject="observations[payment/nothing-is-paid-for-reading]"),
        replace(noted, subject="observations[a-form-is-long]"),
    ]
    rule = replace(RULES[0], id="observation-unanswered", pitfall="noted")
    checks = checks_of((rule,))

    found = findings_of(outcomes, checks)

    # The order is that of the file: who reads writes first what weighs most.
    assert [one.subject for group in found for one in group.outcomes] == [
        one.subject for one in outcomes
    ]
    assert [len(group.outcomes) for group in found] == [1, 1, 1]
    assert found[1].check.pitfall == "payment"


def test_foremost_are_the_most_pressing_of_all_engagements() -> None:
    view = view_of(several_result(), foremost=2)

    assert [(position, group.check.id) for position, group in view.foremost] == [
        (1, "role-status-undefined"),
        (1, "promise-overdue"),
    ]


def test_where_to_look_begins_with_most_to_act_on_and_keeps_the_order_of_alike() -> None:
    first, second, tidy = several_result().engagements
    result = replace(several_result(), engagements=(tidy, first, replace(tidy, id="t"), second))

    assert view_of(result).most_pressing_first == (3, 1, 0, 2)


def test_of_findings_alike_the_foremost_come_from_different_engagements() -> None:
    finding = replace(UNKNOWN, outcome="failed", severity="error")
    outcomes = (replace(finding, rule="promise-overdue"), finding)
    engagement = with_outcomes(small_result().engagements[0], *outcomes)
    other = replace(engagement, id="other")

    view = view_of(replace(small_result(), engagements=(engagement, other)), foremost=3)

    assert [(position, group.check.id) for position, group in view.foremost] == [
        (0, "promise-overdue"),
        (1, "vote-unstated"),
        (1, "promise-overdue"),
    ]


def foremost_of(*ids: str) -> list[str]:
    finding = replace(UNKNOWN, outcome="failed", severity="error")
    outcomes = (
        finding,
        replace(finding, rule="role-status-undefined"),
        replace(finding, rule="no-peer-support", severity="warning"),
        replace(finding, rule="closed-recruitment", severity="advice"),
        replace(finding, rule="promise-overdue"),
    )
    first = with_outcomes(small_result().engagements[0], *outcomes)
    view = view_of(
        replace(small_result(), engagements=tuple(replace(first, id=id_) for id_ in ids)),
        foremost=9,
    )
    return [group.check.id for _, group in view.foremost]


def test_of_several_a_second_finding_of_a_pitfall_waits_until_each_has_had_one() -> None:
    assert foremost_of("one", "other")[:3] == [
        "promise-overdue",
        "role-status-undefined",
        "no-peer-support",
    ]


def test_of_one_engagement_the_foremost_keep_the_order_of_its_findings() -> None:
    assert foremost_of("one") == [
        "promise-overdue",
        "role-status-undefined",
        "vote-unstated",
        "no-peer-support",
        "closed-recruitment",
    ]


def test_files_without_an_engagement_are_named() -> None:
    assert view_of(full_result()).not_audited == ("examples/unfinished.yaml",)


def test_a_tie_that_does_not_apply_is_not_spoken_of() -> None:
    engagement = small_result().engagements[0]
    silent = replace(UNKNOWN, outcome="not-applicable", private=True)

    def speaks(*outcomes: Outcome) -> bool:
        changed = replace(small_result(), engagements=(with_outcomes(engagement, *outcomes),))
        return view_of(changed).speaks_of_ties

    assert not speaks(silent)
    assert speaks(silent, replace(silent, subject="conflicts[mary/ann/care]", outcome="passed"))


def test_what_only_asks_after_ties_does_not_speak_of_any() -> None:
    engagement = small_result().engagements[0]

    def speaks(subject: str, outcome: OutcomeKind) -> bool:
        one = replace(UNKNOWN, subject=subject, outcome=outcome, private=True)
        changed = replace(with_outcomes(engagement, one), picture=Picture())
        return view_of(replace(small_result(), engagements=(changed,))).speaks_of_ties

    for subject in ("bodies[panel]", "seats[member/mary]", "hats[panel]"):
        assert not speaks(subject, "cannot-tell")
        assert not speaks(subject, "passed")
        assert speaks(subject, "failed")
    for subject in ("conflicts[mary/ann/care]", "hats[panel/mary]", "people[mary]"):
        assert speaks(subject, "cannot-tell")
        assert not speaks(subject, "not-applicable")


def test_a_picture_with_a_tie_speaks_of_ties() -> None:
    engagement = small_result().engagements[0]
    drawn = Picture(ties=(PictureTie("mary", "ann", "not-looked-at"),))
    changed = replace(with_outcomes(engagement), picture=drawn)

    assert view_of(replace(small_result(), engagements=(changed,))).speaks_of_ties


@given(audit_results())
@settings(max_examples=tries(40), deadline=None)
def test_every_outcome_is_shown_once_and_counts_agree(result: AuditResult) -> None:
    view = view_of(result)

    for each in view.engagements:
        shown = [
            *grouped(group.outcomes for group in each.findings),
            *grouped(group.outcomes for group in each.accepted),
            *grouped(question.outcomes for question in each.questions),
            *grouped(group.outcomes for group in each.in_place),
            *grouped(group.outcomes for group in each.nothing_found),
            *grouped(group.outcomes for group in each.does_not_apply),
            *grouped(group.outcomes for group in each.not_completed),
        ]
        assert sorted(map(repr, shown)) == sorted(map(repr, each.engagement.outcomes))
        assert each.counts.needs_attention == len(each.findings)
        assert each.counts.to_ask == len(each.questions)
    by_pitfall = sum(row.counts.needs_attention for row in view.pitfalls)
    assert by_pitfall <= view.counts.needs_attention


def grouped(groups: Iterable[tuple[Outcome, ...]]) -> list[Outcome]:
    return [outcome for group in groups for outcome in group]
