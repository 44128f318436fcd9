"""A result as Markdown, for a comment on a merge request and for a job's summary."""

from __future__ import annotations

import re
from heapq import nsmallest
from typing import Final

from pitfall_audit.engine.result import AuditResult
from pitfall_audit.report.listing import Listed, counts_in_words, listing
from pitfall_audit.report.screen import safe_line
from pitfall_audit.report.wording import (
    ACCEPTED,
    NO_AUDIT_CAN_SHOW,
    SEVERITIES,
    count,
    date_in_words,
)

__all__ = ["MARKER", "escaped", "to_markdown"]

MARKER: Final = "<!-- pitfall-audit -->"
"""The first line, by which a bot finds the comment that it wrote before."""

_ROWS_AT_MOST: Final = 100
"""A comment holds 65,536 characters on GitHub."""
_LONGEST: Final = 300
_SIGNS: Final = re.compile(r"[\\`*_{}\[\]()<>|~^$:&@#!%]|(?<=[wW]{3})\.")
_REFERENCE: Final = re.compile(r"""[@#!~%$&^](?=["\w])""")
"""What GitHub or GitLab would take for somebody's name, or for the number of something."""


def to_markdown(result: AuditResult, *, questions: bool = False) -> str:
    """Write a heading with the counts, a table of what is listed, and what it is worth."""
    listed = listing(result, questions=questions)
    # Problems and errors first: a comment is read from the top, and may be cut.
    shown = nsmallest(_ROWS_AT_MOST, listed, key=lambda one: _RANK.index(one.word))
    lines = [MARKER, f"### pitfall-audit: {counts_in_words(listed)}", ""]
    if shown:
        lines += ["| | Where | Check | What |", "| --- | --- | --- | --- |"]
        lines += [_row(one) for one in shown]
        lines.append("")
    if more := len(listed) - len(shown):
        lines += [f"And {more} more: the run's own output has them all.", ""]
    looked_at = count(len(result.arrangements), "arrangement")
    lines += [
        f"{looked_at.capitalize()} audited as of {escaped(date_in_words(result.as_of))} by "
        f"{escaped(result.tool.version)}. {NO_AUDIT_CAN_SHOW[0]}",
        *map(escaped, result.notes),
    ]
    return "\n".join(lines) + "\n"


_RANK: Final = ("error", "warning", "advice", "question", "accepted")


def _row(one: Listed) -> str:
    if one.accepted:
        title = ACCEPTED.title
    elif one.kind == "finding" and one.severity is not None:
        title = SEVERITIES[one.severity].title
    else:
        title = {"question": "To ask", "problem": "Not audited"}.get(one.kind, "Not completed")
    cells = (
        title,
        f"{one.place.file}:{one.line}",
        one.check,
        _cut(" ".join(part for part in (one.message, one.accepted) if part)),
    )
    return f"| {' | '.join(escaped(cell) for cell in cells)} |"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def escaped(text: str) -> str:
    """Give a text so that Markdown shows it as it is: no markup, HTML, link or mention."""
    # A space of no width ends a reference before it has begun; it does not show.
    apart = _REFERENCE.sub("\\g<0>\u200b", safe_line(text))
    return _SIGNS.sub(r"\\\g<0>", apart)
