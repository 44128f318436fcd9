"""The words by which a sentence is known to speak of a matter; they stand in ``phrases.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from pitfall_audit.yaml.document_parts import packaged_data

__all__ = ["LONGEST", "differ_on_whose_views", "said_in", "speaks_of"]

LONGEST = 2000
"""How many characters of a text are read: some patterns take time by the square of what is."""

_DENIED = re.compile(
    r"\b(?:(?:not|cannot|(?:do|does|did|is|are|was|were|wo|ca|need|must)n['’]?t|never)"  # noqa: RUF001
    r"(?: ha(?:ve|s) to)?|(?:nobody|no one|none|nothing|neither|nor)(?: \w+)?|no(?: \w+){0,2})\b"
    r"(?:(?!\b(?:but|must|should|shall|will|is|are|ha(?:s|ve) to|who|which|that|only|just|merely"
    r"|unless|without|until|if|when)\b)[^.;:!?()…\n])*$"
)
"""What comes before a phrase that is denied, as far as the last verb or clause that is another."""


def speaks_of(matter: str, text: str | None) -> bool:
    """Whether a text has any of the phrases of a matter; no where there is no text."""
    return text is not None and _speaks(matter, text[:LONGEST])


def differ_on_whose_views(said: Iterable[str]) -> bool:
    """Whether of some sentences one says that people speak for themselves, and one for others."""
    views = [(speaks_of("of-their-own", one), speaks_of("of-others", one)) for one in said]
    return any(own for own, _ in views) and any(of_others and not own for own, of_others in views)


@lru_cache(maxsize=4096)
def _speaks(matter: str, text: str) -> bool:
    small = " ".join(text.casefold().split())
    return any(said_in(one, small) for one in _phrases(matter))


def said_in(phrase: re.Pattern[str], text: str) -> bool:
    """Whether a phrase is in a text anywhere where what comes before does not deny it."""
    return any(not _DENIED.search(text, 0, one.start()) for one in phrase.finditer(text))


@cache
def _phrases(matter: str) -> Sequence[re.Pattern[str]]:
    """What ``phrases.yaml`` has of a matter, made when it is first asked for: of all takes long."""
    listed: Sequence[str] = packaged_data("pitfall_audit.facts", "phrases.yaml")[matter]
    return [re.compile(one) for one in listed]
