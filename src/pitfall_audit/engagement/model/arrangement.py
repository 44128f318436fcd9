"""The frame of an arrangement: organisation, documents, groups, scope, waivers, happenings."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar

from . import vocabulary
from .base import BodyName, Model, PersonId, PostFirst, Record, RoleId, SourceId, YesOrSource
from .records import Field
from .scalars import Count, Date, Day, Flag, Id, Listed, ListedText, Range, Shorthand, Text
from .vocabulary import EventKind

__all__ = [
    "AffectedGroup", "Ages", "AlsoClaimed", "Correction", "Definition", "Event", "Figure", "Merit",
    "Observation", "Organisation", "SaidDifferently", "SaidInWords", "Scope", "SourceDocument",
    "Waiver",
]  # fmt: skip


class Organisation(Record):
    """The organisation whose arrangement it is."""

    id: Id | None = None
    name: Text | None = None
    kind: vocabulary.OrganisationKind | None = None
    nation: vocabulary.Nation | None = None
    staff: Count | None = None
    year_starts: Date | None = None
    closed_days: ListedText[Day] | None = None


class SourceDocument(Model):
    """A document that the file rests on."""

    said_otherwise: ClassVar[Mapping[str, str]] = MappingProxyType(
        {"says": "`also_says`, with this document as its `source`"}
    )

    id: Id
    title: Text | None = None
    kind: vocabulary.SourceKind | None = None
    read: vocabulary.HowMuchRead | None = None
    sections_read: ListedText[Text] | None = None
    state: vocabulary.SourceState | None = None
    seen: Flag | None = None
    version: Text | None = None
    edition: Text | None = None
    dated: Date | None = None
    dated_until: Date | None = None
    binding: Flag | None = None
    valid_until: Date | None = None
    review_due: Date | None = None
    link: Text | None = None
    described_from: vocabulary.DescribedFrom | None = None
    who_may_see: ListedText[Text] | None = None
    names_people_beside: ListedText[vocabulary.NamedBeside] | None = None
    by_first_name_alone: Flag | None = None
    named_by_own_choice: YesOrSource | None = None
    replaces: SourceId | None = None

    @property
    def in_force(self) -> bool:
        """Whether it is neither a draft nor called superseded, as far as is said of itself."""
        return self.state in (None, "issued")

    @property
    def last_dated(self) -> Date | None:
        """The last date that it bears; None where it bears none."""
        return self.dated_until or self.dated


class AlsoClaimed(Record):
    """What another document, or another passage, claims of the same arrangement."""

    level: vocabulary.Level | None = None
    title: Text | None = None


class Passage(Record):
    """What one document, or one passage, says of a matter."""

    text: Text


class SaidDifferently(Record):
    """A matter of which two documents, editions or passages say different things."""

    about: vocabulary.Matter
    role: RoleId | None = None
    body: BodyName | None = None
    said: Listed[Annotated[Passage, Shorthand("text")]] = Field(min_length=2)


class SaidInWords(Record):
    """A sentence for which there is no field, and what it is about."""

    about: vocabulary.SaidAbout
    text: Text


class Merit(Record):
    """Something that is done well, by what those say who know it."""

    text: Text
    said_by: ListedText[Text] | None = None


class Observation(Record):
    """Something that struck a reader, which no field holds and the organisation can answer."""

    said_otherwise: ClassVar[Mapping[str, str]] = MappingProxyType({"rule": "`check`"})

    text: Text
    about: vocabulary.SaidAbout | None = None
    check: Text | None = None
    noted_by: ListedText[Text] | None = None
    weight: vocabulary.ObservationWeight | None = None
    answer: Text | None = None


class Correction(Record):
    """What somebody says of what is written, or was found, of them. It changes no outcome."""

    by: PersonId
    said_on: Date
    text: Text
    rule: Text | None = None


class Ages(Record):
    """An age band, in whole years; both ends belong to it."""

    from_: Count | None = Field(None, key="from")
    to: Count | None = None


class AffectedGroup(Record):
    """People whom the subject touches."""

    id: Id
    words: Text | None = None
    about: vocabulary.About | None = None
    ages: Ages | None = None
    size: Range | None = None
    named_by: vocabulary.NamedBy | None = None
    reason_without_seat: Text | None = None


class Scope(Record):
    """What involvement can change here, and what it cannot."""

    can_change: ListedText[Text] | None = None
    cannot_change: ListedText[Text] | None = None


class Waiver(Record):
    """That a finding is accepted for now, by whom, and why."""

    rule: Text
    subject: Text | None = None
    reason: Text | None = None
    owner: PostFirst | None = None
    approved_by: PostFirst | None = None
    until: Date | None = None


class Event(Record):
    """Something that happened to the arrangement, a body or a role; nobody has to be named."""

    kind: EventKind
    what: Text | None = None
    dated: Date | None = None
    from_: Date | None = Field(None, key="from")
    until: Date | None = None
    body: BodyName | None = None
    role: RoleId | None = None
    number: Range | None = None
    who: ListedText[PostFirst] | None = None


class Definition(Record):
    """What a word means in a paper."""

    word: Text
    means: Text


class Figure(Record):
    """A figure by which a paper tells how the arrangement does, or how large something is."""

    what: Text
    value: Text
    among: Text | None = None
    body: BodyName | None = None
    dated: Date | None = None
    from_: Date | None = Field(None, key="from")
    until: Date | None = None
