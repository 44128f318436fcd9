"""Facts about the times of complaints: by when each was to be acknowledged and answered."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Final, Required

from pitfall_audit.engagement.model import Complaint, Organisation
from pitfall_audit.engagement.model.vocabulary import Nation
from pitfall_audit.facts.arrangement import Arrangement
from pitfall_audit.facts.fact_schema import IsoDate, TypedDict, as_stated

__all__ = ["ComplaintTimesFacts", "complaint_times", "days_off"]


class ComplaintTimesFacts(TypedDict, total=False):
    """By when a complaint was to be acknowledged and answered, and whether it was."""

    by_law: Required[bool]
    acknowledge_by: IsoDate
    acknowledged_late: bool | None
    answer_by: IsoDate
    answered_late: bool | None


def complaint_times(arrangement: Arrangement, complaint: Complaint) -> ComplaintTimesFacts:
    """The times of one complaint; those that nothing sets are left out."""
    organisation, as_of = arrangement.engagement.organisation, arrangement.as_of
    by_law = _is_by_law(organisation, complaint)
    facts: ComplaintTimesFacts = {"by_law": by_law}
    received = complaint.received_on
    off = days_off(organisation)
    settled = complaint.settled_on
    if (
        received is not None
        and complaint.oral
        and settled is not None
        and settled <= _after(received, 1, off)
    ):
        # What is put right at once needs no letters.
        return as_stated(facts)
    silent = arrangement.described(complaint.source) == "published-documents"

    def late(done: dt.date | None, by: dt.date) -> bool | None:
        if done is not None and done <= as_of:
            return done > by
        return False if as_of <= by else (None if silent else True)

    within = complaint.acknowledge_within_days
    if within is None and by_law:
        within = _BY_LAW
    if received is not None and within is not None:
        by = _after(received, within, off)
        facts["acknowledge_by"] = by.isoformat()
        done = complaint.acknowledged_on or complaint.responded_on or settled
        facts["acknowledged_late"] = late(done, by)
    due = complaint.extended_to or complaint.response_due
    if due is None and received is not None and complaint.respond_within_days is not None:
        due = _after(received, complaint.respond_within_days, off)
    if due is not None:
        facts["answer_by"] = due.isoformat()
        done = complaint.responded_on or settled or complaint.closed_on
        facts["answered_late"] = late(done, due)
    return as_stated(facts)


_BY_LAW: Final = 3
"""Working days for acknowledging a complaint, in the complaints regulations for England."""
_NHS_AND_CARE: Final = frozenset(
    {"nhs-trust", "nhs-foundation-trust", "integrated-care-board", "gp-practice"}
)


def _is_by_law(organisation: Organisation | None, complaint: Complaint) -> bool:
    """Whether the law's times are stated to be the ones that count here."""
    if organisation is None or organisation.nation != "england" or complaint.kind != "complaint":
        return False
    if complaint.rules is None:
        return organisation.kind in _NHS_AND_CARE
    return complaint.rules == "nhs-and-social-care"


_SUBDIVISIONS: Final[dict[Nation, str]] = {
    "england": "ENG", "scotland": "SCT", "wales": "WLS", "northern-ireland": "NIR",
}  # fmt: skip


class _DaysOff:
    """The days that are no working days: weekends, bank holidays, and those that are stated."""

    def __init__(self, closed: frozenset[dt.date], subdivisions: tuple[str, ...]) -> None:
        self._closed = closed
        self._subdivisions = subdivisions

    def __contains__(self, day: dt.date) -> bool:
        return (
            day.weekday() >= 5
            or day in self._closed
            or any(day in _bank_holidays(one, day.year) for one in self._subdivisions)
        )


def days_off(organisation: Organisation | None) -> _DaysOff:
    """The days off where an organisation is; of any nation of the UK where that is not stated."""
    closed = frozenset((organisation.closed_days if organisation else None) or ())
    nation = organisation.nation if organisation else None
    if nation == "outside-uk":
        return _DaysOff(closed, ())
    subdivision = _SUBDIVISIONS.get(nation) if nation is not None else None
    return _DaysOff(closed, (subdivision,) if subdivision else tuple(_SUBDIVISIONS.values()))


@cache
def _bank_holidays(subdivision: str, year: int) -> frozenset[dt.date]:
    # Imported where it is needed: few files have complaints, and it takes a while.
    from holidays import country_holidays  # noqa: PLC0415

    return frozenset(country_holidays("GB", subdiv=subdivision, years=year))


def _after(day: dt.date, working_days: int, off: _DaysOff) -> dt.date:
    """The day that is so many working days after another."""
    day = dt.date(day.year, day.month, day.day)
    left = min(working_days, _MOST)
    while left:
        day += dt.timedelta(days=1)
        left -= day not in off
    return day


_MOST: Final = 1000
