"""The shapes of facts: everything that a rule may read, with its type and meaning.

Facts are plain dictionaries. A field marked ``NotRequired`` is absent where the file does
not state it; an empty list means stated, and none. Objects that rules walk through are
always there. Dates are texts (``2026-06-30``), which compare in order of time, and come
with a count of days wherever a rule would have to reckon.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pitfall_audit.facts.describing import FactShape, describe
from pitfall_audit.facts.shapes.bodies import BodyFacts
from pitfall_audit.facts.shapes.complaints import ComplaintFacts
from pitfall_audit.facts.shapes.conflicts import ConflictFacts
from pitfall_audit.facts.shapes.connections import ConnectionFacts, PowerFacts
from pitfall_audit.facts.shapes.decisions import DecisionFacts
from pitfall_audit.facts.shapes.engagements import EngagementFacts
from pitfall_audit.facts.shapes.expectations import ExpectationFacts
from pitfall_audit.facts.shapes.groups import GroupFacts
from pitfall_audit.facts.shapes.hats import HatsFacts
from pitfall_audit.facts.shapes.people import HolderFacts
from pitfall_audit.facts.shapes.promises import PromiseFacts
from pitfall_audit.facts.shapes.recommendations import RecommendationFacts
from pitfall_audit.facts.shapes.roles import RoleFacts
from pitfall_audit.facts.shapes.seats import PersonFacts, SeatFacts
from pitfall_audit.facts.shapes.texts import ClaimFacts, TextFacts

__all__ = [
    "SUBJECT_ANCHORS", "SUBJECT_SHAPES", "BodyFacts", "ClaimFacts", "ComplaintFacts",
    "ConflictFacts", "ConnectionFacts", "DecisionFacts", "EngagementFacts",
    "ExpectationFacts", "GroupFacts", "HatsFacts", "HolderFacts", "PersonFacts", "PowerFacts",
    "PromiseFacts", "RecommendationFacts", "RoleFacts", "SeatFacts", "TextFacts",
]  # fmt: skip


class _Shapes(Mapping[str, FactShape]):
    """Describes each shape when it is first asked for: most commands ask for few or none."""

    def __init__(self, kinds: Mapping[str, type]) -> None:
        self._kinds = kinds

    def __getitem__(self, kind: str) -> FactShape:
        return describe(self._kinds[kind])

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)


SUBJECT_SHAPES: Mapping[str, FactShape] = _Shapes(
    {
        "engagement": EngagementFacts,
        "body": BodyFacts,
        "seat": SeatFacts,
        "connection": ConnectionFacts,
        "conflict": ConflictFacts,
        "hats": HatsFacts,
        "promise": PromiseFacts,
        "decision": DecisionFacts,
        "recommendation": RecommendationFacts,
        "complaint": ComplaintFacts,
        "role": RoleFacts,
        "expectation": ExpectationFacts,
        "text": TextFacts,
        "claim": ClaimFacts,
        "person": HolderFacts,
        "group": GroupFacts,
    }
)
"""The shape of each kind of subject, under the name that rules read it by."""

_PAYMENT = ("payment", "fee", "expenses")

SUBJECT_ANCHORS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "engagement": frozenset({"engagement", "scope", "recruitment", "body", "narrow_way"}),
        "body": frozenset({"body", "interests", "engagement", "role", "panel"}),
        "seat": frozenset(
            {"seat", "role", "holder", "body", "person", "support", "supporter",
             "supporter_link", "sits_as", "engagement", *_PAYMENT}
        ),
        "connection": frozenset(
            {"connection", "tie", "conflict", "role", "oversight", "body", "interests",
             "seat", "other_seat", "judged"}
        ),
        "conflict": frozenset({"conflict"}),
        "hats": frozenset({"two_hats", "conflict", "body", "holder", "person", "tie"}),
        "promise": frozenset({"promise", "engagement"}),
        "decision": frozenset({"decision", "engagement"}),
        "recommendation": frozenset({"recommendation", "body"}),
        "complaint": frozenset({"complaint", "follow_up"}),
        "role": frozenset({"role", "body", "panel", "engagement", *_PAYMENT}),
        "expectation": frozenset({"role", "criterion"}),
        "text": frozenset({"text", "statement"}),
        "claim": frozenset({"statement"}),
        "person": frozenset({"person", "role", "body", "engagement"}),
        "group": frozenset({"affected_group", "engagement", "role"}),
    }
)  # fmt: skip
"""The names by which each kind of subject says where its parts stand."""
