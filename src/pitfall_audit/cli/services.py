# ruff: noqa: PLC0415
# Importing pydantic, Jinja2 and rich takes ten times as long as starting Python. Each is
# loaded where it is first needed, so that --version and --help answer at once.
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

from pitfall_audit.cli.faults import COULD_NOT_RUN, CannotRunError, Fault, PackUnusableError

if TYPE_CHECKING:
    from pitfall_audit.audit.result import AuditResult, FailOn
    from pitfall_audit.cli.streams import Screen
    from pitfall_audit.engagement.places import Problem
    from pitfall_audit.report.terminal_rules import CheckCard, Proof

__all__ = ["Services"]


class Services:
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
        ties: Path | None,
        select: Sequence[str],
        ignore: Sequence[str],
        fail_on: FailOn,
        screen: Screen,
        progress: Callable[[str], None] | None,
    ) -> AuditResult:
        """Audit the files and folders.

        Raises CannotRunError where it cannot be done as asked, PackUnusableError where the
        checks themselves are not fit to be run.
        """
        with _loading():
            from pitfall_audit.audit.auditing import audit
            from pitfall_audit.audit.errors import UsageProblem
            from pitfall_audit.rules.errors import PackError
            from pitfall_audit.rules.packs import load_built_in

            try:
                load_built_in()
            except PackError as problem:
                raise _unusable(problem.problems, screen) from problem
        try:
            return audit(
                paths,
                as_of=as_of,
                ties=ties,
                select=select,
                ignore=ignore,
                fail_on=fail_on,
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
            raise _unusable(problem.problems, screen) from problem

    def terminal_report(self, result: AuditResult, screen: Screen) -> str:
        """Return the report for a terminal."""
        from pitfall_audit.report.terminal import render_terminal

        return render_terminal(
            result, width=screen.width, colour=screen.colour, unicode=screen.unicode
        )

    def html_report(self, result: AuditResult) -> str:
        """Return the report as one HTML page."""
        from pitfall_audit.report.html import render_html

        return render_html(result)

    def json_result(self, result: AuditResult) -> str:
        """Return the result as JSON."""
        from pitfall_audit.report.result_json import to_json

        return to_json(result)

    def checks(self, pack: Path | None, screen: Screen) -> tuple[CheckCard, ...]:
        """Return the checks of a pack (None: the built-in one); raises PackUnusableError."""
        from pitfall_audit.cli.packs import check_cards
        from pitfall_audit.rules.errors import PackError

        try:
            return check_cards(pack)
        except PackError as problem:
            raise _unusable(problem.problems, screen) from problem

    def proof(self, pack: Path | None, screen: Screen) -> Proof:
        """Run the examples of a pack (None: the built-in one); raises PackUnusableError."""
        from pitfall_audit.cli.packs import proof_of
        from pitfall_audit.rules.errors import PackError

        try:
            return proof_of(pack)
        except PackError as problem:
            raise _unusable(problem.problems, screen) from problem

    def check_list(self, cards: Sequence[CheckCard], screen: Screen) -> str:
        """Return the list of checks for a terminal."""
        from pitfall_audit.report.terminal_rules import render_check_list

        return render_check_list(
            cards, width=screen.width, colour=screen.colour, unicode=screen.unicode
        )

    def check_in_full(self, card: CheckCard, screen: Screen) -> str:
        """Return one check for a terminal."""
        from pitfall_audit.report.terminal_rules import render_check

        return render_check(card, width=screen.width, colour=screen.colour, unicode=screen.unicode)

    def proof_text(self, proofs: Sequence[Proof], screen: Screen) -> str:
        """Return what running examples showed, for a terminal."""
        from pitfall_audit.report.terminal_rules import render_proof

        return render_proof(
            proofs, width=screen.width, colour=screen.colour, unicode=screen.unicode
        )

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


def _unusable(problems: Sequence[Problem], screen: Screen) -> PackUnusableError:
    from pitfall_audit.report.terminal import render_problems

    # NOTE: this goes to standard error, of which the screen says nothing: no colour there.
    return PackUnusableError(
        render_problems(problems, width=screen.width, colour=False, unicode=screen.unicode)
    )


def _as_json(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
