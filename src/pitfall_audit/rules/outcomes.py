"""The words for what a rule can say: outcomes, severities and pitfalls."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

__all__ = ["PITFALLS", "SEVERITY_ORDER", "Level", "OutcomeKind", "PitfallId", "Severity", "Silence"]

OutcomeKind = Literal["passed", "failed", "cannot-tell", "not-applicable", "error"]
Severity = Literal["error", "warning", "advice"]
Silence = Literal["fails", "asks"]
Level = Literal["core", "standard", "thorough"]
PitfallId = Literal[
    "promises", "voices", "recruitment", "roles", "support", "boundaries",
    "payment", "access", "safeguarding", "induction", "ending", "impact", "diversity", "privacy",
]  # fmt: skip

PITFALLS: tuple[PitfallId, ...] = get_args(PitfallId)
"""The six pitfalls in the order of the article, then the groups beyond the six."""

SEVERITY_ORDER: Mapping[Severity, int] = MappingProxyType({"error": 0, "warning": 1, "advice": 2})
"""Each severity's rank, the most serious first."""
