"""What happened, what a word means here, and figures: what papers tell beside their rules."""

from __future__ import annotations

from .base import BodyName, PostFirst, Record, RoleId
from .records import Field
from .scalars import Date, ListedText, Range, Text
from .vocabulary import EventKind

__all__ = ["Definition", "Event", "Figure"]


class Event(Record):
    """Something that happened to the arrangement, a body or a role; nobody has to be named."""

    kind: EventKind
    what: Text | None = None
    dated: Date | None = None
    from_: Date | None = Field(None, key="from")
    until: Date | None = None
    body: BodyName | None = None
    role: RoleId | None = None
    number: Range | None = None
    who: ListedText[PostFirst] | None = None


class Definition(Record):
    """What a word means in a paper."""

    word: Text
    means: Text


class Figure(Record):
    """A figure by which a paper tells how the arrangement does, or how large something is."""

    what: Text
    value: Text
    among: Text | None = None
    body: BodyName | None = None
    dated: Date | None = None
    from_: Date | None = Field(None, key="from")
    until: Date | None = None
