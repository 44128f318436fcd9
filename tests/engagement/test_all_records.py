"""Every record of a file is in the list once, after the one it stands in, with its place."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.all_records import all_records
from pitfall_audit.engagement.model.records import Model

TEXT = """
version: 1
id: a
title: A
people: {asha: {experience: [carer]}, jo: {}}
bodies: {panel: {title: Panel, starts: 2026-01-02, chair: {person: jo}}}
roles:
  - {id: member, body: panel, holders: [{person: asha, from: "2026-02"}, jo]}
"""


def read(text: str, **more: Any) -> Engagement:
    return Engagement.model_validate({**yaml.load(text, yaml.BaseLoader), **more})  # noqa: S506


def test_each_record_is_found_with_its_place() -> None:
    found = all_records(read(TEXT)).found
    assert [(one.path, one.name) for one in found] == [
        ((), None),
        (("people", "asha"), "asha"),
        (("people", "jo"), "jo"),
        (("bodies", "panel"), "panel"),
        (("bodies", "panel", "chair"), None),
        (("roles", 0), None),
        (("roles", 0, "holders", 0), None),
        (("roles", 0, "holders", 1), None),
    ]


def test_each_record_knows_the_one_it_stands_in() -> None:
    found = all_records(read(TEXT)).found
    for number, one in enumerate(found[1:], 1):
        assert 0 <= one.within < number
        above: Any = found[one.within].record
        stated = [value for value in vars(above).values() if value is not None]
        entries = [part for value in stated for part in _entries(value)]
        assert any(part is one.record for part in entries)


def _entries(value: Any) -> list[Any]:
    if isinstance(value, Model):
        return [value]
    return list(value.values() if isinstance(value, dict) else value if isinstance(value, tuple)
                else ())  # fmt: skip


@pytest.mark.parametrize(
    ("date", "whole"), [("2026-02", False), ("2026-02-01", True), ("spring 2026", False)]
)
def test_it_tells_whether_a_date_is_not_whole(date: str, whole: bool) -> None:
    assert all_records(read(TEXT.replace("2026-02", date))).part_dates is not whole
