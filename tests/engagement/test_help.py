"""Help: it guesses at no word that people use of themselves, and states nothing of theirs."""

import re

import pytest

from pitfall_audit.engagement.message_words import nearest, very_near
from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.outlines import all_models, outline
from pitfall_audit.engagement.shapes import shape
from pitfall_audit.engagement.validation import validate
from pitfall_audit.yaml.places import Problem
from pitfall_audit.yaml.reading import Document, read_text

HEAD = "version: 1\nid: a\ntitle: A\n"


def only(text: str) -> Problem:
    document = read_text(f"{HEAD}{text}\n", "a.yaml")
    assert isinstance(document, Document)
    _, (problem,) = validate(document)
    return problem


# --- words that people use of themselves ----------------------------------------------

THREE = "service-user, carer, other-lived-experience"


@pytest.mark.parametrize(
    "word",
    ["autistic person", "Elder", "prisoner", "surviver", "mad persn", "wheelchair user", "pier"],
)
def test_nothing_is_guessed_by_the_spelling_of_what_people_call_themselves(word: str) -> None:
    problem = only(f"people: {{a: {{experience: [{word}]}}}}")
    assert problem.help == (
        f"Checks know three words for lived experience; write the one that fits: {THREE}. "
        "`word:` beside it keeps the person's own."
    )


@pytest.mark.parametrize(
    "text",
    [
        "roles: [{id: r, capacity: prisoner}]",
        "people: {a: }\nroles: [{id: r, holders: [{person: a, as: Elder}]}]",
    ],
)
def test_nothing_is_guessed_of_what_somebody_sits_as(text: str) -> None:
    assert only(text).help == (
        f"Checks know three words for lived experience; write the one that fits: {THREE}. "
        "`word:` under `people` keeps the person's own. It also takes: staff, lay, "
        "independent, office."
    )


@pytest.mark.parametrize("word", ["carrer", "servce user", "service-uesr", "cater"])
def test_nothing_is_guessed_by_the_spelling_of_a_word_for_people(word: str) -> None:
    assert only(f"people: {{a: {{experience: [{word}]}}}}").help.startswith(
        "Checks know three words"
    )


# --- what a suggestion may not do -----------------------------------------------------


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("not shortlisting", "shortlisting"),
        ("no interview", "interview"),
        ("unpublished", "published"),
        ("dependent", "independent"),
        ("unequal", "equal"),
        ("non-voting", "voting"),
        ("isn't shared", "shared"),
        ("published", "unpublished"),
    ],
)
def test_a_suggestion_never_reverses_a_not(word: str, other: str) -> None:
    assert nearest(word, [other]) is None
    assert very_near(word, [other]) is None


def test_a_not_that_stays_a_not_is_suggested() -> None:
    assert nearest("not askd", ["not-asked", "optional"]) == "not-asked"
    assert nearest("ntil", ["until"]) == "until"


def test_what_is_suggested_stands_in_the_list_that_follows() -> None:
    problem = only("bodies: {b: {stages: [shortlistng]}}")
    found = re.match(r"Did you mean `([^`]+)`\? It takes: (.+)\.$", problem.help)
    assert found is not None
    assert found[1] == "shortlisting"
    assert found[1] in found[2].split(", ")


def test_a_word_of_a_vocabulary_is_guessed_only_from_a_slip() -> None:
    assert "Did you mean" not in only("people: {a: {post_kind: carer}}").help
    assert "Did you mean" not in only("bodies: {b: {stages: [not interview]}}").help


def test_a_key_is_not_guessed_to_be_one_of_another_kind_of_thing() -> None:
    assert only("bodies: {b: {members: 4}}").help == (
        "This is said by `holders` under `roles`, in the shape "
        "`roles: [{id: …, body: …, holders: […]}]`."
    )
    assert "vice_chairs" not in only("bodies: {b: {chairs: a}}").help


# --- dates ----------------------------------------------------------------------------

AS_KNOWN = (
    "Write year, month and day in the shape 2026-11-26, or as much as is known: 2026-11, spring "
    "2026, 2026; where the year is not given, 26 November or November."
)


@pytest.mark.parametrize("text", ["12/2022", "early in 2022", "soon", "2022-2024"])
def test_no_day_is_invented_for_what_is_no_date(text: str) -> None:
    assert only(f"starts: {text}").help == AS_KNOWN


def test_no_date_where_it_may_have_no_end() -> None:
    assert only("promises: [{id: p, due: early in 2022}]").help == (
        AS_KNOWN + " If it has no end, write `ongoing`."
    )


def test_no_date_that_stands_for_a_record() -> None:
    assert only("promises: [{id: p, told: early in 2022}]").help == AS_KNOWN


def test_a_date_that_has_to_be_a_day() -> None:
    assert only("organisation: {closed_days: [2022-12]}").help == (
        "A day is needed here. Write year, month and day in the shape 2026-11-26."
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2022-13", "but there is no month 13"),
        ("31 June", "but there is no such day"),
        ("2014/16", "but such a year ends in the next"),
    ],
)
def test_no_such_month_day_or_year(text: str, message: str) -> None:
    assert message in only(f"starts: {text}").message


@pytest.mark.parametrize("text", ["2022-12-01 - 2022-12-08", "2022-12-01 or later", "2022-121"])
def test_the_first_of_two_days_is_not_taken_for_the_one(text: str) -> None:
    assert "2022" not in only(f"starts: {text}").help


def test_no_other_day_is_put_for_one_that_is_none() -> None:
    assert "2026-02" not in only("starts: 2026-02-30").help


# --- examples are shapes --------------------------------------------------------------

NOT_SAID = " If the papers do not say, leave it out; if they were read whole, write `not-stated`."


@pytest.mark.parametrize("text", ["not stated", "maybe", "unclear"])
def test_nobody_is_told_to_write_yes(text: str) -> None:
    assert only(f"roles: [{{id: r, voting: {text}}}]").help == f"Write yes or no.{NOT_SAID}"


@pytest.mark.parametrize(
    ("text", "help_text"),
    [
        (
            "roles: [{id: r, places: unknown}]",
            "Write it in this shape: `places: 3`, or `places: 4-12`." + NOT_SAID,
        ),
        ("purpose: [a, b]", "Write text: `purpose: …`."),
        ("level: [a]", "Write one of them: `level: …`."),
        ("level: {a: b}", "Write one of them: `level: …`."),
        (
            "people: {a: {experience: {b: c}}}",
            "Write it in this shape: `experience: […]`. "
            "It takes: service-user, carer, other-lived-experience.",
        ),
        ("people: {mary: carer}", "Write one field to a line, in the shape `experience: …`."),
        (
            "people: {a: , b: }\nties: [{of: a, with: b}]",
            "Add it: `kind: …`. It takes: receives-care-from, care-coordinated-by, detained-by, "
            "assessed-by, supervised-by, line-managed-by, appraised-by, funded-by, family, "
            "in-dispute-with, employed-by, trustee-of, financial, gift, friend, other.",
        ),
    ],
)
def test_an_example_is_a_shape(text: str, help_text: str) -> None:
    assert only(text).help == help_text


def test_no_help_states_a_word_or_an_answer() -> None:
    for field in (one for model in all_models(Engagement) for one in outline(model).values()):
        said = shape(field)
        assert ": yes`" not in said
        if field.words and field.model is None and not field.scalars:
            assert "…" in said
