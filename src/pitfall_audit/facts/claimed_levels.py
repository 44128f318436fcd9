"""In which words an arrangement claims that people shape something together."""

from __future__ import annotations

from typing import Final

from pitfall_audit.engagement.model.vocabulary import Level
from pitfall_audit.facts.arrangement import Arrangement, in_words, shortened
from pitfall_audit.facts.asked_words import written
from pitfall_audit.facts.phrases import speaks_of

__all__ = ["said_together"]

_TOGETHER: Final[tuple[Level, ...]] = ("co-design", "co-produce", "user-led")


def said_together(arrangement: Arrangement, body: str) -> tuple[list[str], list[Level]]:
    """What is said of those on a body who shape something together.

    It is the words of papers, each with the paper's title, two at most, and the levels that are
    claimed with no words. Where one paper gives several they are a range, and none is claimed of
    everybody; nor is what another body is there for, by its title, claimed of this one.
    """
    engagement, bodies = arrangement.engagement, arrangement.bodies
    others = [one for one in engagement.also_stated or () if one.level is not None]
    papers = [one.source.id for one in others if one.source is not None]
    elsewhere = (one.title for name, one in bodies.items() if name != body)
    if len(set(papers)) < len(papers) or any(speaks_of("shaped-together", it) for it in elsewhere):
        return [], []
    titles = {one.id: one.title or in_words(one.id) for one in engagement.sources or ()}
    told = (
        *((one.says, one.source) for one in others),
        *((one.text, one.source) for one in engagement.statements or ()),
        *((one.what, one.source) for one in engagement.events or ()),
    )
    words = [
        f"“{shortened(text)}” ({titles.get(cited.id, cited.id)})"
        for text, cited in told
        if cited and text and speaks_of("shaped-together", text)
        if written(arrangement, (text, cited))
    ]
    # Of which of several bodies a level is claimed is for the words of a paper to tell.
    bare = [engagement.level, *(one.level for one in others if one.says is None)]
    alone = [one for one in bare if one in _TOGETHER and len(bodies) < 2]
    return words[:2], list(dict.fromkeys(alone))
