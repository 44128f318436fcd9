"""The fields of a file, the facts made of them and the rules that read those agree.

That each field of the models is named in the record of what checks read, with its reason
where none does, is tested beside the models.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.base import all_models, outline
from pitfall_audit.facts.fact_schema import FactField, FactShape, walk_shapes
from pitfall_audit.facts.kinds import SUBJECT_ANCHORS, SUBJECT_SHAPES
from pitfall_audit.rules.conditions.expressions import Program
from pitfall_audit.rules.conditions.syntax_tree import Read
from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.rules.rule import Rule

RECORD = Path(__file__).parents[1] / "docs" / "decisions" / "0001-fields-read-by-checks.md"
RULES = load_built_in().rules
MODELS = {
    re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower(): model
    for model in all_models(Engagement)
}
"""Each record of a file by its name in the record of what checks read."""


def as_in_record(field: str) -> str:
    """A field as the record names it: by the record that it stands in itself.

    A section of the file is a field of the engagement.
    """
    return ".".join(field.split(".")[-2:]) if "." in field else f"engagement.{field}"


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
        if not whole and key not in outline(MODELS[record]):
            missing.append(name)
    assert missing == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_question_can_name_the_field_that_would_answer_it(rule: Rule) -> None:
    without = {
        ".".join(read.path)
        for read, field in facts_read(rule)
        if field.optional and field.fact.field is None and not read.presence_only
    }
    # NOTE: it is reckoned from the end of a tie, which is stated wherever the tie has ended.
    assert without <= {"connection.days_since_end"}


def facts_read(rule: Rule) -> Iterator[tuple[Read, FactField]]:
    """Each fact that a rule reads of its subject."""
    programs: list[Program | None] = [
        rule.applies,
        *(condition.program for condition in rule.expect),
        *(program for program, _ in rule.severity),
        *(program for program, _ in rule.adds),
        *rule.let.values(),
    ]
    for program in programs:
        for read in program.tree.reads if program else ():
            field = field_at(rule.logic.subject, read.path)
            if field is not None:
                yield read, field


def reads(rule: Rule) -> set[str]:
    """The fields of a file that state the facts which a rule reads."""
    names = {field.fact.field for _, field in facts_read(rule) if field.fact.field is not None}
    return {as_in_record(name) for name in names if "." in name or name in outline(Engagement)}


def field_at(subject: str, path: tuple[str, ...]) -> FactField | None:
    if path[0] != subject:
        return None
    shape: FactShape | None = SUBJECT_SHAPES[subject]
    field: FactField | None = None
    for name in path[1:]:
        if name != "[]":
            assert shape is not None
            field = shape.fields[name]
            shape = field.shape
    return field


@cache
def sections() -> tuple[str, ...]:
    """The record's introduction, then each of its sections."""
    return tuple(re.split(r"^## ", RECORD.read_text(encoding="utf-8"), flags=re.MULTILINE))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_record_names_what_a_rule_reads_where_it_speaks_of_it(rule: Rule) -> None:
    row = re.compile(rf"^\| (?:`[a-z-]+`, )?`{rule.id}`", re.MULTILINE)
    (section,) = (one for one in sections() if row.search(one))
    named = set(re.findall(r"`([a-z_]+\.[a-z_0-9]+)", sections()[0] + section))
    assert reads(rule) - named == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_points_at_fields_that_a_file_has(rule: Rule) -> None:
    for anchor in (*rule.points_at, *(at for at, _ in rule.related)):
        assert anchor.anchor in SUBJECT_ANCHORS[rule.logic.subject]
        if anchor.key is not None:
            record, _, key = as_in_record(f"{anchor.anchor}.{anchor.key}").partition(".")
            assert key in outline(MODELS[record]), anchor
