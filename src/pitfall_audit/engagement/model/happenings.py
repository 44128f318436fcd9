"""What happened, what a word means here, and figures: what papers tell beside their rules."""

from __future__ import annotations

from .base import BodyName, PostFirst, Record, RoleId
from .records import Field, optional
from .scalars import Date, ListedText, Range, Text
from .vocabulary import EventKind

__all__ = ["Definition", "Event", "Figure"]


# fmt: off
class Event(Record):
    """Something that happened to the arrangement, a body or a role; nobody has to be named."""

    kind: EventKind = Field(
        description="What kind of thing happened. `reviewed` says that the arrangement, or the "
        "body, was looked at as a whole, and counts as `reviewed_on`; no check reads the others.",
        examples=["joined"])
    what: Text | None = optional(
        "What happened, in a few words; never why somebody left.", "two new members were welcomed")
    dated: Date | None = optional("When it happened.", "2025-11")
    from_: Date | None = optional("For what went on for a time: when it began.", "2024-01",
                                  alias="from")
    until: Date | None = optional("For what went on for a time: when it ended.", "2024-04-21")
    body: BodyName | None = optional("The body that it concerns.", "panel")
    role: RoleId | None = optional("The id of the role that it concerns.", "panel-member")
    number: Range | None = optional("How many people it concerns.", "2")
    who: ListedText[PostFirst] | None = optional(
        "Whom it concerns, or who did it, by post. Of somebody with an id, the end of a seat "
        "stands at the holder: `ended`.", ["chair"])


class Definition(Record):
    """What a word means in a paper."""

    word: Text = Field(description="The word.", examples=["carer"])
    means: Text = Field(
        description="What the paper says that it means.",
        examples=["anybody who looks after a relative or friend without pay"])


class Figure(Record):
    """A figure by which a paper tells how the arrangement does, or how large something is."""

    what: Text = Field(description="What is counted or measured.", examples=["visits carried out"])
    value: Text = Field(description="The figure, as the paper has it.", examples=["73%"])
    among: Text | None = optional("Of whom, or of what.", "visits planned")
    body: BodyName | None = optional("The body that it is of.", "panel")
    dated: Date | None = optional("The day of which it is true.", "2026-03-31")
    from_: Date | None = optional("For a stretch of time: when it began.", "2025-04", alias="from")
    until: Date | None = optional("For a stretch of time: when it ended.", "2026-03")
