"""Rule files for tests: a small rule in which single lines can be replaced."""

from __future__ import annotations

from pitfall_audit.rules.compiling import compile_rule
from pitfall_audit.rules.form.rule_parts import RuleText
from pitfall_audit.rules.rule import Rule

__all__ = ["EXAMPLES", "WORDS", "problem_lines", "rule_from", "rule_text"]

WORDS = """\
why: It matters.
remedy: Write it down.
question: What is it?
false_positives: None known.
grounds:
  - {article: roles}
"""

EXAMPLES = """\
failed:
  - files: {a.yaml: {people: {a: {experience: carer}}, roles: [{id: m, holders: [a]}]}}
    expect: ["seats[m/a]"]
passed:
  - files:
      a.yaml:
        people: {a: {experience: carer}}
        roles: [{id: m, status: observer, holders: [a]}]
    expect: ["seats[m/a]"]
"""

_FIELDS = {
    "id": "a-rule",
    "pitfall": "roles",
    "title": "A title",
    "subject": "seat",
    "silence": "fails",
    "applies": "'true'",
    "expect": "[has(seat.status)]",
    "severity": "[{is: warning}]",
    "message": '"{{ seat.label }}: not so."',
    "passed": '"{{ seat.label }}: so."',
    "points_at": "role.status",
}


def rule_text(*, words: str = WORDS, examples: str = EXAMPLES, **fields: str) -> str:
    """The text of a rule file; a field is given as it is written behind its colon."""
    written = {**_FIELDS, **fields}
    logic = "".join(f"{key}: {value}\n" for key, value in written.items() if value)
    return f"{logic}---\n{words}---\n{examples}"


def rule_from(**fields: str) -> Rule:
    """A rule, which must be right."""
    rule, problems = compile_rule(RuleText("a-rule.yaml", rule_text(**fields)))
    assert rule is not None, problems
    return rule


def problem_lines(text: str, marked: str) -> tuple[int, int]:
    """The line and column, from 1, at which a text holds what is marked."""
    before = text[: text.index(marked)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")
