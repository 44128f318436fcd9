"""The shape of facts about the ways in which people can join and take part."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.facts.describing import Fact

__all__ = ["WaysFacts"]


class WaysFacts(TypedDict):
    """What narrows the ways in which people can join and take part."""

    joining_limits: NotRequired[
        Annotated[
            list[str],
            Fact(
                "What narrows the ways of applying or joining, in words",
                "recruitment.ways_in",
                "In what ways can people apply or join, at what times, and where?",
            ),
        ]
    ]
    meeting_limits: NotRequired[
        Annotated[
            list[str],
            Fact(
                "What narrows the ways of taking part in meetings, in words; ten at most",
                "body.meetings",
                "In what ways can people take part in meetings: online, in person, by phone?",
            ),
        ]
    ]
    known_unmet_need: Annotated[
        bool, Fact("Whether something that somebody needs in order to take part is not met")
    ]
