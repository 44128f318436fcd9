"""What a command is given that audits first, and does something with the result."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pitfall_audit.cli.command_classes import GivenPath
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.options import (
    SettingsWanted,
    as_of_option,
    chosen_packs,
    rules_option,
    settings_options,
    ties_options,
)
from pitfall_audit.cli.services import Services

if TYPE_CHECKING:
    from pitfall_audit.engine.auditing import AuditRequest
    from pitfall_audit.engine.result import AuditResult

__all__ = ["audit_options", "audit_paths", "audits", "request_for", "waivers_option"]

waivers_option = click.option("--waivers", metavar="FILE", type=GivenPath())


def audit_options(command: Callable[..., ExitCode]) -> Callable[..., ExitCode]:
    """Give a command the options of an audit, as :func:`audit_paths` takes them."""
    command = settings_options(command)
    for option in (rules_option, waivers_option, ties_options, as_of_option):
        command = option(command)
    return command


def request_for(
    services: Services,
    paths: Sequence[Path],
    base: Path,
    *,
    as_of: datetime.date | None,
    wanted: SettingsWanted,
    **asked: Any,
) -> AuditRequest:
    """What is asked of an audit of some paths, as they are seen from the folder ``base``.

    What else is ``asked`` is as in an `AuditRequest`.
    """
    from pitfall_audit.engine.auditing import AuditRequest

    settings = wanted.settings(paths, base)
    return AuditRequest(
        paths=paths,
        as_of=as_of or services.today(),
        settings=settings,
        packs=chosen_packs(wanted.packs, settings, base),
        base=base,
        **asked,
    )


def audit_paths(services: Services, paths: Sequence[Path], base: Path, **asked: Any) -> AuditResult:
    """Audit some paths, all checks and all files, as :func:`request_for` takes them."""
    return services.audit(request_for(services, paths, base, **asked), None)


def audits(command: Callable[..., ExitCode]) -> Callable[..., ExitCode]:
    """Give a command PATH... and the options of an audit; it gets ``services`` and ``result``."""

    @wraps(command)
    def audited(services: Services, /, *, paths: Sequence[Path], **options: Any) -> ExitCode:
        asked = {name: options.pop(name) for name in ("as_of", "ties", "waivers", "wanted")}
        return command(services, audit_paths(services, paths, Path.cwd(), **asked), **options)

    argument = click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=GivenPath())
    return click.pass_obj(argument(audit_options(audited)))
