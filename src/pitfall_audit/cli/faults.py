"""What keeps the program from running as asked, told in four parts.

What could not be done, where, the cause, and ``help:`` what to do in its place. Nothing here
speaks of an arrangement: what an audit finds belongs to its result.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

import click

from pitfall_audit.report.safe_text import safe_line
from pitfall_audit.rules.form.outcomes import severity_with_title

__all__ = [
    "COULD_NOT_RUN",
    "CannotRunError",
    "ExpressionUnusableError",
    "Fault",
    "FileUnreadableError",
    "Misuse",
    "PackUnusableError",
    "SettingsUnusableError",
    "did_you_mean",
    "fault_text",
    "usage_fault",
]

COULD_NOT_RUN = "pitfall-audit could not run as asked."

_EXAMPLES = {
    "paths": "pitfall-audit check examples/",
    "check_id": "pitfall-audit rules show role-status-undefined",
}
"""By the name of an argument that was left out, a command line that has it."""


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


class PackUnusableError(Exception):
    """A rule pack is not fit to be run: ``text`` says why, ready to show. Exit code 2."""

    what = "checks"

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class SettingsUnusableError(PackUnusableError):
    """Settings cannot be used: ``text`` says why, ready to show. Exit code 2."""

    what = "settings"


class ExpressionUnusableError(Exception):
    """An expression on the command line can't be run: ``text`` says why. Exit code 2."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class FileUnreadableError(Exception):
    """A file that was named can't be read: ``text`` says why, ready to show. Exit code 4."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class Misuse(click.UsageError):
    """A command line that cannot be followed, with ``advice`` that shows one that can."""

    def __init__(self, message: str, *, advice: str, ctx: click.Context | None = None) -> None:
        super().__init__(message, ctx=ctx)
        self.advice = advice


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


def usage_fault(problem: click.ClickException) -> Fault:
    """Return what click says about the command line, in four parts."""
    context = problem.ctx if isinstance(problem, click.UsageError) else None
    where = context.command_path if context is not None else "pitfall-audit"
    return Fault(
        what=COULD_NOT_RUN,
        where=where,
        cause=_cause(problem),
        help=_advice(problem, context, where),
    )


def _cause(problem: click.ClickException) -> str:
    if isinstance(problem, click.NoSuchOption):
        return f"there is no option {problem.option_name}"
    if isinstance(problem, click.MissingParameter) and problem.param is not None:
        return f"{_name(problem.param)} is missing"
    if isinstance(problem, click.BadParameter) and problem.param is not None:
        return f"{_name(problem.param)}: {problem.message.rstrip('.')}"
    return problem.format_message().rstrip(".")


def _advice(problem: click.ClickException, context: click.Context | None, command: str) -> str:
    if isinstance(problem, Misuse):
        return problem.advice
    if isinstance(problem, click.NoSuchOption) and context is not None:
        options = [name for param in context.command.get_params(context) for name in param.opts]
        meant = did_you_mean(
            problem.option_name, [option for option in options if option.startswith("-")]
        )
        if meant is not None:
            return f"did you mean {meant}? For all options: {command} --help"
    parameter = problem.param if isinstance(problem, click.BadParameter) else None
    if parameter is not None and isinstance(parameter.type, click.Choice):
        if "error" in parameter.type.choices:
            shown = [severity_with_title(word) for word in parameter.type.choices]
            return f"{_name(parameter)} takes {', '.join(shown)}"
        return f"for example: {_name(parameter)} {parameter.type.choices[0]}"
    if isinstance(problem, click.MissingParameter) and problem.param is not None:
        example = _EXAMPLES.get(problem.param.name or "")
        if example is not None:
            return f"for example: {example}"
    return f"for what can be asked: {command} --help"


def _name(param: click.Parameter) -> str:
    """Return the name as it is typed: the long form of an option, the capitals of an argument."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return param.human_readable_name
