"""The shape of facts about who chose the person in a seat."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.facts.describing import Fact

__all__ = ["ChoosingFacts"]


class ChoosingFacts(TypedDict):
    """Who put the person forward, or judged them well enough, and what ties there are."""

    choosers_stated: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether it is stated who put the person forward or judged them well enough, or "
                "that they came forward themselves",
                "holder.nominated_by",
                "Who put this person forward, and did anybody judge whether they were well enough?",
            ),
        ]
    ]
    chosen_by_own_clinician: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether one of these treats or supervises the person, or treats somebody they "
                "care for",
                "body.interests",
                "Has everyone been asked, in private, whether whoever put this person forward, or "
                "judged them well enough, also treats or supervises them?",
            ),
        ]
    ]
    chooser_also_oversees: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether the same clinician also has power over a seat of theirs, and that is not "
                "handled",
                "role.supervised_by",
                "Does the same clinician also supervise, manage, appraise or fund this seat?",
                who_knows="lead",
            ),
        ]
    ]
