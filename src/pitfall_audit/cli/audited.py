# ruff: noqa: PLC0415  # loaded where it is needed, so that --help answers at once
"""What a command is given that audits first, and does something with the result."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

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

if TYPE_CHECKING:
    from pitfall_audit.engine.result import AuditResult

waivers_option = click.option("--waivers", metavar="FILE", type=GivenPath())


def audit_options(command: Callable[..., ExitCode]) -> Callable[..., ExitCode]:
    """Give a command the options of an audit, as :func:`audit_paths` takes them."""
    command = settings_options(command)
    for option in (rules_option, waivers_option, ties_options, as_of_option):
        command = option(command)
    return command


def audit_paths(
    services: Services,
    paths: Sequence[Path],
    base: Path,
    *,
    as_of: datetime.date | None,
    ties: Sequence[Path],
    waivers: Path | None,
    packs: Sequence[str],
    wanted: SettingsWanted,
    contents: Mapping[Path, bytes] | None = None,
    pass_over: bool = False,
) -> AuditResult:
    """Audit some paths, all checks and all files, as they are seen from the folder ``base``.

    ``contents`` and ``pass_over`` are as in an `AuditRequest`.
    """
    from pitfall_audit.engine.auditing import AuditRequest

    settings = settings_file(paths, wanted, base)
    request = AuditRequest(
        paths=paths,
        as_of=as_of or services.today(),
        ties=ties,
        waivers=waivers,
        settings=settings,
        packs=chosen_packs(packs, settings, base),
        base=base,
        contents=contents,
        pass_over=pass_over,
    )
    return services.audit(request, None)


def audits(command: Callable[..., ExitCode]) -> Callable[..., ExitCode]:
    """Give a command PATH... and the options of an audit; it gets ``services`` and ``result``."""

    @wraps(command)
    def audited(services: Services, /, *, paths: Sequence[Path], **options: Any) -> ExitCode:
        asked = {name: options.pop(name) for name in _ASKED}
        return command(services, audit_paths(services, paths, Path.cwd(), **asked), **options)

    argument = click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=GivenPath())
    return click.pass_obj(argument(audit_options(audited)))


_ASKED: Final = ("as_of", "ties", "waivers", "packs", "wanted")
