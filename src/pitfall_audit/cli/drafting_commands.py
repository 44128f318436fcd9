"""The commands under ``rules`` that write: a new check, and examples for one."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import get_args

import click

from pitfall_audit.cli.command_classes import GivenPath, Misuse, documented
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.options import (
    SettingsWanted,
    as_of_option,
    from_option,
    rules_option,
    settings_options,
)
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.streams import write_notice, write_result
from pitfall_audit.errors import PackError, UnusableExpressionError
from pitfall_audit.rules.form.outcomes import PitfallId, Severity

__all__ = ["find_examples", "new_check"]


@documented("new", "Write a new check, with examples that prove it.", exit_codes=True)
@click.argument("check_id", metavar="ID")
@click.option(
    "--pitfall", type=click.Choice(get_args(PitfallId)), metavar="PITFALL", required=True,
    help=f"The pitfall that it belongs to: {', '.join(get_args(PitfallId))}.",
)  # fmt: skip
@click.option("--expect", metavar="CONDITION", multiple=True)
@click.option("--applies", metavar="CONDITION")
@click.option("--severity", type=click.Choice(get_args(Severity)), show_default="warning")
@from_option
@as_of_option
@click.option("--subject", metavar="KIND")
@click.option("--folder", metavar="DIR", type=GivenPath(), default=Path())
@click.option("--replace", is_flag=True)
@click.pass_obj
@click.pass_context
def new_check(
    context: click.Context,
    services: Services,
    *,
    check_id: str,
    pitfall: PitfallId,
    expect: tuple[str, ...],
    applies: str | None,
    severity: Severity | None,
    files: tuple[Path, ...],
    as_of: datetime.date | None,
    subject: str | None,
    folder: Path,
    replace: bool,
) -> ExitCode:
    """Write the file of a new check, with every part explained, that works as it stands.

    ID names the problem in plain words with hyphens, such as expenses-paid-late. The file is
    ID.yaml; where the folder has no pack.yaml and no standards.yaml yet, for what your checks
    rest on, those are written too. Nothing that is there already is written over, but with
    --replace the file of the check itself.

    With --expect it checks what you say, and its examples are found by trying that on small
    arrangements: one for each answer that it can give, and one for each small change that would
    make it another check. Without, it is a small check of something else, to be changed.

    Put a condition in double quotation marks, and words within it in single ones. Only where it
    holds a !, on Linux and macOS, single ones go outside, and double ones inside.
    """
    given = {"--applies": applies, "--severity": severity, "--from": files, "--as-of": as_of}
    idle = next((option for option, value in given.items() if value), None)
    if idle is not None and not expect:
        raise Misuse(
            f"{idle} is given without --expect",
            advice='say what must hold, as in --expect "seat.voting"',
            ctx=context,
        )
    from pitfall_audit.workbench.new_check import begin_check
    from pitfall_audit.workbench.rule_drafts import Draft

    draft = Draft(check_id, pitfall, expect, applies or "true", severity=severity or "warning")
    try:
        output = begin_check(
            draft,
            folder,
            subject=subject,
            files=files,
            as_of=as_of or services.today(),
            replace=replace,
            screen=services.screen(),
        )
    except PackError as error:
        # It is what was given on the command line that can't be used.
        raise UnusableExpressionError(error.problems) from error
    write_result(output.text)
    return ExitCode.COMPLETE if output.complete else ExitCode.COULD_NOT_RUN


@documented("examples", "Find examples for a check that is there.", exit_codes=True)
@click.argument("check_id", metavar="ID")
@from_option
@rules_option
@settings_options
@as_of_option
@click.pass_obj
def find_examples(
    services: Services,
    *,
    check_id: str,
    files: tuple[Path, ...],
    wanted: SettingsWanted,
    as_of: datetime.date | None,
) -> ExitCode:
    """Find examples for a check, and print them as they stand in its file.

    The conditions are tried on small arrangements: those of --from first, then hundreds that
    come with the program. There is one for each answer that the check can give, and one for each
    small change that would make it another check, each as short as it can be. ID is the check's
    id, or the path of the file in which it is written.
    """
    from pitfall_audit.workbench.new_check import found_examples

    loaded, _ = wanted.in_force()
    output = found_examples(check_id, loaded, files, as_of or services.today(), services.screen())
    write_result(output.text)
    write_notice(output.notice)
    return ExitCode.COMPLETE if output.complete else ExitCode.COULD_NOT_RUN
