"""The shape of facts about promises."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.engagement.facts.describing import Fact, IsoDate
from pitfall_audit.engagement.model.vocabulary import PromiseStatus

__all__ = ["PromiseFacts"]


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
