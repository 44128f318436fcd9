"""Each built-in check says where in a file it is written what was done about a finding."""

from __future__ import annotations

import re

import pytest

from pitfall_audit.engagement.model import Engagement, TiesFile
from pitfall_audit.engagement.model.outlines import all_models, outline
from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.rules.rule import Rule

RULES = {rule.id: rule for rule in load_built_in().rules}
KEYS = {key for top in (Engagement, TiesFile) for one in all_models(top) for key in outline(one)}


def said_of(rule: Rule) -> str:
    return rule.words.write_in or ""


def test_every_check_says_it_but_the_one_that_reads_any_text() -> None:
    assert {id_ for id_, rule in RULES.items() if not said_of(rule)} == {"single-voice-wording"}


@pytest.mark.parametrize("id_", sorted(RULES))
def test_its_keys_are_fields_of_the_file(id_: str) -> None:
    assert set(re.findall(r"`([^`]+)`", said_of(RULES[id_]))) <= KEYS


def test_the_remedy_for_a_tie_is_written_under_conflicts() -> None:
    of_ties = {id_ for id_, rule in RULES.items() if rule.logic.subject == "connection"}

    assert of_ties
    assert all("`conflicts`, in this file or in a ties file" in said_of(RULES[i]) for i in of_ties)
