"""Where a path through a file leads, as the models have it: the record, and the field in it."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.base import Model
from pitfall_audit.engagement.model.outlines import FieldOutline, outline
from pitfall_audit.yaml.places import DataPath

__all__ = ["Proposed", "Spot", "field_named", "spot_at", "where"]


def where(top: type[Model], path: DataPath) -> tuple[type[Model], FieldOutline | None]:
    """The record that the last step of a path stands in, and the field that it is in."""
    owner: type[Model] = top
    field: FieldOutline | None = None
    for step in path:
        if isinstance(step, int):
            continue
        if field is not None and field.model is not None:
            owner = field.model
            if field.container == "mapping":
                field = None  # the step is an id: what follows stands in the record under it
                continue
        if field is not None and field.container == "mapping":
            continue  # the step is a name within a mapping of plain values
        field = outline(owner).get(step)
        if field is None:
            break
    return owner, field


class Proposed(Struct, frozen=True):
    """A field, as ``roles[].term``, and a value that may stand there; ``whole`` has no gap."""

    place: str
    value: Any
    whole: bool


class Spot(Struct, frozen=True):
    """Where a path leads: the ``owner`` of the field there, the field, and the record below it.

    ``entry`` is whether it leads to an entry of the field.
    """

    owner: type[Model]
    field: FieldOutline
    entry: bool

    @property
    def record(self) -> type[Model] | None:
        """The one record there, which has a page of its own; None where it is none, or several."""
        return self.field.model if self.entry or self.field.container == "one" else None


def spot_at(path: DataPath) -> Spot | None:
    """Where a path leads in an engagement file; None where no file can have it."""
    owner: type[Model] | None = Engagement
    spot: Spot | None = None
    steps = list(path)
    while steps:
        step = steps.pop(0)
        field = outline(owner).get(step) if owner and isinstance(step, str) else None
        if owner is None or field is None:
            return None
        entry = field.container != "one" and bool(steps)
        if entry and isinstance(steps.pop(0), int) != (field.container == "list"):
            return None
        spot, owner = Spot(owner, field, entry), field.model
    return spot


def field_named(path: str) -> FieldOutline:
    """The field that the reference names ``roles[].term``; raises KeyError where there is none."""
    owner: type[Model] | None = Engagement
    for step in path.split("."):
        if owner is None:
            raise KeyError(path)
        field = outline(owner)[step.removesuffix("[]")]
        owner = field.model
    return field
