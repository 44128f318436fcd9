# ruff: noqa: PLC0415  # loaded where it is needed, so that --help answers at once
"""What a command is given that audits first, and does something with the result."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import click

from pitfall_audit.cli.command_classes import GivenPath
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.options import (
    SettingsWanted,
    as_of_option,
    chosen_packs,
    rules_option,
    settings_file,
    settings_options,
    ties_options,
)
from pitfall_audit.cli.services import Services

__all__ = ["audits", "waivers_option"]

waivers_option = click.option(
    "--waivers",
    metavar="FILE",
    type=GivenPath(),
    help="A file of waivers of several arrangements; otherwise the one that the settings name.",
)


def audits(command: Callable[..., ExitCode]) -> Callable[..., ExitCode]:
    """Give a command PATH... and the options of an audit; it gets ``services`` and ``result``."""

    @wraps(command)
    def audited(
        services: Services,
        /,
        *,
        paths: Sequence[Path],
        as_of: datetime.date | None,
        ties: Sequence[Path],
        waivers: Path | None,
        packs: Sequence[str],
        wanted: SettingsWanted,
        **options: Any,
    ) -> ExitCode:
        from pitfall_audit.engine.auditing import AuditRequest

        settings = settings_file(paths, wanted, Path.cwd())
        request = AuditRequest(
            paths=paths,
            as_of=as_of or services.today(),
            ties=ties,
            waivers=waivers,
            settings=settings,
            packs=chosen_packs(packs, settings, Path.cwd()),
            base=Path.cwd(),
        )
        return command(services, services.audit(request, None), **options)

    with_options: Callable[..., ExitCode] = settings_options(audited)
    for option in (rules_option, waivers_option, ties_options, as_of_option):
        with_options = option(with_options)
    argument = click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=GivenPath())
    return click.pass_obj(argument(with_options))
