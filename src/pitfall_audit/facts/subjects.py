"""What rules look at: subjects with their facts, where these stand, and what is known of gaps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from msgspec import Struct

from pitfall_audit.engagement.model.vocabulary import DescribedFrom, SaidAbout, Strength
from pitfall_audit.yaml.places import DataPath

__all__ = [
    "NOTHING_KNOWN", "Anchor", "FactSheet", "Identity", "OpenDate", "Saying", "Silence", "Subject",
    "SubjectKind", "TieKnowledge", "read_identity",
]  # fmt: skip

SubjectKind = Literal[
    "engagement", "body", "seat", "connection", "conflict", "hats", "promise", "decision",
    "recommendation", "complaint", "contradiction", "merit", "observation", "role", "expectation",
    "text", "claim", "person", "group",
]  # fmt: skip
TieKnowledge = Literal["in-file", "ties-file", "none-given"]


class Anchor(NamedTuple):
    """Where something that a subject is made of stands.

    ``in_ties_file`` is true where it stands in the file given with ``--ties``. ``shown`` is
    the path to print in its stead, for what is named in one place and would be described
    in another.
    """

    path: DataPath
    in_ties_file: bool = False
    shown: str | None = None


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


class Silence(NamedTuple):
    """What is known of the facts that a subject does not have.

    ``absent`` are those stated to be none, and ``not_found`` those that were looked for in what
    was read whole, by their routes from the subject (``body.chair``). ``unsaid`` maps those that
    a document read whole should have said to that document in words; ``resting`` each fact that
    was made of what such a document does not say.
    ``facts_in_words`` are the facts once more, with the word ``none`` for every text that is
    absent; None where there is no such text.
    ``in_words`` are the facts of which something is said in words, and so are not silent; and
    ``said_about`` what is said so, in the file, of what each subject is about. ``of_silence`` are
    the facts that are there and were made of what is not stated.
    """

    absent: frozenset[str] = frozenset()
    not_found: frozenset[str] = frozenset()
    unsaid: Mapping[str, str] = {}
    resting: Mapping[str, str] = {}
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

    ``identity`` is stable from audit to audit (``seats[panel-member/asha]``); ``label``
    says the same in words. ``facts`` is plain data in the shape that
    :data:`~pitfall_audit.facts.kinds.SUBJECT_SHAPES` gives its kind. ``anchors`` maps names
    (``role``, ``body``) to where they stand. ``group`` is the identity under which
    questions about it are gathered; ``group_label`` says that in words. ``attested`` is
    true where the facts rest on an attestation that ties are held privately. ``silence`` is
    what is known of the facts that are not there.

    ``readings`` are all that the subject may be where dates are not whole and its facts hang on
    them, None where it would not be there: see ``facts/readings.py``. ``told`` are its facts as
    they may be told then; None where that is as they are. ``open_dates`` are the dates to ask for.
    """

    kind: SubjectKind
    identity: str
    label: str
    facts: Mapping[str, Any]
    anchors: Mapping[str, Anchor]
    described_from: DescribedFrom
    group: str
    group_label: str
    attested: bool = False
    silence: Silence = NOTHING_KNOWN
    told: Mapping[str, Any] | None = None
    readings: tuple[tuple[Subject | None, ...], ...] = ()
    open_dates: tuple[OpenDate, ...] = ()


class FactSheet(Struct, frozen=True):
    """All that is derived from one engagement: its subjects by kind, in a fixed order."""

    subjects: Mapping[SubjectKind, tuple[Subject, ...]]
    ties: TieKnowledge


class Identity(NamedTuple):
    """The parts of an identity: ``seats[panel-member/asha]`` has the names of a role and a person.

    ``names`` is empty where there is one subject alone (``engagement``).
    """

    section: str
    names: tuple[str, ...]


def read_identity(text: str) -> Identity:
    """Part an identity; the only place where one is read rather than compared.

    A result holds identities and no subjects, so that a report, which is made from the result
    alone, has to read them.
    """
    section, bracket, rest = text.partition("[")
    names = rest.rpartition("]")[0].split("/") if bracket else ()
    return Identity(section, tuple(names))
