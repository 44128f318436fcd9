# ruff: noqa: PLC0415  # loaded where it is needed, so that --help answers at once
"""The commands under ``standards``: what checks rest on, and what rests on one standard."""

from __future__ import annotations

from pathlib import Path

import click

from pitfall_audit.cli.command_classes import DocumentedGroup, help_where_no_command
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.options import (
    SettingsWanted,
    packs_in_force,
    rules_option,
    settings_options,
)
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.streams import write_result

__all__ = ["standards"]


@click.group(cls=DocumentedGroup)
@click.pass_context
def standards(context: click.Context) -> ExitCode:
    """See the published standards that checks rest on, and how far each was read."""
    return help_where_no_command(context)


@standards.command("list", short_help="List every standard that a check may rest on.")
@rules_option
@settings_options
@click.pass_obj
def list_standards(
    services: Services, *, packs: tuple[str, ...], wanted: SettingsWanted
) -> ExitCode:
    """List every standard that a check may rest on: the built-in ones, and those of your packs."""
    from pitfall_audit.workbench.standards_pages import render_standards

    in_force, _ = packs_in_force(packs, [Path()], wanted)
    write_result(render_standards(in_force, services.screen()))
    return ExitCode.COMPLETE


@standards.command("show", short_help="Show what rests on one standard.")
@click.argument("standard_id", metavar="ID")
@rules_option
@settings_options
@click.pass_obj
def show_standard(
    services: Services, *, standard_id: str, packs: tuple[str, ...], wanted: SettingsWanted
) -> ExitCode:
    """Show one standard: how far it was read, the checks that rest on it, and how firmly.

    It also says what the standard speaks of that no program can check. What the checks found in
    your files stands in the HTML report, standard by standard.
    """
    from pitfall_audit.workbench.standards_pages import render_standard

    in_force, _ = packs_in_force(packs, [Path()], wanted)
    write_result(render_standard(standard_id, in_force, services.screen()))
    return ExitCode.COMPLETE
