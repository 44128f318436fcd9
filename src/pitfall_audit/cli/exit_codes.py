"""What the program says to the program that called it: one table, in one place."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from pitfall_audit.engine.result import AuditResult, FailOn, Severity
from pitfall_audit.engine.tallies import tally

__all__ = ["ExitCode", "exit_code_for"]


class ExitCode(IntEnum):
    """How a run ended; each member's ``meaning`` is the line that ``--help`` shows for it."""

    meaning: str

    def __new__(cls, value: int, meaning: str) -> ExitCode:
        """Make a member that is the number ``value`` and carries its ``meaning``."""
        member = int.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member

    COMPLETE = 0, "audit complete, nothing at or above --fail-on"
    """The only code on which a pipeline may go on without somebody looking."""

    FINDINGS = 1, "audit complete, with findings at or above --fail-on"
    """The audit did its work, and the arrangement needs attention: not a fault of the run."""

    COULD_NOT_RUN = 2, "could not run as asked: usage, configuration, or pack of checks"
    """Nothing is said about any arrangement. The number that shells and click use for usage.

    A report that could not be written counts here too, as does a rule pack whose own examples
    do not hold, or (``--mutate``) do not notice a change to a rule: what was asked for was not
    done, though findings may have been shown.
    """

    NOTHING_TO_AUDIT = 3, "nothing to audit: no engagement among the files"
    """A mistyped folder must not look like a clean audit."""

    INCOMPLETE = 4, "audit incomplete: a file could not be read, or a check could not be run"
    """Outranks findings: what was not looked at may be worse. Under --fail-on never too, for
    that speaks of findings alone."""

    HUNG_UP = 129, "stopped, for its terminal was closed"
    """128 and the number of SIGHUP, as shells have it; so with the others."""

    INTERRUPTED = 130, "interrupted"

    READER_LEFT = 141, "whatever was reading the output has stopped, as head does"
    """The number of SIGPIPE; not the audit's own, for nobody saw the whole of it."""

    TERMINATED = 143, "stopped by the system, or by another program"


_SEVERITIES_THAT_COUNT: Final[dict[FailOn, frozenset[Severity]]] = {
    "error": frozenset({"error"}),
    "warning": frozenset({"error", "warning"}),
    "advice": frozenset({"error", "warning", "advice"}),
    "never": frozenset(),
}


def exit_code_for(result: AuditResult) -> ExitCode:
    """Return the code that ``result`` calls for, under the ``fail_on`` that it carries."""
    outcomes = tally(result)
    if result.problems or any(one.broke_off for one in outcomes):
        return ExitCode.INCOMPLETE
    if not result.engagements:
        return ExitCode.NOTHING_TO_AUDIT
    counted = _SEVERITIES_THAT_COUNT[result.fail_on]
    if any(
        one.outcome == "failed" and one.severity in counted and not one.accepted for one in outcomes
    ):
        return ExitCode.FINDINGS
    return ExitCode.COMPLETE
