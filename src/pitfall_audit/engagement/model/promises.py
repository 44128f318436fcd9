"""What was promised, asked, advised and decided, and what people were told of it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar

from pydantic import Field

from .base import (
    AudienceMember,
    BodyFirst,
    Party,
    PersonOrTeam,
    Record,
    ToldRecord,
    ViewId,
    YesOrSource,
)
from .scalars import Count, Date, Due, Flag, Id, Listed, ListedText, Shorthand, Text
from .vocabulary import ComplaintKind, ComplaintRules, PromiseStatus, Response

__all__ = [
    "Complaint", "Decision", "FollowUp", "Promise", "Recommendation", "Redating",
    "SamePromise",
]  # fmt: skip


class Redating(Record):
    """That a promise was given another date."""

    from_: Date | None = Field(
        None, alias="from", description="The date it had before.", examples=["2026-02-28"]
    )
    to: Date | None = Field(None, description="The date it was given.", examples=["2026-04-30"])
    changed_on: Date | None = Field(
        None, description="The day on which it was given.", examples=["2026-02-20"]
    )
    told_on: Date | None = Field(
        None, description="The day on which people were told.", examples=["2026-02-20"]
    )


class SamePromise(Record):
    """The same promise as another file has it."""

    engagement: Id = Field(description="The id of the other file.", examples=["quality-committee"])
    promise: Id = Field(description="The id of the promise there.", examples=["feedback"])


class Promise(Record):
    """Something people were told would be done."""

    said_otherwise: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "ongoing": "due: ongoing",
            "deadline": "due: 2026-02-28",
            "due_by": "due: 2026-02-28",
            "responsible": "owner: HR business partner",
        }
    )

    id: Id = Field(description="A name of its own within the file.", examples=["feedback"])
    text: Text | None = Field(
        None,
        description="What was promised, in the words used.",
        examples=["You will be told who was appointed."],
    )
    by: Party | None = Field(
        None, description="Who made the promise.", examples=[{"person": "hr-lead"}]
    )
    to: Listed[AudienceMember] | None = Field(
        None,
        description="Those it was made to.",
        examples=[["asha", "brian"], [{"group": "families"}]],
    )
    owner: Text | None = Field(
        None, description="The post or person who sees to it.", examples=["HR business partner"]
    )
    made_on: Date | None = Field(
        None, description="The day on which it was made.", examples=["2026-01-12"]
    )
    due: Due | None = Field(
        None,
        description="The day by which it is to be done, or `ongoing`.",
        examples=["2026-02-28", "ongoing"],
    )
    review_due: Date | None = Field(
        None, description="When an ongoing promise is next looked at.", examples=["2026-12-01"]
    )
    status: PromiseStatus | None = Field(None, description="What became of it.", examples=["kept"])
    reason: Text | None = Field(
        None,
        description="Why it was declined, withdrawn or superseded.",
        examples=["the money was not granted"],
    )
    done_on: Date | None = Field(
        None, description="The day on which it was done.", examples=["2026-02-18"]
    )
    told: ToldRecord | None = Field(
        None,
        description="That those it was made to were told what became of it.",
        examples=[{"on": "2026-02-20", "to": ["asha", "brian"], "how": "letter"}],
    )
    asked_to_wait_on: Date | None = Field(
        None,
        description="The day on which the person asked for it to wait.",
        examples=["2026-02-10"],
    )
    needs_decision_by: ListedText[Text] | None = Field(
        None,
        description="Bodies or posts that must agree before it can be kept.",
        examples=[["finance committee"]],
    )
    decision_agreed_on: Date | None = Field(
        None, description="The day on which they agreed.", examples=["2026-01-10"]
    )
    redated: Listed[Annotated[Redating, Shorthand("from")]] | None = Field(
        None,
        description="Each time it was given another date: the date it had before, or both.",
        examples=[["2026-02-28"], [{"from": "2026-02-28", "to": "2026-04-30"}]],
    )
    same_as: Listed[SamePromise] | None = Field(
        None,
        description="The same promise as other files have it.",
        examples=[[{"engagement": "quality-committee", "promise": "feedback"}]],
    )


class FollowUp(Record):
    """That somebody said they would follow something up."""

    by: PersonOrTeam | None = Field(
        None, description="Who said so.", examples=[{"person": "hr-lead"}]
    )
    said_on: Date | None = Field(
        None, description="The day on which they said so.", examples=["2026-02-02"]
    )


class Complaint(Record):
    """A complaint or concern, of any kind: its dates, never its content."""

    id: Id = Field(description="A name of its own within the file.", examples=["c1"])
    kind: ComplaintKind | None = Field(None, description="What kind it is.", examples=["concern"])
    by: AudienceMember | None = Field(
        None, description="Who raised it.", examples=["asha", {"group": "families"}]
    )
    about: Party | None = Field(
        None,
        description="Whom or what it is about: a team or a body where possible.",
        examples=[{"team": "ward-3"}],
    )
    rules: ComplaintRules | None = Field(
        None,
        description="The rules that set its times: those of the NHS and social care, or the "
        "organisation's own.",
        examples=["own-policy"],
    )
    received_on: Date | None = Field(
        None, description="The day on which it was received.", examples=["2026-02-01"]
    )
    oral: Flag | None = Field(
        None, description="Whether it was made by word of mouth.", examples=["no"]
    )
    settled_on: Date | None = Field(
        None,
        description="The day on which it was settled to the person's satisfaction.",
        examples=["2026-02-02"],
    )
    acknowledged_on: Date | None = Field(
        None, description="The day on which it was acknowledged.", examples=["2026-02-02"]
    )
    acknowledge_within_days: Count | None = Field(
        None,
        description="Working days for acknowledging it, by the organisation's own rules.",
        examples=["3"],
    )
    respond_within_days: Count | None = Field(
        None,
        description="Working days for answering it, by the organisation's own rules.",
        examples=["25"],
    )
    response_due: Date | None = Field(
        None, description="The day by which an answer is due.", examples=["2026-03-01"]
    )
    extended_to: Date | None = Field(
        None, description="The later day to which that was moved.", examples=["2026-04-01"]
    )
    extension_told_on: Date | None = Field(
        None,
        description="The day on which the person was told that it takes longer.",
        examples=["2026-02-25"],
    )
    responded_on: Date | None = Field(
        None, description="The day on which it was answered.", examples=["2026-02-20"]
    )
    follow_up: FollowUp | None = Field(
        None,
        description="That somebody said they would follow it up.",
        examples=[{"by": {"person": "hr-lead"}, "said_on": "2026-02-02"}],
    )
    closed_on: Date | None = Field(
        None, description="The day on which it was closed.", examples=["2026-03-05"]
    )
    told: ToldRecord | None = Field(
        None,
        description="That the person was told what came of it.",
        examples=[{"on": "2026-02-20"}],
    )


class Recommendation(Record):
    """Advice given, and what was answered."""

    id: Id = Field(description="A name of its own within the file.", examples=["r1"])
    by: BodyFirst | None = Field(
        None, description="Who gave it: a body, or a person or team.", examples=["panel"]
    )
    to: Party | None = Field(
        None, description="To whom it was given.", examples=[{"team": "trust board"}]
    )
    text: Text | None = Field(
        None, description="What was advised.", examples=["Pay travel in advance."]
    )
    made_on: Date | None = Field(
        None, description="The day on which it was given.", examples=["2026-02-01"]
    )
    turnaround_days: Count | None = Field(
        None, description="Days within which an answer was to come.", examples=["60"]
    )
    response: Response | None = Field(None, description="What was answered.", examples=["accepted"])
    responded_on: Date | None = Field(
        None, description="The day on which it was answered.", examples=["2026-03-01"]
    )
    reason: Text | None = Field(
        None,
        description="Why it was declined, or accepted in part.",
        examples=["the budget for this year is spent"],
    )


class Decision(Record):
    """A decision about what people are involved in."""

    id: Id = Field(description="A name of its own within the file.", examples=["site-choice"])
    text: Text | None = Field(
        None, description="What was decided.", examples=["The clinic moves to the new site."]
    )
    topic: Text | None = Field(
        None, description="What it is about, in a word or two.", examples=["site"]
    )
    by: BodyFirst | None = Field(None, description="Who decided.", examples=["panel"])
    decided_on: Date | None = Field(
        None, description="The day on which it was decided.", examples=["2026-01-05"]
    )
    open_parts: ListedText[Text] | None = Field(
        None,
        description="What is left open for people to shape; `none` where nothing is.",
        examples=[["opening hours", "waiting room"]],
    )
    told_as_fixed: YesOrSource | None = Field(
        None,
        description="Whether people were told at the start that this was settled.",
        examples=["yes"],
    )
    draws_on: ListedText[ViewId] | None = Field(
        None, description="The ids of the views it rests on.", examples=[["v1", "v2"]]
    )
