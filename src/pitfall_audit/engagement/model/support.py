"""Who supports whom in their role."""

from pydantic import Field

from .base import Hours, PersonId, PersonOrTeam, Record, RoleId, YesOrSource
from .scalars import Date, Flag, ListedText
from .vocabulary import SupportKind, SupportWhen


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
