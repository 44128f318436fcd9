"""The one result of an audit, from which every format is made.

Everything here is frozen plain data, and goes to JSON and back without loss
(:mod:`pitfall_audit.report.result_json`). Dates are ISO 8601 text (``2026-06-30``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pitfall_audit.engagement.places import Place, Problem, Related
from pitfall_audit.rules.outcomes import Level, OutcomeKind, PitfallId, Severity

__all__ = [
    "AuditResult",
    "EngagementResult",
    "Evidence",
    "FailOn",
    "Ground",
    "Outcome",
    "OutcomeKind",
    "PitfallId",
    "RuleSummary",
    "Severity",
    "Source",
    "StandardSummary",
    "TieKnowledge",
    "Tool",
]

FailOn = Literal["error", "warning", "advice", "never"]
TieKnowledge = Literal["in-file", "ties-file", "none-given"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a pass or a finding rests on: a named source, or a bare statement in the file.

    ``source`` is the title of the source (with its version and date), or None where the
    file states the thing without a source. ``at`` is the place within the source.
    """

    source: str | None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule says of one subject.

    ``subject`` is the identity (``seats[panel-member/asha]``), ``label`` the same in words.
    ``message`` is the finding, the words for a pass, the question, or what crashed,
    according to ``outcome``. ``severity`` is set for ``failed`` alone.

    ``unstated`` names the fields whose absence left a ``cannot-tell`` open, or, where a
    finding would be more severe if more were known, the fields in ``would_raise``.
    ``group`` is the identity under which questions asked once are gathered (a body, mostly).
    ``private`` outcomes speak of ties or disputes, and carry no excerpt.
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


@dataclass(frozen=True, slots=True)
class Source:
    """A document that an engagement rests on, as the file names it."""

    id: str
    title: str
    version: str | None = None
    dated: str | None = None


@dataclass(frozen=True, slots=True)
class EngagementResult:
    """Everything the audit says of one engagement.

    ``described_from`` says whose description it is; ``ties`` what the audit was told about
    ties. Outcomes are in the order of the rules, then of the subjects.
    """

    file: str
    id: str
    title: str
    organisation: str | None
    described_from: Literal["own-records", "published-documents"]
    ties: TieKnowledge
    sources: tuple[Source, ...]
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a rule rests on: a standard by id, or the article that names the pitfalls.

    ``bears`` says how: ``bears-on`` (the standard speaks of this) or ``derived`` (we
    reason from it; it does not say so outright).
    """

    standard: str
    bears: Literal["bears-on", "derived"]


@dataclass(frozen=True, slots=True)
class RuleSummary:
    """A rule as the report shows it; ``thresholds`` maps each name to the value used."""

    id: str
    pitfall: PitfallId
    title: str
    level: Level
    why: str
    remedy: str
    question: str
    grounds: tuple[Ground, ...]
    thresholds: dict[str, int | float]
    private: bool


@dataclass(frozen=True, slots=True)
class StandardSummary:
    """A published standard: ``verified`` is ``read``, ``opening-read`` or ``not-opened``."""

    id: str
    name: str
    publisher: str
    year: int | None
    link: str
    verified: Literal["read", "opening-read", "not-opened"]


@dataclass(frozen=True, slots=True)
class Tool:
    """The program that made the result."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class AuditResult:
    """One audit: what was looked at, what was found, and what could not be read.

    ``files`` are all files looked at, in order; ``files_passed_over`` maps those found in
    folders that are no engagement to the reason in words; ``problems`` tell why others could
    not be audited. ``rules`` are those that ran, ``rules_not_run`` maps each other rule's
    id to the reason in words. ``ties_file`` is the file given with ``--ties``, if any.
    """

    schema_version: Literal[1]
    tool: Tool
    as_of: str
    fail_on: FailOn
    files: tuple[str, ...]
    files_passed_over: dict[str, str]
    ties_file: str | None
    engagements: tuple[EngagementResult, ...]
    problems: tuple[Problem, ...]
    rules: tuple[RuleSummary, ...]
    rules_not_run: dict[str, str]
    standards: tuple[StandardSummary, ...]
