"""The shape of facts about recommendations."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.engagement.model.vocabulary import Response
from pitfall_audit.facts.describing import Fact, IsoDate

__all__ = ["RecommendationFacts"]


class RecommendationFacts(TypedDict):
    """Advice given, and what was answered."""

    label: Annotated[str, Fact("The advice in the words used, or its id")]
    made_on: NotRequired[
        Annotated[str, IsoDate, Fact("The day on which it was given", "recommendation.made_on")]
    ]
    days_waiting: NotRequired[
        Annotated[
            int,
            Fact(
                "Days since it was given",
                "recommendation.made_on",
                "On what day was this advice given?",
            ),
        ]
    ]
    turnaround: NotRequired[
        Annotated[
            int,
            Fact(
                "Days within which an answer was to come: by what was said of this advice, or by "
                "the terms of the body that gave it",
                "recommendation.turnaround_days",
            ),
        ]
    ]
    terms_say_when: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether the terms of the body that gave it say when its advice is answered",
                "body.answers_advice_within_days",
                "Do this body's own terms say within how many days its advice is answered?",
            ),
        ]
    ]
    answered: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether it is accepted, accepted in part or declined by the audit date",
                "recommendation.response",
                "What was answered to this advice, and when?",
            ),
        ]
    ]
    response: NotRequired[Annotated[Response, Fact("What was answered", "recommendation.response")]]
    reason_given: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether a reason is given for the answer",
                "recommendation.reason",
                "What reason was given for declining this advice?",
            ),
        ]
    ]
