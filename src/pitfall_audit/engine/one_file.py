"""Audits one file by itself: what comes of it hangs on no other file of the run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.engagement.model import Engagement, SourceDocument
from pitfall_audit.engagement.model.part_dates import as_written
from pitfall_audit.engine.diagram import picture_of
from pitfall_audit.engine.entries import entries_of
from pitfall_audit.engine.finding_files import FoundFile
from pitfall_audit.engine.outcomes import OutcomeBuilder, source_words
from pitfall_audit.engine.portfolio import Digest, Gathered, gathered, located
from pitfall_audit.engine.questions import questions_of
from pitfall_audit.engine.reading_files import TiesApart, read_engagement
from pitfall_audit.engine.registers import ListReader
from pitfall_audit.engine.remarks import unknown_checks, with_their_checks
from pitfall_audit.engine.result import (
    Correction,
    EngagementResult,
    FailOn,
    RuleSummary,
    Seal,
    Source,
)
from pitfall_audit.engine.seals import digest_of, seal_of_text
from pitfall_audit.engine.summaries import rule_summary, with_severity_told
from pitfall_audit.engine.waivers import WaiversOfRun
from pitfall_audit.errors import usage
from pitfall_audit.facts.documents import is_policy
from pitfall_audit.facts.kinds import derive_facts
from pitfall_audit.rules.evaluation import Batches
from pitfall_audit.rules.form.outcomes import PITFALLS, Level
from pitfall_audit.rules.form.vocabulary import Vocabulary, unread_own_fields
from pitfall_audit.rules.packs import Pack, in_order, load_built_in
from pitfall_audit.rules.rule_runner import Runner
from pitfall_audit.settings.checking import check_that_was_meant
from pitfall_audit.settings.layers import Effective
from pitfall_audit.settings.settings import Settings, command_line
from pitfall_audit.settings.settings_file import SettingsFile
from pitfall_audit.yaml.disk import real_path
from pitfall_audit.yaml.document_parts import problem_at
from pitfall_audit.yaml.places import Problem
from pitfall_audit.yaml.reading import Document, read_source

__all__ = ["AuditRequest", "Auditor", "FileAudit", "packs_and_settings"]


class AuditRequest(Struct, frozen=True, kw_only=True):
    """What is audited, as of which day, and by which checks and settings."""

    paths: Sequence[Path]
    """The files, and the folders that are searched for files."""

    as_of: dt.date
    """The day as of which everything is looked at."""

    ties: Sequence[Path] = ()
    """Files of ties kept apart, each of one engagement."""

    select: Sequence[str] = ()
    """The checks that are run, by the ids of rules or of pitfalls; all, if there are none."""

    ignore: Sequence[str] = ()
    """The checks that are left out, named likewise."""

    level: Level | None = None
    """How closely to look; None leaves that to the settings."""

    fail_on: FailOn | None = None
    """From which severity on findings count; None leaves that to the settings."""

    settings: SettingsFile | None = None
    """A file of settings. What is stated beside it goes before, and the rest is as by default."""

    packs: Sequence[Pack] | None = None
    """The packs whose rules are run (:func:`~pitfall_audit.rules.packs.load_packs`).

    None stands for the built-in ones.
    """

    verify_packs: bool = True
    """Whether the examples of packs from outside are run first."""

    registers: Sequence[Path] | None = None
    """The files of a register that all share; None leaves that to the settings.

    Where these name none, it is looked for beside the files.
    """

    read_list: ListReader | None = None
    """What reads a list of the register; without it none is looked for."""

    waivers: Path | None = None
    """A file of waivers of several engagements; None leaves that to the settings."""

    no_waivers: bool = False
    """Whether findings are shown as if there were no waivers."""

    pass_over: bool = False
    """Whether named files that describe no engagement are passed over, as found ones are."""

    contents: Mapping[Path, bytes] | None = None
    """What is audited as the content of the one path, and of files of ties, whatever is there."""

    base: Path | None = None
    """The folder from which paths are shown; the working folder, if None."""

    cache: Callable[[], Path | None] | None = None
    """Gives the database in which what came of each file is kept for the next run, if there is one.

    It is asked where there are ten files and more. With ties kept apart, or packs from outside,
    nothing is kept.
    """

    digest: Digest | None = None
    """What makes of each result, with the rules that ran, what is wanted of it among many."""

    jobs: int | None = None
    """The most processes that look at files; None leaves that to their number and the machine.

    With ties kept apart, or packs from outside, there is one.
    """


class FileAudit(Struct, frozen=True):
    """What came of one file: plain data, which can go from one process to another.

    ``problems`` keep it from being audited, ``own_fields`` are amiss in what packs add, and
    ``id_taken`` is to be told where another file has its id. The rest is empty where it
    describes no engagement, or can't be used.
    """

    seal: Seal | None = None
    problems: tuple[Problem, ...] = ()
    passed_over: str | None = None
    is_ties: bool = False
    made: Gathered | None = None
    own_fields: tuple[Problem, ...] = ()
    id_taken: Problem | None = None


def packs_and_settings(request: AuditRequest) -> tuple[Sequence[Pack], Settings]:
    """The packs of a request, and the settings of its run for all their rules.

    Raises :class:`UsageProblem` where it names a check that there is not, and
    :class:`~pitfall_audit.errors.SettingsError` where the settings can't be used.
    """
    packs = (load_built_in(),) if request.packs is None else request.packs
    rules = in_order(rule for pack in packs for rule in pack.rules)
    known = [*(rule.id for rule in rules), *PITFALLS]
    for name in (*request.select, *request.ignore):
        if name not in known:
            raise usage("unknown-check", name=name, meant=check_that_was_meant(name, known))
    said = command_line(level=request.level, select=request.select, ignore=request.ignore)
    return packs, Settings(rules, request.settings, said)


class Auditor:
    """Audits one file after another by what ``request`` asks.

    ``packs`` and ``settings`` are those of the request, ``apart`` the ties that are kept apart, and
    ``runner`` runs the rules.
    """

    def __init__(
        self,
        request: AuditRequest,
        packs: Sequence[Pack],
        settings: Settings,
        apart: TiesApart,
        runner: Runner,
    ) -> None:
        self.apart = apart
        self.runner = runner
        self.settings = settings
        base = request.base or Path.cwd()
        self.central = (request.waivers and base / request.waivers) or settings.waivers
        terms = None if request.no_waivers else settings.waiver_terms
        self.book = WaiversOfRun(terms, self.central, base, settings.rules, request.as_of)
        self.pack_of = {rule.id: pack.id for pack in packs for rule in pack.rules}
        self.request = request
        self.packs = packs
        self._summaries: dict[str, RuleSummary] = {}

    def summaries_of(self, settings: Iterable[Effective]) -> Mapping[str, RuleSummary]:
        """All rules that are known by now, those that some settings have run among them."""
        # The words of a rule are read once, and only where it runs.
        for one in {id(one): one for one in settings}.values():
            for rule in one.to_run:
                if rule.id not in self._summaries:
                    self._summaries[rule.id] = rule_summary(rule, self.pack_of)
        return self._summaries

    def audit(self, file: FoundFile) -> FileAudit:
        """Audit one file that was found, and not passed over. Raises nothing."""
        source = read_source(file.path, file.shown, file.content)
        given = bool(self.apart.places) and real_path(file.path) in self.apart.places
        read = read_engagement(file, source, given=given, pass_over=self.request.pass_over)
        sealed = seal_of_text(source) if isinstance(source, str) else ""
        # Of what was given as ties, it is told where ties are read.
        seal = None if given else Seal("arrangement", file.shown, sealed)
        problems = tuple(read.problems)
        if read.engagement is None or read.document is None:
            return FileAudit(seal, problems, read.passed_over, read.is_ties)
        made = self._audit(read.document, read.engagement, self.settings.for_file(file.path))
        return replace(made, seal=seal, problems=problems)

    def _audit(self, document: Document, engagement: Engagement, settings: Effective) -> FileAudit:
        as_of = self.request.as_of
        ties = self.apart.of(engagement)
        apart = ties.document if ties else None
        facts = derive_facts(engagement, ties.file if ties else None, as_of)
        rules = settings.to_run
        batches: dict[Vocabulary, Batches] = {}
        vocabularies = tuple(dict.fromkeys(rule.vocabulary for rule in rules))
        problems = list(unread_own_fields(vocabularies, document))
        for vocabulary in vocabularies:
            own, faults = vocabulary.read_own_fields(facts, document, apart)
            if not faults:
                batches[vocabulary] = Batches(own)
            problems.extend(fault for fault in faults if fault not in problems)
        self.runner.next_engagement()
        known = self.settings.rules
        problems.extend(unknown_checks(engagement, document, [rule.id for rule in known]))
        open_checks = [rule.id for rule in known if not rule.logic.private]
        builder = OutcomeBuilder(engagement, facts, document, apart, open_checks)
        organisation = engagement.organisation
        ran = [rule for rule in rules if rule.vocabulary in batches]
        outcomes = tuple(
            [
                with_severity_told(builder.outcome(verdict), settings)
                for rule in ran
                for verdict in self.runner.evaluate(rule, batches[rule.vocabulary])
            ]
        )
        outcomes = with_their_checks(outcomes, engagement, {rule.id: rule for rule in ran})
        outcomes, waivers = self.book.settle(
            outcomes, engagement, document, ran, ties=facts.ties in ("in-file", "ties-file")
        )
        result = EngagementResult(
            file=document.file,
            id=engagement.id,
            title=engagement.title,
            organisation=(organisation.name or organisation.id) if organisation else None,
            described_from=engagement.described_from or "own-records",
            ties=self.apart.knowledge_of(engagement, ties, facts.ties),
            sources=tuple(_source(source) for source in engagement.sources or ()),
            outcomes=outcomes,
            questions=questions_of(
                outcomes,
                self.summaries_of((settings,)),
                published=engagement.described_from == "published-documents",
                policy=is_policy(engagement),
            ),
            picture=picture_of(engagement, facts, outcomes, as_of),
            entries=entries_of(document, outcomes),
            waivers=waivers,
            people=tuple(engagement.people or ()),
            phrases=tuple(sorted(builder.phrases)),
            corrections=tuple(
                Correction(said.by, as_written(said.said_on), said.text, said.rule or "")
                for said in engagement.corrections or ()
            ),
            digest=digest_of(document, apart),
            # What can't be read must not count as not stated.
            rules_not_run={
                rule.id: "a field of its pack can't be read"
                for rule in rules
                if rule.vocabulary not in batches
            },
        )
        summary = located(facts.summary, document, apart)
        return FileAudit(
            made=gathered(result, summary, self.summaries_of((settings,)), self.request.digest),
            own_fields=tuple(problems),
            id_taken=problem_at(document, ("id",), "id-taken", "", ""),
        )


def _source(source: SourceDocument) -> Source:
    """A document as the result names it; an interview without its name and day."""
    if source.kind == "interview":
        return Source(source.id, source_words(source), read=source.read)
    return Source(
        source.id,
        source.title or source.id,
        source.version,
        as_written(source.dated) if source.dated else None,
        source.read,
    )
