# ruff: noqa: PLC0415  # loaded where it is needed, so that --help answers at once
"""The command ``waivers list``: who accepted what, until when."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from pitfall_audit.cli.command_classes import DocumentedCommand, DocumentedGroup, GivenPath
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.options import (
    SettingsWanted,
    as_of_option,
    chosen_packs,
    rules_option,
    settings_file,
    settings_options,
    ties_options,
)
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.streams import write_notice, write_result

__all__ = ["waivers"]

_EXAMPLES = (("See who accepted what until when", "pitfall-audit waivers list examples/"),)


@click.group(cls=DocumentedGroup, examples=_EXAMPLES)
@click.pass_context
def waivers(context: click.Context) -> ExitCode:
    """See which findings are accepted for now, and by whom."""
    if context.invoked_subcommand is None:
        write_notice(context.get_help())
        return ExitCode.COULD_NOT_RUN
    return ExitCode.COMPLETE


@waivers.command("list", cls=DocumentedCommand, examples=_EXAMPLES)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=GivenPath())
@as_of_option
@ties_options
@click.option("--waivers", "file", metavar="FILE", type=GivenPath(), help="A central file.")
@rules_option
@settings_options
@click.pass_obj
def list_waivers(
    services: Services,
    *,
    paths: tuple[Path, ...],
    as_of: datetime.date | None,
    ties: tuple[Path, ...],
    file: Path | None,
    packs: tuple[str, ...],
    wanted: SettingsWanted,
) -> ExitCode:
    """List the waivers of some arrangements, those that end first before the others.

    The files are audited, so that each waiver is shown with what came of it.
    """
    from pitfall_audit.engine.auditing import AuditRequest
    from pitfall_audit.report.waivers_page import render_waivers

    settings = settings_file(paths, wanted, Path.cwd())
    request = AuditRequest(
        paths=paths,
        as_of=as_of or services.today(),
        ties=ties,
        waivers=file,
        settings=settings,
        packs=chosen_packs(packs, settings, Path.cwd()),
        base=Path.cwd(),
    )
    result = services.audit(request, None)
    write_result(render_waivers(result, services.screen()))
    return ExitCode.INCOMPLETE if result.problems else ExitCode.COMPLETE
