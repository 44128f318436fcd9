"""Where something is, on a page for a terminal: the file and line, and the words there."""

from __future__ import annotations

from collections.abc import Sequence

from pitfall_audit.report.terminal_page import PLACE_STYLE, Page, excerpt_lines
from pitfall_audit.yaml.places import Place, Problem, Related

__all__ = ["write_place", "write_problems", "write_related"]


def write_problems(page: Page, problems: Sequence[Problem]) -> None:
    """Write what kept files from being audited, where, and what to write instead."""
    for problem in problems:
        page.apart((problem.id, "bold red"), f": {problem.message}", indent=0, hanging=2)
        write_place(page, problem.place, whole_line=True, indent=2)
        for related in problem.related:
            write_related(page, related, whole_line=True, indent=2)
        # What stands on lines of its own is to be copied, so it is left as it is.
        says, *shown = problem.help.split("\n")
        page.write(("help: ", "bold"), says, indent=2, hanging=6)
        for line in shown:
            page.exactly(line, indent=8)


def write_place(
    page: Page, place: Place | None, *, whole_line: bool, indent: int = 4, excerpt: bool = True
) -> None:
    """Write where something is, and its excerpt with carets if it has one and is to be shown.

    The excerpt is the whole line that the place names, or (not ``whole_line``) only the value.
    """
    if place is None:
        return
    at = f"{place.file}:{place.line}:{place.column}" if place.line else place.file
    page.write(f"{page.symbols.arrow} ", (at, PLACE_STYLE), indent=indent, hanging=2, fold=False)
    line, *further = place.excerpt.split("\n", 1)
    if not line.strip() or not excerpt:
        return
    if whole_line:
        start = place.column - 1
        end = place.end_column - 1 if place.end_line == place.line else len(line)
    else:
        start, end = 0, len(line)
        line = line.rstrip("\r") + (f" {page.symbols.more}" if further else "")
    number = str(place.line)
    gutter = f"{number} {page.symbols.bar} "
    shown, carets = excerpt_lines(
        line, start, end, room=max(page.width - indent - 2 - len(gutter), 20), symbols=page.symbols
    )
    page.exactly(gutter + shown, indent=indent + 2)
    page.exactly(f"{' ' * len(number)} {page.symbols.bar} {carets}", indent=indent + 2)


def write_related(
    page: Page, related: Related, *, whole_line: bool = False, indent: int = 4
) -> None:
    """Write a second place, with what it has to do with the first."""
    page.write(f"{related.says}:", indent=indent)
    write_place(page, related.place, whole_line=whole_line, indent=indent)
