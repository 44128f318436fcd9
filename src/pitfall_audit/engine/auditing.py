"""Runs an audit, from files to one result."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pitfall_audit.engagement.model import SourceDocument
from pitfall_audit.engagement.model.part_dates import as_written
from pitfall_audit.engine.diagram import picture_of
from pitfall_audit.engine.finding_files import FoundFile, find_files
from pitfall_audit.engine.outcomes import OutcomeBuilder, entries_of, source_words
from pitfall_audit.engine.portfolio import Gathered, Joining, located, notes_on
from pitfall_audit.engine.questions import questions_of
from pitfall_audit.engine.reading_files import (
    EngagementFile,
    EngagementReader,
    TiesApart,
    TiesOfEngagement,
)
from pitfall_audit.engine.registers import IS_THE_REGISTER, ListReader, Registers
from pitfall_audit.engine.result import (
    AuditResult,
    EngagementResult,
    FailOn,
    RuleSummary,
    Seal,
    Source,
    Tool,
)
from pitfall_audit.engine.seals import digest_of, seal_of_file
from pitfall_audit.engine.summaries import (
    pack_summary,
    ran_on_any,
    rule_summary,
    settings_used,
    standards_named,
    with_settings_told,
    with_severity_told,
)
from pitfall_audit.engine.waivers import WaiversOfRun
from pitfall_audit.errors import UsageProblem
from pitfall_audit.facts.documents import is_policy
from pitfall_audit.facts.kinds import derive_facts
from pitfall_audit.rules.evaluation import Batches
from pitfall_audit.rules.form.outcomes import PITFALLS, Level
from pitfall_audit.rules.form.vocabulary import Vocabulary, unread_own_fields
from pitfall_audit.rules.packs import Pack, in_order, load_built_in
from pitfall_audit.rules.rule import Rule
from pitfall_audit.rules.rule_runner import Runner
from pitfall_audit.rules.rule_runner import verify_packs as verify
from pitfall_audit.settings.checking import check_that_was_meant
from pitfall_audit.settings.layers import Effective
from pitfall_audit.settings.settings import Settings, command_line
from pitfall_audit.settings.settings_file import SettingsFile, settings_below
from pitfall_audit.version import __version__
from pitfall_audit.yaml.disk import real_path, shown_name
from pitfall_audit.yaml.places import Problem

__all__ = ["AuditRequest", "audit", "run_audit"]


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

    text_of: Path | None = None
    """A file whose text is audited as that of the one path, which need not be there."""

    base: Path | None = None
    """The folder from which paths are shown; the working folder, if None."""


def audit(
    paths: Sequence[Path],
    *,
    as_of: dt.date,
    ties: Sequence[Path] = (),
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    level: Level | None = None,
    fail_on: FailOn | None = None,
    settings: SettingsFile | None = None,
    packs: Sequence[Pack] | None = None,
    verify_packs: bool = True,
    registers: Sequence[Path] | None = None,
    waivers: Path | None = None,
    no_waivers: bool = False,
    pass_over: bool = False,
    base: Path | None = None,
    progress: Callable[[str], None] | None = None,
) -> AuditResult:
    """Audit files, and the files in folders, as they stand on the day ``as_of``.

    What else may be asked is told at :class:`AuditRequest`. Raises as :func:`run_audit` does.
    """
    request = AuditRequest(
        paths=paths, as_of=as_of, ties=ties, select=select, ignore=ignore, level=level,
        fail_on=fail_on, settings=settings, packs=packs, verify_packs=verify_packs,
        registers=registers, waivers=waivers, no_waivers=no_waivers, pass_over=pass_over,
        base=base,
    )  # fmt: skip
    return run_audit(request, progress)


def run_audit(request: AuditRequest, progress: Callable[[str], None] | None = None) -> AuditResult:
    """Audit what ``request`` asks for; ``progress`` is told each file's name before it is read.

    Raises :class:`~pitfall_audit.errors.UsageProblem` where it can't be done as asked,
    :class:`~pitfall_audit.errors.PackError` where the rules do not load or their own examples do
    not hold, and :class:`~pitfall_audit.errors.SettingsError` where settings can't be used.
    A file that can't be read is a problem in the result; the others are audited.
    """
    base = request.base or Path.cwd()
    packs = (load_built_in(),) if request.packs is None else request.packs
    every = in_order(rule for pack in packs for rule in pack.rules)
    pack_of = {rule.id: pack.id for pack in packs for rule in pack.rules}
    _refuse_unknown(every, (*request.select, *request.ignore))
    said = command_line(level=request.level, select=request.select, ignore=request.ignore)
    run_settings = Settings(every, request.settings, said)
    if request.text_of is None:
        files = find_files(request.paths, base, run_settings.excludes)
    else:
        path = base / request.paths[0]
        files = (FoundFile(path, shown_name(path, base), True, read_from=request.text_of),)
    run_settings.check_patterns(file.path for file in files)
    by_file = {file.path: run_settings.for_file(file.path) for file in files}
    _refuse_no_checks(by_file.values(), request)
    apart = TiesApart(request.ties, base)
    named = run_settings.registers if request.registers is None else request.registers
    shared = Registers(named, request.paths, base, request.read_list)
    register = shared.register(request.as_of)
    files = tuple(one for one in files if real_path(one.path) not in shared.places)
    reader = EngagementReader(base, progress, apart.places, pass_over=request.pass_over)
    # One file at a time, so that no more than one is ever held.
    central = (request.waivers and base / request.waivers) or run_settings.waivers
    terms = None if request.no_waivers else run_settings.waiver_terms
    book = WaiversOfRun(terms, central, base, every, request.as_of)
    summaries: dict[str, RuleSummary] = {}
    held: list[Effective] = []
    gathered: list[Gathered] = []
    own_fields: list[Problem] = []
    with Runner(packs) as runner:
        if request.verify_packs:
            verify(packs, runner)
        for one in reader.engagements(files):
            held.append(by_file[one.file.path])
            # The words of a rule are read once, and only where it runs.
            for rule in held[-1].to_run:
                if rule.id not in summaries:
                    summaries[rule.id] = rule_summary(rule, pack_of)
            ties_of = apart.of(one.engagement)
            made, problems = _audit_one(one, ties_of, held[-1], runner, book, summaries=summaries)
            known = apart.knowledge_of(one.engagement, ties_of, made.result.ties)
            if register is None and made.summary and made.summary.organisation is None:
                made = made._replace(summary=None)
            gathered.append(made._replace(result=replace(made.result, ties=known)))
            own_fields.extend(problems)
        joining = Joining(run_settings.base, runner, summaries, book.settle_joined, register)
        together = tuple(joining.results(gathered))
    apart.check_whose(all_read=not reader.problems)
    rules, not_run = ran_on_any(every, run_settings.base, held)
    results = [one.result for one in gathered]
    audited = {one.file for one in results} | reader.passed_over.keys() | {*reader.given_as_ties}
    unread = sum(1 for one in files if one.shown not in audited)
    below = settings_below(request.paths, (file.path for file in files if not file.named))
    return AuditResult(
        schema_version=1,
        tool=Tool("pitfall-audit", __version__),
        as_of=request.as_of.isoformat(),
        fail_on=request.fail_on or run_settings.fail_on,
        files=tuple(one.shown for one in files if one.shown not in reader.given_as_ties),
        files_passed_over={
            **reader.passed_over,
            **shared.passed_over,
            **dict.fromkeys(shared.shown, IS_THE_REGISTER),
        },
        ties_files=apart.shown,
        engagements=(*with_settings_told(results, held, run_settings.base, rules), *together),
        problems=(*reader.problems, *apart.problems, *shared.problems, *book.problems, *own_fields),
        rules=tuple(rule_summary(rule, pack_of) for rule in rules),
        rules_not_run=not_run,
        standards=standards_named(packs, rules),
        packs=tuple(pack_summary(pack, verified=request.verify_packs) for pack in packs),
        settings=settings_used(run_settings, rules, [shown_name(one, base) for one in below]),
        seals=(*reader.seals, *apart.seals, *shared.seals, *_seals(request, central, base)),
        notes=tuple(notes_on(gathered, unread, unusable=bool(shared.problems))),
    )


def _seals(request: AuditRequest, waivers: Path | None, base: Path) -> Iterator[Seal]:
    """The seals of what was read for the run as a whole."""
    if request.settings is not None:
        file = request.settings.shown
        yield Seal("settings", file, seal_of_file(base / file))
    if waivers is not None and not request.no_waivers:
        yield Seal("waivers", shown_name(waivers, base), seal_of_file(waivers))


def _refuse_unknown(rules: Sequence[Rule], names: Sequence[str]) -> None:
    """Raise :class:`UsageProblem` where there is no rule or pitfall of a name."""
    known = [*(rule.id for rule in rules), *PITFALLS]
    for name in names:
        if name not in known:
            raise UsageProblem(
                f"There is no check or pitfall called “{name}”.",
                check_that_was_meant(name, known),
            )


def _refuse_no_checks(by_file: Collection[Effective], request: AuditRequest) -> None:
    """Raise :class:`UsageProblem` where no check is left to run on any file.

    Nothing found would look as if nothing were amiss.
    """
    if any(one.to_run for one in by_file) or not by_file:
        return
    said = [
        *([f"--select {','.join(request.select)}"] if request.select else []),
        *([f"--ignore {','.join(request.ignore)}"] if request.ignore else []),
        *([f"--level {request.level}"] if request.level is not None else []),
        *([f"the settings in {request.settings.shown}"] if request.settings is not None else []),
    ]
    raise UsageProblem(
        f"No check is left to run: {' and '.join(said) or 'there is none'}.",
        "Leave fewer out. `pitfall-audit rules list` shows every check, and `pitfall-audit "
        "config show` which of them the settings leave out.",
    )


def _audit_one(
    one: EngagementFile,
    apart: TiesOfEngagement | None,
    settings: Effective,
    runner: Runner,
    book: WaiversOfRun,
    *,
    summaries: Mapping[str, RuleSummary],
) -> tuple[Gathered, tuple[Problem, ...]]:
    """Return what was made of one engagement, and what is wrong with fields that packs add."""
    engagement, as_of = one.engagement, book.as_of
    facts = derive_facts(engagement, apart.file if apart else None, as_of)
    rules = settings.to_run
    batches: dict[Vocabulary, Batches] = {}
    vocabularies = tuple(dict.fromkeys(rule.vocabulary for rule in rules))
    problems = list(unread_own_fields(vocabularies, one.document))
    for vocabulary in vocabularies:
        own, faults = vocabulary.read_own_fields(
            facts, one.document, apart.document if apart else None
        )
        if not faults:
            batches[vocabulary] = Batches(own)
        problems.extend(fault for fault in faults if fault not in problems)
    runner.next_engagement()
    builder = OutcomeBuilder(engagement, facts, one.document, apart.document if apart else None)
    organisation = engagement.organisation
    outcomes = tuple(
        with_severity_told(builder.outcome(verdict), settings)
        for rule in rules
        if rule.vocabulary in batches
        for verdict in runner.evaluate(rule, batches[rule.vocabulary])
    )
    outcomes, waivers = book.settle(
        outcomes, engagement, one.document,
        {rule.id: rule for rule in rules if rule.vocabulary in batches},
        ties=facts.ties in ("in-file", "ties-file"),
    )  # fmt: skip
    result = EngagementResult(
        file=one.file.shown,
        id=engagement.id,
        title=engagement.title,
        organisation=(organisation.name or organisation.id) if organisation else None,
        described_from=engagement.described_from or "own-records",
        ties=facts.ties,
        sources=tuple(_source(source) for source in engagement.sources or ()),
        outcomes=outcomes,
        questions=questions_of(
            outcomes,
            summaries,
            published=engagement.described_from == "published-documents",
            policy=is_policy(engagement),
        ),
        picture=picture_of(engagement, facts, outcomes, as_of),
        entries=entries_of(one.document, outcomes),
        waivers=waivers,
        people=tuple(engagement.people or ()),
        digest=digest_of(one.document, apart.document if apart else None),
        # What can't be read must not count as not stated.
        rules_not_run={
            rule.id: "a field of its pack can't be read"
            for rule in rules
            if rule.vocabulary not in batches
        },
    )
    summary = located(facts.summary, one.document, apart.document if apart else None)
    return Gathered(result, summary), tuple(problems)


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
