# ruff: noqa: PLC0415  # loaded where it is needed, so that --help answers at once
"""The command ``compare``: what is new, and what is fixed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pitfall_audit.cli.audited import audit_options, audit_paths
from pitfall_audit.cli.command_classes import GivenPath, Misuse, documented
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.stored import read_result
from pitfall_audit.cli.streams import write_result, write_result_bytes
from pitfall_audit.errors import UsageProblem
from pitfall_audit.yaml.disk import real_path

if TYPE_CHECKING:
    from pitfall_audit.engine.result import AuditResult

__all__ = ["compare"]


@documented(exit_codes=True)
@click.option(
    "--rev", "revision", metavar="REV",
    help="Audit PATH... as it is, and as it was in this revision of git, as of the same day.",
)  # fmt: skip
@click.option(
    "--fail-on-new", is_flag=True, help="End with exit code 1 where a finding counts anew."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text",
    show_default=True,
    help="Text to read, Markdown for a merge request, or JSON for other programs.",
)  # fmt: skip
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
