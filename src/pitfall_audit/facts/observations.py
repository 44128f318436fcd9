"""Facts about what a reader noted that no field holds, and no check can see."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Required

from pitfall_audit.engagement.model import Promise, Recommendation
from pitfall_audit.engagement.model.vocabulary import ObservationWeight, SaidAbout
from pitfall_audit.facts.arrangement import Arrangement, shortened, slug
from pitfall_audit.facts.fact_schema import TypedDict
from pitfall_audit.facts.promises import told_in_passing
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = ["ObservationFacts", "observation_subjects"]


class ObservationFacts(TypedDict, total=False):
    """Something that a reader noted, and what the organisation says to it."""

    label: Required[str]
    text: Required[str]
    told: Required[str]
    weight: Required[ObservationWeight]
    check: Required[str]
    asked_by_a_check: Required[bool]
    answered: bool


_PITFALL_OF: Mapping[SaidAbout, str] = {
    "interests": "boundaries", "training": "induction", "other": "noted",
}  # fmt: skip
"""The pitfalls that are not called as what an observation is about."""


def observation_subjects(arrangement: Arrangement) -> tuple[Subject, ...]:
    """Everything that a reader noted; the same text once."""
    found: dict[str, Subject] = {}
    sources = arrangement.engagement.sources or ()
    terms = {one.id for one in sources if one.kind == "terms-of-reference"}
    for index, one in enumerate(arrangement.engagement.observations or ()):
        by = ", ".join(one.noted_by or ()) or "whoever read this for the audit"
        of = [arrangement.body_label(body) for body in arrangement.told_of((), one.source)]
        of = of if one.source is not None and one.source.id in terms and len(of) == 1 else []
        named = not of or of[0].casefold() in one.text.casefold()
        text = one.text if named else f"{of[0]}: {one.text}"
        facts: ObservationFacts = {
            "label": f"“{shortened(one.text)}”",
            "text": one.text,
            "told": f"Noted by {by}: “{one.text}” Answered since: {one.answer}"
            if one.answer
            else f"{text} (Noted by {by}, not by a check.)",
            "weight": one.weight or "look-into",
            "check": one.check or "",
            "asked_by_a_check": one.weight == "ask"
            and one.answer is None
            and _asked_by_a_check(arrangement, one.text),
        }
        if one.answer is not None or one.weight != "ask":
            facts["answered"] = one.answer is not None
        about = f"{_PITFALL_OF.get(one.about, one.about)}/" if one.about else ""
        identity = f"observations[{about}{slug(one.text)}]"
        found[identity] = Subject(
            kind="observation",
            identity=identity,
            facts=facts,
            anchors={"observation": Anchor(("observations", index))},
            described_from=arrangement.described(one.source),
        )
    return tuple(found.values())


def _asked_by_a_check(arrangement: Arrangement, text: str) -> bool:
    """Whether it asks what became of a promise or of advice of which a check asks the same."""
    engagement = arrangement.engagement
    asked = _BECAME.fullmatch(" ".join(text.casefold().split()))
    if asked is None:
        return False
    words = _stems(asked[1])
    records: tuple[Promise | Recommendation, ...] = (
        *(one for one in engagement.promises or () if one.status is None and one.kind in _ASKED_OF),
        *(one for one in engagement.recommendations or () if one.response is None),
    )
    return bool(words) and any(
        words <= _stems(one.text or "") for one in records if not told_in_passing(arrangement, one)
    )


_ASKED_OF = (None, "deliverable")
_BECAME = re.compile(r"what (?:became|has become|came) of (.+?)\??")


def _stems(text: str) -> set[str]:
    """The beginnings of the longer words: “compare” and “comparison” are of one thing."""
    return {word[:5] for word in re.findall(r"\w{4,}", text.casefold())}
