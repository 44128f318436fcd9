"""The pages on packs, strangers and plugins say what the code does, number by number."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from tests.docs.guides import assert_every_block_is_marked, blocks, page, run

from pitfall_audit import plugins
from pitfall_audit.engagement.model.records import Model, fields_of
from pitfall_audit.engagement.validation import validate_as
from pitfall_audit.rules import rule_process as worker
from pitfall_audit.rules import rule_runner as running
from pitfall_audit.rules import rule_runner as verifying
from pitfall_audit.rules.conditions.expression_checks import LONGEST_EXPRESSION
from pitfall_audit.rules.conditions.expressions import Crashed
from pitfall_audit.rules.form import messages
from pitfall_audit.rules.form.outcomes import Severity
from pitfall_audit.rules.form.pack_file import (
    RECORDS,
    Needs,
    OwnFieldEntry,
    OwnFieldKind,
    PackFile,
    Standards,
)
from pitfall_audit.rules.form.rule_form import LONGEST_TOGETHER
from pitfall_audit.rules.pack_checks import MOST_CHARACTERS, MOST_RULES, SECONDS_TO_READ
from pitfall_audit.rules.pack_reading import MOST_OWN_FIELDS
from pitfall_audit.rules.packs import load_pack
from pitfall_audit.rules.proving import prove_pack
from pitfall_audit.settings.settings_file import settings_from_text
from pitfall_audit.workbench import author_tasks as rehearsing
from pitfall_audit.yaml import document_limits as limits
from pitfall_audit.yaml.reading import Document, read_text

ROOT = Path(__file__).parents[2]
COOKBOOK = ROOT / "examples" / "house-rules"
PLUGIN = ROOT / "examples" / "plugin"
ROW = re.compile(r"^\| `(?P<key>[a-z.-]+)` \| (?P<says>.*?) \| `(?P<example>.*)` \|$", re.MULTILINE)
MODELS: tuple[tuple[type[Model], str], ...] = (
    (PackFile, ""),
    (Needs, "needs."),
    (OwnFieldEntry, ""),
)
KEYS: dict[str, tuple[type[Model], str | None]] = {
    f"{before}{field.key}": (model, field.description)
    for model, before in MODELS
    for field in fields_of(model).values()
}
WHOLE: dict[type[Model], dict[str, str]] = {
    PackFile: {"name": "name: a-pack", "version": "version: '1'"},
    Needs: {},
    OwnFieldEntry: {"on": "on: role", "type": "type: text", "says": "says: The ward"},
}


def built(model: type[Model], text: str) -> Model:
    document = read_text(text, "a.yaml")
    assert isinstance(document, Document), document
    made, problems = validate_as(model, document)
    assert made is not None, problems
    return made


def test_each_key_stands_in_a_table_with_what_it_means_and_an_example_that_can_be_used() -> None:
    rows = {row["key"]: row for row in ROW.finditer(page("packs.md"))}
    assert rows.keys() == KEYS.keys()
    for key, (model, says) in KEYS.items():
        assert rows[key]["says"] == says
        example = rows[key]["example"]
        lines = {**WHOLE[model], example.partition(":")[0]: example}
        built(model, "\n".join(lines.values()))


def test_the_types_and_the_records_of_a_field_are_all_named() -> None:
    text = " ".join(page("packs.md").split())
    assert ", ".join(f"`{one}`" for one in get_args(OwnFieldKind)) in text
    assert ", ".join(f"`{one}`" for one in RECORDS) in text


def test_the_files_on_the_page_can_be_used() -> None:
    models: dict[str, type[Model]] = {"pack": PackFile, "standards": Standards}
    assert_every_block_is_marked("packs.md")
    files = [block for block in blocks("packs.md") if block.what in models]
    assert {block.what for block in files} == models.keys()
    for block in files:
        built(models[block.what], block.text)


def test_the_command_on_the_page_shows_the_fields_of_a_pack() -> None:
    (command,) = (block.text for block in blocks("packs.md") if block.what == "run")
    done = run(command, ROOT)
    assert done.returncode == 0
    assert "body.x.papers_days_before: whole number" in done.stdout


BOUNDS = {
    "size of a file": f"{limits.BYTES:,} bytes",
    "mappings and lists one inside another, in a file": f"{limits.LEVELS}",
    "values in a file": f"{limits.NODES:,}",
    "aliases (`*name`) in a file": f"{limits.ALIASES:,}",
    "rules in a pack": f"{MOST_RULES:,}",
    "characters of its rule files together": f"{MOST_CHARACTERS:,}",
    "time to read its conditions and check them": f"{SECONDS_TO_READ:g} seconds",
    "fields of its own that a pack declares": f"{MOST_OWN_FIELDS}",
    "length of a condition": f"{LONGEST_EXPRESSION:,} characters",
    "conditions of one rule together": f"{LONGEST_TOGETHER:,} characters",
    "loops nested in a condition": "2",
    "steps of all loops of a condition together": "10,000",
    "`+` on values inside a loop": "none",
    "length of a message": f"{messages._LONGEST_FORM:,} characters",
    "what is filled into one blank": f"{messages._LONGEST_BLANK} characters",
    "time of one rule for one engagement": f"{running.SECONDS:g} seconds",
    "time of all rules from outside for one engagement": f"{running.SECONDS_FOR_ALL:g} seconds",
    "time of the examples of one rule": f"{verifying.SECONDS_TO_PROVE:g} seconds",
    "time of the examples of all rules from outside": (
        f"{verifying.SECONDS_TO_PROVE_ALL:g} seconds"
    ),
    "time of one rule in `rules test` and in `rules explain`": (
        f"{rehearsing.SECONDS_TO_LOOK:g} seconds"
    ),
    "time of one rule against all its mutants, and of the search for its examples": (
        f"{rehearsing.SECONDS_TO_MUTATE:g} seconds"
    ),
    "memory for the rules from outside": f"{worker.MEGABYTES} megabytes",
    "what a rule may answer for one engagement": f"{worker.LONGEST_ANSWER:,} bytes",
}


def test_the_page_on_strangers_states_the_numbers_of_the_code() -> None:
    rows = re.findall(r"^\| (.*?) \| (.*?) \|$", page("strangers.md"), re.MULTILINE)
    assert dict(rows[2:]) == BOUNDS


@pytest.mark.parametrize(("steps", "stops"), [(9_900, False), (10_100, True)])
def test_loops_stop_after_ten_thousand_steps(steps: int, *, stops: bool) -> None:
    from pitfall_audit.rules.conditions.expressions import Batch, Program

    program = Program("seat.ones.all(one, one == 1)", "seat", None, {})
    answer = program.run(Batch("seat", [{"ones": [1] * steps}]), 0)
    assert isinstance(answer, Crashed) is stops


def test_the_house_rules_of_the_examples_hold() -> None:
    pack = load_pack(COOKBOOK)
    proof = prove_pack(pack)
    assert proof.rules >= 12
    assert not proof.failures
    assert not proof.problems
    assert pack.file is not None
    assert len(pack.file.fields) == 2
    assert len({rule.logic.subject for rule in pack.rules}) >= 10


def test_every_block_on_plugins_is_what_the_example_holds() -> None:
    assert_every_block_is_marked("python-rules.md")
    for block in blocks("python-rules.md"):
        match block.what:
            case "from":
                assert block.text in (PLUGIN / block.how).read_text(encoding="utf-8"), block.line
            case "settings":
                settings_from_text(block.text, "pitfall-audit.toml")
            case "plugin":
                # Beside the installed plugin they are run, in the tests from end to end.
                assert all(one.startswith("pitfall-audit ") for one in block.text.splitlines())
            case _:
                raise AssertionError(f"line {block.line}: what is {block.what}?")


def test_the_answers_and_severities_are_all_named() -> None:
    text = page("python-rules.md")
    answers = set(re.findall(r"^\| `([A-Z]\w+)` \|", text, re.MULTILINE))
    assert answers == {"Passed", "Failed", "CannotTell", "DoesNotApply"}
    assert answers <= set(plugins.__all__)
    assert all(f'`"{one}"`' in text for one in get_args(Severity))
