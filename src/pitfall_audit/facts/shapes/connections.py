"""The shapes of facts about care between two people."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.facts.describing import Fact, IsoDate

__all__ = ["ConnectionFacts", "PowerFacts"]


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
                "Who supervises, manages or appraises the person in their seat? It belongs under "
                "`supervised_by`, `line_managed_by` and `appraised_by`; `none` is nobody.",
            ),
        ]
    ]
    to_be_acknowledged_on: NotRequired[
        Annotated[
            str,
            IsoDate,
            Fact("The day on which a pair is to acknowledge it, where that is still to come"),
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
                who_knows="person",
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
                who_knows="person",
            ),
        ]
    ]
    judging: Annotated[
        list[str],
        Fact("For a pair: the bodies on which one judges the other or their team, and in what"),
    ]
    judges: NotRequired[
        Annotated[
            bool,
            Fact(
                "For a pair: whether one of them judges the other on a body",
                "judged",
                "Does anybody whom this body judges, or anybody on a team it reviews, treat this "
                "person or their family?",
                who_knows="person",
            ),
        ]
    ]
    handled_for_judging: NotRequired[
        Annotated[
            bool,
            Fact(
                "For a pair: whether it is handled on the bodies where one judges the other, and "
                "a step says who decides instead",
                "conflict.acknowledged_by",
                "Who has acknowledged this tie, and who decides instead?",
                who_knows="person",
            ),
        ]
    ]
    judges_somebody: NotRequired[
        Annotated[
            bool,
            Fact(
                "For a body: whether it appoints, appraises, assesses or reviews anybody",
                "body.judges",
                "Whom does this body appoint, appraise, assess or review?",
                who_knows="body",
            ),
        ]
    ]
    future_care_settled: NotRequired[
        Annotated[
            bool,
            Fact(
                "For a body: whether it is settled what follows if somebody it judges comes to "
                "treat a member",
                "body.judges",
                "Might whoever is judged here one day treat a member of this body, and what is "
                "agreed for that day?",
                who_knows="body",
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
                who_knows="body",
            ),
        ]
    ]
    carers_sit: Annotated[bool, Fact("For a body: whether a carer's seat is on it")]
    others_sit: Annotated[
        bool, Fact("For a body: whether a lived-experience seat that is no carer's is on it")
    ]
