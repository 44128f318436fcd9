"""The shape of facts about how a body works: its agenda, and its papers."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from pitfall_audit.engagement.model.vocabulary import AgendaSetter, Nation
from pitfall_audit.facts.describing import Fact

__all__ = ["BodyPracticeFacts", "PapersFacts"]


class PapersFacts(TypedDict):
    """When and how papers reach the members of a body."""

    working_days_before: NotRequired[
        Annotated[
            int,
            Fact(
                "How many working days lie between papers and meeting: the lead time",
                "body.papers.lead_time_days",
                "How many working days before a meeting do its papers reach the members?",
            ),
        ]
    ]
    formats: NotRequired[
        Annotated[
            list[str],
            Fact(
                "The forms in which papers come, such as plain or large-print",
                "body.papers.formats",
                "In what forms do papers come, such as plain words or large print?",
            ),
        ]
    ]


class BodyPracticeFacts(TypedDict):
    """How a body works."""

    papers: Annotated[PapersFacts, Fact("Its papers")]
    members_only_slot: NotRequired[
        Annotated[
            bool,
            Fact(
                "Whether lived-experience members have time of their own at meetings",
                "body.members_only_slot",
                "Do members with lived experience have time of their own at meetings?",
            ),
        ]
    ]
    agenda_set_by: NotRequired[
        Annotated[
            list[AgendaSetter],
            Fact(
                "Who sets the agenda",
                "body.agenda_set_by",
                "Who sets the agenda of this body?",
            ),
        ]
    ]
    organisation_nation: NotRequired[
        Annotated[
            Nation,
            Fact(
                "The nation in which the organisation is",
                "engagement.organisation.nation",
                "In which nation is this organisation, since duties differ?",
            ),
        ]
    ]
