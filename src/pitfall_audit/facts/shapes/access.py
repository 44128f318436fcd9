"""The shapes of facts about what people need in order to take part."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.facts.describing import Fact, IsoDate

__all__ = ["AccessFacts", "NeedsFacts"]


class NeedsFacts(TypedDict):
    """What is needed in order to take part: whether it is met, and never what it is."""

    needs_recorded: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether anything is recorded that is needed in order to take part; no where it "
                "is stated that nothing is, or people were asked and nothing is named",
                "engagement.access.needs",
                "Were people asked what they need in order to take part, and is it recorded?",
            ),
        ]
    ]
    needs_met: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether each recorded need is met; yes where nothing is needed",
                "engagement.access.needs",
                "Is everything met that people need in order to take part?",
            ),
        ]
    ]


class AccessFacts(NeedsFacts, TypedDict):
    """What people need in order to take part, and how they are asked."""

    needs_asked_on: NotRequired[
        Annotated[
            str,
            IsoDate,
            Fact(
                "The day on which people were asked what they need in order to take part",
                "engagement.access.needs_asked_on",
                "When were people last asked what they need in order to take part?",
            ),
        ]
    ]
    days_since_needs_asked: NotRequired[
        Annotated[
            int,
            Fact(
                "Days since people were asked what they need in order to take part; below "
                "nothing where that is still to come",
                "engagement.access.needs_asked_on",
                "When were people last asked what they need in order to take part?",
            ),
        ]
    ]
    welsh_offered: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether Welsh is offered without being asked for",
                "engagement.access.welsh_offered",
                "Is Welsh offered without being asked for?",
            ),
        ]
    ]
