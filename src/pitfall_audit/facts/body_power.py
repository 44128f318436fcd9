"""Facts about power on a body: who settles things, who speaks, who is there, who can be removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Required

from pitfall_audit.engagement.model import Body, Removal
from pitfall_audit.engagement.model.vocabulary import (
    AgendaSetter,
    Dissent,
    Level,
    Powers,
    RemovalGround,
)
from pitfall_audit.facts.all_seats import Seat, Seats
from pitfall_audit.facts.arrangement import Arrangement, any_yes, is_yes
from pitfall_audit.facts.asked_words import loyal_and_independent
from pitfall_audit.facts.body_chairs import (
    chair_from_service,
    chair_shared,
    founder_from_staff,
    lived_chair,
)
from pitfall_audit.facts.capacity_words import taken_from_body
from pitfall_audit.facts.fact_schema import TypedDict, as_stated, copied

__all__ = [
    "InTheRoomFacts", "PowerOnBodyFacts", "RemovalFacts", "gaps_among", "power_on_body",
    "powers_stated", "removal_facts",
]  # fmt: skip


class RemovalFacts(TypedDict, total=False):
    """How a member of a body can be removed."""

    by: str
    grounds: list[RemovalGround]
    notice: bool
    reasons: bool
    supporter: bool
    appeal: bool
    turns_on_conduct: bool
    gaps: list[str]


class InTheRoomFacts(TypedDict, total=False):
    """Who of the service is there when people speak who depend on it."""

    staff: list[str]
    agreed_with_members: bool


class PowerOnBodyFacts(TypedDict, total=False):
    """Who settles things on a body, who has its agenda, and what a member can do alone."""

    decision_promised: Required[bool]
    if_no_agreement: str | None
    scrutinises_a_service: Required[bool]
    lived_chair: Required[bool]
    chair_shared: Required[bool]
    chair_from_service: bool | None
    agenda_without_members: Required[bool]
    agenda_set_by: list[AgendaSetter]
    members_call_meetings: bool | None
    members_only_slot: bool
    dissent: list[Dissent]
    escalation: list[str]
    room_for_dissent: bool
    founder_from_staff: str | None
    theirs_by_title: Required[bool]
    pull_apart: Required[list[str]]
    depends_on_service: Required[bool]
    in_the_room: Required[InTheRoomFacts]


_TOGETHER: frozenset[Level] = frozenset({"co-produce", "user-led"})
_MEMBERS: frozenset[AgendaSetter] = frozenset({"lived-experience-members", "all-members"})
_ON_CONDUCT: frozenset[RemovalGround] = frozenset({"conduct", "disruption", "no-confidence"})


def gaps_among(stated: Mapping[str, bool | None], *, silence_counts: bool) -> list[str] | None:
    """What is missing of some things, by what is stated of each; None where that is open.

    ``silence_counts`` says whether what is not stated is missing.
    """
    if silence_counts:
        return [gap for gap, there in stated.items() if not there]
    gaps = [gap for gap, there in stated.items() if there is False]
    return None if not gaps and None in stated.values() else gaps


def powers_stated(body: Body | None) -> list[Powers]:
    """Everything that a body is said to be able to do, here or there."""
    if body is None:
        return []
    stated = (body.powers, *(one.powers for one in body.also_stated or ()))
    return list(dict.fromkeys(one for one in stated if one is not None))


_FAIR_HEARING = {
    "notice": "notice",
    "reasons": "reasons",
    "supporter": "a supporter at their side",
    "appeal": "an appeal",
}


def removal_facts(arrangement: Arrangement, name: str) -> RemovalFacts:
    """How a member of a body can be removed, and what they would not have."""
    body = arrangement.bodies.get(name)
    removal = body.removal if body else None
    facts = copied(RemovalFacts, arrangement.as_of, removal)
    if body is None or removal is None:
        facts["turns_on_conduct"] = False
        return facts
    if (turns := _turns_on_conduct(removal)) is not None:
        facts["turns_on_conduct"] = turns
    sought = arrangement.not_found(("bodies", name, "removal"))
    stated = {
        words: sought.get(key, is_yes(getattr(removal, key)))
        for key, words in _FAIR_HEARING.items()
    }
    counts = arrangement.silence_counts(removal.source or body.source, "body.removal")
    if (gaps := gaps_among(stated, silence_counts=counts)) is not None:
        facts["gaps"] = gaps
    return facts


def _turns_on_conduct(removal: Removal) -> bool | None:
    grounds = removal.grounds
    if grounds is None:
        return None
    return True if _ON_CONDUCT & set(grounds) else None if "other" in grounds else False


def power_on_body(arrangement: Arrangement, seats: Seats, name: str) -> PowerOnBodyFacts:
    """What an arrangement states of power on a body, whether it is described or only named."""
    body, on_it = arrangement.bodies.get(name), seats.on(name)
    facts: PowerOnBodyFacts = {
        "decision_promised": _decision_promised(arrangement, body, on_it),
        "scrutinises_a_service": False,
        "lived_chair": lived_chair(arrangement, body, on_it),
        "chair_shared": chair_shared(body),
        "agenda_without_members": False,
        "pull_apart": _pulling_apart(arrangement, body, on_it),
        "theirs_by_title": not on_it and taken_from_body(arrangement.body_label(name)) is not None,
        "depends_on_service": False,
        "in_the_room": {},
        **copied(PowerOnBodyFacts, arrangement.as_of, body),
    }
    if body is None:
        return as_stated(facts)
    facts["in_the_room"] = copied(InTheRoomFacts, arrangement.as_of, body.in_the_room)
    facts["scrutinises_a_service"] = "scrutinise" in powers_stated(body) or bool(body.scrutinises)
    facts["depends_on_service"] = (
        is_yes(body.detained_or_dependent) or is_yes(body.members_use_this_service)
    ) is True
    setters = body.agenda_set_by
    facts["agenda_without_members"] = bool(setters) and not _MEMBERS & set(setters or ())
    settles = body.if_no_agreement or (body.panel.disagreement_rule if body.panel else None)
    facts["if_no_agreement"] = settles
    facts["chair_from_service"] = chair_from_service(arrangement, body)
    facts["founder_from_staff"] = founder_from_staff(arrangement, seats, name)
    callers = body.meetings_called_by
    called = None if callers is None else bool(_MEMBERS & set(callers))
    facts["members_call_meetings"] = any_yes((called, is_yes(body.members_only_slot) or called))
    if body.dissent or body.escalation:
        facts["room_for_dissent"] = True
    elif body.dissent is not None:
        facts["room_for_dissent"] = False
    return as_stated(facts)


def _pulling_apart(arrangement: Arrangement, body: Body | None, on_it: Sequence[Seat]) -> list[str]:
    """What asks a member for loyalty and for a view of their own; none where a way is said."""
    if body is not None and (body.dissent or body.escalation):
        return []
    asked = (
        loyal_and_independent(arrangement, seat.place.role)
        for seat in on_it
        if not seat.ended and (seat.lived or "lay" in (seat.capacity or ()))
    )
    return next(filter(None, asked), [])


def _decision_promised(arrangement: Arrangement, body: Body | None, on_it: Sequence[Seat]) -> bool:
    if on_it and all(seat.lived is False or seat.ended for seat in on_it):
        return False
    if powers := powers_stated(body):
        return "decide" in powers
    lived = any(seat.lived and not seat.ended for seat in on_it)
    return lived and arrangement.engagement.level in _TOGETHER
