"""The shape of facts about a person's seats taken together."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.facts.describing import Fact
from pitfall_audit.facts.shapes.access import NeedsFacts

__all__ = ["HolderFacts"]


class HolderFacts(TypedDict):
    """Somebody with lived-experience seats, or everybody who has one, taken together.

    There is one for each person, and one for the whole arrangement, which shows how far its
    seats rest on a few people. Neither says anything of the person: what is asked is what
    the organisation asks of them.
    """

    label: Annotated[str, Fact("The person's id, or the arrangement's title")]
    whole_arrangement: Annotated[
        bool, Fact("Whether this stands for everybody, and not for one person")
    ]
    access: Annotated[
        NeedsFacts,
        Fact("What the person needs, alone or with all on a body; of the whole, what anybody does"),
    ]
    bodies: Annotated[list[str], Fact("The bodies on which the seats are, ten at most")]
    seats_at_least: Annotated[
        int, Fact("How many lived-experience seats are held at once, as far as is stated")
    ]
    seats_at_most: Annotated[
        int, Fact("How many they would be, if each seat of unstated capacity were one of them")
    ]
    seats_held: NotRequired[
        Annotated[
            int,
            Fact(
                "How many lived-experience seats are held at once",
                "role.capacity",
                "Which of these seats are for lived experience?",
            ),
        ]
    ]
    top_three_percent: Annotated[
        float,
        Fact(
            "For the whole arrangement: how many of a hundred such seats the three people with the "
            "most hold; 0 for a person"
        ),
    ]
    chose_many_seats: NotRequired[
        Annotated[
            bool,
            Fact("Whether the person asked for as many seats as they hold",
                 "person.chose_many_seats"),
        ]
    ]  # fmt: skip
    successor_named: NotRequired[
        Annotated[
            bool,
            Fact("Whether somebody is learning the person's roles", "person.successor_named"),
        ]
    ]
    without_support: Annotated[
        bool, Fact("Whether it is stated that nobody in the arrangement has support")
    ]
    hours_at_least: Annotated[
        float, Fact("Hours a month over all these seats, as far as they are stated")
    ]
    hours_a_month: NotRequired[
        Annotated[
            float,
            Fact(
                "Hours a month over all these seats",
                "role.hours",
                "How much time does each of these seats take, in a month or for each meeting?",
            ),
        ]
    ]
    hours_limit_a_month: NotRequired[
        Annotated[
            float,
            Fact("The most hours a month that the person wants to give", "person.hours_limit"),
        ]
    ]
    overlapping_meetings: NotRequired[
        Annotated[
            list[str],
            Fact(
                "Meetings still to come, of two bodies on which the person sits, that overlap; "
                "three at most",
                "body.meetings",
                "At what times do the meetings that fall on the same day begin and end?",
            ),
        ]
    ]
