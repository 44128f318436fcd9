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
    return tuple(key for key in _TEXTS if _is_unwritten(getattr(words, key)))


def _is_unwritten(text: str) -> bool:
    """Whether a text holds a line of the form, by itself or left behind beside the author's."""
    return any(line.strip().startswith(BEGINS) for line in text.splitlines())
