"""New checks whose examples are found, as their author meets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from inline_snapshot import snapshot

from pitfall_audit.cli.main import main
from pitfall_audit.rules.packs import load_built_in


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_check_whose_examples_are_found(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(
        [
            *("rules", "new", "too-few-seats", "--pitfall", "support", "--folder", "house"),
            *("--applies", "body.kind in ['board', 'committee']"),
            *("--expect", "body.service_user_seats >= 2"),
        ]
    )
    assert (code, capsys.readouterr().out) == snapshot(
        (
            0,
            """\
Written: house/too-few-seats.yaml
Written: house/pack.yaml
Written: house/standards.yaml

The examples were found by trying the conditions on small invented arrangements.
They show what the check does. Read them: is that what you mean?

  Needs attention: body.service_user_seats is 1
  In place: body.service_user_seats is 2
  To ask: body.service_user_seats is not stated
  Does not apply: body.kind is social

Next: write what it says to people, in the first two parts of the file. Then:
  pitfall-audit rules test house/too-few-seats.yaml --mutate
""",
        )
    )
    assert main(["rules", "test", "house", "--mutate"]) == 0
    assert capsys.readouterr().out == snapshot("""\
house: 1 check, 4 examples: all hold.
  Still to be filled in, in house/standards.yaml: “Our own policy (which one is
  still to be written down)”. Write there what these checks rest on, and take
  out the line `placeholder`.
  Still to be written, in house/too-few-seats.yaml: `why`, `remedy` and
    `false_positives`.
house: 1 check, 14 mutants: all noticed.
""")


def test_conditions_that_can_never_hold(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(
        [
            *("rules", "new", "never-so-here", "--pitfall", "roles"),
            *("--expect", "seat.status == 'observer' && seat.status == 'adviser'"),
        ]
    )
    assert (code, capsys.readouterr().out) == snapshot(
        (
            2,
            """\
Written: never-so-here.yaml
Written: pack.yaml
Written: standards.yaml

The examples were found by trying the conditions on small invented arrangements.
They show what the check does. Read them: is that what you mean?

  Needs attention: seat.status is adviser
  Needs attention: seat.status is observer
  To ask: seat.status is not stated

In place: nothing was found of which the check says this, so one example is
missing. It may be that the conditions can never come to that: read them again.
If you have an arrangement of which the check should say so, give it with --from
FILE.

Next: write what it says to people, in the first two parts of the file. Then:
  pitfall-audit rules test never-so-here.yaml --mutate
""",
        )
    )


def test_a_condition_that_can_not_be_used_leaves_nothing_behind(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = ["rules", "new", "vote-missing-here", "--pitfall", "roles", "--folder", "house"]
    assert main([*begun, "--expect", "seat.votin"]) == 2
    assert capsys.readouterr() == (
        "",
        snapshot("""\
expression-invalid: This expression can't be used: there is no fact
  `seat.votin`.
  → the condition after --expect:1:5
    1 │ seat.votin
      │     ^
  help: Did you mean `voting`?
"""),
    )
    assert main([*begun, "--applies", "seat.voting"]) == 2
    assert capsys.readouterr() == (
        "",
        snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit rules new
  cause: --applies is given without --expect
  help:  say what must hold, as in --expect "seat.voting"
"""),
    )
    assert not (here / "house").exists()


def test_examples_for_a_check_that_is_there(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begun = ["rules", "new", "vote-missing-here", "--pitfall", "roles"]
    assert main([*begun, "--expect", "seat.voting"]) == 0
    capsys.readouterr()
    text = (here / "vote-missing-here.yaml").read_text(encoding="utf-8")
    assert main(["rules", "examples", "vote-missing-here.yaml"]) == 0
    captured = capsys.readouterr()
    assert captured.err == snapshot("""\
vote-missing-here: 3 examples found.
The examples were found by trying the conditions on small invented arrangements.
They show what the check does. Read them: is that what you mean?

  Needs attention: seat.voting is no
  In place: seat.voting is yes
  To ask: seat.voting is not stated

They are the third part of the check's file; put them in place of what is there.
""")
    # What is printed is what was written when it was begun.
    assert text.endswith(captured.out)


def test_examples_from_an_arrangement_of_ones_own(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "a.yaml").write_text(
        "version: 1\nid: a\ntitle: A\npeople: {zoe: {experience: carer}}\n"
        "roles: [{id: guest, voting: no, holders: [zoe]}]\n",
        encoding="utf-8",
    )
    begun = ["rules", "new", "vote-missing-here", "--pitfall", "roles", "--expect", "seat.voting"]
    assert main([*begun, "--from", "nowhere.yaml"]) == 2
    assert main([*begun, "--from", "a.yaml"]) == 0
    assert "holders: [zoe]" in (here / "vote-missing-here.yaml").read_text(encoding="utf-8")


def test_a_check_without_examples_of_one_kind_is_told_what_finds_some(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command is the one that is proposed when such a check is begun."""
    both = "seat.status == 'observer' && seat.status == 'adviser'"
    assert main(["rules", "new", "never-so-here", "--pitfall", "roles", "--expect", both]) == 2
    capsys.readouterr()
    for command in (["rules", "test", "never-so-here.yaml"], ["rules", "test", "."]):
        for more in ([], ["--mutate"]):
            assert main([*command, *more]) == 2
            told = " ".join(capsys.readouterr().err.split())
            assert "`passed` is empty, and takes at least one entry." in told
            assert "never-so-here.yaml` looks for examples; with `--from FILE`" in told
            assert "memory" not in told


def test_a_check_is_begun_afresh_where_that_is_asked_for(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = ["rules", "new", "vote-missing-here", "--pitfall", "roles", "--expect"]
    assert main([*begun, "seat.voting"]) == 0
    (here / "pack.yaml").write_text("name: ours\nversion: '2'\n", encoding="utf-8")
    file = here / "vote-missing-here.yaml"
    before = file.read_bytes()
    capsys.readouterr()
    assert main([*begun, "!seat.voting"]) == 2
    assert capsys.readouterr().err == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit rules new
  cause: vote-missing-here.yaml is there already
  help:  go on with it, name the new check otherwise, or begin it afresh with --replace
""")
    assert file.read_bytes() == before
    assert main([*begun, "seat.votin", "--replace"]) == 2
    assert file.read_bytes() == before
    assert main([*begun, "!seat.voting", "--replace"]) == 0
    assert "      !seat.voting\n" in file.read_text(encoding="utf-8")
    # What else the pack has stays.
    assert "version: '2'" in (here / "pack.yaml").read_text(encoding="utf-8")


def test_the_packs_that_settings_name_are_tested_with_the_built_in_ones(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = ["rules", "new", "vote-missing-here", "--pitfall", "roles", "--folder", "ours"]
    assert main(begun) == 0
    (here / "pitfall-audit.toml").write_text('rules = ["ours"]\n', encoding="utf-8")
    capsys.readouterr()
    assert main(["rules", "test"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("ours: 1 check, 6 examples: all hold.\n")
    built_in = f"Built-in checks: {len(load_built_in().rules)} checks"
    assert built_in in out
