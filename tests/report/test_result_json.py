"""The JSON result: lossless, stable, and clear about what it cannot read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace
from tests.generators import tries
from tests.report.sample_results import audit_results, full_result, small_result

from pitfall_audit.engine import change_records
from pitfall_audit.engine import result as result_module
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.report.result_json import (
    ResultError,
    descriptions,
    from_json,
    result_schema,
    to_json,
)
from pitfall_audit.yaml import places

SCHEMA_FILE = Path(__file__).parents[2] / "schemas" / "result.schema.json"


@given(audit_results())
@settings(max_examples=tries(40), deadline=None)
def test_a_result_comes_back_as_it_was(result: AuditResult) -> None:
    text = to_json(result)

    assert from_json(text) == result
    assert to_json(from_json(text)) == text


def test_the_order_of_mappings_does_not_show() -> None:
    one = replace(small_result(), rules_not_run={"b": "hidden", "a": "hidden"})
    other = replace(small_result(), rules_not_run={"a": "hidden", "b": "hidden"})

    assert to_json(one) == to_json(other)


def test_whole_numbers_stay_whole() -> None:
    rule = replace(small_result().rules[0], thresholds={"days": 30, "share": 30.0})

    back = from_json(to_json(replace(small_result(), rules=(rule,))))

    assert [type(value) for value in back.rules[0].thresholds.values()] == [int, float]


def test_a_threshold_that_is_no_number_is_refused() -> None:
    rule = replace(small_result().rules[0], thresholds={"days": float("nan")})

    with pytest.raises(ValueError, match="Out of range"):
        to_json(replace(small_result(), rules=(rule,)))


def test_half_a_character_is_written_as_its_escape() -> None:
    text = to_json(replace(small_result(), files=("caf\udce9.yaml",)))

    text.encode("utf-8")
    assert from_json(text).files == ("caf\\udce9.yaml",)


def test_the_text_ends_with_one_newline_and_starts_with_the_version() -> None:
    text = to_json(small_result())

    assert text.startswith('{\n "schema_version": 1,\n')
    assert text.endswith("}\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "it is not JSON"),
        ("{", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ("[]", "it has no schema_version"),
        ('{"files": []}', "it has no schema_version"),
        ('{"schema_version": 2}', "has schema_version 2; this version of pitfall-audit reads"),
        ('{"schema_version": true}', "has schema_version true"),
        ('{"schema_version": "1"}', 'has schema_version "1"'),
        ('{"schema_version": 1}', "required field `tool`"),
        ("\ud800", "not UTF-8|not JSON"),
    ],
)
def test_what_is_not_a_result_is_refused_in_words(text: str, says: str) -> None:
    with pytest.raises(ResultError, match=says):
        from_json(text)


@given(st.text(max_size=40) | st.recursive(st.none() | st.integers(), st.lists).map(json.dumps))
def test_nothing_but_a_result_error_comes_of_other_text(text: str) -> None:
    with pytest.raises(ResultError):
        from_json(text)


def test_a_wrong_type_is_named_by_its_place() -> None:
    data = json.loads(to_json(small_result()))
    data["engagements"][0]["outcomes"][0]["attested"] = "yes"

    with pytest.raises(ResultError, match=r"`str` - at `\$\.engagements\[0\]\.outcomes\[0\]\.att"):
        from_json(json.dumps(data))


def test_keys_from_a_later_minor_version_do_not_hinder_reading() -> None:
    data = json.loads(to_json(full_result()))
    data["engagements"][0]["x-new"] = 1

    assert from_json(json.dumps(data)) == full_result()


def test_the_committed_schema_is_current() -> None:
    committed = SCHEMA_FILE.read_text(encoding="utf-8")

    assert committed == json.dumps(result_schema(), indent=2, ensure_ascii=False) + "\n"


def test_descriptions_match_the_classes() -> None:
    classes = [
        *(getattr(result_module, name) for name in result_module.__all__),
        *(places.Place, places.Problem, places.Related),
        *(change_records.Change, change_records.Comparison, change_records.Point),
    ]
    expected = set()
    for each in classes:
        if isinstance(each, type) and issubclass(each, Struct):
            expected |= {
                each.__name__,
                *(f"{each.__name__}.{field}" for field in each.__struct_fields__),
            }

    assert set(descriptions()) == expected
