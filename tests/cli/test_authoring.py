"""The commands for those who write checks, each screen as it is seen."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from tests.rules.pack_texts import write_pack
from tests.rules.rule_texts import rule_text

from pitfall_audit.cli.main import main
from pitfall_audit.cli.services import Services
from pitfall_audit.report.screen import Screen
from pitfall_audit.rules.evaluation import Batches, evaluate
from pitfall_audit.rules.packs import built_in_folder, load_rule
from pitfall_audit.workbench.condition_pages import render_explanation
from pitfall_audit.workbench.fact_pages import render_facts
from pitfall_audit.workbench.samples import facts_of_file
from pitfall_audit.workbench.trying import compile_to_try

Capture = pytest.CaptureFixture[str]

ENGAGEMENT = """\
version: 1
id: panel
title: A panel
people:
  asha: {experience: service-user}
  brian: {experience: carer}
bodies:
  board: {kind: board}
roles:
  - {id: member, body: board, status: observer, holders: [asha]}
  - {id: carer-member, body: board, holders: [brian]}
promises:
  - {id: feedback, due: 2026-05-01, status: open, told: {on: 2026-04-01}}
"""

CHECK = """\
id: our-own-check
pitfall: promises
title: A promise is past its day
subject: promise
applies: |
  !promise.ongoing
expect:
  - that: promise.days_overdue <= thresholds.days_late
    says: It is very late.
severity:
  - {when: promise.days_overdue > 100, is: error}
  - {is: warning}
thresholds: {days_late: 30}
message: "{{ promise.label }}: its day is past."
passed: "{{ promise.label }}: its day is ahead."
adds:
  - {when: "promise.status == 'open'", says: It is still open.}
points_at: promise.due
---
why: People wait.
remedy: Tell them.
question: By what day?
false_positives: None known.
grounds: [{article: promises}, {standard: four-pi-standards, bears: bears-on}]
---
failed:
  - files: {a.yaml: {promises: [{id: feedback, due: 2026-05-01}]}}
    expect: ["promises[feedback]"]
passed:
  - title: A little late
    files: {a.yaml: {promises: [{id: feedback, due: 2026-06-15}]}}
    expect: ["promises[feedback]"]
"""


class AtOneDay(Services):
    """The real thing, on a day and a screen that do not change."""

    def today(self) -> datetime.date:
        return datetime.date(2026, 6, 30)

    def environment(self) -> Mapping[str, str]:
        return {}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with an engagement, and a pack of one check."""
    (tmp_path / "panel.yaml").write_text(ENGAGEMENT, encoding="utf-8", newline="")
    pack = tmp_path / "house-rules"
    pack.mkdir()
    (pack / "our-own-check.yaml").write_text(CHECK, encoding="utf-8", newline="")
    (pack / "pack.yaml").write_text(
        "name: house-rules\nversion: '1'\n", encoding="utf-8", newline=""
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> int:
    return main(["rules", *arguments], services=AtOneDay())


def changed(folder: Path, before: str, after: str) -> None:
    assert before in CHECK
    text = CHECK.replace(before, after)
    (folder / "house-rules/our-own-check.yaml").write_text(text, encoding="utf-8", newline="")


# --- show -------------------------------------------------------------------------------


def test_show(capsys: Capture) -> None:
    assert run("show", "house-rules/our-own-check.yaml") == 0
    assert capsys.readouterr().out == snapshot("""\
A promise is past its day
─────────────────────────
Check: our-own-check
Pitfall: Promises and honesty (promises)
Level: Core. Every arrangement should meet this.
Looks at: each promise. Something people were told would be done.
What is not stated becomes a question to ask.

Why it matters
  People wait.

What to do
  Tell them.

What to ask, where it cannot be told
  By what day?

When it may speak though nothing is wrong
  None known.

The conditions
  It speaks of a promise where
      !promise.ongoing
  and then expects
      promise.days_overdue <= thresholds.days_late
        where that does not hold, it adds: It is very late.

What these read
  promise.ongoing: Whether it has no end.
  promise.days_overdue: Days since it was due; below nothing where it is
      still ahead.
  thresholds.days_late: 30, set by the pack house-rules.

How serious it is
  Act now (error), where
      promise.days_overdue > 100
  Look into (warning), otherwise

Numbers (can be set otherwise)
  days_late: 30, set by the pack house-rules

What it rests on
  • David Beckingham, “Why use the users?” (2016). The practitioner's article
    that names the six pitfalls.
  • Bears on: 4Pi National Involvement Standards, National Survivor User
    Network (NSUN) (2015); only its opening was read.
    https://www.nsun.org.uk/projects/4pi-involvement-standards/

Examples: 1 Needs attention, 1 In place, 0 To ask, 0 Does not apply.
Written in: house-rules/our-own-check.yaml
""")


def test_show_of_a_check_that_comes_with_the_program(capsys: Capture) -> None:
    assert run("show", "role-status-undefined") == 0
    shown = capsys.readouterr().out
    assert "Private" not in shown
    assert "What is not stated needs attention" in shown
    assert "https://" in shown


def numbers(shown: str) -> list[str]:
    """What a check in full says of its numbers."""
    _, _, behind = shown.partition("Numbers (can be set otherwise)\n")
    return [line.strip() for line in behind.partition("\n\n")[0].split("\n")]


def test_show_says_whose_a_number_is(capsys: Capture, folder: Path) -> None:
    assert run("show", "promise-overdue") == 0
    assert numbers(capsys.readouterr().out) == [
        "long_overdue_days: 30, the program's own judgement"
    ]
    (folder / "pitfall-audit.toml").write_text(
        'rules = ["house-rules"]\n\n[thresholds.promise-overdue]\nlong_overdue_days = 60\n\n'
        "[thresholds.our-own-check]\ndays_late = 14\n",
        encoding="utf-8",
    )
    assert run("show", "promise-overdue") == 0
    shown = capsys.readouterr().out
    assert numbers(shown) == ["long_overdue_days: 60, set in pitfall-audit.toml, line 4"]
    for name in ("our-own-check", "house-rules/our-own-check.yaml"):
        assert run("show", name) == 0
        shown = capsys.readouterr().out
        assert numbers(shown) == ["days_late: 14, set in pitfall-audit.toml, line 7"]
        assert "thresholds.days_late: 14, set in pitfall-audit.toml, line 7." in shown
    assert run("show", "our-own-check", "--rules", "house-rules", "--no-config") == 0
    assert numbers(capsys.readouterr().out) == ["days_late: 30, set by the pack house-rules"]


def test_show_says_so_of_a_file_that_belongs_to_no_pack(capsys: Capture, folder: Path) -> None:
    (folder / "house-rules/pack.yaml").unlink()
    assert run("show", "house-rules/our-own-check.yaml") == 0
    assert numbers(capsys.readouterr().out) == ["days_late: 30, set in this file"]


def test_show_knows_a_near_miss(capsys: Capture) -> None:
    assert run("show", "role-status-undefind") == 2
    assert capsys.readouterr().err == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit rules show
  cause: there is no check role-status-undefind
  help:  did you mean role-status-undefined? For all checks: pitfall-audit rules list
""")


def test_a_check_of_ones_own_is_known_once_its_pack_is_named(capsys: Capture) -> None:
    assert run("show", "heron-visits") == 2
    assert "known once its pack is named: --rules FOLDER." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("heron-rule", "did you mean heron-rules? Checks of your own are named by their folder"),
        ("a-rule", "did you mean heron-rules/a-rule.yaml?"),
        ("lone-membr", "did you mean lone-member?"),
        ("zzzz", "Folders of checks are here: heron-rules"),
    ],
)
def test_a_name_for_which_there_is_neither_a_check_nor_a_folder(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, says: str
) -> None:
    write_pack(tmp_path / "heron-rules", a_rule=rule_text())
    monkeypatch.chdir(tmp_path)
    assert run("test", name) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert f"there is no check {name} that comes with the program, and here is no folder" in said
    assert says in said


def test_show_of_a_file_that_is_not_there(capsys: Capture) -> None:
    assert run("show", "house-rules/no-such-check.yaml") == 2
    assert "no-such-check.yaml" in capsys.readouterr().err


# --- facts ------------------------------------------------------------------------------


def test_the_kinds_of_facts(capsys: Capture) -> None:
    assert run("facts") == 0
    shown = capsys.readouterr().out
    assert shown.startswith("What a check can look at, one by one\n")
    assert "\n  seat\n      A person in a role on a body, or all places" in shown
    assert shown.endswith(
        "kinds. For the fields of one: pitfall-audit rules facts seat\n"
        "To look for something in all of them: pitfall-audit rules facts --search carers\n"
    )


def test_the_facts_of_a_subject(capsys: Capture) -> None:
    assert run("facts", "complaint") == 0
    assert capsys.readouterr().out == snapshot("""\
complaint
─────────
A complaint or concern: its dates, never what it is about or who raised it.

  complaint.by_law: yes or no
      Whether the times are those that the law sets for complaints to the NHS
      and social care in England.
  complaint.acknowledge_by: date; may be unstated
      The last day for acknowledging it, by the law or the organisation's own
      rules.
  complaint.acknowledged_late: yes or no; may be unstated
      Whether it was not acknowledged by that day.
  complaint.answer_by: date; may be unstated
      The last day for answering it: the day that was set, or the later one to
      which it was moved, or by the organisation's own rules.
  complaint.answered_late: yes or no; may be unstated
      Whether it was not answered or settled by that day.
  complaint.label: text
      What kind it is, and its id.
  complaint.follow_up_promised: yes or no
      Whether somebody is recorded as saying they would follow it up.
  complaint.closed: yes or no
      Whether it was closed by the audit date.
  complaint.told: yes or no; may be unstated
      Whether the person who raised it was told what came of it.
  complaint.days_past_due: whole number; may be unstated
      Days since an answer was due, or since the later day it was moved to.
  complaint.days_since_promise: whole number; may be unstated
      Days since somebody said they would follow it up.

Places that points_at can name: complaint, follow_up

How to read them in a condition
  • Text and words stand in quotes: seat.status == 'observer'. A date is a
    text: promise.due < '2026-06-30'. Yes or no stands alone: seat.open,
    !seat.open.
  • has(seat.status) asks whether it is stated. To read what is not stated
    leaves the answer open, and the check asks, unless another part of the
    condition settles it.
  • A list: 'carer' in seat.capacity, size(seat.capacity) > 1. Where a name
    has [], each item is looked at with exists or all:
    engagement.routes.exists(one, 'open-advert' in one.channels).
  • Try one on a file: pitfall-audit rules try "CONDITION" FILE
""")


def test_the_facts_below_a_field(capsys: Capture) -> None:
    assert run("facts", "seat.person.experience") == 0
    shown = capsys.readouterr().out
    assert "  seat.person.experience: list of text; may be unstated\n" in shown
    assert "'service-user'" in shown
    assert run("facts", "engagement.routes") == 0
    assert "  engagement.routes[].channels: list of text" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("route", "says"),
    [
        ("seet", "`seat`"),
        ("seat.staus", "`status`"),
        ("seat.body.knd", "`kind`"),
        ("seat.status.more", "no fields below it"),
        ("x\x1b[2J", "the kinds are"),
    ],
)
def test_a_name_that_leads_to_no_fact(capsys: Capture, route: str, says: str) -> None:
    assert run("facts", route) == 2
    shown = capsys.readouterr().err
    assert says in shown
    assert "\x1b" not in shown


def test_the_expressions_that_the_facts_page_shows_can_be_used() -> None:
    page = " ".join(
        render_facts("complaint", Screen(width=100, colour=False, unicode=True)).split()
    )
    for expression in (
        "seat.status == 'observer'",
        "promise.due < '2026-06-30'",
        "!seat.open",
        "has(seat.status)",
        "'carer' in seat.capacity",
        "size(seat.capacity) > 1",
        "engagement.routes.exists(one, 'open-advert' in one.channels)",
    ):
        assert expression in page
        compile_to_try(expression)


# --- try --------------------------------------------------------------------------------


def test_try(capsys: Capture) -> None:
    assert run("try", "seat.status", "panel.yaml") == 0
    assert capsys.readouterr().out == snapshot("""\
Each seat in panel.yaml, as of 30 June 2026:

  seats[member/asha] = 'observer'
  seats[carer-member/brian] = not stated: seat.status

2 seats: 1 not settled, 1 with a value.
""")


@pytest.fixture
def several(folder: Path) -> Path:
    """A folder with two files of one organisation, in each of which Asha sits."""
    (folder / "files").mkdir()
    for name in ("panel", "board"):
        (folder / f"files/{name}.yaml").write_text(
            f"version: 1\nid: {name}\ntitle: The {name}\norganisation: {{id: trust}}\n"
            "people: {asha: {experience: service-user}}\n"
            f"roles: [{{id: member, body: {name}, holders: [asha]}}]\n",
            encoding="utf-8", newline="",
        )  # fmt: skip
    return folder / "files"


@pytest.mark.usefixtures("several")
def test_try_and_explain_look_over_the_files_of_a_folder(capsys: Capture) -> None:
    assert run("try", "member.bodies", "files") == 0
    assert capsys.readouterr().out == snapshot("""\
Each member in files, as of 30 June 2026:

  people[asha] = ['board', 'panel']

1 member: 1 with a value.
""")
    assert run("explain", "same-person-everywhere", "files") == 0
    assert "member.seats_at_most" in capsys.readouterr().out
    assert run("try", "seat.status", "files") == 2
    assert capsys.readouterr().err == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit rules try
  cause: files is a folder.
  help:  Name one file in it, for it is looked at closely.
""")
    assert run("try", "member.bodies", "files/panel.yaml") == 2
    assert capsys.readouterr().err == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit rules try
  cause: A member is looked at over several files, and files/panel.yaml is one.
  help:  Name the folder that holds the files of the organisation.
""")


def test_files_of_no_common_organisation_are_no_several(several: Path, capsys: Capture) -> None:
    text = (several / "panel.yaml").read_text("utf-8").replace("id: trust", "id: other")
    (several / "panel.yaml").write_text(text, "utf-8")
    assert run("try", "member.bodies", "files") == 2
    assert "No two files in files are of one organisation." in capsys.readouterr().err
    (several / "panel.yaml").write_text(text.replace("title:", "titel:"), "utf-8")
    assert run("try", "member.bodies", "files") == 4
    assert "titel" in capsys.readouterr().err


def test_try_looks_closely_at_one(capsys: Capture) -> None:
    text = "seat.status == 'observer' || seat.body.kind == 'board'"
    assert run("try", text, "panel.yaml", "--subject", "seats[carer-member/brian]") == 0
    assert capsys.readouterr().out == snapshot("""\
Each seat in panel.yaml, as of 30 June 2026:

  seats[carer-member/brian] = true
      seat.status    = not stated
      seat.body.kind = 'board'

1 seat: 1 true.
""")


def test_try_shows_what_broke(capsys: Capture) -> None:
    assert run("try", "1 / 0 == size(promise.label)", "panel.yaml") == 0
    assert capsys.readouterr().out == snapshot("""\
Each promise in panel.yaml, as of 30 June 2026:

  promises[feedback] = broke off: INVALID_ARGUMENT: divide by zero

1 promise: 1 broke off.
""")


def test_try_takes_the_day(capsys: Capture) -> None:
    assert run("try", "promise.days_overdue", "panel.yaml", "--as-of", "2026-05-03") == 0
    assert "promises[feedback] = 2\n" in capsys.readouterr().out


def test_try_takes_ties(folder: Path, capsys: Capture) -> None:
    ties = "version: 1\nties: [{of: asha, with: brian, kind: receives-care-from}]\n"
    (folder / "ties.yaml").write_text(ties, encoding="utf-8", newline="")
    assert run("try", "connection.current", "panel.yaml", "--ties", "ties.yaml") == 0
    assert "conflicts[asha/brian/care] = true\n" in capsys.readouterr().out


def test_try_of_what_a_file_has_none_of(capsys: Capture) -> None:
    assert run("try", "complaint.closed", "panel.yaml") == 0
    assert "There is no complaint in this file" in capsys.readouterr().out


def test_try_points_into_an_expression_that_cannot_be_used(capsys: Capture) -> None:
    assert run("try", "seat.open && seat.staus == 'observer'", "panel.yaml") == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "1 │ seat.open && seat.staus == 'observer'\n" in captured.err
    assert "│                  ^\n" in captured.err
    assert "Did you mean `status`?" in captured.err


def test_try_of_somebody_who_is_not_there(capsys: Capture) -> None:
    assert run("try", "seat.status", "panel.yaml", "--subject", "seats[member/ash]") == 2
    assert "did you mean seats[member/asha]?" in capsys.readouterr().err


def test_a_file_that_cannot_be_read(folder: Path, capsys: Capture) -> None:
    (folder / "panel.yaml").write_text("id: panel\nrols: []\n", encoding="utf-8", newline="")
    assert run("try", "seat.status", "panel.yaml") == 4
    assert "Did you mean `roles`" in capsys.readouterr().err
    assert run("explain", "lone-member", "panel.yaml") == 4


@pytest.mark.parametrize("file", ["nowhere.yaml", "house-rules"])
def test_something_that_is_no_file(file: str, capsys: Capture) -> None:
    assert run("try", "seat.status", file) == 2
    assert "could not run as asked" in capsys.readouterr().err


def test_what_a_file_says_cannot_repaint_the_terminal(folder: Path, capsys: Capture) -> None:
    text = ENGAGEMENT.replace("id: feedback", 'id: feedback, text: "\\e[2Jgone"')
    (folder / "panel.yaml").write_text(text, encoding="utf-8", newline="")
    assert run("try", "promise.label", "panel.yaml") == 0
    assert run("explain", "house-rules/our-own-check.yaml", "panel.yaml") == 0
    shown = capsys.readouterr()
    assert "gone" in shown.out
    assert "\x1b" not in shown.out + shown.err


def test_an_ascii_console_is_shown_ascii(folder: Path) -> None:
    pack = load_rule(folder / "house-rules/our-own-check.yaml")
    facts, _ = facts_of_file(folder / "panel.yaml", as_of=datetime.date(2026, 6, 30))
    verdicts = list(evaluate(pack.rules[0], Batches(facts)))
    shown = [
        render_explanation(
            pack.rules[0], verdicts, Screen(width=width, colour=False, unicode=False),
            file="panel.yaml", as_of="2026-06-30",
        )
        for width in (40, 100)
    ]  # fmt: skip
    assert all(text.isascii() for text in shown)
    assert max(map(len, shown[0].splitlines())) < max(map(len, shown[1].splitlines()))


# --- explain ----------------------------------------------------------------------------


def test_explain(capsys: Capture) -> None:
    assert run("explain", "house-rules/our-own-check.yaml", "panel.yaml") == 0
    assert capsys.readouterr().out == snapshot("""\
A promise is past its day
─────────────────────────
Check: our-own-check
File: panel.yaml, as of 30 June 2026

promises[feedback]
  Needs attention, Look into. Feedback: its day is past.
    • It is very late.
    • It is still open.
  applies: holds
      !promise.ongoing
        promise.ongoing = false
  expect, condition 1: does not hold
      promise.days_overdue <= thresholds.days_late
        promise.days_overdue = 60
        thresholds.days_late = 30
  severity, clause 1 (Act now): does not hold
      promise.days_overdue > 100
        promise.days_overdue = 60
  severity, clause 2 (Look into): stands always
  adds, sentence 1: holds
      promise.status == 'open'
        promise.status = 'open'

1 promise: 1 Needs attention.
""")


def test_explain_what_is_not_stated(capsys: Capture) -> None:
    identity = "seats[carer-member/brian]"
    assert run("explain", "vote-unstated", "panel.yaml", "--subject", identity) == 0
    assert capsys.readouterr().out == snapshot("""\
Whether a seat has a vote is not stated
───────────────────────────────────────
Check: vote-unstated
File: panel.yaml, as of 30 June 2026

seats[carer-member/brian]
  To ask. May this body decide, or advise?
  applies: not settled
      !seat.ended && seat.lived_experience && (has(seat.voting) || !seat.stands_as_another)
      && (has(seat.voting)
          || has(seat.body.decides_by)
          || (seat.on_body && seat.body.powers == 'decide'
              && (has(seat.body.powers)
                  || seat.body.kind in ['board', 'council', 'committee', 'panel'])))
        seat.ended             = false
        seat.lived_experience  = true
        seat.voting            = not stated
        seat.stands_as_another = false
        seat.body.decides_by   = not stated
        seat.on_body           = true
        seat.body.powers       = not stated
        seat.body.kind         = 'board'
      → It waits for seat.body.powers, which is not stated.

1 seat: 1 To ask.
""")


def test_explain_says_where_silence_makes_no_difference(folder: Path, capsys: Capture) -> None:
    changed(
        folder, "that: promise.days_overdue <= thresholds.days_late",
        "that: promise.days_overdue <= thresholds.days_late || promise.owner == 'chair'",
    )  # fmt: skip
    check = "house-rules/our-own-check.yaml"
    assert run("explain", check, "panel.yaml", "--as-of", "2026-05-02") == 0
    assert "makes no difference here: true || anything is true." in " ".join(
        capsys.readouterr().out.split()
    )


def test_explain_of_what_a_file_has_none_of(capsys: Capture) -> None:
    assert run("explain", "concern-not-followed-up", "panel.yaml") == 0
    assert "There is no complaint in this file" in capsys.readouterr().out


# --- packs with fields of their own ------------------------------------------------------


def test_the_fields_that_a_pack_adds(folder: Path, capsys: Capture) -> None:
    (folder / "house-rules/pack.yaml").write_text(
        "name: house-rules\nversion: '1'\nfields:\n"
        "  x-day-room: {on: body, type: yes or no, says: Whether it meets in the day room}\n",
        encoding="utf-8", newline="",
    )  # fmt: skip
    text = ENGAGEMENT.replace("{kind: board}", "{kind: board, x-day-room: yes}")
    (folder / "panel.yaml").write_text(text, encoding="utf-8", newline="")
    assert run("facts", "body.x", "--rules", "house-rules") == 0
    assert "body.x.day_room: yes or no; may be unstated\n" in capsys.readouterr().out
    assert run("try", "body.x.day_room", "panel.yaml", "--rules", "house-rules") == 0
    assert "bodies[board] = true\n" in capsys.readouterr().out
    assert run("try", "body.x.day_room", "panel.yaml") == 2


def test_a_check_of_another_pack_is_found_by_its_id(capsys: Capture) -> None:
    assert run("list", "--rules", "house-rules") == 0
    assert "our-own-check" in capsys.readouterr().out
    assert run("show", "our-own-check", "--rules", "house-rules") == 0
    assert run("explain", "our-own-check", "panel.yaml", "--rules", "house-rules") == 0
    assert run("show", "our-own-check") == 2


# --- test -------------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["house-rules", "house-rules/our-own-check.yaml"])
def test_the_examples_hold(target: str, capsys: Capture) -> None:
    assert run("test", target) == 0
    assert capsys.readouterr().out == f"{target}: 1 check, 2 examples: all hold.\n"


def test_the_examples_of_one_check_that_comes_with_the_program(capsys: Capture) -> None:
    assert run("test", "promise-overdue") == 0
    assert re.fullmatch(
        r"promise-overdue: 1 check, \d+ examples: all hold\.\n", capsys.readouterr().out
    )


def test_the_examples_of_a_file_that_comes_with_the_program(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(built_in_folder().parent)
    file = next(built_in_folder().glob("*/vote-unstated.yaml")).relative_to(Path.cwd())
    assert run("test", str(file)) == 0
    assert capsys.readouterr().out.startswith(f"{file.as_posix()}: 1 check, ")
    monkeypatch.chdir(file.parent)
    assert run("test", file.name) == 0
    assert capsys.readouterr().out.startswith(f"{file.name}: 1 check, ")


def test_which_condition_decided(folder: Path, capsys: Capture) -> None:
    changed(folder, "{days_late: 30}", "{days_late: 10}")
    assert run("test", "house-rules") == 2
    assert capsys.readouterr().out == snapshot("""\
our-own-check: the example “A little late” does not hold.
  → house-rules/our-own-check.yaml:32:14
  expected: promises[feedback]: In place (passed)
  happened: promises[feedback]: Needs attention (failed), Look into
            (warning)
  decided by:
    expect, condition 1: does not hold
        promise.days_overdue <= thresholds.days_late
          promise.days_overdue = 15
          thresholds.days_late = 10
  help: put right the condition, or the example if that is what is wrong.

house-rules: 1 check, 2 examples: 1 does not hold.
""")


def test_which_clause_decided(folder: Path, capsys: Capture) -> None:
    changed(
        folder, 'due: 2026-05-01}]}}\n    expect: ["promises[feedback]"]',
        'due: 2026-05-01}]}}\n    expect: [{subject: "promises[feedback]", severity: error}]',
    )  # fmt: skip
    assert run("test", "house-rules") == 2
    assert capsys.readouterr().out == snapshot("""\
our-own-check: the example “failed 1” does not hold.
  → house-rules/our-own-check.yaml:28:14
  expected: promises[feedback]: Needs attention (failed), Act now
            (error)
  happened: promises[feedback]: Needs attention (failed), Look into
            (warning)
  decided by:
    severity, clause 1 (Act now): does not hold
        promise.days_overdue > 100
          promise.days_overdue = 60
    severity, clause 2 (Look into): stands always
  help: put right the condition, or the example if that is what is wrong.

house-rules: 1 check, 2 examples: 1 does not hold.
""")


def test_an_example_about_somebody_who_is_not_there(folder: Path, capsys: Capture) -> None:
    changed(folder, 'expect: ["promises[feedback]"]\npassed', 'expect: ["promises[other]"]\npassed')
    assert run("test", "house-rules/our-own-check.yaml") == 2
    shown = capsys.readouterr().out
    assert "promises[other]" in shown
    assert "promises[feedback]" in shown


def test_a_check_that_there_is_none_of(capsys: Capture) -> None:
    assert run("test", "promise-overdu") == 2
    assert "did you mean promise-overdue?" in capsys.readouterr().err


# --- new --------------------------------------------------------------------------------


def test_new(folder: Path, capsys: Capture) -> None:
    begun = ("new", "expenses-paid-late", "--pitfall", "payment", "--folder", "our-checks")
    assert run(*begun) == 0
    assert capsys.readouterr().out == snapshot("""\
Written: our-checks/expenses-paid-late.yaml
Written: our-checks/pack.yaml
Written: our-checks/standards.yaml
It works as it stands; try it: pitfall-audit rules test our-checks/expenses-paid-late.yaml
""")
    assert sorted(path.name for path in (folder / "our-checks").iterdir()) == [
        "expenses-paid-late.yaml", "pack.yaml", "standards.yaml",
    ]  # fmt: skip
    assert b"\r" not in (folder / "our-checks/expenses-paid-late.yaml").read_bytes()
    assert run("test", "our-checks") == 0
    assert run("test", "our-checks/expenses-paid-late.yaml") == 0
    assert run("explain", "our-checks/expenses-paid-late.yaml", "panel.yaml") == 0


def test_new_writes_over_nothing(folder: Path, capsys: Capture) -> None:
    (folder / "house-rules/paid-late.yaml").write_text("mine", encoding="utf-8")
    begun = ("new", "paid-late", "--pitfall", "payment", "--folder", "house-rules")
    assert run(*begun) == 2
    assert "is there already" in capsys.readouterr().err
    assert (folder / "house-rules/paid-late.yaml").read_text(encoding="utf-8") == "mine"


def test_new_says_nothing_of_what_a_check_rests_on_that_nobody_looked_at(
    folder: Path, capsys: Capture
) -> None:
    begun = ("--pitfall", "promises", "--subject", "promise", "--folder", "our-checks")
    assert run("new", "told-too-late", *begun) == 0
    capsys.readouterr()
    assert run("test", "our-checks") == 0
    assert capsys.readouterr().out == snapshot("""\
our-checks: 1 check, 6 examples: all hold.
  Still to be filled in, in our-checks/standards.yaml: “Our own policy (which
  one is still to be written down)”. Write there what these checks rest on, and
  take out the line `placeholder`.
  Still to be written, in our-checks/told-too-late.yaml: `why`, `remedy` and
    `false_positives`.
""")
    assert run("show", "our-checks/told-too-late.yaml") == 0
    shown = capsys.readouterr().out
    assert "Beckingham" not in shown
    assert shown[shown.index("What it rests on") : shown.index("Examples:")] == snapshot("""\
What it rests on
  • Derived from: Our own policy (which one is still to be written down), Our
    own organisation; not opened yet: check before citing.
    https://example.org/our-policy

""")
    standards = folder / "our-checks/standards.yaml"
    text = standards.read_text(encoding="utf-8")
    standards.write_text(text.replace("    placeholder: yes\n", ""), encoding="utf-8")
    assert run("test", "our-checks/told-too-late.yaml") == 0
    assert "filled in" not in capsys.readouterr().out


def test_new_rests_on_the_policy_that_is_there(folder: Path, capsys: Capture) -> None:
    text = (
        "standards:\n  - {id: our-charter, name: Our charter, publisher: Us, verified: read, "
        "link: https://example.org/}\n"
    )
    (folder / "house-rules/standards.yaml").write_text(text, encoding="utf-8")
    begun = ("new", "told-too-late", "--pitfall", "promises", "--folder", "house-rules")
    assert run(*begun) == 0
    assert "standards.yaml" not in capsys.readouterr().out
    assert (folder / "house-rules/standards.yaml").read_text(encoding="utf-8") == text
    assert run("test", "house-rules/told-too-late.yaml") == 0
    assert run("show", "house-rules/told-too-late.yaml") == 0
    assert "Derived from: Our charter" in capsys.readouterr().out


def test_new_leaves_a_pack_file_as_it_is(folder: Path) -> None:
    before = (folder / "house-rules/pack.yaml").read_bytes()
    begun = ("new", "expenses-paid-late", "--pitfall", "payment", "--folder", "house-rules")
    assert run(*begun) == 0
    assert (folder / "house-rules/pack.yaml").read_bytes() == before


@pytest.mark.parametrize("inside", [True, False])
def test_new_joins_the_pack_that_its_folder_stands_in(
    inside: bool, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    below = folder / "house-rules/money/late"
    below.mkdir(parents=True)
    if inside:
        monkeypatch.chdir(below)
    where = () if inside else ("--folder", "house-rules/money/late")
    before = (folder / "house-rules/pack.yaml").read_bytes()
    assert run("new", "expenses-paid-late", "--pitfall", "payment", *where) == 0
    shown = "" if inside else "house-rules/money/late/"
    home = "../.." if inside else "house-rules"
    written, _, says = capsys.readouterr().out.partition("It works")
    assert written.splitlines() == [
        f"Written: {shown}expenses-paid-late.yaml",
        f"Written: {home}/standards.yaml",
    ]
    assert says.endswith(f"rules test {shown}expenses-paid-late.yaml\n")
    assert [path.name for path in below.iterdir()] == ["expenses-paid-late.yaml"]
    assert (folder / "house-rules/pack.yaml").read_bytes() == before
    assert run("test", f"{shown}expenses-paid-late.yaml") == 0
    assert run("test", home) == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("HR_007Late",), "write hr-007-late"),
        (("payment",), "one word"),
        (("lone-member",), "there is a check lone-member already"),
        (("expenses-paid-late", "--subject", "seet"), "did you mean seat?"),
        (("../expenses-paid-late",), "no id for a check"),
    ],
)
def test_new_refuses(arguments: tuple[str, ...], says: str, folder: Path, capsys: Capture) -> None:
    before = sorted(folder.rglob("*"))
    assert run("new", *arguments, "--pitfall", "payment") == 2
    assert says in capsys.readouterr().err
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("command", ["new", "facts", "try", "explain", "show", "test"])
def test_each_has_help_with_an_example(command: str, capsys: Capture) -> None:
    assert run(command, "--help") == 0
    assert re.search(rf"\$ pitfall-audit rules {command}\b", capsys.readouterr().out)


# --- the packs and plugins that settings name -------------------------------------------

WARD = """\
name: house-rules
version: '1'
fields:
  x-ward-type:
    on: [engagement]
    type: text
    says: The kind of ward
"""


@pytest.fixture
def settings(folder: Path) -> Path:
    """The file of settings that is found, to be written."""
    return folder / "pitfall-audit.toml"


def test_a_list_has_the_checks_that_settings_name(settings: Path, capsys: Capture) -> None:
    settings.write_text('rules = ["house-rules"]\nignore = ["lone-member"]\n', encoding="utf-8")
    assert run("list") == 0
    out = capsys.readouterr().out
    assert "  our-own-check (core)\n" in out
    assert "Not run: left out in pitfall-audit.toml, line 2.\n" in out
    assert " checks, 1 of them not run by the settings. " in out
    assert run("list", "--no-config") == 0
    out = capsys.readouterr().out
    assert "our-own-check" not in out
    assert "Not run" not in out


def test_show_and_explain_know_the_checks_that_settings_name(
    settings: Path, capsys: Capture
) -> None:
    settings.write_text(
        'rules = ["house-rules"]\n[thresholds.our-own-check]\ndays_late = 90\n', encoding="utf-8"
    )
    assert run("show", "our-own-check") == 0
    assert "A promise is past its day" in capsys.readouterr().out
    assert run("explain", "our-own-check", "panel.yaml") == 0
    assert "In place" in capsys.readouterr().out, "with the settings' own threshold"
    assert run("explain", "our-own-check", "panel.yaml", "--no-config") == 2
    assert "there is no check our-own-check" in capsys.readouterr().err


def test_settings_are_found_from_the_file_that_is_looked_at(folder: Path, capsys: Capture) -> None:
    below = folder / "trust"
    below.mkdir()
    (below / "panel.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    (below / "pitfall-audit.toml").write_text('rules = ["../house-rules"]\n', encoding="utf-8")
    assert run("explain", "our-own-check", "trust/panel.yaml") == 0
    assert run("show", "our-own-check") == 2
    assert run("show", "our-own-check", "--config", "trust/pitfall-audit.toml") == 0


def test_facts_and_try_know_the_fields_of_a_pack_that_settings_name(
    folder: Path, capsys: Capture
) -> None:
    (folder / "house-rules/pack.yaml").write_text(WARD, encoding="utf-8")
    (folder / "pitfall-audit.toml").write_text('rules = ["house-rules"]\n', encoding="utf-8")
    assert run("facts", "engagement.x") == 0
    assert "engagement.x.ward_type" in capsys.readouterr().out
    assert run("try", "engagement.x.ward_type", "panel.yaml") == 0
    assert run("facts", "engagement.x", "--no-config") == 2


@pytest.mark.parametrize(
    "command", [("list",), ("show", "lone-member"), ("facts",), ("try", "seat.open", "panel.yaml"),
                ("explain", "lone-member", "panel.yaml")],
)  # fmt: skip
def test_settings_that_cannot_be_used_are_told_as_elsewhere(
    folder: Path, command: tuple[str, ...], capsys: Capture
) -> None:
    (folder / "pitfall-audit.toml").write_text('rules = ["nowhere"]\n', encoding="utf-8")
    assert run(*command) == 2
    assert "pitfall-audit.toml:1:10" in capsys.readouterr().err
    (folder / "pitfall-audit.toml").write_text("colour = 3\n", encoding="utf-8")
    assert run(*command) == 2
    assert "The settings cannot be used as they are:" in capsys.readouterr().err
    assert run(*command, "--config", "a.toml", "--no-config") == 2
    assert "exclude each other" in capsys.readouterr().err
