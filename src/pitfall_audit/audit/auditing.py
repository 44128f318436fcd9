"""Runs an audit, from files to one result."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pitfall_audit.audit.errors import UsageProblem
from pitfall_audit.audit.gathering import FoundFile, find_files, passed_over, shown_name
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
    engagements = reader.engagements(files)
    apart = reader.ties(ties, [one.engagement for one in engagements]) if ties else None
    results = tuple(_result(one, apart, rules, as_of) for one in engagements)
    return AuditResult(
        schema_version=1,
        tool=Tool("pitfall-audit", __version__),
        as_of=as_of.isoformat(),
        fail_on=fail_on,
        files=tuple(file.shown for file in files),
        files_passed_over=reader.passed_over,
        ties_file=None if ties is None else shown_name(ties, base),
        engagements=results,
        problems=tuple(reader.problems),
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

    def belong_to(self, engagement: Engagement) -> bool:
        return self.file.engagement in (None, engagement.id)


class _Reader:
    """Reads files, and keeps what is wrong with them."""

    def __init__(self, base: Path, progress: Callable[[str], None] | None) -> None:
        self.base = base
        self.progress = progress
        self.problems: list[Problem] = []
        self.passed_over: dict[str, str] = {}

    def engagements(self, files: Iterable[FoundFile]) -> list[_Engagement]:
        found: list[_Engagement] = []
        first: dict[str, str] = {}
        for file in files:
            if self.progress is not None:
                self.progress(file.shown)
            document = read_file(file.path, file.shown)
            if not isinstance(document, Document):
                self.problems.extend(document)
                continue
            reason = None if file.named else passed_over(document)
            if reason is not None:
                self.passed_over[file.shown] = reason
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
            found.append(_Engagement(file, document, engagement))
        return found

    def ties(self, path: Path, engagements: Sequence[Engagement]) -> _Ties | None:
        document = read_file(path, shown_name(path, self.base))
        if not isinstance(document, Document):
            self.problems.extend(document)
            return None
        ties, problems = validate_ties(document)
        self.problems.extend(problems)
        if ties is None:
            return None
        belongs = [one for one in engagements if ties.engagement in (None, one.id)]
        if engagements and not belongs:
            raise UsageProblem(
                f"The ties in {document.file} belong to the engagement `{ties.engagement}`, "
                "which is not among the files.",
                f"Audit that engagement, or correct the id in {document.file}.",
            )
        if ties.engagement is None and len(engagements) > 1:
            raise UsageProblem(
                f"{document.file} does not say which of {len(engagements)} engagements its ties "
                "belong to.",
                "Write `engagement:` and the engagement's id at its top.",
            )
        strangers = [problem for one in belongs[:1] for problem in _strangers(document, ties, one)]
        self.problems.extend(strangers)
        return None if strangers else _Ties(document, ties)


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
    one: _Engagement, ties: _Ties | None, rules: Sequence[Rule], as_of: dt.date
) -> EngagementResult:
    engagement = one.engagement
    apart = ties if ties is not None and ties.belong_to(engagement) else None
    facts = derive_facts(engagement, apart.file if apart else None, as_of)
    batches = Batches(facts)
    settler = Settler(engagement, one.document, apart.document if apart else None)
    organisation = engagement.organisation
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
        outcomes=tuple(
            settler.outcome(verdict) for rule in rules for verdict in evaluate(rule, batches)
        ),
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
