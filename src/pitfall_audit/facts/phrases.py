"""The words by which a sentence is known to speak of a matter; they stand in ``phrases.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from pitfall_audit.yaml.document_parts import packaged_data

__all__ = ["speaks_of"]


def speaks_of(matter: str, text: str | None) -> bool:
    """Whether a text has any of the phrases of a matter; no where there is no text."""
    small = (text or "").casefold()
    return any(one.search(small) for one in _phrases()[matter])


@cache
def _phrases() -> Mapping[str, Sequence[re.Pattern[str]]]:
    """What ``phrases.yaml`` has, by matter; read when it is first needed."""
    data = packaged_data("pitfall_audit.facts", "phrases.yaml")
    return {matter: [re.compile(one) for one in listed] for matter, listed in data.items()}
