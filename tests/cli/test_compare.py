"""Comparisons: of two results, of two states of a repository, and reports on what changed alone."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from inline_snapshot import snapshot
from markdown_it import MarkdownIt
from tests.engine.test_baseline import FILE

from pitfall_audit.cli.main import main

Capture = pytest.CaptureFixture[str]
DAY = ("--as-of", "2026-06-30")
WAIVER = (
    "waivers:\n  - {rule: role-status-undefined, subject: 'seats[member/mary]', reason: the terms "
    "are rewritten, owner: lead, approved_by: secretary, until: 2026-12-31}\n"
)


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(FILE, encoding="utf-8")


def result(name: str, *options: str) -> None:
    """Audit the folder, and keep the result."""
    main(["check", ".", "--json", name, "--quiet", *(options or DAY)])


def change(before: str, after: str, file: str = "a.yaml") -> None:
    text = Path(file).read_text("utf-8")
    assert before in text
    Path(file).write_text(text.replace(before, after), encoding="utf-8")


def compared(capsys: Capture, *options: str) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = main(["compare", "old.json", "new.json", "--format", "json", *options])
    return code, json.loads(capsys.readouterr().out)


def kinds(found: dict[str, Any], rule: str = "role-status-undefined") -> dict[str, str]:
    return {one["subject"]: one["kind"] for one in found["changes"] if one["rule"] == rule}


def test_nothing_changed(capsys: Capture) -> None:
    result("old.json")
    result("new.json")
    code, found = compared(capsys, "--fail-on-new")
    assert code == 0
    assert {(one["kind"], one["cause"]) for one in found["changes"]} == {("persisting", "")}


def test_what_is_new_fixed_accepted_and_a_question_now(capsys: Capture) -> None:
    result("old.json")
    change("[mary, lee]", "[mary, {person: lee, status: full-member}, sam]")
    change("  jo: {post", "  sam: {experience: [carer]}\n  jo: {post")
    with Path("a.yaml").open("a", encoding="utf-8") as file:
        file.write(WAIVER)
    Path("a.yaml").rename("b.yaml")
    result("new.json")
    code, found = compared(capsys, "--fail-on-new")
    assert code == 1
    assert kinds(found) == {
        "seats[member/sam]": "new", "seats[member/mary]": "waived", "seats[member/lee]": "fixed",
    }  # fmt: skip
    assert {one["cause"] for one in found["changes"] if one["kind"] == "new"} == {"file"}
    Path("old.json").rename("spare.json")
    Path("new.json").rename("old.json")
    Path("spare.json").rename("new.json")
    _, back = compared(capsys)
    assert kinds(back) == {
        "seats[member/sam]": "fixed", "seats[member/mary]": "waiver-ended",
        "seats[member/lee]": "reopened",
    }  # fmt: skip


def test_time_alone_and_settings_alone_are_told_apart(capsys: Capture) -> None:
    with Path("a.yaml").open("a", encoding="utf-8") as file:
        file.write(WAIVER)
    result("old.json")
    result("new.json", "--as-of", "2027-01-01")
    _, found = compared(capsys)
    new = {one["rule"]: one["cause"] for one in found["changes"] if one["kind"] != "persisting"}
    assert kinds(found)["seats[member/mary]"] == "waiver-ended"
    assert new == {"role-status-undefined": "time", "waiver-expired": "time"}
    Path("pitfall-audit.toml").write_text('ignore = ["roles"]\n', encoding="utf-8")
    result("new.json")
    _, found = compared(capsys)
    assert set(kinds(found).values()) == {"not-looked-at"}
    gone = {one["cause"] for one in found["changes"] if one["kind"] == "not-looked-at"}
    assert gone == {"program"}


def test_a_file_that_cannot_be_read_looks_not_fixed(capsys: Capture) -> None:
    result("old.json")
    change("version: 1\n", "version: [\n")
    result("new.json")
    code, found = compared(capsys)
    assert code == 4
    assert {one["kind"] for one in found["changes"]} == {"unreadable"}
    Path("a.yaml").unlink()
    Path("z.yaml").write_text(FILE.replace("id: committee\n", "id: other\n"), encoding="utf-8")
    result("new.json")
    _, found = compared(capsys)
    assert {one["kind"] for one in found["changes"]} == {"new", "not-looked-at"}


def test_what_is_no_result_is_refused(capsys: Capture) -> None:
    result("old.json")
    Path("new.json").write_text("{}", encoding="utf-8")
    assert main(["compare", "old.json", "new.json"]) == 2
    assert main(["compare", "old.json", "missing.json"]) == 2
    assert main(["compare", "old.json"]) == 2


def git(*arguments: str, day: str = "2026-06-01T12:00:00") -> None:
    who = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day, "GIT_CONFIG_GLOBAL": os.devnull}
    names = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *names, *arguments], check=True, env=os.environ | who)


@pytest.fixture
def repository() -> None:
    git("init", "-q")
    Path("sub").mkdir()
    Path("sub/c.yaml").write_text(FILE.replace("id: committee\n", "id: sub\n"), encoding="utf-8")
    git("add", ".")
    git("commit", "-q", "-m", "first")


@pytest.mark.usefixtures("repository")
def test_two_states_of_a_repository(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    change("[mary, lee]", "[mary, lee, sam]", "sub/c.yaml")
    change("  jo: {post", "  sam: {experience: [carer]}\n  jo: {post", "sub/c.yaml")
    monkeypatch.chdir("sub")
    capsys.readouterr()
    arguments = ["compare", "--rev", "HEAD", ".", *DAY, "--fail-on-new"]
    assert main([*arguments, "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert kinds(found)["seats[member/sam]"] == "new"
    assert {one["file"] for one in found["changes"]} == {"c.yaml"}
    assert main([*arguments, "--format", "markdown"]) == 1
    text = capsys.readouterr().out
    assert MarkdownIt("commonmark").enable("table").parse(text)[0].type == "html_block"
    assert "role-status-undefined" in text
    assert main([*arguments]) == 1
    assert capsys.readouterr().out.split("\n\n")[0] == snapshot(
        "Compared: both as of 30 June 2026."
    )
    assert main(["compare", "--rev", "no-such", ".", *DAY]) == 2
    assert main(["compare", "--rev", "--output=x", ".", *DAY]) == 2
    assert main(["compare", "--rev", "HEAD", "/", *DAY]) == 2


@pytest.mark.usefixtures("repository")
def test_only_what_changed_is_reported_and_all_is_looked_at(capsys: Capture) -> None:
    assert main(["check", ".", "--changed-since", "HEAD", *DAY, "--output", "concise"]) == 0
    change("title: A committee", "title: A committee of ours", "sub/c.yaml")
    Path("new.yaml").write_text(FILE.replace("id: committee\n", "id: new\n"), encoding="utf-8")
    capsys.readouterr()
    options = ("--changed-since", "HEAD", *DAY, "--fail-on", "advice")
    assert main(["check", ".", *options, "--output", "concise"]) == 1
    files = {line.split(":")[0] for line in capsys.readouterr().out.splitlines()[:-1]}
    assert files == {"new.yaml", "sub/c.yaml"}
    # A second file with an id that is taken by one that did not change is told all the same.
    Path("new.yaml").write_text(FILE, encoding="utf-8")
    assert main(["check", ".", *options, "--output", "concise"]) == 4


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("file", "text", "asked"),
    [
        ("people.yaml", "version: 1\npeople: {mary: {}}\n", ()),
        ("waivers.yaml", "waivers: []\n", ("--waivers", "waivers.yaml")),
    ],
)
def test_where_what_all_files_share_changed_all_are_reported(
    file: str, text: str, asked: tuple[str, ...], capsys: Capture
) -> None:
    Path(file).write_text(text, encoding="utf-8")
    options = ("--changed-since", "HEAD", *DAY, "--fail-on", "advice", *asked)
    assert main(["check", ".", *options, "--output", "concise"]) == 1
    said = capsys.readouterr()
    assert f"{file} has changed: all files are reported." in said.err
    files = {line.split(":")[0] for line in said.out.splitlines()[:-1]}
    assert files == {"a.yaml", "sub/c.yaml"}


@pytest.mark.usefixtures("repository")
def test_the_day_of_the_last_commit(capsys: Capture) -> None:
    main(["check", ".", "--as-of", "commit", "--quiet"])
    assert "1 June 2026" in capsys.readouterr().out


def test_without_a_repository_it_is_said(capsys: Capture) -> None:
    if any((folder / ".git").exists() for folder in Path.cwd().parents):
        pytest.skip("the folder for temporary files lies in a repository")
    for options in (["--as-of", "commit"], ["--changed-since", "HEAD", *DAY]):
        assert main(["check", ".", *options]) == 2
        assert "a folder that git keeps" in capsys.readouterr().err


def test_a_report_says_what_became_of_findings_since_last_time(capsys: Capture) -> None:
    result("old.json")
    change("[mary, lee]", "[mary, {person: lee, status: full-member}, sam]")
    change("  jo: {post", "  sam: {experience: [carer]}\n  jo: {post")
    before = main(["check", ".", *DAY, "--quiet"])
    result("new.json")
    capsys.readouterr()
    since = ("--since", "old.json", "--html", "r.html", "--json", "r.json")
    assert main(["check", ".", *DAY, *since]) == before
    shown = " ".join(capsys.readouterr().out.split())
    held, new = (json.loads(Path(one).read_text("utf-8")) for one in ("r.json", "new.json"))
    _, compared_ = compared(capsys)
    assert held["since"] == compared_
    assert held["engagements"] == new["engagements"]
    assert "Since 30 June 2026: " in shown
    assert " new; " in shown
    page = Path("r.html").read_text("utf-8")
    part = page[page.index('id="since"') : page.index("</section>", page.index('id="since"'))]
    was = {
        one["rule"]: one["severity"]
        for one in json.loads(Path("old.json").read_text("utf-8"))["engagements"][0]["outcomes"]
        if one["outcome"] == "failed"
    }
    assert all(
        one["severity"] == was[one["rule"]]
        for one in compared_["changes"]
        if one["kind"] == "fixed" and one["rule"] == "role-status-undefined"
    )
    fixed = [one["message"] for one in compared_["changes"] if one["kind"] == "fixed"]
    assert fixed
    assert all(one in part for one in fixed)
    assert "As before <span" not in part
    main(["report", "r.json", "--html", "again.html"])
    assert Path("again.html").read_bytes() == Path("r.html").read_bytes()


def test_over_several_earlier_results_the_report_shows_how_it_went(capsys: Capture) -> None:
    main(["check", ".", "--as-of", "2025-06-30", "--quiet", "--json", "oldest.json"])
    result("old.json")
    change("  jo: {post", "  sam: {experience: [carer]}\n  jo: {post")
    change("[mary, lee]", "[mary, {person: lee, status: full-member}, sam]")
    given = ("--since", "old.json", "--since", "oldest.json", "--html", "r.html")
    main(["check", ".", "--as-of", "2026-07-30", "--quiet", *given, "--json", "r.json"])
    main(["check", ".", "--as-of", "2026-07-30", "--quiet", "--json", "new.json"])
    capsys.readouterr()
    held = json.loads(Path("r.json").read_text("utf-8"))
    _, compared_ = compared(capsys)
    course = held["since"].pop("course")

    assert held["since"] | {"course": []} == compared_  # with the later of the two
    assert [one["as_of"] for one in course] == ["2025-06-30", "2026-06-30", "2026-07-30"]
    assert [one["file"] for one in held["seals"] if one["kind"] == "previous"] == [
        "old.json", "oldest.json",
    ]  # fmt: skip
    page = Path("r.html").read_text("utf-8")
    part = page[page.index('id="course-title"') : page.index("Each as it was audited then")]
    rows = re.findall(r"<tr><th scope=.row.>.*?</tr>", part, re.DOTALL)
    assert len(rows) == 3
    for point, row in zip(course, rows, strict=True):
        numbers = [int(one) for one in re.findall(r"(\d+)<span class=.unit.>", row)]
        names = ("act_now", "look_into", "consider", "to_ask", "in_place")
        assert numbers == [point[name] for name in names]
        parts = [point[name] for name in names[:3] if point[name]]
        assert len(re.findall("<rect", row)) == len(parts)
    widths = [sum(map(float, re.findall(r"width=\"([\d.]+)\" height", row))) for row in rows]
    assert 90 < max(widths) <= 100
    text = page[: page.index('id="course-title"')]
    assert "Since 30 June 2026: " in text


def test_of_private_changes_a_redacted_report_names_nobody(capsys: Capture) -> None:
    result("old.json")
    Path("a.yaml").write_text(FILE.replace("lee", "lena"), encoding="utf-8")
    result("new.json")
    main(["check", ".", *DAY, "--quiet", "--since", "old.json", "--redact", "--json", "r.json"])
    changes = json.loads(Path("r.json").read_text("utf-8"))["since"]["changes"]
    private = [one for one in changes if one["private"]]
    assert private
    assert not any("lena" in str(one) or "lee" in str(one) for one in private)


def test_what_is_no_earlier_result_is_refused(capsys: Capture) -> None:
    assert main(["check", ".", *DAY, "--since", "a.yaml"]) == 2
    assert "a.yaml: This is not a result" in capsys.readouterr().err
