"""What reads each field of a file, and what ``none`` and ``not-stated`` change there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tools.markdown import code

from pitfall_audit.engagement.absence import NONE, NOT_STATED, may_be_absent
from pitfall_audit.engagement.model import Engagement, TiesFile
from pitfall_audit.engagement.model.base import Model, Sourced
from pitfall_audit.engagement.model.outlines import FieldOutline, all_models, outline, own_fields
from pitfall_audit.engagement.model.scalars import FLAG
from pitfall_audit.facts.fact_schema import FactField, FactShape
from pitfall_audit.facts.kinds import SUBJECT_SHAPES
from pitfall_audit.rules.conditions.expressions import Program
from pitfall_audit.rules.conditions.syntax_tree import Read
from pitfall_audit.rules.packs import Pack
from pitfall_audit.rules.rule import Rule
from pitfall_audit.workbench.file_schema import file_places, places_without_facts

__all__ = ["LEGEND", "RECORDS", "FieldReaders", "as_in_record", "facts_read"]

_NO_CHECK = "no check"
_NOT_BY_ITSELF = "not by itself"
_BELOW = "what is in it"
_BOTH = "both"
_NONE_CAN = f"{code(NONE)} can"
_NO_DIFFERENCE = "no difference"
_NEITHER = "neither may stand here"
LEGEND = (
    "The last two columns of each table say which checks read a field, and whether "
    f"{code(NONE)} and {code(NOT_STATED)} make a difference to them there.\n\n"
    f"- *{_NOT_BY_ITSELF}*: no check that comes with the program asks about the field. Facts are "
    "worked out from it, as who is alone on a body follows from everybody who sits on it; or "
    "reports print it; or a check of your own can ask about it ([facts](facts.md)).\n"
    f"- *{_BELOW}*: the fields of that record say it themselves.\n"
    f"- *{_NO_CHECK}*: nothing is made of it. It is kept for readers.\n"
    f"- *{_BOTH}*: each of the two is something else than a field that is left out.\n"
    f"- *{_NONE_CAN}*: it is an empty list, or *no*, and what is worked out from that can differ; "
    f"{code(NOT_STATED)} is as if the field were left out."
)


def _name_of(model: type[Model]) -> str:
    """A record's name in a field's: ``role_description`` of `RoleDescription`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower()


RECORDS: Mapping[str, type[Model]] = {_name_of(model): model for model in all_models(Engagement)}
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


def _fields_read(rule: Rule) -> set[str]:
    """The fields of a file that state the facts which a rule reads."""
    names = {field.fact.field for _, field in facts_read(rule) if field.fact.field is not None}
    return {as_in_record(name) for name in names if "." in name or name in outline(Engagement)}


def _checks_by_field(pack: Pack) -> dict[str, list[str]]:
    """The checks of a pack that read each field, by its record and its key."""
    checks: dict[str, list[str]] = {}
    for rule in sorted(pack.rules, key=lambda rule: rule.id):
        for field in _fields_read(rule):
            checks.setdefault(field, []).append(rule.id)
    return checks


def _links_to(checks: Iterable[str]) -> str:
    """Checks, each a link to its page."""
    return ", ".join(f"[{id_}](rules/{id_}.md)" for id_ in checks)


class FieldReaders:
    """What reads the fields of a file, among the checks of a pack."""

    def __init__(self, pack: Pack) -> None:
        self._checks: Mapping[str, Sequence[str]] = _checks_by_field(pack)
        without = places_without_facts()
        self._made_into_facts = {
            (place.owner, place.field.key) for place in file_places() if place.path not in without
        }

    def told(self, model: type[Model], field: FieldOutline) -> tuple[str, str]:
        """Which checks read a field of a record, and what difference the two words make there."""
        checks = self._checks.get(f"{_name_of(model)}.{field.key}", ())
        below = self._is_read_below(field, (model,))
        worked_out = (
            Engagement if model is TiesFile else model,
            field.key,
        ) in self._made_into_facts
        by = _links_to(checks) or (_BELOW if below else _NOT_BY_ITSELF if worked_out else _NO_CHECK)
        if not may_be_absent(field):
            return by, _NEITHER
        if checks or (below and field.container == "one"):
            return by, _BOTH
        itself = field.container != "one" or FLAG in field.scalars or NONE in field.words
        return by, _NONE_CAN if itself and worked_out else _NO_DIFFERENCE

    def _is_read_below(self, field: FieldOutline, above: tuple[type[Model], ...]) -> bool:
        """Whether a check reads anything of the record that stands at a field."""
        model = field.model
        if model is None or model is Sourced or model in above:
            return False
        return any(
            f"{_name_of(model)}.{below.key}" in self._checks
            or self._is_read_below(below, (*above, model))
            for below in own_fields(model).values()
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
