"""``none`` and ``not-stated``: taken out in one place, refused where they can't stand."""

from __future__ import annotations

from typing import Any

import pytest

from pitfall_audit.engagement.absence import may_be_absent, take_out
from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.outlines import all_models, outline
from pitfall_audit.engagement.validation import validate
from pitfall_audit.yaml.reading import Document, read_text

TOP = "version: 1\nid: a\ntitle: A\n"
READ = "sources: [{id: tor, kind: terms-of-reference, read: whole}]\n"


def engagement(text: str) -> Engagement:
    document = read_text(TOP + text, "a.yaml")
    assert isinstance(document, Document)
    built, problems = validate(document)
    assert built is not None, problems
    return built


def problems_of(text: str) -> list[tuple[str, int]]:
    document = read_text(TOP + text, "a.yaml")
    assert isinstance(document, Document)
    _, problems = validate(document)
    return [(problem.id, problem.place.line) for problem in problems]


@pytest.mark.parametrize("word", ["none", "not-stated"])
@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("lead: {}", ("lead",)),
        ("scope: {}", ("scope",)),
        ("starts: {}", ("starts",)),
        ("contact: {{post: {}}}", ("contact", "post")),
        ("bodies: {{b: {{chair: {}}}}}", ("bodies", "b", "chair")),
        ("bodies: {{b: {{interests: {}}}}}", ("bodies", "b", "interests")),
        ("bodies: {{b: {{decides_by: {}}}}}", ("bodies", "b", "decides_by")),
        ("bodies: {{b: {{other_members: {}}}}}", ("bodies", "b", "other_members")),
        ("promises: [{{id: p, owner: {}}}]", ("promises", 0, "owner")),
        ("promises: [{{id: p, due: {}}}]", ("promises", 0, "due")),
        ("roles: [{{id: r, speaks_for: {}}}]", ("roles", 0, "speaks_for")),
    ],
)
def test_both_words_are_kept_by_their_places(text: str, path: tuple[Any, ...], word: str) -> None:
    assert engagement(READ + text.format(word)).absences == {path: word}


def test_a_list_that_is_none_is_empty_and_one_not_stated_is_left_out() -> None:
    assert engagement("promises: none").promises == ()
    left_out = engagement(f"{READ}promises: not-stated")
    assert left_out.promises is None
    assert left_out.absences == {("promises",): "not-stated"}


def test_a_yes_or_no_that_is_none_is_no() -> None:
    built = engagement("bodies: {b: {interests: {register: none}}}")
    interests = (built.bodies or {})["b"].interests
    assert interests is not None
    assert interests.register_kept is False
    assert not built.absences


def test_a_vocabulary_that_has_the_word_none_keeps_it() -> None:
    built = engagement("bodies: {b: {panel: {score_weight: none}}}")
    panel = (built.bodies or {})["b"].panel
    assert panel is not None
    assert panel.score_weight == "none"
    assert not built.absences


def test_the_words_may_stand_at_every_optional_field() -> None:
    refused = {"id", "described_from", "read", "state", "kind", "source", "says"}
    for model in all_models(Engagement):
        for key, field in outline(model).items():
            assert may_be_absent(field) is not (field.required or key in refused), key


def test_a_file_without_the_words_is_left_as_it_is() -> None:
    data = {"title": "None of your business", "lead": "none of them"}
    assert take_out(Engagement, data).data is data


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("roles: [{id: none}]", "absent-as-a-name"),
        ("people: {not-stated: }", "absent-as-a-name"),
        ("bodies: {none: {title: B}}", "absent-as-a-name"),
        ("bodies: {b: {escalation: [none]}}", "absent-in-a-list"),
        ("roles: [{id: r, holders: [none]}]", "absent-in-a-list"),
        ("described_from: none", "not-one-of"),
    ],
)
def test_the_words_are_no_names_and_no_entries_of_lists(text: str, problem: str) -> None:
    assert problems_of(READ + text) == [(problem, 5)]


def test_not_stated_needs_something_that_was_read_whole() -> None:
    text = "sources: [{id: tor, read: part}]\nlead: not-stated\nscope: not-stated"
    assert problems_of(text) == [("not-stated-in-what", 5)]
    assert problems_of(text.replace("read: part", "sections_read: [membership]")) == []


def test_a_field_of_ones_own_keeps_either_word() -> None:
    assert engagement("x-colour: none").model_extra == {"x-colour": "none"}
