"""The shapes of facts about what a body does where there is disagreement."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.engagement.model.vocabulary import RemovalGround
from pitfall_audit.facts.describing import Fact

__all__ = ["BodyFairnessFacts", "RemovalFacts"]


class RemovalFacts(TypedDict):
    """How a member of a body can be removed."""

    by: NotRequired[
        Annotated[
            str,
            Fact(
                "Who decides on the removal of a member, or how",
                "body.removal.by",
                "Who decides whether a member is removed?",
            ),
        ]
    ]
    grounds: NotRequired[
        Annotated[
            list[RemovalGround],
            Fact(
                "For what a member can be removed",
                "body.removal.grounds",
                "For what can a member be removed?",
            ),
        ]
    ]
    notice: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether notice of a removal is given",
                "body.removal.notice",
                "Is a member given notice before they are removed?",
            ),
        ]
    ]
    reasons: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether reasons for a removal are given",
                "body.removal.reasons",
                "Is a member given reasons for being removed?",
            ),
        ]
    ]
    supporter: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether a member whose removal is looked at may bring a supporter",
                "body.removal.supporter",
                "May a member bring a supporter when their removal is looked at?",
            ),
        ]
    ]
    appeal: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether a member may appeal against a removal",
                "body.removal.appeal",
                "May a member appeal against being removed?",
            ),
        ]
    ]


class BodyFairnessFacts(TypedDict):
    """What is settled for members who disagree or have a concern."""

    no_detriment_stated: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether it is stated that joining, disagreeing, complaining or leaving does not "
                "affect anybody's care, benefits or position",
                "body.no_detriment_stated",
                "Is it stated that joining, disagreeing, complaining or leaving does not affect "
                "anybody's care, benefits or position?",
            ),
        ]
    ]
    escalation: NotRequired[
        Annotated[
            list[str],
            Fact(
                "To whom a concern of a member goes, step by step",
                "body.escalation",
                "To whom does a concern of a member go, step by step?",
            ),
        ]
    ]
    removal: Annotated[RemovalFacts, Fact("How a member can be removed")]
