"""The checks of the invented Larkbridge Care Trust, as a plugin of pitfall-audit."""

from __future__ import annotations

import re
from pathlib import Path

from pitfall_audit.plugins import (
    CannotTell,
    CheckAnswer,
    DoesNotApply,
    Everything,
    Facts,
    Failed,
    Passed,
    Plugin,
)

__all__ = ["PLUGIN", "hard_to_read", "longest_sentence"]

_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)|\n\s*\n")


def longest_sentence(text: str) -> int:
    """How many words the longest sentence of a text has."""
    return max(len(sentence.split()) for sentence in _SENTENCE_END.split(text))


def hard_to_read(promise: Facts, everything: Everything) -> CheckAnswer:
    """Whether a promise can be read by the people it is made to.

    A field that is not stated is absent from the facts, so ask with ``get`` or ``in``.
    """
    if promise.get("closed"):
        return DoesNotApply()
    text = promise.get("text")
    if text is None:
        return CannotTell(("text",))
    words = longest_sentence(text)
    if words > everything.thresholds["most_words"]:
        return Failed("advice", {"words": words})
    return Passed({"words": words})


PLUGIN = Plugin(
    folder=Path(__file__).parent / "rules",
    checks={"promise-hard-to-read": hard_to_read},
)
"""What the entry point leads to: the folder of the rules' files, and the functions."""
