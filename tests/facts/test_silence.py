"""What stands beside the facts of what is not there, and what that makes of a check."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.rules.rule_texts import rule_from

from pitfall_audit.engagement.validation import validate
from pitfall_audit.facts.documents import kinds_of_documents
from pitfall_audit.facts.fact_schema import walk_shapes
from pitfall_audit.facts.kinds import SUBJECT_SHAPES, derive_facts
from pitfall_audit.facts.subjects import FactSheet, Unsaid
from pitfall_audit.rules.evaluation import Batches, evaluate
from pitfall_audit.rules.verdicts import Verdict, words_for
from pitfall_audit.yaml.reading import Document, read_text

TOP = "version: 1\nid: a\ntitle: A\n"
PUBLISHED = "described_from: published-documents\n"
READ = "sources: [{id: tor, kind: terms-of-reference, read: whole}]\n"
IN_PART = "sources: [{id: tor, kind: terms-of-reference, read: part}]\n"
PAGE = "sources: [{id: tor, kind: page, read: whole}]\n"
SEAT = "people: {a: {experience: carer}}\nroles: [{id: m, holders: [a]%s}]\n"


def facts(text: str) -> FactSheet:
    document = read_text(TOP + text, "a.yaml")
    assert isinstance(document, Document)
    engagement, problems = validate(document)
    assert engagement is not None, problems
    return derive_facts(engagement, None, dt.date(2026, 6, 30))


def verdict(text: str, **rule: str) -> Verdict:
    (only,) = evaluate(rule_from(**rule), Batches(facts(text)))
    return only


@pytest.mark.parametrize(
    ("before", "status", "outcome", "severity"),
    [
        ("", "", "failed", "error"),
        (READ, ", status: not-stated", "failed", "warning"),
        ("", ", status: none", "failed", "error"),
        (PUBLISHED, "", "cannot-tell", None),
        (PUBLISHED + IN_PART, "", "cannot-tell", None),
        (PUBLISHED + PAGE, "", "cannot-tell", None),
        (PUBLISHED + PAGE, ", status: not-stated", "failed", "warning"),
        (PUBLISHED + READ, "", "failed", "warning"),
        (PUBLISHED, ", status: none", "failed", "error"),
        (PUBLISHED + READ, ", status: observer", "passed", None),
    ],
)
def test_silence_where_the_silence_itself_is_the_pitfall(
    before: str, status: str, outcome: str, severity: str | None
) -> None:
    one = verdict(before + SEAT % status, severity="[{is: error}]")
    assert (one.outcome, one.severity) == (outcome, severity)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [("", "cannot-tell"), (", voting: not-stated", "cannot-tell"), (", voting: none", "failed")],
)
def test_silence_of_a_rule_that_asks(status: str, outcome: str) -> None:
    one = verdict(PUBLISHED + READ + SEAT % status, silence="asks", expect="[seat.voting]")
    assert one.outcome == outcome


def test_a_draft_and_what_has_been_replaced_settle_nothing() -> None:
    for state in ("draft", "proposed", "superseded"):
        source = READ.replace("whole", f"whole, state: {state}")
        assert verdict(PUBLISHED + source + SEAT % "").outcome == "cannot-tell"


def test_what_one_document_leaves_out_says_nothing_of_a_record_taken_from_another() -> None:
    sources = READ.replace("}]", "}, {id: page, kind: page, read: part}]")
    assert verdict(PUBLISHED + sources + SEAT % ", source: page").outcome == "cannot-tell"
    assert verdict(PUBLISHED + sources + SEAT % ", source: tor").outcome == "failed"


@pytest.mark.parametrize(
    ("sources", "outcome"),
    [
        ("{id: tor, kind: terms-of-reference, read: part}", "cannot-tell"),
        ("{id: tor, kind: terms-of-reference, seen: no}", "cannot-tell"),
        ("{id: tor, kind: terms-of-reference, sections_read: [members]}", "failed"),
        ("{id: tor, kind: terms-of-reference, read: part, state: superseded}", "failed"),
        ("{id: tor, kind: terms-of-reference, read: whole}", "failed"),
        ("{id: adv, kind: advert, read: part}", "failed"),
    ],
)
def test_what_was_looked_for_elsewhere_may_stand_in_terms_that_were_not_read_to_their_end(
    sources: str, outcome: str
) -> None:
    code = f"sources: [{{id: code, kind: policy, read: whole}}, {sources}]\n"
    body = "bodies: {b: {no_detriment_stated: not-stated}}\n"
    one = verdict(
        PUBLISHED + code + body,
        subject="body",
        expect="[has(body.no_detriment_stated)]",
        message='"{{ body.label }}: not so."',
        passed='"{{ body.label }}: so."',
        points_at="body",
    )
    assert one.outcome == outcome


def test_the_silence_of_a_document_is_worded_as_that() -> None:
    said = words_for(verdict(PUBLISHED + READ + SEAT % ""))
    assert said.message.startswith("In the terms of reference, read whole: ")


TWO = (
    PUBLISHED
    + "sources:\n- {id: ours, kind: terms-of-reference, read: whole}\n"
    + "- {id: theirs, kind: terms-of-reference, read: %s}\n"
    + "bodies: {ward: {title: Ward council, source: ours}, garden: {title: Garden group%s}}\n"
)
"""Two bodies of one arrangement, of which the first has its terms read whole."""
ON_ALL = {
    "subject": "engagement", "message": "Nobody is named.", "passed": "Fine.",
    "expect": "[has(engagement.contact.named)]", "points_at": "engagement.contact",
}  # fmt: skip


@pytest.mark.parametrize(
    ("read", "source", "outcomes"),
    [
        ("part", ", source: theirs", ["failed", "cannot-tell"]),
        ("whole", ", source: theirs", ["failed", "failed"]),
        ("part", ", source: ours", ["failed", "failed"]),
        ("part", "", ["failed", "failed"]),
    ],
)
def test_the_terms_of_one_body_are_silent_on_those_who_sit_on_it(
    read: str, source: str, outcomes: list[str]
) -> None:
    seats = "roles: [{id: m, body: ward, capacity: carer}, {id: n, body: garden, capacity: carer}]"
    found = evaluate(
        rule_from(severity="[{is: error}]"), Batches(facts(TWO % (read, source) + seats))
    )
    assert [one.outcome for one in found] == outcomes


@pytest.mark.parametrize(
    ("read", "source", "said", "label"),
    [
        (
            "part",
            ", source: theirs",
            "In the terms of reference for Ward council, read whole: Nobody is named.",
            "Ward council",
        ),
        (
            "whole",
            ", source: theirs",
            "In the terms of reference, read whole: Nobody is named.",
            "A",
        ),
        ("part", "", "In the terms of reference, read whole: Nobody is named.", "A"),
    ],
)
def test_what_the_papers_of_some_bodies_leave_out_is_said_of_those_bodies(
    read: str, source: str, said: str, label: str
) -> None:
    one = verdict(TWO % (read, source), **ON_ALL)
    assert words_for(one).message == said
    assert one.label == label


def test_where_the_label_names_the_bodies_they_are_named_once() -> None:
    one = verdict(
        TWO % ("part", ", source: theirs"),
        **{**ON_ALL, "message": '"{{ engagement.label }}: nobody is named."'},
    )
    words = words_for(one)
    assert words.message == "In the terms of reference, read whole: Ward council: nobody is named."
    assert words.details[-1].startswith("How it is with the other bodies is open")


def test_what_was_looked_for_in_the_terms_of_one_body_is_said_of_that_body() -> None:
    sought = "safeguarding: {lead: not-stated, source: ours}\n"
    one = verdict(
        TWO % ("part", ", source: theirs") + sought,
        **{**ON_ALL, "expect": "[has(engagement.safeguarding.lead_named)]"},
    )
    assert words_for(one).message.startswith("In what was read whole for Ward council: ")


def test_terms_that_others_replaced_are_silent_on_nothing() -> None:
    editions = (
        "sources:\n- {id: old, kind: terms-of-reference, read: whole}\n"
        "- {id: new, kind: terms-of-reference, read: part, replaces: old}\n"
    )
    assert verdict(PUBLISHED + editions, **ON_ALL).outcome == "cannot-tell"


def test_what_a_document_states_is_not_its_silence() -> None:
    body = "bodies: {b: {powers: advise, answers_advice: %s, source: tor}}\n"
    for written, resting in (
        ("no", {}),
        ("", {"answer_owed": Unsaid("the terms of reference")}),
    ):
        found = facts(PUBLISHED + READ + body % written).subjects["recommendation"]
        assert [one.facts["answer_owed"] for one in found] == [False]
        assert [one.silence.resting for one in found] == [resting]


def test_a_text_that_is_none_is_no_vote_and_is_there_for_nobody() -> None:
    text = "bodies: {b: {decides_by: none}}\n" + SEAT % ", body: b"
    compared = verdict(text, silence="asks", expect="[seat.body.decides_by == 'vote']")
    assert compared.outcome == "failed"
    assert verdict(text, expect="[has(seat.body.decides_by)]").outcome == "failed"
    negated = verdict(text, silence="asks", expect="[seat.body.decides_by != 'vote']")
    assert negated.outcome == "passed"


def test_there_is_nothing_to_compare_where_there_is_no_day() -> None:
    text = "promises: [{id: p, due: none, status: open}]\n"
    one = verdict(
        text, silence="asks", subject="promise", expect="[promise.days_overdue <= 0]",
        message='"No."', passed='"Yes."', points_at="promise.due",
    )  # fmt: skip
    assert one.outcome == "not-applicable"


def test_what_is_true_of_a_record_is_true_of_all_in_it() -> None:
    (body,) = facts("bodies: {b: {interests: none}}\n").subjects["body"]
    assert "days_since_declarations" in body.silence.absent


def test_what_is_none_is_a_no_to_whether_there_is_one_and_no_list_is_empty() -> None:
    (engagement,) = facts("safeguarding: {lead: none, activities: none}\n").subjects["engagement"]
    assert engagement.facts["safeguarding"] == {"lead_named": False, "activities": []}
    assert engagement.silence.facts_in_words is not None
    assert engagement.silence.facts_in_words["safeguarding"]["lead"] == "none"


def test_every_field_that_documents_settle_is_one_of_a_fact() -> None:
    fields = {
        field.fact.field or ""
        for kind in SUBJECT_SHAPES
        for shape in walk_shapes(SUBJECT_SHAPES[kind])
        for field in shape.fields.values()
    }
    for kind in kinds_of_documents().values():
        for name in (*kind.settles, *kind.may_say):
            assert any(f"{field}.".startswith(f"{name}.") for field in fields), name


def test_a_question_whose_seat_it_is_says_what_hangs_on_it() -> None:
    one = verdict("roles: [{id: m, title: Member}]\n", applies="seat.lived_experience")
    assert one.outcome == "cannot-tell"
    assert (words_for(one).hangs or "").endswith(": not so.")
