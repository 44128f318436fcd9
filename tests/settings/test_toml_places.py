"""Where each key and value of a TOML file stands."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pitfall_audit.errors import SettingsError
from pitfall_audit.settings.toml_files import (
    LONGEST_FILE,
    MOST_DOTS,
    MOST_NESTED,
    places_in,
    read_toml_text,
)
from pitfall_audit.yaml.places import DataPath

TEXT = """\
# level = "no"
level = "core" # a remark
"quoted key".'and one' = [1, "two, # three", [ 4 ],
  { five = 6, seven.eight = '''
nine]''' },
]
[a.b]
c = 1979-05-27T07:32:00Z
[[lists.of]]
x = 1
[[lists.of]]
y = 'its'
[lists.of.deep]
z = 0x1F
"""


def values_of(data: Any, path: DataPath = ()) -> dict[DataPath, Any]:
    found = {path: data}
    if isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            found |= values_of(value, (*path, step))
    return found


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_each_value_is_where_its_place_says(line_end: str) -> None:
    text = TEXT.replace("\n", line_end)
    places = places_in(text)
    values = values_of(tomllib.loads(text))
    leaves = {path: value for path, value in values.items() if not isinstance(value, dict | list)}
    assert set(leaves) <= set(places.values)
    for path, (start, end) in places.values.items():
        assert tomllib.loads(f"v = {text[start:end]}") == {"v": values[path]}
    assert set(places.keys) == {path for path in values if path and not _in_an_array(path)}


def _in_an_array(path: DataPath) -> bool:
    return path[:1] == ("quoted key",) and isinstance(path[-1], int)


def test_a_heading_stands_for_its_table() -> None:
    places = places_in(TEXT)
    start, end = places.keys["lists", "of", 1]
    assert TEXT[start:end] == "[[lists.of]]"
    assert TEXT[:start].count("\n") == 10
    start, end = places.keys["a", "b"]
    assert TEXT[start:end] == "[a.b]"


names = st.text("ab-_9 .\"'é#=[", max_size=4)
leaves = st.integers(-9, 9) | st.booleans() | st.text("a\"'\\#]},\n=é ", max_size=6)
trees = st.dictionaries(
    names,
    st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    ),
    max_size=4,
)


def written(value: Any) -> str:
    if isinstance(value, dict):
        pairs = (f"{json.dumps(key)} = {written(one)}" for key, one in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ",\n # a remark ]\n".join(written(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)


@given(trees)
def test_whatever_is_written_is_found_again(data: dict[str, Any]) -> None:
    text = "".join(f"{json.dumps(key)} = {written(value)}\n" for key, value in data.items())
    places = places_in(text)
    values = values_of(data)
    del values[()]
    assert set(places.values) == set(values)
    for path, (start, end) in places.values.items():
        assert tomllib.loads(f"v = {text[start:end]}") == {"v": values[path]}
        if isinstance(path[-1], str):
            assert json.loads(text[slice(*places.keys[path])]) == path[-1]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("#" * (LONGEST_FILE + 1), "too-large"),
        ("a" + ".a" * MOST_DOTS + " = 1", "too-deep"),
        ("a = { " + "'a'. " * MOST_DOTS + "b = 1 }", "too-deep"),
        ("[" + "a." * 99_000 + "a]", "too-deep"),
        ("a = " + "[\n" * 50_000, "too-deep"),
        ("a = " + "[" * (MOST_NESTED + 1) + "]" * (MOST_NESTED + 1), "too-deep"),
        ("a = " + "9" * 5_000, "too-deep"),
    ],
)
def test_files_that_would_take_long_are_refused(text: str, problem: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_toml_text(text, "pitfall-audit.toml")
    assert [one.id for one in caught.value.problems] == [problem]
