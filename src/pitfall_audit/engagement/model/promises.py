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
from .records import Field, optional
from .scalars import MAPPING, Count, Date, Days, Flag, Id, Listed, ListedText, Shorthand, Text
from .vocabulary import ComplaintKind, ComplaintRules, PromiseKind, PromiseStatus, Response

__all__ = [
    "Complaint", "Decision", "DueOrRule", "DueRule", "FollowUp", "Promise", "Recommendation",
    "Redating", "SamePromise",
]  # fmt: skip


# fmt: off
class DueRule(Model):
    """A day that is counted from something that happens, each time or once."""

    within: Text = Field(description="How long, in the words used.", examples=["20 working days"])
    of: Text | None = optional("What happens first.", "the complaint")
    before: Text | None = optional("What it is to be done before.", "each meeting")


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

    from_: Date | None = optional("The date it had before.", "2026-02-28", alias="from")
    to: Date | None = optional("The date it was given.", "2026-04-30")
    changed_on: Date | None = optional("The day on which it was given.", "2026-02-20")
    told_on: Date | None = optional("The day on which people were told.", "2026-02-20")


class SamePromise(Record):
    """The same promise as another file has it."""

    engagement: Id = Field(description="The id of the other file.", examples=["quality-committee"])
    promise: Id = Field(description="The id of the promise there.", examples=["feedback"])


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

    id: Id = Field(description="A name of its own within the file.", examples=["feedback"])
    text: Text | None = optional(
        "What was promised, in the words used.", "You will be told who was appointed.")
    kind: PromiseKind | None = optional(
        "A `deliverable` to somebody; a `standing-rule`, as a right or duty without end; an "
        "`aim`; or a `step` of a plan. Who sees to it, by when, and who was told is asked of "
        "deliverables alone. A deliverable where nothing is said.", "standing-rule")
    by: Party | None = optional("Who made the promise.", {"person": "hr-lead"})
    to: Listed[AudienceMember] | None = optional(
        "Those it was made to.", ["asha", "brian"], [{"group": "families"}])
    owner: PostFirst | None = optional(
        "The post or person who sees to it.", "HR business partner",
        {"post": "head of adult services", "of": "the council"})
    made_on: Date | None = optional("The day on which it was made.", "2026-01-12")
    due: DueOrRule | None = optional(
        "The day by which it is to be done; `ongoing`; or how long from what happens, as a rule "
        "that is late on no day.", "2026-02-28", "ongoing",
        {"within": "20 working days", "of": "the complaint"})
    review_due: Date | None = optional("When an ongoing promise is next looked at.", "2026-12-01")
    status: PromiseStatus | None = optional("What became of it.", "kept")
    reason: Text | None = optional(
        "Why it was declined, withdrawn or superseded.", "the money was not granted")
    done_on: Date | None = optional("The day on which it was done.", "2026-02-18")
    aim_met: YesOrSource | None = optional(
        "Whether what it was for has been reached; of one that is closed.", "no")
    unmet_told: YesOrSource | None = optional(
        "Whether people were told what was not reached, and what happens to it.", "yes")
    needs: ListedText[PromiseId] | None = optional(
        "The promises of this file, aims and steps too, that it cannot be done without, by id.",
        ["widen-the-door"])
    told: ToldRecord | None = optional(
        "That those it was made to were told what became of it.",
        {"on": "2026-02-20", "to": ["asha", "brian"], "how": "letter"})
    asked_to_wait_on: Date | None = optional(
        "The day on which the person asked for it to wait.", "2026-02-10")
    needs_decision_by: ListedText[PostFirst] | None = optional(
        "Bodies or posts that must agree before it can be kept.", ["finance committee"])
    decision_agreed_on: Date | None = optional("The day on which they agreed.", "2026-01-10")
    redated: Listed[Annotated[Redating, Shorthand("from")]] | None = optional(
        "Each time it was given another date: the date it had before, or both.", ["2026-02-28"],
        [{"from": "2026-02-28", "to": "2026-04-30"}])
    same_as: Listed[SamePromise] | None = optional(
        "The same promise as other files have it.",
        [{"engagement": "quality-committee", "promise": "feedback"}])


class FollowUp(Record):
    """That somebody said they would follow something up."""

    by: PersonOrTeam | None = optional("Who said so.", {"person": "hr-lead"})
    said_on: Date | None = optional("The day on which they said so.", "2026-02-02")


class Complaint(Record):
    """A complaint or concern, of any kind: its dates, never its content."""

    id: Id = Field(description="A name of its own within the file.", examples=["c1"])
    kind: ComplaintKind | None = optional("What kind it is.", "concern")
    by: AudienceMember | None = optional("Who raised it.", "asha", {"group": "families"})
    about: Party | None = optional(
        "Whom or what it is about: a team or a body where possible.", {"team": "ward-3"})
    rules: ComplaintRules | None = optional(
        "The rules that set its times: those of the NHS and social care, or the organisation's "
        "own.", "own-policy")
    received_on: Date | None = optional("The day on which it was received.", "2026-02-01")
    oral: Flag | None = optional("Whether it was made by word of mouth.", "no")
    settled_on: Date | None = optional(
        "The day on which it was settled to the person's satisfaction.", "2026-02-02")
    acknowledged_on: Date | None = optional("The day on which it was acknowledged.", "2026-02-02")
    acknowledge_within_days: Count | None = optional(
        "Working days for acknowledging it, by the organisation's own rules.", "3")
    respond_within_days: Count | None = optional(
        "Working days for answering it, by the organisation's own rules.", "25")
    response_due: Date | None = optional("The day by which an answer is due.", "2026-03-01")
    extended_to: Date | None = optional("The later day to which that was moved.", "2026-04-01")
    extension_told_on: Date | None = optional(
        "The day on which the person was told that it takes longer.", "2026-02-25")
    responded_on: Date | None = optional("The day on which it was answered.", "2026-02-20")
    follow_up: FollowUp | None = optional(
        "That somebody said they would follow it up.",
        {"by": {"person": "hr-lead"}, "said_on": "2026-02-02"})
    closed_on: Date | None = optional("The day on which it was closed.", "2026-03-05")
    told: ToldRecord | None = optional(
        "That the person was told what came of it.", {"on": "2026-02-20"})


class Recommendation(Record):
    """Advice given, and what was answered."""

    id: Id = Field(description="A name of its own within the file.", examples=["r1"])
    by: BodyFirst | None = optional("Who gave it: a body, or a person or team.", "panel")
    to: Party | None = optional("To whom it was given.", {"team": "trust board"})
    text: Text | None = optional("What was advised.", "Pay travel in advance.")
    made_on: Date | None = optional("The day on which it was given.", "2026-02-01")
    turnaround_days: Days | None = optional("Days within which an answer was to come.", "60")
    response: Response | None = optional("What was answered.", "accepted")
    responded_on: Date | None = optional("The day on which it was answered.", "2026-03-01")
    owner: PostFirst | None = optional(
        "The post or person who sees to it, once it is accepted.", "HR business partner")
    due: DueOrRule | None = optional(
        "The day by which it is to be done, once it is accepted; or `ongoing`.", "2026-06-30")
    done_on: Date | None = optional("The day on which what was accepted was done.", "2026-05-20")
    reason: Text | None = optional(
        "Why it was declined, or accepted in part.", "the budget for this year is spent")


class Decision(Record):
    """A decision about what people are involved in."""

    id: Id = Field(description="A name of its own within the file.", examples=["site-choice"])
    text: Text | None = optional("What was decided.", "The clinic moves to the new site.")
    topic: Text | None = optional("What it is about, in a word or two.", "site")
    by: BodyFirst | None = optional("Who decided.", "panel")
    decided_on: Date | None = optional("The day on which it was decided.", "2026-01-05")
    open_parts: ListedText[Text] | None = optional(
        "What is left open for people to shape; `none` where nothing is.",
        ["opening hours", "waiting room"])
    told_as_fixed: YesOrSource | None = optional(
        "Whether people were told at the start that this was settled.", "yes")
    draws_on: ListedText[ViewId] | None = optional(
        "The ids of the views it rests on.", ["v1", "v2"])
