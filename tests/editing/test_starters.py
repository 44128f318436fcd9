"""A file that is begun is valid, says next to nothing, and offers fields that there are."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from pitfall_audit import audit
from pitfall_audit.editing.interview import places_of
from pitfall_audit.editing.starters import asked_at_first, starter, what_settings_are
from pitfall_audit.engagement.validation import validate
from pitfall_audit.yaml.reading import Document, read_text

DAY = datetime.date(2026, 6, 30)
SETTINGS = [name for name, _ in what_settings_are()]


def document(text: str) -> Document:
    read = read_text(text, "a.yaml")
    assert isinstance(read, Document), read
    return read


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_starter_is_valid_and_finds_nothing_yet(setting: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(starter(setting, "1st Panel: ours"), "utf-8")
    result = audit([file], as_of=DAY)
    assert result.problems == ()
    (one,) = result.engagements
    assert (one.id, one.title) == ("st-panel-ours", "St panel ours")
    assert len(one.questions) >= 3
    assert [o.rule for o in one.outcomes if o.outcome == "failed" and o.severity == "error"] == []


@pytest.mark.parametrize("setting", SETTINGS)
def test_only_the_setting_is_said(setting: str) -> None:
    data = document(starter(setting, "x")).data
    bodies = data.pop("bodies", {})
    assert {key for body in bodies.values() for key in body} <= {"kind", "handles"}
    (role,) = data.pop("roles")
    assert set(role) <= {"id", "body"}
    assert data == {"version": "1", "id": "x", "title": "X"}


@pytest.mark.parametrize("setting", SETTINGS)
def test_each_comment_is_a_field_that_may_stand_there(setting: str) -> None:
    text = starter(setting, "x")
    offered = re.sub(r"^( *)# (?=[a-z_]+: )", r"\1", text, flags=re.MULTILINE)
    assert offered.count("\n    ") > text.count("\n    title") and offered != text
    _, problems = validate(document(offered))
    assert {one.id for one in problems} & {"unknown-key", "missing-key"} == set()
    assert "…" in offered


@pytest.mark.parametrize("setting", SETTINGS)
def test_each_place_that_is_asked_for_first_is_one(setting: str) -> None:
    asks = asked_at_first(setting)
    assert len(places_of(asks)) == len(asks) >= 7
