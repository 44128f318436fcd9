"""Runs an audit, from files to one result."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pitfall_audit.audit.errors import UsageProblem
from pitfall_audit.audit.gathering import HOLDS_TIES, FoundFile, find_files, passed_over, shown_name
from pitfall_audit.audit.picturing import picture_of
from pitfall_audit.audit.result import (
    AuditResult,
    EngagementResult,
    FailOn,
    Ground,
    RuleSummary,
    Source,
    StandardSummary,
    Tool,
)
from pitfall_audit.audit.settling import Settler
from pitfall_audit.engagement.facts.deriving import derive_facts
from pitfall_audit.engagement.model import Engagement, TiesFile
from pitfall_audit.engagement.places import DataPath, Problem
from pitfall_audit.engagement.reading import Document, read_file
from pitfall_audit.engagement.suggestions import did_you_mean
from pitfall_audit.engagement.validation import validate, validate_ties
from pitfall_audit.rules.evaluation import Batches, evaluate
from pitfall_audit.rules.outcomes import PITFALLS
from pitfall_audit.rules.packs import Pack, load_built_in
from pitfall_audit.rules.parts import problem_at
from pitfall_audit.rules.rule import Rule
from pitfall_audit.version import __version__

__all__ = ["audit"]


def audit(
    paths: Sequence[Path],
    *,
    as_of: dt.date,
    ties: Path | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    fail_on: FailOn = "error",
    base: Path | None = None,
    progress: Callable[[str], None] | None = None,
) -> AuditResult:
    """Audit files, and the files in folders, as they stand on the day ``as_of``.

    ``ties`` is a file of ties kept apart. ``select`` and ``ignore`` are ids of rules or of
    pitfalls. Paths are shown from ``base`` (the working folder if left out). ``progress``
    is told the name of each file before it is read.

    Raises :class:`~pitfall_audit.audit.errors.UsageProblem` where it can't be done as
    asked, and :class:`~pitfall_audit.rules.errors.PackError` where the rules do not load.
    A file that can't be read is a problem in the result; the others are audited.
    """
    base = Path.cwd() if base is None else base
    pack = load_built_in()
    rules, not_run = _chosen(pack.rules, select, ignore)
    files = find_files(paths, base)
    reader = _Reader(base, progress)
    apart = _TiesApart(ties, base) if ties is not None else None
    # One file at a time, so that no more than one is ever held.
    results = tuple(
        _result(one, apart.of(one.engagement) if apart else None, rules, as_of)
        for one in reader.engagements(files)
    )
    if apart is not None:
        apart.check_whose()
    return AuditResult(
        schema_version=1,
        tool=Tool("pitfall-audit", __version__),
        as_of=as_of.isoformat(),
        fail_on=fail_on,
        files=tuple(file.shown for file in files),
        files_passed_over=reader.passed_over,
        ties_file=None if ties is None else shown_name(ties, base),
        engagements=results,
        problems=(*reader.problems, *(apart.problems if apart else ())),
        rules=tuple(_summary(rule) for rule in rules),
        rules_not_run=not_run,
        standards=_standards(pack, rules),
    )


@dataclass(frozen=True, slots=True)
class _Engagement:
    file: FoundFile
    document: Document
    engagement: Engagement


@dataclass(frozen=True, slots=True)
class _Ties:
    document: Document
    file: TiesFile


class _Reader:
    """Reads files, and keeps what is wrong with them."""

    def __init__(self, base: Path, progress: Callable[[str], None] | None) -> None:
        self.base = base
        self.progress = progress
        self.problems: list[Problem] = []
        self.passed_over: dict[str, str] = {}

    def engagements(self, files: Iterable[FoundFile]) -> Iterator[_Engagement]:
        first: dict[str, str] = {}
        for file in files:
            if self.progress is not None:
                self.progress(file.shown)
            document = read_file(file.path, file.shown)
            if not isinstance(document, Document):
                self.problems.extend(document)
                continue
            reason = passed_over(document)
            if reason is not None and not file.named:
                self.passed_over[file.shown] = reason
                continue
            if reason == HOLDS_TIES:
                self.problems.append(
                    problem_at(
                        document, (), "not-an-engagement",
                        "This file holds ties, and describes no engagement.",
                        "Name the engagement that they belong to, and give this file with --ties.",
                    )
                )  # fmt: skip
                continue
            engagement, problems = validate(document)
            self.problems.extend(problems)
            if engagement is None:
                continue
            if engagement.id in first:
                self.problems.append(
                    problem_at(
                        document,
                        ("id",),
                        "id-taken",
                        f"Another file, {first[engagement.id]}, has the id `{engagement.id}`.",
                        "Give each file an id of its own: findings are told apart by it.",
                    )
                )
                continue
            first[engagement.id] = file.shown
            yield _Engagement(file, document, engagement)


class _TiesApart:
    """The file of ties kept apart, and the engagements met that they belong to."""

    def __init__(self, path: Path, base: Path) -> None:
        self.problems: list[Problem] = []
        self._shown = shown_name(path, base)
        self._document: Document | None = None
        self._file: TiesFile | None = None
        self._met = 0
        self._belonging = 0
        document = read_file(path, self._shown)
        if not isinstance(document, Document):
            self.problems.extend(document)
            return
        self._document = document
        self._file, problems = validate_ties(document)
        self.problems.extend(problems)

    def of(self, engagement: Engagement) -> _Ties | None:
        """The ties of an engagement; None where they belong to another, or can't be used."""
        self._met += 1
        file, document = self._file, self._document
        if file is None or document is None or file.engagement not in (None, engagement.id):
            return None
        self._belonging += 1
        # A second one to belong to is a misuse that ends the audit.
        strangers = tuple(_strangers(document, file, engagement)) if self._belonging == 1 else ()
        self.problems.extend(strangers)
        return None if strangers else _Ties(document, file)

    def check_whose(self) -> None:
        """Raise :class:`UsageProblem` where it stays open whose the ties are."""
        if self._file is None:
            return
        if self._met and not self._belonging:
            raise UsageProblem(
                f"The ties in {self._shown} belong to the engagement `{self._file.engagement}`, "
                "which is not among the files.",
                f"Audit that engagement, or correct the id in {self._shown}.",
            )
        if self._file.engagement is None and self._met > 1:
            raise UsageProblem(
                f"{self._shown} does not say which of {self._met} engagements its ties belong to.",
                "Write `engagement:` and the engagement's id at its top.",
            )


def _strangers(document: Document, ties: TiesFile, engagement: Engagement) -> Iterator[Problem]:
    """People named in a ties file whom the engagement does not declare."""
    people = engagement.people or {}
    named: list[tuple[DataPath, str | None]] = []
    for index, tie in enumerate(ties.ties or ()):
        named.append((("ties", index, "of"), tie.of))
        named.append((("ties", index, "with"), tie.with_.person))
    for index, conflict in enumerate(ties.conflicts or ()):
        for number, party in enumerate(conflict.between):
            named.append((("conflicts", index, "between", number), party.person))
    for path, person in named:
        if person is not None and person not in people:
            yield problem_at(
                document, path, "unknown-person",
                f"`{person}` is not declared under `people` in the engagement.",
                did_you_mean(person, people) or "Declare the person there, or correct the id.",
            )  # fmt: skip


def _chosen(
    rules: Sequence[Rule], select: Sequence[str], ignore: Sequence[str]
) -> tuple[tuple[Rule, ...], dict[str, str]]:
    """The rules to run, and why each of the others is not."""
    known = [*(rule.id for rule in rules), *PITFALLS]
    for name in (*select, *ignore):
        if name not in known:
            raise UsageProblem(
                f"There is no check or pitfall called “{name}”.",
                did_you_mean(name, known) or "`pitfall-audit rules list` shows them all.",
            )
    chosen = []
    not_run = {}
    for rule in rules:
        names = {rule.id, rule.logic.pitfall}
        if select and not names & set(select):
            not_run[rule.id] = "not among those selected"
        elif names & set(ignore):
            not_run[rule.id] = "left out by --ignore"
        else:
            chosen.append(rule)
    return tuple(chosen), not_run


def _result(
    one: _Engagement, apart: _Ties | None, rules: Sequence[Rule], as_of: dt.date
) -> EngagementResult:
    engagement = one.engagement
    facts = derive_facts(engagement, apart.file if apart else None, as_of)
    batches = Batches(facts)
    settler = Settler(engagement, one.document, apart.document if apart else None)
    organisation = engagement.organisation
    outcomes = tuple(
        settler.outcome(verdict) for rule in rules for verdict in evaluate(rule, batches)
    )
    return EngagementResult(
        file=one.file.shown,
        id=engagement.id,
        title=engagement.title,
        organisation=(organisation.name or organisation.id) if organisation else None,
        described_from=engagement.described_from or "own-records",
        ties=facts.ties,
        sources=tuple(
            Source(
                source.id,
                source.title or source.id,
                source.version,
                source.dated.isoformat() if source.dated else None,
            )
            for source in engagement.sources or ()
        ),
        outcomes=outcomes,
        picture=picture_of(engagement, facts, outcomes, as_of),
    )


def _summary(rule: Rule) -> RuleSummary:
    words = rule.words
    return RuleSummary(
        id=rule.id,
        pitfall=rule.logic.pitfall,
        title=rule.logic.title,
        level=rule.logic.level,
        why=words.why.strip(),
        remedy=words.remedy.strip(),
        question=words.question.strip(),
        grounds=tuple(
            Ground(ground.standard or f"article:{ground.article}", ground.bears)
            for ground in words.grounds
        ),
        thresholds=dict(rule.thresholds),
        private=rule.logic.private,
    )


def _standards(pack: Pack, rules: Sequence[Rule]) -> tuple[StandardSummary, ...]:
    named = {ground.standard for rule in rules for ground in rule.words.grounds}
    return tuple(
        StandardSummary(one.id, one.name, one.publisher, one.year, one.link, one.verified)
        for one in pack.standards.values()
        if one.id in named
    )
