"""The shape of facts about an arrangement as a whole."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.engagement.model.vocabulary import ChannelKind, DescribedFrom, Level, Nation
from pitfall_audit.facts.describing import Fact
from pitfall_audit.facts.shapes.access import AccessFacts
from pitfall_audit.facts.shapes.practice import PracticeFacts
from pitfall_audit.facts.shapes.ways import WaysFacts

__all__ = ["EngagementFacts", "RouteFacts"]


class RouteFacts(TypedDict):
    """The routes by which people hear of one role, or of all."""

    to: Annotated[str, Fact("The role, or “these roles”, with the routes, in words")]
    channels: NotRequired[
        Annotated[
            list[ChannelKind],
            Fact(
                "The routes, each kind once",
                "recruitment.channels",
                "By what routes do people hear of these roles?",
            ),
        ]
    ]


class EngagementFacts(WaysFacts, PracticeFacts, TypedDict):
    """The arrangement as a whole."""

    label: Annotated[str, Fact("Its title")]
    described_from: Annotated[DescribedFrom, Fact("Whose description it is")]
    access: Annotated[AccessFacts, Fact("What people need in order to take part")]
    organisation_nation: NotRequired[
        Annotated[
            Nation,
            Fact(
                "The nation in which the organisation is",
                "engagement.organisation.nation",
                "In which nation is this organisation, since duties differ?",
            ),
        ]
    ]
    level: NotRequired[
        Annotated[
            Level,
            Fact(
                "The level of involvement, as claimed",
                "engagement.level",
                "Are people being informed here, consulted, or do they design and decide together?",
            ),
        ]
    ]
    can_change: NotRequired[
        Annotated[list[str], Fact("What people can change", "scope.can_change")]
    ]
    cannot_change: NotRequired[
        Annotated[
            list[str],
            Fact(
                "What is fixed; empty where it is stated that nothing is",
                "scope.cannot_change",
                "What can't people change here, such as money, law or decisions already taken?",
            ),
        ]
    ]
    limits_stated: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether it is stated what is fixed, or that nothing is",
                "scope.cannot_change",
                "What can't people change here, such as money, law or decisions already taken?",
            ),
        ]
    ]
    routes: NotRequired[
        Annotated[
            list[RouteFacts],
            Fact(
                "The routes by which people hear of the roles: one entry for all of them, or, "
                "where a route is for certain roles only, one for each role of lived experience",
                "recruitment.channels",
                "By what routes do people hear of these roles?",
            ),
        ]
    ]
    self_referral_open: NotRequired[
        Annotated[
            bool,
            Fact("Whether anybody may put themselves forward", "recruitment.self_referral_open"),
        ]
    ]
    no_open_route_reason: NotRequired[
        Annotated[str, Fact("Why there is no open route", "recruitment.reason")]
    ]
