"""The options that say which reports are written, where to, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click

from pitfall_audit.cli.branding import brand_options
from pitfall_audit.cli.command_classes import Command, GivenPath, Misuse
from pitfall_audit.report.audiences import AUDIENCES
from pitfall_audit.report.formats import BY_NAME, FORMATS, Format
from pitfall_audit.report.screen import did_you_mean

__all__ = ["AUTO", "STANDARD_OUTPUT", "OutputParameter", "format_options", "own_options"]

STANDARD_OUTPUT: Final = Path("-")
AUTO: Final = "auto"
_NAMES: Final = ", ".join((*BY_NAME, AUTO))


class OutputParameter(click.ParamType):  # type: ignore[type-arg]  # generic in later versions
    """What ``--output`` is given: a format, or ``auto``, and after ``=`` the file to write to."""

    name = "output"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, Path]:
        """Return the format's name and the file; raises Misuse where there is no such format."""
        del param
        name, equals, file = str(value).partition("=")
        if name not in (*BY_NAME, AUTO):
            meant = did_you_mean(name, (*BY_NAME, AUTO))
            raise Misuse(
                f"there is no format {name}" if name else "--output names no format",
                advice=f"did you mean {meant}?" if meant else f"it is one of {_NAMES}",
                ctx=ctx,
            )
        if equals and not file:
            raise Misuse(
                f"--output {name}= names no file",
                advice=f"name one, as in {name}=report, or leave the sign out for the screen",
                ctx=ctx,
            )
        return name, Path(file) if file else STANDARD_OUTPUT


def own_options(command: Command, formats: Sequence[Format] = FORMATS) -> Command:
    """Give a command an option for each of some formats that has its own."""
    for form in reversed(formats):
        if form.own_option:
            command = click.option(
                f"--{form.name}", metavar="DIR" if form.is_folder else "FILE", type=GivenPath(),
                help=f"{form.does}{'.' if form.is_folder else '; - for standard output.'}",
            )(command)  # fmt: skip
    return command


def format_options(command: Command) -> Command:
    """Give a command the option ``--output``, and one for each format that has its own."""
    command = click.option(
        "--output", "outputs", metavar="FORMAT[=FILE]", multiple=True, type=OutputParameter(),
        help=f"Write the result in a format, to a file or standard output: {_NAMES}. auto is "
        "what the service shows that runs the job. May be repeated.",
    )(command)  # fmt: skip
    command = click.option("--include-questions", "questions", is_flag=True)(command)
    command = click.option(
        "--audience", type=click.Choice(AUDIENCES), default="working", show_default=True
    )(command)
    command = click.option("--person", metavar="ID")(command)
    command = click.option("--split", type=click.Choice(("organisation",)))(command)
    return own_options(brand_options(command))
