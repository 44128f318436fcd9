"""Which checks read each field of a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.base import Model
from pitfall_audit.engagement.model.outlines import all_models, outline
from pitfall_audit.facts.fact_schema import FactField, record_name
from pitfall_audit.rules.conditions.expressions import Program
from pitfall_audit.rules.conditions.fact_paths import field_at
from pitfall_audit.rules.conditions.syntax_tree import Read
from pitfall_audit.rules.rule import Rule

__all__ = ["RECORDS", "as_in_record", "checks_by_field", "facts_read"]


RECORDS: Mapping[str, type[Model]] = {record_name(model): model for model in all_models(Engagement)}
"""Each record of a file, by its model's name in lower case."""


def as_in_record(field: str) -> str:
    """A field by the record that it stands in itself; a section is a field of the engagement."""
    return ".".join(field.split(".")[-2:]) if "." in field else f"engagement.{field}"


def facts_read(rule: Rule) -> Iterator[tuple[Read, FactField]]:
    """Each fact that a rule reads of its subject."""
    programs: list[Program | None] = [
        rule.applies,
        *(condition.program for condition in rule.expect),
        *(program for program, _ in rule.severity),
        *(program for program, _ in rule.adds),
        *rule.let.values(),
    ]
    shape = rule.vocabulary.shapes[rule.logic.subject]
    for program in programs:
        for read in program.tree.reads if program else ():
            own = read.path[0] == rule.logic.subject
            field = field_at(shape, read.path[1:]) if own else None
            if field is not None:
                yield read, field


def _fields_read(rule: Rule) -> set[str]:
    """The fields of a file that state the facts which a rule reads."""
    names = {field.fact.field for _, field in facts_read(rule) if field.fact.field is not None}
    return {as_in_record(name) for name in names if "." in name or name in outline(Engagement)}


def checks_by_field(rules: Iterable[Rule]) -> Mapping[str, Sequence[str]]:
    """The ids of the checks that read each field, by its record and its key: ``role.status``."""
    checks: dict[str, list[str]] = {}
    for rule in sorted(rules, key=lambda rule: rule.id):
        for field in _fields_read(rule):
            checks.setdefault(field, []).append(rule.id)
    return checks
