"""The command ``check``: audits files and folders, and shows and writes what was found."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from pitfall_audit.cli.command_classes import DocumentedCommand, Misuse
from pitfall_audit.cli.exit_codes import ExitCode, exit_code_for
from pitfall_audit.cli.options import (
    as_of_option,
    no_verify_option,
    rules_option,
    settings_options,
    settings_wanted,
    ties_options,
)
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.streams import (
    ColourChoice,
    progress_line,
    screen_for,
    write_notice,
    write_result,
    write_result_bytes,
    write_whole,
)
from pitfall_audit.engine.result import FailOn
from pitfall_audit.report.faults import COULD_NOT_RUN, CannotRunError, Fault
from pitfall_audit.report.screen import safe_line
from pitfall_audit.rules.form.outcomes import Level

if TYPE_CHECKING:
    from pitfall_audit.engine.result import AuditResult

__all__ = ["check"]

STANDARD_OUTPUT = Path("-")

_EXAMPLES = (
    ("Audit one folder, and see the report here", "pitfall-audit check examples/"),
    (
        "Write the report that goes before a meeting, as things stood on a day",
        "pitfall-audit check examples/ --as-of 2026-06-30 --html report.html",
    ),
    (
        "Look at two pitfalls only, and let a pipeline stop at lesser findings too",
        "pitfall-audit check examples/ --select roles,support --fail-on warning",
    ),
    (
        "Hand the result on to another program",
        "pitfall-audit check examples/ --fail-on never --json -",
    ),
)


def _names(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the names in comma-separated ``values``; raises Misuse where one has none."""
    option = max(parameter.opts, key=len)
    names: list[str] = []
    for value in values:
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not parts:
            # An empty variable in a script would otherwise mean every check, or none.
            raise Misuse(
                f"{option} names no check",
                advice=f"name checks or pitfalls, as in {option} roles,support",
                ctx=context,
            )
        names.extend(parts)
    return tuple(names)


@click.command(cls=DocumentedCommand, examples=_EXAMPLES, shows_exit_codes=True)
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--html",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write the report as one HTML page; - for standard output.",
)
@click.option(
    "--json",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write the result for other programs; - for standard output.",
)
@as_of_option
@ties_options
@click.option(
    "--fail-on",
    type=click.Choice(get_args(FailOn)),
    show_default="error",
    help="End with exit code 1 on findings of this severity or above.",
)
@click.option(
    "--select",
    metavar="NAMES",
    multiple=True,
    callback=_names,
    help="Run these checks only: ids or pitfalls, separated by commas.",
)
@click.option(
    "--ignore",
    metavar="NAMES",
    multiple=True,
    callback=_names,
    help="Leave these checks out: ids or pitfalls, separated by commas.",
)
@click.option(
    "--level",
    type=click.Choice(get_args(Level)),
    show_default="thorough",
    help="How closely to look: every check of this level and of those before it.",
)
@rules_option
@no_verify_option
@settings_options
@click.option(
    "--verbose",
    "-v",
    is_flag=True,
    help="Show everything on screen: of several arrangements each finding and question.",
)
@click.option(
    "--color",
    "--colour",
    "colour",
    type=click.Choice(get_args(ColourChoice)),
    default="auto",
    show_default=True,
    help="Show colours; auto is for a terminal, unless NO_COLOR is set.",
)
@click.pass_obj
def check(
    services: Services,
    *,
    paths: tuple[Path, ...],
    html: Path | None,
    json: Path | None,
    as_of: datetime.date | None,
    ties: tuple[Path, ...],
    fail_on: FailOn | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    level: Level | None,
    packs: tuple[str, ...],
    no_verify_packs: bool,
    config: Path | None,
    no_config: bool,
    verbose: bool,
    colour: ColourChoice,
) -> ExitCode:
    """Audit the engagements in files and folders.

    A folder is searched for *.yaml and *.yml files. The findings, the questions to ask and a
    summary go to standard output; of several engagements, a short form of them.
    """
    _refuse_outputs_that_collide(html, json, [*paths, *ties])
    screen = screen_for(colour, services.environment(), sys.stdout)
    with progress_line() as progress:
        result = services.audit(
            paths,
            as_of=as_of or services.today(),
            ties=ties,
            select=select,
            ignore=ignore,
            level=level,
            packs=packs,
            verify_packs=not no_verify_packs,
            fail_on=fail_on,
            wanted=settings_wanted(config, no_config=no_config),
            screen=screen,
            progress=progress,
        )
    if STANDARD_OUTPUT not in (html, json):
        write_result(services.terminal_report(result, screen, verbose=verbose))
    # Only now is it known which files a folder held, and where the settings are.
    read = [*result.files, *([result.settings.file] if result.settings.file else [])]
    _refuse_outputs_that_collide(html, json, [Path(file) for file in read])
    _write_reports(services, result, html=html, json=json)
    return exit_code_for(result)


def _refuse_outputs_that_collide(
    html: Path | None, json: Path | None, inputs: Sequence[Path]
) -> None:
    """Raise CannotRunError where writing a report would cost the other, or one of ``inputs``."""
    if html is not None and json is not None and _same(html, json):
        raise _refusal(f"--html and --json both write to {html}", "give each a file of its own")
    for option, output in (("--html", html), ("--json", json)):
        if output is not None and any(_same(output, path) for path in inputs):
            raise _refusal(
                f"{option} would write over {output}, which is to be read",
                f"give {option} another file, such as report.{option[2:]}",
            )


def _same(one: Path, other: Path) -> bool:
    return one == other or (
        STANDARD_OUTPUT not in (one, other) and one.resolve() == other.resolve()
    )


def _refusal(cause: str, advice: str) -> CannotRunError:
    return CannotRunError(
        Fault(what=COULD_NOT_RUN, where="pitfall-audit check", cause=cause, help=advice)
    )


def _write_reports(
    services: Services, result: AuditResult, *, html: Path | None, json: Path | None
) -> None:
    """Write what was asked for; raises CannotRunError, once all were tried, if one was not."""
    faults = []
    for kind, path, render in (
        ("HTML report", html, services.html_report),
        ("JSON result", json, services.json_result),
    ):
        if path is None:
            continue
        content = render(result).encode("utf-8", "backslashreplace")
        if path == STANDARD_OUTPUT:
            write_result_bytes(content)
            continue
        try:
            write_whole(path, content)
        except OSError as problem:
            faults.append(_unwritten(kind, path, problem))
        else:
            write_notice(f"{kind} written to {safe_line(str(path))}")
    if faults:
        raise CannotRunError(*faults)


def _unwritten(kind: str, path: Path, problem: OSError) -> Fault:
    folder = path.resolve().parent
    if isinstance(problem, IsADirectoryError):
        cause, advice = "that is a folder", f"name a file, such as {path / 'report.html'}"
    elif not folder.is_dir():
        cause = f"there is no folder {path.parent}"
        advice = f"make the folder {path.parent} first, or name another file"
    elif isinstance(problem, PermissionError):
        cause = "you may not write there"
        advice = "name a file in a folder that is yours"
    else:
        cause = problem.strerror or str(problem)
        advice = "put that right, or name another file"
    return Fault(
        what=f"The {kind} could not be written.", where=str(path), cause=cause, help=advice
    )
