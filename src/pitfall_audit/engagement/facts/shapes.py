"""The shapes of facts: everything that a rule may read, with its type and meaning.

Facts are plain dictionaries. A field marked ``NotRequired`` is absent where the file does
not state it; an empty list means stated, and none. Objects that rules walk through are
always there. Dates are texts (``2026-06-30``), which compare in order of time, and come
with a count of days wherever a rule would have to reckon.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.engagement.facts.describing import Fact, FactShape, IsoDate, describe
from pitfall_audit.engagement.model.vocabulary import (
    Attends,
    BodyKind,
    Capacity,
    ChannelKind,
    DecidesBy,
    DecidesOn,
    DescribedFrom,
    Handles,
    Level,
    Powers,
    PromiseStatus,
    Status,
)

__all__ = [
    "SUBJECT_SHAPES",
    "BodyFacts",
    "ConnectionFacts",
    "EngagementFacts",
    "PersonFacts",
    "PowerFacts",
    "PromiseFacts",
    "SeatFacts",
]


class BodyFacts(TypedDict):
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
        Annotated[list[DecidesOn], Fact("What it decides on", "body.decides_on")]
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
    has_lived_experience: Annotated[
        bool, Fact("Whether a current seat on it is for lived experience")
    ]


class PersonFacts(TypedDict):
    """The person in a seat; everything is absent where the place is open."""

    id: NotRequired[Annotated[str, Fact("The pseudonymous id")]]
    word: NotRequired[Annotated[str, Fact("The word they chose for themselves", "person.word")]]
    post: NotRequired[Annotated[str, Fact("The post they are employed in", "person.post")]]
    experience: NotRequired[
        Annotated[list[Capacity], Fact("The lived experience they bring", "person.experience")]
    ]


class SeatFacts(TypedDict):
    """A person, or an open place, in a role on a body."""

    label: Annotated[str, Fact("The role's title, and who holds the seat")]
    role: Annotated[str, Fact("The id of the role")]
    body: Annotated[BodyFacts, Fact("The body on which the seat is")]
    person: Annotated[PersonFacts, Fact("Who holds it")]
    open: Annotated[bool, Fact("Whether nobody holds it yet")]
    current: Annotated[bool, Fact("Whether somebody holds it on the audit date")]
    ended: Annotated[bool, Fact("Whether it came to its end before the audit date")]
    capacity: NotRequired[
        Annotated[
            list[Capacity],
            Fact(
                "What its holder sits as; two, where either may",
                "role.capacity",
                "Is this the seat of a service user, a carer, or somebody else?",
            ),
        ]
    ]
    lived_experience: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether it is a seat for lived experience",
                "role.capacity",
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


class PowerFacts(TypedDict):
    """The power of somebody over a seat."""

    seat: Annotated[str, Fact("The seat, in words")]
    how: Annotated[str, Fact("What they do: supervises, manages, appraises, funds or supports")]
    over_carer: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether it is a carer's seat",
                "role.capacity",
                "Is this the seat of a service user, a carer, or somebody else?",
            ),
        ]
    ]


class ConnectionFacts(TypedDict):
    """Care between somebody with a lived-experience seat and somebody else, as it bears on seats.

    There is one for each pair that a file names, whether the care is the person's own or
    that of somebody they care for; and one for each body as a whole, which says whether
    its members were asked.
    """

    label: Annotated[str, Fact("The two people, or the body")]
    whole_body: Annotated[bool, Fact("Whether this stands for a body, and not for a pair")]
    person: NotRequired[Annotated[str, Fact("The id of the person with lived experience")]]
    other: NotRequired[Annotated[str, Fact("The id of the other person, or the name of a team")]]
    own_care: Annotated[bool, Fact("Whether the care is the person's own")]
    cared_for: Annotated[list[str], Fact("Those whom the person cares for, and the other treats")]
    current: Annotated[bool, Fact("Whether the care goes on at the audit date")]
    days_since_end: NotRequired[Annotated[int, Fact("Days since the care ended")]]
    shared_bodies: Annotated[
        list[str], Fact("The bodies on which both sit at the audit date, where both are people")
    ]
    power: NotRequired[
        Annotated[
            list[PowerFacts],
            Fact(
                "What power the other has over the person's seats",
                "role.supervised_by",
                "Who supervises, manages or appraises the person in this seat?",
            ),
        ]
    ]
    handled: NotRequired[
        Annotated[
            bool,
            Fact(
                "For a pair: whether it is acknowledged by the person, and somebody else takes a "
                "step",
                "conflict.acknowledged_by",
                "Who has acknowledged this tie, and who takes each step?",
            ),
        ]
    ]
    handled_for_power: NotRequired[
        Annotated[
            bool,
            Fact(
                "For a pair: whether it is handled, and a step says who supervises or decides "
                "instead",
                "conflict.acknowledged_by",
                "Who has acknowledged this tie, and who takes each step?",
            ),
        ]
    ]
    members_asked: NotRequired[
        Annotated[
            bool,
            Fact(
                "For a body: whether its members were asked about ties, and what came up is "
                "handled",
                "interests.everyone_asked_on",
                "Has everyone on this body been asked, in private, about ties of care?",
            ),
        ]
    ]
    carers_sit: Annotated[bool, Fact("For a body: whether a carer's seat is on it")]
    others_sit: Annotated[
        bool, Fact("For a body: whether a lived-experience seat that is no carer's is on it")
    ]


class PromiseFacts(TypedDict):
    """Something people were told would be done."""

    label: Annotated[str, Fact("The promise in the words used, or its id in words")]
    status: NotRequired[Annotated[PromiseStatus, Fact("What became of it", "promise.status")]]
    owner: NotRequired[Annotated[str, Fact("The post or person who sees to it", "promise.owner")]]
    due: NotRequired[
        Annotated[str, IsoDate, Fact("The day by which it is to be done", "promise.due")]
    ]
    ongoing: Annotated[bool, Fact("Whether it has no end")]
    days_overdue: NotRequired[
        Annotated[
            int,
            Fact(
                "Days since it was due; below nothing where it is still ahead",
                "promise.due",
                "When is this to be done?",
            ),
        ]
    ]
    told_since_due: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether those it was made to were told something on or after the due day",
                "promise.told",
                "What have the people it was made to been told since it was due?",
            ),
        ]
    ]
    asked_to_wait: Annotated[bool, Fact("Whether the person it was made to asked for it to wait")]


class EngagementFacts(TypedDict):
    """The arrangement as a whole."""

    label: Annotated[str, Fact("Its title")]
    described_from: Annotated[DescribedFrom, Fact("Whose description it is")]
    level: NotRequired[
        Annotated[Level, Fact("The level of involvement, as claimed", "engagement.level")]
    ]
    channels: NotRequired[
        Annotated[
            list[ChannelKind],
            Fact(
                "The routes by which people hear of the roles",
                "recruitment.channels",
                "By what routes do people hear of these roles?",
            ),
        ]
    ]
    self_referral_open: NotRequired[
        Annotated[
            bool,
            Fact("Whether anybody may put themselves forward", "recruitment.self_referral_open"),
        ]
    ]
    no_open_route_reason: NotRequired[
        Annotated[str, Fact("Why there is no open route", "recruitment.reason")]
    ]


SUBJECT_SHAPES: Mapping[str, FactShape] = MappingProxyType(
    {
        "engagement": describe(EngagementFacts),
        "body": describe(BodyFacts),
        "seat": describe(SeatFacts),
        "connection": describe(ConnectionFacts),
        "promise": describe(PromiseFacts),
    }
)
"""The shape of each kind of subject, under the name that rules read it by."""

SUBJECT_ANCHORS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "engagement": frozenset({"engagement", "recruitment"}),
        "body": frozenset({"body", "interests"}),
        "seat": frozenset({"seat", "role", "holder", "body", "person", "support"}),
        "connection": frozenset(
            {"connection", "tie", "conflict", "role", "oversight", "body", "interests",
             "seat", "other_seat"}
        ),
        "promise": frozenset({"promise"}),
    }
)  # fmt: skip
"""The names by which each kind of subject says where its parts stand."""
