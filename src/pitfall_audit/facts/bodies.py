"""Facts about bodies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Required

from pitfall_audit.engagement.model import Body
from pitfall_audit.engagement.model.body_parts import Interests
from pitfall_audit.engagement.model.vocabulary import (
    BodyKind,
    DecidesBy,
    DecidesOn,
    Handles,
    Nation,
    OrganisationKind,
    Powers,
)
from pitfall_audit.facts.all_seats import Seat, Seats
from pitfall_audit.facts.arrangement import Arrangement, is_yes, named, slug
from pitfall_audit.facts.body_chairs import officers
from pitfall_audit.facts.body_members import (
    RepresentationFacts,
    SelectionFacts,
    first_unclear_seat,
    places_not_named,
    representation_facts,
    selection_facts,
)
from pitfall_audit.facts.body_power import (
    PowerOnBodyFacts,
    RemovalFacts,
    gaps_among,
    power_on_body,
    powers_stated,
    removal_facts,
)
from pitfall_audit.facts.disputes import DisputeFacts, dispute_facts
from pitfall_audit.facts.fact_schema import TypedDict, as_stated, copied
from pitfall_audit.facts.meetings import MeetingFacts, meeting_facts
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = ["BodyFacts", "body_subjects"]


class PapersFacts(TypedDict, total=False):
    """When and how papers reach the members of a body."""

    working_days_before: int
    formats: list[str]


class BodyFacts(
    SelectionFacts,
    RepresentationFacts,
    PowerOnBodyFacts,
    DisputeFacts,
    MeetingFacts,
    TypedDict,
    total=False,
):
    """A board, council, committee, panel or group on which people sit."""

    papers: Required[PapersFacts]
    organisation_nation: Nation
    no_detriment_stated: bool
    uses_service: bool
    escalation_leads_out: bool | None
    removal: Required[RemovalFacts]
    label: Required[str]
    kind: BodyKind
    powers: Powers
    decides_by: DecidesBy
    decides_on: list[DecidesOn]
    handles: list[Handles]
    user_led: bool
    detained_or_dependent: bool
    other_member_count: int
    other_members_at_least: int
    other_members_at_most: int
    organisation_kind: OrganisationKind
    interests_gaps: list[str] | None
    interests_besides: str
    days_since_declarations: int
    powers_stated: Required[list[Powers]]
    has_lived_experience: Required[bool]
    capacity_taken_from: str | None


def body_facts(arrangement: Arrangement, seats: Seats, body: str) -> BodyFacts:
    """The facts of one body, whether it is described or only named."""
    on_it = seats.on(body)
    described = arrangement.bodies.get(body)
    organisation = arrangement.engagement.organisation
    as_of = arrangement.as_of
    facts: BodyFacts = {
        "label": arrangement.body_label(body),
        "powers_stated": powers_stated(described),
        "has_lived_experience": any(seat.lived and seat.current for seat in on_it),
        "papers": copied(PapersFacts, as_of, described.papers if described else None),
        "removal": removal_facts(arrangement, body),
        **copied(BodyFacts, as_of, organisation, described, described.panel if described else None),
        **power_on_body(arrangement, seats, body),
        **dispute_facts(arrangement, described, on_it),
        **meeting_facts(described, as_of),
        **selection_facts(arrangement, described, on_it),
        **representation_facts(arrangement, described, on_it),
    }
    facts["capacity_taken_from"] = _taken_from(on_it)
    if described is None:
        return as_stated(facts)
    facts["escalation_leads_out"] = _escalation_leads_out(arrangement, described)
    uses = [
        is_yes(described.detained_or_dependent),
        is_yes(described.everyone_is_a_patient_of_staff),
        is_yes(described.members_use_this_service),
    ]
    if True in uses or uses[-1] is False:
        facts["uses_service"] = True in uses
    if organisation is not None and organisation.kind is not None:
        facts["organisation_kind"] = organisation.kind
    if described.interests is not None and (besides := _interests_besides(described.interests)):
        facts["interests_besides"] = besides
    facts["interests_gaps"] = _interests_gaps(arrangement, body, described)
    reviewed_on = described.interests.reviewed_on if described.interests else None
    if reviewed_on is not None and reviewed_on <= as_of:
        facts["days_since_declarations"] = (as_of - reviewed_on).days
    listed = _listed_others(arrangement, described, on_it)
    others = described.other_members
    if others is not None and listed is not None:
        if others.exactly is not None:
            facts["other_member_count"] = others.exactly + listed
        if others.certainly is not None:
            facts["other_members_at_least"] = others.certainly + listed
        if others.at_most is not None:
            facts["other_members_at_most"] = others.at_most + listed
    return as_stated(facts)


def _taken_from(on_it: Sequence[Seat]) -> str | None:
    """The words by which alone one of some seats is for lived experience; None if it is stated."""
    if any(seat.stated_lived for seat in on_it if not seat.ended):
        return None
    return next((seat.taken_from for seat in on_it if seat.taken_from and not seat.ended), None)


_PROCESS = {
    "asked_before_appointment": "nobody is asked before joining",
    "register_kept": "no register is kept",
    "standing_item": "interests are not an item at each meeting",
}


def _interests_besides(process: Interests) -> str | None:
    """What else is written of how interests are handled, in words; None for nothing."""
    months = process.renewed_every_months
    said = [
        f"everybody declares afresh every {months} months" if months is not None else None,
        "whoever has an interest takes no part in the item"
        if is_yes(process.leaves_for_item)
        else None,
        f"{process.stands_in} leads where the lead has an interest" if process.stands_in else None,
        f"one can appeal to {process.appeal_to}" if process.appeal_to else None,
    ]
    return "; ".join(one for one in said if one is not None) or None


def _escalation_leads_out(arrangement: Arrangement, body: Body) -> bool | None:
    """Whether a concern can get past those who run a body; None where it is not said who do."""
    if body.escalation is None:
        return None
    engagement = arrangement.engagement
    steps = {slug(arrangement.known_as(one) or "") for one in body.escalation}
    officers = [body.chair, *(body.co_chairs or ()), body.secretary, body.budget_holder]
    inside = {
        slug(arrangement.known_as(one) or "")
        for one in (*officers, engagement.lead)
        if one is not None
    }
    contact = engagement.contact
    inside |= {slug(one) for one in (contact.person, contact.post) if one} if contact else set()
    if not steps or (len(steps) == 1 and len(body.escalation) > 1) or steps <= inside:
        return False
    return True if inside else None


def _interests_gaps(arrangement: Arrangement, name: str, body: Body) -> list[str] | None:
    """What a body lacks in asking for interests; None where published papers leave it open."""
    process = body.interests
    sought = arrangement.not_found(("bodies", name, "interests"))
    stated = {
        gap: sought.get(key, is_yes(getattr(process, key, None))) for key, gap in _PROCESS.items()
    }
    if process is not None and process.register_kept_by is not None:
        stated[_PROCESS["register_kept"]] = True
    if process is not None and (process.renewed_every_months or process.declared_by):
        # Whoever declares afresh each year was asked.
        stated[_PROCESS["asked_before_appointment"]] = True
    counts = arrangement.silence_counts(body.source, "body.interests")
    return gaps_among(stated, silence_counts=counts)


def _listed_others(arrangement: Arrangement, described: Body, on_it: Sequence[Seat]) -> int | None:
    """How many people without lived experience the file lists as sitting on a body.

    None where it leaves open how many of them hold a role whose holders it does not name.
    """
    lived = {seat.person for seat in on_it if seat.lived}
    others = [seat for seat in on_it if seat.current and seat.lived is False]
    listed = {seat.person or named(seat.place.holder) for seat in others}
    listed |= {name for name, _ in officers(arrangement, described)}
    not_named = places_not_named([seat for seat in others if seat.place.holder is None])
    return None if not_named is None else len(listed - lived - {None}) + not_named


def body_subjects(arrangement: Arrangement, seats: Seats) -> tuple[Subject, ...]:
    """Every body, those that are only named among them, in the order of the file."""
    anchors: dict[str, Anchor] = {name: Anchor(("bodies", name)) for name in arrangement.bodies}
    for seat in seats:
        if seat.place.on_body:
            anchors.setdefault(seat.place.body, arrangement.body_anchor(seat.place))
    subjects = []
    for name, anchor in anchors.items():
        described = arrangement.bodies.get(name)
        subjects.append(
            Subject(
                kind="body",
                identity=f"bodies[{name}]",
                facts=body_facts(arrangement, seats, name),
                anchors={
                    "body": anchor,
                    "interests": _part_of(anchor, "interests"),
                    "panel": _part_of(anchor, "panel"),
                    "engagement": Anchor(()),
                    **(first_unclear_seat(seats, name) or _roles_to_come(seats, name)),
                },
                described_from=arrangement.described(described.source if described else None),
            )
        )
    return tuple(subjects)


def _roles_to_come(seats: Seats, body: str) -> dict[str, Anchor]:
    """Where the roles on a body would stand of which the file has none."""
    return {} if seats.on(body) else {"role": Anchor(("roles",))}


def _part_of(body: Anchor, key: str) -> Anchor:
    """Where a part of a body stands, or would stand once the body is described."""
    return Anchor((*body.path, key), shown=None if body.shown is None else f"{body.shown}.{key}")
