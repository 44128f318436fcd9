"""The shapes of facts about the course of a seat: its beginning, induction, care and end."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.facts.describing import Fact, IsoDate

__all__ = ["InductionFacts", "PartingFacts", "SeatCourseFacts", "WellbeingPlanFacts"]


class InductionFacts(TypedDict):
    """The induction to a seat. What its holder's own does not state is taken from the role's."""

    given: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether its holder has had an induction by the day of the audit",
                "holder.induction",
                "Has this person had an induction?",
            ),
        ]
    ]
    given_on: NotRequired[
        Annotated[
            str,
            IsoDate,
            Fact(
                "The day on which the induction was given, or is to be",
                "holder.induction.given_on",
                "On which day was the induction given?",
            ),
        ]
    ]
    days_since: NotRequired[
        Annotated[
            int,
            Fact(
                "Days since the induction was given; below nothing where it is still to come",
                "holder.induction.given_on",
                "On which day was the induction given?",
            ),
        ]
    ]
    days_after_start: NotRequired[
        Annotated[
            int,
            Fact(
                "Days from the first day in the seat to the induction; below nothing where it "
                "was given before",
                "holder.induction.given_on",
                "On which day did this person begin, and on which day was the induction given?",
            ),
        ]
    ]
    training: NotRequired[
        Annotated[
            list[str],
            Fact(
                "The training in the induction",
                "holder.induction.training",
                "What training is there in the induction?",
            ),
        ]
    ]


class PartingFacts(TypedDict):
    """How a seat came to its end, or is to come to it."""

    last_day: NotRequired[
        Annotated[
            str,
            IsoDate,
            Fact(
                "The last day in the seat: the holder's own, else the day on which the term of "
                "the role ends",
                "holder.until",
                "Until which day does this person hold the seat?",
            ),
        ]
    ]
    days_until: NotRequired[
        Annotated[
            int,
            Fact(
                "Days until the last day in the seat; below nothing where it has passed",
                "holder.until",
                "Until which day does this person hold the seat?",
            ),
        ]
    ]
    thanked: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether the person was thanked at the end",
                "holder.ended",
                "Was this person thanked at the end?",
            ),
        ]
    ]
    feedback_asked: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether the person was asked at the end how it had been",
                "holder.ended",
                "Was this person asked how it had been?",
            ),
        ]
    ]
    handed_over: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether there was a handover at the end",
                "holder.ended",
                "Was there a handover?",
            ),
        ]
    ]


class WellbeingPlanFacts(TypedDict):
    """What was agreed with the person about looking after themselves; never what it says."""

    agreed: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether a wellbeing plan was agreed by the day of the audit; no where the "
                "person preferred none",
                "holder.wellbeing_plan.agreed_on",
                "Was a wellbeing plan offered to this person, and agreed with them?",
            ),
        ]
    ]
    agreed_on: NotRequired[
        Annotated[
            str,
            IsoDate,
            Fact(
                "The day on which the wellbeing plan was agreed",
                "holder.wellbeing_plan.agreed_on",
                "On which day was the wellbeing plan agreed?",
            ),
        ]
    ]
    days_since: NotRequired[
        Annotated[
            int,
            Fact(
                "Days since the wellbeing plan was agreed; below nothing where that is still to "
                "come",
                "holder.wellbeing_plan.agreed_on",
                "On which day was the wellbeing plan agreed?",
            ),
        ]
    ]
    written_with_person: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether the wellbeing plan was written with the person",
                "holder.wellbeing_plan.written_with_person",
                "Was the wellbeing plan written together with the person?",
            ),
        ]
    ]
    what_helps: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether the wellbeing plan says what helps",
                "holder.wellbeing_plan.what_helps",
                "Does the wellbeing plan say what helps?",
            ),
        ]
    ]
    who_to_ring: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether the wellbeing plan says whom to ring",
                "holder.wellbeing_plan.who_to_ring",
                "Does the wellbeing plan say whom to ring?",
            ),
        ]
    ]
    pause_keeps_seat: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether the wellbeing plan says how to pause without losing the seat",
                "holder.wellbeing_plan.pause_keeps_seat",
                "Does the wellbeing plan say how to pause without losing the seat?",
            ),
        ]
    ]
    declined: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether a wellbeing plan was offered, and the person preferred none",
                "holder.wellbeing_plan.declined",
                "Was a wellbeing plan offered, and did the person prefer none?",
            ),
        ]
    ]


class SeatCourseFacts(TypedDict):
    """How somebody comes into a seat, is looked after in it, and leaves it."""

    started_on: NotRequired[
        Annotated[
            str,
            IsoDate,
            Fact(
                "The first day in the seat",
                "holder.from",
                "On which day did this person begin in the seat?",
            ),
        ]
    ]
    days_since_start: NotRequired[
        Annotated[
            int,
            Fact(
                "Days since the first day in the seat; below nothing where it is still to come",
                "holder.from",
                "On which day did this person begin in the seat?",
            ),
        ]
    ]
    induction: Annotated[InductionFacts, Fact("The induction")]
    parting: Annotated[PartingFacts, Fact("How it ends")]
    wellbeing_plan: Annotated[WellbeingPlanFacts, Fact("The wellbeing plan")]
    prefers_no_payment: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether its holder asked not to be paid",
                "holder.prefers_no_payment",
                "Did this person ask not to be paid?",
            ),
        ]
    ]
