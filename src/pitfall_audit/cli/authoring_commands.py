"""The commands under ``rules`` for those who write checks: facts, try, explain."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import click

from pitfall_audit.cli.command_classes import GivenPath, documented
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.options import (
    SettingsWanted,
    as_of_option,
    rules_option,
    settings_options,
    subject_option,
    ties_option,
)
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.streams import write_result

__all__ = ["explain_check", "show_facts", "try_expression"]


@documented("facts", "Find the facts that a check may ask about.")
@click.argument("subject", metavar="[SUBJECT]", required=False)
@click.option("--search", "sought", metavar="WORDS")
@rules_option
@settings_options
@click.pass_obj
def show_facts(
    services: Services,
    *,
    subject: str | None,
    sought: str | None,
    wanted: SettingsWanted,
) -> ExitCode:
    """Show what a check may look at, and the fields that its conditions may read.

    Without SUBJECT: the kinds of thing that a check can look at. With it, as seat or seat.body:
    each field, its type, the words it may hold, whether it may be unstated, and what it means.
    With --rules, or settings that name a pack, the fields that it adds are among them.

    With --search, all kinds are looked through, or that of SUBJECT. Where nothing is found the
    exit code is 2, as for a name that leads to no field.
    """
    from pitfall_audit.workbench.facts_and_tries import facts_text, searched_text, vocabulary_of

    vocabulary = vocabulary_of(wanted.in_force()[0])
    screen = services.screen()
    if sought is None:
        write_result(facts_text(subject, screen, vocabulary))
    else:
        write_result(searched_text(sought, subject, screen, vocabulary))
    return ExitCode.COMPLETE


@documented("try", "Put one condition to a file.")
@click.argument("expression")
@click.argument("file", type=GivenPath())
@rules_option
@settings_options
@as_of_option
@ties_option
@subject_option
@click.pass_obj
def try_expression(
    services: Services,
    /,
    *,
    expression: str,
    file: Path,
    wanted: SettingsWanted,
    as_of: datetime.date | None,
    **of: Any,
) -> ExitCode:
    """Try one expression on a file, and see its value for each seat, promise and so on.

    EXPRESSION is written as in a check, and may give a value of any kind. What it looks at is
    the first name in it: seat.status looks at each seat. FILE is an engagement; for what is looked
    at over several files, as member, the folder that holds them.

    Put it in double quotation marks, and words within it in single ones, as
    "body.kind in ['board', 'committee']". Only where it holds a !, on Linux and macOS, single
    ones go outside, and double ones inside, as '!promise.closed'.
    """
    from pitfall_audit.workbench.facts_and_tries import tried_text, vocabulary_of

    write_result(
        tried_text(
            expression,
            file,
            as_of=as_of or services.today(),
            screen=services.screen(),
            vocabulary=vocabulary_of(wanted.in_force(file)[0]),
            **of,
        )
    )
    return ExitCode.COMPLETE


@documented("explain", "Show why a check said what it said.")
@click.argument("check_id", metavar="ID")
@click.argument("file", type=GivenPath())
@rules_option
@settings_options
@as_of_option
@ties_option
@subject_option
@click.pass_obj
def explain_check(
    services: Services,
    /,
    *,
    check_id: str,
    file: Path,
    wanted: SettingsWanted,
    as_of: datetime.date | None,
    **of: Any,
) -> ExitCode:
    """Show why a check gave each outcome on a file, condition by condition.

    Of each condition: whether it holds, does not hold or is not settled, the values of the
    fields that it read, and which of them are not stated. ID is the check's id, the path of
    the file in which it is written, or plugin:NAME/ID for one of an installed plugin. FILE is
    an engagement; for a check over several files, the folder that holds them.
    """
    from pitfall_audit.workbench.facts_and_tries import explanation_text

    loaded, settings = wanted.in_force(file)
    write_result(
        explanation_text(
            check_id,
            file,
            packs=loaded,
            settings=settings,
            as_of=as_of or services.today(),
            screen=services.screen(),
            **of,
        )
    )
    return ExitCode.COMPLETE
