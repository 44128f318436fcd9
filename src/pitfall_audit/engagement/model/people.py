"""The people of an arrangement, by pseudonymous id: who supports whom, and ties between them."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic_core import PydanticCustomError

from . import vocabulary
from .base import (
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
from .records import Field
from .scalars import Date, Flag, Id, Listed, ListedText, Shorthand, Text
from .vocabulary import LIVED_EXPERIENCE, Capacity, ExperienceWord

__all__ = ["Conflict", "HandlingStep", "Tie"]


class Person(Record):
    """Somebody who takes part, known by an id that is the same in every file."""

    experience: ListedText[ExperienceWord] | None = None
    word: Text | None = None
    groups: ListedText[GroupId] | None = None
    carer_for: ListedText[PersonId] | None = None
    post: Text | None = None
    post_kind: vocabulary.PostKind | None = None
    teams: ListedText[Text] | None = None
    manages: ListedText[Text] | None = None
    commissions: ListedText[Text] | None = None
    funded_by: ListedText[Text] | None = None
    training: ListedText[Text] | None = None
    hours_limit: Hours | None = None
    chose_many_seats: YesOrSource | None = None
    successor_named: YesOrSource | None = None
    risk_stated: Flag | None = None
    support_hours: Hours | None = None

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

    for_: PersonId | None = Field(None, key="for")
    role: RoleId | None = None
    by: PersonOrTeam | None = None
    kind: ListedText[vocabulary.SupportKind] | None = None
    when: ListedText[vocabulary.SupportWhen] | None = None
    attends: Flag | None = None
    independent: YesOrSource | None = None
    hours: Hours | None = None
    cover: YesOrSource | None = None
    from_: Date | None = Field(None, key="from")
    until: Date | None = None
    offered_on: Date | None = None
    declined: Flag | None = None

    def checked(self) -> Self:
        """It is for somebody."""
        if self.for_ is None and self.role is None:
            raise PydanticCustomError("for_nobody", "")
        return self


class Tie(Record):
    """A tie between a person and another person, or a team."""

    id: Id | None = None
    of: PersonId
    with_: PersonFirst = Field(key="with")
    kind: vocabulary.TieKind
    what: Text | None = None
    since: Date | None = None
    until: Date | None = None
    declared_by: PersonId | None = None
    declared_on: Date | None = None
    consent_on: Date | None = None

    def checked(self) -> Self:
        """It is between two."""
        if self.with_.person == self.of:
            raise PydanticCustomError("with_oneself", "{person}", {"person": self.of})
        return self


class HandlingStep(Record):
    """One thing that somebody does so that a tie does no harm."""

    step: Text
    by: PersonFirst | None = None
    takes_over: vocabulary.TakesOver | None = None
    instead: PersonFirst | None = None


class Conflict(Record):
    """How a tie between two people is acknowledged and handled."""

    between: Listed[PersonFirst] = Field(min_length=2, max_length=2)
    because: vocabulary.TieReason
    tie: TieId | None = None
    bodies: ListedText[BodyName] | None = None
    acknowledged_on: Date | None = None
    acknowledged_by: ListedText[PersonId] | None = None
    handling: Listed[Annotated[HandlingStep, Shorthand("step")]] | None = None
    reason: Text | None = None
    chosen_by: PersonId | None = None
    seat_kept: Flag | None = None
    review_due: Date | None = None
    reviewed_on: Date | None = None
