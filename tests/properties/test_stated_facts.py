"""What holds of facts that say plainly what a file states, over engagements made at random."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, Final

from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st
from tests.generators import Data, engagements, example_facts, facts_of, tries
from tests.properties.test_changes import shuffled

from pitfall_audit.facts.fact_schema import FactShape
from pitfall_audit.facts.kinds import SUBJECT_SHAPES
from pitfall_audit.facts.subjects import FactSheet

STATED: Final[Mapping[str, tuple[str, ...]]] = {
    "role": ("payment",),
    "seat": (
        "payment", "started_on", "days_since_start", "induction", "parting", "wellbeing_plan",
        "prefers_no_payment", "access",
    ),
    "person": ("access",),
    "engagement": (
        "access", "organisation_nation", "safeguarding", "monitoring", "data_protection",
        "staff_preparation", "ending",
    ),
    "body": (
        "papers", "members_only_slot", "agenda_set_by", "organisation_nation",
        "no_detriment_stated", "escalation", "removal",
    ),
}  # fmt: skip
"""The facts of each kind of subject that are looked at here, with all that is below them."""


def routes(shape: FactShape, names: tuple[str, ...], before: str) -> Iterator[str]:
    """The route to each fact that is one value, or a list."""
    for name in names:
        below = shape.fields[name].shape
        if below is None or shape.fields[name].repeated:
            yield f"{before}.{name}"
        else:
            yield from routes(below, tuple(below.fields), f"{before}.{name}")


def values(facts: Mapping[str, Any], names: tuple[str, ...], before: str) -> Iterator[Any]:
    """Each of these facts that is stated: its route, and what it is, lists in one order."""
    for name in names:
        value = facts.get(name)
        if isinstance(value, dict):
            yield from values(value, tuple(value), f"{before}.{name}")
        elif value is not None:
            yield f"{before}.{name}", sorted(value, key=str) if isinstance(value, list) else value


def stated(sheet: FactSheet) -> list[tuple[str, list[Any]]]:
    """All such facts of each subject."""
    return [
        (f"{kind} {one.identity}", sorted(values(one.facts, names, kind)))
        for kind, names in STATED.items()
        for one in sheet.subjects[kind]  # type: ignore[index]  # they are kinds of subjects
    ]


class AllSeenError(Exception):
    """There is nothing left to look for."""


def test_each_of_them_is_stated_somewhere() -> None:
    """So what is tried elsewhere on engagements made at random is tried on each of them."""
    missing = {
        route
        for kind, names in STATED.items()
        for route in routes(SUBJECT_SHAPES[kind], names, kind)
    }
    for sheet in example_facts():
        missing.difference_update(route for _, found in stated(sheet) for route, _ in found)

    # From this seed, all are seen soon.
    @seed(1)
    @settings(max_examples=400, deadline=None, database=None, phases=[Phase.generate])
    @given(engagements())
    def look(data: Data) -> None:
        missing.difference_update(
            route for _, found in stated(facts_of(data)) for route, _ in found
        )
        if not missing:
            raise AllSeenError

    with suppress(AllSeenError):
        look()
    assert sorted(missing) == []


@settings(max_examples=tries(30), deadline=None)
@given(engagements(), st.data())
def test_the_order_of_lists_changes_none_of_them(engagement: Data, data: st.DataObject) -> None:
    after = stated(facts_of(shuffled(engagement, data)))
    assert sorted(after) == sorted(stated(facts_of(engagement)))
