"""The page of fields: which checks read each field of an engagement file, and which none reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tools.markdown import GENERATED, code, lines_of, table

from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.base import Model, all_models, outline, own_fields
from pitfall_audit.facts.fact_schema import FactField, FactShape
from pitfall_audit.facts.kinds import SUBJECT_SHAPES
from pitfall_audit.rules.conditions.expressions import Program
from pitfall_audit.rules.conditions.syntax_tree import Read
from pitfall_audit.rules.packs import Pack
from pitfall_audit.rules.rule import Rule

__all__ = [
    "RECORDS", "as_in_record", "checks_by_field", "facts_read", "fields_page", "fields_read",
    "links_to", "name_of",
]  # fmt: skip


def name_of(model: type[Model]) -> str:
    """A record's name in a field's: ``role_description`` of `RoleDescription`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower()


RECORDS: Mapping[str, type[Model]] = {name_of(model): model for model in all_models(Engagement)}
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
    for program in programs:
        for read in program.tree.reads if program else ():
            field = _field_at(rule.logic.subject, read.path)
            if field is not None:
                yield read, field


def fields_read(rule: Rule) -> set[str]:
    """The fields of a file that state the facts which a rule reads."""
    names = {field.fact.field for _, field in facts_read(rule) if field.fact.field is not None}
    return {as_in_record(name) for name in names if "." in name or name in outline(Engagement)}


def checks_by_field(pack: Pack) -> dict[str, list[str]]:
    """The checks of a pack that read each field, by its record and its key."""
    checks: dict[str, list[str]] = {}
    for rule in sorted(pack.rules, key=lambda rule: rule.id):
        for field in fields_read(rule):
            checks.setdefault(field, []).append(rule.id)
    return checks


def links_to(checks: Iterable[str]) -> str:
    """Checks, each a link to its page."""
    return ", ".join(f"[{id_}](rules/{id_}.md)" for id_ in checks)


def fields_page(pack: Pack) -> str:
    """The page, for the checks of a pack."""
    checks = checks_by_field(pack)
    every = [f"{name}.{key}" for name, model in RECORDS.items() for key in own_fields(model)]
    read = [(code(field), links_to(checks[field])) for field in sorted(every) if field in checks]
    unread = [code(field) for field in sorted(every) if field not in checks]
    return lines_of(
        GENERATED,
        "# Fields, and the checks that read them",
        "A field is written `record.key`, as `promise.due`. It is read by a check where the check "
        "asks about a fact that is stated there. What a fact is derived from besides is not told "
        "here: who is alone on a body follows from everybody who sits on it.",
        "## Fields that checks ask about",
        table(("field", "checks"), read),
        "## Fields that no check asks about by themselves",
        "They are the names and words that reports print, the evidence for what is stated, what "
        "other facts are derived from, and what checks of your own may ask about. `source`, `says` "
        "and `strength` can stand in every record, and are left out here.",
        ", ".join(unread) + ".",
    )


def _field_at(subject: str, path: tuple[str, ...]) -> FactField | None:
    if path[0] != subject:
        return None
    shape: FactShape | None = SUBJECT_SHAPES[subject]
    field: FactField | None = None
    for name in path[1:]:
        if name != "[]":
            assert shape is not None  # noqa: S101  # a field below another has a shape above it
            field = shape.fields[name]
            shape = field.shape
    return field
