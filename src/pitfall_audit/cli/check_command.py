# ruff: noqa: PLC0415  # loaded where it is needed, so that --help answers at once
"""The command ``check``: audits files and folders, and shows and writes what was found."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import get_args

import click

from pitfall_audit.cli.audited import waivers_option
from pitfall_audit.cli.branding import brand_files, brand_of
from pitfall_audit.cli.command_classes import GivenPath, Misuse, documented
from pitfall_audit.cli.exit_codes import ExitCode, exit_code_for
from pitfall_audit.cli.known_before import changed_alone, with_what_was_known
from pitfall_audit.cli.options import (
    SettingsWanted,
    as_of_option,
    chosen_packs,
    no_verify_option,
    rules_option,
    settings_file,
    settings_options,
    ties_options,
)
from pitfall_audit.cli.output_files import (
    append_summary,
    outputs_wanted,
    refuse_outputs_that_collide,
    refuse_what_is_not_for,
    write_reports,
)
from pitfall_audit.cli.output_options import STANDARD_OUTPUT, format_options
from pitfall_audit.cli.services import Services, collect_rarely, loading
from pitfall_audit.cli.stored import page_on
from pitfall_audit.cli.streams import (
    ColourChoice,
    OutputGoneError,
    content_of_stdin,
    progress_line,
    write_result,
)
from pitfall_audit.engine.result import FailOn
from pitfall_audit.report.audiences import Audience
from pitfall_audit.report.formats import BY_NAME
from pitfall_audit.rules.form.outcomes import Level


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


@documented(exit_codes=True)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=GivenPath())
@format_options
@as_of_option
@ties_options
@click.option("--fail-on", type=click.Choice(get_args(FailOn)), show_default="error")
@click.option("--select", metavar="NAMES", multiple=True, callback=_names)
@click.option("--ignore", metavar="NAMES", multiple=True, callback=_names)
@click.option("--level", type=click.Choice(get_args(Level)), show_default="thorough")
@click.option("--pass-over", is_flag=True)
@click.option("--jobs", metavar="NUMBER", type=click.IntRange(min=1), show_default="auto")
@click.option("--no-cache", is_flag=True)
@rules_option
@no_verify_option
@settings_options
@waivers_option
@click.option("--no-waivers", is_flag=True)
@click.option("--baseline", metavar="FILE", type=GivenPath())
@click.option("--actions", metavar="FILE", type=GivenPath())
@click.option("--since", "previous", metavar="RESULT.json", multiple=True, type=GivenPath())
@click.option("--changed-since", "revision", metavar="REV")
@click.option("--stdin-name", metavar="FILE", type=GivenPath())
@click.option("--redact", is_flag=True)
@click.option("--quiet", "-q", is_flag=True)
@click.option("--verbose", "-v", is_flag=True)
@click.option(
    "--color",
    "--colour",
    "colour",
    type=click.Choice(get_args(ColourChoice)),
    default="auto",
    show_default=True,
)
@click.pass_obj
def check(
    services: Services,
    /,
    *,
    paths: tuple[Path, ...],
    audience: Audience,
    as_of: datetime.date | None,
    ties: tuple[Path, ...],
    fail_on: FailOn | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    level: Level | None,
    pass_over: bool,
    jobs: int | None,
    no_cache: bool,
    packs: tuple[str, ...],
    no_verify_packs: bool,
    wanted: SettingsWanted,
    waivers: Path | None,
    no_waivers: bool,
    baseline: Path | None,
    person: str | None,
    actions: Path | None,
    previous: tuple[Path, ...],
    revision: str | None,
    stdin_name: Path | None,
    outputs: tuple[tuple[str, Path], ...],
    questions: bool,
    split: str | None,
    redact: bool,
    quiet: bool,
    verbose: bool,
    colour: ColourChoice,
    **files: Path | None,
) -> ExitCode:
    """Audit the engagements in files and folders.

    A folder is searched for *.yaml and *.yml files. What is in place, the first questions to ask
    and the first findings go to standard output, what weighs most nearest the end.
    """
    from_stdin = Path("-") in paths
    if from_stdin != (stdin_name is not None) or (from_stdin and len(paths) > 1):
        raise Misuse(
            "a hyphen alone stands for standard input, and --stdin-name for what it is called",
            advice="write check - --stdin-name FILE",
        )
    paths = paths if stdin_name is None else (stdin_name,)
    if quiet and verbose:
        raise Misuse("--quiet and --verbose exclude each other", advice="leave one of them out")
    reports = outputs_wanted(files, outputs, services.environment())
    refuse_what_is_not_for(audience, reports, person, split)
    others = [
        file for file in (wanted.file, waivers, baseline, actions, *previous) if file is not None
    ]
    inputs = [*paths, *ties, *others]
    # What is split goes by other names, that are known only once all is read.
    named = [] if split else reports
    refuse_outputs_that_collide(named, inputs)
    screen = services.screen(colour)
    with progress_line() as progress:
        with loading():
            from pitfall_audit.engine.auditing import AuditRequest

            settings = settings_file(paths, wanted, Path.cwd())
            request = AuditRequest(
                paths=paths,
                as_of=as_of or services.today(),
                ties=ties,
                select=select,
                ignore=ignore,
                level=level,
                fail_on=fail_on,
                settings=settings,
                packs=chosen_packs(packs, settings, Path.cwd()),
                verify_packs=not no_verify_packs,
                waivers=waivers,
                no_waivers=no_waivers,
                pass_over=pass_over,
                contents={stdin_name: content_of_stdin()} if stdin_name else None,
                base=Path.cwd(),
                jobs=jobs,
                cache=None if no_cache else services.cache,
            )
        brand = brand_of(settings)
        inputs += brand_files(settings)
        refuse_outputs_that_collide(named, inputs)
        collect_rarely()
        result = services.audit(request, progress)
    result = whole = with_what_was_known(result, baseline, previous, actions)
    if revision is not None:
        result = changed_alone(result, revision)
    code = exit_code_for(result)
    if redact:
        from pitfall_audit.report.redaction import redacted

        result = redacted(result)
    gone = None
    # Text on standard output is what the screen shows.
    reports = [one for one in reports if one != (BY_NAME["text"], STANDARD_OUTPUT)]
    if all(file != STANDARD_OUTPUT for _, file in reports):
        from pitfall_audit.report.terminal import render_quiet, render_terminal

        try:
            if quiet:
                write_result(render_quiet(result, screen))
            else:
                write_result(render_terminal(result, screen, verbose=verbose))
        except OutputGoneError as error:
            # The reports are wanted all the same.
            gone = error
    # Only now is it known which files a folder held, and where the settings are.
    inputs += map(Path, filter(None, (*result.files, result.settings.file)))
    write_reports(
        result,
        reports,
        split=split,
        inputs=inputs,
        questions=questions,
        audience=audience,
        brand=brand,
        person=page_on(person, whole),
    )
    summary = services.environment().get("GITHUB_STEP_SUMMARY")
    if summary and any(form.name == "github" for form, _ in reports):
        append_summary(result, Path(summary), questions=questions)
    if gone is not None:
        raise gone
    # A hook that was handed nothing of ours has done all that was asked for.
    nothing_changed = pass_over or revision is not None
    return ExitCode.COMPLETE if nothing_changed and code is ExitCode.NOTHING_TO_AUDIT else code
