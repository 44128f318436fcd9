"""The shape of facts about the sides of experience that sit on a body."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.engagement.model.vocabulary import About
from pitfall_audit.facts.describing import Fact

__all__ = ["SidesFacts"]

_ASKS = "Which of the people on this body sit as service users, and which as carers?"
_ASKS_PLACES = (
    "How many places has each role on this body, and for whom are they: for service users, for "
    "carers or for others?"
)


class SidesFacts(TypedDict):
    """Whose experience a body is about, and who sits on it."""

    concerns: NotRequired[
        Annotated[
            About,
            Fact(
                "Whose experience its work is about",
                "body.concerns",
                "Is the work of this body about the experience of service users, of carers, or of "
                "both?",
            ),
        ]
    ]
    service_user_seats: NotRequired[
        Annotated[
            int,
            Fact(
                "How many people sit as service users on the day of the audit; an open "
                "place is not counted",
                "role.capacity",
                _ASKS,
            ),
        ]
    ]
    carer_seats: NotRequired[
        Annotated[
            int,
            Fact(
                "How many people sit as carers on the day of the audit; an open "
                "place is not counted",
                "role.capacity",
                _ASKS,
            ),
        ]
    ]
    service_user_places: NotRequired[
        Annotated[
            int,
            Fact(
                "How many places are for service users, whether or not somebody is in them; not "
                "stated where a role leaves open how many it has, or whether they are for them",
                "role.places",
                _ASKS_PLACES,
            ),
        ]
    ]
    carer_places: NotRequired[
        Annotated[
            int,
            Fact(
                "How many places are for carers, whether or not somebody is in them; not stated "
                "where a role leaves open how many it has, or whether they are for them",
                "role.places",
                _ASKS_PLACES,
            ),
        ]
    ]
    one_sided_reason: NotRequired[
        Annotated[
            str,
            Fact("Why those whom its work is about do not sit on it", "body.one_sided_reason"),
        ]
    ]
    concerned_heard_otherwise: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether those whom its work is about are heard in a way that is no seat",
                "engagement.other_ways_we_listen",
                "How are those whom this work is about heard, other than by a seat?",
            ),
        ]
    ]
