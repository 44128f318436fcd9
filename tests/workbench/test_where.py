"""The index of what documents say: every place is there, and everything to write is valid."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from pitfall_audit.engagement.spots import field_named
from pitfall_audit.engagement.validation import validate
from pitfall_audit.report.screen import Screen
from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.workbench import where_search
from pitfall_audit.workbench.file_schema import file_places
from pitfall_audit.workbench.where_page import lines_to_write, where_text
from pitfall_audit.workbench.where_search import (
    SUBJECTS,
    PhrasesOfSubject,
    like,
    phrases_by_subject,
)
from pitfall_audit.yaml.positions import Document
from pitfall_audit.yaml.reading import read_text

PHRASES = [phrase for subject in phrases_by_subject() for phrase in subject.phrases]
PLACES = {place.path for place in file_places()}
NAMES = {name for path in PLACES for name in path.replace("[]", "").split(".")}
SMALLEST: dict[str, Any] = {
    "version": "1",
    "id": "smallest",
    "title": "Smallest",
    "people": {"mary": {}, "jo": {}},
    "bodies": {"committee": {}, "board": {}},
    "roles": [{"id": "member"}],
    "sources": [{"id": "terms", "title": "Terms"}],
}


def data(text: str) -> dict[str, Any]:
    document = read_text(text, "file.yaml")
    assert isinstance(document, Document), document
    return document.data


def with_smallest(written: dict[str, Any]) -> dict[str, Any]:
    whole = dict(SMALLEST)
    for name, section in written.items():
        known = SMALLEST.get(name)
        if isinstance(known, dict):
            whole[name] = known | section
        elif isinstance(known, list):
            ids = {one["id"] for one in section}
            whole[name] = [*section, *(one for one in known if one["id"] not in ids)]
        else:
            whole[name] = section
    return whole


def stands_at(value: Any, steps: list[str]) -> bool:
    if not steps:
        return value is not None
    step, *rest = steps
    if not isinstance(value, dict) or step.removesuffix("[]") not in value:
        return False
    below = value[step.removesuffix("[]")]
    if not step.endswith("[]"):
        return stands_at(below, rest)
    entries = below.values() if isinstance(below, dict) else below
    return any(stands_at(entry, rest) for entry in entries)


def test_there_are_enough_and_every_file_is_read() -> None:
    assert len(PHRASES) >= 150
    folder = Path(str(where_search.__file__)).parent / "where"
    assert {path.stem for path in folder.glob("*.yaml")} == set(SUBJECTS)


def test_no_wording_stands_twice() -> None:
    wordings = Counter(one.casefold() for phrase in PHRASES for one in phrase.says)
    assert [one for one, number in wordings.items() if number > 1] == []


@pytest.mark.parametrize("subject", phrases_by_subject(), ids=SUBJECTS)
class TestPhrasesOf:
    def test_what_to_write_is_valid_and_stands_at_the_place(
        self, subject: PhrasesOfSubject
    ) -> None:
        wrong = {}
        for phrase in subject.phrases:
            written = data(phrase.write)
            text = yaml.safe_dump(with_smallest(written), sort_keys=False)
            document = read_text(text, "file.yaml")
            assert isinstance(document, Document)
            _, problems = validate(document)
            if problems or not stands_at(written, phrase.place.split(".")):
                wrong[phrase.says[0]] = [problem.message for problem in problems]
        assert wrong == {}

    @pytest.mark.parametrize("width", [30, 74])
    def test_on_a_screen_it_is_the_same(self, subject: PhrasesOfSubject, width: int) -> None:
        for phrase in subject.phrases:
            lines = list(lines_to_write(phrase, width))
            assert data("\n".join(lines)) == data(phrase.write)
            assert width < 74 or max(map(len, lines)) <= width

    def test_each_can_be_shown(self, subject: PhrasesOfSubject) -> None:
        for phrase in subject.phrases:
            assert phrase.place in where_text(
                phrase.says[0], Screen(80, colour=False, unicode=True)
            )

    def test_the_places_it_names_are_there(self, subject: PhrasesOfSubject) -> None:
        for phrase in subject.phrases:
            assert field_named(phrase.place).description
            assert phrase.near is None or (field_named(phrase.near) and phrase.which), phrase.near
            for name in re.findall(r"`([a-z_]+)`", phrase.which or ""):
                assert name in NAMES or name in phrase.write or name in KNOWN_WORDS, name

    def test_each_wording_finds_its_phrase(self, subject: PhrasesOfSubject) -> None:
        for phrase in subject.phrases:
            for wording in phrase.says:
                found = [match.phrase for match in like(wording) if match.score == 1]
                assert phrase in found, wording


def test_the_checks_that_remarks_name_are_there_and_open() -> None:
    named = [
        one["check"]
        for phrase in PHRASES
        for one in data(phrase.write).get("observations", ())
        if "check" in one
    ]
    assert len(named) > 20
    assert set(named) <= {one.id for one in load_built_in().rules if not one.logic.private}


KNOWN_WORDS = {
    "none",
    "source",
    "strength",
    "whole",
    "aim",
    "deliverable",
    "yes",
    "staffing",
    "conduct",
}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("statements", "roles[].duties"),
        ("roles[].speaks_for", "roles[].expects"),
        ("bodies[].kind", "bodies[].panel"),
        ("bodies[].escalation", "contact"),
        ("bodies[].escalation", "roles[].contact"),
        ("purpose", "bodies[].purpose"),
    ],
)
def test_which_of_two_fields_to_take_is_said_at_both(one: str, other: str) -> None:
    said = {place.path: place.field.description for place in file_places()}
    assert f"`{other.rpartition('.')[2]}" in said[one]
    assert f"`{one.rpartition('.')[2]}" in said[other]


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("Expenses are paid in advance.", "payment.expenses.paid"),
        ("Members will be reimbursed for reasonable travel expenses and childcare on submission "
         "of receipts", "payment.expenses"),
        ("the chair is chosen by the group", "roles[].chosen_from"),
        ("comittee adivses", "bodies[].powers"),
        ("speaks_for", "roles[].speaks_for"),
        ("who do I ring?", "contact"),
        ("advice must be answered within two months", "bodies[].answers_advice_within_days"),
        ("election", "recruitment.channels"),
        ("should", "bodies[].answers_advice.strength"),
        ("they lump carers and users together", "observations[].check"),
        ("MILEAGE", "payment.expenses.covers"),
    ],
)  # fmt: skip
def test_a_sentence_finds_its_place(said: str, place: str) -> None:
    assert like(said)[0].phrase.place == place


@pytest.mark.parametrize("said", ["", "the of and", "moon cheese", "The moon is made of cheese"])
def test_where_nothing_is_like_it(said: str) -> None:
    assert like(said) == ()
