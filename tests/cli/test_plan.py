"""Plans of action: written from a result, filled in, and read beside the next audit."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot
from msgspec.structs import replace
from openpyxl import load_workbook
from tests.engine.test_baseline import FILE
from tests.report.sample_results import full_result, with_outcomes

from pitfall_audit.cli.main import main
from pitfall_audit.engine.actions import HEADINGS, PlanRow, with_plan
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.report.formats import PLANS
from pitfall_audit.report.result_json import from_json
from pitfall_audit.report.view import view_of

Capture = pytest.CaptureFixture[str]
DAY = ("--as-of", "2026-06-30")


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(FILE, encoding="utf-8")


def planned(*rows: dict[str, str]) -> None:
    """Make a plan of an audit, and fill in a row for each of some."""
    main(["check", "a.yaml", *DAY, "--quiet", "--json", "r.json"])
    assert main(["plan", "r.json", "--csv", "plan.csv"]) == 0
    with Path("plan.csv").open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    for row, filled in zip(found, rows, strict=False):
        row.update(filled)
    with Path("plan.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, found[0])
        table.writeheader()
        table.writerows(found)


def audited(capsys: Capture, *options: str) -> tuple[int, AuditResult, str]:
    capsys.readouterr()
    code = main(["check", "a.yaml", *DAY, "--actions", "plan.csv", "--json", "n.json", *options])
    return code, from_json(Path("n.json").read_text("utf-8")), capsys.readouterr().out


def test_a_plan_has_a_row_for_each_check_that_found_something(capsys: Capture) -> None:
    planned()
    rows = list(csv.DictReader(io.StringIO(Path("plan.csv").read_text("utf-8"))))
    result = from_json(Path("r.json").read_text("utf-8"))
    found = {(one.id, o.rule) for one in result.engagements for o in one.outcomes if o.severity}
    assert {(row["Arrangement"], row["Check"]) for row in rows} == found
    assert len(rows) == len(found)
    assert all(row["What to do"] and row["Who sees to it"] for row in rows)
    assert {row[HEADINGS[name]] for row in rows for name in ("due", "status")} == {""}


def test_posts_are_suggested_and_no_ids() -> None:
    text = FILE.replace("title: A committee\n", "title: A committee\nlead: {person: jo}\n")
    Path("a.yaml").write_text(text, encoding="utf-8")
    planned()
    rows = list(csv.DictReader(io.StringIO(Path("plan.csv").read_text("utf-8"))))
    assert {row["Who sees to it"] for row in rows} == {"Matron", "Whoever leads the arrangement"}


def test_what_is_written_stands_beside_the_finding_and_changes_no_outcome(capsys: Capture) -> None:
    before = main(["check", "a.yaml", *DAY, "--quiet"])
    planned(
        {"Status": "in progress", "By when": "30/05/2026", "Comment": "With <b>the board</b>."},
        {"Status": "DONE ", "In our own words": "'=We do not agree."},
    )
    code, result, shown = audited(capsys, "--html", "n.html")
    old = from_json(Path("r.json").read_text("utf-8"))
    assert code == before
    assert result.engagements == old.engagements
    assert result.plan is not None
    first, second = result.plan.actions
    assert (first.due, first.status, first.late, first.fits) == (
        "2026-05-30", "in-progress", True, "found",
    )  # fmt: skip
    assert (second.status, second.late, second.reply) == ("done", False, "=We do not agree.")
    assert "Plan: 2 actions written in plan.csv: 1 in progress, 1 done and 1 late." in shown
    page = " ".join(Path("n.html").read_text("utf-8").split())
    assert 'by 30 May 2026 <strong class="late">Late</strong>' in page
    assert "With &lt;b&gt;the board&lt;/b&gt;." in page
    assert "<blockquote><p>=We do not agree.</p></blockquote>" in page


@pytest.mark.parametrize(
    ("due", "status", "late"),
    [
        ("2026-06-29", "", True), ("2026-06-30", "", False), ("June 2026", "", False),
        ("May 2026", "", True), ("2026-06-29", "done", False), ("1.6.2026", "ongoing", True),
        ("2026-06-29", "will not be done", False), ("", "ongoing", False),
    ],
)  # fmt: skip
def test_late_is_told_by_the_day_of_the_audit(
    due: str, status: str, late: bool, capsys: Capture
) -> None:
    planned({"By when": due, "Status": status, "Comment": "x"})
    _, result, _ = audited(capsys)
    assert result.plan is not None
    assert [one.late for one in result.plan.actions] == [late]


def test_an_action_that_fits_no_finding_is_said(capsys: Capture) -> None:
    planned(
        {"Status": "done", "Check": "fee-unclear"},
        {"Comment": "x", "Check": "fee-unclear"},
        {"Comment": "x", "Arrangement": "elsewhere", "Check": "fee-unclear"},
    )
    _, _, shown = audited(capsys)
    assert shown[shown.index("Plan: "):shown.index("Next: ")] == snapshot("""\
Plan: 3 actions written in plan.csv: 2 not begun and 1 done.
Done, and no finding now: fee-unclear in committee.
In the plan, and no finding now: fee-unclear in committee.
In the plan, and not looked at this time: fee-unclear in elsewhere.
""")  # fmt: skip


def test_what_cannot_be_understood_is_said_with_its_row(capsys: Capture) -> None:
    planned({"Status": "dune"}, {"By when": "soon"}, {"Comment": "x", "Check": ""})
    capsys.readouterr()
    assert main(["check", "a.yaml", *DAY, "--actions", "plan.csv"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == snapshot("""\
pitfall-audit could not run as asked. The actions cannot be used as they are:

action-not-understood: “dune” is no status.
  → plan.csv:2:1
  help: Did you mean `done`?

action-not-understood: “soon” is no date that is understood.
  → plan.csv:3:1
  help: Write it as 2026-09-30 or 30/09/2026, or as much as is settled:
        `September 2026`.

action-not-understood: Something is filled in here, and it is not said of
  which finding.
  → plan.csv:4:1
  help: Write the ids of the arrangement and of the check, as the plan had
        them.
""")


@pytest.mark.parametrize(("content", "code"), [("a,b\n1,2\n", 2), ("", 2), ("\0\1", 4), (None, 4)])
def test_a_file_that_is_no_plan(content: str | None, code: int, capsys: Capture) -> None:
    if content is not None:
        Path("plan.csv").write_text(content, encoding="utf-8")
    assert main(["check", "a.yaml", *DAY, "--actions", "plan.csv"]) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "plan.csv" in captured.err


def test_the_plan_is_not_written_over(capsys: Capture) -> None:
    planned()
    assert main(["check", "a.yaml", "--actions", "plan.csv", "--html", "plan.csv"]) == 2
    assert main(["plan", "r.json", "--csv", "r.json"]) == 2


def test_a_workbook_is_read_as_it_was_filled_in(capsys: Capture) -> None:
    planned()
    assert main(["plan", "r.json", "--xlsx", "plan.xlsx"]) == 0
    first = Path("plan.xlsx").read_bytes()
    assert main(["plan", "r.json", "--xlsx", "plan.xlsx"]) == 0
    assert Path("plan.xlsx").read_bytes() == first
    book = load_workbook("plan.xlsx")
    sheet = book.worksheets[0]
    heads = [one.value for one in sheet[1]]
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"Not begun,In progress,Done,Will not be done"'
    sheet.cell(2, heads.index("Status") + 1).value = "In progress"
    sheet.cell(2, heads.index("By when") + 1).value = dt.date(2026, 6, 1)
    book.save("plan.xlsx")
    assert main(["check", "a.yaml", *DAY, "--actions", "plan.xlsx", "--json", "n.json", "-q"]) == 1
    plan = json.loads(Path("n.json").read_text("utf-8"))["plan"]
    assert [(one["due"], one["late"]) for one in plan["actions"]] == [("2026-06-01", True)]


def test_what_is_private_is_a_number_in_a_plan_and_not_passed_on_from_it(capsys: Capture) -> None:
    result = full_result()
    outcomes = [
        replace(one, message="inesq told us", label="inesq", private=True)
        for one in result.engagements[0].outcomes
        if one.outcome == "failed"
    ]
    result = replace(result, engagements=(with_outcomes(result.engagements[0], *outcomes),))
    for form in PLANS:
        content = form.content_of(result)
        text = content.decode() if form.name == "csv" else str(list(values(content)))
        assert "inesq" not in text
        assert "told in full only where" in text


def values(content: bytes) -> Iterator[object]:
    for row in load_workbook(io.BytesIO(content)).worksheets[0].iter_rows():
        for one in row:
            assert one.data_type in ("s", "n")
            yield one.value


@settings(max_examples=15, deadline=None)  # a workbook takes some time
@given(st.text(st.characters(codec=None), max_size=20), st.sampled_from("=+-@\t'"))
def test_no_cell_is_a_formula_whatever_a_file_holds(words: str, sign: str) -> None:
    result = full_result()
    title = f"{sign}{words}\x00\x0b"
    rule = replace(result.rules[0], remedy=title)
    result = replace(
        result,
        rules=(rule, *result.rules[1:]),
        engagements=tuple(replace(one, title=title) for one in result.engagements),
    )
    by_name = {form.name: form.content_of(result) for form in PLANS}
    rows = list(csv.reader(io.StringIO(by_name["csv"].decode("utf-8-sig"), newline="")))
    assert len(rows) > 1
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert len(list(values(by_name["xlsx"]))) == sum(map(len, rows))


@given(st.lists(st.lists(st.text(max_size=12) | st.sampled_from([*HEADINGS.values()]), max_size=8)))
def test_any_table_is_a_plan_or_is_refused_with_its_row(rows: list[list[str]]) -> None:
    from pitfall_audit.errors import UnusableActionsError

    result = full_result()
    heads = PlanRow(1, [*HEADINGS.values()])
    try:
        found = with_plan(result, [heads, *(PlanRow(n, row) for n, row in enumerate(rows, 2))], "p")
    except UnusableActionsError as refused:
        assert all(one.place.file == "p" and one.place.line > 1 for one in refused.problems)
    else:
        assert found.engagements == result.engagements
        assert view_of(found).counts == view_of(result).counts


def test_what_is_not_installed_is_said(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    planned()
    capsys.readouterr()
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert main(["plan", "r.json", "--xlsx", "plan.xlsx"]) == 2
    assert "pip install 'pitfall-audit[xlsx]'" in capsys.readouterr().err
