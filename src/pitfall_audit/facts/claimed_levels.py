"""What levels of involvement an arrangement claims, and in which words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pitfall_audit.engagement.model.vocabulary import Level
from pitfall_audit.facts.arrangement import Arrangement, in_words, shortened
from pitfall_audit.facts.asked_words import written
from pitfall_audit.facts.phrases import speaks_of

__all__ = ["levels_claimed", "said_together"]

_TOGETHER: Final[tuple[Level, ...]] = ("co-design", "co-produce", "user-led")


def levels_claimed(arrangement: Arrangement) -> list[Level]:
    """Every level of involvement that the file claims, each once.

    Where one paper gives several they are a range, and none is claimed of everybody.
    """
    engagement = arrangement.engagement
    others = [one for one in engagement.also_stated or () if one.level is not None]
    papers = [one.source.id for one in others if one.source is not None]
    if len(set(papers)) < len(papers):
        return []
    stated = (engagement.level, *(one.level for one in others))
    return list(dict.fromkeys(one for one in stated if one is not None))


def said_together(arrangement: Arrangement) -> Iterator[str]:
    """What papers say of people who shape something together, each with the paper's title.

    First what is written beside such a level, then statements and events that say so.
    """
    engagement = arrangement.engagement
    titles = {one.id: one.title or in_words(one.id) for one in engagement.sources or ()}
    beside = (
        (one.says, one.source, one.level in _TOGETHER) for one in engagement.also_stated or ()
    )
    told = (
        *((one.text, one.source) for one in engagement.statements or ()),
        *((one.what, one.source) for one in engagement.events or ()),
    )
    elsewhere = ((text, cited, speaks_of("shaped-together", text)) for text, cited in told)
    for text, cited, claims in (*beside, *elsewhere):
        if claims and text and cited and written(arrangement, (text, cited)):
            yield f"“{shortened(text)}” ({titles.get(cited.id, cited.id)})"
