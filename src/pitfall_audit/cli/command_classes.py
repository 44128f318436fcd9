"""Click commands whose help ends with examples, and which know a near miss when they see one."""

from __future__ import annotations

from collections import Counter, UserDict
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import click

from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.streams import write_notice, write_result
from pitfall_audit.errors import UsageProblem
from pitfall_audit.report.screen import COULD_NOT_RUN, CannotRunError, Fault, did_you_mean
from pitfall_audit.rules.form.outcomes import severity_with_title

__all__ = [
    "Command", "DocumentedCommand", "DocumentedGroup", "GivenPath", "LoadedWhenNamed", "Misuse",
    "documented", "usage_fault",
]  # fmt: skip

Command = TypeVar("Command", bound=Callable[..., Any])
"""A function that options are given to."""

_EXAMPLES = {
    "stored": "pitfall-audit report audit.json",
    "paths": "pitfall-audit check examples/",
    "lists": "pitfall-audit import members.csv --output committee.yaml",
    "check_id": "pitfall-audit rules show role-status-undefined",
    "words": 'pitfall-audit where "expenses are paid in advance"',
}
"""By the name of an argument that was left out, a command line that has it."""


class Misuse(click.UsageError):
    """A command line that cannot be followed, with ``advice`` that shows one that can."""

    def __init__(self, message: str, *, advice: str, ctx: click.Context | None = None) -> None:
        super().__init__(message, ctx=ctx)
        self.advice = advice


class GivenPath(click.Path):
    """A path as it is typed; whoever opens it says what is wrong with it."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path; raises Misuse where nothing was typed, which would mean this folder."""
        if value == "":
            raise Misuse(
                f"{_name(param) if param is not None else 'a path'} is empty",
                advice="name a file or a folder; the folder you are in is a single dot",
                ctx=ctx,
            )
        return Path(value)


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


@cache
def _words(name: str) -> Mapping[str, Any]:
    """What ``examples.toml`` has for each command, or ``options.toml`` for options."""
    import tomllib  # only help needs it

    return tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))


def _show_help(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    """Write the help to standard output as every result is written; raises OutputGoneError."""
    del parameter
    if wanted and not context.resilient_parsing:
        write_result(f"{context.get_help()}\n")
        context.exit()


@click.pass_context
def _help_where_no_command(context: click.Context) -> ExitCode:
    """What a group of commands comes to: where none of them is named, its help, and no success."""
    if context.invoked_subcommand is None:
        write_notice(context.get_help())
        return ExitCode.COULD_NOT_RUN
    return ExitCode.COMPLETE


class _Documented(click.Command):
    """Shows examples in its help and, where asked, the table of exit codes."""

    def __init__(self, *args: Any, shows_exit_codes: bool = False, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.shows_exit_codes = shows_exit_codes

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse a command line; raises Misuse where an option that takes one file is given two."""
        given = Counter(self.make_parser(ctx).parse_args(list(args))[2])
        for option, times in given.items():
            if times > 1 and isinstance(option.type, GivenPath) and not option.multiple:
                # Click by itself would keep the last alone, and say nothing.
                raise Misuse(
                    f"{_name(option)} is given {times} times, and takes one file",
                    advice=f"give {_name(option)} once",
                    ctx=ctx,
                )
        return super().parse_args(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each option does: what stands under the command, else what always holds."""
        said = _words("options.toml")
        said = {**said, **said.get(ctx.command_path, {})}
        for one in self.get_params(ctx):
            if isinstance(one, click.Option) and one.help is None:
                one.help = said[max(one.opts, key=len).removeprefix("--")]
        super().format_options(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples and the exit codes under the options."""
        examples = _words("examples.toml").get(ctx.command_path, {})
        _write_epilog(formatter, examples, self.shows_exit_codes)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option ``--help``."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.callback = _show_help
        return option


class DocumentedCommand(_Documented):
    """A command with examples."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; raises CannotRunError, with its name, where it can't be done so."""
        try:
            _stand_somewhere()
            return super().invoke(ctx)
        except UsageProblem as problem:
            raise CannotRunError(
                Fault(
                    what=COULD_NOT_RUN,
                    where=ctx.command_path,
                    cause=problem.message,
                    help=problem.help,
                )
            ) from problem


def documented(
    name: str | None = None, says: str | None = None, *, exit_codes: bool = False
) -> Callable[[Callable[..., Any]], DocumentedCommand]:
    """Make such a command of a function; ``says`` is what stands of it in a list of commands."""
    return click.command(name, DocumentedCommand, short_help=says, shows_exit_codes=exit_codes)


def _stand_somewhere() -> None:
    """Raise UsageProblem where the working folder is gone: no path leads on from there."""
    try:
        Path.cwd()
    except OSError as gone:
        raise UsageProblem(
            "the folder you are in is not there any more, or may not be looked at by you",
            "go to a folder that is there, as with cd, and run it again",
        ) from gone


class LoadedWhenNamed(UserDict[str, click.Command]):
    """Commands by their names, of which a run loads those alone that it asks for.

    ``places`` says of each in which module of ``package`` it is, and under which name there.
    """

    def __init__(self, package: str, places: Mapping[str, str]) -> None:
        super().__init__()
        self.data = dict.fromkeys(places, click.Command(None))
        self._package, self._places = package, dict(places)

    def __getitem__(self, name: str) -> click.Command:
        """Return the command of that name."""
        place = self._places.pop(name, None)
        if place is not None:
            module, _, its_name = place.partition(".")
            self.data[name] = getattr(import_module(f"{self._package}.{module}"), its_name)
        return self.data[name]


class DocumentedGroup(_Documented, click.Group):
    """A group of commands with the same help; an unknown command gets "did you mean"."""

    command_class = DocumentedCommand

    def __init__(self, *args: Any, **attributes: Any) -> None:
        said = {"invoke_without_command": True, "callback": _help_where_no_command}
        super().__init__(*args, **{**said, **attributes})

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that ``args`` begin with; raises Misuse where there is none."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            known = self.list_commands(ctx)
            meant = did_you_mean(name, known)
            raise Misuse(
                f"there is no command {name}",
                advice=(
                    f"did you mean {ctx.command_path} {meant}?"
                    if meant is not None
                    else f"the commands are {', '.join(known)}; more with --help"
                ),
                ctx=ctx,
            )
        return super().resolve_command(ctx, args)


def _write_epilog(
    formatter: click.HelpFormatter, examples: Mapping[str, str], shows_exit_codes: bool
) -> None:
    if examples:
        with formatter.section("Examples"):
            for number, (does, line) in enumerate(examples.items()):
                if number:
                    formatter.write_paragraph()
                formatter.write_text(f"{does}:")
                # NOTE: written as it is, for a command line that is wrapped cannot be copied.
                formatter.write(f"{'':{formatter.current_indent}}  $ {line}\n")
    if shows_exit_codes:
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(int(code)), code.meaning) for code in ExitCode])
