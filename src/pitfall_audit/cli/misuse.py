"""A command line that cannot be followed, told in the four parts of a fault."""

from __future__ import annotations

import click

from pitfall_audit.report.faults import COULD_NOT_RUN, Fault, did_you_mean
from pitfall_audit.rules.form.outcomes import severity_with_title

__all__ = ["Misuse", "usage_fault"]

_EXAMPLES = {
    "paths": "pitfall-audit check examples/",
    "check_id": "pitfall-audit rules show role-status-undefined",
}
"""By the name of an argument that was left out, a command line that has it."""


class Misuse(click.UsageError):
    """A command line that cannot be followed, with ``advice`` that shows one that can."""

    def __init__(self, message: str, *, advice: str, ctx: click.Context | None = None) -> None:
        super().__init__(message, ctx=ctx)
        self.advice = advice


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
