"""Facts about who sits on a body for whom, and about panels that choose people."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Required

from pitfall_audit.engagement.model import Body, Role
from pitfall_audit.engagement.model.numbers import Number
from pitfall_audit.engagement.model.vocabulary import (
    About,
    BodyKind,
    Capacity,
    Stage,
    UserPanelResult,
)
from pitfall_audit.facts.all_seats import Seat, Seats
from pitfall_audit.facts.arrangement import Arrangement, any_yes
from pitfall_audit.facts.capacity_words import taken_from_body
from pitfall_audit.facts.fact_schema import TypedDict, as_stated
from pitfall_audit.facts.phrases import speaks_of
from pitfall_audit.facts.subjects import Anchor

__all__ = [
    "RepresentationFacts", "SelectionFacts", "apart", "first_unclear_seat", "places_not_named",
    "representation_facts", "selection_facts",
]  # fmt: skip

_MIXED = ("council", "committee")


class SelectionFacts(TypedDict, total=False):
    """How a body chooses people for posts, where it does."""

    selects_with_lived_experience: bool
    ranks_with_others: Required[bool]
    selection_gaps: list[str]
    separate_user_panel: bool
    user_panel_result: UserPanelResult
    only_considered: Required[bool]


class RepresentationFacts(TypedDict, total=False):
    """Whose experience a body is about, and who sits on it."""

    among_others: Required[bool]
    concerns: About
    members_named: bool
    service_user_seats: int | None
    carer_seats: int | None
    service_user_places: int | None
    carer_places: int | None
    one_sided_reason: str
    concerned_heard_otherwise: bool | None


def representation_facts(
    arrangement: Arrangement, described: Body | None, on_it: Sequence[Seat]
) -> RepresentationFacts:
    """Whose experience a body is about, and how many people sit for each side.

    Somebody who sits as both counts for both, where it is said which counts when; the
    counts are left out while any seat leaves its side open, and that of a side while a role
    whose holders are not named leaves open how many it has.
    """
    unsaid = _members_unsaid(arrangement, described, on_it)
    by_rule = apart(arrangement, on_it[0].place.body) if on_it else {}
    facts: RepresentationFacts = {
        "among_others": arrangement.described_from != "published-documents"
        or _beside_others(described, on_it)
    }
    if not unsaid:
        facts["members_named"] = bool(on_it)
    current = [seat for seat in on_it if seat.current and seat.lived is not False]
    if not unsaid and all(_is_clear(seat) for seat in current):
        facts["service_user_seats"] = _count(current, "service-user")
        facts["carer_seats"] = _count(current, "carer")
    elif not unsaid and all(seat.person is None for seat in current):
        # Nobody is named, and the rules of the body say how many of each there are.
        users_by_rule, carers_by_rule = by_rule.get("service-user"), by_rule.get("carer")
        if users_by_rule is not None and users_by_rule.exactly is not None:
            facts["service_user_seats"] = users_by_rule.exactly
        if carers_by_rule is not None and carers_by_rule.exactly is not None:
            facts["carer_seats"] = carers_by_rule.exactly
    roles = {seat.place.role_index: seat.place.role for seat in on_it}
    facts["service_user_places"] = _places_for("service-user", roles.values())
    facts["carer_places"] = _places_for("carer", roles.values())
    if (concerns := _concerns(arrangement, described)) is not None:
        facts["concerns"] = concerns
    facts["concerned_heard_otherwise"] = _heard_otherwise(arrangement, described, concerns)
    return as_stated(facts)


def _beside_others(body: Body | None, on_it: Sequence[Seat]) -> bool:
    """Whether others are members, or to be expected, beside those with lived experience.

    Of a body that is for some people, where papers tell who else is there without being a member,
    nobody else is one.
    """
    others = [seat for seat in on_it if _is_another(seat)]
    if (body is not None and body.other_members) or not all(
        one.place.role.status in ("in-attendance", "observer") for one in others
    ):
        return True
    young = body is not None and speaks_of("the-young", body.title)
    of_their_own = body is not None and (body.main_groups or young) and others
    return body is not None and not of_their_own and _is_mixed(body)


def _is_another(seat: Seat) -> bool:
    """Whether a seat is not one of theirs: an office that a member holds tells nothing of it."""
    title = seat.place.role.title or seat.place.role.id.replace("-", " ")
    return not seat.ended and (
        seat.lived is False or (seat.lived is None and not speaks_of("office", title))
    )


def _is_mixed(body: Body) -> bool:
    """Whether others are to be expected on a body: not on a council that its title shows theirs."""
    theirs = taken_from_body(body.title or "") is not None
    return body.kind == "board" or (body.kind in _MIXED and not theirs)


def _concerns(arrangement: Arrangement, body: Body | None) -> About | None:
    if body is not None and body.concerns is not None:
        return body.concerns
    touched = {group.about for group in arrangement.engagement.affected_groups or ()}
    return touched.pop() if len(touched) == 1 else None


def apart(arrangement: Arrangement, body: str) -> Mapping[Capacity, Number | None]:
    """Those who have places of their own by the rules of a body, with how many, if it is said."""
    described = arrangement.bodies.get(body)
    return {
        entry.of[0].capacity: entry.number
        for entry in (described.composition if described else None) or ()
        if len({word.capacity for word in entry.of}) == 1
    }


def _members_unsaid(
    arrangement: Arrangement, described: Body | None, on_it: Sequence[Seat]
) -> bool:
    if on_it or described is None or described.kind not in _WITH_MEMBERS:
        return False
    return arrangement.described(described.source) == "published-documents"


_WITH_MEMBERS: frozenset[BodyKind] = frozenset({"board", "council", "committee", "panel"})


def _count(seats: Sequence[Seat], side: Capacity) -> int | None:
    """How many people sit for a side; None where some who are not named are not counted."""
    for_side = [seat for seat in seats if side in (seat.capacity or ())]
    not_named = places_not_named(for_side)
    named = {seat.person for seat in for_side} - {None}
    return None if not_named is None else len(named) + not_named


def places_not_named(seats: Sequence[Seat]) -> int | None:
    """How many places some seats speak for whose holders are not named; None if left open."""
    total = 0
    for seat in seats:
        if seat.person is None:
            if seat.place.places is None:
                return None
            total += seat.place.places
    return total


def first_unclear_seat(seats: Seats, body: str) -> dict[str, Anchor]:
    """Where the role stands of the first seat on a body that leaves its side open, if any.

    Or how many sit for it.
    """
    for seat in seats.on(body):
        clear = _is_clear(seat) and places_not_named([seat]) is not None
        if seat.current and seat.lived is not False and not clear:
            return {"role": Anchor(("roles", seat.place.role_index))}
    return {}


def _places_for(side: Capacity, roles: Collection[Role]) -> int | None:
    """How many places some roles have for a side; None where one of them leaves that open.

    A place that others may have as well is not one for this side: how many will be is open.
    """
    total = 0
    for role in roles:
        for_whom = {word.capacity for word in role.capacity or ()}
        if for_whom == {side}:
            places = role.places.exactly if role.places is not None else None
            if places is None:
                return None
            total += places
        elif side in for_whom or not for_whom:
            return None
    return total if roles else None


def _is_clear(seat: Seat) -> bool:
    if seat.capacity is None or seat.taken_from is not None:
        return False
    if seat.person is None and len(seat.capacity) > 1:
        # How many of them sit for either side is nowhere said.
        return False
    both = {"service-user", "carer"} <= set(seat.capacity)
    holder = seat.place.holder
    return not both or (holder is not None and holder.which_hat is not None)


def _heard_otherwise(
    arrangement: Arrangement, body: Body | None, concerns: About | None
) -> bool | None:
    """Whether those whom a body is about are heard in another way; None where that is open."""
    if body is None or concerns is None:
        return None
    ways = arrangement.engagement.other_ways_we_listen
    about = {group.id: group.about for group in arrangement.engagement.affected_groups or ()}
    heard = {about.get(way.group) for way in ways or () if way.group is not None}
    if concerns in heard or "both" in heard:
        return True
    if any(way.group is None or about.get(way.group) is None for way in ways or ()):
        return None
    published = arrangement.described(body.source) == "published-documents"
    return None if published and ways is None else False


def selection_facts(
    arrangement: Arrangement, body: Body | None, seats: Sequence[Seat]
) -> SelectionFacts:
    """How a body, described or only named, chooses people; ``seats`` are those on it."""
    panel = body.panel if body else None
    apart = panel.separate_user_panel if panel else None
    facts: SelectionFacts = {
        "ranks_with_others": _ranks_with_others(body, seats),
        "only_considered": panel is not None
        and panel.user_panel_result == "considered"
        and apart is not False,
    }
    involved = True if apart else any_yes(seat.lived for seat in seats if not seat.ended)
    selects = _selects(body)
    if selects is None and body is not None and not (body.kind or body.handles or body.judges):
        # Published papers that are about a choice say so.
        selects = False if arrangement.described(body.source) == "published-documents" else None
    if selects is False or involved is False:
        facts["selects_with_lived_experience"] = False
    elif selects and involved:
        facts["selects_with_lived_experience"] = True
    if body is not None and (selects or facts["ranks_with_others"]):
        gaps = _selection_gaps(body)
        # What a published text leaves out may be settled all the same.
        if not gaps or arrangement.silence_counts(body.source, "body.panel"):
            facts["selection_gaps"] = gaps
    return facts


def _selects(body: Body | None) -> bool | None:
    """Whether a body interviews or chooses people; None where nothing says so or otherwise."""
    if body is None:
        return None
    interviews = "interviews" in (body.handles or ())
    if body.panel is not None or (interviews and body.kind in (None, "panel")):
        return True
    # Members of another body may sit on interviews that are not its own.
    if interviews or body.kind is None:
        return None
    if body.kind != "panel":
        return False
    appoints = any(one.judged_as == "appointment" for one in body.judges or ())
    if appoints or "staffing" in (body.decides_on or ()):
        return True
    return None if body.handles is None and body.decides_on is None else False


_RANKING: frozenset[Stage] = frozenset({"shortlisting", "scoring"})


def _ranks_with_others(body: Body | None, seats: Sequence[Seat]) -> bool:
    """Whether people with lived experience and others rank something on a body together."""
    if body is None or _selects(body):
        return False
    on_it = [seat for seat in seats if not seat.ended]
    stages = {
        *(body.stages or ()),
        *(stage for seat in on_it if seat.lived for stage in seat.place.role.stages or ()),
    }
    ranks = body.decides_by == "scores" or bool(_RANKING & stages)
    counted = body.other_members.certainly if body.other_members is not None else None
    others = bool(counted) or any(seat.lived is False for seat in on_it)
    return ranks and others and any(seat.lived for seat in on_it)


def _selection_gaps(body: Body) -> list[str]:
    panel = body.panel
    by_agreement = body.decides_by == "consensus"
    gaps = []
    # Those who go on until they agree have no scores to weigh, and no tie.
    if (panel is None or panel.score_weight is None) and not by_agreement:
        gaps.append("what weight the scores of people with lived experience have")
    if (panel is None or panel.tie_rule is None) and not by_agreement:
        gaps.append("what happens when scores are equal")
    if panel is None or panel.disagreement_rule is None:
        gaps.append("what happens when people, or panels, disagree")
    if panel and panel.separate_user_panel and panel.user_panel_result is None:
        gaps.append("what becomes of the separate panel's result")
    return gaps
