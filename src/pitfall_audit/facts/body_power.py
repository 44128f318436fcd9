"""Facts about power on a body: who settles things, who speaks, who is there, who can be removed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Required

from pitfall_audit.engagement.model import Body, Removal
from pitfall_audit.engagement.model.vocabulary import (
    AgendaSetter,
    Dissent,
    Level,
    OrganisationKind,
    Powers,
    RemovalGround,
)
from pitfall_audit.facts.arrangement import Arrangement, Seat, any_yes, is_yes, slug
from pitfall_audit.facts.capacity_words import taken_from_body, taken_from_role
from pitfall_audit.facts.fact_schema import TypedDict, as_stated, copied

__all__ = [
    "InTheRoomFacts", "PowerOnBodyFacts", "RemovalFacts", "gaps_among", "officers",
    "power_on_body",
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
    depends_on_service: Required[bool]
    in_the_room: Required[InTheRoomFacts]


_TOGETHER: frozenset[Level] = frozenset({"co-produce", "user-led"})
_MEMBERS: frozenset[AgendaSetter] = frozenset({"lived-experience-members", "all-members"})
_ON_CONDUCT: frozenset[RemovalGround] = frozenset({"conduct", "disruption", "no-confidence"})
_CHAIR = re.compile(r"(?<!past )(?<!past-)\b(?:co-?|vice-?)?chair", re.IGNORECASE)


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


def power_on_body(
    arrangement: Arrangement, body: Body | None, on_it: Sequence[Seat]
) -> PowerOnBodyFacts:
    """What an arrangement states of power on a body; ``on_it`` are the seats on it."""
    facts: PowerOnBodyFacts = {
        "decision_promised": _decision_promised(arrangement, body, on_it),
        "scrutinises_a_service": False,
        "lived_chair": _lived_chair(arrangement, body, on_it),
        "chair_shared": _chair_shared(body),
        "agenda_without_members": False,
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
    facts["chair_from_service"] = _chair_from_service(arrangement, body)
    callers = body.meetings_called_by
    called = None if callers is None else bool(_MEMBERS & set(callers))
    facts["members_call_meetings"] = any_yes((called, is_yes(body.members_only_slot) or called))
    if body.dissent or body.escalation:
        facts["room_for_dissent"] = True
    elif body.dissent is not None:
        facts["room_for_dissent"] = False
    return as_stated(facts)


def _decision_promised(arrangement: Arrangement, body: Body | None, on_it: Sequence[Seat]) -> bool:
    if on_it and all(seat.lived is False or seat.ended for seat in on_it):
        return False
    if powers := powers_stated(body):
        return "decide" in powers
    lived = any(seat.lived and not seat.ended for seat in on_it)
    return lived and arrangement.engagement.level in _TOGETHER


def _chair_shared(body: Body | None) -> bool:
    """Whether one of several who chair is from another organisation than the rest."""
    co_chairs = (body.co_chairs if body else None) or ()
    leading = [one for one in (body.chair if body else None, *co_chairs) if one is not None]
    return len({one.of or one.organisation for one in leading}) > 1


def _lived_chair(arrangement: Arrangement, body: Body | None, on_it: Sequence[Seat]) -> bool:
    """Whether an officer of a body sits from lived experience, or an office is for such people."""
    lived = {seat.person for seat in on_it if seat.stated_lived and not seat.ended}
    if body is not None and any(name in lived for name, _ in officers(arrangement, body)):
        return True
    lived_roles = {seat.place.role.id for seat in on_it if seat.lived and not seat.ended}
    for seat in on_it:
        role = seat.place.role
        chairs = _CHAIR.search(role.title or role.id.replace("-", " "))
        if chairs and not seat.ended and (seat.lived or role.chosen_from in lived_roles):
            return True
    return False


def officers(arrangement: Arrangement, body: Body) -> Iterator[tuple[str, str]]:
    """Those who sit on a body by an office, each once, with the key under which that stands."""
    held: dict[str, str] = {}
    for key in ("chair", "co_chairs", "vice_chairs"):
        value = getattr(body, key)
        for who in value if isinstance(value, tuple) else (value,):
            name = arrangement.known_as(who)
            if name is not None:
                held.setdefault(name, key)
    return iter(held.items())


_PROVIDERS: frozenset[OrganisationKind] = frozenset(
    {"nhs-trust", "nhs-foundation-trust", "gp-practice", "social-care-provider"}
)
_FROM_OUTSIDE = re.compile(r"\b(independent|lay|non-executive|elected|external|volunteer)\b", re.I)


def _is_staff_of_provider(arrangement: Arrangement, body: Body) -> bool:
    """Whether a post of those who give the care, or set a body up, chairs one of the users."""
    organisation = arrangement.engagement.organisation
    chair, founders = body.chair, {slug(one) for one in body.set_up_by or ()}
    if chair is None or chair.post is None:
        return False
    post = chair.post
    if chair.of is not None and slug(chair.of) not in founders:
        return False
    if chair.of is None and (organisation is None or organisation.kind not in _PROVIDERS):
        return False
    theirs = body.concerns is not None or taken_from_body(body.title or "") is not None
    return theirs and taken_from_role(post) is None and _FROM_OUTSIDE.search(post) is None


def _chair_from_service(arrangement: Arrangement, body: Body) -> bool | None:
    """Whether the chair is from the service looked at: as stated, or by their post."""
    if body.chair_from_service is not None:
        return is_yes(body.chair_from_service)
    if _is_staff_of_provider(arrangement, body):
        return True
    chair = arrangement.people.get(arrangement.known_as(body.chair) or "")
    if chair is None or not body.scrutinises:
        return None
    looked_at = {slug(one) for one in body.scrutinises}
    theirs = (*(chair.manages or ()), *(chair.commissions or ()), *(chair.funded_by or ()))
    return True if looked_at & {slug(one) for one in theirs} else None
