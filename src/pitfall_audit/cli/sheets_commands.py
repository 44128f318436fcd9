"""The commands ``questions`` and ``plan``: what a stored result leaves to others, to fill in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pitfall_audit.cli.branding import brand_of, language_option
from pitfall_audit.cli.command_classes import documented
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.output_files import (
    outputs_wanted,
    refuse_outputs_that_collide,
    write_reports,
)
from pitfall_audit.cli.output_options import STANDARD_OUTPUT, own_options
from pitfall_audit.cli.stored import code_of, read_result, result_argument
from pitfall_audit.errors import UsageProblem
from pitfall_audit.report.formats import LETTERS, PLANS, Format

if TYPE_CHECKING:
    from pitfall_audit.engine.result import AuditResult


@documented(says="Write the open questions as sheets to answer on.", exit_codes=True)
@result_argument
@click.option("--who", metavar="NAME")
@language_option
@partial(own_options, formats=LETTERS)
def questions(stored: Path, who: str | None, **files: Path | None) -> ExitCode:
    """Write the open questions of a stored result as sheets to answer on.

    There is one for each who would know, the weightiest question first, and what is private stands
    on a sheet of its own. A last part, for whoever keeps the file, says where the answers go.
    RESULT.json is what `check --json` wrote. Where no format is named, Markdown is shown here.
    """
    brand = brand_of()
    result, outputs = _read_for(stored, files, LETTERS, "markdown")
    if who is not None:
        from pitfall_audit.report.letters import respondents

        known = respondents(result, brand.language)
        if not any(who.casefold() in one.casefold() for one in known):
            raise UsageProblem(
                f"No open question is for {who}.",
                f"There are questions for {', '.join(known)}." if known else "None is open at all.",
            )
    write_reports(result, outputs, who=who, brand=brand)
    return code_of(result)


@documented(says="Write the findings as a plan of action, to fill in.", exit_codes=True)
@result_argument
@language_option
@partial(own_options, formats=PLANS)
def plan(stored: Path, **files: Path | None) -> ExitCode:
    """Write the findings of a stored result as a plan of action.

    Each check that found something in an arrangement is a row: what was found, what to do, which
    post could see to it, and room for a day, a status, a comment and what the organisation says of
    it in its own words. Private findings are told as a number. `check --actions` reads the table
    again, in whatever language it is. Where no format is named, CSV is shown here.
    """
    brand = brand_of()
    result, outputs = _read_for(stored, files, PLANS, "csv")
    write_reports(result, outputs, brand=brand)
    return code_of(result)


def _read_for(
    stored: Path, files: Mapping[str, Path | None], formats: Sequence[Format], otherwise: str
) -> tuple[AuditResult, list[tuple[Format, Path]]]:
    """Read a result, to be written in the formats named, else as ``otherwise`` where it is shown.

    Raises UsageProblem where there is none, or a file would be written over another.
    """
    by_name = {form.name: form for form in formats}
    outputs = outputs_wanted(files, formats=by_name) or [(by_name[otherwise], STANDARD_OUTPUT)]
    refuse_outputs_that_collide(outputs, [stored])
    return read_result(stored), outputs
