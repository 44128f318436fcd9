"""The shapes of facts: everything that a rule may read, with its type and meaning.

Facts are plain dictionaries. A field marked ``NotRequired`` is absent where the file does
not state it; an empty list means stated, and none. Objects that rules walk through are
always there. Dates are texts (``2026-06-30``), which compare in order of time, and come
with a count of days wherever a rule would have to reckon.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pitfall_audit.engagement.facts.describing import FactShape, describe
from pitfall_audit.engagement.facts.shapes.bodies import BodyFacts
from pitfall_audit.engagement.facts.shapes.connections import ConnectionFacts, PowerFacts
from pitfall_audit.engagement.facts.shapes.engagements import EngagementFacts
from pitfall_audit.engagement.facts.shapes.promises import PromiseFacts
from pitfall_audit.engagement.facts.shapes.seats import PersonFacts, SeatFacts

__all__ = [
    "SUBJECT_ANCHORS",
    "SUBJECT_SHAPES",
    "BodyFacts",
    "ConnectionFacts",
    "EngagementFacts",
    "PersonFacts",
    "PowerFacts",
    "PromiseFacts",
    "SeatFacts",
]

SUBJECT_SHAPES: Mapping[str, FactShape] = MappingProxyType(
    {
        "engagement": describe(EngagementFacts),
        "body": describe(BodyFacts),
        "seat": describe(SeatFacts),
        "connection": describe(ConnectionFacts),
        "promise": describe(PromiseFacts),
    }
)
"""The shape of each kind of subject, under the name that rules read it by."""

SUBJECT_ANCHORS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "engagement": frozenset({"engagement", "recruitment"}),
        "body": frozenset({"body", "interests"}),
        "seat": frozenset({"seat", "role", "holder", "body", "person", "support"}),
        "connection": frozenset(
            {"connection", "tie", "conflict", "role", "oversight", "body", "interests",
             "seat", "other_seat"}
        ),
        "promise": frozenset({"promise"}),
    }
)  # fmt: skip
"""The names by which each kind of subject says where its parts stand."""
