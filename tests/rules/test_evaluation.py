"""From the answers of conditions to one outcome for each subject."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from tests.rules.rule_texts import rule_from

from pitfall_audit.engagement.model.vocabulary import DescribedFrom
from pitfall_audit.facts.subjects import Anchor, FactSheet, Subject
from pitfall_audit.rules.evaluation import BATCH_SIZE, Batches, evaluate
from pitfall_audit.rules.verdicts import Verdict, words_for

SEAT: Mapping[str, Any] = {"label": "A", "open": False, "ended": False, "body": {}, "person": {}}


def subject(
    number: int = 0, described_from: DescribedFrom = "own-records", **facts: Any
) -> Subject:
    identity = f"seats[m/{number}]"
    return Subject(
        "seat", identity, {**SEAT, **facts}, {"seat": Anchor(("roles", 0))}, described_from,
        "bodies[a]",
    )  # fmt: skip


def verdicts(*subjects: Subject, **fields: str) -> list[Verdict]:
    sheet = FactSheet({"seat": subjects}, "none-given")
    return list(evaluate(rule_from(**fields), Batches(sheet)))


def verdict(described_from: DescribedFrom = "own-records", /, **given: Any) -> Verdict:
    """The verdict on one seat with ``facts``; all else given is a field of the rule."""
    facts = given.pop("facts", {})
    (only,) = verdicts(subject(described_from=described_from, **facts), **given)
    return only


def unstated(one: Verdict) -> list[str]:
    return [".".join(fact.path) for fact in one.unstated]


# --- outcomes ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("silence", "described_from", "expect", "facts", "outcome"),
    [
        ("fails", "own-records", "has(seat.status)", {"status": "observer"}, "passed"),
        ("fails", "own-records", "has(seat.status)", {}, "failed"),
        ("fails", "published-documents", "has(seat.status)", {}, "cannot-tell"),
        ("fails", "own-records", "seat.voting", {}, "failed"),
        ("fails", "published-documents", "seat.voting", {}, "cannot-tell"),
        ("fails", "published-documents", "seat.voting", {"voting": False}, "failed"),
        ("asks", "own-records", "seat.voting", {}, "cannot-tell"),
        ("asks", "own-records", "seat.voting", {"voting": False}, "failed"),
        ("asks", "published-documents", "seat.voting", {"voting": True}, "passed"),
        ("asks", "own-records", "has(seat.status)", {}, "failed"),
        ("fails", "published-documents", "has(seat.status) || seat.voting", {"voting": False},
         "cannot-tell"),
        ("fails", "published-documents", "has(seat.status) && seat.voting", {"voting": False},
         "failed"),
        ("fails", "own-records", "!has(seat.status)", {}, "passed"),
        ("fails", "published-documents", "!has(seat.status)", {}, "cannot-tell"),
        ("fails", "published-documents", "!has(seat.status)", {"status": "observer"}, "failed"),
    ],
)  # fmt: skip
def test_what_silence_means(
    silence: str, described_from: DescribedFrom, expect: str, facts: dict[str, Any], outcome: str
) -> None:
    found = verdict(described_from, silence=silence, expect=f'["{expect}"]', facts=facts)
    assert found.outcome == outcome
    assert bool(found.unstated) == (outcome == "cannot-tell")


def test_a_rule_that_does_not_apply_says_nothing() -> None:
    found = verdict(applies="seat.open")
    assert found.outcome == "not-applicable"
    assert words_for(found).message == ""


def test_a_question_whether_a_rule_applies_stays_one_whatever_silence_means() -> None:
    found = verdict(applies="seat.voting", expect="[has(seat.status)]", silence="fails")
    assert (found.outcome, unstated(found)) == ("cannot-tell", ["voting"])


def test_a_condition_that_fails_outranks_one_that_waits() -> None:
    fields = {"silence": "asks", "expect": "[seat.voting, seat.open]"}
    found = verdict(**fields)
    assert (found.outcome, found.failing) == ("failed", (1,))
    found = verdict(**fields, facts={"open": True})
    assert (found.outcome, unstated(found)) == ("cannot-tell", ["voting"])


def test_where_silence_fails_what_waits_fails_too() -> None:
    found = verdict(silence="fails", expect="[seat.voting, has(seat.status), seat.open]")
    assert (found.outcome, found.failing) == ("failed", (0, 1, 2))


def test_a_question_names_every_fact_that_it_waits_for() -> None:
    found = verdict(silence="asks", expect="[seat.voting, seat.body.kind == 'board']")
    assert unstated(found) == ["voting", "body.kind"]


def test_a_question_under_a_published_description_names_what_has_asks_for() -> None:
    found = verdict("published-documents", silence="fails", expect="[has(seat.status)]")
    assert unstated(found) == ["status"]


# --- severity -----------------------------------------------------------------------------

_BY_KIND = (
    "[{when: seat.body.kind == 'board', is: error}, {when: seat.voting, is: warning}, advice]"
)


@pytest.mark.parametrize(
    ("facts", "severity", "raising"),
    [
        ({"body": {"kind": "board"}}, "error", []),
        ({"body": {"kind": "board"}, "voting": True}, "error", []),
        ({"body": {"kind": "panel"}, "voting": True}, "warning", []),
        ({"body": {"kind": "panel"}, "voting": False}, "advice", []),
        ({"voting": True}, "warning", ["body.kind"]),
        ({}, "advice", ["body.kind", "voting"]),
        ({"body": {"kind": "panel"}}, "advice", ["voting"]),
    ],
)
def test_the_lower_severity_stands_and_what_would_raise_it_is_told(
    facts: dict[str, Any], severity: str, raising: list[str]
) -> None:
    found = verdict(severity=_BY_KIND, facts=facts)
    assert (found.outcome, found.severity) == ("failed", severity)
    assert [".".join(one.path) for one in found.could_raise] == raising
    assert (words_for(found).would_raise is not None) == bool(raising)


def test_what_would_only_lower_a_severity_is_not_asked() -> None:
    severity = "[{when: seat.voting, is: advice}, {is: error}]"
    assert verdict(severity=severity).could_raise == ()


# --- words --------------------------------------------------------------------------------


def test_a_finding_says_its_message_then_each_condition_then_what_is_added() -> None:
    found = verdict(
        expect="[{that: has(seat.status), says: No status.}, {that: seat.open, says: Held.}]",
        adds="[{when: '!seat.ended', says: Still on.}, {when: seat.voting, says: Votes.}]",
        let="{who: seat.supporters, what: seat.voting}",
        message="\"{{ who|list|or('nobody') }} {{ what|or('unknown') }}\"",
        facts={"supporters": ["a", "b"]},
    )
    words = words_for(found)
    assert words.message == "a and b unknown"
    assert words.details == ("No status.", "Held.", "Still on.")


def test_a_question_is_the_missing_fact_s_own_or_the_rule_s() -> None:
    found = verdict(silence="asks", expect="[seat.supported]")
    assert words_for(found).message == "Who supports the person in this role?"
    found = verdict(silence="asks", expect="[seat.voting]")
    assert words_for(found).message == "What is it?"


def test_thresholds_are_told_with_their_value() -> None:
    found = verdict(
        thresholds="{few: 3, share: 0.5}",
        expect="[seat.supporters.size() > thresholds.few && thresholds.share < 1.0]",
        message='"Fewer than {{ thresholds.few|days }}, {{ thresholds.share }}."',
        facts={"supporters": []},
    )
    assert words_for(found).message == "Fewer than 3 days, 0.5."


# --- crashes ------------------------------------------------------------------------------


@pytest.mark.parametrize("label", ["five", "\ud800"], ids=["CEL returns it", "CEL raises it"])
@pytest.mark.parametrize("field", ["applies", "expect", "severity"])
def test_one_bad_subject_among_a_hundred_costs_only_itself(label: str, field: str) -> None:
    subjects = [subject(number, label="5") for number in range(100)]
    subjects[70] = subject(70, label=label)
    fields = {
        "applies": {"applies": "int(seat.label) == 5"},
        "expect": {"expect": "[int(seat.label) == 6]"},
        "severity": {"severity": "[{when: int(seat.label) == 5, is: error}, {is: advice}]"},
    }[field]
    found = verdicts(*subjects, **fields)
    assert [one.subject.identity for one in found] == [one.identity for one in subjects]
    assert found[70].outcome == "error"
    assert found[70].crash
    assert {one.outcome for one in found[:70] + found[71:]} == {"failed"}
    assert "a-rule" in words_for(found[70]).message


def test_a_sentence_to_add_that_crashes_is_not_added_and_nothing_else_is_lost() -> None:
    found = verdict(
        adds="[{when: 1 / 0 == 1, says: Never.}]", let="{broken: 1 / 0}",
        message="\"{{ broken|or('all the same') }}\"",
    )  # fmt: skip
    assert (found.outcome, found.adds) == ("failed", ())
    assert words_for(found).message == "all the same"


@pytest.mark.parametrize("count", [0, 1, BATCH_SIZE, BATCH_SIZE + 1, 3 * BATCH_SIZE])
def test_subjects_keep_their_order_over_batches(count: int) -> None:
    subjects = [subject(number, open=number % 3 == 0) for number in range(count)]
    found = verdicts(*subjects, expect="[seat.open]")
    assert [one.subject for one in found] == subjects
    assert [one.outcome == "passed" for one in found] == [n % 3 == 0 for n in range(count)]


@pytest.mark.parametrize("order", [1, -1])
def test_what_a_verdict_hangs_on_besides_the_conditions_is_remembered_with_it(order: int) -> None:
    # No condition reads whose seat it is, nor from which words that was taken.
    kinds = ({}, {"capacity_taken_from": "patient"}, {"capacity": ["carer"]})[::order]
    seats = [subject(n, **kinds[n % 3]) for n in range(3 * BATCH_SIZE)]
    found = verdicts(*seats, expect="[has(seat.status)]", silence="fails", severity="[{is: error}]")
    for one in found:
        taken = "capacity_taken_from" in one.subject.facts
        assert one.severity == ("warning" if taken else "error"), one.subject.identity
