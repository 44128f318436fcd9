"""The command ``check``: audits files and folders, and shows and writes what was found."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, get_args

import click

from pitfall_audit.cli.audited import request_for, waivers_option
from pitfall_audit.cli.branding import brand_files, brand_of
from pitfall_audit.cli.command_classes import GivenPath, Misuse, documented
from pitfall_audit.cli.exit_codes import ExitCode, exit_code_for
from pitfall_audit.cli.known_before import changed_alone, with_what_was_known
from pitfall_audit.cli.options import (
    SettingsWanted,
    as_of_option,
    no_verify_option,
    rules_option,
    settings_options,
    ties_options,
)
from pitfall_audit.cli.output_files import Papers, append_summary
from pitfall_audit.cli.output_options import STANDARD_OUTPUT, format_options
from pitfall_audit.cli.services import Services, collect_rarely, loading
from pitfall_audit.cli.streams import (
    ColourChoice,
    OutputGoneError,
    content_of_stdin,
    progress_line,
    write_result,
)
from pitfall_audit.engine.result import FailOn
from pitfall_audit.report.formats import BY_NAME
from pitfall_audit.rules.form.outcomes import Level

__all__ = ["check"]

_ASKED: Final = (
    "as_of", "ties", "waivers", "no_waivers", "select", "ignore", "level", "fail_on", "pass_over",
    "jobs",
)  # fmt: skip
"""What an `AuditRequest` takes as the options give it."""


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
    no_cache: bool,
    no_verify_packs: bool,
    wanted: SettingsWanted,
    baseline: Path | None,
    actions: Path | None,
    previous: tuple[Path, ...],
    revision: str | None,
    stdin_name: Path | None,
    redact: bool,
    quiet: bool,
    verbose: bool,
    colour: ColourChoice,
    **options: Any,
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
    asked = {name: options.pop(name) for name in _ASKED}
    papers = Papers(services.environment(), **options)
    named = (wanted.file, asked["waivers"], baseline, actions, *previous)
    inputs = [*paths, *asked["ties"], *filter(None, named)]
    papers.refuse_over(inputs)
    screen = services.screen(colour)
    with progress_line() as progress:
        with loading():
            request = request_for(
                services,
                paths,
                Path.cwd(),
                wanted=wanted,
                verify_packs=not no_verify_packs,
                contents={stdin_name: content_of_stdin()} if stdin_name else None,
                cache=None if no_cache else services.cache,
                **asked,
            )
        brand = brand_of(request.settings)
        inputs += brand_files(request.settings)
        papers.refuse_over(inputs)
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
    on_screen = (BY_NAME["text"], STANDARD_OUTPUT)
    papers.outputs = [one for one in papers.outputs if one != on_screen]
    if all(file != STANDARD_OUTPUT for _, file in papers.outputs):
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
    papers.write(result, whole, brand, inputs)
    summary = services.environment().get("GITHUB_STEP_SUMMARY")
    if summary and any(form.name == "github" for form, _ in papers.outputs):
        append_summary(result, Path(summary), questions=papers.questions)
    if gone is not None:
        raise gone
    # A hook that was handed nothing of ours has done all that was asked for.
    nothing_changed = asked["pass_over"] or revision is not None
    return ExitCode.COMPLETE if nothing_changed and code is ExitCode.NOTHING_TO_AUDIT else code
