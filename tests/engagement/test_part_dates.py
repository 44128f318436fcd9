"""A date of which not all is known is a span of days, and is shown in its words."""

from datetime import date

import pytest
from pydantic import TypeAdapter

from pitfall_audit.engagement.model.part_dates import PartDate, as_written, read_date
from pitfall_audit.engagement.model.scalars import Date

SPANS = {
    "2022": ("2022-01-01", "2022-12-31", "2022"),
    "2022-02": ("2022-02-01", "2022-02-28", "February 2022"),
    "February 2024": ("2024-02-01", "2024-02-29", "February 2024"),
    "sept 2022": ("2022-09-01", "2022-09-30", "September 2022"),
    "2022-Q3": ("2022-07-01", "2022-09-30", "the third quarter of 2022"),
    "2022Q1": ("2022-01-01", "2022-03-31", "the first quarter of 2022"),
    "Q4 2022": ("2022-10-01", "2022-12-31", "the fourth quarter of 2022"),
    "spring 2022": ("2022-03-01", "2022-06-20", "spring 2022"),
    "Autumn 2022": ("2022-09-01", "2022-12-21", "autumn 2022"),
    "winter 2022": ("2021-12-01", "2023-03-20", "winter 2022"),
    "winter 2022/23": ("2022-12-01", "2023-03-20", "winter 2022/23"),
    "2014/15": ("2014-01-01", "2015-12-31", "2014/15"),
    "1999/00": ("1999-01-01", "2000-12-31", "1999/00"),
    "--06-12": ("1900-06-12", "2199-06-12", "12 June of a year that is not given"),
    "July": ("1900-07-01", "2199-07-31", "a day in July of a year that is not given"),
    "February": ("1900-02-01", "2199-02-28", "a day in February of a year that is not given"),
    "29 February": ("1900-02-28", "2199-02-28", "29 February of a year that is not given"),
}


@pytest.mark.parametrize("text", SPANS)
def test_a_span_and_its_words(text: str) -> None:
    found = TypeAdapter(Date).validate_python(text)
    assert isinstance(found, PartDate)
    spans = (found.earliest.isoformat(), found.latest.isoformat(), as_written(found))
    assert spans == SPANS[text]
    assert found == found.latest


@pytest.mark.parametrize(
    "text",
    ["2022-00", "2022-13", "0000", "2014/16", "spring 2022/23", "32 January", "30 February",
     "--13-01", "2022-Q5", "12 2022", "summer", "12/01/2022", ""],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert read_date(text) is None


def test_a_whole_day_is_one() -> None:
    assert read_date("2022-06-12") == date(2022, 6, 12)
    assert as_written(date(2022, 6, 12)) == "2022-06-12"


def test_a_year_of_its_own_begins_when_the_organisation_says() -> None:
    found = read_date("2014/15")
    assert isinstance(found, PartDate)
    narrowed = found.with_year_from(4, 1)
    assert (narrowed.earliest, narrowed.latest) == (date(2014, 4, 1), date(2015, 3, 31))
