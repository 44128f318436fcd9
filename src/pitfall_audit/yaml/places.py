"""Places in files, and problems found while reading them.

A *place* is where something stands in a file. A *problem* is something about a file that
keeps it from being audited as its author meant: each says what is wrong, where, and what
to do about it.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DataPath", "Place", "Problem", "Related"]

DataPath = tuple[str | int, ...]
"""A route of keys and list indexes from the top of a document, as ``("roles", 0, "status")``."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file.

    ``file`` is slash-separated, as it is to be shown. Lines and columns count from 1, and
    columns count characters; the end is exclusive. ``excerpt`` is the text to show: for a
    problem the whole line that ``line`` names, for a finding only the value pointed at.
    ``path`` is the data path as text (``roles[0].status``), empty where there is none.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    excerpt: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that belongs to a problem or a finding, and what it has to do with it."""

    place: Place
    says: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that keeps a file from being audited as its author meant.

    ``id`` names the kind of problem in spoken English (``unknown-key``); ``message`` says
    what is wrong; ``help`` says what to write or do in its place. ``place`` may be without
    a line (line 0) where the file as a whole is meant.
    """

    id: str
    message: str
    place: Place
    help: str
    related: tuple[Related, ...] = ()
