"""Why a check said what it said of one file, on a terminal; and what an expression gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pitfall_audit.report.cel_values import NOT_STATED, as_cel
from pitfall_audit.report.terminal_page import Page
from pitfall_audit.report.terminal_rules_looks import write_look, write_reads
from pitfall_audit.report.wording import OUTCOMES, SEVERITIES, count, date_in_words, joined
from pitfall_audit.rules.authoring.trying import Tried
from pitfall_audit.rules.conditions.expressions import Crashed, Unsettled
from pitfall_audit.rules.evaluation.evaluation import Verdict
from pitfall_audit.rules.evaluation.rule import Rule
from pitfall_audit.rules.evaluation.wording import words_for
from pitfall_audit.rules.proof.explaining import looks_at

__all__ = ["render_explanation", "render_tried"]

_PLURALS = {"body": "bodies", "hats": "hats", "person": "people"}


def render_explanation(
    rule: Rule,
    verdicts: Sequence[Verdict],
    *,
    file: str,
    as_of: str,
    width: int,
    colour: bool,
    unicode: bool,
) -> str:
    """Return, for each verdict, its outcome and each condition that had a say in it.

    ``file`` and ``as_of`` (``2026-06-30``) are what was looked at, and for which day.
    """
    page = Page(width=width, colour=colour, unicode=unicode)
    page.heading(rule.logic.title)
    page.write(("Check: ", "bold"), rule.id)
    page.write(("File: ", "bold"), f"{file}, as of {date_in_words(as_of)}", fold=False)
    if not verdicts:
        page.blank()
        page.write(
            f"There is no {rule.logic.subject} in this file, so the check has nothing to look at."
        )
        return page.text()
    for verdict in verdicts:
        _write_verdict(page, verdict)
    counts = Counter(verdict.outcome for verdict in verdicts)
    page.blank()
    page.write(
        (f"{_how_many(len(verdicts), rule.logic.subject)}: ", "bold"),
        ", ".join(f"{counts[kind]} {OUTCOMES[kind].title}" for kind in OUTCOMES if counts[kind])
        + ".",
    )
    return page.text()


def _write_verdict(page: Page, verdict: Verdict) -> None:
    page.blank()
    page.write((verdict.subject.identity, "bold underline"), fold=False)
    title = OUTCOMES[verdict.outcome].title
    if verdict.severity is not None:
        title += f", {SEVERITIES[verdict.severity].title}"
    said = words_for(verdict)
    page.write((f"{title}. ", "bold"), said.message or verdict.subject.label, indent=2, hanging=2)
    for words in (*said.details, *filter(None, [said.would_raise])):
        page.write(f"{page.symbols.bullet} {words}", indent=4, hanging=2)
    for look in looks_at(verdict):
        write_look(page, look, indent=2)
    if verdict.rule.python is not None:
        page.write("It is written in Python, so there are no conditions to show.", indent=2)
        unstated = [".".join((verdict.rule.logic.subject, *one.path)) for one in verdict.unstated]
        if unstated:
            page.write(f"It waits for what is {NOT_STATED}: {joined(unstated)}.", indent=2)


def render_tried(
    tried: Sequence[Tried],
    *,
    kind: str,
    file: str,
    as_of: str,
    closely: bool,
    width: int,
    colour: bool,
    unicode: bool,
) -> str:
    """Return what an expression gave for each subject of a ``kind``.

    ``closely`` shows the fields that it read as well.
    """
    page = Page(width=width, colour=colour, unicode=unicode)
    page.write(f"Each {kind} in {file}, as of {date_in_words(as_of)}:", fold=False)
    page.blank()
    if not tried:
        page.write(f"There is no {kind} in this file, so there is nothing to look at.")
        return page.text()
    for one in tried:
        page.write((one.subject.identity, "bold"), " = ", _answer(one), indent=2, hanging=4)
        if closely:
            write_reads(page, one.reads, indent=6)
    page.blank()
    answers = Counter(_kind_of_answer(one) for one in tried)
    page.write(
        (f"{_how_many(len(tried), kind)}: ", "bold"),
        ", ".join(f"{number} {words}" for words, number in sorted(answers.items())) + ".",
    )
    return page.text()


def _answer(one: Tried) -> str:
    if isinstance(one.answer, Crashed):
        return f"broke off: {one.answer.message}"
    if isinstance(one.answer, Unsettled):
        return f"{NOT_STATED}: {joined(one.waits_for) or one.answer.key}"
    return as_cel(one.answer)


def _kind_of_answer(one: Tried) -> str:
    if isinstance(one.answer, Crashed):
        return "broke off"
    if isinstance(one.answer, Unsettled):
        return "not settled"
    return as_cel(one.answer) if isinstance(one.answer, bool) else "with a value"


def _how_many(number: int, kind: str) -> str:
    return count(number, kind, _PLURALS.get(kind))
