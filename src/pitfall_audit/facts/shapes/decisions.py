"""The shape of facts about decisions."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.engagement.model.vocabulary import Level
from pitfall_audit.facts.describing import Fact, IsoDate

__all__ = ["DecisionFacts"]


class DecisionFacts(TypedDict):
    """A decision about what people are involved in."""

    label: Annotated[str, Fact("What was decided, or its id")]
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
    decided_on: NotRequired[
        Annotated[
            str,
            IsoDate,
            Fact(
                "The day on which it was decided",
                "decision.decided_on",
                "On what day was this decided?",
            ),
        ]
    ]
    involvement_starts: NotRequired[
        Annotated[
            str,
            IsoDate,
            Fact(
                "The day on which people begin to be involved",
                "engagement.starts",
                "On what day did people begin to be involved, or when will they?",
            ),
        ]
    ]
    days_before_involvement: NotRequired[
        Annotated[
            int,
            Fact(
                "Days from the decision to the start of involvement; below nothing where it came "
                "later",
                "decision.decided_on",
            ),
        ]
    ]
    open_parts: NotRequired[
        Annotated[
            list[str],
            Fact("What is left open for people to shape, as stated", "decision.open_parts"),
        ]
    ]
    still_open: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether anything is said to be left open",
                "decision.open_parts",
                "What about this decision can people still shape?",
            ),
        ]
    ]
    told_as_fixed: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether people were told at the start that it was settled, or it stands among "
                "what they cannot change",
                "decision.told_as_fixed",
                "Were people told at the start that this was settled?",
            ),
        ]
    ]
