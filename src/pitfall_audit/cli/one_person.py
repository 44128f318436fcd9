# ruff: noqa: PLC0415  # loaded where it is needed, so that --help answers at once
"""What is told to one person of those whom files are about, read again from the files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pitfall_audit.errors import UsageProblem

if TYPE_CHECKING:
    from pitfall_audit.engine.result import AuditResult
    from pitfall_audit.report.person_page import PersonPage

__all__ = ["page_on"]


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
