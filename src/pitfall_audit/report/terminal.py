"""The report for a terminal: what needs attention, what to ask, what could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pitfall_audit.engine.result import AuditResult, EngagementResult, Outcome
from pitfall_audit.report.path_words import answered_in
from pitfall_audit.report.questions import Question, by_who, gathered
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal_brief import write_brief_findings, write_what_matters_most
from pitfall_audit.report.terminal_page import (
    PLACE_STYLE,
    SEVERITY_STYLES,
    Page,
    excerpt_lines,
    first_sentences,
)
from pitfall_audit.report.terminal_summary import write_summary
from pitfall_audit.report.view import (
    CheckGroup,
    EngagementView,
    ResultView,
    severity_of,
    view_of,
)
from pitfall_audit.report.wording import (
    AS_ATTESTED,
    ASK_IN_PRIVATE,
    DESCRIBED_FROM,
    IF_LIVED_EXPERIENCE,
    NO_SOURCE,
    PITFALLS,
    SEVERITIES,
    date_in_words,
    within_a_sentence,
)
from pitfall_audit.yaml.places import Place, Problem, Related

__all__ = ["render_problems", "render_terminal"]

_ASKED_ABOUT_AT_MOST: Final = 6


def render_terminal(result: AuditResult, screen: Screen, *, verbose: bool = False) -> str:
    """Return the report as text of lines ``width`` cells wide, ending with a newline.

    One arrangement is shown in full, several in a short form unless ``verbose``, which also
    names every check that was not run. ``colour`` puts colours in; without ``unicode`` the
    report's own symbols, quotes and dashes are ASCII. Whatever the result says is made safe to
    show. Raises nothing.
    """
    view = view_of(result)
    page = Page(screen)
    page.write(
        (f"{result.tool.name} {result.tool.version}", "bold"),
        f": audit as of {date_in_words(result.as_of)}",
    )
    brief = len(view.engagements) > 1 and not verbose
    for engagement in view.engagements:
        if brief:
            write_brief_findings(page, engagement)
        else:
            _write_findings(page, engagement)
    if not brief:
        _write_questions(page, view)
    _write_not_completed(page, view)
    if result.problems:
        page.heading(f"What could not be read ({len(result.problems)})")
        _write_problems(page, result.problems)
    if brief:
        write_what_matters_most(page, view)
    write_summary(page, view, brief=brief, verbose=verbose)
    return page.text()


def render_problems(problems: Sequence[Problem], screen: Screen) -> str:
    """Return problems alone: what is wrong with each, where, and what to write instead."""
    page = Page(screen)
    _write_problems(page, problems)
    return page.text()


# Findings


def _write_findings(page: Page, view: EngagementView) -> None:
    engagement = view.engagement
    page.heading(engagement.title)
    page.write((engagement.file, PLACE_STYLE), fold=False)
    if engagement.organisation:
        page.write(engagement.organisation)
    page.write(f"{DESCRIBED_FROM[engagement.described_from].title}.")
    by_pitfall = gathered(view.findings, lambda group: group.check.pitfall)
    for pitfall, groups in sorted(by_pitfall.items(), key=lambda item: item[1][0].check.order):
        page.blank()
        page.write((PITFALLS[pitfall].title if pitfall else "Other", "bold underline"))
        for group in groups:
            _write_check(page, group, engagement)
    if not view.findings:
        page.blank()
        page.write("Nothing was found that needs attention.")


def _write_check(page: Page, group: CheckGroup, engagement: EngagementResult) -> None:
    for outcome in group.outcomes:
        severity = severity_of(outcome)
        page.blank()
        page.write(
            (SEVERITIES[severity].title, SEVERITY_STYLES[severity]),
            f" [{group.check.id}]",
            indent=2,
        )
        page.write(outcome.message, indent=4)
        _write_place(page, outcome.place, whole_line=False)
        for related in outcome.related:
            _write_related(page, related)
        for detail in outcome.details:
            page.write(f"{page.symbols.bullet} {detail}", indent=4, hanging=2)
        for words in _what_it_rests_on(outcome, engagement):
            page.write(words, indent=4)
    rule = group.check.rule
    if rule is None or not rule.remedy.strip():
        return
    several = len(group.outcomes)
    if several > 1:
        # Said once for all: under the last of them it would seem to be meant for that one.
        page.blank()
        page.write(
            (f"What to do for {'both' if several == 2 else f'all {several}'}: ", "bold"),
            first_sentences(rule.remedy),
            indent=2,
            hanging=2,
        )
    else:
        page.write(("What to do: ", "bold"), first_sentences(rule.remedy), indent=4)
    if rule.write_in:
        indent = 2 if several > 1 else 4
        page.write(("Write it in: ", "bold"), f"{rule.write_in}.", indent=indent, hanging=2)


def _what_it_rests_on(outcome: Outcome, engagement: EngagementResult) -> list[str]:
    words = []
    if outcome.would_raise:
        words.append(outcome.would_raise)
    if outcome.would_raise and outcome.unstated:
        words.append(f"Answer in: {_first_of(answered_in(engagement, [outcome]))}.")
    if outcome.evidence is not None and outcome.evidence.source is not None:
        parts = (outcome.evidence.source, outcome.evidence.at)
        words.append(f"Source: {', '.join(part for part in parts if part)}")
    elif outcome.evidence is not None:
        words.append(f"{NO_SOURCE.capitalize()}.")
    if outcome.attested:
        words.append(f"{AS_ATTESTED.capitalize()}.")
    return words


# Questions


def _write_questions(page: Page, view: ResultView) -> None:
    if not view.counts.to_ask:
        return
    page.heading(f"Questions to ask ({view.counts.to_ask})")
    number = 0
    for engagement in view.engagements:
        if engagement.questions and len(view.engagements) > 1:
            page.blank()
            page.write((engagement.engagement.title, "bold"))
        for who, questions in by_who(engagement.questions).items():
            page.blank()
            page.write((f"Ask {within_a_sentence(who)}", "bold"), indent=2, hanging=2)
            for question in questions:
                number += 1
                _write_question(page, number, question, engagement.engagement)


def _write_question(
    page: Page, number: int, question: Question, engagement: EngagementResult
) -> None:
    page.blank()
    mark = f"{number}. "
    indent = 2 + len(mark)
    for position, text in enumerate(question.texts):
        if position:
            page.write(text, indent=indent)
        else:
            page.write(f"{mark}{text}", indent=2, hanging=len(mark))
    page.write(f"About: {_first_of(question.labels)}", indent=indent, hanging=2)
    if question.hangs:
        page.write(IF_LIVED_EXPERIENCE, indent=indent)
        for one in question.hangs:
            page.write(f"- {one}", indent=indent + 2, hanging=2)
    if question.private:
        page.write(ASK_IN_PRIVATE, indent=indent, hanging=2)
    if question.unstated:
        places = answered_in(engagement, question.outcomes)
        page.write(f"Answer in: {_first_of(places)}", indent=indent, hanging=2)
    noun = "Check" if len(question.checks) == 1 else "Checks"
    ids = ", ".join(check.id for check in question.checks)
    page.write(f"{noun}: {ids}", indent=indent, hanging=2)


def _first_of(texts: Sequence[str]) -> str:
    more = len(texts) - _ASKED_ABOUT_AT_MOST
    said = "; ".join(texts[:_ASKED_ABOUT_AT_MOST])
    return f"{said}; and {more} more" if more > 0 else said


# What could not be done


def _write_not_completed(page: Page, view: ResultView) -> None:
    if not view.counts.not_completed:
        return
    page.heading(f"Checks that broke off ({view.counts.not_completed})")
    page.write("This is a fault in the check, not in what it looked at. The audit went on.")
    for engagement in view.engagements:
        for group in engagement.not_completed:
            for outcome in group.outcomes:
                page.blank()
                page.write((group.check.id, "bold"), f": {outcome.label}", indent=2, hanging=2)
                page.write(outcome.message, indent=4)
                _write_place(page, outcome.place, whole_line=False)


def _write_problems(page: Page, problems: Sequence[Problem]) -> None:
    for problem in problems:
        page.blank()
        page.write((problem.id, "bold red"), f": {problem.message}", indent=0, hanging=2)
        _write_place(page, problem.place, whole_line=True, indent=2)
        for related in problem.related:
            _write_related(page, related, whole_line=True, indent=2)
        # What stands on lines of its own is to be copied, so it is left as it is.
        says, *shown = problem.help.split("\n")
        page.write(("help: ", "bold"), says, indent=2, hanging=6)
        for line in shown:
            page.exactly(line, indent=8)


# Places


def _write_place(page: Page, place: Place | None, *, whole_line: bool, indent: int = 4) -> None:
    """Write where something is, and its excerpt with carets if it has one.

    The excerpt is the whole line that the place names, or (not ``whole_line``) only the value.
    """
    if place is None:
        return
    at = f"{place.file}:{place.line}:{place.column}" if place.line else place.file
    page.write(f"{page.symbols.arrow} ", (at, PLACE_STYLE), indent=indent, hanging=2, fold=False)
    line, *further = place.excerpt.split("\n", 1)
    if not line.strip():
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
        line,
        start,
        end,
        room=max(page.width - indent - 2 - len(gutter), 20),
        symbols=page.symbols,
    )
    page.exactly(gutter + shown, indent=indent + 2)
    page.exactly(f"{' ' * len(number)} {page.symbols.bar} {carets}", indent=indent + 2)


def _write_related(
    page: Page, related: Related, *, whole_line: bool = False, indent: int = 4
) -> None:
    page.write(f"{related.says}:", indent=indent)
    _write_place(page, related.place, whole_line=whole_line, indent=indent)
