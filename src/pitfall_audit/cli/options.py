"""Options that more than one command has, each written once."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from pitfall_audit.cli.faults import Misuse

__all__ = ["as_of_option", "subject_option", "ties_option"]


def _day(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> datetime.date | None:
    """Return the day that an option was given; raises Misuse where it is not one."""
    if value is None:
        return None
    option = max(parameter.opts, key=len)
    try:
        day = datetime.date.fromisoformat(value)
    except ValueError:
        day = None
    # NOTE: Python reads 20260630 and 2026-W27-2 as well, which nothing else here does.
    if day is None or day.isoformat() != value:
        raise Misuse(
            f"{option}: {value} is not a day written as YYYY-MM-DD",
            advice=f"write it as in {option} 2026-06-30, or leave it out for today",
            ctx=context,
        )
    return day


as_of_option = click.option(
    "--as-of",
    metavar="DATE",
    callback=_day,
    help="The day to audit for, as 2026-06-30; today if left out.",
)
ties_option = click.option(
    "--ties",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A file of ties (who cares for or supervises whom) kept apart from the rest.",
)
subject_option = click.option(
    "--subject",
    "identity",
    metavar="IDENTITY",
    help="Look at this one alone, named as the output names it: 'seats[member/asha]'.",
)
