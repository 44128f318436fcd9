"""The page of ``waivers list``: each waiver, what came of it, and who answers for it."""

from __future__ import annotations

from typing import Final

from pitfall_audit.engine.result import AuditResult, WaiverState
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal_page import PLACE_STYLE, Page, write_problems
from pitfall_audit.report.wording import accepted_in_words, count

_STATES: Final[dict[WaiverState, str]] = {
    "in-force": "in force",
    "ends-soon": "ends soon",
    "expired": "has run out",
    "unused": "accepts nothing",
    "not-applied": "not applied",
    "not-looked-at": "not looked at in this run",
}


def render_waivers(result: AuditResult, screen: Screen) -> str:
    """Return the waivers of all engagements as text, those that end first before the others."""
    page = Page(screen)
    if result.problems:
        write_problems(page, result.problems)
        page.blank()
    found = [(one.says.until, each, one) for each in result.engagements for one in each.waivers]
    found.sort(key=lambda item: item[0])
    page.write(f"{count(len(found), 'waiver').capitalize()} as of {result.as_of}.")
    for _, engagement, one in found:
        page.apart((one.rule, "bold"), f" for {one.subject or 'no subject'}: {_STATES[one.state]}")
        page.write(f"In: {engagement.title}", indent=2, hanging=2)
        page.write(accepted_in_words(one.says), indent=2)
        page.write((f"{one.place.file}:{one.place.line}", PLACE_STYLE), indent=2, fold=False)
    return page.text()
