"""What keeps the program from running as asked, told in four parts.

What could not be done, where, the cause, and ``help:`` what to do in its place. Nothing here
speaks of an arrangement: what an audit finds belongs to its result.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from pitfall_audit.report.screen import safe_line

__all__ = [
    "COULD_NOT_RUN", "CannotRunError", "Fault", "did_you_mean", "fault_text",
]  # fmt: skip

COULD_NOT_RUN = "pitfall-audit could not run as asked."


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that kept the program from doing as asked; each part is one line of words."""

    what: str
    where: str
    cause: str
    help: str


class CannotRunError(Exception):
    """The program cannot do as asked: ``faults`` say why. Ends with exit code 2."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(fault.cause for fault in faults))
        self.faults = faults


def fault_text(fault: Fault) -> str:
    """Return ``fault`` as it stands on standard error: four lines, safe for a terminal."""
    return (
        f"{safe_line(fault.what)}\n"
        f"  where: {safe_line(fault.where)}\n"
        f"  cause: {safe_line(fault.cause)}\n"
        f"  help:  {safe_line(fault.help)}\n"
    )


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    """Return the one of ``known`` that ``name`` was most likely meant to be, or None."""
    close = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return close[0] if close else None
