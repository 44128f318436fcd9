"""The places of a file that no fact is made of: the list of them is true, and as it is made."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.facts.fact_texts import examples
from tools.markdown import COMMAND
from tools.places_without_facts import attribute_of, path_of_data, text_of_data

from pitfall_audit.engagement.model.base import Model
from pitfall_audit.facts.kinds import derive_facts
from pitfall_audit.workbench.file_schema import file_places, places_without_facts

DAY = dt.date(2026, 6, 30)


def test_the_list_is_as_it_is_made() -> None:
    written = path_of_data().read_text(encoding="utf-8")
    assert written == text_of_data(), f"write it again with `{COMMAND}`"


def test_places_are_with_facts_or_without() -> None:
    without = places_without_facts()
    brings = "roles[].brings_seats"
    assert {brings, f"{brings}[].role"} <= without
    assert without.isdisjoint({"roles[].capacity", "roles[].payment", "payment.fee.amount"})
    assert without < {place.path for place in file_places()}


def test_facts_are_derived_without_a_look_at_them(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: set[tuple[type, str]] = set()
    given = Model.__getattribute__

    def noted(self: Model, name: str) -> Any:
        looked_at.add((type(self), name))
        return given(self, name)

    arrangements = examples()
    assert len(arrangements) > 100
    monkeypatch.setattr(Model, "__getattribute__", noted, raising=False)
    for one in arrangements:
        derive_facts(one, None, DAY)
    monkeypatch.undo()
    without = places_without_facts()
    # The same record may stand in several places, and be read in one of them alone.
    read = {
        (place.owner, attribute_of(place)) for place in file_places() if place.path not in without
    }
    listed = {
        (place.owner, attribute_of(place)) for place in file_places() if place.path in without
    }
    assert (listed - read) & looked_at == set()
    assert len(read & looked_at) > 100
