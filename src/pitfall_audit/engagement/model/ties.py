"""Ties between people, and how they are handled.

Ties are the most sensitive data in a file. They can stand in a file of their own, or be
held privately, and then do not stand anywhere.
"""

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from .base import BodyName, PersonFirst, PersonId, Record, TieId
from .scalars import Date, Flag, Id, Listed, ListedText, Shorthand, Text
from .vocabulary import TakesOver, TieKind, TieReason

__all__ = ["Conflict", "HandlingStep", "Tie"]


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
