"""Rules as the tests of settings need them: few, small, and of known levels and thresholds."""

from __future__ import annotations

from functools import cache

from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.rules.rule import Rule

__all__ = ["RULES", "rules"]

RULES = {
    "promise-overdue": ("promises", "core"),
    "promise-beyond-power": ("promises", "standard"),
    "single-voice-wording": ("voices", "thorough"),
    "role-status-undefined": ("roles", "core"),
    "vote-unstated": ("roles", "core"),
    "unfair-expectation": ("roles", "standard"),
    "lone-member": ("support", "core"),
}
"""The pitfall and the level of each rule that the tests speak of."""


@cache
def rules() -> tuple[Rule, ...]:
    """These rules, of those that come with the program."""
    found = tuple(rule for rule in load_built_in().rules if rule.id in RULES)
    assert {rule.id: (rule.logic.pitfall, rule.logic.level) for rule in found} == RULES
    return found
