"""The commands under ``config``: which settings hold, and where each comes from."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pitfall_audit.cli.command_classes import DocumentedCommand, DocumentedGroup
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.options import rules_option, settings_options, settings_wanted
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.streams import screen_for, write_notice, write_result, write_result_bytes
from pitfall_audit.report.faults import COULD_NOT_RUN, CannotRunError, Fault

__all__ = ["config"]

_EXAMPLES = (
    ("See which settings hold for a folder", "pitfall-audit config show examples/"),
    (
        "See what holds for one file, with its overrides",
        "pitfall-audit config show examples/interview-panel.yaml",
    ),
)


@click.group(cls=DocumentedGroup, examples=_EXAMPLES)
@click.pass_context
def config(context: click.Context) -> ExitCode:
    """See which settings hold, and where each comes from."""
    if context.invoked_subcommand is None:
        write_notice(context.get_help())
        return ExitCode.COULD_NOT_RUN
    return ExitCode.COMPLETE


@config.command("show", cls=DocumentedCommand, examples=_EXAMPLES)
@click.argument("path", metavar="[PATH]", default=Path(), type=click.Path(path_type=Path))
@settings_options
@rules_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text to read, or JSON for other programs.",
)
@click.pass_obj
def show_settings(
    services: Services,
    *,
    path: Path,
    config: Path | None,
    no_config: bool,
    packs: tuple[str, ...],
    form: str,
) -> ExitCode:
    """Show the settings that hold for PATH, a file or a folder, and where each comes from.

    Without PATH they are those of the folder in which the command is run. For a folder, what
    an override changes is left out: it hangs on the file.
    """
    if not path.exists():
        raise CannotRunError(
            Fault(
                what=COULD_NOT_RUN,
                where="pitfall-audit config show",
                cause=f"there is no file or folder {path.as_posix()}",
                help="check the name, and the folder from which the command is run",
            )
        )
    screen = screen_for("auto", services.environment(), sys.stdout)
    wanted = settings_wanted(config, no_config=no_config)
    text = services.settings(path, packs, wanted, screen, as_json=form == "json")
    if form == "json":
        write_result_bytes(text.encode("utf-8", "backslashreplace"))
    else:
        write_result(text)
    return ExitCode.COMPLETE
