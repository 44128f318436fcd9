"""Facts about the sides of experience that sit on a body: service users, and carers."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pitfall_audit.engagement.model import Body, Role
from pitfall_audit.engagement.model.vocabulary import Capacity
from pitfall_audit.facts.arrangement import Arrangement
from pitfall_audit.facts.seats import Seat
from pitfall_audit.facts.shapes.sides import SidesFacts
from pitfall_audit.facts.subjects import Anchor

__all__ = ["first_unclear", "sides_facts"]


def sides_facts(
    arrangement: Arrangement, described: Body | None, on_it: Sequence[Seat]
) -> SidesFacts:
    """Whose experience a body is about, and how many people sit for each side.

    Somebody who sits as both counts for both, where it is said which counts when; the
    counts are left out while any seat leaves its side open.
    """
    facts: SidesFacts = {}
    current = [seat for seat in on_it if seat.current and seat.lived is not False]
    if all(_is_clear(seat) for seat in current):
        sides = [(seat.person, side) for seat in current for side in seat.capacity or ()]
        users = {person for person, side in sides if side == "service-user"}
        carers = {person for person, side in sides if side == "carer"}
        facts["service_user_seats"], facts["carer_seats"] = len(users), len(carers)
    roles = {seat.place.role_index: seat.place.role for seat in on_it}
    places = _places_for("service-user", roles.values())
    if places is not None:
        facts["service_user_places"] = places
    places = _places_for("carer", roles.values())
    if places is not None:
        facts["carer_places"] = places
    if described is None:
        return facts
    if described.concerns is not None:
        facts["concerns"] = described.concerns
        heard = _heard_otherwise(arrangement, described)
        if heard is not None:
            facts["concerned_heard_otherwise"] = heard
    if described.one_sided_reason is not None:
        facts["one_sided_reason"] = described.one_sided_reason
    return facts


def first_unclear(seats: Sequence[Seat], body: str) -> dict[str, Anchor]:
    """Where the role stands of the first seat on a body that leaves its side open, if any."""
    for seat in seats:
        unclear = seat.current and seat.lived is not False and not _is_clear(seat)
        if seat.place.body == body and unclear:
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
            if role.places is None:
                return None
            total += role.places
        elif side in for_whom or not for_whom:
            return None
    return total if roles else None


def _is_clear(seat: Seat) -> bool:
    if seat.capacity is None:
        return False
    both = {"service-user", "carer"} <= set(seat.capacity)
    holder = seat.place.holder
    return not both or (holder is not None and holder.which_hat is not None)


def _heard_otherwise(arrangement: Arrangement, body: Body) -> bool | None:
    """Whether those whom a body is about are heard in another way; None where that is open."""
    ways = arrangement.engagement.other_ways_we_listen
    about = {group.id: group.about for group in arrangement.engagement.affected_groups or ()}
    heard = {about.get(way.group) for way in ways or () if way.group is not None}
    if body.concerns in heard or "both" in heard:
        return True
    if any(way.group is None or about.get(way.group) is None for way in ways or ()):
        return None
    published = arrangement.described(body.source) == "published-documents"
    return None if published and ways is None else False
