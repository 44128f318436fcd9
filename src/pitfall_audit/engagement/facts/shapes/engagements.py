"""The shape of facts about an arrangement as a whole."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.engagement.facts.describing import Fact
from pitfall_audit.engagement.model.vocabulary import ChannelKind, DescribedFrom, Level

__all__ = ["EngagementFacts"]


class EngagementFacts(TypedDict):
    """The arrangement as a whole."""

    label: Annotated[str, Fact("Its title")]
    described_from: Annotated[DescribedFrom, Fact("Whose description it is")]
    level: NotRequired[
        Annotated[Level, Fact("The level of involvement, as claimed", "engagement.level")]
    ]
    channels: NotRequired[
        Annotated[
            list[ChannelKind],
            Fact(
                "The routes by which people hear of the roles",
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
