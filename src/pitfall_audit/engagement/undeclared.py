"""People whom a file of ties names, and the engagement that it belongs to does not declare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from pitfall_audit.engagement.model import Engagement, TiesFile
from pitfall_audit.yaml.document_parts import Located
from pitfall_audit.yaml.places import DataPath, Place, Problem, Related
from pitfall_audit.yaml.suggestions import did_you_mean

__all__ = ["undeclared_in_ties"]

_MOST_PLACES: Final = 20
"""Of the places where one unknown person is named, so many are told."""


def undeclared_in_ties(
    document: Located, ties: TiesFile, engagement: Engagement
) -> Iterator[Problem]:
    """One problem for each person whom ``ties``, read from ``document``, names in vain."""
    people = engagement.people or {}
    unknown: dict[str, list[DataPath]] = {}
    for path, person in _named(ties):
        if person not in people:
            unknown.setdefault(person, []).append(path)
    for person, (first, *others) in unknown.items():
        place, related = document.locate(first)
        also = (document.locate(path)[0] for path in others[:_MOST_PLACES])
        yield Problem(
            "unknown-person",
            f"`{person}` is not declared under `people` in the engagement.",
            _with_line(document, place),
            did_you_mean(person, people) or "Declare the person there, or correct the id.",
            (
                *(replace(one, place=_with_line(document, one.place)) for one in related),
                *(Related(place, "named here too") for place in also),
            ),
        )


def _named(ties: TiesFile) -> Iterator[tuple[DataPath, str]]:
    for index, tie in enumerate(ties.ties or ()):
        yield ("ties", index, "of"), tie.of
        if tie.with_.person is not None:
            yield ("ties", index, "with"), tie.with_.person
    for index, conflict in enumerate(ties.conflicts or ()):
        for number, party in enumerate(conflict.between):
            if party.person is not None:
                yield ("conflicts", index, "between", number), party.person


def _with_line(document: Located, place: Place) -> Place:
    return replace(place, excerpt=document.line_excerpt(place.line))
