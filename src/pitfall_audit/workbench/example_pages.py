"""Examples that were found for a check, on a terminal: what each shows, in a line to be read."""

from __future__ import annotations

from collections.abc import Sequence

from pitfall_audit.report.terminal_page import Page
from pitfall_audit.report.wording import OUTCOMES, count
from pitfall_audit.workbench.example_search import Search

__all__ = ["render_begun", "render_found"]


def render_begun(
    written: Sequence[str], search: Search | None, *, width: int, colour: bool, unicode: bool
) -> str:
    """Return what was written for a new check, and the examples that were found for it, if any.

    ``written`` are paths, that of the check first.
    """
    page = Page(width=width, colour=colour, unicode=unicode)
    for path in written:
        page.write(f"Written: {path}", fold=False)
    if search is None:
        page.write(
            f"It works as it stands; try it: pitfall-audit rules test {written[0]}", fold=False
        )
        return page.text()
    page.blank()
    _write_found(page, search)
    page.blank()
    page.write("Next: write what it says to people, in the first two parts of the file. Then:")
    page.write(f"pitfall-audit rules test {written[0]} --mutate", indent=2, fold=False)
    return page.text()


def render_found(check: str, search: Search, *, width: int, colour: bool, unicode: bool) -> str:
    """Return what the examples show that were found for a check."""
    page = Page(width=width, colour=colour, unicode=unicode)
    page.write((f"{check}: ", "bold"), f"{count(len(search.examples), 'example')} found.")
    _write_found(page, search)
    page.blank()
    page.write("They are the third part of the check's file; put them in place of what is there.")
    return page.text()


def _write_found(page: Page, search: Search) -> None:
    page.write(
        "The examples were found by trying the conditions on small invented arrangements. They "
        "show what the check does. Read them: is that what you mean?"
    )
    page.blank()
    for one in search.examples:
        page.write((f"{OUTCOMES[one.outcome].title}: ", "bold"), one.title, indent=2, hanging=2)
    needed = [one for one in search.missing if one in {"failed", "passed"}]
    for outcome in needed:
        page.blank()
        page.write(
            (f"{OUTCOMES[outcome].title}: ", "bold"),
            "nothing was found of which the check says this, so one example is missing. It may "
            "be that the conditions can never come to that: read them again. If you have an "
            "arrangement of which the check should say so, give it with --from FILE.",
        )
    if search.unnoticed and not needed:
        page.blank()
        page.write("No example was found that would notice these small changes to the check:")
        for words in search.unnoticed:
            page.write(f"{page.symbols.bullet} {words}", indent=2, hanging=2)
