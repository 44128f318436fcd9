"""What became of findings between two results, and what a plan says of them, as plain records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from msgspec import Struct

from pitfall_audit.rules.form.outcomes import Severity

__all__ = [
    "CAUSES", "Action", "ActionStatus", "Cause", "Change", "Comparison", "Kind", "Plan", "Point",
]  # fmt: skip

Kind = Literal[
    "new", "reopened", "worse", "waiver-ended", "persisting", "waived", "fixed", "asked",
    "unreadable", "not-looked-at",
]  # fmt: skip
"""What became of a finding, in the order in which it is shown.

``reopened`` was in place, and is a finding now. ``asked`` is a question now. ``unreadable`` is in a
file that can't be read any more; ``not-looked-at`` in one that is not there, or of a check
that did not run: neither is known to be fixed.
"""

Cause = Literal["file", "time", "program", "time-or-program"]
CAUSES: Final[Mapping[Cause, str]] = {
    "file": "the file changed",
    "time": "the file is the same, and time has passed",
    "program": "the file is the same; the program, its checks or the settings changed",
    "time-or-program": "the file is the same; time has passed, and the program, its checks or the "
    "settings changed",
}


class Change(Struct, frozen=True):
    """What became of one finding; ``cause`` is empty where nothing changed, or it is not known."""

    kind: Kind
    rule: str
    engagement: str
    subject: str
    label: str
    message: str
    severity: Severity
    private: bool
    file: str
    line: int
    cause: Cause | Literal[""] = ""


class Point(Struct, frozen=True):
    """How much one of several results says, counted as it is shown, and of how many arrangements.

    ``as_of`` is its day, ISO 8601.
    """

    as_of: str
    arrangements: int
    act_now: int
    look_into: int
    consider: int
    to_ask: int
    in_place: int
    not_completed: int


class Comparison(Struct, frozen=True):
    """Two results held against each other; the days are those as of which they were made.

    ``course`` has a point for each of several earlier results, and for the later one at its end.
    """

    comparison: Literal[1]
    old_as_of: str
    new_as_of: str
    complete: bool
    changes: tuple[Change, ...]
    course: tuple[Point, ...] = ()

    @property
    def any_new(self) -> bool:
        """Whether anything counts now that did not count before."""
        return any(one.kind in ("new", "reopened", "worse", "waiver-ended") for one in self.changes)


ActionStatus = Literal["not-begun", "in-progress", "done", "will-not-be-done"]


class Action(Struct, frozen=True):
    """What an organisation has written in its plan about the findings of one check.

    It changes no outcome. ``due`` is as written, and ``late`` where it has gone by and the action
    is neither done nor declined. ``reply`` is what the organisation says of the finding in its own
    words. ``fits`` says whether there is such a finding: ``not-looked-at`` is one of an arrangement
    that was not audited, or of a check that did not run on it.
    """

    engagement: str
    rule: str
    owner: str = ""
    due: str = ""
    status: ActionStatus = "not-begun"
    comment: str = ""
    reply: str = ""
    late: bool = False
    fits: Literal["found", "not-found", "not-looked-at"] = "found"
    private: bool = False


class Plan(Struct, frozen=True):
    """The plan that was read: its file, and what is written in it; rows left empty are not."""

    file: str
    actions: tuple[Action, ...]
