"""The shapes of facts about the practical side of an arrangement."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.facts.describing import Fact, IsoDate
from pitfall_audit.facts.shapes.records import DataProtectionFacts, MonitoringFacts
from pitfall_audit.facts.shapes.safeguarding import SafeguardingFacts

__all__ = ["EndingFacts", "PracticeFacts", "StaffPreparationFacts"]

_STAFF = "engagement.staff_preparation"
_ENDING = "engagement.ending"


class StaffPreparationFacts(TypedDict):
    """How staff are prepared for working with lived-experience members."""

    trained: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether staff have been trained",
                f"{_STAFF}.trained",
                "Have staff been trained to work with members with lived experience?",
            ),
        ]
    ]
    trained_on: NotRequired[
        Annotated[
            str,
            IsoDate,
            Fact(
                "When staff were trained",
                f"{_STAFF}.trained_on",
                "When were staff trained to work with members with lived experience?",
            ),
        ]
    ]
    days_since_trained: NotRequired[
        Annotated[
            int,
            Fact(
                "Days since staff were trained; below nothing where that is to come",
                f"{_STAFF}.trained_on",
                "When were staff trained to work with members with lived experience?",
            ),
        ]
    ]
    training: NotRequired[
        Annotated[
            list[str],
            Fact(
                "What the training of staff covers",
                f"{_STAFF}.training",
                "What does the training of staff cover?",
            ),
        ]
    ]


class EndingFacts(TypedDict):
    """How the arrangement, and people's part in it, comes to an end."""

    exit_terms: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether it is written how people leave",
                f"{_ENDING}.exit_terms",
                "Is it written how people leave?",
            ),
        ]
    ]
    ended_on: NotRequired[
        Annotated[
            str,
            IsoDate,
            Fact(
                "When the arrangement ended, where it has",
                f"{_ENDING}.ended_on",
                "When did the arrangement end, if it has?",
            ),
        ]
    ]
    days_since: NotRequired[
        Annotated[
            int,
            Fact(
                "Days since the arrangement ended; below nothing where that is to come",
                f"{_ENDING}.ended_on",
                "When did the arrangement end, if it has?",
            ),
        ]
    ]
    thanks: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether people are thanked when they leave",
                f"{_ENDING}.thanks",
                "Are people thanked when they leave?",
            ),
        ]
    ]
    feedback: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether people are asked how it was",
                f"{_ENDING}.feedback",
                "Are people asked, when they leave, how it was?",
            ),
        ]
    ]
    handover: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether there is a handover",
                f"{_ENDING}.handover",
                "Is there a handover when people leave?",
            ),
        ]
    ]


class PracticeFacts(TypedDict):
    """The practical side of an arrangement."""

    safeguarding: Annotated[SafeguardingFacts, Fact("How people are kept safe")]
    monitoring: Annotated[MonitoringFacts, Fact("Whether it is known who takes part")]
    data_protection: Annotated[DataProtectionFacts, Fact("How what is known of people is kept")]
    staff_preparation: Annotated[StaffPreparationFacts, Fact("How staff are prepared")]
    ending: Annotated[EndingFacts, Fact("How it ends, and how people leave")]
