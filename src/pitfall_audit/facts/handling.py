"""Whether care between two people is acknowledged and handled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence, Set

from pitfall_audit.engagement.model.people import Conflict, HandlingStep
from pitfall_audit.engagement.model.vocabulary import TakesOver, TieReason
from pitfall_audit.facts.arrangement import Arrangement, named
from pitfall_audit.facts.pairs import Pair
from pitfall_audit.facts.subjects import Anchor

__all__ = ["acknowledgement_ahead", "attested_everywhere", "handled", "records"]

_ABOUT_CARE: frozenset[TieReason] = frozenset({"care", "detention"})
_GIVES_OVER_POWER: frozenset[TakesOver] = frozenset(
    {"supervision", "appraisal", "decision", "funding", "support"}
)


def records(
    arrangement: Arrangement, pair: Pair, shared: Sequence[str]
) -> list[tuple[Conflict, Anchor]]:
    """The records that say how the care between a pair is handled on all bodies they share."""
    both = {pair.person, pair.other}
    return [
        (conflict, anchor)
        for conflict, anchor in arrangement.conflicts()
        if conflict.because in _ABOUT_CARE
        and {named(one) for one in conflict.between} == both
        and (
            conflict.bodies is None
            or {arrangement.body_id(one) for one in conflict.bodies} >= {*shared}
        )
    ]


def attested_everywhere(arrangement: Arrangement, bodies: Set[str]) -> bool:
    """Whether every body on which a person sits attests that ties are held privately."""
    for body in bodies:
        described = arrangement.bodies.get(body)
        interests = described.interests if described else None
        if interests is None or interests.held_privately is None:
            return False
    return bool(bodies)


def acknowledgement_ahead(
    arrangement: Arrangement, records: Sequence[tuple[Conflict, Anchor]]
) -> dt.date | None:
    """The day on which a tie is to be acknowledged, where it is still to come."""
    days = (record.acknowledged_on for record, _ in records)
    return min((day for day in days if day is not None and day > arrangement.as_of), default=None)


def handled(
    arrangement: Arrangement,
    pair: Pair,
    records: Sequence[tuple[Conflict, Anchor]],
    *,
    attested: bool,
    over_power: bool,
    published: bool,
) -> bool | None:
    """Whether a tie is handled; None where what is written leaves it open.

    Handled is: the person acknowledged it (or it is recorded as held privately), somebody
    other than the service user or carer takes a step, and the review, if there is one, is
    not past. Over power, a step must also say who supervises, appraises or decides instead.
    """
    if not records and published:
        return None
    answers = [
        _record_handles(arrangement, pair, record, attested=attested, over_power=over_power)
        for record, _ in records
    ]
    if any(answers):
        return True
    return None if None in answers else False


def _record_handles(
    arrangement: Arrangement, pair: Pair, record: Conflict, *, attested: bool, over_power: bool
) -> bool | None:
    if record.review_due is not None and _is_past(record, arrangement.as_of):
        return False
    acknowledged = attested or _acknowledged(pair, record, arrangement.as_of)
    burdened = {pair.person, *pair.cared_for, *pair.family_of}
    steps = [
        _step_counts(step, pair, burdened, over_power=over_power) for step in record.handling or ()
    ]
    stepped = True if any(steps) else (None if None in steps else False)
    if acknowledged is False or stepped is False:
        return False
    return True if acknowledged and stepped else None


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
