"""Dates that can't be in the order in which they stand are told at both, and nothing else is."""

import pytest

from pitfall_audit.engagement.validation import validate, validate_ties
from pitfall_audit.yaml.places import Problem
from pitfall_audit.yaml.reading import Document, read_text

HEAD = "version: 1\nid: a\ntitle: A\npeople: {asha: , jo: }\n"
HELP = "Look up which of the two is right, and correct the other; one that is not known, leave out."


def problems(text: str) -> tuple[Problem, ...]:
    document = read_text(HEAD + text, "a.yaml")
    assert isinstance(document, Document)
    return validate(document)[1]


WRONG = {
    "a seat": (
        "roles:\n- id: r\n  holders:\n  - person: asha\n    from: 2026-02-01\n"
        "    until: 2026-01-31\n",
        "`until` is 2026-01-31, and `from` 2026-02-01: the seat would end before it began.",
    ),
    "support": (
        "support:\n- for: asha\n  from: 2026-02-01\n  until: 2025-02-01\n",
        "`until` is 2025-02-01, and `from` 2026-02-01: the support would end before it began.",
    ),
    "a tie": (
        "ties:\n- of: asha\n  with: jo\n  kind: family\n  since: 2026-02-01\n  until: 2025-02-01\n",
        "`until` is 2025-02-01, and `since` 2026-02-01: the tie would end before it began.",
    ),
    "the arrangement": (
        "starts: 2026-02-01\nends: 2025-02-01\n",
        "`ends` is 2025-02-01, and `starts` 2026-02-01: the arrangement would end before it began.",
    ),
    "meetings that were held": (
        "bodies:\n  b:\n    meetings:\n      held:\n        number: 3\n"
        "        from: 2026-05\n        until: 2026-02\n",
        "`until` is 2026-02, and `from` 2026-05: "
        "the time in which they were would end before it began.",
    ),
    "what happened": (
        "events:\n- kind: consulted\n  what: views\n  from: 2026-05\n  until: 2026-02\n",
        "`until` is 2026-02, and `from` 2026-05: it would end before it began.",
    ),
    "a figure": (
        "figures:\n- what: visits\n  value: '9'\n  from: 2026-05\n  until: 2026-02\n",
        "`until` is 2026-02, and `from` 2026-05: the time that it is of would end before it began.",
    ),
    "a paper": (
        "sources:\n- id: s\n  dated: 2026-05\n  dated_until: 2026-02\n",
        "`dated_until` is 2026-02, and `dated` 2026-05: "
        "the last date of the paper would be before its first.",
    ),
    "a promise": (
        "promises:\n- id: p\n  made_on: 2026-02-01\n  done_on: 2026-01-01\n",
        "`done_on` is 2026-01-01, and `made_on` 2026-02-01: "
        "the promise would be done before it was made.",
    ),
    "a complaint acknowledged": (
        "complaints:\n- id: c\n  received_on: 2026-02-01\n  acknowledged_on: 2026-01-01\n",
        "`acknowledged_on` is 2026-01-01, and `received_on` 2026-02-01: "
        "the complaint would be acknowledged before it was received.",
    ),
    "a complaint answered": (
        "complaints:\n- id: c\n  received_on: 2026-02-01\n  responded_on: 2026-01-01\n",
        "`responded_on` is 2026-01-01, and `received_on` 2026-02-01: "
        "the complaint would be answered before it was received.",
    ),
    "a complaint settled": (
        "complaints:\n- id: c\n  received_on: 2026-02-01\n  settled_on: 2026-01-01\n",
        "`settled_on` is 2026-01-01, and `received_on` 2026-02-01: "
        "the complaint would be settled before it was received.",
    ),
    "a complaint closed": (
        "complaints:\n- id: c\n  received_on: 2026-02-01\n  closed_on: 2026-01-01\n",
        "`closed_on` is 2026-01-01, and `received_on` 2026-02-01: "
        "the complaint would be closed before it was received.",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_an_order_that_can_not_be_is_told_at_both_places(what: str) -> None:
    text, message = WRONG[what]
    (problem,) = problems(text)
    assert (problem.id, problem.message, problem.help) == (
        "dates-in-the-wrong-order", message, HELP,
    )  # fmt: skip
    last = len((HEAD + text).splitlines())
    assert problem.place.line == last
    first = message.split("`")[3]
    assert [(one.place.line, one.says) for one in problem.related] == [
        (last - 1, f"`{first}` stands here")
    ]


def test_spans_that_do_not_meet_are_in_the_wrong_order() -> None:
    (problem,) = problems("starts: spring 2026\nends: 2026-02\n")
    assert problem.message == (
        "`ends` is 2026-02, and `starts` spring 2026: the arrangement would end before it began."
    )


def test_the_order_in_which_they_are_written_makes_no_difference() -> None:
    (problem,) = problems("ends: 2025-02-01\nstarts: 2026-02-01\n")
    assert problem.message.startswith("`ends` is 2025-02-01")
    assert problem.place.line == 5
    assert [one.place.line for one in problem.related] == [6]


@pytest.mark.parametrize(
    "text",
    [
        "starts: 2026-02-01\nends: 2026-02-01\n",
        "starts: 2998-02-01\nends: 2999-02-01\n",
        "starts: 1990-02-01\nends: 1990-03-01\n",
        "ends: 1990-03-01\n",
        "promises: [{id: p, made_on: 2026-02-01, due: 2026-01-01}]\n",
        "recommendations: [{id: r, made_on: 2026-02-01, responded_on: 2026-01-01}]\n",
        "complaints: [{id: c, acknowledged_on: 2026-02-01, responded_on: 2026-01-01}]\n",
        "complaints: [{id: c, received_on: 2026-02-01, response_due: 2026-01-01}]\n",
        "roles: [{id: r, holders: [{person: jo, from: 2026-02-01, invited_on: 2026-03-01}]}]\n",
        "starts: 2026-02-10\nends: 2026-02\n",
        "starts: 2026-02\nends: 2026-02-10\n",
        "starts: 2026\nends: spring 2026\n",
        "starts: 2026/27\nends: 2026-01-05\n",
        "starts: 2026-02-01\nends: 12 January\n",
        "sources: [{id: s, read: whole}]\nstarts: 2026-02-01\nends: not-stated\n",
        "starts: 2026-02-01\nends: none\n",
        "x-course: {starts: 2026-02-01, ends: 2025-02-01}\n",
    ],
)
def test_no_other_order_is_a_problem(text: str) -> None:
    assert problems(text) == ()


def test_a_date_that_is_none_is_told_alone() -> None:
    assert [one.id for one in problems("starts: 2026-02-01\nends: 2025-02-31\n")] == ["not-a-date"]


def test_a_file_of_ties_is_looked_at_too() -> None:
    document = read_text(
        "version: 1\nties:\n- of: asha\n  with: jo\n  kind: family\n"
        "  since: 2026-02-01\n  until: 2025-02-01\n",
        "ties.yaml",
    )
    assert isinstance(document, Document)
    _, (problem,) = validate_ties(document)
    assert problem.id == "dates-in-the-wrong-order"
    assert (problem.place.line, problem.related[0].place.line) == (7, 6)
