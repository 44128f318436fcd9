"""The fields of a file, the facts made of them and the rules that read those agree."""

from __future__ import annotations

import pytest

from pitfall_audit.engagement.model.outlines import outline
from pitfall_audit.facts.fact_schema import walk_shapes
from pitfall_audit.facts.kinds import SUBJECT_ANCHORS, SUBJECT_SHAPES
from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.rules.rule import Rule
from pitfall_audit.workbench.file_schema import as_in_record, facts_of, records

RULES = load_built_in().rules


def stated_in() -> list[tuple[str, str]]:
    """The field that states each fact, with the kind of subject that has the fact."""
    return [
        (kind, field.fact.field)
        for kind, top in SUBJECT_SHAPES.items()
        for shape in walk_shapes(top)
        for field in shape.fields.values()
        if field.fact.field is not None
    ]


def test_each_fact_is_stated_by_a_field_that_a_file_has() -> None:
    missing = []
    for kind, name in stated_in():
        record, _, key = as_in_record(name).partition(".")
        whole = "." not in name and name in SUBJECT_ANCHORS[kind]
        if not whole and key not in outline(records()[record]):
            missing.append(name)
    assert missing == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_question_can_name_the_field_that_would_answer_it(rule: Rule) -> None:
    without = {
        ".".join(read.path)
        for read, field in facts_of(rule)
        if field.optional and field.fact.field is None and not read.presence_only
    }
    # NOTE: it is reckoned from the end of a tie, which is stated wherever the tie has ended.
    assert without <= {"connection.days_since_end", "encounter.days_since_end"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_points_at_fields_that_a_file_has(rule: Rule) -> None:
    for anchor in (*rule.points_at, *(at for at, _ in rule.related)):
        assert anchor.anchor in SUBJECT_ANCHORS[rule.logic.subject]
        if anchor.key is not None:
            record, _, key = as_in_record(f"{anchor.anchor}.{anchor.key}").partition(".")
            assert key in outline(records()[record]), anchor
