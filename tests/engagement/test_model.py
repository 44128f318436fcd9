"""The models: they read what people write, and keep what is not stated apart from what is."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

import pitfall_audit
from pitfall_audit.engagement.model import (
    Engagement,
    Holder,
    Model,
    Person,
    Promise,
    Role,
    Sourced,
    TiesFile,
    UnequalTerms,
)
from pitfall_audit.engagement.model.field_words import ENDING
from pitfall_audit.engagement.model.outlines import all_models, outline
from pitfall_audit.engagement.model.promises import DueOrRule
from pitfall_audit.engagement.model.records import fields_of
from pitfall_audit.engagement.model.scalars import Amount, ClockTime, Count, Date, Flag, Id, Text
from pitfall_audit.engagement.model.vocabulary import CapacityWord, ExperienceWord
from pitfall_audit.yaml.document_parts import document_of_ours

ALL_MODELS = tuple(dict.fromkeys((*all_models(Engagement), *all_models(TiesFile))))
SMALLEST: dict[str, Any] = {"version": "1", "id": "a", "title": "A"}


# --- the models as documentation ------------------------------------------------------


@pytest.mark.parametrize("model", ALL_MODELS, ids=lambda model: model.__name__)
def test_each_field_has_a_description_and_an_example(model: type[Model]) -> None:
    for field in outline(model).values():
        assert field.description.endswith("."), field.key
        assert field.examples, field.key


@pytest.mark.parametrize("model", ALL_MODELS, ids=lambda model: model.__name__)
def test_the_examples_are_right_values(model: type[Model]) -> None:
    for field in fields_of(model).values():
        adapter: TypeAdapter[Any] = TypeAdapter(field.annotation)
        for example in field.examples:
            adapter.validate_python(example)


def test_a_field_of_which_nothing_is_said_is_refused() -> None:
    class Bare(Promise):
        place: str

    Bare.__module__ = Promise.__module__
    with pytest.raises(TypeError, match=r"Bare and promises\.fields\.yaml .* both have place"):
        assert fields_of(Bare)["place"].description


def test_nothing_is_said_of_what_is_no_field_and_no_fact() -> None:
    source = Path(pitfall_audit.__file__).parent
    # Not what Python, or a release before this one, keeps from run to run.
    for file in source.rglob(f"[a-z]*/**/[a-z]*{ENDING}"):
        module = import_module(".".join(file.relative_to(source.parent).parts)[: -len(ENDING)])
        for name, said in document_of_ours(file).data.items():
            kind = getattr(module, name)
            of_record = fields_of(kind).values() if issubclass(kind, Model) else ()
            own = {one.key for one in of_record if one.owner is kind} or {*kind.__annotations__}
            assert {*said} == own, f"{file.name}: {name}"


def test_a_record_is_frozen_and_lacks_what_it_was_made_without() -> None:
    made = Promise.model_construct(text="A")
    with pytest.raises(AttributeError, match="Promise is frozen"):
        made.text = "B"
    with pytest.raises(AttributeError, match="no attribute 'id'"):
        assert made.id
    assert (made.text, made.kind) == ("A", None)


# --- stated, stated as none, and not stated -------------------------------------------


def engagement(**sections: Any) -> Engagement:
    return Engagement.model_validate(SMALLEST | sections)


@pytest.mark.parametrize("nothing", [{}, {"roles": None}])
def test_what_is_left_out_or_blank_is_not_stated(nothing: dict[str, Any]) -> None:
    assert engagement(**nothing).roles is None


@pytest.mark.parametrize("none", ["none", []])
def test_none_and_an_empty_list_are_stated(none: Any) -> None:
    assert engagement(ties=none).ties == ()
    read = engagement(scope={"cannot_change": none})
    assert read.scope is not None
    assert read.scope.cannot_change == ()


def test_a_blank_person_is_declared() -> None:
    read = engagement(people={"mary": None})
    assert read.people == {"mary": Person.model_validate({})}


def test_own_fields_are_kept() -> None:
    read = engagement(**{"x-ward": {"beds": "12"}}, people={"jo": {"x-note": "a"}})
    assert read.model_extra == {"x-ward": {"beds": "12"}}
    assert read.people is not None
    assert read.people["jo"].model_extra == {"x-note": "a"}


@pytest.mark.parametrize("key", ["ward", "X-ward", "x_ward", "xward"])
def test_other_unknown_fields_are_refused(key: str) -> None:
    with pytest.raises(ValidationError):
        engagement(**{key: "a"})


# --- short forms ----------------------------------------------------------------------


def test_a_person_stands_for_a_holder() -> None:
    short = Role.model_validate({"id": "r", "holders": ["mary"]})
    assert short == Role.model_validate({"id": "r", "holders": [{"person": "mary"}]})


def test_a_yes_may_give_its_source() -> None:
    for source in ("tor", {"id": "tor", "at": "section 4"}):
        role = Role.model_validate({"id": "r", "voting": {"source": source}})
        assert isinstance(role.voting, Sourced)
        assert role.voting.source.id == "tor"


def test_terms_are_equal_or_differ() -> None:
    assert Role.model_validate({"id": "r", "equal_terms": "yes"}).equal_terms is True
    differs = Role.model_validate({"id": "r", "equal_terms": {"differs": "pay"}}).equal_terms
    assert isinstance(differs, UnequalTerms)
    assert differs.differs == ("pay",)


def test_a_day_stands_for_having_told() -> None:
    short = Promise.model_validate({"id": "p", "told": "2026-02-20", "redated": ["2026-01-01"]})
    assert short.told is not None
    assert str(short.told.on) == "2026-02-20"
    assert short.redated is not None
    assert str(short.redated[0].from_) == "2026-01-01"


def test_one_word_stands_for_a_list_of_one() -> None:
    role = Role.model_validate({"id": "r", "capacity": "carer", "speaks_for": "own-experience"})
    assert role.capacity is not None
    assert [word.capacity for word in role.capacity] == ["carer"]
    assert role.speaks_for is not None
    assert role.speaks_for.whom == "own-experience"


def test_an_ongoing_promise_has_no_date() -> None:
    assert Promise.model_validate({"id": "p", "due": "ongoing"}).due == "ongoing"


# --- the field's words ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "capacity"),
    [
        ("service-user", "service-user"),
        ("Expert by Experience", "service-user"),
        ("public contributor", "service-user"),
        ("patient partner", "service-user"),
        ("Patient and Public Voice Partner", "service-user"),
        ("survivor", "service-user"),
        ("self-advocate", "service-user"),
        ("Self advocates", "service-user"),
        ("service user representative", "service-user"),
        ("people who draw on care and support", "service-user"),
        ("consumer", "service-user"),
        ("parent_carer", "carer"),
        ("Family members", "carer"),
        ("lay member", "lay"),
        ("peer support worker", "staff"),
        ("paid carer", "staff"),
        ("independent chair", "independent"),
    ],
)
def test_words_mean_capacities_and_are_kept(word: str, capacity: str) -> None:
    holder = Holder.model_validate({"person": "a", "as": word})
    assert holder.capacity is not None
    assert [(named.capacity, named.word) for named in holder.capacity] == [(capacity, word)]


@pytest.mark.parametrize("word", ["lay member", "supporter", "peer support worker", "nurse", ""])
def test_these_words_are_no_lived_experience(word: str) -> None:
    with pytest.raises(ValidationError):
        Person.model_validate({"experience": [word]})


def test_a_paid_carer_is_no_carer_unless_they_care_for_somebody() -> None:
    paid = {"experience": ["carer"], "post_kind": "care-worker"}
    assert Person.model_validate(paid).lived_experience == ()
    assert Person.model_validate(paid | {"carer_for": "al"}).lived_experience == ("carer",)
    assert Person.model_validate({"experience": ["carer"]}).lived_experience == ("carer",)
    assert Person.model_validate({}).lived_experience is None


# --- scalars, whatever the text -------------------------------------------------------


@pytest.mark.parametrize(
    "scalar",
    [Amount, CapacityWord, ClockTime, Count, Date, DueOrRule, ExperienceWord, Flag, Id, Text],
)
def test_any_text_is_read_or_refused(scalar: Any) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(scalar)

    @given(st.text() | st.from_regex(r"[0-9.:-]{0,30}", fullmatch=True))
    def read(text: str) -> None:
        try:
            adapter.validate_python(text)
        except ValidationError:
            return

    read()


@given(st.dates())
def test_each_day_is_read(day: Any) -> None:
    assert TypeAdapter(Date).validate_python(day.isoformat()) == day


@pytest.mark.parametrize("text", ["2026/28", "26/11/2026", "2026-11-26T10:00", "2026-02-30", "1"])
def test_nothing_else_is_a_day(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Date).validate_python(text)


@pytest.mark.parametrize("text", ["true", "Yes", "ON"])
def test_words_for_yes(text: str) -> None:
    assert TypeAdapter(Flag).validate_python(text) is True


@pytest.mark.parametrize("text", ["false", "No", "OFF"])
def test_words_for_no(text: str) -> None:
    assert TypeAdapter(Flag).validate_python(text) is False


@pytest.mark.parametrize("text", ["1", "0", "y", "t", "none", " yes"])
def test_nothing_else_is_yes_or_no(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Flag).validate_python(text)


@given(st.integers(min_value=0, max_value=999_999_999))
def test_whole_numbers_are_read(number: int) -> None:
    assert TypeAdapter(Count).validate_python(str(number)) == number
    assert TypeAdapter(Amount).validate_python(f"{number}.5") == number + 0.5


@pytest.mark.parametrize("text", ["-1", "1.0", "1e3", "1_000", "1,000", "٣", "inf", "nan", ""])
def test_nothing_else_is_a_whole_number(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Count).validate_python(text)
