"""Two people, or a person and a team, between whom there is care."""

from __future__ import annotations

from dataclasses import dataclass, field

from pitfall_audit.engagement.model.people import Tie
from pitfall_audit.facts.subjects import Anchor

__all__ = ["Pair"]


@dataclass(slots=True)
class Pair:
    """Two people, or a person and a team, and the care that is between them."""

    person: str
    other: str
    other_is_person: bool
    own_care: bool = False
    cared_for: list[str] = field(default_factory=list)
    family_of: list[str] = field(default_factory=list)
    ties: list[tuple[Tie, Anchor]] = field(default_factory=list)
