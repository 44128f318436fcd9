"""Waivers: what they accept, what is amiss with them, and that they never hide two findings."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot
from tests.generators import tries
from tests.report.told import told_in

from pitfall_audit.cli.exit_codes import exit_code_for
from pitfall_audit.cli.main import main
from pitfall_audit.engine.auditing import audit
from pitfall_audit.engine.result import AuditResult, Outcome
from pitfall_audit.engine.waivers import WAIVER_CHECKS
from pitfall_audit.report.formats import BY_NAME, FORMATS
from pitfall_audit.settings.settings_file import read_settings
from pitfall_audit.yaml.disk import real_path

DAY = dt.date(2026, 6, 30)
FILE = """\
version: 1
id: committee
title: A committee
people:
  mary: {experience: [carer]}
  lee: {experience: [service-user]}
  jo: {post: matron}
roles:
  - {id: member, title: Member, body: committee, holders: [mary, lee]}
bodies:
  committee: {kind: committee, other_members: 6}
"""
CHECK = "role-status-undefined"
SUBJECT = "seats[member/mary]"
WHOLE = {
    "rule": CHECK,
    "subject": SUBJECT,
    "reason": "the terms are rewritten in August",
    "owner": "involvement lead",
    "approved_by": "company secretary",
    "until": "2026-09-30",
}


def waivers(*entries: dict[str, str]) -> str:
    lines = ("  - {" + ", ".join(f"{k}: '{v}'" for k, v in one.items()) + "}\n" for one in entries)
    return "waivers:\n" + "".join(lines)


def audited(folder: Path, text: str, **asked: Any) -> AuditResult:
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    asked = {"select": [CHECK]} | asked
    return audit([folder / "a.yaml"], as_of=DAY, base=folder, **asked)


def found(result: AuditResult) -> dict[str, Outcome]:
    """What is amiss with waivers, by its check."""
    (one,) = result.engagements
    return {each.rule: each for each in one.outcomes if each.rule in WAIVER_CHECKS}


def accepted(result: AuditResult) -> list[Outcome]:
    return [one for each in result.engagements for one in each.outcomes if one.accepted]


def test_a_whole_waiver_accepts_its_finding_and_no_other(tmp_path: Path) -> None:
    before = audited(tmp_path, FILE, fail_on="advice")
    result = audited(tmp_path, FILE + waivers(WHOLE), fail_on="advice")
    (one,) = accepted(result)
    assert (one.rule, one.subject, one.outcome) == (CHECK, SUBJECT, "failed")
    assert not found(result)
    assert result.engagements[0].waivers[0].state == "in-force"
    failed = [each for each in before.engagements[0].outcomes if each.outcome == "failed"]
    assert len(failed) == 2
    assert exit_code_for(result) == 1
    both = audited(
        tmp_path, FILE + waivers(WHOLE, WHOLE | {"subject": "seats[member/lee]"}), fail_on="advice"
    )
    assert exit_code_for(both) == 0
    none = audited(tmp_path, FILE + waivers(WHOLE), no_waivers=True)
    assert none.engagements[0].outcomes == before.engagements[0].outcomes


@pytest.mark.parametrize(
    ("change", "check", "says"),
    [
        ({"until": ""}, "waiver-incomplete", "does not say `until`"),
        ({"reason": ""}, "waiver-incomplete", "does not say `reason`"),
        ({"reason": "TBC"}, "waiver-incomplete", "tells nobody why"),
        ({"reason": "As agreed."}, "waiver-incomplete", "tells nobody why"),
        ({"reason": "n/a"}, "waiver-incomplete", "tells nobody why"),
        ({"owner": "Company Secretary"}, "waiver-not-apart", "sees to it agreed"),
        ({"owner": "jo", "approved_by": "matron"}, "waiver-not-apart", "sees to it agreed"),
        ({"approved_by": "mary"}, "waiver-not-apart", "whom it is about"),
        ({"until": "2026-06-29"}, "waiver-expired", "ran out on 2026-06-29"),
        ({"until": "2027-07-01"}, "waiver-not-allowed", "365 days"),
        ({"rule": "no-such-check"}, "waiver-unused", "There is no check"),
        ({"subject": "seats[member/sam]"}, "waiver-unused", "says nothing of that subject"),
    ],
)
def test_one_that_something_is_amiss_with_accepts_nothing(
    change: dict[str, str], check: str, says: str, tmp_path: Path
) -> None:
    entry = {key: value for key, value in (WHOLE | change).items() if value}
    result = audited(tmp_path, FILE + waivers(entry))
    assert not result.problems
    assert not accepted(result)
    ((rule, outcome),) = found(result).items()
    assert rule == check
    assert says.lower() in outcome.message.lower()
    assert (outcome.severity, outcome.place and outcome.place.line) == ("error", 13)


@pytest.mark.parametrize(("until", "counts"), [("2026-06-30", True), ("2026-07-29", True)])
def test_until_is_inclusive_and_the_end_is_told_before(
    until: str, counts: bool, tmp_path: Path
) -> None:
    result = audited(tmp_path, FILE + waivers(WHOLE | {"until": until}))
    assert bool(accepted(result)) is counts
    assert found(result)["waiver-ends-soon"].severity == "warning"


def test_nothing_is_said_of_what_the_run_left_out(tmp_path: Path) -> None:
    entries = waivers(
        WHOLE,
        WHOLE | {"rule": "cared-for-by-colleague", "subject": "ties[mary/jo/receives-care-from]"},
    )
    result = audited(tmp_path, FILE + entries, select=["lone-member"])
    assert not found(result)
    without_ties = audited(tmp_path, FILE + entries, select=["cared-for-by-colleague"])
    assert not found(without_ties)
    assert {one.state for one in without_ties.engagements[0].waivers} == {"not-looked-at"}


def test_a_second_waiver_of_one_finding_is_unused(tmp_path: Path) -> None:
    central = tmp_path / "waivers.yaml"
    central.write_text(waivers({"engagement": "committee"} | WHOLE), encoding="utf-8")
    result = audited(tmp_path, FILE + waivers(WHOLE), waivers=central)
    assert len(accepted(result)) == 1
    assert "another waiver" in found(result)["waiver-unused"].message
    assert found(result)["waiver-unused"].place.file == "waivers.yaml"  # type: ignore[union-attr]


def test_the_central_file_speaks_of_its_engagements_alone(tmp_path: Path) -> None:
    central = tmp_path / "waivers.yaml"
    entries = ({"engagement": "committee"} | WHOLE, {"engagement": "elsewhere"} | WHOLE)
    central.write_text(waivers(*entries), encoding="utf-8")
    (tmp_path / "pitfall-audit.toml").write_text('waivers = "waivers.yaml"\n', encoding="utf-8")
    house = read_settings(real_path(tmp_path / "pitfall-audit.toml"), "pitfall-audit.toml")
    result = audited(tmp_path, FILE, settings=house)
    assert len(accepted(result)) == 1
    assert not found(result)
    central.write_text("waivers: [{rule: x}]\n", encoding="utf-8")
    assert [one.place.file for one in audited(tmp_path, FILE, settings=house).problems] == [
        "waivers.yaml"
    ]


def test_settings_bound_what_may_be_waived(tmp_path: Path) -> None:
    file = tmp_path / "pitfall-audit.toml"
    for text, says in (
        ('never-waive = ["roles"]\n', "allow none of this check"),
        ("longest-waiver-days = 60\n", "60 days are the longest"),
    ):
        file.write_text(text, encoding="utf-8")
        house = read_settings(file, "pitfall-audit.toml")
        result = audited(tmp_path, FILE + waivers(WHOLE), settings=house)
        assert not accepted(result)
        assert says in found(result)["waiver-not-allowed"].message


def test_what_is_accepted_stays_in_every_format_with_its_reason(tmp_path: Path) -> None:
    result = audited(tmp_path, FILE + waivers(WHOLE), fail_on="advice")
    message = accepted(result)[0].message
    for form in FORMATS:
        text = " ".join(told_in(form, result).replace("\\", "").split())
        assert "rewritten in August" in text, form.name
        assert message in text, form.name
    assert '"suppressions"' in BY_NAME["sarif"].text_of(result)


REASONS = st.sampled_from(["a second member joins in May", "TBC", "the terms change soon"])
ENTRIES = st.fixed_dictionaries(
    {
        "rule": st.sampled_from([CHECK, "lone-member", "no-peer-support"]),
        "subject": st.sampled_from([SUBJECT, "seats[member/lee]", "seats[member/x]"]),
        "reason": REASONS,
        "owner": st.sampled_from(["lead", "mary"]),
        "approved_by": st.sampled_from(["secretary", "lead"]),
        "until": st.sampled_from(["2026-01-01", "2026-07-01", "2026-12-31", "2030-01-01"]),
    }
)


@settings(max_examples=tries(15), deadline=None)
@given(st.lists(ENTRIES, max_size=5, unique_by=lambda one: (one["rule"], one["subject"])))
def test_a_waiver_never_hides_two(tmp_path_factory: Any, entries: list[dict[str, str]]) -> None:
    folder = tmp_path_factory.getbasetemp()
    select = [CHECK, "lone-member", "no-peer-support"]
    plain = audited(folder, FILE, select=select)
    result = audited(folder, FILE + (waivers(*entries) if entries else ""), select=select)
    before = plain.engagements[0].outcomes
    after = [one for one in result.engagements[0].outcomes if one.rule not in WAIVER_CHECKS]
    hidden = [(one.rule, one.subject) for one in after if one.accepted]
    assert len(hidden) == len(set(hidden)) <= len(entries)
    assert set(hidden) <= {(one["rule"], one["subject"]) for one in entries}
    assert [(one.rule, one.subject, one.outcome) for one in after] == [
        (one.rule, one.subject, one.outcome) for one in before
    ]
    # Each waiver accepts one finding, or something is said of it.
    told = [one for one in result.engagements[0].outcomes if one.rule in WAIVER_CHECKS]
    assert len({one.subject for one in told} | {f"waivers[{r}/{s}]" for r, s in hidden}) == len(
        entries
    )


def test_the_list_says_who_accepted_what(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(
        FILE + waivers(WHOLE, WHOLE | {"subject": "seats[member/lee]", "until": "2026-01-31"}),
        encoding="utf-8",
    )
    assert main(["waivers", "list", "a.yaml", "--as-of", "2026-06-30"]) == 0
    assert capsys.readouterr().out == snapshot("""\
2 waivers as of 2026-06-30.

role-status-undefined for seats[member/lee]: has run out
  In: A committee
  Accepted until 31 January 2026: the terms are rewritten in August. Involvement
  lead sees to it; company secretary agreed.
  a.yaml:14

role-status-undefined for seats[member/mary]: in force
  In: A committee
  Accepted until 30 September 2026: the terms are rewritten in August.
  Involvement lead sees to it; company secretary agreed.
  a.yaml:13
""")


def test_a_waiver_of_a_tie_is_as_private_as_the_tie(tmp_path: Path) -> None:
    text = FILE.replace("holders: [mary, lee]", "holders: [mary, lee, jo]")
    text += "ties:\n  - {of: mary, with: jo, kind: receives-care-from}\n"
    rule = "cared-for-by-colleague"
    (plain,) = audited(tmp_path, text, select=[rule]).engagements
    (subject,) = [one.subject for one in plain.outcomes if one.outcome == "failed"]
    secret = {"rule": rule, "subject": subject, "reason": "they have not met since the spring"}
    expired = WHOLE | {"rule": rule, "subject": "ties[mary/jo/family]", "until": "2026-01-01"}
    result = audited(tmp_path, text + waivers(WHOLE | secret, expired), select=[rule])
    assert len(accepted(result)) == 1
    for form in FORMATS:
        told = told_in(form, result)
        full = form.private_in_full
        assert ("not met since" in told) is full, form.name
        assert ("mary/jo" in told or "mary and jo" in told) is full, form.name
        assert rule in told


def test_what_settings_say_of_waivers_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pitfall-audit.toml").write_text('never-waive = ["roles"]\n', encoding="utf-8")
    assert main(["config", "show"]) == 0
    assert "never-waive: roles (pitfall-audit.toml, line 1)" in capsys.readouterr().out
