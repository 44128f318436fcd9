"""Facts about bodies."""

from __future__ import annotations

from collections.abc import Sequence

from pitfall_audit.engagement.model import Body
from pitfall_audit.engagement.model.vocabulary import DescribedFrom
from pitfall_audit.facts.arrangement import Arrangement, is_yes
from pitfall_audit.facts.body_fairness import body_fairness_facts
from pitfall_audit.facts.body_practice import body_practice_facts
from pitfall_audit.facts.panels import selection_facts
from pitfall_audit.facts.seats import Seat
from pitfall_audit.facts.shapes import BodyFacts
from pitfall_audit.facts.sides import first_unclear, sides_facts
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = ["body_subjects", "officers"]


def body_facts(arrangement: Arrangement, seats: Sequence[Seat], body: str) -> BodyFacts:
    """The facts of one body, whether it is described or only named."""
    on_it = [seat for seat in seats if seat.place.body == body]
    described = arrangement.bodies.get(body)
    facts: BodyFacts = {
        "label": arrangement.body_label(body),
        "has_lived_experience": any(seat.lived and seat.current for seat in on_it),
        **body_practice_facts(arrangement, described),
        **body_fairness_facts(described),
        **selection_facts(arrangement, described, on_it),
        **sides_facts(  # type: ignore[typeddict-item]  # neither has keys but its own
            arrangement, described, on_it
        ),
    }
    if described is None:
        return facts
    if described.kind is not None:
        facts["kind"] = described.kind
    if described.powers is not None:
        facts["powers"] = described.powers
    if described.decides_by is not None:
        facts["decides_by"] = described.decides_by
    if described.decides_on is not None:
        facts["decides_on"] = list(described.decides_on)
    if described.handles is not None:
        facts["handles"] = list(described.handles)
    led = is_yes(described.user_led)
    if led is not None:
        facts["user_led"] = led
    dependent = is_yes(described.detained_or_dependent)
    if dependent is not None:
        facts["detained_or_dependent"] = dependent
    organisation = arrangement.engagement.organisation
    if organisation is not None and organisation.kind is not None:
        facts["organisation_kind"] = organisation.kind
    gaps = _interests_gaps(described, arrangement.described(described.source))
    if gaps is not None:
        facts["interests_gaps"] = gaps
    reviewed_on = described.interests.reviewed_on if described.interests else None
    if reviewed_on is not None and reviewed_on <= arrangement.as_of:
        facts["days_since_declarations"] = (arrangement.as_of - reviewed_on).days
    if described.other_members is not None:
        facts["other_member_count"] = described.other_members + _listed_others(described, on_it)
    return facts


def _interests_gaps(body: Body, described_from: DescribedFrom) -> list[str] | None:
    """What a body lacks in asking for interests; None where published papers leave it open."""
    process = body.interests
    stated = {
        "nobody is asked before joining": process and is_yes(process.asked_before_appointment),
        "no register is kept": process and is_yes(process.register_kept),
        "interests are not an item at each meeting": process and is_yes(process.standing_item),
    }
    if described_from == "own-records":
        return [gap for gap, there in stated.items() if not there]
    gaps = [gap for gap, there in stated.items() if there is False]
    return None if not gaps and None in stated.values() else gaps


def _listed_others(described: Body, on_it: Sequence[Seat]) -> int:
    """How many people without lived experience the file lists as sitting on a body."""
    lived = {seat.person for seat in on_it if seat.lived}
    listed = {seat.person for seat in on_it if seat.current and seat.lived is False}
    listed |= set(officers(described))
    return len(listed - lived - {None})


def officers(body: Body) -> tuple[str, ...]:
    """The ids of those who sit on a body by an office: its chair, co-chairs and vice-chairs."""
    chair = (body.chair,) if body.chair is not None else ()
    return (*chair, *(body.co_chairs or ()), *(body.vice_chairs or ()))


def body_subjects(arrangement: Arrangement, seats: Sequence[Seat]) -> tuple[Subject, ...]:
    """Every body, those that are only named among them, in the order of the file."""
    anchors: dict[str, Anchor] = {name: Anchor(("bodies", name)) for name in arrangement.bodies}
    for seat in seats:
        anchors.setdefault(seat.place.body, arrangement.body_anchor(seat.place))
    subjects = []
    for name, anchor in anchors.items():
        described = arrangement.bodies.get(name)
        subjects.append(
            Subject(
                kind="body",
                identity=f"bodies[{name}]",
                label=arrangement.body_label(name),
                facts=body_facts(arrangement, seats, name),
                anchors={
                    "body": anchor,
                    "interests": _part_of(anchor, "interests"),
                    "panel": _part_of(anchor, "panel"),
                    "engagement": Anchor(()),
                    **first_unclear(seats, name),
                },
                described_from=arrangement.described(described.source if described else None),
                group=f"bodies[{name}]",
                group_label=arrangement.body_label(name),
            )
        )
    return tuple(subjects)


def _part_of(body: Anchor, key: str) -> Anchor:
    """Where a part of a body stands, or would stand once the body is described."""
    return Anchor((*body.path, key), shown=None if body.shown is None else f"{body.shown}.{key}")
