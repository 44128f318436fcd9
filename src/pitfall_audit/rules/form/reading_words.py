"""Reads what a rule says, and its examples, when they are first asked for."""

from __future__ import annotations

from pitfall_audit.rules.form.errors import PackError
from pitfall_audit.rules.form.parts import RuleText
from pitfall_audit.rules.form.rule_file import Examples, RuleWords

__all__ = ["examples_of", "words_of"]


def words_of(text: RuleText) -> RuleWords:
    """Read the second part of a rule file. Raises :class:`PackError` where it is not valid."""
    words, _, problems = text.read(1, RuleWords)
    if words is None:
        raise PackError(problems)
    return words


def examples_of(text: RuleText) -> Examples:
    """Read the third part of a rule file. Raises :class:`PackError` where it is not valid."""
    examples, _, problems = text.read(2, Examples)
    if examples is None:
        raise PackError(problems)
    return examples
