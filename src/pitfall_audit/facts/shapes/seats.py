"""The shapes of facts about seats, and the people in them."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.engagement.model.vocabulary import Attends, Capacity, DescribedFrom, Status
from pitfall_audit.facts.describing import Fact
from pitfall_audit.facts.shapes.access import NeedsFacts
from pitfall_audit.facts.shapes.bodies import BodyFacts
from pitfall_audit.facts.shapes.choosing import ChoosingFacts
from pitfall_audit.facts.shapes.payment import PaidFacts
from pitfall_audit.facts.shapes.seat_course import SeatCourseFacts
from pitfall_audit.facts.shapes.seat_practice import SeatBackingFacts, SeatTermsFacts

__all__ = ["PersonFacts", "SeatFacts"]


class PersonFacts(TypedDict):
    """The person in a seat; everything is absent where the place is open."""

    id: NotRequired[Annotated[str, Fact("The pseudonymous id")]]
    word: NotRequired[Annotated[str, Fact("The word they chose for themselves", "person.word")]]
    post: NotRequired[Annotated[str, Fact("The post they are employed in", "person.post")]]
    experience: NotRequired[
        Annotated[list[Capacity], Fact("The lived experience they bring", "person.experience")]
    ]
    training: NotRequired[
        Annotated[
            list[str],
            Fact(
                "Training they have had for this work",
                "person.training",
                "What training has this person had for this work?",
            ),
        ]
    ]


class SeatFacts(
    SeatTermsFacts, SeatBackingFacts, ChoosingFacts, PaidFacts, SeatCourseFacts, TypedDict
):
    """A person, or an open place, in a role on a body."""

    label: Annotated[str, Fact("The role's title, and who holds the seat")]
    role: Annotated[str, Fact("The id of the role")]
    body: Annotated[BodyFacts, Fact("The body on which the seat is")]
    person: Annotated[PersonFacts, Fact("Who holds it")]
    access: Annotated[NeedsFacts, Fact("What its holder needs, alone or with the whole body")]
    open: Annotated[bool, Fact("Whether nobody holds it yet")]
    current: Annotated[bool, Fact("Whether somebody holds it on the audit date")]
    ended: Annotated[bool, Fact("Whether it came to its end before the audit date")]
    capacity: NotRequired[
        Annotated[
            list[Capacity],
            Fact(
                "What its holder sits as; two, where either may",
                "sits_as",
                "Is this the seat of a service user, a carer, or somebody else?",
            ),
        ]
    ]
    experience_agrees: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether the role and the experience of its holder do not speak against each "
                "other: left out where one is a service user's and the other a carer's",
                "sits_as",
                "The role is for one experience, a service user's or a carer's, and its holder "
                "is described with the other. As which of the two do they sit here?",
            ),
        ]
    ]
    lived_experience: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether it is a seat for lived experience",
                "sits_as",
                "Is this the seat of a service user, a carer, or somebody else?",
            ),
        ]
    ]
    which_hat: NotRequired[
        Annotated[str, Fact("Which of two capacities counts when", "holder.which_hat")]
    ]
    merged_reason: NotRequired[
        Annotated[
            str, Fact("Why service users and carers are counted together", "role.merged_reason")
        ]
    ]
    status: NotRequired[Annotated[Status, Fact("Its standing on the body", "role.status")]]
    voting: NotRequired[Annotated[bool, Fact("Whether it has a vote", "role.voting")]]
    attends: NotRequired[
        Annotated[
            Attends,
            Fact("Whether its holder comes always, or in another's place", "holder.attends"),
        ]
    ]
    alone: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether no other current seat on the body is for lived experience",
                "role.capacity",
                "Which of the other seats on this body are for lived experience?",
            ),
        ]
    ]
    supported: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether support is named, or was offered",
                "support",
                "Who supports the person in this role?",
            ),
        ]
    ]
    support_declined: Annotated[bool, Fact("Whether support was offered, and the person said no")]
    supporters: Annotated[list[str], Fact("Those who are named as supporting its holder")]
    asked_about_being_alone: Annotated[
        bool, Fact("Whether its holder was asked about being the only one, and prefers it")
    ]
    described_from: Annotated[DescribedFrom, Fact("Whose description it is")]
