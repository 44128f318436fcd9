# ruff: noqa: PLC0415  # loaded where it is needed, so that --help answers at once
"""The command ``report``: what ``check`` wrote, written again from its stored result."""

from __future__ import annotations

from pathlib import Path

import click

from pitfall_audit.cli.branding import brand_files, brand_of
from pitfall_audit.cli.command_classes import documented
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.one_person import page_on
from pitfall_audit.cli.output_files import (
    outputs_wanted,
    refuse_outputs_that_collide,
    refuse_what_is_not_for,
    write_reports,
)
from pitfall_audit.cli.output_options import STANDARD_OUTPUT, format_options
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.stored import code_of, read_result, result_argument
from pitfall_audit.report.audiences import Audience
from pitfall_audit.report.formats import BY_NAME

__all__ = ["report"]


@documented(exit_codes=True)
@result_argument
@format_options
@click.option(
    "--redact", is_flag=True,
    help="Say of ties and disputes only which check, how many and in which section.",
)  # fmt: skip
@click.pass_obj
def report(
    services: Services,
    /,
    *,
    stored: Path,
    outputs: tuple[tuple[str, Path], ...],
    audience: Audience,
    questions: bool,
    person: str | None,
    split: str | None,
    redact: bool,
    **files: Path | None,
) -> ExitCode:
    """Write a stored result again, in any format, without auditing anew.

    RESULT.json is what `check --json` wrote; no other file is read, but for a page for one person,
    and the same result gives the same bytes that `check` gave. Where no format is named, the whole
    report is shown as text.
    """
    reports = outputs_wanted(files, outputs, services.environment())
    reports = reports or [(BY_NAME["text"], STANDARD_OUTPUT)]
    refuse_what_is_not_for(audience, reports, person, split)
    inputs = [stored, *brand_files()]
    refuse_outputs_that_collide([] if split else reports, inputs)
    result = whole = read_result(stored)
    if redact:
        from pitfall_audit.report.redaction import redacted

        result = redacted(result)
    write_reports(
        result,
        reports,
        split=split,
        inputs=inputs,
        questions=questions,
        audience=audience,
        brand=brand_of(),
        person=page_on(person, whole),
    )
    return code_of(result)
