"""The sheets of questions as a table, with a row for each answer, to be read again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pitfall_audit.engine.result import AuditResult
from pitfall_audit.language import translated
from pitfall_audit.report.letters import WORDS, Letters, letters_of
from pitfall_audit.report.listing import plain
from pitfall_audit.report.packages import as_csv, saved, workbook

__all__ = ["to_csv", "to_xlsx"]

_WIDTHS: Final = (9, 20, 44, 26, 36, 44, 30, 24, 24, 44, 18, 30, 16)


def to_csv(result: AuditResult, *, who: str | None = None) -> str:
    """The sheets as CSV."""
    return as_csv(_rows(letters_of(result, who)))


def to_xlsx(result: AuditResult, *, who: str | None = None) -> bytes:
    """The sheets as a workbook; its cells are texts and no formulas."""
    return saved(workbook("Questions", _rows(letters_of(result, who)), _WIDTHS), result)


def _rows(letters: Letters) -> Iterator[list[str]]:
    yield [*map(translated, WORDS["columns"].values())]
    if not letters.sheets:
        yield [translated(WORDS["keeper"]["none"])]
    if letters.left_out:
        yield [letters.left_out]
    for sheet in letters.sheets:
        for one in sheet.questions:
            for place, about, how in one.parts:
                row = {
                    "number": one.number,
                    "who": translated("%(who)s, private", who=sheet.who)
                    if sheet.private
                    else sheet.who,
                    "question": " ".join(one.texts),
                    "about": about or one.about,
                    "how": how,
                    "why": one.why,
                    "arrangement": sheet.arrangement.id,
                    "place": place,
                    "seal": sheet.seal,
                }
                yield [plain(row.get(name, "")) for name in WORDS["columns"]]
