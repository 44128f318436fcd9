"""The shape of facts about roles."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.engagement.model.vocabulary import ConstituencyLink, Level, SpeaksFor, Status
from pitfall_audit.facts.describing import Fact, IsoDate
from pitfall_audit.facts.shapes.bodies import BodyFacts
from pitfall_audit.facts.shapes.payment import PaidFacts

__all__ = ["RoleFacts"]


class RoleFacts(PaidFacts, TypedDict):
    """A part that people are asked to play, with its terms, whoever holds it."""

    label: Annotated[str, Fact("Its title, or its id in words")]
    body: Annotated[BodyFacts, Fact("The body on which its holders sit")]
    ended: Annotated[bool, Fact("Whether everybody who held it has left, and no place is open")]
    lived_experience: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether it is for people with lived experience, all of them or some",
                "role.capacity",
                "Is this role for service users or carers, or for somebody else?",
            ),
        ]
    ]
    level: NotRequired[
        Annotated[
            Level,
            Fact(
                "The level of involvement that the arrangement claims",
                "engagement.level",
                "What level of involvement does this arrangement claim, from informing to "
                "co-producing?",
            ),
        ]
    ]
    status: NotRequired[
        Annotated[
            Status, Fact("The standing of its holders, where all have the same", "role.status")
        ]
    ]
    voting: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether all its holders have a vote",
                "role.voting",
            ),
        ]
    ]
    differs: NotRequired[
        Annotated[
            list[str],
            Fact("In what its terms differ from those of other members", "role.equal_terms"),
        ]
    ]
    differs_reason: NotRequired[
        Annotated[str, Fact("Why its terms differ, as members are told", "role.equal_terms")]
    ]
    description: NotRequired[
        Annotated[bool, Fact("Whether there is a written description", "role.description")]
    ]
    description_gaps: NotRequired[
        Annotated[
            list[str],
            Fact(
                "What neither the written description nor anything else in the file says of it",
                "role.description",
            ),
        ]
    ]
    speaks_for: NotRequired[
        Annotated[SpeaksFor, Fact("For whom its holders are asked to speak", "role.speaks_for")]
    ]
    link: NotRequired[
        Annotated[
            ConstituencyLink,
            Fact(
                "What links its holders to those they speak for",
                "role.speaks_for",
                "What links the holders of this role to the people they are asked to speak for?",
            ),
        ]
    ]
    before_shortlisting: NotRequired[
        Annotated[
            bool,
            Fact("Whether its holders take part before anybody is shortlisted", "role.stages"),
        ]
    ]
    interviews_on: NotRequired[
        Annotated[
            str,
            IsoDate,
            Fact(
                "The day of the interviews, where somebody holds the role in time for them",
                "panel.interviews_on",
            ),
        ]
    ]
    days_of_notice: NotRequired[
        Annotated[
            int,
            Fact(
                "Days between the invitation to its holders and the interviews: the fewest that "
                "are known",
                "role.holders",
            ),
        ]
    ]
    days_of_notice_at_least: NotRequired[
        Annotated[
            int,
            Fact(
                "The fewest days of notice that any holder had at least, since each was invited "
                "before they began",
                "role.holders",
                "When was each holder of this role invited?",
            ),
        ]
    ]
    every_invitation_dated: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether the day of each holder's invitation is stated",
                "role.holders",
                "When was each holder of this role invited?",
            ),
        ]
    ]
