"""Every subject has an identity of its own, whatever things are called."""

import datetime as dt
from typing import Any

import pytest
import yaml

from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.validation import validate
from pitfall_audit.facts.kinds import derive_facts
from pitfall_audit.facts.subjects import SubjectKind
from pitfall_audit.yaml.reading import Document, read_text


def read(data: dict[str, Any]) -> Engagement:
    whole = {"version": "1", "id": "names", "title": "Names", **data}
    document = read_text(yaml.safe_dump(whole, sort_keys=False), "names.yaml")
    assert isinstance(document, Document)
    engagement, problems = validate(document)
    assert engagement is not None, problems
    return engagement


def identities(data: dict[str, Any], kind: SubjectKind) -> list[str]:
    facts = derive_facts(read(data), None, dt.date(2026, 6, 30))
    return [subject.identity for subject in facts.subjects[kind]]


@pytest.mark.parametrize("name", ["unnamed", "others", "vacant"])
def test_nobody_is_called_what_stands_where_nobody_is_named(name: str) -> None:
    text = f"version: 1\nid: names\ntitle: Names\npeople:\n  {name}: {{experience: carer}}\n"
    document = read_text(text, "names.yaml")
    assert isinstance(document, Document)
    _, (problem,) = validate(document)
    assert problem.message.startswith(f"Nobody can have the id `{name}`")
    assert "holders: none" in problem.help
    assert problem.place.line == 5


def test_roles_and_bodies_may_be_called_so() -> None:
    roles = [{"id": "vacant", "body": "others"}]
    assert identities({"roles": roles}, "seat") == ["seats[vacant/unnamed]"]


def test_a_role_without_a_body_is_none() -> None:
    people: dict[str, Any] = {"asha": {"experience": ["carer"]}}
    roles = [
        {"id": "x", "holders": ["asha"]},
        {"id": "y", "body": "role x", "holders": ["asha"]},
    ]
    found = identities({"people": people, "roles": roles}, "body")
    assert found == ["bodies[role-x]"]


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        ({"quality-committee": {"chair": "jo"}}, "quality-committee"),
        ({"qc": {"title": "Quality  Committee", "chair": "jo"}}, "qc"),
    ],
)
def test_a_body_named_by_its_title_is_the_one_that_is_declared(
    bodies: dict[str, Any], expected: str
) -> None:
    people: dict[str, Any] = {"asha": {"experience": ["service-user"]}, "jo": {}}
    roles = [{"id": "member", "body": "quality committee", "holders": ["asha"]}]
    ties = [{"of": "asha", "with": "jo", "kind": "receives-care-from"}]
    handling = {"between": ["asha", "jo"], "because": "care", "bodies": ["quality committee"],
                "acknowledged_by": ["asha"], "handling": [{"step": "x", "by": "jo"}]}  # fmt: skip
    promise = {"id": "p", "to": [{"body": "quality committee"}], "status": "kept",
               "told": {"on": "2026-06-01", "to": [{"body": expected}]}}  # fmt: skip
    data = {"people": people, "bodies": bodies, "roles": roles, "ties": ties,
            "conflicts": [handling], "promises": [promise]}  # fmt: skip
    assert identities(data, "body") == [f"bodies[{expected}]"]
    facts = derive_facts(read(data), None, dt.date(2026, 6, 30))
    pair = facts.subjects["connection"][0].facts
    assert pair["shared_bodies"] != []
    assert pair["handled"] is True
    assert facts.subjects["promise"][0].facts["told_covers_all"] is True


def tied_to(*others: dict[str, str]) -> list[str]:
    people = {"asha": {"experience": ["service-user"]}, "ward-3": {"post": "nurse"}}
    roles = [{"id": "member", "body": "panel", "holders": ["asha"]}]
    ties = [{"of": "asha", "with": other, "kind": "receives-care-from"} for other in others]
    found = identities({"people": people, "roles": roles, "ties": ties}, "connection")
    return [identity for identity in found if identity.startswith("conflicts")]


def test_a_team_and_a_person_of_one_name_are_two() -> None:
    assert sorted(tied_to({"person": "ward-3"}, {"team": "Ward 3"})) == [
        "conflicts[asha/team-ward-3/care]",
        "conflicts[asha/ward-3/care]",
    ]


def test_two_spellings_of_a_team_are_one() -> None:
    assert tied_to({"team": "Ward 4"}, {"team": "ward-4"}) == ["conflicts[asha/ward-4/care]"]


def test_a_tie_with_oneself_is_refused() -> None:
    text = "\n".join(
        (
            "version: 1",
            "id: names",
            "title: Names",
            "people: {asha: {experience: [carer]}}",
            "ties: [{of: asha, with: {person: asha}, kind: receives-care-from}]",
        )
    )
    document = read_text(text, "names.yaml")
    assert isinstance(document, Document)
    _, (problem,) = validate(document)
    assert problem.message == "This tie is between “asha” and the same person."
    assert problem.place.line == 5


def test_the_excerpt_of_a_problem_is_bounded() -> None:
    long = "x" * 500
    document = read_text(f"{{version: 1, id: names, title: Names, {long}: y}}", "names.yaml")
    assert isinstance(document, Document)
    _, problems = validate(document)
    assert [problem.place.excerpt for problem in problems] == [""]
