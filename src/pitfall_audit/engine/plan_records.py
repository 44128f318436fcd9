"""What an organisation has written in its plan about findings, as a result holds it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

__all__ = ["Action", "ActionStatus", "Plan"]

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
