"""Settings that cannot be used: what is said, and where."""

from __future__ import annotations

from pathlib import Path

import pytest
from inline_snapshot import snapshot
from tests.settings.house import rules

from pitfall_audit.errors import SettingsError
from pitfall_audit.report.screen import Screen
from pitfall_audit.report.terminal import render_problems
from pitfall_audit.settings.settings import Settings
from pitfall_audit.settings.settings_file import read_settings, settings_from_text


def told(text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        Settings(rules(), settings_from_text(text))
    return render_problems(caught.value.problems, Screen(width=80, colour=False, unicode=True))


def test_names_of_settings_that_there_are_not() -> None:
    text = """\
levl = "core"
zzz = 1
[[overrides]]
paths = ["a/**"]
fail-on = "never"
[overrides.treshold]
"""
    assert told(text) == snapshot("""\
unknown-key: There is no setting called “levl”.
  → pitfall-audit.toml:1:1
    1 │ levl = "core"
      │ ^^^^
  help: Did you mean `level`?

unknown-key: There is no setting called “zzz”.
  → pitfall-audit.toml:2:1
    2 │ zzz = 1
      │ ^^^
  help: The settings are: level, select, ignore, severity, thresholds,
        fail-on, exclude, rules, required-version, waivers, registers,
        longest-waiver-days, never-waive, plugins, report, overrides.

unknown-key: `fail-on` holds for a whole run, and cannot be set for some of
  its files.
  → pitfall-audit.toml:5:1
    5 │ fail-on = "never"
      │ ^^^^^^^
  help: Put it at the top of the file, before the first heading.

unknown-key: There is no setting called “treshold”.
  → pitfall-audit.toml:6:1
    6 │ [overrides.treshold]
      │ ^^^^^^^^^^^^^^^^^^^^
  help: Did you mean `thresholds`?
""")


def test_values_of_the_wrong_type() -> None:
    text = """\
level = 3
select = "roles"
ignore = ["roles", 4]
fail-on = "errors"
rules = []
plugins = false
[severity]
roles = "warn"
lone-member = 3
[thresholds]
promise-overdue = 30
[thresholds.lone-member]
few_other_members = "3"
[thresholds.vote-unstated]
"""
    assert told(text) == snapshot("""\
wrong-type: `level` is to be a word in quotation marks, but here is a number.
  → pitfall-audit.toml:1:9
    1 │ level = 3
      │         ^
  help: Write it in this shape: `level = "standard"`.

wrong-type: `select` is to be a list of names, but here is text.
  → pitfall-audit.toml:2:10
    2 │ select = "roles"
      │          ^^^^^^^
  help: Write it in this shape: `select = ["roles", "lone-member"]`.

wrong-type: What stands in `ignore` is to be text in quotation marks, but here
  is a number.
  → pitfall-audit.toml:3:20
    3 │ ignore = ["roles", 4]
      │                    ^
  help: Write it in this shape: `ignore = ["recruitment"]`.

not-one-of: `fail-on` cannot be “errors”.
  → pitfall-audit.toml:4:11
    4 │ fail-on = "errors"
      │           ^^^^^^^^
  help: Did you mean `error`? It takes: error (Act now), warning (Look
        into), advice (Consider), never.

wrong-type: `rules` is empty.
  → pitfall-audit.toml:5:9
    5 │ rules = []
      │         ^^
  help: Leave it out, or name something.

wrong-type: `plugins` is to be a list of names, but here is true or false.
  → pitfall-audit.toml:6:11
    6 │ plugins = false
      │           ^^^^^
  help: Write it in this shape: `plugins = ["our-plugin"]`.

not-one-of: `severity` cannot be “warn”.
  → pitfall-audit.toml:8:9
    8 │ roles = "warn"
      │         ^^^^^^
  help: Did you mean `warning`? It takes: error (Act now), warning (Look
        into), advice (Consider), off.

wrong-type: What stands in `severity` is to be a word in quotation marks, but
  here is a number.
  → pitfall-audit.toml:9:15
    9 │ lone-member = 3
      │               ^
  help: Write it in this shape: `severity.closed-recruitment = "warning"`.

wrong-type: What stands in `thresholds` is to be a table of numbers, but here
  is a number.
  → pitfall-audit.toml:11:19
    11 │ promise-overdue = 30
       │                   ^^
  help: Write it in this shape:
        `thresholds.promise-overdue.long_overdue_days = 60`.

wrong-threshold: A threshold is to be a number, but here is text.
  → pitfall-audit.toml:13:21
    13 │ few_other_members = "3"
       │                     ^^^
  help: Write it in this shape: `few_other_members = …`.

wrong-type: `vote-unstated` is empty.
  → pitfall-audit.toml:14:1
    14 │ [thresholds.vote-unstated]
       │ ^^^^^^^^^^^^^^^^^^^^^^^^^^
  help: Leave it out, or name something.
""")


def test_the_words_on_screen_are_told_apart_from_those_to_write() -> None:
    said = " ".join(told('fail-on = "Act now"\nseverity.roles = "look into"\n').split())

    assert "For “Act now” write `error`." in said
    assert "For “Look into” write `warning`." in said
    assert "It takes: error (Act now), warning (Look into), advice (Consider), off." in said


def test_what_decides_in_its_place_is_named() -> None:
    said = " ".join(told('ignore = ["roles"]\nseverity.roles = "off"\n').split())

    assert "what decides on its checks is pitfall-audit.toml, line" in said


def test_an_override_without_files_and_one_that_is_no_table() -> None:
    assert told('[[overrides]]\nlevel = "core"\n') == snapshot("""\
missing-key: This override does not say which files it is for.
  → pitfall-audit.toml:1:1
    1 │ [[overrides]]
      │ ^^^^^^^^^^^^^
  help: Write it in this shape: `paths = ["research/**"]`.
""")
    assert told("overrides = [3]\n") == snapshot("""\
wrong-type: What stands in `overrides` is to be a table, but here is a number.
  → pitfall-audit.toml:1:14
    1 │ overrides = [3]
      │              ^
  help: Write it in this shape: `[[overrides]]`, and below it `paths =
        ["research/**"]`.
""")


def test_thresholds_out_of_range() -> None:
    text = """\
[thresholds.promise-overdue]
long_overdue_days = -1
[thresholds.lone-member]
few_other_members = 1e9
"""
    assert told(text) == snapshot("""\
wrong-threshold: A threshold is to be between 0 and 1,000,000.
  → pitfall-audit.toml:2:21
    2 │ long_overdue_days = -1
      │                     ^^
  help: Write a number in between; `ignore` leaves a check out altogether.

wrong-threshold: A threshold is to be between 0 and 1,000,000.
  → pitfall-audit.toml:4:21
    4 │ few_other_members = 1e9
      │                     ^^^
  help: Write a number in between; `ignore` leaves a check out altogether.
""")


def test_names_of_checks_and_thresholds_that_there_are_not() -> None:
    text = """\
select = ["role", "lone-member"]
ignore = ["zzzz"]
[severity]
vote-unsaid = "off"
[thresholds.promise-overdue]
long_overdue = 3
zzzz = 1
[thresholds.lone-member]
few_other_members = 3.5
[thresholds.vote-unstated]
days = 1
[thresholds.promises]
days = 1
[thresholds.lone-membre]
days = 1
"""
    assert told(text) == snapshot("""\
unknown-check: There is no check or pitfall called “role”.
  → pitfall-audit.toml:1:11
    1 │ select = ["role", "lone-member"]
      │           ^^^^^^
  help: Did you mean `roles`?

unknown-check: There is no check or pitfall called “zzzz”.
  → pitfall-audit.toml:2:11
    2 │ ignore = ["zzzz"]
      │           ^^^^^^
  help: `pitfall-audit rules list` shows them all. A check of your own is
        known once its pack is named: with `--rules FOLDER`, or with `rules =
        ["FOLDER"]` in pitfall-audit.toml.

unknown-check: There is no check or pitfall called “vote-unsaid”.
  → pitfall-audit.toml:4:1
    4 │ vote-unsaid = "off"
      │ ^^^^^^^^^^^
  help: Did you mean `vote-unstated`? A check of your own is known once
        its pack is named: with `--rules FOLDER`, or with `rules = ["FOLDER"]`
        in pitfall-audit.toml.

unknown-threshold: `promise-overdue` has no threshold called “long_overdue”.
  → pitfall-audit.toml:6:1
    6 │ long_overdue = 3
      │ ^^^^^^^^^^^^
  help: Did you mean `long_overdue_days`?

unknown-threshold: `promise-overdue` has no threshold called “zzzz”.
  → pitfall-audit.toml:7:1
    7 │ zzzz = 1
      │ ^^^^
  help: It has: long_overdue_days.

wrong-threshold: `few_other_members` of `lone-member` is a whole number.
  → pitfall-audit.toml:9:21
    9 │ few_other_members = 3.5
      │                     ^^^
  help: Write it like this: `few_other_members = 4`.

unknown-threshold: `vote-unstated` has no threshold called “days”.
  → pitfall-audit.toml:11:1
    11 │ days = 1
       │ ^^^^
  help: It uses no numbers of its own: leave this out.

unknown-check: There is no check called “promises”.
  → pitfall-audit.toml:12:1
    12 │ [thresholds.promises]
       │ ^^^^^^^^^^^^^^^^^^^^^
  help: Thresholds belong to a check, not to a pitfall.

unknown-check: There is no check called “lone-membre”.
  → pitfall-audit.toml:14:1
    14 │ [thresholds.lone-membre]
       │ ^^^^^^^^^^^^^^^^^^^^^^^^
  help: Did you mean `lone-member`?
""")


def test_what_is_both_selected_and_left_out() -> None:
    text = 'select = ["roles", "lone-member"]\nignore = ["roles"]\nseverity.lone-member = "off"\n'
    assert told(text) == snapshot("""\
contradiction: `roles` is both selected and left out.
  → pitfall-audit.toml:2:11
    2 │ ignore = ["roles"]
      │           ^^^^^^^
  help: Keep what you mean, and delete the other.

contradiction: `lone-member` is both selected and left out.
  → pitfall-audit.toml:3:24
    3 │ severity.lone-member = "off"
      │                        ^^^^^
  help: Keep what you mean, and delete the other.
""")


def test_settings_for_checks_that_do_not_run() -> None:
    text = """\
level = "core"
select = ["roles", "promises", "voices"]
ignore = ["vote-unstated", "unfair-expectation"]
[severity]
lone-member = "advice"
diversity = "off"
[thresholds.lone-member]
few_other_members = 4
"""
    assert told(text) == snapshot("""\
no-effect: This changes nothing for `voices`: what decides on its checks is
  pitfall-audit.toml, line 1.
  → pitfall-audit.toml:2:32
    2 │ select = ["roles", "promises", "voices"]
      │                                ^^^^^^^^
  help: Delete it, or change what leaves its checks out.

no-effect: This changes nothing: `unfair-expectation` does not run: of level
  standard, and level core is asked for in pitfall-audit.toml, line 1.
  → pitfall-audit.toml:3:28
    3 │ ignore = ["vote-unstated", "unfair-expectation"]
      │                            ^^^^^^^^^^^^^^^^^^^^
  help: Delete it.

no-effect: This changes nothing: `lone-member` does not run: not selected in
  pitfall-audit.toml, line 2.
  → pitfall-audit.toml:5:15
    5 │ lone-member = "advice"
      │               ^^^^^^^^
  help: Delete it, or have the check run: `pitfall-audit config show` says
        what decides.

no-effect: This changes nothing: there is no check of `diversity`.
  → pitfall-audit.toml:6:13
    6 │ diversity = "off"
      │             ^^^^^
  help: Delete it.

no-effect: This changes nothing: `lone-member` does not run: not selected in
  pitfall-audit.toml, line 2.
  → pitfall-audit.toml:8:21
    8 │ few_other_members = 4
      │                     ^
  help: Delete it, or have the check run: `pitfall-audit config show` says
        what decides.
""")


def test_overrides_that_change_nothing() -> None:
    text = """\
level = "core"
ignore = ["vote-unstated"]
[[overrides]]
paths = ["a/**"]
level = "core"
ignore = ["vote-unstated", "lone-member"]
"""
    assert told(text) == snapshot("""\
no-effect: This changes nothing: without it, level core holds as well.
  → pitfall-audit.toml:5:9
    5 │ level = "core"
      │         ^^^^^^
  help: Delete it.

no-effect: This changes nothing: `vote-unstated` does not run: left out in
  pitfall-audit.toml, line 2.
  → pitfall-audit.toml:6:11
    6 │ ignore = ["vote-unstated", "lone-member"]
      │           ^^^^^^^^^^^^^^^
  help: Delete it.
""")


@pytest.mark.parametrize(
    "text",
    [
        'level = "thorough"\nfail-on = "error"\n',  # the defaults may be said
        "thresholds.promise-overdue.long_overdue_days = 30\n",
        "severity.promise-overdue = 'error'\n",
        'level = "core"\nselect = ["single-voice-wording", "roles"]\n',
        # What counts only where an override has the check run.
        'level = "core"\nignore = ["unfair-expectation"]\n'
        '[[overrides]]\npaths = ["a/**"]\nlevel = "standard"\n',
        # What counts only where both overrides are for a file.
        'ignore = ["lone-member"]\n[[overrides]]\npaths = ["a/**"]\nselect = ["lone-member"]\n'
        '[[overrides]]\npaths = ["a/b/**"]\nseverity.lone-member = "advice"\nlevel = "core"\n',
    ],
)
def test_settings_that_may_stand(text: str) -> None:
    Settings(rules(), settings_from_text(text))


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("level = core\n", 1, "There is no value here that TOML knows."),
        ('level = "core\n', 1, "This text has no quotation mark at its end."),
        ('level = "core"\nlevel = "core"\n', 2, "This stands twice."),
        ("[severity]\na = 'off'\n[severity]\n", 3, "This table stands twice."),
        ('ignore = ["roles"\n', 1, "This list has no bracket at its end, or a comma is missing."),
        ("level\n", 1, "There is no equals sign after the name of a setting."),
        ('level = "core" a = 1\n', 1, "There is more on this line than one setting."),
        ('rules = ["C:\\house"]\n', 1, "A backslash has a meaning of its own in this text."),
    ],
)
def test_text_that_is_not_toml(text: str, line: int, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings_from_text(text)
    (problem,) = caught.value.problems
    assert (problem.id, problem.message, problem.place.line) == ("not-toml", message, line)
    assert problem.place.excerpt == text.splitlines()[line - 1]


def test_a_pyproject_has_them_in_a_table_of_its_own() -> None:
    text = '[project]\nname = "x"\n[tool.pitfall-audit]\nlevel = "core"\nignor = ["roles"]\n'
    with pytest.raises(SettingsError) as caught:
        settings_from_text(text, "pyproject.toml")
    (problem,) = caught.value.problems
    assert (problem.place.line, problem.help) == (5, "Did you mean `ignore`?")
    with pytest.raises(SettingsError) as caught:
        settings_from_text("[tool.other]\n", "pyproject.toml")
    assert [one.id for one in caught.value.problems] == ["no-settings"]


@pytest.mark.parametrize("name", ["missing.toml", "folder"])
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(SettingsError) as caught:
        read_settings(tmp_path / name, name)
    assert [one.id for one in caught.value.problems] in (["not-found"], ["is-a-folder"])
