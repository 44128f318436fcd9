"""Options that more than one command has, each written once."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from pitfall_audit.cli.command_classes import Misuse

__all__ = ["as_of_option", "from_option", "subject_option", "ties_option", "ties_options"]


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


def _one_file(
    context: click.Context, parameter: click.Parameter, values: tuple[Path, ...]
) -> Path | None:
    """Return the one file that an option names, or None; raises Misuse where it names several."""
    if len(values) > 1:
        # Click by itself would keep the last alone, and say nothing.
        option = max(parameter.opts, key=len)
        raise Misuse(
            f"{option} is given {len(values)} times, and here one file alone is looked at",
            advice=f"give {option} once, with the file of its ties",
            ctx=context,
        )
    return values[0] if values else None


_TIES_HELP = "A file of ties (who cares for or supervises whom) kept apart from the rest"
ties_option = click.option(
    "--ties",
    metavar="FILE",
    multiple=True,
    callback=_one_file,
    type=click.Path(path_type=Path),
    help=f"{_TIES_HELP}.",
)
ties_options = click.option(
    "--ties",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help=f"{_TIES_HELP}; may be given again, for another arrangement.",
)
subject_option = click.option(
    "--subject",
    "identity",
    metavar="IDENTITY",
    help='Look at this one alone, named as the output names it: "seats[member/asha]".',
)
from_option = click.option(
    "--from",
    "files",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="An arrangement to look at first, for examples. What is taken from it is shortened, and "
    "its names stay: leave out what is private. May be repeated.",
)
