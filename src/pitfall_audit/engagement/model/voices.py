"""What people said, and what is said of them."""

from pydantic import Field

from .base import Party, Record, ViewId
from .scalars import Count, Date, Flag, Id, ListedText, Text
from .vocabulary import StatementKind

__all__ = ["Statement", "View"]


class View(Record):
    """What some people said on a topic."""

    id: Id = Field(description="A name of its own within the file.", examples=["v1"])
    of: ListedText[Text] | None = Field(
        None,
        description="Whose view it is, in words, or by the id of an affected group.",
        examples=[["service-users"]],
    )
    topic: Text | None = Field(None, description="What it is about.", examples=["questions"])
    says: Text | None = Field(
        None, description="What they said.", examples=["Want questions about compassion."]
    )
    heard_from: Count | None = Field(None, description="How many people said so.", examples=["14"])
    meetings: Count | None = Field(
        None, description="On how many occasions they were heard.", examples=["3"]
    )
    how: Text | None = Field(None, description="How they were heard.", examples=["survey"])
    dated: Date | None = Field(None, description="When they were heard.", examples=["2026-02-01"])
    differs_from: ListedText[ViewId] | None = Field(
        None, description="The ids of views that it differs from.", examples=[["v1"]]
    )


class Statement(Record):
    """Something said or written about what people think: a claim, a finding, a minute."""

    id: Id = Field(description="A name of its own within the file.", examples=["s1"])
    kind: StatementKind | None = Field(
        None, description="What kind of text it is in.", examples=["decision"]
    )
    topic: Text | None = Field(None, description="What it is about.", examples=["questions"])
    text: Text | None = Field(
        None, description="What it says, word for word.", examples=["Both sets are used."]
    )
    quotation: Flag | None = Field(
        None, description="Whether the text quotes somebody.", examples=["no"]
    )
    by: Party | None = Field(None, description="Who says it.", examples=[{"body": "panel"}])
    says_who_thinks: ListedText[Text] | None = Field(
        None,
        description="The people whose view it claims to give, in its own words.",
        examples=[["service users"]],
    )
    draws_on: ListedText[ViewId] | None = Field(
        None, description="The ids of the views it rests on.", examples=[["v1", "v2"]]
    )
    heard_from: Count | None = Field(
        None, description="How many people it rests on, where no views are listed.",
        examples=["14"],
    )  # fmt: skip
    meetings: Count | None = Field(
        None, description="How many occasions it rests on.", examples=["3"]
    )
    records_dissent: Flag | None = Field(
        None, description="Whether it records that somebody disagreed.", examples=["yes"]
    )
    dated: Date | None = Field(None, description="When it was made.", examples=["2026-02-01"])
