"""Facts about what a reader noted that no field holds, and no check can see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Required

from pitfall_audit.engagement.model.vocabulary import ObservationWeight, SaidAbout
from pitfall_audit.facts.arrangement import Arrangement, shortened, slug
from pitfall_audit.facts.fact_schema import TypedDict
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = ["ObservationFacts", "observation_subjects"]


class ObservationFacts(TypedDict, total=False):
    """Something that a reader noted, and what the organisation says to it."""

    label: Required[str]
    text: Required[str]
    told: Required[str]
    weight: Required[ObservationWeight]
    check: Required[str]
    answered: bool


_PITFALL_OF: Mapping[SaidAbout, str] = {
    "interests": "boundaries", "training": "induction", "other": "noted",
}  # fmt: skip
"""The pitfalls that are not called as what an observation is about."""


def observation_subjects(arrangement: Arrangement) -> tuple[Subject, ...]:
    """Everything that a reader noted; the same text once."""
    found: dict[str, Subject] = {}
    for index, one in enumerate(arrangement.engagement.observations or ()):
        by = ", ".join(one.noted_by or ()) or "whoever read this for the audit"
        facts: ObservationFacts = {
            "label": f"“{shortened(one.text)}”",
            "text": one.text,
            "told": f"Noted by {by}: “{one.text}” Answered since: {one.answer}"
            if one.answer
            else f"{one.text} (Noted by {by}, not by a check.)",
            "weight": one.weight or "look-into",
            "check": one.check or "",
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
