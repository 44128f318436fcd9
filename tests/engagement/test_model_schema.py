"""The JSON Schema: committed as generated, and accepting what the reader accepts."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from pitfall_audit.engagement.validation import validate
from pitfall_audit.workbench.file_schema import file_schema
from pitfall_audit.yaml.reading import Document, read_text

COMMITTED = Path(__file__).parents[2] / "schemas" / "engagement.schema.json"
SCHEMA = jsonschema.Draft202012Validator(json.loads(COMMITTED.read_text(encoding="utf-8")))

RIGHT = {
    "smallest": "version: 1\nid: a\ntitle: A\n",
    "version as text": 'version: "1"\nid: a\ntitle: 2026\n',
    "yes and no": "version: 1\nid: a\ntitle: A\n"
    "roles: [{id: r, voting: yes}, {id: q, voting: No}]\n",
    "a yes with its source": "version: 1\nid: a\ntitle: A\nsources: [{id: tor, version: 2.1}]\n"
    "roles: [{id: r, voting: {source: tor}}]\n",
    "short forms": "version: 1\nid: a\ntitle: A\npeople: {mary: , jo: {experience: carer}}\n"
    "roles: [{id: r, holders: [mary, {person: jo, as: Parent carer}], speaks_for: everyone}]\n"
    "promises: [{id: p, to: [mary], told: 2026-01-05, due: ongoing, redated: [2026-01-01]}]\n"
    "scope: {cannot_change: none}\nties: none\n",
    "own fields": "version: 1\nid: a\ntitle: A\nx-b: {c: [1]}\npeople: {jo: {x-d: 1}}\n",
    "numbers": "version: 1\nid: a\ntitle: A\nroles: [{id: r, places: 3, payment: {fee: {amount: "
    '20.5}}}, {id: q, places: "3"}]\n',
    "blanks": "version: 1\nid: a\ntitle: A\nroles:\npayment:\nstarts:\n",
}
WRONG = {
    "no title": "version: 1\nid: a\n",
    "unknown key": "version: 1\nid: a\ntitle: A\nrols: []\n",
    "not a date": "version: 1\nid: a\ntitle: A\nstarts: 26/11/2026\n",
    "not a number": "version: 1\nid: a\ntitle: A\nroles: [{id: r, places: three}]\n",
    "not in the vocabulary": "version: 1\nid: a\ntitle: A\nlevel: high\n",
    "not an id": "version: 1\nid: A b\ntitle: A\n",
    "not yes or no": "version: 1\nid: a\ntitle: A\nroles: [{id: r, voting: 1}]\n",
    "a list for fields": "version: 1\nid: a\ntitle: A\nscope: []\n",
}


def as_an_editor_sees_it(text: str) -> Any:
    """The typed data of a file, with dates as the text they are in JSON."""

    def plain(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: plain(value) for key, value in node.items()}
        if isinstance(node, list):
            return [plain(item) for item in node]
        return node.isoformat() if isinstance(node, dt.date) else node

    return plain(yaml.safe_load(text))


def read(text: str) -> Document:
    document = read_text(text, "a.yaml")
    assert isinstance(document, Document)
    return document


def test_the_committed_schema_is_the_generated_one() -> None:
    assert json.loads(COMMITTED.read_text(encoding="utf-8")) == file_schema("engagement")


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(file_schema("engagement"))


@pytest.mark.parametrize("name", RIGHT)
def test_editor_and_reader_accept(name: str) -> None:
    assert [error.message for error in SCHEMA.iter_errors(as_an_editor_sees_it(RIGHT[name]))] == []
    assert validate(read(RIGHT[name]))[1] == ()


@pytest.mark.parametrize("name", WRONG)
def test_editor_and_reader_refuse(name: str) -> None:
    assert list(SCHEMA.iter_errors(as_an_editor_sees_it(WRONG[name])))
    assert validate(read(WRONG[name]))[1]


def test_an_editor_shows_the_descriptions_of_the_models() -> None:
    schema = file_schema("engagement")
    assert schema["properties"]["level"]["description"].startswith("The level of involvement")
    assert schema["$defs"]["Role"]["properties"]["status"]["examples"] == ["full-member"]
