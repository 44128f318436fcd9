"""Audits of whole files: which are read, which rules run, and what goes wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pitfall_audit.engine.auditing import audit
from pitfall_audit.engine.result import AuditResult
from pitfall_audit.errors import UsageProblem
from pitfall_audit.rules.form.outcomes import PITFALLS

DAY = dt.date(2026, 6, 30)
HEAD = "version: 1\nid: {id}\ntitle: A\n"
SEAT = "people: {mary: {experience: [carer]}}\nroles: [{id: m, body: panel, holders: [mary]}]\n"
RIGHT = HEAD.format(id="right") + SEAT


def written(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder


def audited(folder: Path, *names: str, **asked: Any) -> AuditResult:
    paths = [folder / name for name in names] or [folder]
    return audit(paths, as_of=DAY, base=folder, **asked)


def refused(folder: Path, *names: str, **asked: Any) -> UsageProblem:
    with pytest.raises(UsageProblem) as raised:
        audited(folder, *names, **asked)
    assert raised.value.help
    return raised.value


# --- which files --------------------------------------------------------------------------


def test_a_folder_is_searched_and_each_file_audited_once_in_order(tmp_path: Path) -> None:
    texts = {f"{name}.yaml": HEAD.format(id=name) + SEAT for name in ("c", "a", "b/d")}
    texts = {name: text.replace("b/d", "d") for name, text in texts.items()}
    written(tmp_path, {**texts, "notes.txt": "no: [yaml", ".hidden/e.yaml": "no: [yaml"})
    told: list[str] = []
    result = audit(
        [tmp_path, tmp_path / "a.yaml", tmp_path], as_of=DAY, base=tmp_path, progress=told.append
    )
    assert result.files == (".hidden", "a.yaml", "b/d.yaml", "c.yaml")
    assert result.files_passed_over == {".hidden": "the folder's name begins with a dot"}
    assert [one.id for one in result.engagements] == ["a", "d", "c"]
    assert told == ["a.yaml", "b/d.yaml", "c.yaml"]
    assert result.problems == ()


def test_what_is_no_engagement_is_passed_over_in_a_folder_alone(tmp_path: Path) -> None:
    written(
        tmp_path,
        {
            "right.yaml": RIGHT,
            "small.yml": HEAD.format(id="small"),
            "ties.yaml": "version: 1\nties: none\n",
            "build.yaml": "steps: [one]\nversion: 2\n",
        },
    )
    result = audited(tmp_path)
    assert result.files_passed_over == {
        "build.yaml": "it does not describe an engagement",
        "ties.yaml": "it holds ties; give it with --ties",
    }
    assert [one.file for one in result.engagements] == ["right.yaml", "small.yml"]
    assert result.problems == ()
    named = audited(tmp_path, "right.yaml", "build.yaml")
    assert named.files_passed_over == {}
    assert {one.place.file for one in named.problems} == {"build.yaml"}


def test_the_others_go_on_where_one_is_broken(tmp_path: Path) -> None:
    written(
        tmp_path,
        {
            "a.yaml": RIGHT.replace("right", "a"),
            "b.yaml": "version: 1\n  id: [b",
            "c.yaml": RIGHT.replace("right", "c").replace("[mary]", "[marie]"),
            "d.yaml": RIGHT.replace("right", "d"),
            "e.yaml": "",
        },
    )
    (tmp_path / "f.yaml").write_bytes(b"\xff\xfe")
    result = audited(tmp_path)
    assert [one.id for one in result.engagements] == ["a", "d"]
    assert [one.place.file for one in result.problems] == ["b.yaml", "c.yaml", "f.yaml"]
    assert all(one.help for one in result.problems)
    assert len(result.files) == 6
    assert result.files_passed_over == {"e.yaml": "it does not describe an engagement"}


def test_an_id_may_be_taken_once(tmp_path: Path) -> None:
    written(tmp_path, {"a.yaml": RIGHT, "b.yaml": "x-more: 1\n" + RIGHT})
    result = audited(tmp_path)
    (problem,) = result.problems
    assert problem.id == "id-taken"
    assert problem.message == "Another file, a.yaml, has the id `right`."
    assert (problem.place.file, problem.place.line, problem.place.column) == ("b.yaml", 3, 5)
    assert problem.place.excerpt == "id: right"
    assert [one.file for one in result.engagements] == ["a.yaml"]


def test_a_name_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "nowhere.yaml").message == "There is no file or folder nowhere.yaml."


def test_a_link_that_leads_nowhere_is_a_problem_of_its_file(tmp_path: Path) -> None:
    written(tmp_path, {"right.yaml": RIGHT})
    (tmp_path / "link.yaml").symlink_to(tmp_path / "nowhere.yaml")
    result = audited(tmp_path)
    assert [(one.id, one.place.file) for one in result.problems] == [("not-found", "link.yaml")]
    assert len(result.engagements) == 1


def test_a_folder_without_files_gives_an_empty_result(tmp_path: Path) -> None:
    result = audited(tmp_path)
    assert (result.files, result.engagements, result.problems) == ((), (), ())


# --- which rules --------------------------------------------------------------------------


def ran(result: AuditResult) -> list[str]:
    return [rule.id for rule in result.rules]


def test_all_rules_run_unless_said_otherwise(tmp_path: Path) -> None:
    result = audited(written(tmp_path, {"a.yaml": RIGHT}))
    assert len(ran(result)) >= 10
    assert result.rules_not_run == {}
    assert {one.rule for one in result.engagements[0].outcomes} <= set(ran(result))


def test_rules_and_pitfalls_are_selected_and_left_out(tmp_path: Path) -> None:
    written(tmp_path, {"a.yaml": RIGHT})
    all_rules = audited(tmp_path).rules
    of_roles = [rule.id for rule in all_rules if rule.pitfall == "roles"]
    some = audited(tmp_path, select=["roles", "lone-member"])
    assert ran(some) == [*of_roles, "lone-member"]
    assert some.rules_not_run["promise-overdue"] == "not selected with --select"
    assert {one.rule for one in some.engagements[0].outcomes} <= set(ran(some))
    fewer = audited(tmp_path, select=["roles"], ignore=["vote-unstated"])
    assert ran(fewer) == [name for name in of_roles if name != "vote-unstated"]
    assert fewer.rules_not_run["vote-unstated"] == "left out by --ignore"
    without = audited(tmp_path, ignore=["roles"])
    assert ran(without) == [rule.id for rule in all_rules if rule.pitfall != "roles"]


OWN_CHECK = (
    "A check of your own is known once its pack is named: with `--rules FOLDER`, or with "
    '`rules = ["FOLDER"]` in pitfall-audit.toml.'
)


@pytest.mark.parametrize("option", ["select", "ignore"])
@pytest.mark.parametrize(
    ("name", "help_text"),
    [
        ("vote-unsaid", f"Did you mean `vote-unstated`? {OWN_CHECK}"),
        ("vote-unstatd", "Did you mean `vote-unstated`?"),
        ("promise", "Did you mean `promises`?"),
        ("zzzz", f"`pitfall-audit rules list` shows them all. {OWN_CHECK}"),
    ],
)
def test_an_unknown_rule_is_refused(tmp_path: Path, option: str, name: str, help_text: str) -> None:
    written(tmp_path, {"a.yaml": RIGHT})
    problem = refused(tmp_path, **{option: ["roles", name]})
    assert problem.message == f"There is no check or pitfall called “{name}”."
    assert problem.help == help_text


# --- ties kept apart ------------------------------------------------------------------------

MEET = """\
people:
  asha: {experience: [service-user]}
  jo: {post: ward nurse}
bodies: {panel: }
roles:
  - {id: m, body: panel, holders: [asha], supervised_by: {team: office}}
  - {id: n, body: panel, holders: [jo]}
"""
TIES = """\
version: 1
engagement: right
ties:
  - {of: asha, with: {person: jo}, kind: receives-care-from}
"""
COLLEAGUE = "cared-for-by-colleague"


def with_ties(folder: Path, ties: str, **files: str) -> AuditResult:
    written(folder, {"ties/t.yaml": ties})
    written(folder, {f"{name}.yaml": text for name, text in files.items()})
    names = [f"{name}.yaml" for name in files]
    return audited(folder, *names, ties=[folder / "ties" / "t.yaml"], select=[COLLEAGUE])


def meeting(id_: str = "right") -> str:
    return HEAD.format(id=id_) + MEET


def test_ties_kept_apart_are_audited_with_their_engagement(tmp_path: Path) -> None:
    result = with_ties(tmp_path, TIES, right=meeting(), other=meeting("other"))
    assert (result.problems, result.ties_files) == ((), ("ties/t.yaml",))
    other, right = result.engagements
    assert (other.ties, right.ties) == ("none-given", "ties-file")
    (pair,) = (one for one in right.outcomes if one.subject == "conflicts[asha/jo/care]")
    assert pair.outcome == "failed"
    assert pair.place is not None
    assert (pair.place.file, pair.place.line, pair.place.path) == ("ties/t.yaml", 4, "ties[0]")
    assert [(one.place.file, one.place.path) for one in pair.related] == [
        ("right.yaml", "roles[0].holders[0]"),
        ("right.yaml", "roles[1].holders[0]"),
    ]
    assert "conflicts[asha/jo/care]" not in {one.subject for one in other.outcomes}


def test_handling_may_be_kept_apart_too(tmp_path: Path) -> None:
    handled = """\
conflicts:
  - between: [asha, jo]
    because: care
    acknowledged_by: [asha]
    handling: [{step: Jo goes out, by: jo}]
"""
    result = with_ties(tmp_path, TIES + handled, right=meeting())
    outcomes = {one.subject: one.outcome for one in result.engagements[0].outcomes}
    assert outcomes["conflicts[asha/jo/care]"] == "passed"


def test_ties_without_a_name_belong_to_the_only_engagement(tmp_path: Path) -> None:
    anybody = TIES.replace("engagement: right\n", "")
    assert with_ties(tmp_path, anybody, right=meeting()).engagements[0].ties == "ties-file"
    with pytest.raises(UsageProblem, match="does not say which of 2 engagements"):
        with_ties(tmp_path, anybody, right=meeting(), other=meeting("other"))


def test_each_file_of_ties_goes_with_its_engagement(tmp_path: Path) -> None:
    written(
        tmp_path,
        {
            "a.yaml": meeting("a"),
            "b.yaml": meeting("b"),
            "ties/a.yaml": TIES.replace("right", "a"),
            "ties/b.yaml": TIES.replace("right", "b"),
        },
    )
    given = [tmp_path / "ties" / "a.yaml", tmp_path / "ties" / "b.yaml"]
    result = audited(tmp_path, ties=given, select=[COLLEAGUE])
    assert result.problems == ()
    assert result.files_passed_over == {}
    assert result.files == ("a.yaml", "b.yaml")
    assert result.ties_files == ("ties/a.yaml", "ties/b.yaml")
    for one in result.engagements:
        (pair,) = (each for each in one.outcomes if each.subject == "conflicts[asha/jo/care]")
        assert pair.place is not None
        assert (pair.outcome, pair.place.file) == ("failed", f"ties/{one.id}.yaml")


@pytest.mark.parametrize(
    ("second", "says"),
    [
        (TIES, r"t\.yaml and u\.yaml both hold ties of the engagement `right`"),
        (TIES.replace("engagement: right\n", ""), r"u\.yaml does not say which engagement"),
        (TIES.replace("right", "wrong"), r"in u\.yaml belong to the engagement `wrong`"),
    ],
)
def test_files_of_ties_that_go_with_none_or_one_twice_are_refused(
    tmp_path: Path, second: str, says: str
) -> None:
    written(tmp_path, {"a.yaml": meeting(), "t.yaml": TIES, "u.yaml": second})
    with pytest.raises(UsageProblem, match=says) as raised:
        audited(tmp_path, "a.yaml", ties=[tmp_path / "t.yaml", tmp_path / "u.yaml"])
    assert raised.value.help


def test_one_file_of_ties_named_twice_is_one(tmp_path: Path) -> None:
    written(tmp_path, {"a.yaml": meeting(), "t.yaml": TIES})
    named = [tmp_path / "t.yaml", tmp_path / "." / "t.yaml"]
    assert audited(tmp_path, "a.yaml", ties=named).ties_files == ("t.yaml",)


def test_a_file_of_ties_is_known_by_where_it_is_and_not_by_its_name(tmp_path: Path) -> None:
    written(tmp_path, {"a.yaml": meeting(), "t.yaml": TIES})
    (tmp_path / "kept").mkdir()
    link = tmp_path / "kept" / "link.yaml"
    link.symlink_to("../t.yaml")
    result = audited(tmp_path, "a.yaml", "t.yaml", ties=[link, tmp_path / "t.yaml"])
    assert (result.problems, result.files) == ((), ("a.yaml",))
    assert result.ties_files == ("kept/link.yaml",)


def test_ties_of_an_engagement_that_cannot_be_read_are_not_called_a_strangers(
    tmp_path: Path,
) -> None:
    written(tmp_path, {"a.yaml": RIGHT, "b.yaml": "id: b\n", "t.yaml": TIES.replace("right", "b")})
    result = audited(tmp_path, "a.yaml", "b.yaml", ties=[tmp_path / "t.yaml"])
    assert {one.place.file for one in result.problems} == {"b.yaml"}


def test_an_arrangement_given_as_ties_is_one_problem(tmp_path: Path) -> None:
    written(tmp_path, {"a.yaml": meeting()})
    result = audited(tmp_path, "a.yaml", ties=[tmp_path / "a.yaml"])
    (problem,) = result.problems
    assert problem.id == "not-a-ties-file"
    assert "describes an arrangement" in problem.message
    assert [(one.file, one.ties) for one in result.engagements] == [("a.yaml", "not-usable")]


def test_a_file_of_ties_that_is_not_there_leaves_them_unlooked_at(tmp_path: Path) -> None:
    result = audited(written(tmp_path, {"a.yaml": RIGHT}), ties=[tmp_path / "nope.yaml"])
    assert [one.place.file for one in result.problems] == ["nope.yaml"]
    assert result.engagements[0].ties == "not-usable"


def test_ties_of_another_engagement_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="belong to the engagement `right`") as raised:
        with_ties(tmp_path, TIES, other=meeting("other"))
    assert raised.value.help


def test_people_whom_the_engagement_does_not_declare_are_told_of(tmp_path: Path) -> None:
    ties = (
        TIES.replace("of: asha", "of: ashha")
        + "conflicts: [{between: [asha, zzz], because: care}]\n"
    )
    result = with_ties(tmp_path, ties, right=meeting())
    first, second = result.problems
    assert (first.id, second.id) == ("unknown-person", "unknown-person")
    assert (first.place.file, first.place.line, first.place.column) == ("ties/t.yaml", 4, 10)
    assert first.help == "Did you mean `asha`?"
    assert second.help == "Declare the person there, or correct the id."
    assert result.engagements[0].ties == "not-usable"


@pytest.mark.parametrize("ties", ["version: 1\nties: [", "version: 1\ntiess: []\n", ""])
def test_ties_that_cannot_be_read_are_a_problem_and_the_audit_goes_on(
    tmp_path: Path, ties: str
) -> None:
    result = with_ties(tmp_path, ties, right=meeting())
    assert {one.place.file for one in result.problems} == {"ties/t.yaml"}
    assert result.engagements[0].ties == "not-usable"


def test_ties_stay_unread_beside_an_engagement_that_cannot_be_read(tmp_path: Path) -> None:
    result = with_ties(tmp_path, TIES, right="version: 1\n")
    assert result.engagements == ()
    assert {one.place.file for one in result.problems} == {"right.yaml"}


# --- what the result tells ------------------------------------------------------------------


def test_the_result_says_what_it_rests_on(tmp_path: Path) -> None:
    text = """\
organisation: {id: northfield}
described_from: published-documents
sources: [{id: tor, title: Terms, version: 2.10, dated: 2026-01-05}, {id: minutes}]
"""
    result = audited(written(tmp_path, {"a.yaml": RIGHT + text}), fail_on="warning")
    engagement = result.engagements[0]
    assert (result.as_of, result.fail_on, result.schema_version) == ("2026-06-30", "warning", 1)
    assert (engagement.organisation, engagement.described_from) == (
        "northfield",
        "published-documents",
    )
    assert [(one.id, one.title, one.version, one.dated) for one in engagement.sources] == [
        ("tor", "Terms", "2.10", "2026-01-05"),
        ("minutes", "minutes", None, None),
    ]


def test_standards_named_by_the_rules_that_ran_are_in_the_result(tmp_path: Path) -> None:
    result = audited(written(tmp_path, {"a.yaml": RIGHT}))
    named = {
        ground.standard
        for rule in result.rules
        for ground in rule.grounds
        if not ground.standard.startswith("article:")
    }
    assert {one.id for one in result.standards} == named


def test_a_file_of_ties_named_as_an_engagement_says_how_to_give_it(tmp_path: Path) -> None:
    written(tmp_path, {"ties.yaml": "version: 1\nengagement: a\nties: none\n"})
    result = audit([tmp_path / "ties.yaml"], as_of=dt.date(2026, 6, 30), base=tmp_path)
    (problem,) = result.problems
    assert problem.id == "not-an-engagement"
    assert "--ties" in problem.help


def test_a_finding_that_something_is_missing_claims_no_evidence(tmp_path: Path) -> None:
    written(tmp_path, {"a.yaml": RIGHT})
    result = audited(tmp_path, select=["no-peer-support", "no-interests-process"])
    failed = [one for one in result.engagements[0].outcomes if one.outcome == "failed"]
    assert failed
    assert {one.evidence for one in failed} == {None}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"select": [COLLEAGUE], "ignore": [COLLEAGUE]},
         "--select cared-for-by-colleague and --ignore cared-for-by-colleague"),
        ({"ignore": list(PITFALLS)}, "--ignore promises,"),
    ],
)  # fmt: skip
def test_an_audit_with_no_check_left_is_refused(
    tmp_path: Path, options: dict[str, list[str]], says: str
) -> None:
    written(tmp_path, {"a.yaml": RIGHT})
    with pytest.raises(UsageProblem, match="No check is left to run") as raised:
        audited(tmp_path, **options)
    assert says in raised.value.message
    assert raised.value.help
