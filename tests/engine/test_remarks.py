"""What a reader noted of the matter of a check: under it, as theirs, and never in its stead."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot
from tests.generators import tries

from pitfall_audit.cli.main import main
from pitfall_audit.engine.actions import PlanRow, with_plan
from pitfall_audit.engine.auditing import audit
from pitfall_audit.engine.result import AuditResult, Outcome
from pitfall_audit.report.audiences import Audience
from pitfall_audit.report.formats import BY_NAME
from pitfall_audit.report.matters import CheckGroup
from pitfall_audit.report.person_page import page_on
from pitfall_audit.report.view import view_of
from pitfall_audit.settings.settings_file import read_settings

DAY = dt.date(2026, 6, 30)
FILE = """\
version: 1
id: panel
title: A panel
roles:
  - {id: day, body: panel, capacity: carer, payment: {fee: {amount: 10, unit: hour}}}
  - {id: late, body: panel, capacity: carer, payment: {fee: {amount: LATE, unit: hour}}}
observations:
"""
ALIKE, UNLIKE = FILE.replace("LATE", "10"), FILE.replace("LATE", "14")
PAY = "{text: Staff come in paid time., check: unequal-pay}"


def audited(folder: Path, text: str, *noted: str, set_: str = "") -> AuditResult:
    (folder / "a.yaml").write_text(text + "".join(f"  - {one}\n" for one in noted))
    if set_:
        (folder / "pitfall-audit.toml").write_text(set_)
    found = read_settings(folder / "pitfall-audit.toml", "pitfall-audit.toml") if set_ else None
    return audit([folder / "a.yaml"], as_of=DAY, base=folder, settings=found)


def remarks(result: AuditResult) -> list[Outcome]:
    return [one for one in result.engagements[0].outcomes if one.subject.startswith("observations")]


def matters(result: AuditResult, check: str) -> list[CheckGroup]:
    return [one for one in view_of(result).engagements[0].findings if one.check.id == check]


def test_what_is_noted_is_told_under_its_check_with_that_checks_remedy(tmp_path: Path) -> None:
    result = audited(tmp_path, ALIKE, PAY)

    (group,) = matters(result, "unequal-pay")
    assert group.check.pitfall == "payment"
    assert group.check.rule is not None
    assert group.check.rule.remedy.startswith("Pay like work alike")
    (noted,) = group.outcomes
    assert (noted.rule, noted.bears_on, noted.severity) == (
        "observation-unanswered", "unequal-pay", "warning",
    )  # fmt: skip
    assert noted.message.endswith("(Noted by whoever read this for the audit, not by a check.)")


def test_with_what_the_check_found_it_is_one_matter_and_stands_behind_it(tmp_path: Path) -> None:
    result = audited(tmp_path, UNLIKE, PAY, "{text: It was ever so., check: unequal-pay}")

    (group,) = matters(result, "unequal-pay")
    assert [bool(one.bears_on) for one in group.outcomes] == [False, True, True]
    assert [one.details for one in group.remarks] == [(), ()]
    assert "noted" not in {one.check.pitfall for one in view_of(result).engagements[0].findings}


def test_what_weighs_more_than_the_checks_own_raises_the_matter(tmp_path: Path) -> None:
    result = audited(tmp_path, UNLIKE, PAY, set_='[severity]\nunequal-pay = "advice"\n')

    # The check can't be more serious than it was set, and the remark neither.
    assert [one.severity for one in matters(result, "unequal-pay")] == ["advice"]


def test_what_a_reader_puts_first_leads_its_matter_and_the_report(tmp_path: Path) -> None:
    first = "{text: The night shift has nothing., check: unequal-pay, weight: most}"
    result = audited(tmp_path, UNLIKE, PAY, first)

    (_, leads), *_ = view_of(result).foremost
    assert leads.check.id == "unequal-pay"
    assert [(one.foremost, bool(one.bears_on)) for one in leads.outcomes] == [
        (True, True), (False, False), (False, True),
    ]  # fmt: skip
    assert leads.severity == "warning"
    findings = BY_NAME["html"].text_of(result).partition('id="e1-findings"')[2]
    assert findings.index("The night shift has nothing") < findings.index("People who do like work")
    short = " ".join(BY_NAME["concise"].text_of(result).split())
    assert "The night shift has nothing" in short


def test_on_screen_what_a_reader_puts_first_hides_nothing_that_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"{UNLIKE}  - {{text: It is so., check: unequal-pay, weight: most}}\n")

    main(["check", str(file), "--as-of", "2026-06-30", "--fail-on", "never"])

    shown = " ".join(capsys.readouterr().out.split())
    _, _, after = shown.partition("It is so. (Noted")
    assert "People who do like work are paid otherwise" in after


def test_a_board_is_told_who_noted_it_also_where_it_is_private(tmp_path: Path) -> None:
    noted = "{text: Secret words., check: cared-for-by-colleague, weight: most}"
    result = audited(tmp_path, ALIKE, noted)

    page = BY_NAME["html"].text_of(result, audience="board")
    assert "noted by a reader" in page
    assert "ecret words" not in page


def test_what_is_to_be_acted_on_now_stands_before_what_a_reader_puts_first(tmp_path: Path) -> None:
    acute = '[severity]\nunequal-pay = "error"\n'
    result = audited(tmp_path, UNLIKE, "{text: It is cold., weight: most}", set_=acute)

    leading = [group.check.id for _, group in view_of(result).foremost]
    assert leading[:2] == ["unequal-pay", "observation-unanswered"]


def test_where_the_check_sees_it_otherwise_nothing_is_said_of_that(tmp_path: Path) -> None:
    (found,) = remarks(audited(tmp_path, ALIKE, PAY))

    assert found.outcome == "failed"
    assert found.details == ()


def test_of_a_check_that_was_not_run_it_stays_what_was_noted(tmp_path: Path) -> None:
    result = audited(tmp_path, ALIKE, PAY, set_='ignore = ["unequal-pay"]\n')

    (found,) = remarks(result)
    assert found.bears_on == ""
    assert found.details == ("It belongs to a check that was not run: unequal-pay.",)


@pytest.mark.parametrize(
    ("weight", "says"),
    [
        ("most", ("failed", "warning")),
        ("look-into", ("failed", "warning")),
        ("consider", ("failed", "advice")),
        ("ask", ("cannot-tell", None)),
    ],
)
def test_less_may_hang_on_it(weight: str, says: tuple[str, str | None], tmp_path: Path) -> None:
    noted = f"{{text: Is it?, check: promise-overdue, weight: {weight}}}"

    (found,) = remarks(audited(tmp_path, ALIKE, noted))

    # A check may say `Act now`; of what somebody noted nobody does.
    assert (found.outcome, found.severity) == says
    assert found.bears_on == "promise-overdue"


def test_a_check_that_there_is_not_is_said_with_what_is_near(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"{ALIKE}  - {{text: Secret words., check: unequal-pai}}\n")

    assert main(["check", str(file), "--as-of", "2026-06-30", "--output", "concise"]) == 4

    out = capsys.readouterr().out
    assert "unknown-check There is no check called “unequal-pai”" in out
    # Nobody knows whether that check is private.
    assert "Secret words" not in out


@pytest.mark.parametrize("name", ["sarif", "csv", "jsonl", "junit", "markdown", "gitlab"])
def test_what_is_noted_of_a_private_check_is_private(name: str, tmp_path: Path) -> None:
    noted = "{text: Secret words., check: cared-for-by-colleague}"
    waived = (
        "waivers:\n  - {rule: observation-unanswered, subject: 'observations[secret-words]',"
        " reason: it is seen to in May, owner: the lead, approved_by: the chair,"
        " until: 2026-09-30}\n"
    )
    result = audited(tmp_path, waived + ALIKE, noted)

    (found,) = remarks(result)
    assert found.private
    assert found.place is not None
    assert found.place.excerpt == ""
    assert [one.private for one in result.engagements[0].waivers] == [True]
    assert "ecret" not in BY_NAME[name].text_of(result)


def test_machines_are_told_that_no_check_found_it(tmp_path: Path) -> None:
    result = audited(tmp_path, ALIKE, PAY)

    sarif = json.loads(BY_NAME["sarif"].text_of(result))["runs"][0]["results"]
    (noted,) = [one for one in sarif if one["properties"].get("bearsOn")]
    assert (noted["ruleId"], noted["properties"]["bearsOn"]) == (
        "observation-unanswered", "unequal-pay",
    )  # fmt: skip
    assert "observation-unanswered,unequal-pay,payment" in BY_NAME["csv"].text_of(result)


NOTED = st.lists(
    st.tuples(
        st.sampled_from(["One thing", "Another", "A third"]),
        st.sampled_from(["unequal-pay", "no-ending", "promise-overdue", "cared-for-by-colleague"]),
        st.sampled_from(["most", "look-into", "consider", "ask"]),
    ),
    max_size=5,
    unique_by=lambda one: one[0],
)


@settings(max_examples=tries(40))
@given(noted=NOTED, text=st.sampled_from([ALIKE, UNLIKE]), shuffled=st.randoms())
def test_to_name_a_check_takes_nothing_away_and_order_does_not_matter(
    noted: list[tuple[str, str, str]],
    text: str,
    shuffled: st.DataObject,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("noted")

    def told(entries: list[tuple[str, str, str]], *, named: bool) -> AuditResult:
        rows = (
            f"{{text: {one}, weight: {weight}{f', check: {check}' if named else ''}}}"
            for one, check, weight in entries
        )
        return audited(folder, text if entries else text.replace("observations:\n", ""), *rows)

    def own(result: AuditResult) -> list[Outcome]:
        return [one for one in result.engagements[0].outcomes if one not in remarks(result)]

    def gathered(result: AuditResult) -> list[tuple[str, str, list[str]]]:
        (each,) = view_of(result).engagements
        return sorted(
            (one.check.id, one.severity, [each.subject for each in one.outcomes])
            for one in each.findings
        )

    plain, named = told(noted, named=False), told(noted, named=True)
    mixed = list(noted)
    shuffled.shuffle(mixed)  # type: ignore[attr-defined]

    assert [(o.rule, o.subject, o.message) for o in own(plain)] == [
        (o.rule, o.subject, o.message) for o in own(named)
    ]
    assert len(remarks(plain)) == len(remarks(named)) == len(noted)
    assert gathered(told(mixed, named=True)) == gathered(named)


def test_on_the_screen_it_stands_under_its_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yaml").write_text(f"{UNLIKE}  - {PAY}\n")
    monkeypatch.chdir(tmp_path)

    main(["check", "a.yaml", "--as-of", "2026-06-30", "--output", "text", "--verbose"])

    out = capsys.readouterr().out
    assert out[out.index("[unequal-pay]") - 12 :].partition("\n\n")[0] == snapshot("""\
  Look into [unequal-pay]
    • People who do like work are paid otherwise, and no reason is given.
      → a.yaml:5:54
    • Staff come in paid time. (Noted by whoever read this for the audit, not
      by a check.)
      → a.yaml:8:5
    • Stated: Day and Late are paid otherwise for like work: 10 for an hour,
      and 14 for an hour.
    Stated, no source.
    What to do: Pay like work alike, from one budget if need be. Where there is
    a reason for a difference, write it beside the rate and tell those whom it
    touches.
    Write it in: `payment`: `fee`, `tasks` and `depends_on`; why like work is
      paid otherwise, in `reason`.\
""")


def test_a_plan_that_deals_with_the_check_deals_with_what_was_noted(tmp_path: Path) -> None:
    rows = [
        PlanRow(1, ("Arrangement", "Check", "Status")),
        PlanRow(2, ("panel", "unequal-pay", "done")),
    ]

    plan = with_plan(audited(tmp_path, ALIKE, PAY), rows, "plan.csv").plan

    assert plan is not None
    assert [(one.rule, one.fits) for one in plan.actions] == [("unequal-pay", "found")]


@pytest.mark.parametrize("audience", ["board", "public", "easy-read", "person"])
def test_nobody_else_reads_what_was_noted_of_a_private_check(
    audience: Audience, tmp_path: Path
) -> None:
    noted = "{text: Secret words of asha., check: cared-for-by-colleague}"
    text = ALIKE.replace("roles:", "people: {asha: {experience: [carer]}}\nroles:")
    text = text.replace("capacity: carer", "capacity: carer, holders: [asha]", 1)
    result = audited(tmp_path, text, noted)
    asked: dict[str, Any] = {"audience": audience}
    if audience == "person":
        asked["person"] = page_on(
            "asha", result, {"a.yaml": yaml.safe_load((tmp_path / "a.yaml").read_text())}
        )

    assert "ecret" in BY_NAME["html"].text_of(result)
    assert "ecret" not in BY_NAME["html"].text_of(result, **asked)
