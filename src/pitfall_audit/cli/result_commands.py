"""The commands on stored results: ``report``, ``compare``, ``verify``, ``questions``, ``plan``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from pitfall_audit.cli.audited import audit_options, audit_paths
from pitfall_audit.cli.branding import brand_files, brand_of, language_option
from pitfall_audit.cli.command_classes import GivenPath, Misuse, documented
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.output_files import (
    Papers,
    outputs_wanted,
    refuse_outputs_that_collide,
    write_reports,
)
from pitfall_audit.cli.output_options import STANDARD_OUTPUT, format_options, own_options
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.stored import code_of, read_result, result_argument
from pitfall_audit.cli.streams import write_result, write_result_bytes
from pitfall_audit.errors import UsageProblem
from pitfall_audit.report.formats import BY_NAME, LETTERS, PLANS, Format
from pitfall_audit.version import __version__
from pitfall_audit.yaml.disk import real_path

if TYPE_CHECKING:
    from pitfall_audit.engine.result import AuditResult

__all__ = ["compare", "plan", "questions", "report", "verify"]


@documented(exit_codes=True)
@result_argument
@format_options
@click.option("--redact", is_flag=True)
@click.pass_obj
def report(services: Services, /, *, stored: Path, redact: bool, **wanted: Any) -> ExitCode:
    """Write a stored result again, in any format, without auditing anew.

    RESULT.json is what `check --json` wrote; no other file is read, but for a page for one person,
    and the same result gives the same bytes that `check` gave. Where no format is named, the whole
    report is shown as text.
    """
    papers = Papers(services.environment(), [(BY_NAME["text"], STANDARD_OUTPUT)], **wanted)
    inputs = [stored, *brand_files()]
    papers.refuse_over(inputs)
    result = whole = read_result(stored)
    if redact:
        from pitfall_audit.report.redaction import redacted

        result = redacted(result)
    papers.write(result, whole, brand_of(), inputs)
    return code_of(result)


@documented(exit_codes=True)
@click.option("--rev", "revision", metavar="REV")
@click.option("--fail-on-new", is_flag=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
)
@click.argument("paths", metavar="OLD NEW | PATH...", nargs=-1, required=True, type=GivenPath())
@audit_options
@click.pass_obj
def compare(
    services: Services,
    /,
    *,
    paths: tuple[Path, ...],
    revision: str | None,
    fail_on_new: bool,
    form: str,
    **asked: Any,
) -> ExitCode:
    """Say what is new, what is fixed and what stayed, between two results.

    Findings are known again by check, arrangement and subject. What changed only because time
    passed, or because another version or setting was used, is told apart.
    """
    from pitfall_audit.engine.comparison import compared
    from pitfall_audit.report import comparison as pages

    if revision is not None:
        old, new = _of_revision(services, revision, paths, asked)
    elif len(paths) == 2:
        old, new = (read_result(path) for path in paths)
    else:
        raise Misuse(
            f"compare takes two results, and {len(paths)} are named",
            advice="name two files written with --json, or audit folders with --rev",
        )
    found = compared(old, new)
    if form == "text":
        write_result(pages.render_comparison(found, services.screen()))
    else:
        make = pages.comparison_as_json if form == "json" else pages.comparison_as_markdown
        write_result_bytes(make(found).encode("utf-8", "backslashreplace"))
    if not found.complete:
        return ExitCode.INCOMPLETE
    return ExitCode.FINDINGS if fail_on_new and found.any_new else ExitCode.COMPLETE


def _of_revision(
    services: Services, revision: str, paths: tuple[Path, ...], asked: dict[str, Any]
) -> tuple[AuditResult, AuditResult]:
    from pitfall_audit.cli.git import as_it_was

    here = Path.cwd()
    asked["as_of"] = asked["as_of"] or services.today()
    asked["ties"] = tuple(real_path(here / one) for one in asked["ties"])
    with as_it_was(revision, here) as (top, tree):
        try:
            below = [real_path(here / path).relative_to(top) for path in paths]
        except ValueError as outside:
            raise UsageProblem(
                "What is compared with a revision has to lie in the repository.",
                "Name files and folders in it.",
            ) from outside
        base = tree / real_path(here).relative_to(top)
        base.mkdir(parents=True, exist_ok=True)
        old = audit_paths(services, [tree / path for path in below], base, **asked)
    return old, audit_paths(services, list(paths), here, **asked)


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
    from pitfall_audit.engine.questions import gathered
    from pitfall_audit.engine.seals import verified
    from pitfall_audit.report.page_templates import page_from
    from pitfall_audit.report.screen import safe_line

    result = read_result(stored)
    if not result.seals:
        raise UsageProblem(
            f"{stored} carries no SHA-256 of what it was made of.",
            "Audit again, and keep that result: this version writes them.",
        )
    found = list(verified(result, Path.cwd(), __version__))
    by_state = gathered(found, lambda one: one.state)
    said = {"result": result, "titles": _TITLES, "by_state": by_state, "safe_line": safe_line}
    write_result(page_from("report/verified.txt", services.screen(), **said))
    if by_state.keys() & {"changed", "gone"}:
        return ExitCode.FINDINGS
    return ExitCode.INCOMPLETE if by_state.keys() - {"same"} else ExitCode.COMPLETE


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
