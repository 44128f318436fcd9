"""What came of answers, as a page: the lines that changed, and what the audit says of it."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

from pitfall_audit.engine.comparison import compared
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.report.comparison import render_comparison
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal_page import Page

__all__ = ["changed_lines", "render_answered", "render_difference"]

_STYLES = {"+": "green", "-": "red"}


def render_difference(file: str, old: str, new: str, screen: Screen) -> str:
    """Return the lines that differ between two texts of a file, as ``diff -u`` shows them."""
    page = Page(screen)
    before, after = (text.replace("\r\n", "\n").split("\n") for text in (old, new))
    for line in unified_diff(before, after, f"{file} before", f"{file} after", n=2, lineterm=""):
        page.exactly(line, style=_STYLES.get(line[:1], ""))
    return page.text()


def changed_lines(old: str, new: str) -> str:
    """Return the lines that differ between two texts, and nothing around them."""
    lines = unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
    return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


def render_answered(old: AuditResult, new: AuditResult, screen: Screen) -> str:
    """Return what changed between the audits before and after: questions first, then findings."""
    still_open = frozenset[tuple[str, str]]().union(*_open(new))
    closed = [one for one in _open(old) if not one & still_open]
    page = Page(screen)
    page.heading("What changed")
    left = sum(len(one.questions) for one in new.engagements)
    page.write(f"Questions closed: {len(closed)}. Open now: {left}.")
    page.blank()
    return page.text() + render_comparison(compared(old, new), screen)


def _open(result: AuditResult) -> Iterator[frozenset[tuple[str, str]]]:
    """What each question waits to tell: of which check, and of what."""
    for one in result.engagements:
        for question in one.questions:
            outcomes = [one.outcomes[at] for at in question.outcomes]
            yield frozenset((each.rule, each.subject) for each in outcomes)
