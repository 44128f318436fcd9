"""What is accepted for now: ``baseline write`` and ``baseline prune``, and ``waivers list``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from pitfall_audit.cli.audited import audits
from pitfall_audit.cli.command_classes import DocumentedGroup, GivenPath
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.streams import write_notice, write_result
from pitfall_audit.errors import UsageProblem
from pitfall_audit.report.screen import safe_line

if TYPE_CHECKING:
    from pitfall_audit.engine.baseline import Baseline
    from pitfall_audit.engine.result import AuditResult

__all__ = [
    "DEFAULT", "baseline", "held_against", "list_waivers", "prune", "read_file", "waivers", "write",
]  # fmt: skip

DEFAULT: Final = Path("pitfall-audit-baseline.json")


baseline = DocumentedGroup(
    "baseline", help="Note which findings there are, so that new ones alone count."
)


@baseline.command("write")
@click.option(
    "--output", "file", metavar="FILE", type=GivenPath(), default=DEFAULT, show_default=True
)
@audits
def write(services: Services, result: AuditResult, *, file: Path) -> ExitCode:
    """Write all findings of some arrangements into a baseline.

    Nothing is written where a file could not be read: its findings would count as new later.
    """
    del services
    from pitfall_audit.engine.baseline import baseline_of
    from pitfall_audit.report.wording import count

    if file.suffix != DEFAULT.suffix:
        # Whatever else may be there is somebody's to read: an arrangement, settings, a report.
        raise UsageProblem(
            f"A baseline is JSON, and {file} is not named so.", f"Write it to {DEFAULT}."
        )
    if _incomplete(result):
        return ExitCode.INCOMPLETE
    made = baseline_of(result)
    _write(file, made)
    write_result(f"{count(len(made.findings), 'finding')} noted in {safe_line(str(file))}.\n")
    return ExitCode.COMPLETE


@baseline.command("prune")
@click.option(
    "--baseline", "file", metavar="FILE", type=GivenPath(), default=DEFAULT, show_default=True
)
@audits
def prune(services: Services, result: AuditResult, *, file: Path) -> ExitCode:
    """Take out of a baseline what is there no more; nothing is ever added.

    What could not be looked at stays in it.
    """
    del services
    from pitfall_audit.engine.baseline import pruned
    from pitfall_audit.report.wording import count

    before = read_file(file)
    after = pruned(result, before)
    gone = len(before.findings) - len(after.findings)
    if gone:
        _write(file, after)
    write_result(
        f"{count(gone, 'finding')} taken out of {safe_line(str(file))}, and "
        f"{count(len(after.findings), 'finding')} left in it.\n"
    )
    return ExitCode.INCOMPLETE if _incomplete(result) else ExitCode.COMPLETE


def read_file(file: Path) -> Baseline:
    """Read a baseline; raises UsageProblem where there is none."""
    from pitfall_audit.engine.baseline import read_baseline

    try:
        content = file.read_bytes()
    except OSError as trouble:
        raise UsageProblem(
            f"{file} cannot be read: {trouble.strerror}.",
            "Write one with `pitfall-audit baseline write`, or name another file.",
        ) from trouble
    return read_baseline(content, str(file))


def held_against(result: AuditResult, file: Path | None) -> AuditResult:
    """Hold a result against a baseline, where one is named."""
    if file is None:
        return result
    from pitfall_audit.engine.baseline import with_baseline
    from pitfall_audit.engine.seals import with_seal

    result = with_baseline(result, read_file(file), file.as_posix())
    return with_seal(result, "baseline", file)


def _write(file: Path, made: Baseline) -> None:
    from pitfall_audit.cli.whole_files import write_whole
    from pitfall_audit.engine.baseline import written

    write_whole(file, written(made))


def _incomplete(result: AuditResult) -> bool:
    """Say what could not be read; whether there was anything."""
    from pitfall_audit.report.screen import Screen
    from pitfall_audit.report.terminal import render_problems

    if result.problems:
        write_notice(render_problems(result.problems, Screen(80, colour=False, unicode=True)))
    from pitfall_audit.engine.tallies import tally

    broken = any(one.broke_off for one in tally(result))
    return bool(result.problems) or broken


waivers = DocumentedGroup("waivers", help="See which findings are accepted for now, and by whom.")


@waivers.command("list")
@audits
def list_waivers(services: Services, result: AuditResult) -> ExitCode:
    """List the waivers of some arrangements, those that end first before the others.

    The files are audited, so that each waiver is shown with what came of it.
    """
    from pitfall_audit.report.page_templates import page_from
    from pitfall_audit.report.terminal_page import PLACE_STYLE, write_problems

    found = [(each, one) for each in result.engagements for one in each.waivers]
    page = page_from(
        "report/waivers.txt",
        services.screen(),
        result=result,
        waivers=sorted(found, key=lambda item: item[1].says.until),
        problems=lambda page, _: write_problems(page, result.problems),
        place_style=PLACE_STYLE,
    )
    write_result(page)
    return ExitCode.INCOMPLETE if result.problems else ExitCode.COMPLETE
