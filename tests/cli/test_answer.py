"""``answer --set``: an answer gets into its file, or the file stays as it is and it is said why."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from tests.rim.program import NOT_POSIX

from pitfall_audit.cli.main import main

ROOT = Path(__file__).parents[2]
SMALLEST = (ROOT / "examples" / "smallest-useful-file.yaml").read_text("utf-8")
DAY = ("--as-of", "2026-06-30")
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    path = Path("a.yaml")
    path.write_bytes(SMALLEST.encode())
    return path


def set_(*answers: str) -> int:
    return main(["answer", "a.yaml", *(part for one in answers for part in ("--set", one)), *DAY])


def steady(text: str) -> str:
    """A page without numbers that change with the wording of any question."""
    return re.sub(r"(Open now: |As before \()\d+", r"\1N", text)


def test_an_answer_is_written_and_what_it_changes_is_said(file: Path, capsys: Capture) -> None:
    code = set_("roles.carer-member.status=full-member", "monitoring.offered=not-stated")
    assert code == 2  # not-stated needs papers that were read whole
    assert file.read_text("utf-8") == SMALLEST
    assert list(Path().iterdir()) == [file]
    assert capsys.readouterr().err == snapshot("""\
pitfall-audit could not run as asked. The answers cannot be used as they are:

not-stated-in-what: `not-stated` says that this was looked for in what was
  read whole; no source here says `read: whole`, or names `sections_read`.
  → a.yaml:13:23
    13 │ monitoring: {offered: not-stated}
       │                       ^^^^^^^^^^
  help: If a document was read whole, say so under `sources`: `- {id: …,
        read: whole}`; if only the section that would say it was, `- {id: …,
        sections_read: [membership]}`. If neither, leave the field out.
""")

    assert set_("roles.carer-member.status=full-member", "roles[0].holders.mary.from=2026-01") == 0
    shown = capsys.readouterr()
    assert shown.err == snapshot("Written to a.yaml; as it was, it is in a.yaml.bak.\n")
    assert steady(shown.out) == snapshot("""\
--- a.yaml before
+++ a.yaml after
@@ -9,4 +9,5 @@
   - id: carer-member
     body: quality committee
-    holders: [mary]
+    holders: [{person: mary, from: 2026-01}]
+    status: full-member

What changed
────────────
Questions closed: 0. Open now: N.

Compared: both as of 30 June 2026.

As before (N)
─────────────

Fixed (1)
─────────

  Look into [role-status-undefined]
    Carer member (mary): what the seat is beside the others is stated
    (full-member).
    a.yaml:12
""")
    assert Path("a.yaml.bak").read_text("utf-8") == SMALLEST

    assert set_("roles.carer-member.status=full-member") == 0
    assert capsys.readouterr().err == snapshot("Nothing was written: a.yaml is as it was.\n")


@pytest.mark.parametrize(
    "answer",
    [
        "roles.carer-member.statsu=full-member",
        "roles.carer-membr.status=full-member",
        "roles.carer-member.status=full",
        "roles.carer-member.title=a # b",
        "roles.carer-member.title=a: b",
        "roles.carer-member.title=",
        "roles.carer-member.id.x=y",
        "roles..x=y",
        "roles[7].title=x",
    ],
)
def test_what_can_not_be_written_is_said(answer: str, file: Path, capsys: Capture) -> None:
    assert set_("monitoring.offered=yes", answer) == 2
    assert file.read_text("utf-8") == SMALLEST
    assert list(Path().iterdir()) == [file]
    shown = capsys.readouterr()
    assert shown.out == ""
    assert (
        shown.err
        == snapshot(
            {
                "roles.carer-member.statsu=full-member": """\
pitfall-audit could not run as asked. The answers cannot be used as they are:

unknown-key: “statsu” is not a field under `roles`.
  → a.yaml:12:5
    12 │     statsu: full-member
       │     ^^^^^^
  help: Did you mean `status`?
""",
                "roles.carer-membr.status=full-member": """\
pitfall-audit could not run as asked. The answers cannot be used as they are:

no-entry: `roles` has no entry that goes by “carer-membr”.
  → a.yaml:9:3
    9 │   - id: carer-member
      │   ^^^^^^^^^^^^^^^^^^
  help: Did you mean `carer-member`?
""",
                "roles.carer-member.status=full": """\
pitfall-audit could not run as asked. The answers cannot be used as they are:

not-one-of: `status` cannot be “full”.
  → a.yaml:12:13
    12 │     status: full
       │             ^^^^
  help: It takes: full-member, co-opted, in-attendance, observer, adviser,
        gives-testimony, co-trainer, visiting-speaker, co-researcher, employee.
""",
                "roles.carer-member.title=a # b": """\
pitfall-audit could not run as asked. The answers cannot be used as they are:

more-than-an-answer: Only a part of it would be written.
  → the answer for roles.carer-member.title:1:8
    1 │ value: a # b
      │        ^
  help: Put the whole of it in quotation marks: in YAML ` #` begins a
        comment.
""",
                "roles.carer-member.title=a: b": """\
pitfall-audit could not run as asked. The answers cannot be used as they are:

yaml-syntax: A colon stands inside text that is not in quotation marks.
  → the answer for roles.carer-member.title:1:9
    1 │ value: a: b
      │         ^
  help: Put the text in quotation marks: value: "a: b"
""",
                "roles.carer-member.title=": """\
pitfall-audit could not run as asked. The answers cannot be used as they are:

no-answer: There is nothing to write.
  → the answer for roles.carer-member.title:1:1
    1 │ value:
      │ ^^^^^
  help: Write what is so, `none` where there is none, or `not-stated`
        where the papers were read whole and do not say.
""",
                "roles.carer-member.id.x=y": """\
pitfall-audit could not run as asked. The answers cannot be used as they are:

answered-already: “carer-member” is written here.
  → a.yaml:9:9
    9 │   - id: carer-member
      │         ^^^^^^^^^^^^
  help: To say something else, write the whole of `roles[0].id` anew.
""",
                "roles..x=y": """\
pitfall-audit could not run as asked. The answers cannot be used as they are:

no-place: “roles..x” is no place in a file.
  → a.yaml
  help: Write the keys with full stops between them, and an entry of a
        list by its id or its number from nought: `roles.carer-member.status`,
        `roles[0].status`.
""",
                "roles[7].title=x": """\
pitfall-audit could not run as asked. The answers cannot be used as they are:

no-entry: `roles` has no entry that goes by “7”.
  → a.yaml:9:3
    9 │   - id: carer-member
      │   ^^^^^^^^^^^^^^^^^^
  help: Write its number, from `roles[0]` on; `roles[1]` is a new one.
""",
            }
        )[answer]
    )


def test_an_entry_that_goes_by_a_name_of_two_is_asked_for_by_number(
    file: Path, capsys: Capture
) -> None:
    file.write_text(
        SMALLEST.replace("[mary]", "[{person: mary, until: 2025}, {person: mary, from: 2026}]"),
        "utf-8",
    )
    assert set_("roles.carer-member.holders.mary.status=observer") == 2
    assert "`roles[0].holders[0]`, `roles[0].holders[1]`" in " ".join(
        capsys.readouterr().err.split()
    )


def test_a_file_that_is_not_valid_is_left_as_it_is(file: Path, capsys: Capture) -> None:
    file.write_text("version: 1\nid: x\n", "utf-8")
    assert set_("title=X") == 4
    assert "title" in capsys.readouterr().err
    assert file.read_text("utf-8") == "version: 1\nid: x\n"


def test_marks_and_line_ends_of_another_system_stay(file: Path) -> None:
    text = b"\xef\xbb\xbf" + SMALLEST.replace("\n", "\r\n").rstrip().encode()
    file.write_bytes(text)
    assert set_("roles.carer-member.status=full-member") == 0
    assert file.read_bytes() == text + b"\r\n    status: full-member"
    assert Path("a.yaml.bak").read_bytes() == text


@NOT_POSIX
def test_who_may_read_the_file_may_read_what_it_was_and_nobody_else(file: Path) -> None:
    file.chmod(0o600)
    old = os.umask(0o022)
    try:
        assert set_("roles.carer-member.status=full-member") == 0
        assert set_("roles.carer-member.status=observer") == 0
    finally:
        os.umask(old)
    files = sorted(Path().iterdir())
    assert [one.name for one in files] == ["a.yaml", "a.yaml.2.bak", "a.yaml.bak"]
    assert {stat.S_IMODE(one.stat().st_mode) for one in files} == {0o600}


@NOT_POSIX
def test_a_file_that_is_kept_from_change_stays_and_no_backup_with_it(
    file: Path, capsys: Capture
) -> None:
    file.chmod(0o444)
    assert set_("roles.carer-member.status=full-member") == 2
    assert list(Path().iterdir()) == [file]
    assert "a.yaml can't be written to: it is read-only." in capsys.readouterr().err


def test_an_answer_is_taken_out_again(file: Path, capsys: Capture) -> None:
    assert set_("roles.carer-member.status=full-member", "monitoring.offered=yes") == 0
    answered = file.read_text("utf-8")
    assert main(["answer", "a.yaml", "--unset", "roles.carer-member.status", *DAY]) == 0
    taken = file.read_text("utf-8")
    assert taken == answered.replace("    status: full-member\n", "")
    assert Path("a.yaml.2.bak").read_text("utf-8") == answered
    assert main(["answer", "a.yaml", "--unset", "monitoring", *DAY]) == 0
    assert file.read_text("utf-8") == SMALLEST
    capsys.readouterr()

    places = ("monitoring", "people.mary", "title")
    assert [main(["answer", "a.yaml", "--unset", place]) for place in places] == [2, 2, 2]
    assert main(["answer", "a.yaml", "--unset", "title", "--who", "chair"]) == 2
    assert file.read_text("utf-8") == SMALLEST
    assert re.findall(r"^[a-z-]+(?=: )", capsys.readouterr().err, re.MULTILINE) == [
        "nothing-to-take-out", "unknown-person", "missing-key",
    ]  # fmt: skip


def test_a_list_that_loses_entries_keeps_the_others(file: Path) -> None:
    file.write_text(SMALLEST.replace("[mary]", "[mary, {person: mary, from: 2025}, ann]"), "utf-8")
    file.write_text(file.read_text("utf-8").replace("people:\n", "people:\n  ann: {}\n"), "utf-8")
    place = "roles[0].holders"
    gone = ["--unset", f"{place}[0]", "--unset", f"{place}[2]", "--set", f"{place}.mary.from=2026"]
    assert main(["answer", "a.yaml", *gone, *DAY]) == 0
    assert "holders: [{person: mary, from: 2026}]" in file.read_text("utf-8")


TIES = """\
version: 1
engagement: smallest-useful-file
# kept by Sam
ties:
  - {of: mary, with: {team: ward-3}, kind: other}
"""


def test_ties_are_written_where_they_are_kept_apart(file: Path, capsys: Capture) -> None:
    ties = Path("ties.yaml")
    ties.write_text(TIES.replace("smallest-useful-file", _id()), "utf-8")
    before = ties.read_text("utf-8")
    apart = ("--ties", "ties.yaml", *DAY)
    assert main(["answer", "a.yaml", "--set", "ties[0].since=2025", *apart]) == 0
    assert file.read_text("utf-8") == SMALLEST
    assert ties.read_text("utf-8") == before.replace("kind: other}", "kind: other, since: 2025}")
    assert Path("ties.yaml.bak").read_text("utf-8") == before

    both = ["--set", "people.jo={}", "--set", "ties[1]={of: mary, with: jo, kind: friend}"]
    assert main(["answer", "a.yaml", *both, *apart]) == 0
    assert "jo: {}" in file.read_text("utf-8")
    assert ties.read_text("utf-8").endswith("  - {of: mary, with: jo, kind: friend}\n")
    shown = capsys.readouterr()
    assert shown.err.splitlines()[-2:] == [
        "Written to a.yaml; as it was, it is in a.yaml.bak.",
        "Written to ties.yaml; as it was, it is in ties.yaml.2.bak.",
    ]
    held = file.read_text("utf-8"), ties.read_text("utf-8")

    refused = ["--set", "ties[1].with=sam"], ["--unset", "people.jo"], ["--unset", "ties[1].of"]
    assert [main(["answer", "a.yaml", *one, *apart]) for one in refused] == [2, 2, 2]
    assert (file.read_text("utf-8"), ties.read_text("utf-8")) == held
    assert main(["answer", "a.yaml", "--unset", "ties[0]", "--unset", "ties[1]", *apart]) == 0
    assert ties.read_text("utf-8") == before.partition("ties:")[0]


def _id() -> str:
    found = re.search(r"^id: (\S+)", SMALLEST, re.MULTILINE)
    assert found is not None
    return found[1]
