"""What the page of the settings shows is right: each example can be used as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.settings.model import Configuration, Override, keys_of
from pitfall_audit.settings.settings import Settings
from pitfall_audit.settings.settings_file import settings_from_text

PAGE = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
KEYS = [(model, key) for model in (Configuration, Override) for key in keys_of(model)]


@pytest.mark.parametrize("text", BLOCKS)
def test_each_example_of_the_page_can_be_used(text: str) -> None:
    name = "pyproject.toml" if "[tool." in text else "pitfall-audit.toml"
    Settings(load_built_in().rules, settings_from_text(text, name))


@pytest.mark.parametrize(("model", "key"), KEYS)
def test_each_example_of_a_key_can_be_used(model: type[Configuration | Override], key: str) -> None:
    for example in keys_of(model)[key].examples or ():
        text = str(example)
        if model is Override:
            paths = "" if key == "paths" else 'paths = ["a"]\n'
            text = f"[[overrides]]\n{paths}{text}"
        made = settings_from_text(text)
        stated: Configuration | Override = made.configuration
        if model is Override:
            (stated,) = made.configuration.overrides or ()
        assert getattr(stated, key.replace("-", "_")) is not None
        Settings(load_built_in().rules, made)


def test_every_key_stands_on_the_page() -> None:
    rows = set(re.findall(r"^\| `([a-z-]+)` \|", PAGE, re.MULTILINE))
    assert rows == {key for _, key in KEYS}
