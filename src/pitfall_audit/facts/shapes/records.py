"""The shapes of facts about what is known of those who take part, and how it is kept."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.engagement.model.vocabulary import Sharing
from pitfall_audit.facts.describing import Fact, IsoDate

__all__ = ["DataProtectionFacts", "MonitoringFacts"]

_MONITORING = "engagement.monitoring"
_DATA = "engagement.data_protection"


class MonitoringFacts(TypedDict):
    """Whether it is known who takes part, by choice and in numbers only."""

    offered: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether people are offered to say who they are, by choice",
                f"{_MONITORING}.offered",
                "Are people offered, by choice, to say who they are?",
            ),
        ]
    ]
    collected_on: NotRequired[
        Annotated[
            str,
            IsoDate,
            Fact(
                "When answers on who takes part were last collected",
                f"{_MONITORING}.collected_on",
                "When were answers on who takes part last collected?",
            ),
        ]
    ]
    days_since_collected: NotRequired[
        Annotated[
            int,
            Fact(
                "Days since those answers were collected; below nothing where that is to come",
                f"{_MONITORING}.collected_on",
                "When were answers on who takes part last collected?",
            ),
        ]
    ]
    compared_on: NotRequired[
        Annotated[
            str,
            IsoDate,
            Fact(
                "When those who take part were last compared with those whom the service serves",
                f"{_MONITORING}.compared_on",
                "When were those who take part last compared with those whom the service serves?",
            ),
        ]
    ]
    days_since_compared: NotRequired[
        Annotated[
            int,
            Fact(
                "Days since they were compared; below nothing where that is to come",
                f"{_MONITORING}.compared_on",
                "When were those who take part last compared with those whom the service serves?",
            ),
        ]
    ]
    smallest_number_shown: NotRequired[
        Annotated[
            int,
            Fact(
                "The smallest number of people that is published",
                f"{_MONITORING}.smallest_number_shown",
                "What is the smallest number of people that is published?",
            ),
        ]
    ]


class DataProtectionFacts(TypedDict):
    """How what is known of people is kept."""

    lawful_basis: NotRequired[
        Annotated[
            str,
            Fact(
                "The lawful basis for keeping it",
                f"{_DATA}.lawful_basis",
                "On what lawful basis is what is known of people kept?",
            ),
        ]
    ]
    health_data_condition: NotRequired[
        Annotated[
            str,
            Fact(
                "The condition for keeping data on health",
                f"{_DATA}.health_data_condition",
                "On what condition are data on health kept?",
            ),
        ]
    ]
    consent_on: NotRequired[
        Annotated[
            str,
            IsoDate,
            Fact(
                "When people agreed to it",
                f"{_DATA}.consent_on",
                "When did people agree to what is kept of them?",
            ),
        ]
    ]
    days_since_consent: NotRequired[
        Annotated[
            int,
            Fact(
                "Days since people agreed to it; below nothing where that is to come",
                f"{_DATA}.consent_on",
                "When did people agree to what is kept of them?",
            ),
        ]
    ]
    retention_until: NotRequired[
        Annotated[
            str,
            IsoDate,
            Fact(
                "Until when it is kept",
                f"{_DATA}.retention_until",
                "Until when is what is known of people kept?",
            ),
        ]
    ]
    days_until_retention_ends: NotRequired[
        Annotated[
            int,
            Fact(
                "Days until it is to be kept no longer; below nothing where that day has passed",
                f"{_DATA}.retention_until",
                "Until when is what is known of people kept?",
            ),
        ]
    ]
    this_file: NotRequired[
        Annotated[
            Sharing,
            Fact(
                "Who can read this file",
                f"{_DATA}.this_file",
                "Who can read this file: a few, those it is shared with, or everybody?",
            ),
        ]
    ]
    ids_are_pseudonyms: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether the ids under `people` are no real names",
                f"{_DATA}.ids_are_pseudonyms",
                "Are the ids under `people` no real names?",
            ),
        ]
    ]
