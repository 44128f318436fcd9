"""The outcomes of each example, one a line, as they are pinned in ``outcomes/``.

`make generate` writes them again: look at what changed, and why, before committing it.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pitfall_audit import audit
from pitfall_audit.engine.result import AuditResult, EngagementResult, Outcome

__all__ = ["EXAMPLES", "PINNED", "audited", "lines", "name_of", "pinned_outcomes"]

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
PINNED = ROOT / "tests" / "end_to_end" / "outcomes"
DAY = dt.date(2026, 6, 30)


def audited(name: str) -> AuditResult:
    """The audit of one example, or of all with an empty name."""
    return audit([EXAMPLES / name], as_of=DAY, base=EXAMPLES.parent)


def lines(engagement: EngagementResult) -> list[str]:
    """Every outcome of an engagement, in order of rule and subject."""
    return [line(outcome) for outcome in engagement.outcomes]


def line(outcome: Outcome) -> str:
    """One outcome: what, of what, where, and what a question waits for."""
    said = [outcome.outcome, outcome.severity or "-", outcome.rule, outcome.subject]
    if outcome.outcome == "failed" and outcome.place is not None:
        said.append(f"line {outcome.place.line}")
    if outcome.outcome == "cannot-tell":
        said.append(f"not stated: {', '.join(outcome.unstated)}")
    if outcome.attested:
        said.append("as attested")
    return " | ".join(said)


def pinned_outcomes() -> dict[Path, str]:
    """The outcomes of every example, by the file in which they are pinned."""
    return {
        PINNED / f"{name_of(engagement)}.txt": "\n".join(lines(engagement)) + "\n"
        for engagement in audited("").engagements
    }


def name_of(engagement: EngagementResult) -> str:
    """What its outcomes are pinned under: its file, or the folder of those taken together."""
    file = Path(engagement.file)
    return file.parent.name if engagement.joins else file.stem
