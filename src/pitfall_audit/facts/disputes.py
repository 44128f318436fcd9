"""Facts about what is done where an item touches something open between a member and a service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Required

from pitfall_audit.engagement.model import Body
from pitfall_audit.engagement.model.body_parts import Interests
from pitfall_audit.engagement.model.people import Conflict
from pitfall_audit.engagement.model.vocabulary import ComplaintKind
from pitfall_audit.facts.all_seats import Seat
from pitfall_audit.facts.arrangement import Arrangement, all_yes, any_yes, named, slug
from pitfall_audit.facts.fact_schema import TypedDict, copied

__all__ = ["DisputeFacts", "dispute_facts"]


class DisputeFacts(TypedDict, total=False):
    """What is agreed for items that touch a member's own care, complaint or case."""

    own_case: str
    own_case_settled: bool
    declared_without_care: Required[list[str]]


_OPEN_CASES: frozenset[ComplaintKind] = frozenset(
    {"complaint", "appeal", "tribunal", "legal-claim"}
)


def dispute_facts(
    arrangement: Arrangement, body: Body | None, on_it: Sequence[Seat]
) -> DisputeFacts:
    """What is settled for open cases of those who sit on a body; ``on_it`` are its seats."""
    interests = body.interests if body else None
    facts = copied(DisputeFacts, arrangement.as_of, interests)
    facts["declared_without_care"] = _declared_without_care(interests)
    if body is not None and (settled := _settled(arrangement, body, on_it)) is not None:
        facts["own_case_settled"] = settled
    return facts


def _declared_without_care(interests: Interests | None) -> list[str]:
    if interests is None or interests.own_case is not None:
        return []
    declared = interests.declared or ()
    if {"care", "disputes"} & {*declared}:
        return []
    return ["other interests" if one == "other" else one.replace("-", " ") for one in declared]


def _settled(arrangement: Arrangement, body: Body, on_it: Sequence[Seat]) -> bool | None:
    interests = body.interests
    found = list(_handled(arrangement, body, _members(arrangement, on_it)))
    private = interests.held_privately if interests else None
    if interests is not None and interests.own_case is not None and False not in found:
        return True
    if found:
        return all_yes(found)
    asked = interests is not None and arrangement.has_come(interests.everyone_asked_on)
    held = private is not None and private.handled is True
    kept_out = any(one.on == "own-case" for one in body.restrictions or ())
    return True if asked or held or kept_out or arrangement.ties_stated_to_be_none else None


def _members(arrangement: Arrangement, on_it: Sequence[Seat]) -> Mapping[str, str]:
    """Those who sit from lived experience and those they care for, each with who sits."""
    found: dict[str, str] = {}
    for seat in on_it:
        if seat.current and seat.lived is not False and seat.person is not None:
            found[seat.person] = seat.person
            for cared_for in arrangement.people[seat.person].carer_for or ():
                found.setdefault(cared_for, seat.person)
    return found


def _handled(
    arrangement: Arrangement, body: Body, members: Mapping[str, str]
) -> Iterator[bool | None]:
    """Whether each open case with the service that a body looks at is handled.

    None where it is open whether the body looks at that service, or how it is handled.
    """
    looked_at = {slug(one) for one in body.scrutinises or ()}
    for tie, _ in (tie for one in members for tie in arrangement.ties_of.get(one, ())):
        going_on = tie.until is None or tie.until >= arrangement.as_of
        if tie.kind == "in-dispute-with" and going_on:
            other = named(tie.with_) or ""
            known = arrangement.people.get(tie.with_.person or "")
            theirs = {slug(one) for one in (known.teams or ())} if known else {slug(other)}
            if not looked_at or theirs & looked_at:
                handled = _record(arrangement, {tie.of, members[tie.of]}, other)
                yield handled if looked_at or handled else None
    for complaint in (made for one in members for made in arrangement.complaints_by.get(one, ())):
        by = named(complaint.by) or ""
        about = complaint.about.team if complaint.about else None
        still = complaint.closed_on is None and complaint.settled_on is None
        counts = still and complaint.kind in _OPEN_CASES and slug(about or "") in looked_at
        if counts:
            yield _record(arrangement, {by, members[by]}, about or "")


def _record(arrangement: Arrangement, people: set[str], other: str) -> bool | None:
    """Whether a record says what others do about a dispute, and that the seat is kept."""
    return any_yes(
        all_yes((conflict.seat_kept, _others_step(conflict, people)))
        for one in {slug(one) for one in people}
        for conflict in arrangement.disputes_between.get(frozenset((one, slug(other))), ())
    )


def _others_step(conflict: Conflict, people: set[str]) -> bool | None:
    """Whether somebody other than the member takes a step, or it is said why nobody need."""
    if not conflict.handling:
        return conflict.reason is not None
    return any_yes(
        None if step.by is None else named(step.by) not in people for step in conflict.handling
    )
