"""The shape of facts about how a tie between two people is handled."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.facts.describing import Fact

__all__ = ["ConflictFacts"]


class ConflictFacts(TypedDict):
    """A record of how a tie between two people is acknowledged and handled.

    A tie of which nothing is written has no such record; rules on connections speak of it.
    """

    label: Annotated[str, Fact("The two whom the tie is between")]
    past: Annotated[bool, Fact("Whether the tie has ended")]
    step_count: NotRequired[
        Annotated[
            int,
            Fact(
                "How many steps are written down",
                "conflict.handling",
                "What does each of the two do, so that this tie does no harm?",
            ),
        ]
    ]
    reason_given: Annotated[bool, Fact("Whether it is written why nothing more is done")]
    one_sided: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether every step is left to the service user or carer, or those close to them",
                "conflict.handling",
                "Who takes each of the steps that were agreed?",
            ),
        ]
    ]
    chosen_by_them: Annotated[
        bool, Fact("Whether the service user or carer chose how it is handled")
    ]
    review_set: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether a day is named on which it is, or was, looked at again",
                "conflict.review_due",
                "When will what was agreed be looked at again?",
            ),
        ]
    ]
    days_past_review: NotRequired[
        Annotated[
            int,
            Fact(
                "Days since a review was due and not held; nothing or less where none is late",
                "conflict.review_due",
                "When will what was agreed be looked at again?",
            ),
        ]
    ]
