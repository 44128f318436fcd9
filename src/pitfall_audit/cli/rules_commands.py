"""The commands under ``rules`` and ``standards``: what is checked, why, and its proof."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from pitfall_audit.cli.authoring_commands import explain_check, show_facts, try_expression
from pitfall_audit.cli.command_classes import DocumentedGroup, GivenPath
from pitfall_audit.cli.drafting_commands import find_examples, new_check
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.options import SettingsWanted, rules_option, settings_options
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.streams import write_result
from pitfall_audit.errors import PackError

__all__ = [
    "list_checks", "list_standards", "rules", "show_check", "show_standard", "standards",
    "test_checks",
]  # fmt: skip

rules = DocumentedGroup(
    "rules",
    help="""See what is checked and why; write checks of your own, and test them.

    To write one: find what it asks about with `facts --search`, put a condition to a file with
    `try`, write the check around it with `new --expect`, and prove it with `test --mutate`. Where
    a check says something that you did not mean, `explain` shows why.
    """,
)


@rules.command("list", short_help="List every check, by pitfall.")
@rules_option
@settings_options
@click.pass_obj
def list_checks(services: Services, *, wanted: SettingsWanted) -> ExitCode:
    """List every check, by pitfall: the built-in ones, and those of your settings.

    Of each that your settings leave out it says so.
    """
    from pitfall_audit.workbench.rule_list import built_in_checks, checks_of, render_check_list

    if wanted.packs or wanted.settings([Path()], Path.cwd()) is not None:
        checks = checks_of(*wanted.in_force())
    else:
        checks = built_in_checks()
    write_result(render_check_list(checks, services.screen()))
    return ExitCode.COMPLETE


@rules.command("show", short_help="Show one check in full.")
@click.argument("check_id", metavar="ID")
@rules_option
@settings_options
@click.pass_obj
def show_check(services: Services, *, check_id: str, wanted: SettingsWanted) -> ExitCode:
    """Show one check in full: what it looks at, why, what to do, and what it rests on.

    ID is the check's id, or the path of the file in which it is written; plugin:NAME/ID for one
    of an installed plugin that your settings do not name.
    """
    from pitfall_audit.workbench.finding_checks import page_of

    write_result(page_of(check_id, *wanted.in_force(), services.screen()))
    return ExitCode.COMPLETE


@rules.command("test", short_help="Run the examples that prove checks.", shows_exit_codes=True)
@click.argument("packs", metavar="[PACK...]", nargs=-1, type=GivenPath())
@click.option("--mutate", is_flag=True)
@settings_options
@click.pass_obj
def test_checks(
    services: Services, *, packs: tuple[Path, ...], mutate: bool, wanted: SettingsWanted
) -> ExitCode:
    """Run the examples that each check carries, and say which do not hold.

    PACK is a folder of checks, the file of one check, the id of one that comes with the
    program, or a plugin as plugin:NAME or plugin:NAME/ID; without one, those that your settings
    name are tested, and all that come with the program. Of each example that does not hold it
    says what was expected, what happened, and which condition decided it.
    """
    from pitfall_audit.workbench.check_list import render_proof
    from pitfall_audit.workbench.finding_checks import packs_named, proof_of

    here = Path.cwd()
    tested: Sequence[Path | None] = packs or (
        *packs_named(wanted.settings([Path()], here), here),
        None,
    )
    proofs = [proof_of(pack) for pack in tested]
    write_result(render_proof(proofs, services.screen()))
    if any(proof.failures or not proof.examples for _, _, proof in proofs):
        return ExitCode.COULD_NOT_RUN
    return _test_mutants(services, tested) if mutate else ExitCode.COMPLETE


def _test_mutants(services: Services, packs: Sequence[Path | None]) -> ExitCode:
    from pitfall_audit.workbench.check_list import render_mutation_proof
    from pitfall_audit.workbench.finding_checks import mutation_proof_of

    proofs = [mutation_proof_of(pack) for pack in packs]
    write_result(render_mutation_proof(proofs, services.screen()))
    if problems := tuple(problem for _, proof in proofs for problem in proof.problems):
        raise PackError(problems)
    if any(proof.unnoticed or proof.unproved for _, proof in proofs):
        return ExitCode.COULD_NOT_RUN
    return ExitCode.COMPLETE


for command in (new_check, find_examples, show_facts, try_expression, explain_check):
    rules.add_command(command)


standards = DocumentedGroup(
    "standards", help="See the published standards that checks rest on, and how far each was read."
)


@standards.command("list", short_help="List every standard that a check may rest on.")
@rules_option
@settings_options
@click.pass_obj
def list_standards(services: Services, *, wanted: SettingsWanted) -> ExitCode:
    """List every standard that a check may rest on: the built-in ones, and those of your packs."""
    from pitfall_audit.workbench.check_pages import render_standards

    in_force, _ = wanted.in_force()
    write_result(render_standards(in_force, services.screen()))
    return ExitCode.COMPLETE


@standards.command("show", short_help="Show what rests on one standard.")
@click.argument("standard_id", metavar="ID")
@rules_option
@settings_options
@click.pass_obj
def show_standard(services: Services, *, standard_id: str, wanted: SettingsWanted) -> ExitCode:
    """Show one standard: how far it was read, the checks that rest on it, and how firmly.

    It also says what the standard speaks of that no program can check. What the checks found in
    your files stands in the HTML report, standard by standard.
    """
    from pitfall_audit.workbench.check_pages import render_standard

    in_force, _ = wanted.in_force()
    write_result(render_standard(standard_id, in_force, services.screen()))
    return ExitCode.COMPLETE
