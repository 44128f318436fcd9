"""A comparison of two results, as text, Markdown and JSON."""

from __future__ import annotations

import json

import msgspec

from pitfall_audit.engine.change_records import CAUSES, Change, Comparison
from pitfall_audit.engine.comparison import counted
from pitfall_audit.report.listing import plain
from pitfall_audit.report.markdown import MARKER, escaped
from pitfall_audit.report.page_templates import page_from
from pitfall_audit.report.run_words import CHANGE_TITLES
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal_page import PLACE_STYLE
from pitfall_audit.report.wording import date_in_words

__all__ = ["comparison_as_json", "comparison_as_markdown", "render_comparison"]


def render_comparison(comparison: Comparison, screen: Screen) -> str:
    """Return a comparison as text; what is as before is counted alone."""
    return page_from(
        "report/compared.txt",
        screen,
        comparison=comparison,
        counted=counted(comparison),
        days=_days(comparison),
        titles=CHANGE_TITLES,
        causes=CAUSES,
        place_style=PLACE_STYLE,
    )


def comparison_as_json(comparison: Comparison) -> str:
    """Return a comparison as JSON, private findings in full."""
    return json.dumps(msgspec.to_builtins(comparison), ensure_ascii=False, indent=1) + "\n"


def comparison_as_markdown(comparison: Comparison) -> str:
    """Return a comparison for a merge request; of what is private, the check alone."""
    said = [f"{number} {CHANGE_TITLES[kind].lower()}" for kind, number in counted(comparison)]
    lines = [MARKER, f"### pitfall-audit: {', '.join(said) or 'nothing found'}", ""]
    rows = [one for one in comparison.changes if one.kind != "persisting"]
    if rows:
        lines += ["| | Where | Check | What |", "| --- | --- | --- | --- |"]
        lines += [f"| {' | '.join(escaped(cell) for cell in _cells(one))} |" for one in rows]
        lines.append("")
    if not comparison.complete:
        lines += ["The second audit is not complete: what it could not read may be worse.", ""]
    return "\n".join([*lines, f"{escaped(_days(comparison))}."]) + "\n"


def _cells(one: Change) -> tuple[str, str, str, str]:
    why = f" ({CAUSES[one.cause]})" if one.cause and one.cause != "file" else ""
    if one.private:
        return CHANGE_TITLES[one.kind], one.file, one.rule, f"A finding on ties or disputes.{why}"
    return CHANGE_TITLES[one.kind], f"{one.file}:{one.line}", one.rule, plain(one.message) + why


def _days(comparison: Comparison) -> str:
    old, new = comparison.old_as_of, comparison.new_as_of
    if old == new:
        return f"both as of {date_in_words(new)}"
    return f"as of {date_in_words(old)}, and as of {date_in_words(new)}"
