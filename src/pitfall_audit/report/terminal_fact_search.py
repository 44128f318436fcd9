"""Facts that were looked for by words, on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from pitfall_audit.report.terminal_page import Page
from pitfall_audit.report.terminal_rules_facts import write_fact
from pitfall_audit.report.wording import count, joined
from pitfall_audit.rules.fact_search import FactsFound

__all__ = ["render_fact_search"]


def render_fact_search(
    sought: str,
    found: Sequence[FactsFound],
    *,
    width: int,
    colour: bool,
    unicode: bool,
) -> str:
    """Return the facts that were found, by the kind of subject whose they are."""
    page = Page(width=width, colour=colour, unicode=unicode)
    page.heading(f"What a check can ask about “{sought}”")
    for group in found:
        page.blank()
        page.write(("subject: ", "bold"), (group.kind, "bold green"))
        page.write(group.says, indent=2)
        if group.read_from:
            page.write(f"Others read it as {joined(group.read_from)}.", indent=2)
        page.blank()
        for route, field in group.facts:
            write_fact(page, route, field)
    if found:
        _write_total(page, found)
    return page.text()


def _write_total(page: Page, found: Sequence[FactsFound]) -> None:
    number = sum(len(group.facts) for group in found)
    page.blank()
    which = "the subject" if len(found) == 1 else "the subject that you choose"
    page.write(
        f"{count(number, 'fact')}. Write {which} into the file of the check, as "
        f"`subject: {found[0].kind}`. For all facts of one: "
        f"pitfall-audit rules facts {found[0].kind}"
    )
