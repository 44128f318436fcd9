"""Facts about the routes by which people hear of roles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pitfall_audit.engagement.model.recruitment import Channel
from pitfall_audit.engagement.model.vocabulary import ChannelKind
from pitfall_audit.facts.arrangement import in_words
from pitfall_audit.facts.seats import Seat
from pitfall_audit.facts.shapes.engagements import RouteFacts

__all__ = ["routes"]


def routes(channels: Sequence[Channel], seats: Sequence[Seat]) -> list[RouteFacts]:
    """The routes to all roles as one, or to each role where some are for certain roles only.

    Roles of staff alone are left out. Where every route is for other roles, nothing is said
    of how people hear of this one.
    """
    to_all = [channel.kind for channel in channels if not channel.roles]
    to_some: dict[str, list[ChannelKind]] = {}
    for channel in channels:
        for named in channel.roles or ():
            to_some.setdefault(named, []).append(channel.kind)
    roles = {
        seat.place.role.id: seat.place.role
        for seat in seats
        if not seat.ended and seat.lived is not False
    }
    if not to_some or not roles:
        return [_route("these roles", (channel.kind for channel in channels))]
    found: list[RouteFacts] = []
    for name, role in roles.items():
        kinds = [*dict.fromkeys(to_all), *to_some.get(name, ())]
        label = role.title or in_words(name)
        found.append(_route(label, kinds) if kinds else {"to": label})
    return found


def _route(label: str, kinds: Iterable[ChannelKind]) -> RouteFacts:
    channels = list(dict.fromkeys(kinds))
    *others, last = [*channels] if channels else ["none"]
    said = f"{', '.join(others)} and {last}" if others else last
    return {"to": f"{label} (the routes are: {said})", "channels": channels}
