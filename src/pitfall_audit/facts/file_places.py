"""The places of an engagement file, and which of them no fact is made of yet.

Which those are is written down in ``places_without_facts.yaml``. That file is made from the
models and from what the derivation of facts reads, and a test holds it to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.base import FieldOutline, Model, outline
from pitfall_audit.yaml.reading import Document, read_text

__all__ = ["DATA", "FilePlace", "file_places", "places_without_facts"]

DATA = "places_without_facts.yaml"
"""The file beside this one that lists the places without facts, the outermost of each."""
_OF_THE_PROGRAM = frozenset({"version", "waivers"})
_EVERYWHERE = "source"
"""A field of every record, which says where something is written and is no matter by itself."""


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A field as it stands in a file: ``path`` has ``[]`` where there are several.

    ``owner`` is the record that has the field.
    """

    path: str
    owner: type[Model]
    field: FieldOutline


def file_places(
    model: type[Model] = Engagement, before: str = "", above: tuple[type[Model], ...] = ()
) -> Iterator[FilePlace]:
    """Every place of a file, each before what is below it."""
    for key, field in outline(model).items():
        if key == _EVERYWHERE or (not before and key in _OF_THE_PROGRAM):
            continue
        path = f"{before}{key}"
        yield FilePlace(path, model, field)
        if field.model is not None and field.model not in (*above, model):
            several = "" if field.container == "one" else "[]"
            yield from file_places(field.model, f"{path}{several}.", (*above, model))


@cache
def places_without_facts() -> frozenset[str]:
    """The paths of all places of which no fact is made, those below such a place among them."""
    text = (resources.files(__package__) / DATA).read_text(encoding="utf-8")
    read = read_text(text, DATA)
    assert isinstance(read, Document), read  # noqa: S101 - it comes with the program, and is tested
    outermost = set(read.data["without_facts"])
    found: set[str] = set()
    for place in file_places():
        above = place.path.rpartition(".")[0].removesuffix("[]")
        if place.path in outermost or above in found:
            found.add(place.path)
    return frozenset(found)
