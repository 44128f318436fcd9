"""Facts about what is said to be done well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Required

from pitfall_audit.facts.arrangement import Arrangement, shortened, slug
from pitfall_audit.facts.fact_schema import Copied, Fact, TypedDict, copied
from pitfall_audit.facts.subjects import Anchor, Subject

__all__ = ["MeritFacts", "merit_subjects"]


# fmt: off
class MeritFacts(TypedDict, total=False):
    """Something that is said to be done well."""

    label: Required[Annotated[str, Fact("What is done well, in the words used")]]
    text: Annotated[str, Copied("What is done well, word for word", "merit.text")]
    said_by: Annotated[list[str], Copied(
        "Who finds so", "merit.said_by", "Who finds that this is done well?")]
    rests_on_somebody: Annotated[bool, Fact(
        "Whether a source is named, or somebody who finds so", "merit.said_by",
        "Who finds that this is done well?")]
# fmt: on


def merit_subjects(arrangement: Arrangement) -> tuple[Subject, ...]:
    """Everything that is said to be done well, in the order of the file; the same text once."""
    found = {one.identity: one for one in _subjects(arrangement)}
    return tuple(found.values())


def _subjects(arrangement: Arrangement) -> Iterator[Subject]:
    for index, one in enumerate(arrangement.engagement.done_well or ()):
        facts: MeritFacts = {
            "label": f"“{shortened(one.text)}”",
            **copied(MeritFacts, arrangement.as_of, one),
        }
        if one.source is not None or one.said_by is not None:
            facts["rests_on_somebody"] = one.source is not None or bool(one.said_by)
        yield Subject(
            kind="merit",
            identity=f"done_well[{slug(one.text)}]",
            label=facts["label"],
            facts=facts,
            anchors={"merit": Anchor(("done_well", index))},
            described_from=arrangement.described(one.source),
            group="engagement",
            group_label="the arrangement",
        )
