"""What stands in a pack's ``pack.yaml`` and ``standards.yaml``."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pitfall_audit.engagement.model.base import Model
from pitfall_audit.engagement.model.records import Field
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


class OwnFieldEntry(Model):
    """A field that the pack adds to the vocabulary, so that its rules may read it."""

    on: ListedText[RecordName] = Field(min_length=1)
    type: OwnFieldKind
    list: Flag = False
    words: ListedText[Text] | None = None
    says: Text
    asks: Text | None = None


class Needs(Model):
    """What a pack needs before it can be used."""

    pitfall_audit: Text | None = Field(None, key="pitfall-audit")


class PackFile(Model):
    """What a pack says of itself."""

    name: Id
    version: Text
    title: Text | None = None
    authors: Listed[Text] = ()
    licence: Text | None = None
    needs: Needs | None = None
    fields: dict[str, OwnFieldEntry] = Field({})


STANDARDS_FILE = "standards.yaml"

Verified = Literal["read", "opening-read", "not-opened"]


class Standard(Model):
    """A published standard, and how far it was read before it was relied on."""

    id: Id
    name: Text
    publisher: Text
    year: Count | None = None
    link: Text
    verified: Verified
    to_judge: ListedText[Text] = ()
    placeholder: Flag = False


class Standards(Model):
    """Every standard that the rules of a pack may name."""

    standards: Listed[Standard]


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
