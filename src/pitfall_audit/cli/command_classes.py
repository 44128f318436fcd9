"""Click commands whose help ends with examples, and which know a near miss when they see one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.misuse import Misuse
from pitfall_audit.report.faults import did_you_mean

__all__ = ["DocumentedCommand", "DocumentedGroup", "Example"]

Example = tuple[str, str]
"""What an example does, in words, and the command line as it is typed."""


class DocumentedCommand(click.Command):
    """A command whose help shows ``examples`` and, where asked, the table of exit codes."""

    def __init__(
        self,
        *args: Any,
        examples: Sequence[Example] = (),
        shows_exit_codes: bool = False,
        **attributes: Any,
    ) -> None:
        super().__init__(*args, **attributes)
        self.examples = tuple(examples)
        self.shows_exit_codes = shows_exit_codes

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples and the exit codes under the options."""
        del ctx
        _write_epilog(formatter, self.examples, self.shows_exit_codes)


class DocumentedGroup(click.Group):
    """A group of commands with the same help; an unknown command gets "did you mean"."""

    command_class = DocumentedCommand

    def __init__(
        self,
        *args: Any,
        examples: Sequence[Example] = (),
        shows_exit_codes: bool = False,
        **attributes: Any,
    ) -> None:
        attributes.setdefault("invoke_without_command", True)
        super().__init__(*args, **attributes)
        self.examples = tuple(examples)
        self.shows_exit_codes = shows_exit_codes

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

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples and the exit codes under the commands."""
        del ctx
        _write_epilog(formatter, self.examples, self.shows_exit_codes)


def _write_epilog(
    formatter: click.HelpFormatter, examples: Sequence[Example], shows_exit_codes: bool
) -> None:
    if examples:
        with formatter.section("Examples"):
            for number, (does, line) in enumerate(examples):
                if number:
                    formatter.write_paragraph()
                formatter.write_text(f"{does}:")
                # NOTE: written as it is, for a command line that is wrapped cannot be copied.
                formatter.write(f"{'':{formatter.current_indent}}  $ {line}\n")
    if shows_exit_codes:
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(int(code)), code.meaning) for code in ExitCode])
