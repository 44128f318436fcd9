"""Facts about who takes part in an arrangement at all, how they are chosen, what they may say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Required

from pitfall_audit.engagement.model.body_parts import Restriction
from pitfall_audit.engagement.model.recruitment import Recruitment
from pitfall_audit.engagement.model.vocabulary import ChosenBy
from pitfall_audit.facts.all_seats import Seat
from pitfall_audit.facts.arrangement import Arrangement, is_yes
from pitfall_audit.facts.fact_schema import TypedDict, as_stated, copied
from pitfall_audit.facts.phrases import speaks_of
from pitfall_audit.facts.subjects import Anchor

__all__ = ["SelectionOfPeopleFacts", "StandingFacts", "standing_anchors", "standing_facts"]


class SelectionOfPeopleFacts(TypedDict, total=False):
    """How it is settled who of those who apply is taken."""

    judged: Required[bool]
    by: list[ChosenBy]
    criteria_known: bool | None
    reasons_given: bool


class StandingFacts(TypedDict, total=False):
    """Whether anybody with lived experience takes part, how they are chosen, what they may say."""

    roles_stated: Required[bool]
    somebody_involved: bool | None
    selection: Required[SelectionOfPeopleFacts]
    own_experience_barred: Required[bool]
    route_for_experience: bool


def standing_facts(arrangement: Arrangement, seats: Sequence[Seat]) -> StandingFacts:
    """What an arrangement states of who takes part and how."""
    engagement = arrangement.engagement
    barred = list(_barred(arrangement))
    facts: StandingFacts = {
        "roles_stated": engagement.roles is not None,
        "selection": _selection(arrangement, engagement.recruitment),
        "own_experience_barred": bool(barred),
    }
    facts["somebody_involved"] = _somebody_involved(arrangement, seats)
    if barred and all(rule.instead is not None for rule, _ in barred):
        facts["route_for_experience"] = True
    return as_stated(facts)


def standing_anchors(arrangement: Arrangement) -> dict[str, Anchor]:
    """Where the choice of people stands, and the first rule on one's own experience."""
    anchors = {"selection": Anchor(("recruitment", "selection"))}
    rules = sorted(_barred(arrangement), key=lambda one: one[0].instead is not None)
    if rules:
        anchors["restriction"] = rules[0][1]
    return anchors


def _somebody_involved(arrangement: Arrangement, seats: Sequence[Seat]) -> bool | None:
    """Whether somebody with lived experience takes part; None where that is open.

    Who sits as a lay member may have lived experience, and a vacant seat is held by nobody yet.
    """
    engagement = arrangement.engagement
    held = [seat for seat in seats if not seat.ended]
    if any(seat.lived and not seat.place.vacant for seat in held):
        return True
    led = any(is_yes(body.user_led) for body in arrangement.bodies.values())
    if engagement.other_ways_we_listen or engagement.views or led:
        return True
    lay = any("lay" in (seat.capacity or ()) for seat in held)
    lived = {name for name, one in arrangement.people.items() if one.lived_experience}
    if lay or any(seat.lived is not False or seat.person in lived for seat in held):
        return None
    if engagement.roles is None:
        return None
    stated_none = not engagement.roles
    return False if stated_none or arrangement.silence_counts(None, "engagement.roles") else None


def _selection(arrangement: Arrangement, recruitment: Recruitment | None) -> SelectionOfPeopleFacts:
    selection = recruitment.selection if recruitment else None
    staff = {"staff", "own-clinicians"} & set((selection.by if selection else None) or ())
    judged = selection is not None and (is_yes(selection.suitability_judged) or bool(staff))
    facts: SelectionOfPeopleFacts = {
        "judged": bool(judged),
        **copied(SelectionOfPeopleFacts, arrangement.as_of, selection),
    }
    known = is_yes(selection.criteria_published) if selection else None
    if known is None and recruitment is not None and recruitment.criteria:
        known = True
    facts["criteria_known"] = known
    return as_stated(facts)


def _barred(arrangement: Arrangement) -> Iterator[tuple[Restriction, Anchor]]:
    """Each rule that keeps people from speaking of their own experience, and where it stands."""
    for name, body in arrangement.bodies.items():
        for index, rule in enumerate(body.restrictions or ()):
            if _bars_experience(rule):
                yield rule, Anchor(("bodies", name, "restrictions", index))
    for role_index, role in enumerate(arrangement.engagement.roles or ()):
        for index, rule in enumerate(role.restrictions or ()):
            if _bars_experience(rule):
                yield rule, Anchor(("roles", role_index, "restrictions", index))


def _bars_experience(rule: Restriction) -> bool:
    """Whether a rule keeps out what people know, and not a complaint or an aim of their own."""
    out_of_place = rule.on == "own-case" and speaks_of("out-of-place", rule.words)
    return rule.on in ("own-experience", "own-case") and not out_of_place
