"""The formats for other programs, each read by what reads it: schemas, parsers, validators."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import junitparser
import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot
from markdown_it import MarkdownIt
from msgspec.structs import replace
from tests.generators import tries
from tests.report.sample_results import (
    audit_results,
    clean_result,
    empty_result,
    full_result,
    several_result,
    small_result,
    with_outcomes,
)
from tests.report.told import told_in

from pitfall_audit.engine.result import AuditResult
from pitfall_audit.report.formats import BY_NAME
from pitfall_audit.report.listing import listing
from pitfall_audit.report.result_json import from_json, to_json

SCHEMAS = Path(__file__).parent / "schemas"
MULTITOOL = Path(sys.prefix) / "node_modules/@microsoft/sarif-multitool-linux" / "Sarif.Multitool"
SAMPLES = [small_result(), full_result(), several_result(), clean_result(), empty_result()]
HOSTILE = (
    '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r\n::error::x", "%0A::error::x",
    "::set-env name=A::b", "a,b:c", "<script>alert(1)</script>", "]]>", "&lt;", "`x` | y",
    "[x](javascript:y)", "![i](http://x)", "\x00\x1b[31m\x07", "\ufffe", "\u202e", "\udc80", "-->",
    "<!-- x", "# h", "@somebody #12", "http://x.example", "\\", "é", "a b.yaml", "../c.yaml",
    "a\nb", "|", "\\|", "**b**",
)  # fmt: skip
ANY_RESULT = audit_results(st.sampled_from(HOSTILE) | st.text(max_size=8))


def written(form: str, result: AuditResult, *, questions: bool = True) -> str:
    return BY_NAME[form].text_of(result, questions=questions)


def results(check: Any) -> Any:
    """Run a test on the samples, and on results with whatever text in them."""
    of_any = settings(max_examples=tries(15), deadline=None)(given(ANY_RESULT)(check))

    def test() -> None:
        for sample in SAMPLES:
            check(sample)
        of_any()

    test.__name__, test.__doc__ = check.__name__, check.__doc__
    return test


# Those with needs are made of the HTML page.
@pytest.mark.parametrize("form", [name for name, one in BY_NAME.items() if not one.needs])
def test_every_format_is_made_from_the_json_alone(form: str) -> None:
    for sample in SAMPLES:
        again = from_json(to_json(sample))
        assert told_in(BY_NAME[form], again) == told_in(BY_NAME[form], sample)


SARIF = jsonschema.Draft202012Validator(json.loads((SCHEMAS / "sarif-2.1.0.json").read_text()))


@results
def test_sarif_is_as_its_schema_has_it(result: AuditResult) -> None:
    SARIF.validate(json.loads(written("sarif", result)))


def test_sarif_says_what_is_found_where() -> None:
    (run,) = json.loads(written("sarif", full_result()))["runs"]
    first = next(one for one in run["results"] if one["ruleId"] == "promise-overdue")
    rule = run["tool"]["driver"]["rules"][first["ruleIndex"]]
    assert rule["help"]["text"].endswith("Write down when they were told.")
    assert first["level"] == "error"
    assert first["locations"][0]["physicalLocation"] == snapshot(
        {
            "artifactLocation": {"uri": "examples/interview-panel.yaml", "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": 88, "startColumn": 5, "endLine": 88, "endColumn": 15},
        }
    )
    assert first["relatedLocations"][0]["message"] == {"text": "nobody is named as told"}
    kinds = {(one["kind"], one["level"]) for one in run["results"]}
    assert kinds == {("fail", "error"), ("fail", "warning"), ("open", "none")}
    assert not run["invocations"][0]["executionSuccessful"]
    asked = json.loads(written("sarif", full_result(), questions=False))["runs"][0]["results"]
    assert {one["kind"] for one in asked} == {"fail"}


def test_fingerprints_stay_where_lines_move() -> None:
    result = several_result()
    moved = tuple(
        with_outcomes(
            one,
            *(
                replace(o, place=replace(o.place, line=o.place.line + 7) if o.place else None)
                for o in reversed(one.outcomes)
            ),
        )
        for one in result.engagements
    )
    before, after = listing(result), listing(replace(result, engagements=moved))
    assert {one.fingerprint for one in before} == {one.fingerprint for one in after}
    assert len({one.fingerprint for one in before}) == len(before)


def test_sarif_passes_the_rules_of_microsoft_and_of_github(tmp_path: Path) -> None:
    if not MULTITOOL.exists():
        pytest.skip("the SARIF Multitool is not installed; `make reader-tools` does that, with npm")
    log, said = tmp_path / "audit.sarif", tmp_path / "said.sarif"
    log.write_text(written("sarif", full_result()), encoding="utf-8")
    subprocess.run(
        [MULTITOOL, "validate", log, "--rule-kind", "Sarif;Ghas", "-o", said, "--quiet", "true"],
        check=False,
        capture_output=True,
        env=os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
    )
    (run,) = json.loads(said.read_text(encoding="utf-8-sig"))["runs"]
    looked_at = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    wrong = {(one["ruleId"], one.get("level", "warning")) for one in run["results"]}
    # There is no page of the tool to name yet; it is the one thing that it warns of.
    assert {one for one in wrong if one[1] != "note"} == {("SARIF2005", "warning")}
    assert looked_at


XSD = xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd"))


@results
def test_junit_is_as_its_schema_has_it(result: AuditResult) -> None:
    text = written("junit", result)
    XSD.validate(text)
    suites = junitparser.JUnitXml.fromstring(text.encode())
    cases = [case for suite in suites for case in suite]
    assert suites.tests == len(cases)
    assert suites.failures == sum(
        isinstance(one, junitparser.Failure) for case in cases for one in case.result
    )


def test_junit_has_a_case_for_each_check_with_its_reason() -> None:
    suites = junitparser.JUnitXml.fromstring(written("junit", small_result()).encode())
    (suite,) = suites
    assert {
        case.name: (type(case.result[0]).__name__, case.result[0].message)
        if case.result
        else "passed"
        for case in suite
    } == snapshot(
        {
            "role-status-undefined": (
                "Failure",
                "Carer member (mary): whether this is a full and equal seat is not stated.",
            ),
            "vote-unstated": ("Skipped", "Does Carer member (mary) vote?"),
            "no-peer-support": (
                "Failure",
                "Carer member (mary) sits alone on the quality committee, and nobody is named to support them.",
            ),
            "cared-for-by-colleague": (
                "Skipped",
                "1 question, told in full only where ties and disputes may be read.",
            ),
            "own-clinician-supervises": (
                "Skipped",
                "1 question, told in full only where ties and disputes may be read.",
            ),
            "users-and-carers-merged": "passed",
            "promise-overdue": ("Skipped", "No promise is listed."),
            "closed-recruitment": ("Skipped", "there is nothing here that it looks at"),
            "lone-member": ("Skipped", "left out by --ignore"),
        }
    )


CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string"},
            "check_name": {"type": "string"},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": "^\\./"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
"""What GitLab's documentation asks of a Code Quality report; its own schema asks for less."""


@results
def test_gitlab_is_as_its_documentation_has_it(result: AuditResult) -> None:
    report = json.loads(written("gitlab", result))
    jsonschema.validate(report, CODE_QUALITY)
    assert len({one["fingerprint"] for one in report}) == len(report) or result.problems


def command_read(line: str) -> tuple[str, dict[str, str], str]:
    """Read a command as GitHub's runner does."""
    match = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
    assert match, line

    def back(text: str) -> str:
        for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            text = text.replace(code, sign)
        return text

    said = dict(part.split("=", 1) for part in match[2].split(","))
    return match[1], {key: back(value) for key, value in said.items()}, back(match[3])


@results
def test_github_is_one_command_for_each_and_nothing_more(result: AuditResult) -> None:
    lines = written("github", result).split("\n")
    listed = listing(result_as_shown(result), questions=True)
    assert lines.pop() == ""
    assert not lines.pop().startswith(("::", "##"))
    assert len(lines) == len(listed)
    for line, one in zip(lines, listed, strict=True):
        _, said, message = command_read(line)
        # What no stream can write of a name is shown by its number.
        file = one.place.file.encode(errors="backslashreplace").decode()
        assert (said["file"], said["line"]) == (file, str(one.line))
        assert message.startswith(one.message)


def result_as_shown(result: AuditResult) -> AuditResult:
    from pitfall_audit.report.redaction import redacted

    return redacted(result)


@results
def test_csv_has_a_row_for_each_and_no_formula(result: AuditResult) -> None:
    text = written("csv", result)
    head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert len(rows) == len(listing(result_as_shown(result), questions=True))
    for row in rows:
        assert len(row) == len(head)
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)
        assert not any(ord(sign) < 32 for cell in row for sign in cell)


@results
def test_json_lines_are_objects_with_the_same_keys(result: AuditResult) -> None:
    head, *rows = [json.loads(line) for line in written("jsonl", result).split("\n") if line]
    assert head["kind"] == "audit"
    assert head["complete"] is not any(row["kind"] in ("problem", "broke-off") for row in rows)
    assert len({tuple(row) for row in rows}) <= 1


@results
def test_concise_has_a_line_for_each(result: AuditResult) -> None:
    lines = written("concise", result).removesuffix("\n").split("\n")
    assert len(lines) == 1 + len(listing(result_as_shown(result), questions=True))
    assert all(
        re.match(r".*:\d+:\d+: (error|warning|advice|question|accepted) ", one)
        for one in lines[:-1]
    )


MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
TAGS = {"h3", "p", "table", "thead", "tbody", "tr", "th", "td"}


@results
def test_markdown_shows_texts_as_they_are(result: AuditResult) -> None:
    text = written("markdown", result)
    tokens = MARKDOWN.parse(text)
    assert text.startswith("<!-- pitfall-audit -->\n")
    assert [one.content.strip() for one in tokens if one.type == "html_block"] == [
        "<!-- pitfall-audit -->"
    ]
    assert {one.tag for one in tokens if one.tag} <= TAGS
    inside = {child.type for one in tokens for child in one.children or ()}
    assert inside <= {"text", "text_special"}
    shown = [one for one in tokens if one.type == "td_open"]
    assert len(shown) == 4 * min(100, len(listing(result_as_shown(result), questions=True)))
    assert "@somebody" not in text
    assert "#12" not in text


# ruff: noqa: E501  # lines of the output as they are


def test_concise_on_a_small_result() -> None:
    assert written("concise", small_result()) == snapshot("""\
examples/board-seat.yaml:1:1: question cared-for-by-colleague 1 question, told in full only where ties and disputes may be read.
examples/board-seat.yaml:1:1: question own-clinician-supervises 1 question, told in full only where ties and disputes may be read.
examples/board-seat.yaml:7:5: error role-status-undefined Carer member (mary): whether this is a full and equal seat is not stated.
examples/board-seat.yaml:8:5: question vote-unstated Does Carer member (mary) vote?
examples/board-seat.yaml:9:5: warning no-peer-support Carer member (mary) sits alone on the quality committee, and nobody is named to support them.
pitfall-audit: 1 to act on now, 1 to look into, 3 questions.
""")
