"""The sheets of questions as HTML and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pitfall_audit.engine.result import AuditResult
from pitfall_audit.language import translated
from pitfall_audit.report.html import page_of
from pitfall_audit.report.letters import WORDS, Letters, Sheet, letters_of, mark_of
from pitfall_audit.report.listing import plain
from pitfall_audit.report.markdown import escaped as escaped_everywhere
from pitfall_audit.report.wording import date_in_words

__all__ = ["escaped", "to_html", "to_markdown"]


def to_html(result: AuditResult, *, who: str | None = None, marked: bool = False) -> str:
    """The sheets as one page, of which each sheet prints by itself.

    ``marked``: above the room for an answer stands what lets it be read again.
    """
    return page_of(
        "letters.html",
        "report.css",
        "letters.css",
        letters=letters_of(result, who),
        said=WORDS,
        mark_of=mark_of if marked else None,
        result=result,
        heading=translated(WORDS["title"]),
        organisations=(),
        several=marked,
    )


def to_markdown(result: AuditResult, *, who: str | None = None) -> str:
    """The sheets as Markdown, with rules to write on."""
    letters = letters_of(result, who)
    lines = [f"# {translated(WORDS['title'])}, {date_in_words(result.as_of)}"]
    if not letters.sheets:
        lines.append(translated(WORDS["keeper"]["none"]))
    if letters.left_out:
        lines.append(escaped(letters.left_out))
    for sheet in letters.sheets:
        lines += _sheet(sheet)
    if letters.for_keeper and letters.sheets:
        lines += _for_keeper(letters)
    return "\n\n".join(lines) + "\n"


def _sheet(sheet: Sheet) -> Iterator[str]:
    organisation = sheet.arrangement.organisation
    about = [sheet.arrangement.title, *([organisation] if organisation else [])]
    yield f"## {escaped(sheet.heading)}"
    yield f"*{escaped(', '.join(map(plain, about)))}*"
    yield translated("Dear …")
    yield from map(escaped, sheet.greeting)
    for one in sheet.questions:
        yield f"### {one.number}"
        yield from (f"**{escaped(text)}**" for text in one.texts)
        if one.about:
            yield escaped(translated("About: %(what)s", what=one.about))
        if one.why:
            yield escaped(translated("Why we ask: %(why)s", why=one.why))
        yield escaped(translated("How to answer: %(how)s", how=one.how))
        yield from ("___" for _ in one.lines)
        yield "\n".join(f"- [ ] {escaped(tick)}" for tick in one.ticks)
    yield from (escaped(translated(text)) for text in WORDS["closing"])
    yield translated("Please give this back to … by …")
    yield translated("Answered by … on …")


def _for_keeper(letters: Letters) -> Iterator[str]:
    said = WORDS["keeper"]
    yield f"## {translated(said['title'])}"
    yield from (escaped(translated(said[key])) for key in ("says", "back"))
    for command, sheets in letters.by_file:
        yield f"### {escaped(plain(sheets[0].arrangement.title))}"
        yield f"    {command}"
        yield "\n".join(
            f"- **{one.number}** {' '.join(f'`{each}`' for each in one.sets)}"
            + escaped("; ".join(one.by_hand))
            for sheet in sheets
            for one in sheet.questions
        )


def escaped(text: str) -> str:
    """A text as Markdown shows it, with no more signs before it than its raw form needs."""
    return re.sub(r"\\(?:([()])|(:)(?=\s|$))", r"\1\2", escaped_everywhere(text))
