"""Pasted characters are named before any other cause."""

from __future__ import annotations

import pytest

from pitfall_audit.engagement.validation import validate
from pitfall_audit.yaml.places import Problem
from pitfall_audit.yaml.reading import Document, read_text

HEAD = "version: 1\nid: a\ntitle: A\n"


def problems(text: str) -> tuple[Problem, ...]:
    document = read_text(text, "a.yaml")
    return validate(document)[1] if isinstance(document, Document) else document


@pytest.mark.parametrize(
    ("text", "line", "column", "sign", "type_"),
    [
        ("version: 1\nid: a\ntitle:\u00a0Carer\n", 3, 7, "U+00A0", "an ordinary space"),
        ("version: 1\nid: a\ntitle\uff1aCarer\npurpose: x\n", 3, 6, "U+FF1A", "a colon (:)"),
        (f"{HEAD}authority:\n  \u2013 one\n  - b: c\n", 5, 3, "U+2013", "a hyphen (-)"),
        (f"{HEAD}roles:\n  \u2022 id: a\n", 5, 3, "U+2022", "a hyphen (-)"),
        (f"{HEAD}people:\n  \u2013 mary\n", 5, 3, "U+2013", "a hyphen (-)"),
        ("version: 1\ntitle: A\nid: a\u2011b\n", 3, 6, "U+2011", "a hyphen (-)"),
        (f"{HEAD}purpose: \u201cone: two\u201d\n", 4, 10, "U+201C", "a straight quotation mark"),
        (
            f"{HEAD}people: {{a: {{experience: [\u201ccarer\u201d]}}}}\n",
            4,
            27,
            "U+201C",
            "straight",
        ),
        (f"{HEAD}people: {{a: {{experience: [staff\u00a0nurse]}}}}\n", 4, 32, "U+00A0", "space"),
        (f"{HEAD}starts: 2026\u201302\u201303\n", 4, 13, "U+2013", "a hyphen (-)"),
        (f"{HEAD}contact: {{post\uff1alead}}\n", 4, 15, "U+FF1A", "a colon (:)"),
        (f"{HEAD}people:\n\u00a0\u00a0mary: {{}}\n", 5, 1, "U+00A0", "an ordinary space"),
    ],
)
def test_the_character_its_column_and_what_to_type(
    text: str, line: int, column: int, sign: str, type_: str
) -> None:
    first = problems(text)[0]
    assert first.id == "pasted-character", first
    assert (first.place.line, first.place.column) == (line, column)
    assert sign in first.message
    assert f"At column {column}" in first.message
    assert type_ in first.help


def test_such_characters_within_texts_are_fine() -> None:
    text = f"{HEAD}purpose: \u201cWe\u201d \u2013 and\u00a0you \u2022 all\uff1aof us\nunknown: 1\n"
    (problem,) = problems(text)
    assert problem.id == "unknown-key"


def test_a_comma_inside_braces_is_the_cause() -> None:
    (problem,) = problems(f"{HEAD}contact: {{post: lead nurse, wards}}\n")
    assert "a comma ends a text" in problem.message
    assert "quotation marks" in problem.help
