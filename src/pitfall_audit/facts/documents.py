"""What the documents that were read whole should settle, so that their silence counts.

What each kind of document settles stands in ``documents.yaml`` beside this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache
from typing import NamedTuple

from pitfall_audit.engagement.absence import NONE, looked_for
from pitfall_audit.engagement.model import Engagement, SourceDocument
from pitfall_audit.engagement.model.base import Model
from pitfall_audit.engagement.model.scalars import Flag, ListedText, Text
from pitfall_audit.engagement.model.vocabulary import DescribedFrom, SourceKind
from pitfall_audit.engagement.validation import validate_as
from pitfall_audit.facts.phrases import speaks_of
from pitfall_audit.yaml.document_parts import packaged_document

__all__ = [
    "Documents", "Settled", "by_law_alone", "is_policy", "kinds_of_documents", "no_longer_in_force",
]  # fmt: skip


class KindOfDocument(Model):
    """What a document of one kind is called, and the fields that it should settle."""

    words: Text
    settles: ListedText[Text]
    settles_if_cited: ListedText[Text] = ()
    may_say: ListedText[Text] = ()
    of_a_body: Flag = False


class KindsOfDocuments(Model):
    """What documents of each kind should settle."""

    kinds: dict[SourceKind, KindOfDocument]


@cache
def kinds_of_documents() -> Mapping[SourceKind, KindOfDocument]:
    """What each kind of document that should settle anything is called, and settles."""
    document = packaged_document("pitfall_audit.facts", "documents.yaml")
    read, problems = validate_as(KindsOfDocuments, document)
    if read is None:
        raise RuntimeError(f"documents.yaml can't be read: {problems[0].message}")
    return read.kinds


def without_news(engagement: Engagement) -> Engagement:
    """The engagement, without the sections and terms of payment that were looked for in news alone.

    News tells what is new, and leaves the rest out; but what it tells of, it tells whole.
    """
    whole = [one for one in engagement.sources or () if one.read == "whole" or one.sections_read]
    sought = next(looked_for(engagement.absences, ()), None)
    if sought is None or not whole or not all(map(_is_news, whole)):
        return engagement
    copy = engagement.model_copy({})
    copy.keep_absences(
        {
            at: said
            for at, said in engagement.absences.items()
            if said == NONE or (len(at) > 1 and at[0] != "payment")
        }
    )
    return copy


def _is_news(source: SourceDocument) -> bool:
    return source.kind == "news" or (source.kind == "other" and speaks_of("news", source.title))


def is_policy(engagement: Engagement) -> bool:
    """Whether published papers lay down rules that many follow: law, or no body and nobody."""
    return engagement.described_from == "published-documents" and (
        by_law_alone(engagement)
        or (
            not engagement.bodies
            and all(
                role.body is None and role.holders is None and role.places is None
                for role in engagement.roles or ()
            )
        )
    )


def by_law_alone(engagement: Engagement) -> bool:
    """Whether all that an arrangement is described from is law."""
    sources = engagement.sources or ()
    return bool(sources) and all(source.kind == "law" for source in sources)


def no_longer_in_force(sources: Iterable[SourceDocument]) -> set[str]:
    """The sources, by id, that are drafts, or have been replaced."""
    sources = tuple(sources)
    return {source.replaces for source in sources if source.replaces is not None} | {
        source.id for source in sources if not source.in_force
    }


class Settled(NamedTuple):
    """What a document in words should have said of the whole arrangement, or of bodies alone."""

    words: str
    bodies: frozenset[str] = frozenset()

    def and_of(self, other: Settled) -> Settled:
        """What two documents should have said: one that is about all is about these, too."""
        both = self.bodies | other.bodies if self.bodies and other.bodies else frozenset()
        return Settled(self.words, both)


class Documents:
    """What the published documents of a file that were read whole settle.

    ``described_from`` is whose description the sources are that do not say it themselves, and
    ``papers`` has of each body the sources from which it and the roles on it are taken. What is the
    paper of some bodies, where others have papers of their own, settles nothing of those; nor of
    the whole, where those papers are of a kind that each body has for itself.
    Drafts and what has been replaced settle nothing.
    """

    def __init__(
        self,
        sources: Sequence[SourceDocument],
        described_from: DescribedFrom,
        papers: Mapping[str, Set[str]],
    ) -> None:
        of_a_body = {source.id for source in sources if _is_of_a_body(source)}
        self._apart = frozenset(name for name, cited in papers.items() if cited & of_a_body)
        self._read: dict[str | None, Settled] = {}
        self._by_source: dict[str, Mapping[str, Settled]] = {}
        self._all: dict[str, Settled] = {}
        self._unread: set[str] = set()
        replaced = no_longer_in_force(sources)
        for source in sources:
            of = frozenset(name for name, cited in papers.items() if source.id in cited)
            its_own = source.id in of_a_body and len(of) < len(papers)
            bodies = of if its_own else frozenset()
            self._read[source.id] = read = Settled("", bodies)
            if source.read == "whole" or source.sections_read:
                self._read[None] = read.and_of(self._read.get(None, read))
            if (source.described_from or described_from) != "published-documents":
                continue
            in_force = source.id not in replaced
            self._by_source[source.id] = _settled_by(source, bodies, cited=True) if in_force else {}
            if in_force:
                for name, settled in _settled_by(source, bodies, cited=False).items():
                    known = self._all.get(name)
                    self._all[name] = settled if known is None else known.and_of(settled)
                self._unread.update(_left_unread(source))

    def __bool__(self) -> bool:
        return any(self._by_source.values())

    def bodies_of(self, cited: str | None) -> frozenset[str]:
        """The bodies alone that a source is about; empty where it is about all, or is none."""
        return self._read[cited].bodies if cited in self._read and cited else frozenset()

    def read_whole(self, cited: str | None, body: str | None) -> Settled:
        """Of whom it is what was looked for in vain in what a record is taken from."""
        found = self._read.get(cited) or self._read.get(None) or Settled("")
        return Settled("") if body is not None or found.bodies >= self._apart else found

    def settling(
        self, field: str | None, cited: str | None, body: str | None = None
    ) -> Settled | None:
        """The document that should have said what stands at a field, or None.

        ``field`` is named as facts name it (``role.status``). ``cited`` is the id of the source
        from which the record is taken: what another document leaves out says nothing of it.
        ``body`` is that of which it is said; None for the whole arrangement.
        """
        settled = self._all if cited is None else self._by_source.get(cited, {})
        found = next((settled[name] for name in _names(field) if name in settled), None)
        if found is None or body is None:
            everywhere = found is not None and found.bodies >= self._apart
            return Settled(found.words) if found is not None and everywhere else found
        its_own = cited is not None or not found.bodies or body in found.bodies
        return Settled(found.words) if its_own else None

    def may_say(self, field: str | None, cited: str | None, body: str | None = None) -> bool:
        """Whether what stands at a field may be said in a document that was not read to its end.

        What was looked for in vain elsewhere is then open, unless another document that should
        say it, or that from which the record is taken, was read whole.
        """
        settled = self.settling(field, None, body) or self.settling(field, cited, body)
        return settled is None and not self._unread.isdisjoint(_names(field))


def _is_of_a_body(source: SourceDocument) -> bool:
    """Whether a source is of a kind that each body has for itself."""
    kind = kinds_of_documents().get(source.kind) if source.kind is not None else None
    return kind is not None and kind.of_a_body


def _names(field: str | None) -> tuple[str, ...]:
    """A field as facts name it, and the records that it stands in, from within."""
    steps = (field or "").split(".")
    return tuple(".".join(steps[:end]) for end in range(len(steps), 0, -1))


def _left_unread(source: SourceDocument) -> Sequence[str]:
    """The fields, and records, of which a source in force may speak where nobody read."""
    unread = source.seen is False or not (source.read == "whole" or source.sections_read)
    kind = kinds_of_documents().get(source.kind) if source.kind is not None and unread else None
    return () if kind is None else kind.may_say


def _settled_by(
    source: SourceDocument, bodies: frozenset[str], *, cited: bool
) -> Mapping[str, Settled]:
    """The fields, and records, that a source in force settles, with what it is called, and of whom.

    ``cited`` is whether to count those that it settles only of what is taken from it.
    """
    whole = source.read == "whole" and source.seen is not False
    kind = kinds_of_documents().get(source.kind) if source.kind is not None and whole else None
    if kind is None:
        return {}
    settled = Settled(kind.words, bodies)
    return dict.fromkeys((*kind.settles, *(kind.settles_if_cited if cited else ())), settled)
