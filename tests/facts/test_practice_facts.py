"""The practical side of an arrangement: stated, stated to be none, and not stated."""

from __future__ import annotations

from typing import Any

import pytest
from tests.facts.fact_texts import at, subject

_SECTIONS = ("safeguarding", "monitoring", "data_protection", "staff_preparation", "ending")


@pytest.mark.parametrize(
    ("section", "text", "fact", "value"),
    [
        ("safeguarding", "{under_18s: yes}", "under_18s", True),
        ("safeguarding", "{under_18s: no}", "under_18s", False),
        ("safeguarding", "{adults_at_risk: yes}", "adults_at_risk", True),
        ("safeguarding", "{adults_at_risk: no}", "adults_at_risk", False),
        ("safeguarding", "{lead: ward manager}", "lead", "ward manager"),
        ("safeguarding", "{lead: ward manager}", "lead_named", True),
        ("safeguarding", "{lead: none}", "lead_named", False),
        ("safeguarding", "{private_contact_rules: {source: tor}}", "private_contact_rules", True),
        ("safeguarding", "{private_contact_rules: no}", "private_contact_rules", False),
        ("safeguarding", "{checks_asked_of: by-activity}", "checks_asked_of", "by-activity"),
        ("safeguarding", "{checks_asked_of: nobody}", "checks_asked_of", "nobody"),
        ("safeguarding", "{activities: [{name: visits}]}", "activities", [{"name": "visits"}]),
        ("safeguarding",
         "{activities: [{name: a, contact_with: neither, one_to_one: no, online: yes, "
         "check_level: basic}]}",
         "activities",
         [{"name": "a", "contact_with": "neither", "one_to_one": False, "online": True,
           "check_level": "basic"}]),
        ("safeguarding", "{activities: none}", "activities", []),
        ("monitoring", "{offered: {source: tor}}", "offered", True),
        ("monitoring", "{offered: no}", "offered", False),
        ("monitoring", "{collected_on: 2026-06-20}", "collected_on", "2026-06-20"),
        ("monitoring", "{collected_on: 2026-06-20}", "days_since_collected", 10),
        ("monitoring", "{compared_on: 2026-06-21}", "compared_on", "2026-06-21"),
        ("monitoring", "{compared_on: 2026-07-01}", "days_since_compared", -1),
        ("monitoring", "{smallest_number_shown: 0}", "smallest_number_shown", 0),
        ("data_protection", "{lawful_basis: consent}", "lawful_basis", "consent"),
        ("data_protection", "{consent_on: 2026-06-20}", "consent_on", "2026-06-20"),
        ("data_protection", "{consent_on: 2026-06-20}", "days_since_consent", 10),
        ("data_protection", "{retention_until: 2026-07-10}", "retention_until", "2026-07-10"),
        ("data_protection", "{retention_until: 2026-07-10}", "days_until_retention_ends", 10),
        ("data_protection", "{retention_until: 2026-06-20}", "days_until_retention_ends", -10),
        ("data_protection", "{this_file: published}", "this_file", "published"),
        ("data_protection", "{ids_are_pseudonyms: yes}", "ids_are_pseudonyms", True),
        ("data_protection", "{ids_are_pseudonyms: no}", "ids_are_pseudonyms", False),
        ("staff_preparation", "{trained: {source: tor}}", "trained", True),
        ("staff_preparation", "{trained: no}", "trained", False),
        ("staff_preparation", "{trained_on: 2026-06-30}", "trained", True),
        ("staff_preparation", "{trained_on: 2026-07-01}", "trained", False),
        ("staff_preparation", "{trained_on: 2026-06-20}", "trained_on", "2026-06-20"),
        ("staff_preparation", "{trained_on: 2026-06-20}", "days_since_trained", 10),
        ("staff_preparation", "{training: listening}", "training", ["listening"]),
        ("staff_preparation", "{training: none}", "training", []),
        ("ending", "{exit_terms: {source: tor}}", "exit_terms", True),
        ("ending", "{exit_terms: no}", "exit_terms", False),
        ("ending", "{thanks: {source: tor}}", "thanks", True),
        ("ending", "{thanks: no}", "thanks", False),
        ("ending", "{feedback: {source: tor}}", "feedback", True),
        ("ending", "{feedback: no}", "feedback", False),
        ("ending", "{handover: {source: tor}}", "handover", True),
        ("ending", "{handover: no}", "handover", False),
        ("ending", "{ended_on: 2026-06-20}", "ended_on", "2026-06-20"),
        ("ending", "{ended_on: 2026-06-20}", "days_since", 10),
    ],
)  # fmt: skip
def test_what_a_section_states(section: str, text: str, fact: str, value: Any) -> None:
    facts = subject(f"sources: [{{id: tor}}]\n{section}: {text}\n", "engagement").facts
    said = at(facts, f"{section}.{fact}")
    assert said == value
    assert type(said) is type(value)
    # Of what the section does not state, nothing is said.
    assert subject(f"{section}: {{}}\n", "engagement").facts[section] == {}


def test_nothing_is_stated_where_there_are_no_sections() -> None:
    facts = subject("", "engagement").facts
    assert [facts[section] for section in _SECTIONS] == [{}] * len(_SECTIONS)
