"""What the command line calls upon, wired in one place and loaded only when asked for.

Tests hand :func:`pitfall_audit.cli.main.main` a subclass that answers some of it by hand.
"""

from __future__ import annotations

import datetime
import gc
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pitfall_audit.cli.authoring_services import AuthoringServices
from pitfall_audit.cli.options import SettingsWanted, chosen_packs, packs_in_force, settings_file
from pitfall_audit.cli.problem_text import said_on, unusable
from pitfall_audit.report.faults import (
    COULD_NOT_RUN,
    CannotRunError,
    Fault,
    PackUnusableError,
    SettingsUnusableError,
)

if TYPE_CHECKING:
    from pitfall_audit.engine.result import AuditResult, FailOn
    from pitfall_audit.report.screen import Screen
    from pitfall_audit.rules.form.outcomes import Level
    from pitfall_audit.workbench.check_list import CheckCard, Proof
    from pitfall_audit.workbench.mutation_proof import MutationProof
    from pitfall_audit.yaml.places import Problem

__all__ = ["Services", "collect_rarely"]

_NEW_OBJECTS = 50_000


def collect_rarely() -> None:
    """Let Python look less often, and not again through what is loaded now.

    An audit makes many objects and next to no circles; at Python's own setting, looking for
    them takes a quarter of its time. The memory that it needs is the same.
    """
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, 20, 20)


# ruff: noqa: PLC0415
# Importing pydantic, Jinja2 and rich takes ten times as long as starting Python. Each is
# loaded where it is first needed, so that --version and --help answer at once.


class Services(AuthoringServices):
    """Everything that a command needs beyond its own options."""

    def today(self) -> datetime.date:
        """Return the day on which the program runs: the only reading of the clock."""
        return datetime.datetime.now().astimezone().date()

    def environment(self) -> Mapping[str, str]:
        """Return the environment variables."""
        return os.environ

    def audit(
        self,
        paths: Sequence[Path],
        *,
        as_of: datetime.date,
        ties: Sequence[Path],
        select: Sequence[str],
        ignore: Sequence[str],
        level: Level | None,
        packs: Sequence[str],
        verify_packs: bool,
        fail_on: FailOn | None,
        wanted: SettingsWanted,
        screen: Screen,
        progress: Callable[[str], None] | None,
    ) -> AuditResult:
        """Audit the files and folders.

        Raises CannotRunError where it cannot be done as asked, PackUnusableError where the
        checks themselves are not fit to be run, or settings can't be used.
        """
        with _loading():
            from pitfall_audit.engine.auditing import audit
            from pitfall_audit.errors import PackError, SettingsError, UsageProblem

            try:
                settings = settings_file(paths, wanted, Path.cwd())
            except SettingsError as problem:
                raise _settings_unusable(problem.problems, screen) from problem
            try:
                loaded = chosen_packs(packs, settings, Path.cwd())
            except PackError as problem:
                raise unusable(problem.problems, screen) from problem
        collect_rarely()
        try:
            return audit(
                paths,
                as_of=as_of,
                ties=ties,
                select=select,
                ignore=ignore,
                level=level,
                fail_on=fail_on,
                settings=settings,
                packs=loaded,
                verify_packs=verify_packs,
                base=Path.cwd(),
                progress=progress,
            )
        except UsageProblem as problem:
            raise CannotRunError(
                Fault(
                    what=COULD_NOT_RUN,
                    where="pitfall-audit check",
                    cause=problem.message,
                    help=problem.help,
                )
            ) from problem
        except PackError as problem:
            raise unusable(problem.problems, screen) from problem
        except SettingsError as problem:
            raise _settings_unusable(problem.problems, screen) from problem

    def settings(
        self,
        path: Path,
        packs: Sequence[str],
        wanted: SettingsWanted,
        screen: Screen,
        *,
        as_json: bool,
    ) -> str:
        """Return the settings that hold for a file or folder; raises PackUnusableError."""
        from dataclasses import asdict

        from pitfall_audit.engine.finding_files import shown_name
        from pitfall_audit.errors import PackError, SettingsError
        from pitfall_audit.report.settings_page import render_settings, shown_settings
        from pitfall_audit.rules.packs.packs import in_order
        from pitfall_audit.settings.settings import Settings

        base = Path.cwd()
        try:
            file = settings_file([path], wanted, base)
            loaded = chosen_packs(packs, file, base)
            settings = Settings(in_order(rule for pack in loaded for rule in pack.rules), file)
            settings.check_patterns(())
        except PackError as problem:
            raise unusable(problem.problems, screen) from problem
        except SettingsError as problem:
            raise _settings_unusable(problem.problems, screen) from problem
        shown = shown_settings(settings, path, shown_name(path, base))
        if as_json:
            return _as_json(asdict(shown))
        return render_settings(shown, screen)

    def terminal_report(self, result: AuditResult, screen: Screen, *, verbose: bool = False) -> str:
        """Return the report for a terminal; ``verbose`` leaves nothing out."""
        from pitfall_audit.report.terminal import render_terminal

        return render_terminal(
            result,
            screen,
            verbose=verbose,
        )

    def html_report(self, result: AuditResult) -> str:
        """Return the report as one HTML page."""
        from pitfall_audit.report.html import render_html

        return render_html(result)

    def json_result(self, result: AuditResult) -> str:
        """Return the result as JSON."""
        from pitfall_audit.report.result_json import to_json

        return to_json(result)

    def checks(
        self, packs: Sequence[str], wanted: SettingsWanted, screen: Screen
    ) -> tuple[CheckCard, ...]:
        """Return the built-in checks, and those of other packs; raises PackUnusableError."""
        from pitfall_audit.workbench.finding_checks import check_cards

        with said_on(screen):
            return check_cards(*packs_in_force(packs, [Path()], wanted))

    def packs_in_settings(self, wanted: SettingsWanted, screen: Screen) -> tuple[Path | None, ...]:
        """Return the packs that the settings name, and (None) the built-in one.

        Raises PackUnusableError and SettingsUnusableError.
        """
        from pitfall_audit.workbench.finding_checks import packs_named

        with said_on(screen):
            return (*packs_named(settings_file([Path()], wanted, Path.cwd()), Path.cwd()), None)

    def proof(self, pack: Path | None, screen: Screen) -> Proof:
        """Run the examples of a pack (None: the built-in one); raises PackUnusableError."""
        from pitfall_audit.errors import PackError
        from pitfall_audit.workbench.finding_checks import proof_of

        try:
            return proof_of(pack)
        except PackError as problem:
            raise unusable(problem.problems, screen) from problem

    def mutation_proof(self, pack: Path | None, screen: Screen) -> tuple[str, MutationProof]:
        """Run the examples of a pack (None: the built-in one) against its mutants.

        Returns the pack's name in words, too. Raises PackUnusableError.
        """
        from pitfall_audit.errors import PackError
        from pitfall_audit.workbench.finding_checks import mutation_proof_of

        try:
            return mutation_proof_of(pack)
        except PackError as problem:
            raise unusable(problem.problems, screen) from problem

    def mutation_text(self, proofs: Sequence[tuple[str, MutationProof]], screen: Screen) -> str:
        """Return what running examples against mutants showed, for a terminal."""
        from pitfall_audit.workbench.check_list import render_mutation_proof

        return render_mutation_proof(proofs, screen)

    def unusable(self, problems: Sequence[Problem], screen: Screen) -> PackUnusableError:
        """Return what says, on standard error, what is wrong in a pack."""
        return unusable(problems, screen)

    def check_list(self, cards: Sequence[CheckCard], screen: Screen) -> str:
        """Return the list of checks for a terminal."""
        from pitfall_audit.workbench.check_list import render_check_list

        return render_check_list(cards, screen)

    def check_in_full(
        self, name: str, packs: Sequence[str], wanted: SettingsWanted, screen: Screen
    ) -> str:
        """Return one check in full for a terminal, by its id or the path of its file.

        Raises CannotRunError where there is none, PackUnusableError where it can't be read.
        """
        from pitfall_audit.workbench.check_page import render_check
        from pitfall_audit.workbench.finding_checks import page_of

        with said_on(screen):
            page = page_of(name, *packs_in_force(packs, [Path()], wanted))
        return render_check(page, screen)

    def proof_text(self, proofs: Sequence[Proof], screen: Screen) -> str:
        """Return what running examples showed, for a terminal."""
        from pitfall_audit.workbench.check_list import render_proof

        return render_proof(proofs, screen)

    def engagement_schema(self) -> str:
        """Return the JSON Schema of an engagement file, as text."""
        from pitfall_audit.engagement.schema import engagement_schema

        return _as_json(engagement_schema())

    def result_schema(self) -> str:
        """Return the JSON Schema of the JSON result, as text."""
        from pitfall_audit.report.result_json import result_schema

        return _as_json(result_schema())


@contextmanager
def _loading() -> Iterator[None]:
    """Load what stays to the end of the run: to look for garbage in it only takes time."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _settings_unusable(problems: Sequence[Problem], screen: Screen) -> SettingsUnusableError:
    return SettingsUnusableError(unusable(problems, screen).text)


def _as_json(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
