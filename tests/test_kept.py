"""What is kept from run to run comes back as it was, and counts for what it was made of."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from pydantic_core import SchemaValidator

from pitfall_audit import kept as kept_module
from pitfall_audit.engagement.absence import take_out
from pitfall_audit.engagement.model import Engagement
from pitfall_audit.engagement.model.records import bare_schema, validator
from pitfall_audit.facts.kinds import SUBJECT_SHAPES
from pitfall_audit.kept import kept
from pitfall_audit.rules.packs import load_built_in
from pitfall_audit.yaml.reading import Document, read_file

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.yaml"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(kept_module, "_file", lambda name: tmp_path / "kept" / name)
    return tmp_path / "kept"


def made_afresh() -> str:
    return "made afresh"


def test_what_is_kept_comes_back_and_is_not_made_again() -> None:
    assert kept("one", lambda: ["made", None]) == ["made", None]
    assert kept("one", lambda: ["again"]) == ["made", None]
    assert kept("another", lambda: ["again"]) == ["again"]


def test_it_counts_for_the_same_content_alone(tmp_path: Path) -> None:
    rule = tmp_path / "rule.yaml"
    rule.write_text("one")
    assert kept("rules", lambda: "first", [rule]) == "first"
    rule.write_text("two")
    assert kept("rules", made_afresh, [rule]) == "made afresh"
    rule.unlink()
    assert kept("rules", lambda: "without", [rule]) == "without"


def test_it_counts_for_the_same_program_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    kept("one", lambda: "made")
    monkeypatch.setattr(kept_module, "_of_the_program", lambda: b"another version")
    assert kept("one", made_afresh) == "made afresh"


def test_the_layers_of_an_image_keep_times_to_the_second_and_it_counts_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def key_with(nanoseconds: int) -> bytes | None:
        os.utime(source, ns=(nanoseconds, nanoseconds))
        return kept_module._of_the_program.__wrapped__()

    monkeypatch.setattr(kept_module, "_PACKAGE", tmp_path)
    source = tmp_path / "module.py"
    source.write_text("one")
    installed = key_with(1_700_000_000_123_456_789)
    assert installed is not None
    assert key_with(1_700_000_000_000_000_000) == installed
    assert key_with(1_700_000_001_000_000_000) != installed


@pytest.mark.parametrize("at", [0, 40, 70, -1])
def test_what_is_broken_is_made_afresh(folder: Path, at: int) -> None:
    kept("one", lambda: "made" * 20)
    content = bytearray((folder / "one").read_bytes())
    content[at] ^= 1
    (folder / "one").write_bytes(content)
    assert kept("one", made_afresh) == "made afresh"
    assert kept("one", lambda: "again") == "made afresh"


def test_nothing_is_kept_where_python_keeps_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert kept("one", made_afresh) == "made afresh"
    assert not folder.exists()


def test_a_folder_that_cannot_be_written_to_hinders_nothing(folder: Path) -> None:
    folder.write_text("a file where the folder would be")
    assert kept("one", made_afresh) == "made afresh"


def test_the_built_in_rules_come_back_as_they_were(folder: Path) -> None:
    fresh = load_built_in.__wrapped__()
    assert (folder / "rules").is_file()
    again = load_built_in.__wrapped__()
    assert again.standards == fresh.standards
    assert again.file == fresh.file
    for one, other in zip(fresh.rules, again.rules, strict=True):
        assert other is not one
        assert (other.logic, other.words, other.text) == (one.logic, one.words, one.text)
        assert (other.message, other.passed, other.related) == (
            (one.message, one.passed, one.related)
        )
        assert other.whole.tree == one.whole.tree
        assert other.vocabulary is again.vocabulary


def test_the_facts_come_back_as_they_were() -> None:
    fresh = {kind: repr(shape) for kind, shape in SUBJECT_SHAPES.items()}
    kept("facts", lambda: dict(SUBJECT_SHAPES))
    again = kept("facts", lambda: SUBJECT_SHAPES)
    assert {kind: repr(shape) for kind, shape in again.items()} == fresh


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_kept_schema_reads_as_the_model_does(path: Path) -> None:
    document = read_file(path, path.name)
    assert isinstance(document, Document)
    data = take_out(Engagement, document.data).data
    validator.__wrapped__(Engagement)
    read = validator.__wrapped__(Engagement).validate_python(data)
    assert read == SchemaValidator(bare_schema(Engagement)).validate_python(data)
