"""A result that an audit wrote as JSON, read again, and what the files of one say of a person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pitfall_audit.cli.command_classes import Command, GivenPath
from pitfall_audit.cli.exit_codes import ExitCode, exit_code_for
from pitfall_audit.cli.streams import write_notice
from pitfall_audit.errors import UsageProblem

if TYPE_CHECKING:
    from pitfall_audit.engine.result import AuditResult
    from pitfall_audit.report.person_page import PersonPage

__all__ = ["code_of", "page_on", "read_result", "result_argument"]


def result_argument(command: Command) -> Command:
    """Give a command the argument RESULT.json."""
    return click.argument("stored", metavar="RESULT.json", type=GivenPath())(command)


def read_result(path: Path) -> AuditResult:
    """Read a result; raises UsageProblem where there is none that this version can read."""
    from pitfall_audit.report.result_json import ResultError, from_json

    try:
        return from_json(path.read_text(encoding="utf-8"))
    except OSError as trouble:
        raise UsageProblem(
            f"{path} cannot be read: {trouble.strerror}.", "Name a file written with --json."
        ) from trouble
    except (ResultError, UnicodeDecodeError) as error:
        raise UsageProblem(f"{path}: {error}", "Name a file written with --json.") from error


def code_of(result: AuditResult) -> ExitCode:
    """The code that making something of a stored result ends with, findings or none.

    Where the audit was not complete, that is said.
    """
    code = exit_code_for(result)
    if code is ExitCode.INCOMPLETE:
        write_notice(
            "The audit was not complete: what it could not read, or not check, is not in this."
        )
    return ExitCode.COMPLETE if code is ExitCode.FINDINGS else code


def page_on(person: str | None, result: AuditResult) -> PersonPage | None:
    """Read again what the files of a result say of ``person``; None where there is nobody.

    Raises UsageProblem where a file is not as it was audited, or nobody in them has that id.
    """
    if person is None:
        return None
    from pitfall_audit.engine.seals import seal_of_text
    from pitfall_audit.report import person_page
    from pitfall_audit.yaml.reading import Document, read_source, read_text

    seals = {seal.file: seal.sha256 for seal in result.seals}
    files = {}
    for name in (*(each.file for each in result.arrangements), *result.ties_files):
        source = read_source(Path(name), name)
        document = read_text(source, name) if isinstance(source, str) else None
        if not isinstance(document, Document) or seal_of_text(str(source)) != seals.get(name):
            raise UsageProblem(
                f"a page for one person needs {name} once more as it was audited, and it is not",
                "keep the text in a file that stays as it is, and audit that",
            )
        files[name] = document.data
    return person_page.page_on(person, result, files)
