"""The shape of facts about complaints and concerns."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.facts.describing import Fact

__all__ = ["ComplaintFacts"]


class ComplaintFacts(TypedDict):
    """A complaint or concern: its dates, never what it is about or who raised it."""

    label: Annotated[str, Fact("What kind it is, and its id")]
    follow_up_promised: Annotated[
        bool, Fact("Whether somebody is recorded as saying they would follow it up")
    ]
    closed: Annotated[bool, Fact("Whether it was closed by the audit date")]
    told: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether the person who raised it was told what came of it",
                "complaint.told",
                "Has the person who raised this been told what came of it, and when?",
            ),
        ]
    ]
    days_past_due: NotRequired[
        Annotated[
            int,
            Fact(
                "Days since an answer was due, or since the later day it was moved to",
                "complaint.response_due",
            ),
        ]
    ]
    days_since_promise: NotRequired[
        Annotated[
            int,
            Fact(
                "Days since somebody said they would follow it up",
                "follow_up.said_on",
                "When did somebody say that they would follow this up, and by when is an answer "
                "due?",
            ),
        ]
    ]
