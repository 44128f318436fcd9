"""Where a remedy or an answer is written, as the terminal and the page say it."""

from __future__ import annotations

from msgspec.structs import replace
from tests.report.sample_results import small_result, with_outcomes

from pitfall_audit.engine.result import AuditResult, Outcome
from pitfall_audit.report.html import render_html
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal import render_terminal

FINDING = Outcome(
    "role-status-undefined", "seats[a/x]", "A (x)", "failed", "Not stated.", "warning"
)
QUESTION = Outcome("vote-unstated", "seats[a/x]", "A (x)", "cannot-tell", "Does A (x) vote?")


def result_with(*outcomes: Outcome) -> AuditResult:
    result = small_result()
    rules = tuple(
        replace(rule, write_in="the role's `status`") if rule.id == FINDING.rule else rule
        for rule in result.rules
    )
    return replace(
        result, rules=rules, engagements=(with_outcomes(result.engagements[0], *outcomes),)
    )


def screen(*outcomes: Outcome) -> str:
    return render_terminal(
        result_with(*outcomes), Screen(width=80, colour=False, unicode=True), verbose=True
    )


def test_a_finding_says_where_its_remedy_is_written() -> None:
    assert "    Write it in: the role's `status`.\n" in screen(FINDING)
    assert "Write it in: the role&#39;s <code>status</code>." in render_html(result_with(FINDING))


def test_of_several_findings_of_a_check_it_is_said_once() -> None:
    assert screen(FINDING, replace(FINDING, subject="seats[a/y]")).count("Write it in:") == 1


def test_what_could_raise_a_finding_names_the_field() -> None:
    raised = replace(FINDING, would_raise="Which kind?", unstated=("bodies.panel.kind",))

    assert "    Answer in: the body panel, `kind`.\n" in screen(raised)


def test_what_is_to_be_asked_in_private_is_told_in_both() -> None:
    note = "Ask in private, and write down no more than is needed."

    assert note in screen(replace(QUESTION, private=True))
    assert note in render_html(result_with(replace(QUESTION, private=True)))
    assert note not in screen(QUESTION)


def test_lines_of_a_question_are_in_line_with_its_text_whatever_its_number() -> None:
    long = "Does this person have all the terms of the seat in writing, and for how long have they?"
    outcomes = [
        replace(QUESTION, subject=f"seats[a/{number}]", message=f"{number}: {long}")
        for number in range(10)
    ]
    lines = screen(*outcomes).splitlines()
    at = next(index for index, line in enumerate(lines) if line.startswith("  10. "))

    assert [len(line) - len(line.lstrip()) for line in lines[at + 1 : at + 4]] == [6, 6, 6]


def test_the_title_of_a_check_under_a_question_is_no_verdict() -> None:
    page = render_html(result_with(QUESTION))

    assert (
        "The answer helps to tell whether this is so: It is not stated whether the seat has" in page
    )
    assert "Bears on: It is" not in page
