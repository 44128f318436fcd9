"""The schema that editors use accepts every example, as editors read YAML."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
SCHEMA = json.loads((ROOT / "schemas" / "engagement.schema.json").read_text(encoding="utf-8"))


class Core(yaml.SafeLoader):
    """YAML 1.2, as most editors read it: ``yes`` is text, and so is a date."""


Core.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    if letter not in "yYnNoO"
}


def as_json(value: Any) -> Any:
    """The value with its dates as text, which is all that JSON knows.

    NOTE: the key ``on`` (of ``told``) is a truth value in YAML 1.1; an editor takes the name of
    a key as it is written.
    """
    if isinstance(value, dict):
        names = {True: "on", False: "off"}
        return {
            names[key] if isinstance(key, bool) else str(key): as_json(item)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


@pytest.mark.parametrize("loader", [yaml.SafeLoader, Core], ids=["yaml-1.1", "yaml-1.2"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_schema_accepts_the_example(path: Path, loader: type[yaml.SafeLoader]) -> None:
    data = as_json(yaml.load(path.read_text(encoding="utf-8"), loader))  # noqa: S506
    faults = [
        f"{'.'.join(map(str, fault.absolute_path))}: {fault.message[:200]}"
        for fault in jsonschema.Draft202012Validator(SCHEMA).iter_errors(data)
    ]
    assert faults == []


def test_the_schema_refuses_what_is_wrong() -> None:
    data = as_json(yaml.safe_load(EXAMPLES[0].read_text(encoding="utf-8")))
    for wrong in ({"status": "member"}, {"hoders": ["mary"]}, {"holders": [{"persn": "mary"}]}):
        changed = {**data, "roles": [{"id": "r", **wrong}]}
        assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(changed)
