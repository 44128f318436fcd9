"""The shape of facts about bodies."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.engagement.model.vocabulary import (
    BodyKind,
    DecidesBy,
    DecidesOn,
    Handles,
    OrganisationKind,
    Powers,
)
from pitfall_audit.facts.describing import Fact
from pitfall_audit.facts.shapes.body_fairness import BodyFairnessFacts
from pitfall_audit.facts.shapes.body_practice import BodyPracticeFacts
from pitfall_audit.facts.shapes.panels import SelectionFacts
from pitfall_audit.facts.shapes.sides import SidesFacts

__all__ = ["BodyFacts"]


class BodyFacts(SelectionFacts, SidesFacts, BodyPracticeFacts, BodyFairnessFacts, TypedDict):
    """A board, council, committee, panel or group on which people sit."""

    label: Annotated[str, Fact("Its title, or its name in words")]
    kind: NotRequired[
        Annotated[
            BodyKind, Fact("What kind of body it is", "body.kind", "What kind of body is this?")
        ]
    ]
    powers: NotRequired[
        Annotated[
            Powers,
            Fact("The most that it may do", "body.powers", "May this body decide, or advise?"),
        ]
    ]
    decides_by: NotRequired[
        Annotated[
            DecidesBy,
            Fact(
                "How it comes to a decision",
                "body.decides_by",
                "Does this body vote, score or agree, or does it not decide?",
            ),
        ]
    ]
    decides_on: NotRequired[
        Annotated[
            list[DecidesOn],
            Fact(
                "What it decides on",
                "body.decides_on",
                "Does this body decide on money, staffing, complaints or services?",
            ),
        ]
    ]
    handles: NotRequired[
        Annotated[
            list[Handles],
            Fact(
                "Demanding work that members take part in",
                "body.handles",
                "Do members take part in work on complaints or serious incidents?",
            ),
        ]
    ]
    user_led: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether people with lived experience lead it and are most of it", "body.user_led"
            ),
        ]
    ]
    detained_or_dependent: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether members are detained by the service, or depend on it closely",
                "body.detained_or_dependent",
                "Are members detained by the service, or do they depend on it closely?",
            ),
        ]
    ]
    other_member_count: NotRequired[
        Annotated[
            int,
            Fact(
                "How many members without lived experience it has, listed or not",
                "body.other_members",
                "How many other members does this body have?",
            ),
        ]
    ]
    organisation_kind: NotRequired[
        Annotated[
            OrganisationKind,
            Fact(
                "What kind of organisation it belongs to",
                "organisation.kind",
                "What kind of organisation does this body belong to?",
            ),
        ]
    ]
    interests_gaps: NotRequired[
        Annotated[
            list[str],
            Fact(
                "What is missing from how it asks for interests and keeps them, in words",
                "body.interests",
                "Are people asked about their interests before they join, is a register kept, and "
                "are interests an item at each meeting?",
            ),
        ]
    ]
    days_since_declarations: NotRequired[
        Annotated[
            int,
            Fact(
                "Days since interests were last declared afresh",
                "interests.reviewed_on",
                "When were the declarations of interests last renewed?",
            ),
        ]
    ]
    has_lived_experience: Annotated[
        bool, Fact("Whether a current seat on it is for lived experience")
    ]
