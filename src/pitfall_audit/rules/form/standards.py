"""The published standards that rules rest on, as data."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from pitfall_audit.engagement.model.base import Model
from pitfall_audit.engagement.model.scalars import Count, Flag, Id, Listed, Text
from pitfall_audit.engagement.validation import validate_as
from pitfall_audit.rules.form.errors import PackError
from pitfall_audit.yaml.reading import Document, read_file

__all__ = ["STANDARDS_FILE", "Standard", "Standards", "Verified", "read_standards"]

STANDARDS_FILE = "standards.yaml"

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
    placeholder: Flag = Field(
        False,
        description="Whether this entry is only a beginning, still to be filled in.",
        examples=["no"],
    )


class Standards(Model):
    """Every standard that the rules of a pack may name."""

    standards: Listed[Standard] = Field(description="The standards.", examples=[[]])


def read_standards(folder: Path, shown: str) -> tuple[Standard, ...]:
    """Read the standards of a pack's folder, which may have none.

    Raises :class:`PackError` where they are not valid.
    """
    path = folder / STANDARDS_FILE
    if not path.is_file():
        return ()
    document = read_file(path, f"{shown}/{STANDARDS_FILE}")
    if not isinstance(document, Document):
        raise PackError(document)
    built, problems = validate_as(Standards, document)
    if built is None:
        raise PackError(problems)
    return built.standards
