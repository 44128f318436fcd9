"""An engagement file as editors and authors of rules need it: its schema, places, and readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, Literal

from msgspec import Struct

from pitfall_audit.engagement.absence import NONE, NOT_STATED, may_be_absent
from pitfall_audit.engagement.model import Engagement, TiesFile, WaiversFile, scalars
from pitfall_audit.engagement.model.base import Description
from pitfall_audit.engagement.model.outlines import FieldOutline, all_models, outline, own_fields
from pitfall_audit.engagement.model.records import OWN_FIELD, Model, pydantic_model
from pitfall_audit.facts.fact_schema import FactField, record_name
from pitfall_audit.rules.conditions.expressions import Program
from pitfall_audit.rules.conditions.fact_paths import facts_read
from pitfall_audit.rules.conditions.syntax_tree import Read
from pitfall_audit.rules.form.pack_file import PackFile
from pitfall_audit.rules.form.rule_file import Examples, RuleLogic, RuleWords
from pitfall_audit.rules.rule import Rule
from pitfall_audit.settings.model import Configuration
from pitfall_audit.yaml.document_parts import packaged_data

__all__ = [
    "DATA", "FileKind", "FilePlace", "as_in_record", "checks_by_field", "facts_of",
    "file_places", "file_schema", "places_without_facts", "records",
]  # fmt: skip

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SHARED = (
    scalars.FLAG, scalars.COUNT, scalars.AMOUNT, scalars.SUM, scalars.RANGE, scalars.DATE,
    scalars.CLOCK_TIME, scalars.ID,
)  # fmt: skip
_ABSENT = "none-or-not-stated"
_ID = "urn:pitfall-audit:engagement:1"


FileKind = Literal["engagement", "ties", "waivers", "rule", "pack", "settings"]
_MODELS: Final[Mapping[FileKind, tuple[type[Model], ...]]] = {
    "engagement": (Engagement,),
    "ties": (TiesFile,),
    "waivers": (WaiversFile,),
    # Its three parts are documents of one file, each held against the schema by itself.
    "rule": (RuleLogic, RuleWords, Examples),
    "pack": (PackFile,),
    "settings": (Configuration,),
}


def file_schema(kind: FileKind) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one kind of file, as plain data."""
    models = _MODELS[kind]
    parts = [_plain(pydantic_model(model).model_json_schema(by_alias=True)) for model in models]
    definitions = {name: one for part in parts for name, one in part.pop("$defs", {}).items()}
    body: dict[str, Any] = parts[0] if len(parts) == 1 else {"anyOf": parts}
    # Where the definitions stand is kept as it always was: files are compared.
    first = {"$defs": definitions} if kind == "engagement" else {}
    head = {"$schema": _DIALECT, "$id": _ID.replace("engagement", kind)}
    schema: dict[str, Any] = {**head, **first, **body, "$defs": definitions}
    if kind == "engagement":
        schema["title"] = "Engagement"
        for section in ("people", "bodies"):
            schema["properties"][section] = _with_blank_entries(schema["properties"][section])
    if issubclass(models[0], Description):
        _allow_absence(schema, models[0])
    shared = {_def_name(scalar): scalar.json_schema() for scalar in _SHARED}
    compact: dict[str, Any] = _with_references(schema, shared)
    compact["$defs"] |= shared
    return compact


def _allow_absence(schema: dict[str, Any], top: type[Model]) -> None:
    """Let the two words for what is absent stand at every optional field."""
    definitions = schema["$defs"]
    for model in all_models(top):
        record = schema if model is top else definitions[model.__name__]
        for key, field in outline(model).items():
            if may_be_absent(field):
                record["properties"][key]["anyOf"].append({"$ref": f"#/$defs/{_ABSENT}"})
    definitions[_ABSENT] = {"enum": [NONE, NOT_STATED]}


def _plain(node: Any, *, names: bool = False) -> Any:
    """The node without what pydantic adds for forms, and with its own fields allowed.

    ``names`` says that the node's keys are names of fields or definitions, not keywords.
    """
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    plain: dict[str, Any] = {}
    for key, value in node.items():
        if names:
            plain[key] = _plain(value)
        elif key in ("properties", "$defs"):
            plain[key] = _plain(value, names=True)
        elif key == "examples":
            plain[key] = value
        elif key in ("title", "default", "discriminator"):
            continue
        else:
            plain[key] = _plain(value)
    if not names and "properties" in node:
        plain["additionalProperties"] = False
        plain["patternProperties"] = {OWN_FIELD: {}}
    return plain


def _def_name(scalar: scalars.Scalar) -> str:
    return scalar.name.replace(" ", "-")


def _with_references(node: Any, shared: dict[str, dict[str, Any]]) -> Any:
    """The node, with each shape that recurs named once and referred to."""
    if isinstance(node, list):
        return [_with_references(item, shared) for item in node]
    if not isinstance(node, dict):
        return node
    for name, shape in shared.items():
        if node == shape:
            return {"$ref": f"#/$defs/{name}"}
    return {key: _with_references(value, shared) for key, value in node.items()}


def _with_blank_entries(section: dict[str, Any]) -> dict[str, Any]:
    """A section of records by id, in which an id may stand with nothing under it."""
    mapping, *others = section["anyOf"]
    (pattern, record), *_ = mapping["patternProperties"].items()
    entry = {"anyOf": [record, {"type": "null"}]}
    mapping = {
        "type": "object",
        "patternProperties": {pattern: entry},
        "additionalProperties": False,
    }
    return {**section, "anyOf": [mapping, {"const": "none"}, *others]}


DATA = "places_without_facts.yaml"
"""The file beside this one that lists the places without facts, the outermost of each."""
_OF_THE_PROGRAM = frozenset({"version", "waivers"})


class FilePlace(Struct, frozen=True):
    """A field as it stands in a file: ``path`` has ``[]`` where there are several.

    ``owner`` is the record that has the field.
    """

    path: str
    owner: type[Model]
    field: FieldOutline


def file_places(
    model: type[Model] = Engagement, before: str = "", above: tuple[type[Model], ...] = ()
) -> Iterator[FilePlace]:
    """Every place of a file, each before what is below it."""
    for key, field in own_fields(model).items():
        if not before and key in _OF_THE_PROGRAM:
            continue
        path = f"{before}{key}"
        yield FilePlace(path, model, field)
        if field.model is not None and field.model not in (*above, model):
            several = "" if field.container == "one" else "[]"
            yield from file_places(field.model, f"{path}{several}.", (*above, model))


@cache
def places_without_facts() -> frozenset[str]:
    """The paths of all places of which no fact is made, those below such a place among them."""
    outermost = set(packaged_data("pitfall_audit.workbench", DATA)["without_facts"])
    found: set[str] = set()
    for place in file_places():
        above = place.path.rpartition(".")[0].removesuffix("[]")
        if place.path in outermost or above in found:
            found.add(place.path)
    return frozenset(found)


@cache
def records() -> Mapping[str, type[Model]]:
    """Each record of a file, by its model's name in lower case."""
    return {record_name(model): model for model in all_models(Engagement)}


def as_in_record(field: str) -> str:
    """A field by the record that it stands in itself; a section is a field of the engagement."""
    return ".".join(field.split(".")[-2:]) if "." in field else f"engagement.{field}"


def facts_of(rule: Rule) -> Iterator[tuple[Read, FactField]]:
    """Each fact that a rule reads of its subject."""
    programs: list[Program | None] = [
        rule.applies,
        *(condition.program for condition in rule.expect),
        *(program for program, _ in rule.severity),
        *(program for program, _ in rule.adds),
        *rule.let.values(),
    ]
    shape = rule.vocabulary.shapes[rule.logic.subject]
    for program in filter(None, programs):
        yield from facts_read(program, shape)


def _fields_read(rule: Rule) -> set[str]:
    """The fields of a file that state the facts which a rule reads."""
    names = {field.fact.field for _, field in facts_of(rule) if field.fact.field is not None}
    return {as_in_record(name) for name in names if "." in name or name in outline(Engagement)}


def checks_by_field(rules: Iterable[Rule]) -> Mapping[str, Sequence[str]]:
    """The ids of the checks that read each field, by its record and its key: ``role.status``."""
    checks: dict[str, list[str]] = {}
    for rule in sorted(rules, key=lambda rule: rule.id):
        for field in _fields_read(rule):
            checks.setdefault(field, []).append(rule.id)
    return checks
