"""Each example gives exactly the outcomes that are pinned for it."""

from pathlib import Path

import pytest
from tools.example_outcomes import EXAMPLES, PINNED, audited, lines, name_of

from pitfall_audit.cli.exit_codes import exit_code_for
from pitfall_audit.report.html import render_html
from pitfall_audit.report.result_json import from_json, to_json

NAMES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))
TOGETHER = "several-files"


def test_every_example_is_pinned_and_nothing_else() -> None:
    there = [*NAMES, TOGETHER, *(path.stem for path in (EXAMPLES / TOGETHER).glob("*.yaml"))]
    assert sorted(path.stem for path in PINNED.glob("*.txt")) == sorted(there)


@pytest.mark.parametrize("name", NAMES)
def test_example_gives_the_outcomes_pinned_for_it(name: str) -> None:
    result = audited(f"{name}.yaml")
    assert result.problems == ()
    pinned = (PINNED / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert lines(result.engagements[0]) == pinned, "look at what changed, then `make generate`"


def test_the_files_of_one_organisation_give_what_is_pinned_for_them_together() -> None:
    result = audited(TOGETHER)
    assert result.problems == ()
    assert result.notes == ()
    for one in result.engagements:
        pinned = (PINNED / f"{name_of(one)}.txt").read_text(encoding="utf-8").splitlines()
        assert lines(one) == pinned, "look at what changed, then `make generate`"
    together = result.engagements[-1]
    assert together.id == "portfolio-alderbrook"
    found = {outcome.rule for outcome in together.outcomes if outcome.outcome == "failed"}
    assert {"tie-declared-elsewhere", "same-person-everywhere"} < found


def outcomes_of(name: str) -> set[tuple[str, str]]:
    (engagement,) = audited(f"{name}.yaml").engagements
    return {(one.outcome, one.rule) for one in engagement.outcomes}


def test_the_nurse_who_treats_a_member_is_found() -> None:
    found = outcomes_of("advisory-committee")
    assert ("failed", "cared-for-by-colleague") in found
    assert ("failed", "carer-supervised-by-own-nurse") in found


def test_the_tie_that_is_handled_is_in_place() -> None:
    assert ("passed", "cared-for-by-colleague") in outcomes_of("interview-panel")


def test_ties_held_privately_pass_as_attested() -> None:
    (engagement,) = audited("carers-council.yaml").engagements
    attested = {one.rule for one in engagement.outcomes if one.attested}
    assert {"cared-for-by-colleague", "own-clinician-supervises"} <= attested


def test_the_smallest_file_gives_findings_and_questions() -> None:
    found = outcomes_of("smallest-useful-file")
    assert {("failed", "role-status-undefined"), ("failed", "no-peer-support")} <= found
    assert any(outcome == "cannot-tell" for outcome, _ in found)


def test_the_well_run_arrangement_leaves_nothing_open() -> None:
    result = audited("well-run.yaml")
    assert {outcome for outcome, _ in outcomes_of("well-run")} == {"passed", "not-applicable"}
    assert exit_code_for(result) == 0


def test_published_silence_is_asked_about() -> None:
    found = outcomes_of("research-steering-group")
    assert ("cannot-tell", "role-description-gaps") in found
    assert ("failed", "role-description-gaps") not in found


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_examples_name_the_schema_for_editors(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../schemas/engagement.schema.json"


def test_same_inputs_give_the_same_bytes() -> None:
    once, again = audited(""), audited("")
    assert to_json(once) == to_json(again)
    assert render_html(once) == render_html(from_json(to_json(once)))
    assert "\\\\" not in to_json(once)
