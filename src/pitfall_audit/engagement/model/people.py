"""The people of an arrangement, by pseudonymous id: who supports whom, and ties between them."""

from __future__ import annotations

from typing import Annotated, Self

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
from pitfall_audit.engagement.model.records import Field, optional
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
    ExperienceWord,
    PostKind,
    SupportKind,
    SupportWhen,
    TakesOver,
    TieKind,
    TieReason,
)

__all__ = ["Conflict", "HandlingStep", "Tie"]


# fmt: off
class Person(Record):
    """Somebody who takes part, known by an id that is the same in every file."""

    experience: ListedText[ExperienceWord] | None = optional(
        "The lived experience the person brings, in the words they use.", ["service-user"],
        ["parent carer"])
    word: Text | None = optional(
        "The word the person chose for themselves; reports print it.", "survivor")
    groups: ListedText[GroupId] | None = optional(
        "The affected groups the person belongs to, by id.", ["inpatients"])
    carer_for: ListedText[PersonId] | None = optional(
        "The people this person cares for, by id.", ["asha"])
    post: Text | None = optional("The post the person is employed in.", "ward nurse")
    post_kind: PostKind | None = optional(
        "What kind of post it is. `care-worker` is paid care, `lived-experience` a post for which "
        "lived experience is required.", "clinical")
    teams: ListedText[Text] | None = optional(
        "The teams or services the person works in.", ["ward-3"])
    manages: ListedText[Text] | None = optional(
        "The teams or services the person manages.", ["ward-3"])
    commissions: ListedText[Text] | None = optional(
        "The teams or services the person commissions.", ["crisis-service"])
    funded_by: ListedText[Text] | None = optional(
        "The teams, services or organisations that pay for the person's work.", ["crisis-service"])
    training: ListedText[Text] | None = optional(
        "Training the person has had for this work, staff included.",
        ["fair selection", "working with lived-experience members"])
    hours_limit: Hours | None = optional(
        "The most time the person wants to give, over all their seats.",
        {"amount": "10", "per": "month"})
    chose_many_seats: YesOrSource | None = optional(
        "Whether the person asked for as many seats as they hold.", "yes")
    successor_named: YesOrSource | None = optional(
        "Whether somebody is learning the person's roles, to share or follow.", "yes")
    risk_stated: Flag | None = optional(
        "Whether the person has said that the work could affect their wellbeing. Say no more than "
        "yes or no.", "no")
    support_hours: Hours | None = optional(
        "The time the person has for supporting others, where that is their work.",
        {"amount": "15", "per": "week"})

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

    for_: PersonId | None = optional("The id of the person supported.", "asha", alias="for")
    role: RoleId | None = optional(
        "Instead of one person: the id of a role whose every holder has it.", "panel-member")
    by: PersonOrTeam | None = optional("Who gives it.", {"person": "sam"})
    kind: ListedText[SupportKind] | None = optional(
        "What kind it is. A paid peer is `peer`; a call from the chair before a meeting is "
        "`chair-premeet`.", "peer", ["practical", "emotional"])
    when: ListedText[SupportWhen] | None = optional(
        "Before, during or after meetings.", ["before", "after"])
    attends: Flag | None = optional("Whether the supporter comes to the meetings.", "yes")
    independent: YesOrSource | None = optional(
        "Whether the supporter is outside the body's chain: not its chair, secretary or budget "
        "holder, nor the person's manager.", "yes")
    hours: Hours | None = optional("The time set aside for it.", {"amount": "2", "per": "month"})
    cover: YesOrSource | None = optional(
        "Whether somebody stands in when the supporter is away.", "yes")
    from_: Date | None = optional("The day on which it begins.", "2026-01-12", alias="from")
    until: Date | None = optional("The day on which it ends.", "2027-01-11")
    offered_on: Date | None = optional("The day on which it was offered.", "2026-01-08")
    declined: Flag | None = optional("Whether the person said no to it.", "yes")

    def checked(self) -> Self:
        """It is for somebody."""
        if self.for_ is None and self.role is None:
            raise PydanticCustomError("for_nobody", "")
        return self


class Tie(Record):
    """A tie between a person and another person, or a team."""

    id: Id | None = optional("A name of its own within the file.", "t1")
    of: PersonId = Field(description="The id of the person who has the tie.", examples=["asha"])
    with_: PersonFirst = Field(
        alias="with", description="The person, team or organisation they have it with.",
        examples=[{"person": "jo"}, {"team": "ward-3"}])
    kind: TieKind = Field(
        description="What kind of tie, read from `of` to `with`. Those of money, work and "
        "friendship make up a register of interests; no check of care reads them.",
        examples=["receives-care-from"])
    what: Text | None = optional(
        "What it is, in words, as a register has it. Kept for readers.", "runs a care home")
    since: Date | None = optional("When it began.", "2025-03-01")
    until: Date | None = optional("When it ended, where it has.", "2025-11-30")
    declared_by: PersonId | None = optional("The id of the person who declared it.", "asha")
    declared_on: Date | None = optional("The day on which it was declared.", "2026-01-10")
    consent_on: Date | None = optional(
        "The day on which the person agreed to its being written down.", "2026-01-10")

    def checked(self) -> Self:
        """It is between two."""
        if self.with_.person == self.of:
            raise PydanticCustomError("with_oneself", "{person}", {"person": self.of})
        return self


class HandlingStep(Record):
    """One thing that somebody does so that a tie does no harm."""

    step: Text = Field(description="What is done.", examples=["Jo hands the chair to the HR lead"])
    by: PersonFirst | None = optional(
        "Who does it: the id of a person, or a team.", "jo", {"team": "hr"})
    takes_over: TakesOver | None = optional("What somebody else does from now on.", "supervision")
    instead: PersonFirst | None = optional(
        "Who supervises, appraises, decides or chairs instead.", {"person": "hr-lead"})


class Conflict(Record):
    """How a tie between two people is acknowledged and handled."""

    between: Listed[PersonFirst] = Field(
        min_length=2, max_length=2, description="The two whom the tie is between.",
        examples=[["asha", "jo"]])
    because: TieReason = Field(description="What the tie is about.", examples=["care"])
    tie: TieId | None = optional("The id of the tie, if it stands under `ties`.", "t1")
    bodies: ListedText[BodyName] | None = optional(
        "The bodies for which it is handled, if not for all.", ["panel"])
    acknowledged_on: Date | None = optional("The day on which it was acknowledged.", "2026-01-10")
    acknowledged_by: ListedText[PersonId] | None = optional(
        "The ids of those who acknowledged it.", ["asha", "jo"])
    handling: Listed[Annotated[HandlingStep, Shorthand("step")]] | None = optional(
        "What each does; `none`, with a reason, where nothing is needed.",
        [{"step": "Jo hands the chair to the HR lead when Asha sits", "by": "jo"}])
    reason: Text | None = optional(
        "Why nothing more is done.", "they meet only at the yearly meeting")
    chosen_by: PersonId | None = optional(
        "The id of the person who chose how it is handled.", "asha")
    seat_kept: Flag | None = optional(
        "Whether it is said that the person keeps their seat meanwhile.", "yes")
    review_due: Date | None = optional("When it is next looked at.", "2026-12-31")
    reviewed_on: Date | None = optional("When it was last looked at.", "2026-06-30")
