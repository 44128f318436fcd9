"""Which words of a rule its author has still to write."""

from __future__ import annotations

from typing import Final

from pitfall_audit.rules.form.rule_file import RuleWords

__all__ = ["BEGINS", "unwritten"]

BEGINS: Final = "Write here"
"""How each text begins that the form of a new rule holds in place of its author's."""

_TEXTS = ("why", "remedy", "question", "false_positives")


def unwritten(words: RuleWords) -> tuple[str, ...]:
    """The keys of a rule's second part that hold what the form of a new rule has there."""
    return tuple(key for key in _TEXTS if getattr(words, key).startswith(BEGINS))
