"""What formats for people share: counting, sorting, and merging of questions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given, settings
from tests.report.sample_results import audit_results, full_result, several_result, small_result

from pitfall_audit.engine.result import AuditResult, Outcome, OutcomeKind, Picture, PictureTie
from pitfall_audit.report.questions import by_who
from pitfall_audit.report.view import Question, checks_of, findings_of, questions_of, view_of

UNKNOWN = Outcome("vote-unstated", "seats[a/x]", "A (x)", "cannot-tell", "Does A (x) vote?")


def asked(*outcomes: Outcome) -> tuple[Question, ...]:
    return questions_of(outcomes, checks_of(small_result(), (each.rule for each in outcomes)))


def test_findings_are_sorted_by_severity_then_pitfall_then_check_then_subject() -> None:
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
    checks = checks_of(small_result(), ["no-such-check"])

    found = findings_of(outcomes, checks)

    assert [(each.severity, each.rule, each.subject) for each in found] == [
        ("error", "cared-for-by-colleague", "seats[a/x]"),
        ("warning", "promise-overdue", "seats[a/x]"),
        ("warning", "role-status-undefined", "seats[a/x]"),
        ("warning", "vote-unstated", "seats[a/x]"),
        ("warning", "vote-unstated", "seats[a/z]"),
        ("warning", "no-such-check", "seats[a/x]"),
        ("advice", "promise-overdue", "seats[a/x]"),
    ]


def test_one_check_asks_once_for_each_group() -> None:
    question, other = asked(
        replace(UNKNOWN, group="bodies[a]"),
        replace(UNKNOWN, group="bodies[a]", subject="seats[a/y]", label="A (y)", message="Y?"),
        replace(UNKNOWN, group="bodies[b]"),
    )

    assert question.labels == ("A (x)", "A (y)")
    assert question.texts == ("Does this seat vote, score or decide as the others do?",)
    assert other.texts == ("Does A (x) vote?",)


def test_one_field_of_one_subject_is_asked_for_once() -> None:
    (question,) = asked(
        replace(UNKNOWN, unstated=("decides_by",)),
        replace(UNKNOWN, rule="role-status-undefined", unstated=("decides_by",)),
    )

    assert [check.id for check in question.checks] == ["role-status-undefined", "vote-unstated"]
    assert question.texts == ("Does A (x) vote?",)
    assert question.unstated == ("decides_by",)


def test_wordings_that_differ_are_all_kept() -> None:
    (question,) = asked(
        replace(UNKNOWN, unstated=("status",)),
        replace(UNKNOWN, rule="role-status-undefined", unstated=("status",), message="Which?"),
    )

    assert question.texts == ("Which?", "Does A (x) vote?")


def test_other_fields_and_other_subjects_are_other_questions() -> None:
    questions = asked(
        replace(UNKNOWN, unstated=("voting",)),
        replace(UNKNOWN, unstated=("status",), rule="role-status-undefined"),
        replace(UNKNOWN, unstated=("voting",), subject="seats[a/y]"),
    )

    assert len(questions) == 3


def test_checks_that_name_no_field_are_not_taken_to_ask_the_same() -> None:
    assert len(asked(UNKNOWN, replace(UNKNOWN, rule="promise-overdue"))) == 2


def test_foremost_are_the_most_pressing_of_all_engagements() -> None:
    view = view_of(several_result(), foremost=2)

    assert [(position, group.check.id) for position, group in view.foremost] == [
        (1, "promise-overdue"),
        (0, "role-status-undefined"),
    ]


def test_where_to_look_begins_with_most_to_act_on_and_keeps_the_order_of_alike() -> None:
    first, second, tidy = several_result().engagements
    result = replace(several_result(), engagements=(tidy, first, replace(tidy, id="t"), second))

    assert view_of(result).most_pressing_first == (3, 1, 0, 2)


def test_of_findings_alike_the_foremost_come_from_different_engagements() -> None:
    finding = replace(UNKNOWN, outcome="failed", severity="error")
    outcomes = (replace(finding, rule="promise-overdue"), finding)
    engagement = replace(small_result().engagements[0], outcomes=outcomes)
    other = replace(engagement, id="other")

    view = view_of(replace(small_result(), engagements=(engagement, other)), foremost=3)

    assert [(position, group.check.id) for position, group in view.foremost] == [
        (0, "promise-overdue"),
        (1, "vote-unstated"),
        (1, "promise-overdue"),
    ]


def test_of_one_pitfall_a_second_finding_waits_until_each_has_had_one() -> None:
    finding = replace(UNKNOWN, outcome="failed", severity="error")
    outcomes = (
        finding,
        replace(finding, rule="role-status-undefined"),
        replace(finding, rule="no-peer-support", severity="warning"),
        replace(finding, rule="closed-recruitment", severity="advice"),
        replace(finding, rule="promise-overdue"),
    )
    engagement = replace(small_result().engagements[0], outcomes=outcomes)

    view = view_of(replace(small_result(), engagements=(engagement,)), foremost=9)

    assert [group.check.id for _, group in view.foremost] == [
        "promise-overdue",
        "role-status-undefined",
        "no-peer-support",
        "vote-unstated",
        "closed-recruitment",
    ]


def test_what_different_people_would_know_are_different_questions() -> None:
    questions = asked(
        replace(UNKNOWN, group="bodies[a]", who="asha, in private"),
        replace(UNKNOWN, group="bodies[a]", subject="seats[a/y]", who="jo, in private"),
        replace(UNKNOWN, group="bodies[a]", subject="seats[a/z]"),
    )

    assert [question.who for question in questions] == [
        "asha, in private",
        "jo, in private",
        "Whoever runs the arrangement",
    ]
    assert list(by_who(questions)) == [question.who for question in questions]


def test_files_without_an_engagement_are_named() -> None:
    assert view_of(full_result()).not_audited == ("examples/unfinished.yaml",)


def test_a_tie_that_does_not_apply_is_not_spoken_of() -> None:
    engagement = small_result().engagements[0]
    silent = replace(UNKNOWN, outcome="not-applicable", private=True)

    def speaks(*outcomes: Outcome) -> bool:
        changed = replace(small_result(), engagements=(replace(engagement, outcomes=outcomes),))
        return view_of(changed).speaks_of_ties

    assert not speaks(silent)
    assert speaks(silent, replace(silent, subject="conflicts[mary/ann/care]", outcome="passed"))


def test_what_only_asks_after_ties_does_not_speak_of_any() -> None:
    engagement = small_result().engagements[0]

    def speaks(subject: str, outcome: OutcomeKind) -> bool:
        one = replace(UNKNOWN, subject=subject, outcome=outcome, private=True)
        changed = replace(engagement, outcomes=(one,), picture=Picture())
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
    changed = replace(engagement, outcomes=(), picture=drawn)

    assert view_of(replace(small_result(), engagements=(changed,))).speaks_of_ties


@given(audit_results())
@settings(max_examples=60, deadline=None)
def test_every_outcome_is_shown_once_and_counts_agree(result: AuditResult) -> None:
    view = view_of(result)

    for each in view.engagements:
        shown = [
            *grouped(group.outcomes for group in each.findings),
            *grouped(question.outcomes for question in each.questions),
            *grouped(group.outcomes for group in each.in_place),
            *grouped(group.outcomes for group in each.does_not_apply),
            *grouped(group.outcomes for group in each.not_completed),
        ]
        assert sorted(map(repr, shown)) == sorted(map(repr, each.engagement.outcomes))
        assert each.counts.needs_attention == len(
            grouped(group.outcomes for group in each.findings)
        )
        assert each.counts.to_ask == len(each.questions)
    by_pitfall = sum(row.counts.needs_attention for row in view.pitfalls)
    assert by_pitfall <= view.counts.needs_attention


def grouped(groups: Iterable[tuple[Outcome, ...]]) -> list[Outcome]:
    return [outcome for group in groups for outcome in group]
