"""One check in full, on a terminal."""

from __future__ import annotations

from pitfall_audit.report.terminal_page import Page
from pitfall_audit.report.wording import LEVELS, OUTCOMES, PITFALLS, SEVERITIES, SHARE_WITH_CARE
from pitfall_audit.rules.form.outcomes import Silence
from pitfall_audit.workbench.check_page import CheckPage

__all__ = ["render_check", "write_expression"]

_SILENCE: dict[Silence, str] = {
    "fails": "needs attention: here the pitfall is the silence itself. In a description made "
    "from published documents it is a question.",
    "asks": "becomes a question to ask.",
}


def render_check(check: CheckPage, *, width: int, colour: bool, unicode: bool) -> str:
    """Return everything that is to be known of a check."""
    page = Page(width=width, colour=colour, unicode=unicode)
    page.heading(check.title)
    level = LEVELS[check.level]
    page.write(("Check: ", "bold"), check.id)
    page.write(("Pitfall: ", "bold"), f"{PITFALLS[check.pitfall].title} ({check.pitfall})")
    page.write(("Level: ", "bold"), f"{level.title}. {level.says}")
    page.write(("Looks at: ", "bold"), f"each {check.subject}. {check.subject_says}", hanging=2)
    page.write(("What is not stated ", "bold"), _SILENCE[check.silence], hanging=2)
    if check.private:
        page.write(
            ("Private: ", "bold"), f"it speaks of ties or disputes. {SHARE_WITH_CARE}", hanging=2
        )
    for title, text in (
        ("Why it matters", check.why),
        ("What to do", check.remedy),
        ("Where to write it in a file", check.write_in),
        ("What to ask, where it cannot be told", check.question),
        ("When it may speak though nothing is wrong", check.false_positives),
    ):
        _write_prose(page, title, text)
    _write_conditions(page, check)
    _write_severity(page, check)
    page.blank()
    page.write(("What it rests on", "bold"))
    for ground in check.grounds:
        page.write(f"{page.symbols.bullet} {ground.words}", indent=2, hanging=2)
        if ground.link is not None:
            page.write(ground.link, indent=4, fold=False)
    page.blank()
    page.write(
        ("Examples: ", "bold"),
        ", ".join(f"{number} {OUTCOMES[kind].title}" for kind, number in check.examples.items())
        + ".",
        hanging=2,
    )
    page.write(("Written in: ", "bold"), check.file, hanging=2, fold=False)
    return page.text()


def write_expression(page: Page, text: str, *, indent: int) -> None:
    """Write an expression on lines of its own, as it is written."""
    for line in text.split("\n"):
        page.exactly(line, indent=indent)


def _write_prose(page: Page, title: str, text: str) -> None:
    if not text.strip():
        return
    page.blank()
    page.write((title, "bold"))
    for number, paragraph in enumerate(text.strip().split("\n\n")):
        if number:
            page.blank()
        page.write(paragraph, indent=2)


def _write_conditions(page: Page, check: CheckPage) -> None:
    page.blank()
    page.write(("The conditions", "bold"))
    if check.in_python:
        page.write("It has none: it is written in Python, and says itself what it finds.", indent=2)
        return
    page.write(f"It speaks of a {check.subject} where", indent=2)
    write_expression(page, check.applies, indent=6)
    page.write("and then expects" + (" all of these" if len(check.expect) > 1 else ""), indent=2)
    for condition in check.expect:
        write_expression(page, condition.text, indent=6)
        if condition.says is not None:
            page.write(f"where that does not hold, it adds: {condition.says}", indent=8, hanging=2)
    if check.reads:
        page.blank()
        page.write(("What these read", "bold"))
        for name, says in check.reads.items():
            page.write((name, "bold"), f": {says}.", indent=2, hanging=4)


def _write_severity(page: Page, check: CheckPage) -> None:
    page.blank()
    page.write(("How serious it is", "bold"))
    for number, clause in enumerate(check.severity):
        words = SEVERITIES[clause.severity]
        said = "otherwise" if number else "always"
        page.write(
            (f"{words.title} ", "bold"),
            f"({clause.severity}), {said if clause.when is None else 'where'}",
            indent=2,
        )
        if clause.when is not None:
            write_expression(page, clause.when, indent=6)
    if check.numbers:
        page.blank()
        page.write(("Numbers", "bold"), " (can be set otherwise)")
        for one in check.numbers:
            page.write((one.name, "bold"), f": {one.value}, {one.whose}", indent=2)
