"""How often something is, in the words of documents, is a number of times a year."""

import pytest
from pydantic import TypeAdapter, ValidationError

from pitfall_audit.engagement.model.frequencies import days_between
from pitfall_audit.engagement.model.scalars import Frequency
from pitfall_audit.engagement.validation import validate
from pitfall_audit.yaml.reading import Document, read_text

TIMES = {
    "6": 6, "six": 6, "monthly": 12, "Quarterly": 4, "as a rule monthly": 12, "four a year": 4,
    "twice a month": 24, "once per term": 3, "3 times a year": 3, "every month": 12,
    "every other month": 6, "every two weeks": 26, "every 3 months": 4, "fortnightly": 26,
}  # fmt: skip


@pytest.mark.parametrize("text", TIMES)
def test_so_many_times_a_year(text: str) -> None:
    found = TypeAdapter(Frequency).validate_python(text)
    assert (found.least, found.most, found.words) == (TIMES[text], TIMES[text], text)


def test_every_six_weeks() -> None:
    assert TypeAdapter(Frequency).validate_python("every six weeks").least == 52 / 6


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("every year", 366), ("Annually", 366), ("every two years", 732), ("every other year", 732),
        ("every six months", 183), ("from time to time", None), ("3", None),
        ("it should be so every year", 366), ("reviewed annually", 366),
    ],
)  # fmt: skip
def test_how_long_from_one_time_to_the_next(text: str, days: int | None) -> None:
    assert days_between(text) == days


def test_a_range_is_one() -> None:
    found = TypeAdapter(Frequency).validate_python("4-6")
    assert (found.least, found.most) == (4, 6)


@pytest.mark.parametrize("text", ["bi-monthly", "often", "when needed", "every", "monthlyish"])
def test_no_number_is_made_up(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Frequency).validate_python(text)


def test_a_word_of_two_meanings_is_told_with_both() -> None:
    text = "version: 1\nid: a\ntitle: A\nbodies: {b: {meetings: {a_year: Bi-monthly}}}\n"
    document = read_text(text, "a.yaml")
    assert isinstance(document, Document)
    (problem,) = validate(document)[1]
    assert problem.message == "`a_year` is “Bi-monthly”, which may be two things."
    assert "6 (every two months) or 24 (twice a month)" in problem.help
