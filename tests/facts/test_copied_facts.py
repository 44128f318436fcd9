"""Facts that are copies of a field, or count days from one: the field is there, and is alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from tests.facts.fact_texts import AUDIT_DAY, sheet, whole_files
from tests.generators import example_facts

from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.base import Model, PersonOrTeam, Sourced
from pitfall_audit.engagement.model.outlines import FieldOutline, all_models, outline
from pitfall_audit.engagement.model.practice import Monitoring
from pitfall_audit.engagement.model.roles import Holder
from pitfall_audit.engagement.model.scalars import (
    AMOUNT,
    COUNT,
    DATE,
    FLAG,
    ID,
    RANGE,
    SUM,
    TEXT,
    Scalar,
)
from pitfall_audit.facts.fact_schema import (
    Fact,
    FactField,
    FactKind,
    FactShape,
    IsoDate,
    TypedDict,
    copied,
    describe,
    record_name,
    walk_shapes,
)
from pitfall_audit.facts.kinds import SUBJECT_SHAPES, derive_facts

MODELS = {record_name(model): model for model in all_models(Engagement)}
FITTING: dict[FactKind, set[Scalar]] = {
    "yes or no": {FLAG},
    "whole number": {COUNT, RANGE},
    "number": {AMOUNT, SUM},
    "date": {DATE},
    "text": {TEXT, ID},
    "object": set(),
}


def copy_of(field: str) -> Fact:
    return Fact("A", field, made="copied")


def copies() -> Iterator[tuple[str, FactField]]:
    """Each fact that is made from one field, under its shape and name."""
    for top in SUBJECT_SHAPES.values():
        for shape in walk_shapes(top):
            for field in shape.fields.values():
                if field.fact.made is not None:
                    yield f"{shape.name}.{field.name}", field


def problems(field: FactField) -> Iterator[str]:
    """What is wrong with the field that a fact is made from."""
    record, key = field.fact.made_from
    if record not in MODELS or key not in outline(MODELS[record]):
        yield f"a file has no {record}.{key}"
        return
    given = outline(MODELS[record])[key]
    if field.fact.made == "copied":
        yield from differences(field, given)
    elif given.scalars != (DATE,) or field.kind != "whole number":
        yield "days are counted from a date, as a whole number"


def differences(field: FactField, given: FieldOutline) -> Iterator[str]:
    """In what a fact differs from the field that it copies."""
    if field.repeated != (given.container == "list"):
        yield f"the field is {given.container}"
    in_words = given.model is PersonOrTeam and field.kind == "text"
    if (given.model not in (None, Sourced) and not in_words) or not set(given.scalars) <= FITTING[
        field.kind
    ]:
        yield f"the fact is {field.kind}, and the field is not"
    if field.vocabulary and not set(given.words) <= set(field.vocabulary):
        yield "the field has words that the fact has not"
    if not given.scalars and not given.words and not in_words:
        yield "the field has neither words nor a value of its own"


@pytest.mark.parametrize(("name", "field"), dict(copies()).items())
def test_a_copied_fact_is_like_its_field(name: str, field: FactField) -> None:
    assert list(problems(field)) == [], name


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (FactField("a", "text", copy_of("body.nothing"), True), "no body.nothing"),
        (FactField("a", "text", copy_of("nobody.kind"), True), "no nobody.kind"),
        (FactField("a", "whole number", copy_of("body.user_led"), True), "is whole number"),
        (FactField("a", "text", copy_of("body.handles"), True), "is list"),
        (FactField("a", "text", copy_of("body.kind"), True, False, ("x",)), "words"),
        (FactField("a", "text", copy_of("role.holders"), True, True), "the field is not"),
    ],
)
def test_a_copy_of_another_kind_is_noticed(field: FactField, said: str) -> None:
    assert said in "; ".join(problems(field))


STATES_MUCH = """
people: {asha: {}}
payment:
  called_voluntary: no
  staff_in_paid_time: yes
  not_wanted: no
  fee: {amount: 20, not_covered: travel-time, floor: 12, weighting: London}
access: {welsh_offered: yes}
ending: {ended_on: 2026-06-01}
roles:
  - id: member
    holders:
      - person: asha
        prefers_no_payment: yes
        ended: {thanked: yes, feedback_asked: no, handed_over: yes}
        wellbeing_plan:
          agreed_on: 2026-01-08
          written_with_person: yes
          what_helps: yes
          who_to_ring: yes
          pause_keeps_seat: no
          declined: no
"""
"""What is stated in no example of a rule."""


def found(shape: FactShape, facts: Mapping[str, Any]) -> Iterator[str]:
    """Each fact that is there, under its shape and name."""
    for name, value in facts.items():
        below = shape.fields[name].shape
        yield f"{shape.name}.{name}"
        for one in value if isinstance(value, list) else [value]:
            if below is not None:
                yield from found(below, one)


def test_each_copied_fact_is_asked_for_where_facts_are_derived() -> None:
    whole = (derive_facts(one, None, AUDIT_DAY) for one in whole_files())
    sheets = [sheet(STATES_MUCH), *whole, *example_facts()]
    derived = {
        name
        for one in sheets
        for kind, subjects in one.subjects.items()
        for subject in subjects
        for name in found(SUBJECT_SHAPES[kind], subject.facts)
    }
    assert sorted({name for name, _ in copies()} - derived) == []


class _Facts(TypedDict, total=False):
    person: str
    begins: IsoDate
    told: bool
    offered: bool
    elsewhere: str


def built(model: type[Model], **data: object) -> Model:
    return model.model_validate(data)


def test_facts_are_copied_from_the_records_that_are_given() -> None:
    holder = built(Holder, person="asha", **{"from": "2026-01-12"}, which_hat="carer")
    assert copied(_Facts, AUDIT_DAY, holder, None) == {"person": "asha", "begins": "2026-01-12"}
    assert copied(_Facts, AUDIT_DAY, None) == {}


def test_a_yes_that_is_a_source_is_yes_and_a_no_is_no() -> None:
    holder = built(Holder, person="asha", terms_told_in_writing={"source": "tor"})
    monitoring = built(Monitoring, offered="no")
    facts = copied(_Facts, AUDIT_DAY, holder, monitoring)
    assert facts == {"person": "asha", "told": True, "offered": False}


def test_of_two_records_the_later_one_that_states_a_field_counts() -> None:
    role = built(Holder, person="asha", **{"from": "2026-01-12"})
    own = built(Holder, person="mary")
    assert copied(_Facts, AUDIT_DAY, role, own) == {"person": "mary", "begins": "2026-01-12"}


class _WronglySaid(TypedDict):
    person: str


def test_a_fact_that_is_not_said_as_it_should_be_is_refused() -> None:
    with pytest.raises(TypeError, match=r"_WronglySaid\.person .* 'copy'"):
        describe(_WronglySaid)
