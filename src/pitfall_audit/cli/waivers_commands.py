# ruff: noqa: PLC0415  # loaded where it is needed, so that --help answers at once
"""The command ``waivers list``: who accepted what, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pitfall_audit.cli.audited import audits
from pitfall_audit.cli.command_classes import DocumentedGroup, help_where_no_command
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.streams import write_result

if TYPE_CHECKING:
    from pitfall_audit.engine.result import AuditResult

__all__ = ["waivers"]


@click.group(cls=DocumentedGroup)
@click.pass_context
def waivers(context: click.Context) -> ExitCode:
    """See which findings are accepted for now, and by whom."""
    return help_where_no_command(context)


@waivers.command("list")
@audits
def list_waivers(services: Services, result: AuditResult) -> ExitCode:
    """List the waivers of some arrangements, those that end first before the others.

    The files are audited, so that each waiver is shown with what came of it.
    """
    from pitfall_audit.report.waivers_page import render_waivers

    write_result(render_waivers(result, services.screen()))
    return ExitCode.INCOMPLETE if result.problems else ExitCode.COMPLETE
