"""The people of an arrangement, by pseudonymous id: who supports whom, and ties between them."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from pitfall_audit.engagement.model.base import (
    BodyName,
    GroupId,
    Hours,
    PersonFirst,
    PersonId,
    PersonOrTeam,
    Record,
    RoleId,
    TieId,
    YesOrSource,
)
from pitfall_audit.engagement.model.capacities import ExperienceWord
from pitfall_audit.engagement.model.scalars import (
    Date,
    Flag,
    Id,
    Listed,
    ListedText,
    Shorthand,
    Text,
)
from pitfall_audit.engagement.model.vocabulary import (
    LIVED_EXPERIENCE,
    Capacity,
    PostKind,
    SupportKind,
    SupportWhen,
    TakesOver,
    TieKind,
    TieReason,
)

__all__ = ["Conflict", "HandlingStep", "Tie"]


class Person(Record):
    """Somebody who takes part, known by an id that is the same in every file."""

    experience: ListedText[ExperienceWord] | None = Field(
        None,
        description="The lived experience the person brings, in the words they use.",
        examples=[["service-user"], ["parent carer"]],
    )
    word: Text | None = Field(
        None,
        description="The word the person chose for themselves; reports print it.",
        examples=["survivor"],
    )
    groups: ListedText[GroupId] | None = Field(
        None,
        description="The affected groups the person belongs to, by id.",
        examples=[["inpatients"]],
    )
    carer_for: ListedText[PersonId] | None = Field(
        None, description="The people this person cares for, by id.", examples=[["asha"]]
    )
    post: Text | None = Field(
        None, description="The post the person is employed in.", examples=["ward nurse"]
    )
    post_kind: PostKind | None = Field(
        None,
        description="What kind of post it is. `care-worker` is paid care, "
        "`lived-experience` a post for which lived experience is required.",
        examples=["clinical"],
    )
    teams: ListedText[Text] | None = Field(
        None, description="The teams or services the person works in.", examples=[["ward-3"]]
    )
    manages: ListedText[Text] | None = Field(
        None, description="The teams or services the person manages.", examples=[["ward-3"]]
    )
    commissions: ListedText[Text] | None = Field(
        None,
        description="The teams or services the person commissions.",
        examples=[["crisis-service"]],
    )
    funded_by: ListedText[Text] | None = Field(
        None,
        description="The teams, services or organisations that pay for the person's work.",
        examples=[["crisis-service"]],
    )
    training: ListedText[Text] | None = Field(
        None,
        description="Training the person has had for this work, staff included.",
        examples=[["fair selection", "working with lived-experience members"]],
    )
    hours_limit: Hours | None = Field(
        None,
        description="The most time the person wants to give, over all their seats.",
        examples=[{"amount": "10", "per": "month"}],
    )
    chose_many_seats: YesOrSource | None = Field(
        None,
        description="Whether the person asked for as many seats as they hold.",
        examples=["yes"],
    )
    successor_named: YesOrSource | None = Field(
        None,
        description="Whether somebody is learning the person's roles, to share or follow.",
        examples=["yes"],
    )
    risk_stated: Flag | None = Field(
        None,
        description="Whether the person has said that the work could affect their wellbeing. "
        "Say no more than yes or no.",
        examples=["no"],
    )
    support_hours: Hours | None = Field(
        None,
        description="The time the person has for supporting others, where that is their work.",
        examples=[{"amount": "15", "per": "week"}],
    )

    @property
    def lived_experience(self) -> tuple[Capacity, ...] | None:
        """The capacities behind ``experience``, or None where it is not stated.

        NOTE: “carer” sometimes means paid staff. For somebody in a care worker's post it is
        taken as lived experience only where the file says whom they care for.
        """
        if self.experience is None:
            return None
        paid_carer = self.post_kind == "care-worker" and not self.carer_for
        named = {word.capacity for word in self.experience}
        return tuple(
            capacity
            for capacity in LIVED_EXPERIENCE
            if capacity in named and not (paid_carer and capacity == "carer")
        )


class Support(Record):
    """Support that one person, or everyone in a role, has or was offered."""

    for_: PersonId | None = Field(
        None, alias="for", description="The id of the person supported.", examples=["asha"]
    )
    role: RoleId | None = Field(
        None,
        description="Instead of one person: the id of a role whose every holder has it.",
        examples=["panel-member"],
    )
    by: PersonOrTeam | None = Field(None, description="Who gives it.", examples=[{"person": "sam"}])
    kind: ListedText[SupportKind] | None = Field(
        None,
        description="What kind it is. A paid peer is `peer`; a call from the chair before a "
        "meeting is `chair-premeet`.",
        examples=["peer", ["practical", "emotional"]],
    )
    when: ListedText[SupportWhen] | None = Field(
        None,
        description="Before, during or after meetings.",
        examples=[["before", "after"]],
    )
    attends: Flag | None = Field(
        None, description="Whether the supporter comes to the meetings.", examples=["yes"]
    )
    independent: YesOrSource | None = Field(
        None,
        description="Whether the supporter is outside the body's chain: not its chair, secretary "
        "or budget holder, nor the person's manager.",
        examples=["yes"],
    )
    hours: Hours | None = Field(
        None,
        description="The time set aside for it.",
        examples=[{"amount": "2", "per": "month"}],
    )
    cover: YesOrSource | None = Field(
        None, description="Whether somebody stands in when the supporter is away.", examples=["yes"]
    )
    from_: Date | None = Field(
        None, alias="from", description="The day on which it begins.", examples=["2026-01-12"]
    )
    until: Date | None = Field(
        None, description="The day on which it ends.", examples=["2027-01-11"]
    )
    offered_on: Date | None = Field(
        None, description="The day on which it was offered.", examples=["2026-01-08"]
    )
    declined: Flag | None = Field(
        None, description="Whether the person said no to it.", examples=["yes"]
    )


class Tie(Record):
    """A tie between a person and another person, or a team."""

    id: Id | None = Field(None, description="A name of its own within the file.", examples=["t1"])
    of: PersonId = Field(description="The id of the person who has the tie.", examples=["asha"])
    with_: PersonFirst = Field(
        alias="with",
        description="The person or team they have it with.",
        examples=[{"person": "jo"}, {"team": "ward-3"}],
    )
    kind: TieKind = Field(
        description="What kind of tie, read from `of` to `with`.", examples=["receives-care-from"]
    )
    since: Date | None = Field(None, description="When it began.", examples=["2025-03-01"])
    until: Date | None = Field(
        None, description="When it ended, where it has.", examples=["2025-11-30"]
    )
    declared_by: PersonId | None = Field(
        None, description="The id of the person who declared it.", examples=["asha"]
    )
    declared_on: Date | None = Field(
        None, description="The day on which it was declared.", examples=["2026-01-10"]
    )
    consent_on: Date | None = Field(
        None,
        description="The day on which the person agreed to its being written down.",
        examples=["2026-01-10"],
    )

    @model_validator(mode="after")
    def _is_between_two(self) -> Self:
        if self.with_.person == self.of:
            raise PydanticCustomError("with_oneself", "{person}", {"person": self.of})
        return self


class HandlingStep(Record):
    """One thing that somebody does so that a tie does no harm."""

    step: Text = Field(description="What is done.", examples=["Jo hands the chair to the HR lead"])
    by: PersonFirst | None = Field(
        None,
        description="Who does it: the id of a person, or a team.",
        examples=["jo", {"team": "hr"}],
    )
    takes_over: TakesOver | None = Field(
        None, description="What somebody else does from now on.", examples=["supervision"]
    )
    instead: PersonFirst | None = Field(
        None,
        description="Who supervises, appraises, decides or chairs instead.",
        examples=[{"person": "hr-lead"}],
    )


class Conflict(Record):
    """How a tie between two people is acknowledged and handled."""

    between: Listed[PersonFirst] = Field(
        min_length=2,
        max_length=2,
        description="The two whom the tie is between.",
        examples=[["asha", "jo"]],
    )
    because: TieReason = Field(description="What the tie is about.", examples=["care"])
    tie: TieId | None = Field(
        None, description="The id of the tie, if it stands under `ties`.", examples=["t1"]
    )
    bodies: ListedText[BodyName] | None = Field(
        None,
        description="The bodies for which it is handled, if not for all.",
        examples=[["panel"]],
    )
    acknowledged_on: Date | None = Field(
        None, description="The day on which it was acknowledged.", examples=["2026-01-10"]
    )
    acknowledged_by: ListedText[PersonId] | None = Field(
        None, description="The ids of those who acknowledged it.", examples=[["asha", "jo"]]
    )
    handling: Listed[Annotated[HandlingStep, Shorthand("step")]] | None = Field(
        None,
        description="What each does; `none`, with a reason, where nothing is needed.",
        examples=[[{"step": "Jo hands the chair to the HR lead when Asha sits", "by": "jo"}]],
    )
    reason: Text | None = Field(
        None,
        description="Why nothing more is done.",
        examples=["they meet only at the yearly meeting"],
    )
    chosen_by: PersonId | None = Field(
        None, description="The id of the person who chose how it is handled.", examples=["asha"]
    )
    seat_kept: Flag | None = Field(
        None,
        description="Whether it is said that the person keeps their seat meanwhile.",
        examples=["yes"],
    )
    review_due: Date | None = Field(
        None, description="When it is next looked at.", examples=["2026-12-31"]
    )
    reviewed_on: Date | None = Field(
        None, description="When it was last looked at.", examples=["2026-06-30"]
    )
