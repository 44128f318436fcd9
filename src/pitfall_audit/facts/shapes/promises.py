"""The shape of facts about promises."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.engagement.model.vocabulary import PromiseStatus
from pitfall_audit.facts.describing import Fact, IsoDate

__all__ = ["PromiseFacts"]


class PromiseFacts(TypedDict):
    """Something people were told would be done."""

    label: Annotated[str, Fact("The promise in the words used, or its id in words")]
    text: NotRequired[
        Annotated[
            str,
            Fact(
                "The promise word for word, however long",
                "promise.text",
                "What was promised, word for word?",
            ),
        ]
    ]
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
    review_due: NotRequired[
        Annotated[
            str,
            IsoDate,
            Fact("When a promise without end is next looked at", "promise.review_due"),
        ]
    ]
    open: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether it stands: nothing says that it is done, or will not be",
                "promise.status",
                "The day on which this was done is given, and the record says that it is open. "
                "Is it done?",
            ),
        ]
    ]
    closed: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether it is done, or will not be",
                "promise.status",
                "Is this promise kept, given up or still open?",
            ),
        ]
    ]
    told: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether people were told what became of it",
                "promise.told",
                "Have the people it was made to been told what became of it, and when?",
            ),
        ]
    ]
    to_be_told_on: NotRequired[
        Annotated[
            str,
            IsoDate,
            Fact("The day on which people are to be told, where that is still to come"),
        ]
    ]
    told_covers_all: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether those who were told are all those it was made to",
                "promise.to",
                "To whom was this promise made, and has each of them been told?",
            ),
        ]
    ]
    untold: Annotated[list[str], Fact("Those it was made to who, for certain, were not told")]
    needs_decision_by: NotRequired[
        Annotated[
            list[str],
            Fact(
                "The bodies or posts that must agree before it can be kept",
                "promise.needs_decision_by",
                "Must anybody else agree before this promise can be kept?",
            ),
        ]
    ]
    beyond_authority: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether it needs the agreement of somebody for whom those who made it can't speak",
                "engagement.authority",
                "For which bodies and posts can those who run this speak?",
            ),
        ]
    ]
    deciders_elsewhere: Annotated[
        list[str],
        Fact("The bodies or posts that must agree, for whom nobody here is said to speak"),
    ]
    decision_agreed: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether those who must agree did so by the audit date",
                "promise.decision_agreed_on",
                "Have those who decide about this agreed to it, and when?",
            ),
        ]
    ]
    worded_as_decided: Annotated[
        bool,
        Fact(
            "Whether a body that may not decide promises, by its wording, that something will be "
            "put into practice"
        ),
    ]
