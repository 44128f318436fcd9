"""What stands in a pack's ``pack.yaml`` and ``standards.yaml``."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pitfall_audit.engagement.model.base import Model
from pitfall_audit.engagement.model.records import Field, optional
from pitfall_audit.engagement.model.scalars import Count, Flag, Id, Listed, ListedText, Text
from pitfall_audit.engagement.validation import validate_as
from pitfall_audit.errors import PackError
from pitfall_audit.yaml.reading import Document, read_file

__all__ = [
    "RECORDS", "STANDARDS_FILE", "OwnFieldEntry", "OwnFieldKind", "PackFile", "RecordName",
    "Standard", "Standards", "read_standards",
]  # fmt: skip

RecordName = Literal[
    "engagement", "body", "role", "holder", "person", "promise", "decision", "recommendation",
    "complaint", "conflict", "tie", "affected_group",
]  # fmt: skip
RECORDS: tuple[RecordName, ...] = RecordName.__args__  # type: ignore[attr-defined]
"""The kinds of record in an engagement that a field of one's own may stand in."""

OwnFieldKind = Literal["text", "date", "whole number", "number", "yes or no"]


# fmt: off
class OwnFieldEntry(Model):
    """A field that the pack adds to the vocabulary, so that its rules may read it."""

    on: ListedText[RecordName] = Field(
        min_length=1,
        description="The kinds of record it is written in; the first that states it counts.",
        examples=["role"])
    type: OwnFieldKind = Field(description="What its value is.", examples=["text"])
    list: Flag = Field(False, description="Whether it is a list of such values.", examples=["no"])
    words: ListedText[Text] | None = optional(
        "The words it may be, where they are fixed.", ["acute", "day"])
    says: Text = Field(description="What it means.", examples=["The kind of ward"])
    asks: Text | None = optional(
        "The question to put where it is not stated.", "What kind of ward is it?")


class Needs(Model):
    """What a pack needs before it can be used."""

    pitfall_audit: Text | None = optional(
        "The versions of pitfall-audit it works with (PEP 440).", ">=0.1", alias="pitfall-audit")


class PackFile(Model):
    """What a pack says of itself."""

    name: Id = Field(description="The pack's public name.", examples=["parent-carer-forums"])
    version: Text = Field(description="Its version.", examples=["1.0"])
    title: Text | None = optional("What it is for, in a few words.", "Parent carer forums")
    authors: Listed[Text] = Field(
        (), description="Who wrote it.", examples=[["Rules Group, Larkbridge Forum"]])
    licence: Text | None = optional("Its licence.", "CC-BY-4.0")
    needs: Needs | None = optional("What it needs.", {"pitfall-audit": ">=0.1"})
    fields: dict[str, OwnFieldEntry] = Field(
        {}, description="The fields beginning with `x-` that its rules read.",
        examples=[{"x-ward-type": {"on": "role", "type": "text", "says": "The kind of ward"}}])


STANDARDS_FILE = "standards.yaml"

Verified = Literal["read", "opening-read", "not-opened"]


class Standard(Model):
    """A published standard, and how far it was read before it was relied on."""

    id: Id = Field(description="A name in words.", examples=["four-pi-standards"])
    name: Text = Field(description="Its name.", examples=["4Pi National Involvement Standards"])
    publisher: Text = Field(description="Who published it.", examples=["NSUN"])
    year: Count | None = optional("The year of publication.", "2015")
    link: Text = Field(description="Where it can be read.", examples=["https://example.org/"])
    verified: Verified = Field(
        description="Whether its page was read, only its opening, or not yet opened.",
        examples=["read"])
    to_judge: ListedText[Text] = Field(
        (), description="What it speaks of that no program can check, in your own words.",
        examples=[["Whether everybody felt heard"]])
    placeholder: Flag = Field(
        False, description="Whether this entry is only a beginning, still to be filled in.",
        examples=["no"])


class Standards(Model):
    """Every standard that the rules of a pack may name."""

    standards: Listed[Standard] = Field(description="The standards.", examples=[[]])
# fmt: on


def read_standards(folder: Path, shown: str) -> tuple[Standard, ...]:
    """Read the standards of a pack's folder, which may have none.

    Raises :class:`PackError` where they are not valid.
    """
    document = read_file(folder / STANDARDS_FILE, f"{shown}/{STANDARDS_FILE}")
    if not isinstance(document, Document):
        if any(one.id == "not-found" for one in document):
            return ()
        raise PackError(document)
    built, problems = validate_as(Standards, document)
    if built is None:
        raise PackError(problems)
    return built.standards
