"""A command line that cannot be followed: what, where, why, and what to type instead."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from inline_snapshot import snapshot

import pitfall_audit.cli
from pitfall_audit.cli.main import command_line, main


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


def test_unknown_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "chekc") == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit
  cause: there is no command chekc
  help:  did you mean pitfall-audit check?
""")


def test_unknown_command_that_is_like_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "rules", "zzz\x1b[2J") == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit rules
  cause: there is no command zzz\\x1b[2J
  help:  the commands are examples, explain, facts, list, new, show, test, try; more with --help
""")


def test_unknown_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "check", "--jsno", "x") == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit check
  cause: there is no option --jsno
  help:  did you mean --json? For all options: pitfall-audit check --help
""")


def test_nothing_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "check") == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit check
  cause: PATH... is missing
  help:  for example: pitfall-audit check examples/
""")


def test_value_that_is_not_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "check", "a", "--fail-on", "eror") == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit check
  cause: --fail-on: 'eror' is not one of 'error', 'warning', 'advice', 'never'
  help:  --fail-on takes error (Act now), warning (Look into), advice (Consider), never
""")


@pytest.mark.parametrize("day", ["30/06/2026", "20260630", "2026-02-30", "2026-W27-2", ""])
def test_day_that_is_not_one(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = told(capsys, "check", "a", "--as-of", day)
    assert "not a day written as YYYY-MM-DD" in said
    assert "--as-of 2026-06-30" in said


def test_empty_selection(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "check", "a", "--select", ",") == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit check
  cause: --select names no check
  help:  name checks or pitfalls, as in --select roles,support
""")


@pytest.mark.parametrize("command", [(), ("rules",)])
def test_no_command_shows_the_help(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Commands:" in told(capsys, *command)


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", ""),
        ("check", "a.yaml", "--html", ""),
        ("check", "a.yaml", "--ties", ""),
        ("check", "a.yaml", "--config", ""),
        ("check", "a.yaml", "--rules", ""),
        ("config", "show", ""),
        ("rules", "new", "a-rule", "--pitfall", "roles", "--folder", ""),
    ],
)
def test_an_empty_path_is_not_taken_for_the_folder_one_is_in(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    said = told(capsys, *arguments)
    assert "is empty" in said
    assert "the folder you are in is a single dot" in said


def test_an_audience_that_a_format_is_not_for(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("check", "examples", "--audience", "board", "--html", "b.html", "--json", "-")
    assert told(capsys, *asked) == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit check
  cause: --json has everything in it, and cannot be made for --audience board
  help:  write it in a run of its own; --audience board is for --html, --html-dir, --docx or --pdf
""")


@pytest.mark.parametrize("asked", [("--audience", "person"), ("--person", "mary")])
def test_half_of_what_a_page_for_one_person_takes(
    asked: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys, "check", "examples", "--html", "mary.html", *asked) == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit check
  cause: --audience person and --person ID go together
  help:  write both, as in --audience person --person asha --html asha.html
""")


def test_an_audience_and_nothing_to_write_for_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "check", "examples", "--audience", "public") == snapshot("""\
pitfall-audit could not run as asked.
  where: pitfall-audit check
  cause: --audience public is for a paper, and none is asked for
  help:  name a file for it, as in --html public.html
""")


@pytest.mark.parametrize("option", ["--html", "--json", "--config", "--baseline"])
def test_one_file_named_twice(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = told(capsys, "check", "a.yaml", option, "a.html", option, "b.html")
    assert f"cause: {option} is given 2 times, and takes one file" in said


def test_pages_for_one_person(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("--audience", "person", "--person", "mary", "--html-dir", "pages")
    assert "cause: --html-dir has a page for each arrangement, and cannot" in told(
        capsys, "check", "a.yaml", *asked
    )


def contexts(of: click.Context) -> Iterator[click.Context]:
    """The context of a command, and of each below it."""
    yield of
    commands = of.command.commands if isinstance(of.command, click.Group) else {}
    for name in commands:
        yield from contexts(click.Context(commands[name], of, name))


def test_all_options_say_what_they_do_and_nothing_is_said_of_others() -> None:
    said = tomllib.loads(Path(pitfall_audit.cli.__file__).with_name("options.toml").read_text())
    left = {(key, "") for key in said if "pitfall-audit" not in key}
    left |= {(name, path) for path in said if "pitfall-audit" in path for name in said[path]}
    for context in contexts(click.Context(command_line, info_name="pitfall-audit")):
        assert context.get_help()
        for one in context.command.get_params(context):
            name, path = max(one.opts, key=len).removeprefix("--"), context.command_path
            told = isinstance(one, click.Option) and one.help
            assert told or isinstance(one, click.Argument), f"{path} {one.name}"
            left.discard((name, path if name in said.get(path, {}) else ""))
    assert not left
