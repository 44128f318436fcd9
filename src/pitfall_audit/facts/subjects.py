"""What rules look at: subjects with their facts, where these stand, and what is known of gaps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple

from msgspec import Struct

from pitfall_audit.engagement.model.vocabulary import DescribedFrom, SaidAbout, Strength
from pitfall_audit.yaml.places import DataPath, Place

__all__ = [
    "NOTHING_KNOWN", "PORTFOLIO_KINDS", "Anchor", "DeclaredCare", "FactSheet", "FileSummary",
    "HeldSeat", "Identity", "OpenDate", "PersonInFile", "Saying", "Silence", "Sitting",
    "Stated", "StatedOf", "Subject", "SubjectKind", "SupportInFile", "TieKnowledge",
    "Unsaid", "read_identity",
]  # fmt: skip

SubjectKind = Literal[
    "engagement", "body", "seat", "connection", "conflict", "hats", "promise", "decision",
    "recommendation", "complaint", "contradiction", "merit", "observation", "role", "expectation",
    "text", "claim", "person", "group", "member", "encounter", "matter",
    "supporter",
]  # fmt: skip
PORTFOLIO_KINDS: Final = frozenset[SubjectKind]({"member", "encounter", "matter", "supporter"})
"""The kinds of which there are none in one file by itself, but in several of one organisation."""
TieKnowledge = Literal["in-file", "ties-file", "none-given"]


class Anchor(NamedTuple):
    """Where something that a subject is made of stands.

    ``in_ties_file`` is true where it stands in the file given with ``--ties``. ``shown`` is
    the path to print in its stead, for what is named in one place and would be described
    in another. ``place`` is where that is, of what stands in one of several files.
    """

    path: DataPath
    in_ties_file: bool = False
    shown: str | None = None
    place: Place | None = None


class OpenDate(NamedTuple):
    """A date that is not whole: its words, and where it stands."""

    words: str
    path: str


class Saying(NamedTuple):
    """What is said in words where no field states it.

    ``text`` is the sentence, None where it is not to be quoted or is not given. ``strength`` is
    set where it is stated, and less firmly than as a rule; or differently here and there. ``of``
    are the keys of the fields that the sentence speaks of; None where it speaks of all there.
    """

    text: str | None
    strength: Strength | Literal["said-differently"] | None = None
    of: tuple[str, ...] | None = None

    def speaks_of(self, field: str | None) -> bool:
        """Whether it speaks of a field (``role.description``), or states it less firmly."""
        keys = (field or "").split(".")
        return bool(self.strength) or self.of is None or any(key in self.of for key in keys)


class Unsaid(NamedTuple):
    """The paper read whole that does not say a thing, in words, and of whom that is said.

    ``whom`` are the bodies whose paper it is, in words; empty where it is about all.
    """

    paper: str
    whom: str = ""


class Silence(NamedTuple):
    """What is known of the facts that a subject does not have.

    ``absent`` are those stated to be none, and ``not_found`` those that were looked for in what
    was read whole, by their routes from the subject (``body.chair``). ``unsaid`` maps those that
    a document read whole should have said to that document; ``resting`` each fact that was made
    of what such a document does not say. Those ``not_found`` may be there, too.
    ``facts_in_words`` are the facts once more, with the word ``none`` for every text that is
    absent; None where there is no such text.
    ``in_words`` are the facts of which something is said in words, and so are not silent; and
    ``said_about`` what is said so, in the file, of what each subject is about. ``of_silence`` are
    the facts that are there and were made of what is not stated.
    """

    absent: frozenset[str] = frozenset()
    not_found: frozenset[str] = frozenset()
    unsaid: Mapping[str, Unsaid] = {}
    resting: Mapping[str, Unsaid] = {}
    facts_in_words: Mapping[str, Any] | None = None
    in_words: Mapping[str, Saying] = {}
    said_about: Mapping[SaidAbout, tuple[Saying, ...]] = {}
    of_silence: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """A text that differs where what is known does."""
        return repr(
            (
                sorted(self.absent),
                sorted(self.not_found),
                sorted(self.unsaid.items()),
                sorted(self.resting.items()),
                sorted(self.in_words.items()),
                sorted(self.said_about.items()),
                sorted(self.of_silence),
            )
        )


NOTHING_KNOWN = Silence()


class Subject(Struct, frozen=True):
    """One thing that rules look at.

    ``identity`` is stable from audit to audit (``seats[panel-member/asha]``). ``facts`` is
    plain data in the shape that :data:`~pitfall_audit.facts.kinds.SUBJECT_SHAPES` gives its
    kind, with a ``label`` in every one. ``anchors`` maps names (``role``, ``body``) to where
    they stand. ``under`` is the identity of what it is a part of, where it has one. ``attested`` is
    true where the facts rest on an attestation that ties are held privately. ``silence`` is
    what is known of the facts that are not there.

    ``readings`` are all that the subject may be where dates are not whole and its facts hang on
    them, None where it would not be there: see ``facts/readings.py``. ``told`` are its facts as
    they may be told then; None where that is as they are. ``open_dates`` are the dates to ask for.
    """

    kind: SubjectKind
    identity: str
    facts: Mapping[str, Any]
    anchors: Mapping[str, Anchor]
    described_from: DescribedFrom
    under: str = ""
    attested: bool = False
    silence: Silence = NOTHING_KNOWN
    told: Mapping[str, Any] | None = None
    readings: tuple[tuple[Subject | None, ...], ...] = ()
    open_dates: tuple[OpenDate, ...] = ()

    @property
    def label(self) -> str:
        """What it is called in words."""
        return str(self.facts["label"])

    @property
    def group(self) -> str:
        """The identity under which questions about it are gathered."""
        return self.under or self.identity


class HeldSeat(NamedTuple):
    """A current seat of somebody, which is or may be for lived experience.

    ``role`` is what its role is known by over several files, and ``label`` names its body.
    """

    role: str
    label: str
    lived: bool | None
    counts: bool
    hours: float
    complete: bool
    anchor: Anchor


class Sitting(NamedTuple):
    """A meeting still to come, in minutes of its day; None where a time is not stated."""

    day: dt.date
    starts: int | None
    ends: int | None
    body: str


class PersonInFile(NamedTuple):
    """What one file says of somebody who has such a seat; ``meetings`` are those still to come."""

    seats: tuple[HeldSeat, ...]
    facts: Mapping[str, Any]
    anchor: Anchor
    meetings: tuple[Sitting, ...] = ()


class DeclaredCare(NamedTuple):
    """A tie of care between two people; ``ended`` is how many days ago, None while it goes on."""

    of: str
    other: str
    ended: int | None
    anchor: Anchor


class SupportInFile(NamedTuple):
    """Whom somebody supports by one file: people by id, and places without a name by their role.

    ``hours`` are those a week that they have for it, None where that is not stated; ``person``
    is where the supporter is described.
    """

    people: frozenset[str]
    unnamed: Mapping[str, int]
    hours: float | None
    anchor: Anchor
    person: Anchor


StatedOf = Literal["body", "role", "seat", "person", "promise", "tie"]


class Stated(NamedTuple):
    """What one file says of one matter of something that another file may describe too.

    ``names`` are those by which that is known over several files: of a seat its role's and its
    person's, of a tie those of both people. ``interview`` is true where its words are not to be
    repeated; ``dated`` is the first and the last day of the paper it rests on, and
    ``in_force`` false where that is a draft, or has been replaced.
    """

    of: StatedOf
    names: tuple[str, ...]
    label: str
    matter: str
    words: str
    anchor: Anchor
    interview: bool = False
    dated: tuple[dt.date, dt.date] | None = None
    in_force: bool = True


class FileSummary(Struct, frozen=True):
    """All that is kept of one file, so as to join it with others of its organisation or register.

    ``sitters`` has who sits on each body, by its name and label, and ``privately`` the bodies that
    keep to themselves how ties are handled. ``mentioned`` are the pairs between whom the file
    writes down a tie or how one is handled. ``declared`` are all people of the file, and
    ``no_ties`` is where it says that there are no ties between them. ``roles`` has what each of
    its roles is known by over several files, and each promise (``promises/ID``); ``same_roles``
    those that it says are one with another file's, with that file's id and theirs there.
    ``carers`` pairs each carer with somebody cared for, and ``supporters`` each who supports
    others with whom. ``places`` is where each anchor stands, once somebody looked.
    """

    organisation: str | None
    name: str | None
    id: str
    title: str
    described_from: DescribedFrom
    ties: TieKnowledge
    people: Mapping[str, PersonInFile]
    sitters: Mapping[tuple[str, str], Mapping[str, Anchor]]
    privately: frozenset[str]
    care: tuple[DeclaredCare, ...]
    carers: tuple[tuple[str, str], ...]
    mentioned: frozenset[frozenset[str]]
    declared: frozenset[str]
    no_ties: Anchor | None
    roles: Mapping[str, str]
    same_roles: tuple[tuple[str, str, str], ...]
    stated: tuple[Stated, ...]
    supporters: tuple[tuple[str, SupportInFile], ...]
    places: Mapping[Anchor, Place] = {}

    def anchors(self) -> Iterator[Anchor]:
        """Everything of which a finding may have to say where it stands."""
        yield from (one.anchor for one in self.care)
        yield from (one.anchor for one in self.stated)
        yield from (anchor for _, one in self.supporters for anchor in (one.anchor, one.person))
        if self.no_ties is not None:
            yield self.no_ties
        yield from (anchor for on_it in self.sitters.values() for anchor in on_it.values())
        for person in self.people.values():
            yield person.anchor
            yield from (one.anchor for one in person.seats)

    def denies(self, one: str, other: str) -> bool:
        """Whether the file knows both, says that there are no ties, and mentions none of theirs."""
        both = frozenset((one, other))
        return self.no_ties is not None and both <= self.declared and both not in self.mentioned

    def at(self, anchor: Anchor) -> Anchor:
        """The anchor with its place, for those who have not got this file at hand."""
        return anchor._replace(place=self.places.get(anchor))


class FactSheet(Struct, frozen=True):
    """All that is derived from one engagement: its subjects by kind, in a fixed order.

    ``summary`` is what is kept to join it with others of its organisation.
    """

    subjects: Mapping[SubjectKind, tuple[Subject, ...]]
    ties: TieKnowledge
    summary: FileSummary | None = None


class Identity(NamedTuple):
    """The parts of an identity: ``seats[panel-member/asha]`` has the names of a role and a person.

    ``names`` is empty where there is one subject alone (``engagement``).
    """

    section: str
    names: tuple[str, ...]


# The same subject is looked at by many checks.
@lru_cache(maxsize=4096)
def read_identity(text: str) -> Identity:
    """Part an identity; the only place where one is read rather than compared.

    A result holds identities and no subjects, so that a report, which is made from the result
    alone, has to read them.
    """
    section, bracket, rest = text.partition("[")
    names = rest.rpartition("]")[0].split("/") if bracket else ()
    return Identity(section, tuple(names))
