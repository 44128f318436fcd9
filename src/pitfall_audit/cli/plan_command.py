"""The command ``plan``: findings as a table of actions, to be filled in and read again."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from pitfall_audit.cli.command_classes import DocumentedCommand
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.output_files import (
    write_reports,
)
from pitfall_audit.cli.output_options import own_options
from pitfall_audit.cli.stored import code_of, read_for, result_argument
from pitfall_audit.report.formats import PLANS

__all__ = ["plan"]


@click.command(
    short_help="Write the findings as a plan of action, to fill in.",
    cls=DocumentedCommand,
    shows_exit_codes=True,
)
@result_argument
@partial(own_options, formats=PLANS)
def plan(stored: Path, **files: Path | None) -> ExitCode:
    """Write the findings of a stored result as a plan of action.

    Each check that found something in an arrangement is a row: what was found, what to do, which
    post could see to it, and room for a day, a status, a comment and what the organisation says of
    it in its own words. Private findings are told as a number. `check --actions` reads the table
    again. Where no format is named, CSV is shown here.
    """
    result, outputs = read_for(stored, files, PLANS, "csv")
    write_reports(result, outputs)
    return code_of(result)
