"""The commands under ``rules``: what is checked, one check in full, and the checks' own proof."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pitfall_audit.cli.command_classes import DocumentedCommand, DocumentedGroup
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.faults import COULD_NOT_RUN, CannotRunError, Fault, did_you_mean
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.streams import Screen, screen_for, write_notice, write_result

__all__ = ["rules"]

_LIST_EXAMPLES = (("See every check, by pitfall", "pitfall-audit rules list"),)
_SHOW_EXAMPLES = (
    ("Read why a check is made and what to do", "pitfall-audit rules show role-status-undefined"),
)
_TEST_EXAMPLES = (
    ("Run the examples of the checks that come with the program", "pitfall-audit rules test"),
    ("Run the examples of the checks in a folder", "pitfall-audit rules test rules/"),
)


@click.group(cls=DocumentedGroup, examples=(*_LIST_EXAMPLES, *_SHOW_EXAMPLES, *_TEST_EXAMPLES))
@click.pass_context
def rules(context: click.Context) -> ExitCode:
    """See what is checked and why, and test the checks."""
    if context.invoked_subcommand is None:
        write_notice(context.get_help())
        return ExitCode.COULD_NOT_RUN
    return ExitCode.COMPLETE


@rules.command("list", cls=DocumentedCommand, examples=_LIST_EXAMPLES)
@click.pass_obj
def list_checks(services: Services) -> ExitCode:
    """List every check, by pitfall."""
    screen = _screen(services)
    write_result(services.check_list(services.checks(None, screen), screen))
    return ExitCode.COMPLETE


@rules.command("show", cls=DocumentedCommand, examples=_SHOW_EXAMPLES)
@click.argument("check_id", metavar="ID")
@click.pass_obj
def show_check(services: Services, *, check_id: str) -> ExitCode:
    """Show one check in full, and why it is made."""
    screen = _screen(services)
    checks = {card.id: card for card in services.checks(None, screen)}
    if check_id not in checks:
        meant = did_you_mean(check_id, checks)
        raise CannotRunError(
            Fault(
                what=COULD_NOT_RUN,
                where="pitfall-audit rules show",
                cause=f"there is no check {check_id}",
                help=(f"did you mean {meant}? " if meant is not None else "")
                + "For all checks: pitfall-audit rules list",
            )
        )
    write_result(services.check_in_full(checks[check_id], screen))
    return ExitCode.COMPLETE


@rules.command("test", cls=DocumentedCommand, examples=_TEST_EXAMPLES, shows_exit_codes=True)
@click.argument("packs", metavar="[PACK...]", nargs=-1, type=click.Path(path_type=Path))
@click.pass_obj
def test_checks(services: Services, *, packs: tuple[Path, ...]) -> ExitCode:
    """Run the examples that each check carries, and say which do not hold.

    PACK is a folder of checks; without one, the checks that come with the program are tested.
    """
    screen = _screen(services)
    proofs = [services.proof(pack, screen) for pack in (packs or (None,))]
    write_result(services.proof_text(proofs, screen))
    if any(proof.not_holding or not proof.examples for proof in proofs):
        return ExitCode.COULD_NOT_RUN
    return ExitCode.COMPLETE


def _screen(services: Services) -> Screen:
    return screen_for("auto", services.environment(), sys.stdout)
