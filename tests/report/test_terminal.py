"""The report for a terminal, as whole screens."""

from __future__ import annotations

import re

import pytest
from inline_snapshot import snapshot
from msgspec.structs import replace
from tests.report.sample_results import with_outcomes

from pitfall_audit.engine.result import (
    Accepted,
    AuditResult,
    EngagementResult,
    Evidence,
    Ground,
    Outcome,
    PitfallId,
    RuleSummary,
    Severity,
    Tool,
)
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal import render_terminal
from pitfall_audit.report.wording import first_sentences
from pitfall_audit.yaml.places import Place, Problem, Related

FILE = "examples/panel.yaml"


def rule(rule_id: str, pitfall: PitfallId, remedy: str) -> RuleSummary:
    return RuleSummary(
        id=rule_id,
        pitfall=pitfall,
        title=rule_id,
        level="core",
        why="",
        remedy=remedy,
        question="",
        grounds=(Ground("article", "derived"),),
        thresholds={},
        private=False,
    )


def finding(rule_id: str, who: str, severity: Severity, message: str, line: int) -> Outcome:
    return Outcome(
        rule=rule_id,
        subject=f"seats[panel-member/{who}]",
        label=f"{who.capitalize()}, panel member",
        outcome="failed",
        message=message,
        severity=severity,
        place=Place(FILE, line, 7, line, 7 + len(who), who, f"roles[0].holders[{line}]"),
    )


RULES = (
    rule(
        "role-status-undefined",
        "roles",
        "Write in the terms of reference whether the seat is a full member. Tell the person.",
    ),
    rule("no-peer-support", "support", "Name someone. Ask them first whom they would like."),
    rule("cared-for-by-colleague", "boundaries", "Acknowledge it."),
    rule("vote-unstated", "roles", "Say it."),
)
OUTCOMES = (
    replace(
        finding("role-status-undefined", "asha", "error", "Asha: the status is not stated.", 12),
        related=(Related(Place(FILE, 3, 1, 3, 6, "panel"), "the body is named here"),),
    ),
    finding("role-status-undefined", "brian", "warning", "Brian: the status is not stated.", 13),
    replace(
        finding(
            "no-peer-support",
            "brian",
            "warning",
            "Brian, panel member: nobody is named or offered to support him in the role, "
            "and nobody sits beside him.",
            13,
        ),
        would_raise="The answer may make this more pressing: how many others sit there?",
        details=("other members: not stated",),
        evidence=Evidence("Terms of reference, 2.1", "section 4"),
    ),
    Outcome(
        rule="cared-for-by-colleague",
        subject="ties[asha/jo/receives-care-from]",
        label="Asha and Jo",
        outcome="failed",
        severity="advice",
        message="Asha and Jo: the connection has no review date.",
        place=Place(FILE, 20, 3, 20, 9),
        private=True,
    ),
    Outcome(
        rule="vote-unstated",
        subject="seats[panel-member/asha]",
        label="Asha, panel member",
        outcome="cannot-tell",
        message="Does this seat have a vote that counts as much as everybody else's vote does?",
        unstated=("voting",),
        group="bodies[panel]",
    ),
    Outcome(
        rule="vote-unstated",
        subject="seats[panel-member/brian]",
        label="Brian, panel member",
        outcome="cannot-tell",
        message="Does this seat have a vote that counts as much as everybody else's vote does?",
        unstated=("voting",),
        group="bodies[panel]",
    ),
    Outcome(
        rule="no-peer-support",
        subject="seats[panel-member/asha]",
        label="Asha",
        outcome="passed",
        earned=True,
        message="Asha has support.",
        evidence=Evidence(None),
    ),
    Outcome(
        rule="cared-for-by-colleague",
        subject="seats[panel-member/brian]",
        label="Brian",
        outcome="not-applicable",
        message="",
    ),
)
ENGAGEMENT = EngagementResult(
    file=FILE,
    id="panel",
    title="Service users and carers on ward interview panels",
    organisation="Northfield Mental Health NHS Trust",
    described_from="own-records",
    ties="in-file",
    sources=(),
    outcomes=OUTCOMES,
)
ENGAGEMENT = with_outcomes(ENGAGEMENT, *ENGAGEMENT.outcomes)
RESULT = AuditResult(
    schema_version=1,
    tool=Tool("pitfall-audit", "0.1.0"),
    as_of="2026-06-30",
    fail_on="error",
    files=(FILE,),
    files_passed_over={},
    ties_files=(),
    engagements=(ENGAGEMENT,),
    problems=(),
    rules=RULES,
    rules_not_run={"lone-member": "left out with --ignore"},
    standards=(),
)
PROBLEM = Problem(
    id="unknown-key",
    message="there is no field “stauts” in a role",
    place=Place("examples/broken.yaml", 7, 5, 7, 11, "    stauts: full-member"),
    help="did you mean “status”?",
    related=(Related(Place("examples/broken.yaml", 5, 1, 5, 6, "roles:"), "the roles begin here"),),
)


def plain(result: AuditResult, width: int = 80, *, verbose: bool = False) -> str:
    return render_terminal(result, Screen(width=width, colour=False, unicode=True), verbose=verbose)


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def test_short_report() -> None:
    assert plain(RESULT) == snapshot("""\
pitfall-audit 0.1.0: audit as of 30 June 2026

Service users and carers on ward interview panels
examples/panel.yaml
Northfield Mental Health NHS Trust. From the organisation's own records.
1 file looked at; 1 arrangement audited with 4 checks. Ties are stated in the
file. A clean audit is not proof of good involvement. This working report speaks
of ties between people; share it with care.
1 check not run (left out with --ignore).

In place (1)
  • Asha has support.

Questions to ask (1)
  ? Does this seat have a vote that counts as much as everybody else's vote
    does?
    Ask: whoever runs the arrangement; about: Asha, panel member and Brian,
    panel member

What matters most (3 shown of 4)
  Look into [role-status-undefined] examples/panel.yaml:13
    Brian: the status is not stated.
    What to do: Write in the terms of reference whether the seat is a full
    member.
  Look into [no-peer-support] examples/panel.yaml:13
    Brian, panel member: nobody is named or offered to support him in the role,
    and nobody sits beside him. other members: not stated
    What to do: Name someone.
  Act now [role-status-undefined] examples/panel.yaml:12
    Asha: the status is not stated.
    What to do: Write in the terms of reference whether the seat is a full
    member.

More: --verbose shows everything, --html FILE makes a page of it, and
pitfall-audit answer FILE asks the questions.
4 things need attention: 1 to act on now, 2 to look into and 1 to consider. 1
question to ask. 1 good thing is in place.
Next: begin with what is marked Act now; then put the questions to those who
know, and write the answers into the file.
""")


def test_whole_report() -> None:
    assert plain(RESULT, verbose=True) == snapshot("""\
pitfall-audit 0.1.0: audit as of 30 June 2026

Service users and carers on ward interview panels
─────────────────────────────────────────────────
examples/panel.yaml
Northfield Mental Health NHS Trust
From the organisation's own records.

  Act now [role-status-undefined]
    Asha: the status is not stated.
    → examples/panel.yaml:12:7
      12 │ asha
         │ ^^^^
    the body is named here:
    → examples/panel.yaml:3:1
      3 │ panel
        │ ^^^^^
    What to do: Write in the terms of reference whether the seat is a full
    member.

  Look into [no-peer-support]
    Brian, panel member: nobody is named or offered to support him in the role,
    and nobody sits beside him.
    → examples/panel.yaml:13:7
      13 │ brian
         │ ^^^^^
    • other members: not stated
    The answer may make this more pressing: how many others sit there?
    Source: Terms of reference, 2.1, section 4
    What to do: Name someone. Ask them first whom they would like.

  Look into [role-status-undefined]
    Brian: the status is not stated.
    → examples/panel.yaml:13:7
      13 │ brian
         │ ^^^^^
    What to do: Write in the terms of reference whether the seat is a full
    member.

  Consider [cared-for-by-colleague]
    Asha and Jo: the connection has no review date.
    → examples/panel.yaml:20:3
    What to do: Acknowledge it.

Questions to ask (1)
────────────────────

  1. Does this seat have a vote that counts as much as everybody else's vote
     does?
     About: Asha, panel member; Brian, panel member
     Ask: whoever runs the arrangement
     Answer in: `voting`
     Check: vote-unstated

In place (1)
────────────
  • Asha has support.

Summary
───────
1 file looked at; 1 arrangement audited with 4 checks.

  Needs attention: 4 (1 act now, 2 look into, 1 consider)
  To ask: 1 (each asked once)
  In place: 1 (1 is “stated, no source”)
  Does not apply: 1

                                Act now  Look into  Consider  To ask  In place
Promises and honesty            not looked at
More than one voice             not looked at
Who is asked, and how often     not looked at
Clear roles and equal standing        1          1         0       1         0
Support in the role                   0          1         0       0         1
Blurred roles and power               0          0         1       0         0
Together                              1          2         1       1         1

Ties are stated in the file.
1 check not run (left out with --ignore): lone-member
This working report speaks of ties between people; share it with care.
A clean audit is not proof of good involvement. It says that what was looked at
is written down as it should be, and no more.

4 things need attention: 1 to act on now, 2 to look into and 1 to consider. 1
question to ask. 1 good thing is in place.
Next: begin with what is marked Act now; then put the questions to those who
know, and write the answers into the file.
""")


def test_whole_report_on_an_ascii_console_that_is_narrow() -> None:
    broken = replace(RESULT, problems=(PROBLEM,), files=(FILE, "examples/broken.yaml"))
    text = render_terminal(broken, Screen(width=50, colour=False, unicode=False), verbose=True)
    assert text.isascii()
    assert text == snapshot("""\
pitfall-audit 0.1.0: audit as of 30 June 2026

Service users and carers on ward interview panels
-------------------------------------------------
examples/panel.yaml
Northfield Mental Health NHS Trust
From the organisation's own records.

  Act now [role-status-undefined]
    Asha: the status is not stated.
    -> examples/panel.yaml:12:7
      12 | asha
         | ^^^^
    the body is named here:
    -> examples/panel.yaml:3:1
      3 | panel
        | ^^^^^
    What to do: Write in the terms of reference
    whether the seat is a full member.

  Look into [no-peer-support]
    Brian, panel member: nobody is named or
    offered to support him in the role, and nobody
    sits beside him.
    -> examples/panel.yaml:13:7
      13 | brian
         | ^^^^^
    * other members: not stated
    The answer may make this more pressing: how
    many others sit there?
    Source: Terms of reference, 2.1, section 4
    What to do: Name someone. Ask them first whom
    they would like.

  Look into [role-status-undefined]
    Brian: the status is not stated.
    -> examples/panel.yaml:13:7
      13 | brian
         | ^^^^^
    What to do: Write in the terms of reference
    whether the seat is a full member.

  Consider [cared-for-by-colleague]
    Asha and Jo: the connection has no review
    date.
    -> examples/panel.yaml:20:3
    What to do: Acknowledge it.

Questions to ask (1)
--------------------

  1. Does this seat have a vote that counts as
     much as everybody else's vote does?
     About: Asha, panel member; Brian, panel
       member
     Ask: whoever runs the arrangement
     Answer in: `voting`
     Check: vote-unstated

In place (1)
------------
  * Asha has support.

What could not be read (1)
--------------------------

unknown-key: there is no field "stauts" in a
  role
  -> examples/broken.yaml:7:5
    7 |     stauts: full-member
      |     ^^^^^^
  the roles begin here:
  -> examples/broken.yaml:5:1
    5 | roles:
      | ^^^^^
  help: did you mean "status"?

Summary
-------
2 files looked at; 1 arrangement audited with 4
  checks.
Not audited: examples/broken.yaml

  Needs attention: 4 (1 act now, 2 look into, 1
    consider)
  To ask: 1 (each asked once)
  In place: 1 (1 is "stated, no source")
  Does not apply: 1

Promises and honesty: not looked at
More than one voice: not looked at
Who is asked, and how often: not looked at
Clear roles and equal standing: 1 act now, 1
  look into, 1 to ask
Support in the role: 1 look into, 1 in place
Blurred roles and power: 1 consider
Together: 1 act now, 2 look into, 1 consider, 1
  to ask, 1 in place

Ties are stated in the file.
1 check not run (left out with --ignore):
  lone-member
This working report speaks of ties between people;
share it with care.
A clean audit is not proof of good involvement. It
says that what was looked at is written down as it
should be, and no more.

4 things need attention: 1 to act on now, 2 to
look into and 1 to consider. 1 question to ask. 1
good thing is in place.
Next: put right what could not be read, as the
help above says, and audit again.
""")


def test_clean_run_still_says_what_was_looked_at() -> None:
    passed = tuple(outcome for outcome in OUTCOMES if outcome.outcome == "passed")
    clean = replace(with_outcomes(ENGAGEMENT, *passed), ties="none-given")
    assert plain(replace(RESULT, engagements=(clean,), rules_not_run={})) == snapshot("""\
pitfall-audit 0.1.0: audit as of 30 June 2026

Service users and carers on ward interview panels
examples/panel.yaml
Northfield Mental Health NHS Trust. From the organisation's own records.
1 file looked at; 1 arrangement audited with 4 checks. No ties were given. A
clean audit is not proof of good involvement.

In place (1)
  • Asha has support.

More: --verbose shows everything, --html FILE makes a page of it.
Nothing that was looked at needs attention. 1 good thing is in place.
Next: ask the people involved how it is for them, and audit again when things
change.
""")


def test_nothing_to_audit() -> None:
    assert plain(replace(RESULT, engagements=(), files=())) == snapshot("""\
pitfall-audit 0.1.0: audit as of 30 June 2026

No files looked at. Nothing was audited: no YAML file (.yaml or .yml) was found
there.
1 check not run (left out with --ignore).

Next: name a file or a folder that holds an engagement: a YAML file that begins
with version, id and title.
""")


@pytest.mark.parametrize(
    ("files", "passed_over", "says"),
    [
        ([], [], "No files looked at. Nothing was audited: no YAML file (.yaml or .yml) was found"),
        (["a"], [], "1 file looked at. Nothing was audited: it could not be read as an"),
        (["a", "b"], [], "2 files looked at. Nothing was audited: they could not be read as an"),
        (["a"], ["a"], "Nothing was audited: what was found does not describe an arrangement."),
        (["a", "b"], ["b"], "audited: 1 could not be read, for the reasons shown, and the rest"),
    ],
)
def test_why_nothing_was_audited_is_said(
    files: list[str], passed_over: list[str], says: str
) -> None:
    reasons = dict.fromkeys(passed_over, "it describes no engagement")
    text = plain(
        replace(RESULT, engagements=(), files=tuple(files), files_passed_over=reasons), width=100
    )
    assert says in text
    assert "audited with" not in text


def test_check_that_broke_off_is_shown() -> None:
    broken = Outcome(
        rule="rule-error",
        subject="seats[panel-member/asha]",
        label="Asha, panel member",
        outcome="error",
        message="vote-unstated: no such overload",
    )
    text = plain(replace(RESULT, engagements=(with_outcomes(ENGAGEMENT, broken),)))
    assert "Checks that broke off (1)" in text
    assert "vote-unstated: no such overload" in text


SECOND = replace(
    ENGAGEMENT,
    file="b.yaml",
    id="b",
    title="Another arrangement",
    outcomes=(
        replace(
            finding("no-peer-support", "cara", "error", "Cara: nobody sits beside her.", 5),
            place=Place("ties.yaml", 5, 1, 5, 2),
        ),
        *(
            replace(
                finding("vote-unstated", f"d{number}", "warning", f"D{number}: no vote.", number),
                place=Place("b.yaml", number, 1, number, 2),
            )
            for number in range(1, 7)
        ),
    ),
)
CLEAN = replace(
    ENGAGEMENT,
    file="c.yaml",
    id="c",
    title="A third arrangement",
    outcomes=tuple(outcome for outcome in OUTCOMES if outcome.outcome == "passed"),
)
SECOND = with_outcomes(SECOND, *SECOND.outcomes)
CLEAN = with_outcomes(CLEAN, *CLEAN.outcomes)
SEVERAL = replace(RESULT, files=(FILE, "b.yaml", "c.yaml"), engagements=(ENGAGEMENT, SECOND, CLEAN))


def test_several_arrangements_are_shown_in_few_lines() -> None:
    assert plain(SEVERAL) == snapshot("""\
pitfall-audit 0.1.0: audit as of 30 June 2026

3 files looked at; 3 arrangements audited with 4 checks. Ties are stated in the
file. A clean audit is not proof of good involvement. This working report speaks
of ties between people; share it with care.
1 check not run (left out with --ignore).

In place (1 shown of 2)
  • Service users and carers on ward interview panels: Asha has support.

Questions to ask (1)
  ? Does this seat have a vote that counts as much as everybody else's vote
    does?
    Ask: whoever runs the arrangement; in: Service users and carers on ward
    interview panels; about: Asha, panel member and Brian, panel member

Where to look (2 shown of 3)
  b.yaml: 1 act now, 1 look into
  examples/panel.yaml: 1 act now, 2 look into, 1 consider, 1 to ask

What matters most (3 shown of 6)
  Look into [vote-unstated] b.yaml:1
    D1: no vote. (In 6 places.)
    What to do: Say it.
  Act now [no-peer-support] ties.yaml:5
    Cara: nobody sits beside her.
    What to do: Name someone.
  Act now [role-status-undefined] examples/panel.yaml:12
    Asha: the status is not stated.
    What to do: Write in the terms of reference whether the seat is a full
    member.

More: --verbose shows everything, --html FILE makes a page of it, and
pitfall-audit answer FILE asks the questions.
6 things need attention: 2 to act on now, 3 to look into and 1 to consider. What
to act on now is in 2 of the 3 arrangements. 1 question to ask. Good things are
in place in 2 of the 3 arrangements.
Next: begin with what is marked Act now; then put the questions to those who
know, and write the answers into the file.
""")


def test_several_arrangements_on_a_narrow_page() -> None:
    broken = replace(SEVERAL, problems=(PROBLEM,), files=(*SEVERAL.files, "examples/broken.yaml"))
    text = render_terminal(broken, Screen(width=50, colour=False, unicode=False))
    assert text.isascii()
    assert text == snapshot("""\
pitfall-audit 0.1.0: audit as of 30 June 2026

4 files looked at; 3 arrangements audited with 4
checks. Ties are stated in the file. A clean audit
is not proof of good involvement. This working
report speaks of ties between people; share it
with care.
1 check not run (left out with --ignore).

In place (1 shown of 2)
  * Service users and carers on ward interview
    panels: Asha has support.

Questions to ask (1)
  ? Does this seat have a vote that counts as
    much as everybody else's vote does?
    Ask: whoever runs the arrangement; in: Service
    users and carers on ward interview panels;
    about: Asha, panel member and Brian, panel...

Where to look (2 shown of 3)
  b.yaml: 1 act now, 1 look into
  examples/panel.yaml: 1 act now, 2 look into, 1
    consider, 1 to ask

What matters most (3 shown of 6)
  Look into [vote-unstated] b.yaml:1
    D1: no vote. (In 6 places.)
    What to do: Say it.
  Act now [no-peer-support] ties.yaml:5
    Cara: nobody sits beside her.
    What to do: Name someone.
  Act now [role-status-undefined]
    examples/panel.yaml:12
    Asha: the status is not stated.
    What to do: Write in the terms of reference
    whether the seat is a full member.

What could not be read (1)
--------------------------

unknown-key: there is no field "stauts" in a
  role
  -> examples/broken.yaml:7:5
    7 |     stauts: full-member
      |     ^^^^^^
  the roles begin here:
  -> examples/broken.yaml:5:1
    5 | roles:
      | ^^^^^
  help: did you mean "status"?

More: --verbose shows everything, --html FILE
makes a page of it, and pitfall-audit answer FILE
asks the questions.
6 things need attention: 2 to act on now, 3 to
look into and 1 to consider. What to act on now is
in 2 of the 3 arrangements. 1 question to ask.
Good things are in place in 2 of the 3
arrangements.
Next: put right what could not be read, as the
help above says, and audit again.
""")


def test_counts_on_a_narrow_page_are_in_words() -> None:
    text = plain(SEVERAL, width=50, verbose=True)
    assert text[text.index("Promises and honesty") :] == snapshot("""\
Promises and honesty: not looked at
More than one voice: not looked at
Who is asked, and how often: not looked at
Clear roles and equal standing: 1 act now, 2
  look into, 1 to ask
Support in the role: 1 act now, 1 look into, 2
  in place
Blurred roles and power: 1 consider
Together: 2 act now, 3 look into, 1 consider, 1
  to ask, 2 in place

Ties are stated in the file.
1 check not run (left out with --ignore):
  lone-member
This working report speaks of ties between people;
share it with care.
A clean audit is not proof of good involvement. It
says that what was looked at is written down as it
should be, and no more.

6 things need attention: 2 to act on now, 3 to
look into and 1 to consider. What to act on now is
in 2 of the 3 arrangements. 1 question to ask.
Good things are in place in 2 of the 3
arrangements.
Next: begin with what is marked Act now; then put
the questions to those who know, and write the
answers into the file.
""")


def test_several_arrangements_are_shown_in_full_where_asked_for() -> None:
    text = render_terminal(SEVERAL, Screen(width=80, colour=False, unicode=True), verbose=True)
    assert "Questions to ask (1)" in text
    assert text.count("nobody sits beside her") == 1
    assert "--verbose" not in text


def test_several_arrangements_each_have_their_questions() -> None:
    second = replace(ENGAGEMENT, file="b.yaml", id="b", title="Another arrangement")
    result = replace(RESULT, files=(FILE, "b.yaml"), engagements=(ENGAGEMENT, second))
    text = render_terminal(result, Screen(width=80, colour=False, unicode=True), verbose=True)
    assert text.count("Questions to ask (1)") == 2
    assert text.index("Questions to ask (1)") < text.index("Another arrangement")


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("arrangements", [1, 40])
def test_a_report_is_one_screen_be_it_of_one_arrangement_or_of_forty(
    arrangements: int, width: int
) -> None:
    long = "It is so and so, and so and so again, with much else that is to be said of it. " * 9
    outcomes = [
        replace(one, message=f"{number}: {one.message} {long}", rule=rule.id)
        for number, one in enumerate(OUTCOMES)
        for rule in RULES
    ]
    several = tuple(
        with_outcomes(replace(ENGAGEMENT, file=f"{number}.yaml", id=f"a{number}"), *outcomes)
        for number in range(arrangements)
    )
    result = replace(RESULT, files=tuple(one.file for one in several), engagements=several)
    lines = plain(result, width=width).splitlines()
    assert len(lines) <= 60 * 80 / width
    assert max(len(line) for line in lines) <= width


def test_what_is_to_be_acted_on_now_is_named_though_it_is_not_among_the_first() -> None:
    outcomes = [
        finding(rule.id, who, "error", f"{who}: {rule.id}.", 12)
        for rule in RULES
        for who in ("asha", "brian")
    ]
    text = plain(replace(RESULT, engagements=(with_outcomes(ENGAGEMENT, *outcomes),)))
    assert "Also to act on now: cared-for-by-colleague." in text


def test_where_all_is_accepted_that_is_said_where_the_eye_is() -> None:
    baseline = Accepted("baseline")
    outcomes = [
        replace(one, accepted=baseline) if one.outcome == "failed" else one for one in OUTCOMES
    ]
    text = plain(replace(RESULT, engagements=(with_outcomes(ENGAGEMENT, *outcomes),)))
    end = in_one_line(text[text.index("More:") :])
    assert "No finding so far: 1 question stands open." in end
    assert "4 findings are accepted for now, and not counted." in end


def test_the_weightiest_stands_nearest_the_end() -> None:
    lines = plain(SEVERAL).splitlines()
    order = [line.split("[")[0].strip() for line in lines if re.match(r"  [AL].*\[", line)]
    assert order == ["Look into", "Act now", "Act now"]
    assert lines[-2].startswith("Next: begin with what is marked Act now")


def test_what_to_do_is_said_once_for_all_findings_of_a_check() -> None:
    text = plain(replace(RESULT, engagements=(SECOND,)), verbose=True)
    assert text.count("Say it.") == 1
    assert text.index("D6: no vote.") < text.index("What to do: Say it.")


def test_many_checks_that_were_not_run_are_counted_and_named_only_where_asked_for() -> None:
    not_run = {f"check-{number}": "not selected with --select" for number in range(36)}
    result = replace(RESULT, rules_not_run=not_run)
    text = plain(result)
    assert "\n36 checks not run (not selected with --select).\n" in text
    assert "check-1" not in text
    verbose = render_terminal(result, Screen(width=80, colour=False, unicode=True), verbose=True)
    assert "36 checks not run (not selected with --select): check-0, check-1," in verbose


def test_private_finding_has_its_place_and_no_excerpt() -> None:
    private = tuple(outcome for outcome in OUTCOMES if outcome.private)
    result = replace(RESULT, engagements=(with_outcomes(ENGAGEMENT, *private),))
    assert f"{FILE}:20:3" in plain(result, verbose=True)
    for text in (plain(result), plain(result, verbose=True)):
        assert f"{FILE}:20" in text
        assert "^" not in text
        assert "share it with care" in text


def test_colour_changes_nothing_but_the_colour() -> None:
    coloured = render_terminal(RESULT, Screen(width=80, colour=True, unicode=True))
    assert "\x1b[1;31mAct now" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain(RESULT)


def test_environment_does_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    before = plain(RESULT)
    for name, value in {"COLUMNS": "30", "FORCE_COLOR": "1", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)
    assert plain(RESULT) == before


def test_markup_in_a_file_is_only_text() -> None:
    title = "[bold red]loud[/] :warning: [link=http://x]y[/link]"
    assert title in plain(replace(RESULT, engagements=(replace(ENGAGEMENT, title=title),)))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One.", "One."),
        ("Short. Second.", "Short. Second."),
        ("This first sentence is longer than\nsixty letters, so it is enough. Second.",
         "This first sentence is longer than sixty letters, so it is enough."),
        ("", ""),
    ],
)  # fmt: skip
def test_first_sentences(text: str, first: str) -> None:
    assert first_sentences(text) == first


def test_every_word_on_the_screen_is_one_for_people() -> None:
    text = plain(RESULT)
    for word in ("failed", "error", "subject", "conflict"):
        assert not re.search(rf"(?<![-\w]){word}", text), word


def test_files_that_were_passed_over_are_named_with_the_reason() -> None:
    files = {f"{number:02}.yaml": "it describes no engagement" for number in range(12)}
    result = replace(RESULT, files=(FILE, *files), files_passed_over=files)
    text = in_one_line(plain(result, verbose=True))
    assert "13 files looked at; 1 arrangement audited with 4 checks. " in text
    assert f"Passed over: 12 files (it describes no engagement): {', '.join(files)} " in text
    text = in_one_line(plain(result))
    assert "Passed over: 12 files (it describes no engagement)." in text
    assert "00.yaml" not in text


def test_folders_of_checks_that_were_passed_over_are_no_files() -> None:
    passed_over = {"a": "it holds checks", "b": "it holds checks", "c.yaml": "it holds ties"}
    result = replace(RESULT, files=(FILE, *passed_over), files_passed_over=passed_over)
    text = in_one_line(plain(result))
    assert "2 files looked at;" in text
    assert "Passed over: 2 folders (it holds checks)" in text
    assert "Passed over: 1 file (it holds ties)" in text


def test_how_sure_the_things_in_place_are_adds_up() -> None:
    passed = next(one for one in ENGAGEMENT.outcomes if one.outcome == "passed")
    bare = replace(passed, evidence=Evidence(None, None))
    outcomes = (bare, bare, *(replace(bare, attested=True),) * 3)
    result = replace(RESULT, engagements=(with_outcomes(ENGAGEMENT, *outcomes),))
    text = plain(result, verbose=True)
    assert "In place: 1 (2 are “stated, no source” and 3 are shown as attested)" in text


def test_files_of_ties_are_counted_and_named() -> None:
    given = replace(RESULT, ties_files=("one.yaml", "two.yaml"))
    shown = plain(given, verbose=True)
    assert "and 2 files of ties looked at" in shown
    assert "Ties file: one.yaml\nTies file: two.yaml\n" in shown
