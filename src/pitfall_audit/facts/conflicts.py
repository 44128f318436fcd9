"""Facts about the records of how a tie between two people is handled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from pitfall_audit.engagement.model.people import Conflict, HandlingStep, Tie
from pitfall_audit.facts.arrangement import Arrangement, named, slug
from pitfall_audit.facts.seats import Seat
from pitfall_audit.facts.shapes import ConflictFacts
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = ["conflict_subjects"]


class _Sides(NamedTuple):
    """On whom a record must not put every step, and of whom that is not known."""

    depending: frozenset[str]
    unknown: frozenset[str]


def conflict_subjects(arrangement: Arrangement, seats: Sequence[Seat]) -> tuple[Subject, ...]:
    """Every record of how a tie is handled, in the order of the file.

    Records of a dispute are left out: nothing here is to print that there is one.
    """
    subjects: dict[str, Subject] = {}
    for conflict, anchor in arrangement.conflicts():
        if conflict.because != "dispute":
            subject = _subject(arrangement, seats, conflict, anchor)
            # The same tie may be written of in the file and in the ties file.
            if subject.identity in subjects:
                again = f"{subject.identity.removesuffix(']')}/apart]"
                subject = _subject(arrangement, seats, conflict, anchor, identity=again)
            subjects.setdefault(subject.identity, subject)
    return tuple(subjects.values())


def _subject(
    arrangement: Arrangement,
    seats: Sequence[Seat],
    conflict: Conflict,
    anchor: Anchor,
    *,
    identity: str | None = None,
) -> Subject:
    ties = _ties(arrangement, conflict)
    sides = _sides(arrangement, seats, conflict, ties)
    # Whoever depends on the other comes first, however the two were written.
    pair = sorted(conflict.between, key=lambda one: one.person not in sides.depending)
    first, second = (named(one) or "" for one in pair)
    label = f"{first} and {second}"
    ids = "/".join(one.person or slug(one.team or "") for one in pair)
    identity = identity or f"conflicts[{ids}/{conflict.because}]"
    described_from = arrangement.described(conflict.source)
    own_records = described_from == "own-records"
    facts: ConflictFacts = {
        "label": label,
        "past": bool(ties) and all(_has_ended(tie, arrangement.as_of) for tie in ties),
        "reason_given": conflict.reason is not None,
        "chosen_by_them": conflict.chosen_by in sides.depending,
    }
    if conflict.handling is not None or own_records:
        facts["step_count"] = len(conflict.handling or ())
    one_sided = _one_sided(conflict, sides)
    if one_sided is not None:
        facts["one_sided"] = one_sided
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
        label=label,
        facts=facts,
        anchors={"conflict": anchor},
        described_from=described_from,
        group=f"bodies[{bodies[0]}]" if bodies else identity,
        group_label=arrangement.body_label(bodies[0]) if bodies else label,
    )


def _ties(arrangement: Arrangement, conflict: Conflict) -> list[Tie]:
    """The ties that a record is about: the one it names, else all between the two.

    A tie with somebody for whom one of the two cares is between them as well.
    """
    names = [named(one) for one in conflict.between]
    found = []
    for tie, _ in arrangement.ties():
        if conflict.tie is not None and tie.id == conflict.tie:
            return [tie]
        other = named(tie.with_)
        near = {tie.of, *_carers(arrangement, tie.of)}
        if any(one in near and two == other for one, two in (names, names[::-1])):
            found.append(tie)
    return found


def _carers(arrangement: Arrangement, person: str) -> list[str]:
    return [
        carer for carer, known in arrangement.people.items() if person in (known.carer_for or ())
    ]


def _has_ended(tie: Tie, as_of: dt.date) -> bool:
    return tie.until is not None and tie.until < as_of


def _sides(
    arrangement: Arrangement, seats: Sequence[Seat], conflict: Conflict, ties: Sequence[Tie]
) -> _Sides:
    """Who of the two depends on the other: by their tie, else by their lived experience."""
    people = [one.person for one in conflict.between if one.person is not None]
    near: set[str] = set()
    for tie in ties:
        if tie.kind not in ("family", "in-dispute-with"):
            near |= {tie.of, *_carers(arrangement, tie.of)} - {named(tie.with_) or ""}
    if near & set(people):
        return _Sides(frozenset(near), frozenset())
    known = {person: _has_lived_experience(arrangement, seats, person) for person in people}
    depending = {person for person, lived in known.items() if lived}
    cared_for = {
        other for person in depending for other in arrangement.people[person].carer_for or ()
    }
    return _Sides(
        frozenset(depending | cared_for - {*people}),
        frozenset(person for person, lived in known.items() if lived is None),
    )


def _has_lived_experience(
    arrangement: Arrangement, seats: Sequence[Seat], person: str
) -> bool | None:
    """Whether somebody takes part from lived experience; None where that is not stated."""
    known = arrangement.people[person]
    if known.lived_experience or known.carer_for:
        return True
    held = [seat.lived for seat in seats if seat.person == person and not seat.ended]
    if any(held):
        return True
    stated = known.lived_experience is not None or known.post is not None
    return False if stated or (held and None not in held) else None


def _one_sided(conflict: Conflict, sides: _Sides) -> bool | None:
    """Whether every step is left to those who depend on the other; None where that is open."""
    both = {one.person for one in conflict.between}
    if not conflict.handling or both <= sides.depending:
        return False
    answers = [_falls_on_them(step, sides) for step in conflict.handling]
    if False in answers:
        return False
    return None if None in answers else True


def _falls_on_them(step: HandlingStep, sides: _Sides) -> bool | None:
    by = step.by
    if by is None or by.person in sides.unknown:
        return None
    return by.person in sides.depending
