"""What is said in words, or less firmly than as a rule, is asked after and is no silence."""

from __future__ import annotations

import pytest
from tests.facts.test_silence import IN_PART, PUBLISHED, READ, SEAT, facts, verdict

from pitfall_audit.rules.verdicts import words_for

SAYS = ', says: "Members come as equals."'
ABOUT = "also_says: [{about: roles, text: Members come as equals.}]\n"


@pytest.mark.parametrize(
    ("before", "seat"),
    [
        ("", SAYS),
        (ABOUT, ""),
        (PUBLISHED + READ, SAYS),
        (PUBLISHED + READ + ABOUT, ""),
        (PUBLISHED + IN_PART + ABOUT, ""),
    ],
)
def test_where_something_is_said_in_words_silence_is_a_question_that_quotes_it(
    before: str, seat: str
) -> None:
    one = verdict(before + SEAT % seat)
    assert one.outcome == "cannot-tell"
    assert words_for(one).message.endswith(
        "? The papers say: “Members come as equals.” Does that answer it?"
    )


@pytest.mark.parametrize(
    ("before", "seat"),
    [
        (ABOUT, ", status: none"),
        (READ, f", status: not-stated{SAYS}"),
        ("also_says: [{about: support, text: Members come as equals.}]\n", ""),
    ],
)
def test_words_do_not_speak_against_what_is_stated_nor_of_another_matter(
    before: str, seat: str
) -> None:
    assert verdict(before + SEAT % seat).outcome == "failed"


def test_a_sentence_beside_much_else_speaks_of_no_field_that_its_words_do_not_name() -> None:
    assert verdict(SEAT % ", says: Members come from far and wide.").outcome == "failed"
    about = "also_says: [{about: roles, text: Members come from far and wide.}]\n"
    assert verdict(about + SEAT % "").outcome == "failed"


def test_a_sentence_is_about_what_is_left_out_and_not_about_what_is_filled_from_it() -> None:
    role = "roles: [{id: r, capacity: carer, speaks_for: {whom: everyone, says: %s}}]\n"
    rule = {
        "subject": "role", "expect": "[has(role.link)]",
        "message": '"No."', "passed": '"Yes."', "points_at": "role.speaks_for",
    }  # fmt: skip
    assert verdict(role % "They find many views.", **rule).outcome == "failed"
    assert verdict(role % "They are elected.", **rule).outcome == "cannot-tell"


def test_words_beside_what_is_stated_change_nothing() -> None:
    assert verdict(SEAT % f", status: observer{SAYS}").outcome == "passed"


def test_a_fact_that_is_made_of_silence_is_asked_after_where_words_stand_beside_it() -> None:
    body = "bodies: {b: {interests: {register: %s, says: We tell each other.}}}\n"
    rule = {
        "subject": "body", "expect": "[body.interests_gaps.size() == 0]",
        "message": '"No."', "passed": '"Yes."', "points_at": "body.interests",
    }  # fmt: skip
    assert verdict(body % "yes", **rule).outcome == "cannot-tell"
    assert verdict(body % "no", **rule).outcome == "failed"


def test_what_is_said_in_an_interview_is_not_quoted() -> None:
    source = "sources: [{id: i, kind: interview}]\n"
    one = verdict(source + SEAT % f", source: i{SAYS}")
    assert one.outcome == "cannot-tell"
    assert "equals" not in words_for(one).message


@pytest.mark.parametrize("strength", ["should", "may", "as-a-rule", "proposed", "expected"])
@pytest.mark.parametrize("silence", ["fails", "asks"])
def test_what_only_should_be_so_is_asked_after(strength: str, silence: str) -> None:
    seat = SEAT % f", status: observer, strength: {strength}"
    one = verdict(seat, silence=silence, expect="[seat.status == 'observer']")
    assert one.outcome == "cannot-tell"
    assert words_for(one).message.endswith("?")


def test_what_must_be_so_is_taken_as_so() -> None:
    assert verdict(SEAT % ", status: observer, strength: must").outcome == "passed"


def test_what_should_be_leaves_what_an_entry_is() -> None:
    (seat,) = facts(SEAT % ", capacity: carer, voting: yes, strength: should").subjects["seat"]
    assert seat.facts["capacity"] == ["carer"]
    assert "voting" not in seat.facts
    assert seat.silence.in_words["voting"].strength == "should"
    assert "status" not in seat.silence.in_words


def test_what_should_be_of_one_part_is_no_fact_of_it() -> None:
    (body,) = facts("bodies: {b: {removal: {appeal: yes, strength: should}}}\n").subjects["body"]
    assert "appeal" not in body.facts["removal"]
    assert body.silence.in_words["removal.appeal"].strength == "should"
    yes = "bodies: {b: {members_only_slot: {source: t, strength: should}}}\n"
    (body,) = facts("sources: [{id: t}]\n" + yes).subjects["body"]
    assert "members_only_slot" not in body.facts


def test_support_that_should_be_is_none_that_is_named() -> None:
    support = "support: [{role: m, by: {team: t}, kind: peer, strength: should}]\n"
    (seat,) = facts(SEAT % "" + support).subjects["seat"]
    assert "supported" not in seat.facts
    assert seat.silence.in_words["supported"].strength == "should"


def test_what_should_be_done_is_an_aim() -> None:
    (promise,) = facts("promises: [{id: p, text: A., strength: should}]\n").subjects["promise"]
    assert promise.facts["kind"] == "aim"


def test_none_of_what_should_not_be_is_no_statement() -> None:
    (body,) = facts("bodies: {b: {chair: none, removal: none, strength: should}}\n").subjects[
        "body"
    ]
    assert not body.silence.absent


def test_of_what_the_papers_say_differently_neither_is_taken_as_so() -> None:
    one = verdict(SEAT % ", status: observer, also_stated: [{status: full-member}]")
    assert one.outcome == "cannot-tell"
    assert words_for(one).message.endswith("which of them holds?")
    agreed = verdict(SEAT % ", status: observer, also_stated: [{status: observer}]")
    assert agreed.outcome == "passed"


def test_both_powers_that_papers_give_a_body_are_known() -> None:
    body = "bodies: {b: {powers: decide, also_stated: [{powers: advise}]}}\n"
    (only,) = facts(body).subjects["body"]
    assert only.facts["powers_stated"] == ["decide", "advise"]
    assert "powers" not in only.facts
