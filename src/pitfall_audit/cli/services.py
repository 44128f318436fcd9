"""What commands take from outside, so that tests can hand them something else.

Tests hand :func:`pitfall_audit.cli.main.main` a subclass that answers some of it by hand.
"""

from __future__ import annotations

import datetime
import gc
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pitfall_audit.cli.streams import ColourChoice, screen_for
from pitfall_audit.report.screen import Screen

if TYPE_CHECKING:
    from pitfall_audit.editing.asking import Asker
    from pitfall_audit.engine.auditing import AuditRequest
    from pitfall_audit.engine.registers import ListedEntry
    from pitfall_audit.engine.result import AuditResult, EngagementResult, RuleSummary

__all__ = ["Services", "collect_rarely", "loading"]

_NEW_OBJECTS = 50_000


def collect_rarely() -> None:
    """Let Python look less often, and not again through what is loaded now.

    An audit makes many objects and next to no circles; at Python's own setting, looking for
    them takes a quarter of its time. The memory that it needs is the same.
    """
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, 20, 20)


@contextmanager
def loading() -> Iterator[None]:
    """Load what stays to the end of the run: to look for garbage in it only takes time."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


class Services:
    """The clock, the environment, the screen and the audit itself."""

    def today(self) -> datetime.date:
        """Return the day on which the program runs: the only reading of the clock."""
        return datetime.datetime.now().astimezone().date()

    def environment(self) -> Mapping[str, str]:
        """Return the environment variables."""
        return os.environ

    def cache(self) -> Path | None:
        """Return the database in the user's own folder where audits may be kept; None without."""
        from platformdirs import user_cache_path  # for an audit alone

        return user_cache_path("pitfall-audit", appauthor=False) / "audits.sqlite"

    def screen(self, colour: ColourChoice = "auto") -> Screen:
        """Return what standard output can show."""
        return screen_for(colour, self.environment(), sys.stdout)

    def asker(self) -> Asker | None:
        """Return what asks whoever sits at the terminal; None where there is no terminal."""
        if sys.stdin is None or not sys.stdin.isatty() or not sys.stderr.isatty():
            return None
        from pitfall_audit.cli.terminal_asker import TerminalAsker  # seldom needed

        return TerminalAsker()

    def audit(self, request: AuditRequest, progress: Callable[[str], None] | None) -> AuditResult:
        """Run the audit that is asked for; raises as the engine does."""
        from pitfall_audit.engine.auditing import run_audit  # takes long to load

        return run_audit(replace(request, read_list=_read_list, digest=_digest), progress)


def _digest(result: EngagementResult, rules: Mapping[str, RuleSummary]) -> bytes:
    """What reports want of each of many results."""
    from pitfall_audit.report.engagement_view import packed_digest  # of many alone

    return packed_digest(result, rules)


def _read_list(path: Path, shown: str) -> Sequence[ListedEntry] | None:
    """Read a list of the register, as the command `import` reads one."""
    from pitfall_audit.editing.roster import read_list  # seldom needed

    return read_list(path, shown)
