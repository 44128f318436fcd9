"""Says in a few words what an example of a rule is about: the facts that decided it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pitfall_audit.rules.conditions.fact_paths import ABSENT
from pitfall_audit.rules.evaluation.evaluation import Verdict
from pitfall_audit.rules.proof.explaining import FactRead, Look, deciding

__all__ = ["title_of"]

_MOST_FACTS: Final = 3
_LONGEST: Final = 40


def title_of(verdict: Verdict) -> str:
    """The facts that decided a verdict, as ``body.kind is committee and seat.voting is no``."""
    about = _facts_in_words(verdict)
    if verdict.subject.described_from == "published-documents":
        return f"{about}, in published documents"
    return about


def _facts_in_words(verdict: Verdict) -> str:
    looks = deciding(verdict)
    parts = list(dict.fromkeys(part for look in looks for part in _parts(look)))
    if not parts:
        return verdict.subject.label
    shown = parts[:_MOST_FACTS]
    if len(parts) > _MOST_FACTS:
        return f"{', '.join(shown)} and more"
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


def _parts(look: Look) -> list[str]:
    if look.standing == "not-settled" and look.waits_for:
        return [f"{name} is not stated" for name in look.waits_for]
    # A threshold is the same in all of them.
    return [_part(read) for read in look.reads if not read.name.startswith("thresholds.")]


def _part(read: FactRead) -> str:
    values = [_in_words(value) for value in read.values]
    return f"{read.name} is {'; '.join(values) or 'none'}"


def _in_words(value: Any) -> str:
    if value is ABSENT:
        return "not stated"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return "stated"
    if isinstance(value, Sequence) and not isinstance(value, str):
        text = ", ".join(_in_words(one) for one in value) or "none"
    else:
        text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
