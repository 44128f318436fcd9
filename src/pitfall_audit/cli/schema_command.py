"""The command ``schema``: prints the JSON Schema of what the program reads or writes."""

from __future__ import annotations

import click

from pitfall_audit.cli.command_classes import DocumentedCommand
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.services import Services
from pitfall_audit.cli.streams import write_result_bytes

__all__ = ["schema"]

_EXAMPLES = (
    ("Let an editor complete and check engagement files", "pitfall-audit schema"),
    ("See what the JSON result holds", "pitfall-audit schema --result"),
)


@click.command(cls=DocumentedCommand, examples=_EXAMPLES)
@click.option("--result", is_flag=True, help="The schema of the JSON result instead.")
@click.pass_obj
def schema(services: Services, *, result: bool) -> ExitCode:
    """Print the JSON Schema of an engagement file."""
    text = services.result_schema() if result else services.engagement_schema()
    write_result_bytes(text.encode("utf-8"))
    return ExitCode.COMPLETE
