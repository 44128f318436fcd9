# ruff: noqa: PLC0415  # loaded where it is needed, so that --help answers at once
"""The commands under ``config``: which settings hold, and where each comes from."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from pitfall_audit.cli.command_classes import DocumentedCommand, DocumentedGroup
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.options import (
    SettingsWanted,
    chosen_packs,
    rules_option,
    settings_file,
    settings_options,
)
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.streams import write_json, write_notice, write_result
from pitfall_audit.errors import UsageProblem

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
    wanted: SettingsWanted,
    packs: tuple[str, ...],
    form: str,
) -> ExitCode:
    """Show the settings that hold for PATH, a file or a folder, and where each comes from.

    Without PATH they are those of the folder in which the command is run. For a folder, what
    an override changes is left out: it hangs on the file.
    """
    if not path.exists():
        raise UsageProblem(
            f"there is no file or folder {path.as_posix()}",
            "check the name, and the folder from which the command is run",
        )
    from pitfall_audit.engine.finding_files import shown_name
    from pitfall_audit.report.settings_page import render_settings, shown_settings
    from pitfall_audit.rules.packs.packs import in_order
    from pitfall_audit.settings.settings import Settings

    base = Path.cwd()
    file = settings_file([path], wanted, base)
    loaded = chosen_packs(packs, file, base)
    settings = Settings(in_order(rule for pack in loaded for rule in pack.rules), file)
    settings.check_patterns(())
    shown = shown_settings(settings, path, shown_name(path, base))
    if form == "json":
        write_json(asdict(shown))
    else:
        write_result(render_settings(shown, services.screen()))
    return ExitCode.COMPLETE
