"""The published standards that rules rest on, as data."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pitfall_audit.engagement.model.base import Model
from pitfall_audit.engagement.model.scalars import Count, Id, Listed, Text

__all__ = ["Standard", "Standards", "Verified"]

Verified = Literal["read", "opening-read", "not-opened"]


class Standard(Model):
    """A published standard, and how far it was read before it was relied on."""

    id: Id = Field(description="A name in words.", examples=["four-pi-standards"])
    name: Text = Field(description="Its name.", examples=["4Pi National Involvement Standards"])
    publisher: Text = Field(description="Who published it.", examples=["NSUN"])
    year: Count | None = Field(None, description="The year of publication.", examples=["2015"])
    link: Text = Field(description="Where it can be read.", examples=["https://example.org/"])
    verified: Verified = Field(
        description="Whether its page was read, only its opening, or not yet opened.",
        examples=["read"],
    )


class Standards(Model):
    """Every standard that the rules of a pack may name."""

    standards: Listed[Standard] = Field(description="The standards.", examples=[[]])
