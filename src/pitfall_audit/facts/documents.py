"""What the documents that were read whole should settle, so that their silence counts.

What each kind of document settles stands in ``documents.yaml`` beside this module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from pydantic import Field

from pitfall_audit.engagement.model import SourceDocument
from pitfall_audit.engagement.model.base import Model
from pitfall_audit.engagement.model.scalars import ListedText, Text
from pitfall_audit.engagement.model.vocabulary import DescribedFrom, SourceKind
from pitfall_audit.engagement.validation import validate_as
from pitfall_audit.yaml.document_parts import packaged_document

__all__ = ["document_for", "documents_that_settle", "kinds_of_documents"]


class KindOfDocument(Model):
    """What a document of one kind is called, and the fields that it should settle."""

    words: Text = Field(description="What it is called.")
    settles: ListedText[Text] = Field(description="The fields, or the records they are in.")


class KindsOfDocuments(Model):
    """What documents of each kind should settle."""

    kinds: dict[SourceKind, KindOfDocument] = Field(description="The kinds.")


@cache
def kinds_of_documents() -> Mapping[SourceKind, KindOfDocument]:
    """What each kind of document that should settle anything is called, and settles."""
    document = packaged_document("pitfall_audit.facts", "documents.yaml")
    read, problems = validate_as(KindsOfDocuments, document)
    if read is None:
        raise RuntimeError(f"documents.yaml can't be read: {problems[0].message}")
    return read.kinds


def documents_that_settle(
    sources: Sequence[SourceDocument], described_from: DescribedFrom
) -> Mapping[str, str]:
    """Each field, or record, that a published document read whole settles, with the document.

    ``described_from`` is whose description the sources are that do not say it themselves.
    Drafts and what has been replaced settle nothing.
    """
    found: dict[str, str] = {}
    for source in sources:
        if (
            source.kind is None
            or source.read != "whole"
            or source.seen is False
            or source.state in ("draft", "proposed", "superseded")
            or (source.described_from or described_from) != "published-documents"
        ):
            continue
        kind = kinds_of_documents().get(source.kind)
        if kind is not None:
            for field in kind.settles:
                found.setdefault(field, kind.words)
    return found


def document_for(documents: Mapping[str, str], field: str | None) -> str | None:
    """The document that should have settled a field (``role.status``), or None."""
    steps = (field or "").split(".")
    names = (".".join(steps[:end]) for end in range(len(steps), 0, -1))
    return next((documents[name] for name in names if name in documents), None)
