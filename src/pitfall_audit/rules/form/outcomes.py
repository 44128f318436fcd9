"""The words for what a rule can say: outcomes, severities and pitfalls."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

__all__ = [
    "LEVEL_ORDER", "PITFALLS", "PRIORITY_ORDER", "SEVERITY_ORDER", "SEVERITY_TITLES",
    "SIX_PITFALLS", "Level", "OutcomeKind", "PitfallId", "Priority", "Severity", "Silence",
    "severity_with_title",
]  # fmt: skip

OutcomeKind = Literal["passed", "failed", "cannot-tell", "not-applicable", "error"]
Severity = Literal["error", "warning", "advice"]
Silence = Literal["fails", "asks"]
Level = Literal["core", "standard", "thorough"]
Priority = Literal["high", "usual", "low"]
PitfallId = Literal[
    "promises", "voices", "recruitment", "roles", "support", "boundaries",
    "payment", "access", "safeguarding", "induction", "ending", "impact", "diversity", "privacy",
    "noted",
]  # fmt: skip

PITFALLS: tuple[PitfallId, ...] = get_args(PitfallId)
"""The six pitfalls in the order of the article, then the groups beyond the six."""

SIX_PITFALLS: tuple[PitfallId, ...] = PITFALLS[:6]
"""The pitfalls that the article names."""

SEVERITY_ORDER: Mapping[Severity, int] = MappingProxyType({"error": 0, "warning": 1, "advice": 2})
"""Each severity's rank, the most serious first."""

LEVEL_ORDER: Mapping[Level, int] = MappingProxyType({"core": 0, "standard": 1, "thorough": 2})
"""Each level's rank: what every arrangement should meet comes first."""

PRIORITY_ORDER: Mapping[Priority, int] = MappingProxyType({"high": 0, "usual": 1, "low": 2})
"""Each priority's rank: of findings as serious as one another, what comes first."""

SEVERITY_TITLES: Mapping[Severity, str] = MappingProxyType(
    {"error": "Act now", "warning": "Look into", "advice": "Consider"}
)
"""What each severity is called on screen."""


def severity_with_title(word: str) -> str:
    """A word that is written for a severity, with what it is called on screen.

    ``error`` gives ``error (Act now)``; a word for none, as ``off``, stays as it is.
    """
    titles = {str(severity): title for severity, title in SEVERITY_TITLES.items()}
    return f"{word} ({titles[word]})" if word in titles else word
