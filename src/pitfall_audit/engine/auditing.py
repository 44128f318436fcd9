"""Runs an audit, from files to one result."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, nullcontext
from pathlib import Path
from sys import intern
from typing import Final

from msgspec.structs import replace

from pitfall_audit.engine.finding_files import FoundFile, find_files
from pitfall_audit.engine.on_demand import Aside, Headed, OnDemand, json_in, unpacked
from pitfall_audit.engine.one_file import Auditor, AuditRequest, FileAudit, packs_and_settings
from pitfall_audit.engine.portfolio import JOINT, Gathered, Joining, ToJoin, notes_on
from pitfall_audit.engine.reading_files import TiesApart
from pitfall_audit.engine.registers import IS_THE_REGISTER, Registers
from pitfall_audit.engine.result import AuditResult, EngagementResult, FailOn, Seal, Tool
from pitfall_audit.engine.seals import seal_of_file
from pitfall_audit.engine.several_files import audits_of, joint_of, kept_for
from pitfall_audit.engine.summaries import (
    SetOtherwise,
    pack_summary,
    ran_on_any,
    rule_summary,
    set_otherwise,
    settings_used,
    standards_named,
)
from pitfall_audit.engine.tallies import Tallied, tally_of
from pitfall_audit.errors import usage, worded
from pitfall_audit.rules.form.outcomes import Level
from pitfall_audit.rules.packs import Pack
from pitfall_audit.rules.rule_runner import Runner
from pitfall_audit.rules.rule_runner import verify_packs as verify
from pitfall_audit.settings.layers import Effective
from pitfall_audit.settings.settings_file import SettingsFile, settings_below
from pitfall_audit.version import __version__
from pitfall_audit.yaml.disk import real_path, shown_name
from pitfall_audit.yaml.places import Problem

__all__ = ["AuditRequest", "audit", "run_audit"]

_FEW: Final = 10
"""How many results are held, and not made when they are asked for."""


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
    jobs: int | None = None,
    cache: Callable[[], Path | None] | None = None,
    progress: Callable[[str], None] | None = None,
) -> AuditResult:
    """Audit files, and the files in folders, as they stand on the day ``as_of``.

    What else may be asked is told at :class:`AuditRequest`. Raises as :func:`run_audit` does.
    """
    request = AuditRequest(
        paths=paths, as_of=as_of, ties=ties, select=select, ignore=ignore, level=level,
        fail_on=fail_on, settings=settings, packs=packs, verify_packs=verify_packs,
        registers=registers, waivers=waivers, no_waivers=no_waivers, pass_over=pass_over,
        base=base, jobs=jobs, cache=cache,
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
    packs, run_settings = packs_and_settings(request)
    content = (request.contents or {}).get(request.paths[0]) if request.paths else None
    if content is None:
        files = find_files(request.paths, base, run_settings.excludes)
    else:
        path = base / request.paths[0]
        files = (FoundFile(path, shown_name(path, base), True, content=content),)
    run_settings.check_patterns(file.path for file in files)
    _refuse_no_checks((run_settings.for_file(file.path) for file in files), request)
    apart = TiesApart(request.ties, base, request.contents)
    named = run_settings.registers if request.registers is None else request.registers
    shared = Registers(named, request.paths, base, request.read_list)
    register = shared.register(request.as_of)
    files = tuple(one for one in files if real_path(one.path) not in shared.places)
    # What rests on ties kept apart is written nowhere.
    found = _Found(on_disk=not apart.shown)
    if len(files) <= _FEW:
        request = replace(request, digest=None)
    with Runner(packs) as runner:
        if request.verify_packs:
            verify(packs, runner)
        auditor = Auditor(request, packs, run_settings, apart, runner)
        to_read = [one for one in files if one.to_read]
        kept = kept_for(auditor, len(to_read))
        with nullcontext() if kept is None else closing(kept):
            audits = audits_of(auditor, to_read, kept, progress)
            for file in files:
                found.add(file, next(audits) if file.to_read else None)
            files_of = found.to_join(by_register=register is not None)
            held = list(map(run_settings.for_file, found.paths))
            taken = sorted(one.head.id for one in files_of if one.head.id.startswith(JOINT))
            joining = Joining(
                run_settings.base, runner, auditor.summaries_of(held), taken,
                auditor.book.settle_joined, request.digest, register, shared.seals,
            )  # fmt: skip
            found.add_joined(joint_of(joining, files_of, found.laid, kept))
    apart.check_whose(all_read=not found.problems)
    rules, not_run = ran_on_any(run_settings.rules, run_settings.base, held)
    audited = {one.head.file for one in files_of} | found.passed_over.keys() | found.ties
    unread = sum(1 for one in files if one.shown not in audited)
    below = settings_below(request.paths, (file.path for file in files if not file.named))
    return AuditResult(
        schema_version=1,
        tool=Tool("pitfall-audit", __version__),
        as_of=request.as_of.isoformat(),
        fail_on=request.fail_on or run_settings.fail_on,
        files=tuple(one.shown for one in files if one.shown not in found.ties),
        files_passed_over={
            **found.passed_over,
            **shared.passed_over,
            **dict.fromkeys(shared.shown, IS_THE_REGISTER),
        },
        ties_files=apart.shown,
        engagements=found.results(tuple(set_otherwise(held, run_settings.base, rules))),
        problems=(
            *found.problems,
            *apart.problems,
            *shared.problems,
            *auditor.book.problems,
            *found.own_fields,
        ),
        rules=tuple(rule_summary(rule, auditor.pack_of) for rule in rules),
        rules_not_run=not_run,
        standards=standards_named(packs, rules),
        packs=tuple(pack_summary(pack, verified=request.verify_packs) for pack in packs),
        settings=settings_used(run_settings, rules, [shown_name(one, base) for one in below]),
        seals=(*found.seals, *apart.seals, *shared.seals, *_seals(request, auditor.central, base)),
        notes=tuple(notes_on(files_of, unread, unusable=bool(shared.problems))),
    )


class _Found:
    """What came of the files of a run, in their order; what is long in it is laid aside."""

    def __init__(self, *, on_disk: bool) -> None:
        self.paths: list[Path] = []
        self._aside = Aside(on_disk=on_disk)
        self._heads: list[EngagementResult] = []
        self._digests: list[int] = []
        self._tally: Counter[Tallied] = Counter()
        self._results: list[int] = []
        self._to_join: list[ToJoin] = []
        self.problems: list[Problem] = []
        self.own_fields: list[Problem] = []
        self.passed_over: dict[str, str] = {}
        self.ties: set[str] = set()
        self.seals: list[Seal] = []
        self._first: dict[str, str] = {}

    def add(self, file: FoundFile, one: FileAudit | None) -> None:
        """Add what came of a file; None where it was not looked into."""
        if file.problem is not None:
            self.problems.append(file.problem)
        reason = file.passed_over if one is None else one.passed_over
        if reason is not None:
            self.passed_over[file.shown] = reason
        if one is None:
            return
        self.problems.extend(one.problems)
        self.seals.extend(() if one.seal is None else (replace(one.seal, file=file.shown),))
        if one.is_ties:
            self.ties.add(file.shown)
        if one.made is None or one.id_taken is None:
            return
        id_ = one.made.head.id
        first = self._first.setdefault(id_, file.shown)
        if first != file.shown:
            _, says, help_ = worded("id-taken", first=first, id=id_)
            self.problems.append(replace(one.id_taken, message=says, help=help_))
            return
        self.paths.append(file.path)
        self._lay_aside(one.made, file.shown)
        self.own_fields.extend(one.own_fields)

    def _lay_aside(self, made: Gathered, file: str) -> None:
        # One text for what many have, and are called by elsewhere.
        whose = made.head.organisation
        head = replace(made.head, file=file, organisation=whose and intern(whose))
        self._heads.append(head)
        self._tally.update(dict(made.tallied))
        if made.digest is not None:
            self._digests.append(self._aside.put(made.digest))
        self._results.append(self._aside.put(made.result))
        summary = None if made.summary is None else self._aside.put(made.summary)
        self._to_join.append(ToJoin(head, made.organisation, made.names_people, summary))

    def laid(self, number: int) -> bytes:
        """What was laid aside, by its number."""
        return self._aside.get(number)

    def to_join(self, *, by_register: bool) -> list[ToJoin]:
        """The files as they are to be joined: by their organisations, or a register, too."""
        return [
            one if by_register or one.organisation is not None else one._replace(summary=None)
            for one in self._to_join
        ]

    def add_joined(self, results: Iterable[Gathered]) -> None:
        """Add what files show together."""
        for one in results:
            self._lay_aside(one, one.head.file)

    def results(self, otherwise: Sequence[SetOtherwise | None]) -> Sequence[EngagementResult]:
        """All results, those of one file with what was set ``otherwise`` for each."""
        laid = self._results

        def told(at: int, result: EngagementResult) -> EngagementResult:
            own = otherwise[at] if at < len(otherwise) else None
            return result if own is None else own.told(result)

        def make(at: int) -> EngagementResult:
            return told(at, unpacked(self._aside.get(laid[at]), EngagementResult))

        heads = tuple(told(at, head) for at, head in enumerate(self._heads))
        if len(heads) <= _FEW:
            return tuple(map(make, range(len(heads))))
        kept = self._digests
        digests = OnDemand(lambda at: self._aside.get(kept[at]), len(kept)) if kept else None

        def as_json(at: int) -> bytes | None:
            changed = at < len(otherwise) and otherwise[at] is not None
            return None if changed else json_in(self._aside.get(laid[at]))

        return Headed(make, heads, digests, {tally_of: self._tally}, as_json)


def _seals(request: AuditRequest, waivers: Path | None, base: Path) -> Iterator[Seal]:
    """The seals of what was read for the run as a whole."""
    if request.settings is not None:
        file = request.settings.shown
        yield Seal("settings", file, seal_of_file(base / file))
    if waivers is not None and not request.no_waivers:
        yield Seal("waivers", shown_name(waivers, base), seal_of_file(waivers))


def _refuse_no_checks(by_file: Iterable[Effective], request: AuditRequest) -> None:
    """Raise :class:`UsageProblem` where no check is left to run on any file.

    Nothing found would look as if nothing were amiss.
    """
    none_left = [not one.to_run for one in by_file]
    if not none_left or not all(none_left):
        return
    said = [
        *([f"--select {','.join(request.select)}"] if request.select else []),
        *([f"--ignore {','.join(request.ignore)}"] if request.ignore else []),
        *([f"--level {request.level}"] if request.level is not None else []),
        *([f"the settings in {request.settings.shown}"] if request.settings is not None else []),
    ]
    raise usage("no-check-left", said=" and ".join(said) or "there is none")
