"""What was promised, asked, advised and decided, and what people were told of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal

from .base import (
    AudienceMember,
    BodyFirst,
    Model,
    Party,
    PersonOrTeam,
    PostFirst,
    PromiseId,
    Record,
    ToldRecord,
    ViewId,
    YesOrSource,
)
from .markers import Choice
from .records import Field
from .scalars import MAPPING, Count, Date, Days, Flag, Id, Listed, ListedText, Shorthand, Text
from .vocabulary import ComplaintKind, ComplaintRules, PromiseKind, PromiseStatus, Response

__all__ = [
    "Complaint", "Decision", "DueOrRule", "DueRule", "FollowUp", "Promise", "Recommendation",
    "Redating", "SamePromise",
]  # fmt: skip


class DueRule(Model):
    """A day that is counted from something that happens, each time or once."""

    within: Text
    of: Text | None = None
    before: Text | None = None


def _due_kind(value: object) -> str:
    if isinstance(value, dict):
        return MAPPING
    return "<ongoing>" if value == "ongoing" else "<date>"


DueOrRule = Annotated[
    Literal["ongoing"] | Date | DueRule, Choice(_due_kind, ("<ongoing>", "<date>", MAPPING))
]
"""A date, ``ongoing`` for something that has no end, or a rule from which days are counted."""


class Redating(Record):
    """That a promise was given another date."""

    from_: Date | None = Field(None, key="from")
    to: Date | None = None
    changed_on: Date | None = None
    told_on: Date | None = None


class SamePromise(Record):
    """The same promise as another file has it."""

    engagement: Id
    promise: Id


class Promise(Record):
    """Something people were told would be done."""

    said_otherwise: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "ongoing": "`due`, as in `due: ongoing`",
            "deadline": "`due`, in the shape `due: 2026-02-28`",
            "due_by": "`due`, in the shape `due: 2026-02-28`",
            "responsible": "`owner`, in the shape `owner: …`",
        }
    )

    id: Id
    text: Text | None = None
    kind: PromiseKind | None = None
    by: Party | None = None
    to: Listed[AudienceMember] | None = None
    owner: PostFirst | None = None
    made_on: Date | None = None
    due: DueOrRule | None = None
    review_due: Date | None = None
    status: PromiseStatus | None = None
    reason: Text | None = None
    done_on: Date | None = None
    aim_met: YesOrSource | None = None
    unmet_told: YesOrSource | None = None
    needs: ListedText[PromiseId] | None = None
    told: ToldRecord | None = None
    asked_to_wait_on: Date | None = None
    needs_decision_by: ListedText[PostFirst] | None = None
    decision_agreed_on: Date | None = None
    redated: Listed[Annotated[Redating, Shorthand("from")]] | None = None
    same_as: Listed[SamePromise] | None = None


class FollowUp(Record):
    """That somebody said they would follow something up."""

    by: PersonOrTeam | None = None
    said_on: Date | None = None


class Complaint(Record):
    """A complaint or concern, of any kind: its dates, never its content."""

    id: Id
    kind: ComplaintKind | None = None
    by: AudienceMember | None = None
    about: Party | None = None
    rules: ComplaintRules | None = None
    received_on: Date | None = None
    oral: Flag | None = None
    settled_on: Date | None = None
    acknowledged_on: Date | None = None
    acknowledge_within_days: Count | None = None
    respond_within_days: Count | None = None
    response_due: Date | None = None
    extended_to: Date | None = None
    extension_told_on: Date | None = None
    responded_on: Date | None = None
    follow_up: FollowUp | None = None
    closed_on: Date | None = None
    told: ToldRecord | None = None


class Recommendation(Record):
    """Advice given, and what was answered."""

    id: Id
    by: BodyFirst | None = None
    to: Party | None = None
    text: Text | None = None
    made_on: Date | None = None
    turnaround_days: Days | None = None
    response: Response | None = None
    responded_on: Date | None = None
    owner: PostFirst | None = None
    due: DueOrRule | None = None
    done_on: Date | None = None
    reason: Text | None = None


class Decision(Record):
    """A decision about what people are involved in."""

    id: Id
    text: Text | None = None
    topic: Text | None = None
    by: BodyFirst | None = None
    decided_on: Date | None = None
    open_parts: ListedText[Text] | None = None
    told_as_fixed: YesOrSource | None = None
    draws_on: ListedText[ViewId] | None = None
