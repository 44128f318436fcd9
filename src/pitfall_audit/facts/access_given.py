"""Facts about what was done of what people need in order to take part, and who asked them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Required

from pitfall_audit.facts.all_seats import Seats
from pitfall_audit.facts.arrangement import Arrangement, shortened
from pitfall_audit.facts.fact_schema import TypedDict, as_stated

__all__ = ["AccessGivenFacts", "access_given"]


class PapersOfBodyFacts(TypedDict):
    """When papers reach the members of one body."""

    body: str
    working_days_before: int


class AccessGivenFacts(TypedDict, total=False):
    """What was done of what people need in order to take part."""

    spoken_of: Required[bool]
    needs_asked: bool
    papers: Required[list[PapersOfBodyFacts]]
    one_format_only: Required[list[str]]
    limits_unanswered: list[str] | None
    documents_unchecked: Required[list[str]]


def access_given(arrangement: Arrangement, seats: Seats) -> AccessGivenFacts:
    """What was done of what people need; ``seats`` are all of the arrangement's."""
    access = arrangement.engagement.access
    bodies = list(
        dict.fromkeys(
            seat.place.body
            for seat in seats
            if seat.current and seat.lived and seat.place.body in arrangement.bodies
        )
    )
    papers: list[PapersOfBodyFacts] = []
    for name in bodies:
        stated = arrangement.bodies[name].papers
        if stated is not None and stated.lead_time_days is not None:
            label = arrangement.body_label(name)
            papers.append({"body": label, "working_days_before": stated.lead_time_days})
    facts: AccessGivenFacts = {
        "spoken_of": access is not None or bool(papers),
        "papers": papers,
        "one_format_only": list(_one_format(arrangement, seats, bodies)),
        "documents_unchecked": list(_unchecked(arrangement)),
    }
    absences = arrangement.engagement.absences
    if access is not None and (
        access.needs is not None or arrangement.has_come(access.needs_asked_on)
    ):
        facts["needs_asked"] = True
    elif "none" in (absences.get(("access",)), absences.get(("access", "needs_asked_on"))):
        facts["spoken_of"] = True
        facts["needs_asked"] = False
    facts["limits_unanswered"] = _unanswered(arrangement)
    return as_stated(facts)


def _one_format(arrangement: Arrangement, seats: Seats, bodies: Sequence[str]) -> Iterator[str]:
    access = arrangement.engagement.access
    open_needs = [one for one in (access.needs if access else None) or () if one.met is None]
    for name in bodies:
        papers = arrangement.bodies[name].papers
        sitting = {seat.person for seat in seats.on(name) if seat.current}
        concerned = any(
            one.person in sitting
            if one.person is not None
            else one.body is None or arrangement.body_id(one.body) == name
            for one in open_needs
        )
        if papers is not None and len(papers.formats or ()) == 1 and concerned:
            yield arrangement.body_label(name)


def _unanswered(arrangement: Arrangement) -> list[str] | None:
    """What members said is hard and nothing was changed; None where that is left open."""
    access = arrangement.engagement.access
    found, left_open = [], False
    for index, one in enumerate((access.limits_named if access else None) or ()):
        if one.change is not None:
            continue
        path = ("access", "limits_named", index, "change")
        denied = arrangement.engagement.absences.get(path) is not None
        source = one.source or (access.source if access else None)
        if arrangement.past:
            left_open = True  # nothing can be changed there any more
        elif denied or arrangement.described(source) == "own-records":
            found.append(f"“{shortened(one.limit)}”")
        else:
            left_open = True
    return None if left_open and not found else found


def _unchecked(arrangement: Arrangement) -> Iterator[str]:
    access = arrangement.engagement.access
    for index, one in enumerate((access.public_documents if access else None) or ()):
        path = ("access", "public_documents", index, "accessibility_checked_on")
        denied = arrangement.engagement.absences.get(path) is not None
        own = arrangement.described(one.source) == "own-records"
        if not arrangement.has_come(one.accessibility_checked_on) and (denied or own):
            yield one.title
