"""How long something takes, in the words of documents, is a number of days or of months."""

import pytest
from pydantic import TypeAdapter, ValidationError

from pitfall_audit.engagement.model.scalars import Days, Months

DAYS = {
    "60": 60, "60 days": 60, "a day": 1, "2 weeks": 14, "Two weeks": 14, "a fortnight": 14,
    "six weeks": 42, "a month": 31, "3 months": 93,
}  # fmt: skip
MONTHS = {"24": 24, "24 months": 24, "2 years": 24, "three years": 36, "a year": 12, "A month": 1}


@pytest.mark.parametrize("text", DAYS)
def test_so_many_days(text: str) -> None:
    assert TypeAdapter(Days).validate_python(text) == DAYS[text]


@pytest.mark.parametrize("text", MONTHS)
def test_so_many_months(text: str) -> None:
    assert TypeAdapter(Months).validate_python(text) == MONTHS[text]


@pytest.mark.parametrize("text", ["soon", "2 hours", "10 working days", "", "weeks", "-3 days"])
def test_what_is_no_number_of_days(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Days).validate_python(text)


@pytest.mark.parametrize("text", ["2 weeks", "2-3 years", "for ever"])
def test_what_is_no_number_of_months(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Months).validate_python(text)
