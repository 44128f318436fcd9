"""Rules of one's own as somebody meets them on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from tests.rules.pack_texts import ENGAGEMENT, PACK, house_rule, write_pack
from tests.rules.rule_texts import EXAMPLES, WORDS

from pitfall_audit.cli.exit_codes import ExitCode
from pitfall_audit.cli.main import main


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "panel.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["check", "panel.yaml", "--as-of", "2026-06-30", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def refused(capsys: pytest.CaptureFixture[str]) -> str:
    """What is said on standard error of the pack ``house``, which can't be used."""
    code, out, err = check(capsys, "--rules", "house")
    assert (code, out) == (ExitCode.COULD_NOT_RUN, "")
    return err


def test_a_pack_is_run_and_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = PACK + "title: Our rules\nauthors: [Us]\nlicence: MIT\n"
    rule = house_rule(
        expect="seat.status == 'observer'", message="{{ seat.label }}: not ours.", silence="fails"
    )
    write_pack(here / "house", pack, a_rule=rule)
    code, out, err = check(capsys, "--rules", "house", "--select", "a-rule")
    assert (code, err) == (ExitCode.COMPLETE, "")
    assert "Not ours:" in out
    code, out, _ = check(capsys, "--rules", "house", "--json", "-")
    (told,) = [one for one in json.loads(out)["packs"] if one["kind"] != "built-in"]
    assert len(told.pop("sha256")) == 64
    assert told == snapshot(
        {
            "id": "house",
            "version": "1.0",
            "title": "Our rules",
            "authors": ["Us"],
            "licence": "MIT",
            "kind": "folder",
            "folder": "house",
            "examples": "held",
            "unwritten": [],
        }
    )
    assert {one["pack"] for one in json.loads(out)["rules"]} == {"house", "pitfall-audit"}


def test_a_pack_is_named_once_however_often_it_is_written(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pack(here / "house", a_rule=house_rule())
    (here / "pitfall-audit.toml").write_text('rules = ["house"]\n', encoding="utf-8")
    code, _, err = check(
        capsys, "--rules", "house", "--rules", "./house/", "--rules", str(here / "house"),
        "--fail-on", "never",
    )  # fmt: skip
    assert (code, err) == (ExitCode.COMPLETE, "")


def test_an_expression_that_does_not_fit(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pack(here / "house", a_rule=house_rule(expect="has(seat.status) && seat.staus == 'a'"))
    assert refused(capsys) == snapshot("""\
pitfall-audit could not run as asked. The checks cannot be used as they are:

expression-invalid: This expression can't be used: there is no fact
  `seat.staus`.
  → house/a-rule.yaml:8:30
    8 │   - 'has(seat.status) && seat.staus == ''a'''
      │                              ^
  help: Did you mean `status`?
""")


def test_an_expression_that_compares_what_can_not_be(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rule = house_rule(expect="HERE").replace(
        "  - 'HERE'\n", "  - that: |\n      seat.lived_experience\n      || seat.label > 3\n"
    )
    write_pack(here / "house", a_rule=rule)
    assert refused(capsys) == snapshot("""\
pitfall-audit could not run as asked. The checks cannot be used as they are:

expression-invalid: This expression can't be used: `seat.label` is text, and
  `3` is a whole number.
  → house/a-rule.yaml:10:21
    10 │       || seat.label > 3
       │                     ^
  help: Text stands in quotes: '3'.
""")


def test_an_expression_that_nests_too_deep(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pack(here / "house", a_rule=house_rule(expect="(" * 30 + "seat.open" + ")" * 30))
    assert refused(capsys) == snapshot("""\
pitfall-audit could not run as asked. The checks cannot be used as they are:

expression-too-deep: The parts of this expression stand too deep one inside
  another to be run.
  → house/a-rule.yaml:8:5
    8 │   - '((((((((((((((((((((((((((((((seat.open))))))))))))))))))))))))))…
      │     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  help: Take out brackets, or say it in shorter conditions, one idea each.
""")


def test_parts_that_are_missing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = house_rule()
    write_pack(
        here / "house",
        a_rule=whole.partition("---")[0],
        b_rule=house_rule("b-rule").rpartition("---")[0],
    )
    assert refused(capsys) == snapshot("""\
pitfall-audit could not run as asked. The checks cannot be used as they are:

rule-part-missing: This rule file has no part 2, what it says.
  → house/a-rule.yaml:12:1
  help: A rule file has three parts, set apart by lines of `---`: what it
        checks, what it says, its examples.

rule-part-missing: This rule file has no part 3, its examples.
  → house/a-rule.yaml:12:1
  help: A rule file has three parts, set apart by lines of `---`: what it
        checks, what it says, its examples.

rule-part-missing: This rule file has no part 3, its examples.
  → house/b-rule.yaml:19:1
  help: A rule file has three parts, set apart by lines of `---`: what it
        checks, what it says, its examples.
""")


def test_a_standard_that_is_none(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = WORDS.replace("{article: roles}", "{standard: four-pi-standard}")
    write_pack(here / "house", a_rule=house_rule(words=words))
    assert refused(capsys) == snapshot("""\
pitfall-audit could not run as asked. The checks cannot be used as they are:

standard-unknown: There is no standard “four-pi-standard”.
  → house/a-rule.yaml:19:16
    19 │   - {standard: four-pi-standard}
       │                ^^^^^^^^^^^^^^^^
  help: Did you mean `four-pi-standards`?
""")


def test_a_threshold_that_nothing_reads(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pack(here / "house", a_rule=house_rule(more="thresholds: {few: 3}\n"))
    assert refused(capsys) == snapshot("""\
pitfall-audit could not run as asked. The checks cannot be used as they are:

threshold-unused: Nothing reads the threshold `few`.
  → house/a-rule.yaml:13:14
    13 │ thresholds: {few: 3}
       │              ^^^
  help: Read it as `thresholds.few` in a condition, or remove it.
""")


def test_an_example_of_a_wrong_form(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pack(here / "house", a_rule=house_rule(examples=EXAMPLES.replace("passed:", "pased:")))
    assert refused(capsys) == snapshot("""\
pitfall-audit could not run as asked. The checks cannot be used as they are:

missing-key: `passed` is missing in part 3, its examples.
  → house/a-rule.yaml:21:1
    21 │ failed:
       │ ^
  help: Add it in this shape: `passed: [{files: {a.yaml: {roles: [{id:
        m}]}}, expect: ["roles[m]"]}]`.

unknown-key: “pased” is not a field in part 3, its examples.
  → house/a-rule.yaml:24:1
    24 │ pased:
       │ ^^^^^
  help: Did you mean `passed`?
""")


def test_a_pack_that_needs_another_version(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = PACK + "needs: {pitfall-audit: '<0'}\nlicens: MIT\n"
    write_pack(here / "house", pack, a_rule=house_rule())
    assert refused(capsys) == snapshot("""\
pitfall-audit could not run as asked. The checks cannot be used as they are:

unknown-key: “licens” is not a field at the top of the file.
  → house/pack.yaml:4:1
    4 │ licens: MIT
      │ ^^^^^^
  help: Did you mean `licence`?
""")


def test_two_fields_that_become_one(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fields = (
        "fields:\n  x-ward-type: {on: role, type: text, says: The ward}\n"
        "  x-ward_type: {on: body, type: text, says: The ward}\n"
    )
    write_pack(here / "house", PACK + fields, a_rule=house_rule())
    assert refused(capsys) == snapshot("""\
pitfall-audit could not run as asked. The checks cannot be used as they are:

two-names-become-one: Rules would read `x-ward-type` and `x-ward_type` both as
  `x.ward_type`.
  → house/pack.yaml:5:3
    5 │   x-ward_type: {on: body, type: text, says: The ward}
      │   ^^^^^^^^^^^
  the other one:
  → house/pack.yaml:4:3
    4 │   x-ward-type: {on: role, type: text, says: The ward}
      │   ^^^^^^^^^^^
  help: Give one of them another name.
""")


def test_an_id_of_a_check_that_comes_with_the_program(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pack(here / "house", lone_member=house_rule("lone-member"))
    assert refused(capsys) == snapshot("""\
pitfall-audit could not run as asked. The checks cannot be used as they are:

rule-id-taken: The id `lone-member` is that of a check that comes with the
  program.
  → house/lone-member.yaml:1:5
    1 │ id: lone-member
      │     ^^^^^^^^^^^
  help: Give yours another id, in words of its own. `pitfall-audit rules
        show lone-member --no-config` shows the check that has it.
""")


def test_an_id_that_two_packs_have(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pack(here / "house", a_rule=house_rule())
    write_pack(here / "other", "name: other\nversion: 1\n", a_rule=house_rule())
    _, _, err = check(capsys, "--rules", "house", "--rules", "other")
    assert err == snapshot("""\
pitfall-audit could not run as asked. The checks cannot be used as they are:

rule-id-taken: Two checks have the id `a-rule`.
  → other/a-rule.yaml:1:5
    1 │ id: a-rule
      │     ^^^^^^
  the other is here:
  → house/a-rule.yaml:1:5
    1 │ id: a-rule
      │     ^^^^^^
  help: Give one of them another id, in words of its own.
""")


def test_a_pack_with_the_name_of_the_built_in_checks(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pack(here / "house", "name: pitfall-audit\nversion: 1\n", a_rule=house_rule())
    assert refused(capsys) == snapshot("""\
pitfall-audit could not run as asked. The checks cannot be used as they are:

pack-name-taken: This pack calls itself `pitfall-audit`, as the checks that
  come with the program do.
  → house/pack.yaml
  help: Give it another `name`: your own, in plain words with hyphens.
""")


def test_a_folder_that_is_not_there(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(capsys) == snapshot("""\
pitfall-audit could not run as asked. The checks cannot be used as they are:

pack-missing: There is no folder house.
  → house
  help: Name a folder that holds rule files and a pack.yaml; for an
        installed package write python: before its name.
""")
    (here / "pitfall-audit.toml").write_text('rules = ["hose"]\n', encoding="utf-8")
    code, out, err = check(capsys)
    assert (code, out) == (ExitCode.COULD_NOT_RUN, "")
    assert "pitfall-audit.toml:1:" in err
    assert "There is no folder hose." in err


def test_a_value_of_ones_own_field_that_does_not_fit(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fields = "fields:\n  x-ward: {on: role, type: text, words: [acute, day], says: The ward}\n"
    rule = house_rule(expect="seat.x.ward == 'acute'")
    write_pack(here / "house", PACK + fields, a_rule=rule)
    text = ENGAGEMENT.replace("id: m,", "id: m, x-ward: acut,")
    (here / "panel.yaml").write_text(text, encoding="utf-8")
    code, out, err = check(capsys, "--rules", "house", "--fail-on", "never", "--no-verify-packs")
    assert code == ExitCode.INCOMPLETE
    told = out + err
    assert "`x-ward` cannot be “acut”." in told
    assert "Did you mean `acute`?" in told
    assert "panel.yaml:6:" in told
    assert "a-rule" in told
    # Without the pack, nobody knows of such a field, and it is nobody's business.
    assert check(capsys, "--fail-on", "never")[0] == ExitCode.COMPLETE


def test_words_that_are_still_to_be_written_are_no_words_of_the_report(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = ["rules", "new", "only-looks-on", "--pitfall", "roles", "--folder", "house"]
    assert main([*begun, "--expect", "seat.status != 'full-member'"]) == ExitCode.COMPLETE
    rule = (here / "house" / "only-looks-on.yaml").read_text(encoding="utf-8")
    assert rule.count("Write here") == 3
    capsys.readouterr()
    code, out, _ = check(
        capsys, "--rules", "house", "--select", "only-looks-on", "--html", "r.html"
    )
    assert code == ExitCode.COMPLETE
    page = (here / "r.html").read_text(encoding="utf-8")
    for text in (out, page):
        assert "only looks on" in text.casefold()
        assert "Write here" not in text
        told = " ".join(text.split())
        assert (
            "not finished: only-looks-on, of which words or sources are still to be written" in told
        )
