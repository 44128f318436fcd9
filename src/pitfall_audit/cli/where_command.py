# ruff: noqa: PLC0415  # loaded where it is needed, so that --help answers at once
"""The command ``where``: in which field that stands which a document says."""

from __future__ import annotations

import click

from pitfall_audit.cli.command_classes import DocumentedCommand
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.streams import write_result

__all__ = ["where"]


@click.command(
    "where",
    short_help="Find the field for what a document says.",
    cls=DocumentedCommand,
)
@click.argument("words", metavar="WORDS", nargs=-1, required=True)
@click.pass_obj
def where(services: Services, *, words: tuple[str, ...]) -> ExitCode:
    """Find where something that a document says is written in an engagement file.

    WORDS are a phrase or a sentence, as the document has it. What is nearest comes first: the
    field, what to write, and where two fields seem to fit, which of them to take. It looks
    through an index that comes with the program, and sends nothing anywhere.

    Where nothing is near, the exit code is 2.
    """
    from pitfall_audit.workbench.where_page import where_text

    write_result(where_text(" ".join(words), services.screen()))
    return ExitCode.COMPLETE
