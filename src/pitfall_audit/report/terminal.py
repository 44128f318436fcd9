"""The report for a terminal: what needs attention, what to ask, what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from pitfall_audit.engine.result import AuditResult, Correction, EngagementResult, Outcome
from pitfall_audit.report.matters import beside, not_beside
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
from pitfall_audit.report.view import (
    CheckGroup,
    EngagementView,
    ResultView,
    view_of,
)
from pitfall_audit.report.wording import (
    ACCEPTED,
    AS_ATTESTED,
    ASK_IN_PRIVATE,
    DESCRIBED_FROM,
    IF_LIVED_EXPERIENCE,
    NO_SOURCE,
    SEVERITIES,
    accepted_in_words,
    date_in_words,
    first_sentences,
    named,
    no_finding,
    within_a_sentence,
)
from pitfall_audit.yaml.places import Problem

__all__ = ["render_problems", "render_terminal"]

_NAMED_AT_MOST: Final = 6
_HANGING_AT_MOST: Final = 3


def render_terminal(result: AuditResult, screen: Screen, *, verbose: bool = False) -> str:
    """Return the report as text of lines ``width`` cells wide, ending with a newline.

    It is short, unless it is to be ``verbose``: then it has everything. ``colour`` puts colours
    in; without ``unicode`` the report's own symbols, quotes and dashes are ASCII. Whatever the
    result says is made safe to show. Raises nothing.
    """
    view = view_of(result)
    page = _begun(result, screen)
    if verbose:
        for engagement in view.engagements:
            _write_findings(page, engagement)
            _write_accepted(page, engagement)
            _write_questions(page, engagement)
            _write_in_place(page, engagement)
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
    return page.text()


def _begun(result: AuditResult, screen: Screen) -> Page:
    page = Page(screen)
    page.write(
        (f"{result.tool.name} {result.tool.version}", "bold"),
        f": audit as of {date_in_words(result.as_of)}",
    )
    return page


def render_quiet(result: AuditResult, screen: Screen) -> str:
    """Return the counts alone, and what could not be read: for a log that others see."""
    view = view_of(redacted(result))
    page = _begun(view.result, screen)
    page.blank()
    if result.problems:
        write_problems(page, view.result.problems)
        page.blank()
    write_table(page, view)
    return page.text()


def to_text(result: AuditResult) -> str:
    """Return the report whole, as it is shown on a screen of 100 cells without colour."""
    return render_terminal(result, Screen(100, colour=False, unicode=True), verbose=True)


def render_problems(problems: Sequence[Problem], screen: Screen) -> str:
    """Return problems alone: what is wrong with each, where, and what to write instead."""
    page = Page(screen)
    write_problems(page, problems)
    return page.text()


# Findings


def _write_findings(page: Page, view: EngagementView) -> None:
    engagement = view.engagement
    page.heading(engagement.title)
    page.write((where_described(engagement), PLACE_STYLE), fold=False)
    if engagement.organisation:
        page.write(engagement.organisation)
    page.write(f"{DESCRIBED_FROM[engagement.described_from].title}.")
    if not view.findings:
        page.apart(no_finding(len(view.questions)))
    for group in view.findings:
        _write_finding(page, group, engagement)
    if others := not_beside(view.findings, engagement):
        page.apart("Said by those whom it is about, of no finding that there is now:", indent=2)
        _write_said(page, others, indent=4)


def _write_finding(page: Page, group: CheckGroup, engagement: EngagementResult) -> None:
    rule = group.check.rule
    page.apart(
        (SEVERITIES[group.severity].title, SEVERITY_STYLES[group.severity]),
        f" [{group.check.id}]",
        f" {group.in_places}" if group.in_places else "",
        indent=2,
    )
    if len(group.outcomes) == 1:
        page.write(group.outcomes[0].message, indent=4)
        write_place(page, group.outcomes[0].place, whole_line=False)
    else:
        _write_each_place(page, group)
    for related in dict.fromkeys(one for outcome in group.outcomes for one in outcome.related):
        write_related(page, related)
    for detail in group.details:
        page.write(f"{page.symbols.bullet} {detail}", indent=4, hanging=2)
    rests = dict.fromkeys(
        words for outcome in group.outcomes for words in _what_it_rests_on(outcome)
    )
    for words in rests:
        page.write(words, indent=4)
    _write_said(page, beside(group.outcomes, engagement), indent=4)
    waiting = [one for one in group.outcomes if one.would_raise and one.unstated]
    if waiting:
        page.write(f"Answer in: {_first_of(answered_in(engagement, waiting))}.", indent=4)
    if rule is not None and rule.remedy.strip():
        page.write(("What to do: ", "bold"), first_sentences(rule.remedy), indent=4)
        if rule.write_in:
            page.write(("Write it in: ", "bold"), f"{rule.write_in}.", indent=4, hanging=2)


def _write_said(page: Page, said: Iterable[Correction], indent: int) -> None:
    for one in said:
        words = f"{one.by} says of this, on {date_in_words(one.said_on)}: "
        page.write((words, "bold"), f"“{one.text}”", indent=indent, hanging=2)


def _write_each_place(page: Page, group: CheckGroup) -> None:
    """Write what is found, and each place where it is, without excerpts."""
    alike = group.said_of_all
    if alike is not None:
        page.write(f"{alike.rstrip('.')}:", indent=4)
    for outcome in group.outcomes:
        page.write(
            f"{page.symbols.bullet} {outcome.message if alike is None else outcome.label}",
            indent=4,
            hanging=2,
        )
        write_place(page, outcome.place, whole_line=False, indent=6, excerpt=False)


def _what_it_rests_on(outcome: Outcome) -> list[str]:
    words = []
    if outcome.would_raise:
        words.append(outcome.would_raise)
    if outcome.evidence is not None and outcome.evidence.source is not None:
        parts = (outcome.evidence.source, outcome.evidence.at)
        words.append(f"Source: {', '.join(part for part in parts if part)}")
    elif outcome.evidence is not None:
        words.append(f"{NO_SOURCE.capitalize()}.")
    if outcome.attested:
        words.append(f"{AS_ATTESTED.capitalize()}.")
    return words


def _write_accepted(page: Page, view: EngagementView) -> None:
    if not view.accepted:
        return
    page.heading(f"{ACCEPTED.title} ({view.counts.accepted})")
    for group in view.accepted:
        for outcome in group.outcomes:
            page.write(
                f"{page.symbols.bullet} [{group.check.id}] {outcome.message}", indent=2, hanging=2
            )
            if outcome.accepted:
                page.write(accepted_in_words(outcome.accepted), indent=4)


# Questions


def _write_questions(page: Page, view: EngagementView) -> None:
    if not view.questions:
        return
    page.heading(f"Questions to ask ({len(view.questions)})")
    for number, question in enumerate(view.questions, start=1):
        write_question(page, number, question, view.engagement)


def write_question(
    page: Page, number: int, question: Question, engagement: EngagementResult
) -> None:
    """Write one question: what it asks, of whom, and where the answer goes."""
    page.blank()
    mark = f"{number}. "
    indent = 2 + len(mark)
    for position, text in enumerate(question.texts):
        if position:
            page.write(text, indent=indent)
        else:
            page.write(f"{mark}{text}", indent=2, hanging=len(mark))
    page.write(f"About: {_first_of(question.labels)}", indent=indent, hanging=2)
    asked = [within_a_sentence(who) for who in question.who]
    page.write(f"Ask: {_first_of(asked)}", indent=indent, hanging=2)
    if question.hangs:
        page.write(IF_LIVED_EXPERIENCE, indent=indent)
        for one in question.hangs[:_HANGING_AT_MOST]:
            page.write(f"- {one}", indent=indent + 2, hanging=2)
        more = len(question.hangs) - _HANGING_AT_MOST
        if more > 0:
            page.write(f"- and {more} more", indent=indent + 2)
    if question.private:
        page.write(ASK_IN_PRIVATE, indent=indent, hanging=2)
    if question.unstated:
        places = answered_in(engagement, question.outcomes)
        page.write(f"Answer in: {_first_of(places)}", indent=indent, hanging=2)
    noun = "Check" if len(question.checks) == 1 else "Checks"
    ids = ", ".join(check.id for check in question.checks)
    page.write(f"{noun}: {ids}", indent=indent, hanging=2)


def _first_of(texts: Sequence[str]) -> str:
    return named(texts, _NAMED_AT_MOST, "; ")


# In place


def _write_in_place(page: Page, view: EngagementView) -> None:
    if not view.in_place:
        return
    page.heading(f"In place ({len(view.in_place)})")
    for group in view.in_place:
        says = group.outcomes[0].message
        if group.said_of_all is not None:
            labels = _first_of([outcome.label for outcome in group.outcomes])
            says = f"{group.said_of_all.rstrip('.')}: {labels}."
        elif group.in_places:
            says = f"{says} (And {len(group.outcomes) - 1} more.)"
        page.write(f"{page.symbols.bullet} {says}", indent=2, hanging=2)


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
