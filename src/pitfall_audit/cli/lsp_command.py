"""The command ``lsp``: the audit in an editor, as one types."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pitfall_audit.cli.audited import audit_options, audit_paths
from pitfall_audit.cli.command_classes import documented
from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.services import Services
from pitfall_audit.errors import ProblemsError, UsageProblem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pitfall_audit.engine.result import AuditResult

__all__ = ["lsp"]


@documented("lsp", "Audit in an editor, as one types.")
@audit_options
@click.pass_obj
def lsp(services: Services, /, **asked: Any) -> ExitCode:
    """Speak with an editor, as a language server on standard input and output.

    An editor starts it, and shows what needs attention, what is asked and what is not valid, where
    it stands, as one types. Answering a question is a code action there, where there are answers to
    choose from; a hover tells what a field means, and what the checks said that look at it. Files
    that describe no arrangement are passed over. The editor's texts alone are looked at: nothing is
    written.
    """
    if find_spec("pygls") is None:
        raise UsageProblem(
            "what speaks with editors is not installed", "run: pip install 'pitfall-audit[editor]'"
        )
    from pitfall_audit.cli.language_server import server_of
    from pitfall_audit.workbench.file_schema import checks_by_field

    def audit(file: Path, text: str) -> AuditResult:
        held = {file: text.encode("utf-8", "surrogatepass")}
        return audit_paths(services, [file], Path.cwd(), **asked, contents=held, pass_over=True)

    def readers(file: Path) -> Mapping[str, Sequence[str]]:
        try:
            packs, _ = asked["wanted"].in_force(file)
        except (ProblemsError, UsageProblem):
            return {}  # which the audit tells
        return checks_by_field(rule for pack in packs for rule in pack.rules)

    server_of(audit, readers).start_io()
    return ExitCode.COMPLETE
