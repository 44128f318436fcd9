"""Facts about an arrangement as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Required

from pitfall_audit.engagement.model.recruitment import Channel, Recruitment
from pitfall_audit.engagement.model.vocabulary import ChannelKind, DescribedFrom, Level, Nation
from pitfall_audit.facts.access import (
    AccessFacts,
    ParticipationFacts,
    access_facts,
    participation_anchors,
    participation_limits,
)
from pitfall_audit.facts.access_given import AccessGivenFacts, access_given
from pitfall_audit.facts.all_payments import AllPaymentsFacts, all_payments
from pitfall_audit.facts.all_seats import Seat, Seats
from pitfall_audit.facts.arrangement import Arrangement
from pitfall_audit.facts.beside_people import BesidePeopleFacts, beside_people_facts
from pitfall_audit.facts.documents import by_law_alone
from pitfall_audit.facts.effects import EffectFacts, effect_facts
from pitfall_audit.facts.fact_schema import TypedDict, copied
from pitfall_audit.facts.lasting import LastingFacts, lasting_facts
from pitfall_audit.facts.odd_dates import odd_dates
from pitfall_audit.facts.openness import OpennessFacts, openness_anchors, openness_facts
from pitfall_audit.facts.payment import PaymentTerms
from pitfall_audit.facts.phrases import speaks_of
from pitfall_audit.facts.practice import PracticeFacts, practice_facts
from pitfall_audit.facts.standing import StandingFacts, standing_anchors, standing_facts
from pitfall_audit.facts.strain import StrainFacts, strain_facts
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = ["EngagementFacts", "engagement_subjects"]


class RouteFacts(TypedDict, total=False):
    """The routes by which people hear of one role, or of all."""

    to: Required[str]
    channels: list[ChannelKind]
    open: bool


class EngagementFacts(
    ParticipationFacts,
    PracticeFacts,
    OpennessFacts,
    StandingFacts,
    BesidePeopleFacts,
    StrainFacts,
    EffectFacts,
    TypedDict,
    total=False,
):
    """The arrangement as a whole."""

    label: Required[str]
    described_from: Required[DescribedFrom]
    access: Required[AccessFacts]
    payment: Required[AllPaymentsFacts]
    access_given: Required[AccessGivenFacts]
    organisation_nation: Nation
    level: Level
    can_change: list[str]
    cannot_change: list[str]
    by_law_alone: Required[bool]
    over: Required[bool]
    people_take_part: Required[bool]
    limits_stated: bool
    lasting: Required[LastingFacts]
    odd_dates: Required[list[str]]
    routes: list[RouteFacts]
    self_referral_open: bool
    no_open_route_reason: str
    closed_routes: Required[list[str]]
    routes_by_those_who_treat: Required[list[str]]


def engagement_subjects(
    arrangement: Arrangement, seats: Seats, payments: Sequence[PaymentTerms]
) -> tuple[Subject, ...]:
    """The arrangement, as the one subject that stands for all of it."""
    engagement = arrangement.engagement
    recruitment, scope = engagement.recruitment, engagement.scope
    money = all_payments(arrangement, seats, payments)
    odd = list(odd_dates(engagement))
    facts: EngagementFacts = {
        "label": engagement.title,
        "described_from": arrangement.described_from,
        "access": access_facts(arrangement),
        "payment": money.facts,
        **practice_facts(arrangement, seats),
        "lasting": lasting_facts(arrangement, seats),
        "odd_dates": [one.says for one in odd],
        **beside_people_facts(arrangement, seats),
        **strain_facts(arrangement, seats),
        "access_given": access_given(arrangement, seats),
        **effect_facts(arrangement, seats),
        **participation_limits(arrangement, seats),
        **openness_facts(arrangement),
        "by_law_alone": by_law_alone(engagement),
        "over": arrangement.has_come(engagement.ending.ended_on if engagement.ending else None),
        **standing_facts(arrangement, seats),
        "closed_routes": [],
        "routes_by_those_who_treat": [],
        "people_take_part": any(seat.lived is not False and not seat.ended for seat in seats),
        **copied(
            EngagementFacts,
            arrangement.as_of,
            engagement,
            engagement.organisation,
            scope,
            recruitment,
        ),
    }
    if scope is not None and scope.cannot_change is not None:
        facts["limits_stated"] = True
    elif arrangement.silence_counts(
        scope.source if scope else None, "scope.cannot_change"
    ) and not arrangement.documents.may_say("body", None):
        # What a published paper leaves out, people may have been told all the same.
        facts["limits_stated"] = False
    if recruitment is not None and recruitment.channels is not None:
        routes = _routes(arrangement, recruitment, recruitment.channels, seats)
        facts["routes"] = routes
        if recruitment.reason is None:
            facts["closed_routes"] = [one["to"] for one in routes if one.get("open") is False]
        if not any(one.get("open") for one in routes):
            facts["routes_by_those_who_treat"] = [
                channel.name
                for channel in recruitment.channels
                if channel.name
                and channel.kind in (*_BY_HAND, "other")
                and channel.strength != "proposed"
                and speaks_of("clinician", channel.name)
                and (channel.kind in _BY_HAND or speaks_of("handing", channel.name))
            ]
    subject = Subject(
        kind="engagement",
        identity="engagement",
        facts=facts,
        anchors={
            "engagement": Anchor(()),
            "scope": Anchor(("scope",)),
            "recruitment": Anchor(("recruitment",)),
            **money.anchors,
            **participation_anchors(arrangement, seats),
            **openness_anchors(arrangement),
            **standing_anchors(arrangement),
            **({"odd_day": odd[0].day, "day_before": odd[0].after} if odd else {}),
        },
        described_from=arrangement.described(recruitment.source if recruitment else None),
    )
    return (subject,)


def _routes(
    arrangement: Arrangement,
    recruitment: Recruitment,
    channels: Sequence[Channel],
    seats: Sequence[Seat],
) -> list[RouteFacts]:
    """The routes to all roles as one, or to each role where some are for certain roles only.

    Roles of staff alone are left out, those that are filled from among members, and those that have
    ended, unless a route is for one of them. Where every route is for other roles, nothing is said
    of how people hear of this one. An open route that is only proposed leaves it undecided.
    """
    # Whether a way that is none of the kinds is open, its name alone may show; and a call on a
    # website was open, if papers do not say that nobody may put themselves forward.
    left_open, closed = {"other"}, set(_BY_THOSE_KNOWN)
    published = arrangement.described(recruitment.source) == "published-documents"
    if published and recruitment.self_referral_open is None:
        closed.discard("own-website")
        left_open.update(() if recruitment.ways_in else ("own-website",))
    firm = [channel for channel in channels if channel.strength in (None, "must")]
    proposed = any(one.kind not in _BY_THOSE_KNOWN for one in channels if one not in firm)
    channels = firm if proposed else channels

    def route(label: str, kinds: Iterable[ChannelKind]) -> RouteFacts:
        kinds = list(dict.fromkeys(kinds))
        *others, last = [*kinds] if kinds else ["none"]
        said = f"{', '.join(others)} and {last}" if others else last
        facts: RouteFacts = {"to": f"{label} (the routes are: {said})", "channels": kinds}
        if {*kinds} - left_open - closed:
            facts["open"] = True
        elif left_open.isdisjoint(kinds) and not proposed:
            facts["open"] = False
        return facts

    to_all = [channel.kind for channel in channels if not channel.roles]
    to_some: dict[str, list[ChannelKind]] = {}
    for channel in channels:
        for named in channel.roles or ():
            to_some.setdefault(named, []).append(channel.kind)
    roles = {
        seat.place.role.id: seat.place.role
        for seat in seats
        if seat.lived is not False
        and not seat.place.role.chosen_from
        and (not seat.ended or seat.place.role.id in to_some)
    }
    if not to_some or not roles:
        return [route("these roles", [one.kind for one in channels])]
    found: list[RouteFacts] = []
    for name, role in roles.items():
        kinds = [*dict.fromkeys(to_all), *to_some.get(name, ())]
        label = arrangement.role_label(role)
        found.append(route(label, kinds) if kinds else {"to": label})
    if published and any(one.get("open") for one in found):
        # Where a paper says how one can come in, it need not say so of each part that people play.
        found = [one for one in found if "channels" in one]
    return found


_BY_THOSE_KNOWN: frozenset[ChannelKind] = frozenset(
    {
        "staff-nomination", "invitation", "existing-members", "own-website", "waiting-room",
        "word-of-mouth",
    }
)  # fmt: skip
_BY_HAND: frozenset[ChannelKind] = frozenset({"staff-nomination", "invitation"})
"""Routes that go from one person to another, so that the name tells who that is."""
