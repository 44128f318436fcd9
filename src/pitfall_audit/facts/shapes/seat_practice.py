"""The shapes of facts about how somebody in a seat is told of it, and supported in it."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.facts.describing import Fact

__all__ = ["SeatBackingFacts", "SeatTermsFacts"]


class SeatTermsFacts(TypedDict):
    """How the holder of a seat was told its terms."""

    terms_in_writing: NotRequired[
        Annotated[
            bool,
            Fact("Whether its holder has the terms in writing", "holder.terms_told_in_writing"),
        ]
    ]
    terms_in_form_asked_for: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether the terms came in the form its holder asked for",
                "holder.terms_in_form_asked_for",
            ),
        ]
    ]
    days_told_after_start: NotRequired[
        Annotated[
            int,
            Fact(
                "Days from the first day in the seat to the day its holder was told the terms; "
                "below nothing where they were told before",
                "holder.terms_told_on",
            ),
        ]
    ]


class SeatBackingFacts(TypedDict):
    """Who is in touch with the holder of a seat, and whether they stand outside the body."""

    comes_to_meetings: Annotated[
        bool, Fact("Whether it is a seat on a body that meets, and not to be sociable alone")
    ]
    demanding: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether it takes part in interviews, complaints, serious incidents or deaths, "
                "or in telling personal stories",
                "body.handles",
                "Does this work take in interviews, complaints, serious incidents or personal "
                "stories?",
            ),
        ]
    ]
    contact_before: NotRequired[
        Annotated[
            bool, Fact("Whether somebody is in touch before meetings", "support.when")
        ]
    ]  # fmt: skip
    contact_after: NotRequired[
        Annotated[bool, Fact("Whether somebody is in touch after meetings", "support.when")]
    ]
    supporter_named: Annotated[
        bool, Fact("Whether somebody is named who supports its holder, and was not declined")
    ]
    outside_supporter: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether a supporter is neither the body's chair, secretary or budget holder, "
                "nor somebody who manages or supervises the person",
                "support.independent",
            ),
        ]
    ]
    supporters_within: Annotated[
        list[str],
        Fact(
            "Those who support the person and are not independent, each with why: they chair the "
            "body, keep its minutes, hold its budget, manage or supervise the person, or are "
            "stated not to be"
        ),
    ]
    organisation_staff: NotRequired[
        Annotated[int, Fact("How many people work for the organisation", "organisation.staff")]
    ]
