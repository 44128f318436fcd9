"""Whether people were told, and whether those told are all of those promised something."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pitfall_audit.engagement.model import Engagement, Promise
from pitfall_audit.engagement.model.base import Told
from pitfall_audit.facts.arrangement import Arrangement
from pitfall_audit.facts.notification import Membership, told_coverage, was_told

TODAY = dt.date(2026, 6, 30)
FILE: dict[str, Any] = {
    "version": "1",
    "id": "e",
    "title": "An arrangement",
    "affected_groups": [
        {"id": "families", "words": "their families", "size": "40"},
        {"id": "twins", "size": "2"},
        {"id": "inpatients"},
    ],
    "people": {
        "asha": {"groups": ["inpatients"]},
        "brian": {"groups": ["families"]},
        "mary": {},
        "jo": {"post": "ward nurse", "teams": ["ward-3"], "groups": "none"},
        "dev": {"post": "Ward manager", "teams": ["crisis team"], "groups": "none"},
    },
    "bodies": {"panel": {"chair": "jo"}, "council": {"other_members": "4"}},
    "roles": [
        {
            "id": "member",
            "body": "panel",
            "holders": [{"person": "asha", "until": "2026-03-31"}, "brian"],
        },
        {"id": "carer", "body": "council", "holders": ["mary"], "groups": ["families"]},
        {"id": "vacant", "body": "panel", "holders": "none"},
        {"id": "unnamed", "body": "forum"},
        {"id": "partly", "body": "forum", "places": "3", "holders": ["mary"]},
    ],
}


def covers(
    promised: list[Any], told: list[Any], made_on: dt.date | None = None
) -> tuple[bool | None, tuple[str, ...]]:
    promise = Promise.model_validate({"id": "p", "to": promised, "told": {"to": told}})
    assert promise.to is not None
    assert promise.told is not None
    assert promise.told.to is not None
    arrangement = Arrangement(Engagement.model_validate(FILE), None, TODAY)
    answer = told_coverage(
        Membership(arrangement), promise.to, promise.told.to, made_on=made_on, told_on=TODAY
    )
    return answer.complete, answer.untold


@pytest.mark.parametrize(
    ("promised", "told"),
    [
        (["asha"], ["asha"]),
        (["brian"], [{"role": "member"}]),
        (["jo"], [{"body": "panel"}]),
        (["mary"], [{"group": "families"}]),
        (["jo"], [{"team": "Ward-3"}]),
        ([{"team": "ward manager"}], ["dev"]),
        ([{"role": "member"}], ["brian"]),
        ([{"role": "member"}], [{"body": "panel"}]),
        ([{"body": "panel"}], ["jo", {"role": "member"}]),
        ([{"body": "council"}], [{"body": "council"}]),
        ([{"role": "partly"}], [{"role": "partly"}]),
        ([{"body": "forum"}], [{"role": "unnamed"}, {"role": "partly"}]),
        ([{"group": "twins"}], [{"group": "twins"}]),
    ],
)
def test_all_were_told(promised: list[Any], told: list[Any]) -> None:
    assert covers(promised, told) == (True, ())


@pytest.mark.parametrize(
    ("promised", "told", "untold"),
    [
        (["asha", "brian"], ["brian"], ("asha",)),
        (["asha"], [{"role": "member"}], ("asha",)),
        (["brian"], [{"role": "carer"}], ("brian",)),
        (["jo"], [{"group": "families"}], ("jo",)),
        ([{"body": "panel"}], [{"role": "member"}], ("jo",)),
        ([{"body": "panel"}], [{"role": "vacant"}], ("brian", "jo")),
        ([{"group": "families"}], ["brian", "mary"], ("their families",)),
        ([{"group": "twins"}], ["asha"], ("a small group",)),
        ([{"team": "ward-3"}], ["dev"], ("ward-3",)),
        (["asha", {"team": "ward-3"}], [], ("asha", "ward-3")),
    ],
)
def test_somebody_was_left_out(promised: list[Any], told: list[Any], untold: tuple[str]) -> None:
    assert covers(promised, told) == (False, untold)


@pytest.mark.parametrize(
    ("promised", "told"),
    [
        (["mary"], [{"team": "ward-3"}]),
        ([{"role": "vacant"}], ["asha"]),
        ([{"role": "unnamed"}], ["asha"]),
        ([{"role": "partly"}], ["mary"]),
        ([{"body": "forum"}], ["mary"]),
        ([{"body": "forum"}], ["mary", {"role": "unnamed"}]),
        ([{"body": "council"}], ["mary"]),
        ([{"group": "inpatients"}], ["asha"]),
        ([{"team": "ward-3"}], ["jo"]),
    ],
)
def test_it_stays_open(promised: list[Any], told: list[Any]) -> None:
    assert covers(promised, told) == (None, ())


def test_a_role_stands_for_those_who_held_it_when_it_was_promised() -> None:
    then = dt.date(2026, 1, 12)
    assert covers([{"role": "member"}], ["brian"], then) == (False, ("asha",))
    assert covers([{"role": "member"}], ["asha", "brian"], then) == (True, ())


_ANYBODY = st.sampled_from(
    [
        *FILE["people"],
        *({"role": one["id"]} for one in FILE["roles"]),
        *({"body": name} for name in FILE["bodies"]),
        *({"group": one["id"]} for one in FILE["affected_groups"]),
        {"team": "ward-3"},
    ]
)


@given(st.lists(_ANYBODY, min_size=1, max_size=4), st.lists(_ANYBODY, max_size=3), _ANYBODY)
def test_telling_more_people_leaves_nobody_newly_out(
    promised: list[Any], told: list[Any], another: Any
) -> None:
    assert covers(promised, promised) == (True, ())
    before, after = covers(promised, told), covers(promised, [*told, another])
    if before[0]:
        assert after[0]
    assert set(after[1]) <= set(before[1])


@pytest.mark.parametrize(
    ("told", "own", "published"),
    [
        (None, False, None),
        ({}, False, None),
        ({"on": "2026-06-30"}, True, True),
        ({"on": "2026-07-01"}, False, False),
        ({"in_general_terms": "yes"}, True, True),
        ({"in_general_terms": "no"}, None, None),
        ({"how": "letter"}, None, None),
        ({"to": [], "on": "2026-06-01"}, False, False),
    ],
)
def test_whether_people_were_told(told: Any, own: bool | None, published: bool | None) -> None:
    record = None if told is None else Told.model_validate(told)
    assert was_told(record, TODAY, "own-records") is own
    assert was_told(record, TODAY, "published-documents") is published
