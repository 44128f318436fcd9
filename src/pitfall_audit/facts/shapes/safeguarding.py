"""The shapes of facts about how people who take part are kept safe."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.engagement.model.vocabulary import CheckLevel, ChecksAskedOf, ContactWith
from pitfall_audit.facts.describing import Fact

__all__ = ["ActivityFacts", "SafeguardingFacts"]

_SAFE = "engagement.safeguarding"


class ActivityFacts(TypedDict):
    """An activity, and whom people meet in it."""

    name: Annotated[str, Fact("What it is")]
    contact_with: NotRequired[
        Annotated[
            ContactWith,
            Fact(
                "Whom people meet in it",
                f"{_SAFE}.activities",
                "Whom do people meet in each activity: children, adults at risk, or neither?",
            ),
        ]
    ]
    one_to_one: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether two people are alone in it",
                f"{_SAFE}.activities",
                "Are two people alone in any activity?",
            ),
        ]
    ]
    online: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether there is private contact online",
                f"{_SAFE}.activities",
                "Is there private contact online in any activity?",
            ),
        ]
    ]
    check_level: NotRequired[
        Annotated[
            CheckLevel,
            Fact(
                "The criminal-record check asked for it",
                f"{_SAFE}.activities",
                "Which criminal-record check, if any, is asked for each activity?",
            ),
        ]
    ]


class SafeguardingFacts(TypedDict):
    """How people who take part are kept safe."""

    under_18s: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether anybody under 18 takes part",
                f"{_SAFE}.under_18s",
                "Does anybody under 18 take part?",
            ),
        ]
    ]
    adults_at_risk: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether adults at risk take part",
                f"{_SAFE}.adults_at_risk",
                "Do adults at risk take part?",
            ),
        ]
    ]
    lead_named: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether a safeguarding lead is named; no where it is stated that there is none",
                f"{_SAFE}.lead",
                "Who leads on safeguarding?",
            ),
        ]
    ]
    lead: NotRequired[
        Annotated[
            str,
            Fact(
                "The post or person who leads on safeguarding",
                f"{_SAFE}.lead",
                "Who leads on safeguarding?",
            ),
        ]
    ]
    private_contact_rules: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether there are rules for private contact, one to one or online",
                f"{_SAFE}.private_contact_rules",
                "Are there rules for private contact, one to one or online?",
            ),
        ]
    ]
    checks_asked_of: NotRequired[
        Annotated[
            ChecksAskedOf,
            Fact(
                "Of whom a criminal-record check is asked",
                f"{_SAFE}.checks_asked_of",
                "Of whom is a criminal-record check asked: of all, by activity, or of nobody?",
            ),
        ]
    ]
    activities: NotRequired[
        Annotated[
            list[ActivityFacts],
            Fact(
                "The activities, and whom people meet in them",
                f"{_SAFE}.activities",
                "What activities are there, and whom do people meet in them?",
            ),
        ]
    ]
