# ruff: noqa: PLC0415  # loaded where it is needed, so that --help answers at once
"""The command ``verify``: whether what a stored result rests on has changed since."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from pitfall_audit.cli.command_classes import documented
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.stored import read_result, result_argument
from pitfall_audit.cli.streams import write_result
from pitfall_audit.errors import UsageProblem
from pitfall_audit.version import __version__

__all__ = ["verify"]

_TITLES: Final = {
    "changed": "Changed since",
    "gone": "Not there any more",
    "unreadable": "Can't be read",
    "not-sealed": "Could not be read at the time, so nothing can be said of it",
    "not-told": "Not looked at: an installed package",
    "same": "The same",
}


@documented(says="Say whether what a result rests on has changed since.", exit_codes=True)
@result_argument
@click.pass_obj
def verify(services: Services, stored: Path) -> ExitCode:
    """Say which files, checks and settings have changed since a result was made of them.

    Each is known again by its SHA-256. To be run in the folder in which the audit was run. Ends
    with 1 where something changed or is not there any more, with 4 where something can't be read
    or told, and with 0 where all is the same. Files that are new are not seen.
    """
    from pitfall_audit.engine.seals import verified
    from pitfall_audit.report.questions import gathered
    from pitfall_audit.report.screen import safe_line
    from pitfall_audit.report.terminal_page import Page
    from pitfall_audit.report.wording import date_in_words

    result = read_result(stored)
    if not result.seals:
        raise UsageProblem(
            f"{stored} carries no SHA-256 of what it was made of.",
            "Audit again, and keep that result: this version writes them.",
        )
    found = list(verified(result, Path.cwd(), __version__))
    by_state = gathered(found, lambda one: one.state)
    page = Page(services.screen())
    page.write(f"A result as of {date_in_words(result.as_of)}, by {result.tool.version}.")
    for state, title in _TITLES.items():
        if state in by_state:
            page.heading(f"{title} ({len(by_state[state])})")
            for one in by_state[state]:
                page.write(safe_line(one.what), indent=2, hanging=2, fold=False)
    write_result(page.text())
    if by_state.keys() & {"changed", "gone"}:
        return ExitCode.FINDINGS
    return ExitCode.INCOMPLETE if by_state.keys() - {"same"} else ExitCode.COMPLETE
