"""Facts about how a tie between two people is acknowledged and handled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence, Set
from typing import NamedTuple, Required

from msgspec import Struct

from pitfall_audit.engagement.model.people import Conflict, HandlingStep, Tie
from pitfall_audit.engagement.model.vocabulary import TakesOver, TieKind, TieReason
from pitfall_audit.facts.all_seats import Seats
from pitfall_audit.facts.arrangement import Arrangement, all_yes, any_yes, named, slug
from pitfall_audit.facts.fact_schema import TypedDict, as_stated
from pitfall_audit.facts.odd_dates import lies_before
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = [
    "ConflictFacts", "Pair", "conflict_subjects", "conflicts_between", "is_handled",
    "next_acknowledgement",
]  # fmt: skip


class ConflictFacts(TypedDict, total=False):
    """A record of how a tie between two people is acknowledged and handled.

    A tie of which nothing is written has no such record; rules on connections speak of it.
    """

    label: Required[str]
    past: Required[bool]
    step_count: int
    reason_given: Required[bool]
    one_sided: bool | None
    chosen_by_them: Required[bool]
    review_set: bool
    looked_at_too_early: Required[bool]
    days_past_review: int


_BETWEEN_EQUALS: frozenset[TieKind] = frozenset(
    {
        "family", "in-dispute-with", "employed-by", "trustee-of", "financial", "gift", "friend",
        "other",
    }
)  # fmt: skip
"""The ties in which neither depends on the other's care, or is under the other."""
_OF_INTEREST: frozenset[TieReason] = frozenset({"employment", "money", "friendship"})
"""Of these it is for whoever has the interest to step aside, whoever they are."""


class _Dependants(NamedTuple):
    """On whom a record must not put every step, and of whom that is not known."""

    depending: frozenset[str]
    unknown: frozenset[str]


def conflict_subjects(arrangement: Arrangement, seats: Seats) -> tuple[Subject, ...]:
    """Every record of how a tie is handled, in the order of the file.

    Records of a dispute are left out: nothing here is to print that there is one.
    """
    subjects: dict[str, Subject] = {}
    for conflict, anchor in arrangement.conflicts:
        if conflict.because != "dispute":
            subject = _conflict_subject(arrangement, seats, conflict, anchor)
            # The same tie may be written of in the file and in the ties file.
            if subject.identity in subjects:
                again = f"{subject.identity.removesuffix(']')}/apart]"
                subject = _conflict_subject(arrangement, seats, conflict, anchor, identity=again)
            subjects.setdefault(subject.identity, subject)
    return tuple(subjects.values())


def _conflict_subject(
    arrangement: Arrangement,
    seats: Seats,
    conflict: Conflict,
    anchor: Anchor,
    *,
    identity: str | None = None,
) -> Subject:
    ties = _ties_of_conflict(arrangement, conflict)
    dependants = _dependants(arrangement, seats, conflict, ties)
    # Whoever depends on the other comes first, however the two were written.
    pair = sorted(conflict.between, key=lambda one: one.person not in dependants.depending)
    first, second = (named(one) or "" for one in pair)
    label = f"{first} and {second}"
    ids = "/".join(one.person or slug(one.name) for one in pair)
    identity = identity or f"conflicts[{ids}/{conflict.because}]"
    described_from = arrangement.described(conflict.source)
    own_records = described_from == "own-records"
    facts: ConflictFacts = {
        "label": label,
        "past": bool(ties)
        and all(one.until is not None and one.until < arrangement.as_of for one in ties),
        "reason_given": conflict.reason is not None,
        "chosen_by_them": conflict.chosen_by in dependants.depending,
        "looked_at_too_early": any(
            lies_before(day, conflict.acknowledged_on)
            for day in (conflict.review_due, conflict.reviewed_on)
        ),
    }
    if conflict.handling is not None or own_records:
        facts["step_count"] = len(conflict.handling or ())
    facts["one_sided"] = _one_sided(conflict, dependants)
    dated = conflict.review_due is not None or conflict.reviewed_on is not None
    if dated or own_records:
        facts["review_set"] = dated
    if conflict.review_due is not None:
        held = (
            conflict.reviewed_on is not None
            and conflict.review_due <= conflict.reviewed_on <= arrangement.as_of
        )
        late = (arrangement.as_of - conflict.review_due).days
        facts["days_past_review"] = min(late, 0) if held else late
    bodies = [arrangement.body_id(body) for body in conflict.bodies or ()]
    return Subject(
        kind="conflict",
        identity=identity,
        facts=as_stated(facts),
        anchors={"conflict": anchor},
        described_from=described_from,
        under=f"bodies[{bodies[0]}]" if bodies else "",
    )


def _ties_of_conflict(arrangement: Arrangement, conflict: Conflict) -> list[Tie]:
    """The ties that a record is about: the one it names, else all between the two.

    A tie with somebody for whom one of the two cares is between them as well.
    """
    if conflict.tie in arrangement.ties_by_id:
        return [arrangement.ties_by_id[conflict.tie]]
    names = [named(one) or "" for one in conflict.between]
    found: dict[int, Tie] = {}
    for one, two in (names, names[::-1]):
        known = arrangement.people.get(one)
        for near in (one, *((known.carer_for if known else None) or ())):
            found.update(arrangement.ties_between.get((near, two), ()))
    return [found[at] for at in sorted(found)]


def _dependants(
    arrangement: Arrangement, seats: Seats, conflict: Conflict, ties: Sequence[Tie]
) -> _Dependants:
    """Who of the two depends on the other: by their tie, else by their lived experience."""
    people = [one.person for one in conflict.between if one.person is not None]
    near: set[str] = set()
    for tie in ties:
        if tie.kind not in _BETWEEN_EQUALS:
            near |= {tie.of, *arrangement.carers.get(tie.of, ())} - {named(tie.with_) or ""}
    if near & set(people):
        return _Dependants(frozenset(near), frozenset())
    known = {person: _has_lived_experience(arrangement, seats, person) for person in people}
    depending = {person for person, lived in known.items() if lived}
    cared_for = {
        other for person in depending for other in arrangement.people[person].carer_for or ()
    }
    return _Dependants(
        frozenset(depending | cared_for - {*people}),
        frozenset(person for person, lived in known.items() if lived is None),
    )


def _has_lived_experience(arrangement: Arrangement, seats: Seats, person: str) -> bool | None:
    """Whether somebody takes part from lived experience; None where that is not stated."""
    known = arrangement.people[person]
    if known.lived_experience or known.carer_for:
        return True
    held = [seat.stated_lived for seat in seats.of(person) if not seat.ended]
    if any(held):
        return True
    stated = known.lived_experience is not None or known.post is not None
    return False if stated or (held and None not in held) else None


def _one_sided(conflict: Conflict, dependants: _Dependants) -> bool | None:
    """Whether every step is left to those who depend on the other; None where that is open."""
    both = {one.person for one in conflict.between}
    if not conflict.handling or conflict.because in _OF_INTEREST or both <= dependants.depending:
        return False
    return all_yes(_falls_on_dependants(step, dependants) for step in conflict.handling)


def _falls_on_dependants(step: HandlingStep, dependants: _Dependants) -> bool | None:
    by = step.by
    if by is None or by.person in dependants.unknown:
        return None
    return by.person in dependants.depending


class Pair(Struct):
    """Two people, or a person and a team, and the care that is between them."""

    person: str
    other: str
    other_is_person: bool
    own_care: bool = False
    cared_for: list[str] = []
    family_of: list[str] = []
    ties: list[tuple[Tie, Anchor]] = []


_ABOUT_CARE: frozenset[TieReason] = frozenset({"care", "detention"})
_GIVES_OVER_POWER: frozenset[TakesOver] = frozenset(
    {"supervision", "appraisal", "decision", "funding", "support"}
)


def conflicts_between(
    arrangement: Arrangement, pair: Pair, shared: Sequence[str]
) -> list[tuple[Conflict, Anchor]]:
    """The records that say how the care between a pair is handled on all bodies they share."""
    both = {pair.person, pair.other}
    return [
        (conflict, anchor)
        for conflict, anchor in arrangement.records_between.get(frozenset(both), ())
        if conflict.because in _ABOUT_CARE
        and (
            conflict.bodies is None
            or {arrangement.body_id(one) for one in conflict.bodies} >= {*shared}
        )
    ]


def _held_privately(arrangement: Arrangement, bodies: Set[str]) -> bool:
    """Whether every body on which a person sits attests that ties are held privately."""
    for body in bodies:
        described = arrangement.bodies.get(body)
        interests = described.interests if described else None
        if interests is None or interests.held_privately is None:
            return False
    return bool(bodies)


def next_acknowledgement(
    arrangement: Arrangement, records: Sequence[tuple[Conflict, Anchor]]
) -> dt.date | None:
    """The day on which a tie is to be acknowledged, where it is still to come."""
    days = (record.acknowledged_on for record, _ in records)
    return min((day for day in days if day is not None and day > arrangement.as_of), default=None)


def is_handled(
    arrangement: Arrangement,
    pair: Pair,
    records: Sequence[tuple[Conflict, Anchor]],
    bodies: Set[str],
    *,
    over_power: bool,
    published: bool,
) -> bool | None:
    """Whether a tie is handled; None where what is written leaves it open.

    Handled is: the person acknowledged it (or all the ``bodies`` hold ties privately), somebody
    other than the service user or carer takes a step, and the review, if there is one, is
    not past. Over power, a step must also say who supervises, appraises or decides instead.
    """
    if not records and published:
        return None
    attested = _held_privately(arrangement, bodies)
    return any_yes(
        _record_handles(arrangement, pair, record, attested=attested, over_power=over_power)
        for record, _ in records
    )


def _record_handles(
    arrangement: Arrangement, pair: Pair, record: Conflict, *, attested: bool, over_power: bool
) -> bool | None:
    if record.review_due is not None and _is_past(record, arrangement.as_of):
        return False
    acknowledged = attested or _acknowledged(pair, record, arrangement.as_of)
    burdened = {pair.person, *pair.cared_for, *pair.family_of}
    stepped = any_yes(
        _step_counts(step, pair, burdened, over_power=over_power) for step in record.handling or ()
    )
    return all_yes((acknowledged, stepped))


def _is_past(record: Conflict, as_of: dt.date) -> bool:
    reviewed = (
        record.reviewed_on is not None
        and record.reviewed_on <= as_of
        and (record.review_due is None or record.reviewed_on >= record.review_due)
    )
    return record.review_due is not None and record.review_due < as_of and not reviewed


def _acknowledged(pair: Pair, record: Conflict, as_of: dt.date) -> bool | None:
    if record.acknowledged_on is not None and record.acknowledged_on > as_of:
        return False
    if record.acknowledged_by is not None:
        return pair.person in record.acknowledged_by
    # A day without a name leaves open who acknowledged it.
    return None if record.acknowledged_on is not None else False


def _step_counts(
    step: HandlingStep, pair: Pair, burdened: set[str], *, over_power: bool
) -> bool | None:
    """Whether a step is taken by somebody other than the service user or carer."""
    if over_power and named(step.instead) in (None, pair.person, pair.other):
        return False
    if over_power and step.takes_over is not None and step.takes_over not in _GIVES_OVER_POWER:
        return False
    by = named(step.by)
    return None if by is None else by not in burdened
