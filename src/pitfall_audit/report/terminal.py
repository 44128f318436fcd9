"""The report for a terminal: what needs attention, what to ask, what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Final

from pitfall_audit.engine.result import AuditResult, EngagementResult, Outcome
from pitfall_audit.report.matters import CheckGroup, beside, not_beside
from pitfall_audit.report.papers import loads_of
from pitfall_audit.report.path_words import answered_in
from pitfall_audit.report.questions import Question
from pitfall_audit.report.redaction import redacted
from pitfall_audit.report.run_words import where_described
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal_page import (
    PLACE_STYLE,
    SEVERITY_STYLES,
    Page,
    write_place,
    write_problems,
    write_related,
)
from pitfall_audit.report.terminal_short import write_short
from pitfall_audit.report.terminal_summary import write_outcome, write_summary, write_table
from pitfall_audit.report.view import ResultView, view_of
from pitfall_audit.report.wording import TEXTS, date_in_words, named, no_finding, within_a_sentence
from pitfall_audit.yaml.places import Place, Problem

__all__ = ["render_problems", "render_quiet", "render_terminal", "to_text", "write_question"]

_Writer = Callable[[Page, int], None]

_NAMED_AT_MOST: Final = 6


def render_terminal(result: AuditResult, screen: Screen, *, verbose: bool = False) -> str:
    """Return the report as text of lines ``width`` cells wide, ending with a newline.

    It is short, unless it is to be ``verbose``: then it has everything. ``colour`` puts colours
    in; without ``unicode`` the report's own symbols, quotes and dashes are ASCII. Whatever the
    result says is made safe to show. Raises nothing.
    """
    page = Page(screen)
    for _ in _report(page, result, verbose=verbose):
        pass
    return page.text()


def _report(page: Page, result: AuditResult, *, verbose: bool) -> Iterator[None]:
    """Write the report, and tell whenever some more of it stands there."""
    view = view_of(result)
    _begin(page, result)
    if verbose:
        yield from _write_whole(page, view)
    else:
        write_short(page, view)
    _write_not_completed(page, view)
    if result.problems:
        page.heading(f"What could not be read ({len(result.problems)})")
        write_problems(page, result.problems)
    if verbose:
        write_summary(page, view)
    page.blank()
    if view.engagements and not verbose:
        asks = ", and pitfall-audit answer FILE asks the questions" if view.counts.to_ask else ""
        shows = f"--verbose shows everything, --html FILE makes a page of it{asks}."
        page.write(("More: ", "bold"), shows)
    write_outcome(page, view)
    yield


def _begin(page: Page, result: AuditResult) -> None:
    page.write(
        (f"{result.tool.name} {result.tool.version}", "bold"),
        f": audit as of {date_in_words(result.as_of)}",
    )


def render_quiet(result: AuditResult, screen: Screen) -> str:
    """Return the counts alone, and what could not be read: for a log that others see."""
    view = view_of(redacted(result))
    page = Page(screen)
    _begin(page, view.result)
    page.blank()
    if result.problems:
        write_problems(page, view.result.problems)
        page.blank()
    write_table(page, view)
    return page.text()


def to_text(result: AuditResult) -> Iterator[str]:
    """Return the lines of the whole report, as a screen of 100 cells without colour shows it."""
    page = Page(Screen(100, colour=False, unicode=True))
    for _ in _report(page, result, verbose=True):
        yield from page.taken()
    yield from page.lines()


def render_problems(problems: Sequence[Problem], screen: Screen) -> str:
    """Return problems alone: what is wrong with each, where, and what to write instead."""
    page = Page(screen)
    write_problems(page, problems)
    return page.text()


# Everything of an arrangement


def _write_whole(page: Page, view: ResultView) -> Iterator[None]:
    # Loaded for those who want everything: the short report is to be there at once.
    from pitfall_audit.report.page_templates import write_from  # noqa: PLC0415

    write = partial(
        write_from,
        page,
        "report/whole.txt",
        where_described=where_described,
        no_finding=no_finding,
        loads_of=loads_of,
        styles=SEVERITY_STYLES,
        place_style=PLACE_STYLE,
        at=_at,
        related_to=lambda group: dict.fromkeys(chain(*(one.related for one in group.outcomes))),
        related=lambda one: lambda page, indent: write_related(page, one, indent=indent),
        rests_on=lambda group: dict.fromkeys(chain(*map(_what_it_rests_on, group.outcomes))),
        said_beside=lambda engagement, group: beside(group.outcomes, engagement),
        not_beside=not_beside,
        answered=_answered,
        first_of=_first_of,
        asked=lambda *one: lambda page, _: write_question(page, *one),
    )
    for each in view.engagements:
        write(view=each)
        yield


def _at(place: Place | None, *, excerpt: bool = True) -> _Writer:
    return lambda page, indent: write_place(
        page, place, whole_line=False, indent=indent, excerpt=excerpt
    )


def _answered(engagement: EngagementResult, group: CheckGroup) -> str:
    """The places at which what would be found could be answered, if it is open whether it is."""
    waiting = [one for one in group.outcomes if one.would_raise and one.unstated]
    return _first_of(answered_in(engagement, waiting)) if waiting else ""


def _what_it_rests_on(outcome: Outcome) -> list[str]:
    words = []
    if outcome.would_raise:
        words.append(outcome.would_raise)
    if outcome.evidence is not None and outcome.evidence.source is not None:
        parts = (outcome.evidence.source, outcome.evidence.at)
        words.append(f"Source: {', '.join(part for part in parts if part)}")
    elif outcome.evidence is not None:
        words.append(f"{TEXTS['no_source'].capitalize()}.")
    if outcome.attested:
        words.append(f"{TEXTS['as_attested'].capitalize()}.")
    return words


def write_question(
    page: Page, number: int, question: Question, engagement: EngagementResult
) -> None:
    """Write one question: what it asks, of whom, and where the answer goes."""
    from pitfall_audit.report.page_templates import write_from  # noqa: PLC0415  # as above

    write_from(
        page,
        "report/question.txt",
        number=number,
        question=question,
        asked=[within_a_sentence(who) for who in question.who],
        places=answered_in(engagement, question.outcomes) if question.unstated else (),
        first_of=_first_of,
    )


def _first_of(texts: Sequence[str]) -> str:
    return named(texts, _NAMED_AT_MOST, "; ")


# What could not be done


def _write_not_completed(page: Page, view: ResultView) -> None:
    if not view.counts.not_completed:
        return
    page.heading(f"Checks that broke off ({view.counts.not_completed})")
    page.write("This is a fault in the check, not in what it looked at. The audit went on.")
    for engagement in view.engagements:
        for group in engagement.not_completed:
            for outcome in group.outcomes:
                page.apart((group.check.id, "bold"), f": {outcome.label}", indent=2, hanging=2)
                page.write(outcome.message, indent=4)
                write_place(page, outcome.place, whole_line=False)
