"""Merging what cannot be told into questions, and weighing them."""

from __future__ import annotations

import datetime as dt
import textwrap
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.facts.test_silence import facts
from tests.report.sample_results import RULES

from pitfall_audit import audit
from pitfall_audit.engine.questions import questions_of
from pitfall_audit.engine.result import Outcome, Question
from pitfall_audit.rules.evaluation import Batches, evaluate
from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.yaml.places import Place

UNKNOWN = Outcome("vote-unstated", "seats[a/x]", "A (x)", "cannot-tell", "Does A (x) vote?")
SUMMARIES = {rule.id: rule for rule in RULES}


def asked(*outcomes: Outcome) -> tuple[Question, ...]:
    return questions_of(outcomes, SUMMARIES)


def test_one_check_asks_in_its_own_words_where_several_things_are_missing() -> None:
    question, other = asked(
        replace(UNKNOWN, group="bodies[a]"),
        replace(UNKNOWN, group="bodies[a]", subject="seats[a/y]", message="Y?"),
        replace(UNKNOWN, group="bodies[b]"),
    )

    assert question.texts == ("Does this seat vote, score or decide as the others do?",)
    assert question.outcomes == (0, 1)
    assert other.texts == ("Does A (x) vote?",)


def test_the_same_words_are_asked_once_of_all_bodies_and_of_all_who_would_know() -> None:
    (question,) = asked(
        replace(UNKNOWN, group="bodies[a]", message="Is there a vote?", who="jo, chair of a"),
        replace(UNKNOWN, group="bodies[b]", message="Is there a vote?"),
    )

    assert question.texts == ("Is there a vote?",)
    assert question.who == ("jo, chair of a", "Whoever runs the arrangement")


def test_one_field_of_one_subject_is_asked_for_once_in_all_its_wordings() -> None:
    (question,) = asked(
        replace(UNKNOWN, unstated=("status",)),
        replace(UNKNOWN, rule="role-status-undefined", unstated=("status",), message="Which?"),
    )

    assert question.texts == ("Which?", "Does A (x) vote?")


def test_of_one_check_two_wordings_stand_in_a_question_those_on_which_most_hangs() -> None:
    one, other, third = (
        replace(UNKNOWN, subject=f"seats[a/{n}]", message=f"{n}?", unstated=("said",), stake=stake)
        for n, stake in (("k", "advice"), ("m", "warning"), ("p", "error"))
    )
    (question,) = asked(one, other, third)

    assert question.texts == ("p?", "m?")
    assert question.outcomes == (0, 1, 2)


def test_what_asks_the_same_as_two_others_joins_them() -> None:
    (question,) = asked(
        replace(UNKNOWN, unstated=("voting",)),
        replace(UNKNOWN, rule="role-status-undefined", unstated=("status",), message="Which?"),
        replace(UNKNOWN, rule="promise-overdue", unstated=("voting",), message="Which?"),
    )

    assert question.outcomes == (0, 1, 2)


def test_other_fields_asked_for_in_other_words_are_other_questions() -> None:
    questions = asked(
        replace(UNKNOWN, unstated=("voting",)),
        replace(UNKNOWN, unstated=("status",), rule="role-status-undefined", message="Which?"),
        replace(UNKNOWN, unstated=("voting",), subject="seats[a/y]", message="Does A (y) vote?"),
    )

    assert [question.outcomes for question in questions] == [(0, 2), (1,)]


def test_the_most_serious_comes_first_then_what_bears_on_most_seats() -> None:
    questions = asked(
        replace(UNKNOWN, message="1?", stake="advice", touches=9),
        replace(UNKNOWN, message="2?", stake="warning", subject="seats[a/y]"),
        replace(UNKNOWN, message="3?", stake="warning", subject="seats[a/z]", touches=2),
        replace(UNKNOWN, message="4?", stake="error", subject="seats[b/x]"),
        replace(UNKNOWN, message="5?", subject="seats[b/y]", touches=9),
    )

    assert [(question.texts, question.stake) for question in questions] == [
        (("4?",), "error"),
        (("3?",), "warning"),
        (("2?",), "warning"),
        (("1?",), "advice"),
        (("5?",), None),
    ]


def test_what_a_reader_of_papers_asks_comes_first_in_the_order_in_which_it_is_written() -> None:
    grave = replace(UNKNOWN, stake="error")
    noted = [
        replace(
            UNKNOWN, rule="observation-unanswered", subject=f"observations[{name}]", message=name,
            place=Place("a.yaml", line, 1, line, 9, path=f"observations[{line}]"), stake="advice",
        )
        for line, name in enumerate(["why", "how"], 1)
    ]  # fmt: skip

    def order(*, published: bool) -> list[tuple[int, ...]]:
        questions = questions_of([grave, *noted[::-1]], SUMMARIES, published=published)
        return [question.outcomes for question in questions]

    assert order(published=True) == [(2,), (1,), (0,)]
    # Of its own records an organisation is asked first what weighs most.
    assert order(published=False)[0] == (0,)


def test_what_every_arrangement_should_meet_comes_first() -> None:
    questions = asked(
        replace(UNKNOWN, rule="closed-recruitment", message="How?", stake="warning", touches=5),
        replace(UNKNOWN, stake="warning"),
    )

    assert [question.outcomes for question in questions] == [(1,), (0,)]


def test_what_published_papers_never_say_does_not_come_first() -> None:
    outcomes = (
        replace(UNKNOWN, message="Ties?", stake="error", private=True, touches=1),
        replace(UNKNOWN, message="Votes?", subject="seats[a/y]", stake="warning", touches=2),
    )

    def first(*, published: bool) -> tuple[str, ...]:
        return questions_of(outcomes, SUMMARIES, published=published)[0].texts

    assert first(published=False) == ("Ties?",)
    assert first(published=True) == ("Votes?",)


def test_of_papers_what_is_asked_of_everybody_comes_last() -> None:
    rules = dict(SUMMARIES)
    rules["vote-unstated"] = replace(rules["vote-unstated"], asks_everybody=True)
    general = replace(UNKNOWN, stake="error")
    other = next(one for one in rules if one != "vote-unstated")
    particular = replace(UNKNOWN, rule=other, message="Who sees to it?", stake="advice")

    def first(*, published: bool) -> str:
        return questions_of((general, particular), rules, published=published)[0].texts[0]

    assert first(published=True) == "Who sees to it?"
    assert first(published=False) == UNKNOWN.message


def test_of_papers_the_checks_that_come_later_ask_later() -> None:
    rules = dict(SUMMARIES)
    other = next(one for one in rules if one != "vote-unstated")
    rules["vote-unstated"] = replace(rules["vote-unstated"], priority="low")
    rules[other] = replace(rules[other], priority="usual")
    later = replace(UNKNOWN, stake="error")
    sooner = replace(UNKNOWN, rule=other, message="Who sees to it?", stake="advice")

    def first(*, published: bool) -> str:
        return questions_of((later, sooner), rules, published=published)[0].texts[0]

    assert first(published=True) == "Who sees to it?"
    assert first(published=False) == UNKNOWN.message


def test_a_rule_may_ask_nothing_of_papers() -> None:
    rules = {**SUMMARIES}
    rules["vote-unstated"] = replace(rules["vote-unstated"], asks_of_papers=False)
    assert questions_of((UNKNOWN,), rules, published=True) == ()
    assert len(questions_of((replace(UNKNOWN, touched_on=True),), rules, published=True)) == 1
    assert len(questions_of((UNKNOWN,), rules)) == 1


def test_a_rule_may_ask_nothing_of_a_policy() -> None:
    rules = {**SUMMARIES}
    rules["vote-unstated"] = replace(rules["vote-unstated"], asks_of_policies=False)
    assert questions_of((UNKNOWN,), rules, published=True, policy=True) == ()
    assert len(questions_of((UNKNOWN,), rules, published=True)) == 1


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("roles: [{id: paid, capacity: carer}]", True),
        ("roles: [{id: paid, capacity: carer, places: 2}]", False),
        ("roles: [{id: paid, capacity: carer, body: panel}]", False),
        ("roles: [{id: paid, capacity: carer, holders: none}]", False),
        ("bodies: {panel: {kind: panel}}", False),
        ("bodies: {council: {kind: council}}\nsources: [{id: act, kind: law}]", True),
        ("bodies: {council: {kind: council}}\nsources: [{id: act, kind: law}, {id: p}]", False),
    ],
)
def test_papers_of_law_alone_or_that_describe_no_body_and_nobody_are_a_policy(
    tmp_path: Path, more: str, expected: bool
) -> None:
    text = f"version: 1\nid: a\ntitle: A\ndescribed_from: published-documents\n{more}\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    (one,) = audit([tmp_path / "a.yaml"], as_of=dt.date(2026, 6, 30)).engagements
    asked = {one.outcomes[at].rule for question in one.questions for at in question.outcomes}
    assert ("closed-recruitment" not in asked) is expected


def test_what_a_finding_points_at_is_not_asked_for_once_more() -> None:
    place = Place("a.yaml", 3, 1, 3, 4, path="roles[0].voting")
    found = replace(UNKNOWN, outcome="failed", severity="error", place=place)
    waiting = replace(UNKNOWN, unstated=("roles[0].voting",))
    assert asked(found, waiting) == ()
    assert len(asked(found, replace(waiting, unstated=("roles[0].voting", "roles[0].term")))) == 1


def test_what_is_asked_about_the_same_under_the_same_pitfall_is_one_talk() -> None:
    status = replace(UNKNOWN, rule="role-status-undefined", message="Which?")
    (question,) = asked(UNKNOWN, status)
    assert question.texts == ("Which?", "Does A (x) vote?")

    assert len(asked(UNKNOWN, replace(status, subject="seats[a/y]"))) == 2
    assert len(asked(UNKNOWN, replace(status, rule="promise-overdue"))) == 2
    assert len(asked(UNKNOWN, replace(status, private=True))) == 2
    general = {**SUMMARIES}
    general["vote-unstated"] = replace(general["vote-unstated"], asks_everybody=True)
    assert len(questions_of((UNKNOWN, status), general)) == 2


def test_the_built_in_checks_that_ask_everybody_say_so() -> None:
    bare = """
        described_from: published-documents
        affected_groups: [{id: users, about: service-users}]
        sources: [{id: s, title: A page, kind: page, read: part}]
        bodies: {council: {kind: council}}
        roles:
          - {id: member, title: Member, body: council, capacity: service-user}
          - {id: carer, title: Carer member, body: council, capacity: carer}
          - {id: nurse, title: Ward nurse, body: council, capacity: staff}
    """
    batches = Batches(facts(textwrap.dedent(bare)))
    ask = {
        rule.id
        for rule in load_built_in().rules
        if rule.logic.asks_of_papers
        and any(one.outcome == "cannot-tell" for one in evaluate(rule, batches))
    }
    say_so = {
        rule.id
        for rule in load_built_in().rules
        if rule.logic.asks_of_papers and rule.logic.asks_everybody
    }
    assert say_so == ask
