"""The one result of an audit, from which every format is made.

Everything here is frozen plain data, and goes to JSON and back without loss
(:mod:`pitfall_audit.report.result_json`). Dates are ISO 8601 text (``2026-06-30``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import force_setattr

from pitfall_audit.engine.change_records import Action, ActionStatus, Comparison, Plan
from pitfall_audit.engine.diagram_records import (
    Picture,
    PictureBody,
    PictureDay,
    PictureParty,
    PicturePromise,
    PictureSeat,
    PictureSupport,
    PictureTie,
    TieState,
)
from pitfall_audit.engine.on_demand import chosen, heads_of
from pitfall_audit.engine.run_records import (
    BUILT_IN_PACK,
    BaselineUse,
    Ground,
    PackSummary,
    RuleSummary,
    Setting,
    SettingsUsed,
    StandardSummary,
    Tool,
)
from pitfall_audit.rules.form.outcomes import OutcomeKind, PitfallId, Severity
from pitfall_audit.yaml.places import Place, Problem, Related

__all__ = [
    "BUILT_IN_PACK", "Accepted", "Action", "ActionStatus", "AuditResult", "BaselineUse", "Carried",
    "Correction", "EngagementResult", "Entry", "Evidence", "FailOn", "Ground", "Outcome",
    "OutcomeKind", "PackSummary", "Picture", "PictureBody", "PictureDay", "PictureParty",
    "PicturePromise", "PictureSeat", "PictureSupport", "PictureTie", "PitfallId", "Plan",
    "Question", "RuleSummary", "Seal", "SealedKind", "Setting", "SettingsUsed", "Severity",
    "Source", "StandardSummary", "TieKnowledge", "TieState", "Tool", "WaiverState", "WaiverUse",
]  # fmt: skip

FailOn = Literal["error", "warning", "advice", "never"]
TieKnowledge = Literal["in-file", "ties-file", "none-given", "not-usable"]


class Evidence(Struct, frozen=True, gc=False):
    """What a pass or a finding rests on: a named source, or a bare statement in the file.

    ``source`` is the title of the source (with its version and date), or None where the
    file states the thing without a source. ``at`` is the place within the source.
    """

    source: str | None
    at: str | None = None


class Accepted(Struct, frozen=True):
    """Why a finding does not count for now: a waiver accepts it, or it was there before.

    ``until`` is the last day, ISO 8601; what a finding of a baseline does not have is empty.
    """

    by: Literal["waiver", "baseline"]
    reason: str = ""
    owner: str = ""
    approved_by: str = ""
    until: str = ""


WaiverState = Literal["in-force", "ends-soon", "expired", "unused", "not-applied", "not-looked-at"]


class WaiverUse(Struct, frozen=True):
    """A waiver of a file or of the central one, and what came of it in this run.

    ``not-applied`` is one that something is amiss with, which is a finding of its own;
    ``not-looked-at`` one of a check that did not run. ``private`` ones speak of ties.
    """

    rule: str
    subject: str
    says: Accepted
    place: Place
    state: WaiverState
    private: bool = False


class Outcome(Struct, frozen=True, gc=False):
    """What one rule says of one subject.

    ``subject`` is the identity (``seats[panel-member/asha]``), ``label`` the same in words.
    ``message`` is the finding, the words for a pass, the question, or what crashed,
    according to ``outcome``. ``severity`` is set for ``failed`` alone.

    ``unstated`` names the fields whose absence left a ``cannot-tell`` open, or, where a
    finding would be more severe if more were known, the fields in ``would_raise``. Each is a
    data path for machines (``roles[0].status``), counted from nought, and leads into the file
    of ``place``; :mod:`pitfall_audit.report.path_words` says it for people.
    ``group`` is the identity under which questions asked once are gathered (a body, mostly).
    ``private`` outcomes speak of ties or disputes, and carry no excerpt. ``who`` says of a
    ``cannot-tell`` who would know the answer, as it is to be printed, and of a finding which post
    could see to it. ``hangs`` is what there
    would be to say if a seat, of which it is open whose it is, were a service user's.
    ``accepted`` says of a finding why it does not count for now, where it does not.
    ``stake`` is how serious a finding would be, were the answer to a question a bad one.
    ``touches`` is how many seats it bears on. ``earned`` tells of a pass that something good is
    stated, and not only that nothing of the kind was found. ``good`` is what is good besides,
    whatever the outcome. ``touched_on`` says of a ``cannot-tell`` that the file speaks of it in
    words, or less firmly than as a rule. ``bears_on`` is set for what a reader noted, and no check
    found: the id of the check to which they say that it belongs. ``foremost`` is set for what they
    would have said first.
    """

    rule: str
    subject: str
    label: str
    outcome: OutcomeKind
    message: str
    severity: Severity | None = None
    place: Place | None = None
    related: tuple[Related, ...] = ()
    unstated: tuple[str, ...] = ()
    would_raise: str | None = None
    details: tuple[str, ...] = ()
    evidence: Evidence | None = None
    attested: bool = False
    private: bool = False
    group: str | None = None
    who: str | None = None
    hangs: str | None = None
    stake: Severity | None = None
    touches: int = 1
    earned: bool = False
    good: tuple[str, ...] = ()
    touched_on: bool = False
    accepted: Accepted | None = None
    bears_on: str = ""
    foremost: bool = False

    @property
    def matter(self) -> str:
        """The id of the check under which it is told to people: what was noted, of another."""
        return self.bears_on or self.rule

    @property
    def is_noted(self) -> bool:
        """Whether it is about what a reader noted or asks, and not about the arrangement itself."""
        return self.subject.partition("[")[0] == "observations"


class Correction(Struct, frozen=True):
    """What the person of an id says of what is written or found of them, and on which day.

    ``rule`` is the id of the check that it answers; empty where it answers all.
    """

    by: str
    said_on: str
    text: str
    rule: str = ""


class Question(Struct, frozen=True, gc=False):
    """One question to put to the organisation, merged from outcomes that ask the same.

    ``texts`` are the distinct wordings (mostly one), ``who`` those who would know, as they are
    to be printed. ``outcomes`` are the positions, among those of the engagement, of the
    outcomes that wait for the answer. ``stake`` is the most serious that a bad answer could be.
    """

    texts: tuple[str, ...]
    who: tuple[str, ...]
    outcomes: tuple[int, ...]
    stake: Severity | None = None


class Source(Struct, frozen=True):
    """A document that an engagement rests on, as the file names it, and how much was read."""

    id: str
    title: str
    version: str | None = None
    dated: str | None = None
    read: Literal["whole", "part"] | None = None


class Entry(Struct, frozen=True, gc=False):
    """An entry of a list or section of a file: what tells it from others, and its first line.

    ``name`` is its id, its key, or the person it is of; empty where it has none.
    """

    name: str
    line: int


class Carried(Struct, frozen=True):
    """What somebody carries over several arrangements: their seats, and hours a month.

    Both at the least, as far as it is stated. ``seats_at_most`` is how many seats they would be if
    each in doubt were one, and ``hours_known`` whether the hours are stated of all. ``limit`` is
    the most hours a month that they want to give; None where that is not stated.
    """

    person: str
    arrangements: int
    seats: int
    seats_at_most: int
    hours: float
    hours_known: bool
    limit: float | None = None


class EngagementResult(Struct, frozen=True):
    """Everything the audit says of one engagement.

    ``described_from`` says whose description it is; ``ties`` what the audit was told about
    ties (``not-usable`` where a file of them was given, and could not be used). Outcomes are in
    the order of the rules, then of the subjects; ``questions`` are what cannot be told, each
    asked once, the weightiest first. ``entries`` names, by their data paths
    (``roles[0]``), the parts of the file that findings and questions point at.

    ``settings`` are those that held for it in place of the run's, and ``rules_not_run`` maps
    the id of each rule that ran on other files, and not on this one, to the reason in words.
    ``waivers`` are those of the file, and those of the central file that are for it. ``digest``
    stays the same as long as the text of the file, and of its ties, does; where files are looked at
    together, that of all and their register. ``people`` are the ids of all whom the file declares.
    ``joins`` are the files whose arrangements were looked at together; empty of one by itself.
    ``carrying`` is who carries how much over those files, the most first.
    ``corrections`` are what people say of what is written of them. ``phrases`` are texts that stand
    in lists within messages, and have themselves what parts one from another there.
    """

    file: str
    id: str
    title: str
    organisation: str | None
    described_from: Literal["own-records", "published-documents"]
    ties: TieKnowledge
    sources: tuple[Source, ...]
    outcomes: tuple[Outcome, ...]
    questions: tuple[Question, ...] = ()
    picture: Picture = Picture()
    entries: dict[str, Entry] = {}
    settings: tuple[Setting, ...] = ()
    rules_not_run: dict[str, str] = {}
    waivers: tuple[WaiverUse, ...] = ()
    digest: str = ""
    people: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    carrying: tuple[Carried, ...] = ()
    phrases: tuple[str, ...] = ()


SealedKind = Literal[
    "arrangement", "ties", "register", "settings", "waivers", "baseline", "plan", "previous"
]


class Seal(Struct, frozen=True):
    """A file that was read, and the SHA-256 of what it held; empty where it could not be read."""

    kind: SealedKind
    file: str
    sha256: str


class AuditResult(Struct, frozen=True):
    """One audit: what was looked at, what was found, and what could not be read.

    ``files`` are all files looked at, in order; ``files_passed_over`` maps those that
    are no engagement, and folders not searched, to the reason in words; ``problems`` tell why
    others could not be audited. ``rules`` are those that ran, ``rules_not_run`` maps each other
    rule's id to the reason in words. ``ties_files`` are those given with ``--ties``.
    ``since`` is what became of the findings of an earlier result.
    ``seals`` are of every file that was read, whatever it held; those of checks are in ``packs``.
    ``notes`` say which files were not joined with others, and what was not seen for that.
    ``engagements`` are a tuple; of many files each is made when it is asked for, and not held.
    """

    schema_version: Literal[1]
    tool: Tool
    as_of: str
    fail_on: FailOn
    files: tuple[str, ...]
    files_passed_over: dict[str, str]
    ties_files: tuple[str, ...]
    engagements: Sequence[EngagementResult]
    problems: tuple[Problem, ...]
    rules: tuple[RuleSummary, ...]
    rules_not_run: dict[str, str]
    standards: tuple[StandardSummary, ...]
    settings: SettingsUsed = SettingsUsed()
    packs: tuple[PackSummary, ...] = ()
    baseline: BaselineUse | None = None
    plan: Plan | None = None
    seals: tuple[Seal, ...] = ()
    notes: tuple[str, ...] = ()
    since: Comparison | None = None

    def __post_init__(self) -> None:
        if isinstance(self.engagements, list):  # as it is read from JSON
            force_setattr(self, "engagements", tuple(self.engagements))

    @property
    def heads(self) -> Sequence[EngagementResult]:
        """The results of all engagements, in which what is long need not be.

        There are no outcomes, questions, entries, people, picture and sources in those of many.
        """
        return heads_of(self.engagements)

    @property
    def arrangements(self) -> Sequence[EngagementResult]:
        """The results of one arrangement each, without those of several taken together."""
        alone = [at for at, one in enumerate(self.heads) if not one.joins]
        return chosen(alone, self.engagements)
