"""Starting: what is loaded, and that each example in the help runs."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import click
import pytest

from pitfall_audit import kept
from pitfall_audit.cli.main import command_line, main
from pitfall_audit.version import __version__
from pitfall_audit.workbench.rule_list import built_in_checks

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "jinja2",
    "rich",
    "pydantic",
    "pydantic_core",
    "yaml",
    "cel_expr_python",
    "google.protobuf",
    "rapidfuzz",
)


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["check", "--help"]])
def test_answers_without_loading_what_it_does_not_need(arguments: list[str]) -> None:
    program = (
        "import sys\n"
        "from pitfall_audit.cli.main import main\n"
        f"code = main({arguments!r})\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
        "sys.exit(code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "[]"


def run_with_kept(folder: Path, arguments: list[str], unwanted: tuple[str, ...]) -> list[str]:
    """The lines of a run that finds in a folder what is kept, and of the unwanted what it loads."""
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from pitfall_audit import kept\n"
        f"kept._file = lambda name: Path({str(folder)!r}) / name\n"
        "sys.dont_write_bytecode = False\n"
        "from pitfall_audit.cli.main import main\n"
        f"code = main({arguments!r})\n"
        f"print([name for name in {unwanted!r} if name in sys.modules])\n"
        "sys.exit(code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        # Only what is kept is written where the test says.
        env={**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "compiled")},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_the_list_of_checks_needs_no_model_and_no_cel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def file(name: str) -> Path:
        return tmp_path / name

    monkeypatch.setattr(kept, "_file", file)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    listed = built_in_checks()
    unwanted = ("pydantic", "pydantic_core", "cel_expr_python", "google.protobuf", "jinja2",
                "pitfall_audit.engagement.model", "pitfall_audit.facts")  # fmt: skip
    lines = run_with_kept(tmp_path, ["rules", "list"], unwanted)
    assert lines[-1] == "[]"
    assert [one.id for one in listed if f"  {one.id} ({one.level})" not in lines] == []


@pytest.mark.parametrize(
    "settings", ["", 'level = "standard"\nthresholds.promise-overdue.long_overdue_days = 60\n']
)
def test_an_audit_loads_no_other_command_and_no_pydantic_once_what_that_makes_is_kept(
    tmp_path: Path, settings: str
) -> None:
    shutil.copy(ROOT / "examples" / "smallest-useful-file.yaml", tmp_path / "small.yaml")
    (tmp_path / "pitfall-audit.toml").write_text(settings)
    audit = ["check", "small.yaml", "--fail-on", "never", "--as-of", "2026-06-30"]
    unwanted = ("pydantic", "pitfall_audit.cli.form_command")
    first, second = (run_with_kept(tmp_path, audit, unwanted) for _ in range(2))
    assert first == [*second[:-1], "['pydantic']"]
    assert second[-1] == "[]"


def test_version_by_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pitfall_audit", "--version"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, f"pitfall-audit {__version__}\n")


def commands(command: click.Command, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Give the path of every command."""
    below = command.commands.items() if isinstance(command, click.Group) else ()
    return [path, *(deep for name, sub in below for deep in commands(sub, (*path, name)))]


def examples(capfd: pytest.CaptureFixture[str]) -> list[str]:
    """Give every command line that a help text shows, once each, and never none for a command."""
    found: dict[str, None] = {}
    for path in commands(command_line):
        assert main([*path, "--help"]) == 0
        lines = re.findall(r"^ +\$ (.+)$", capfd.readouterr().out, re.MULTILINE)
        assert lines, path
        found.update(dict.fromkeys(lines))
    return list(found)


def test_no_example_is_of_a_command_that_is_not_there() -> None:
    shown = tomllib.loads(files("pitfall_audit.cli").joinpath("examples.toml").read_text("utf-8"))
    assert {*shown} == {" ".join(["pitfall-audit", *path]) for path in commands(command_line)}


def test_each_example_in_the_help_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    lines = examples(capfd)
    # Of the examples, those that are named; the others would be audited again and again.
    (tmp_path / "examples").mkdir()
    for name in {*re.findall(r"examples/[\w-]+\.yaml", " ".join(lines))}:
        shutil.copy(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    # What the examples compare, and make papers of.
    for name in ("old.json", "new.json", "audit.json"):
        assert main(["check", "examples/smallest-useful-file.yaml", "--json", name]) == 0
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for step in (["init", "-q", "-b", "main"], ["add", "examples"], ["commit", "-q", "-m", "a"]):
        subprocess.run(["git", *who, *step], check=True)
    for name in ("members.csv", "register.csv"):
        Path(tmp_path, name).write_text("Name,Role,Interests\nMary Example,Chair,None\n", "utf-8")
    Path(tmp_path, "terms.md").write_text("Members are paid £15 a meeting.\n", "utf-8")
    # What the examples call a check of one's own.
    own = ("our-own-check", "--pitfall", "promises", "--subject", "promise")
    assert main(["rules", "new", *own, "--folder", "house-rules"]) == 0
    capfd.readouterr()
    for line in lines:
        program, *arguments = shlex.split(line)
        assert program == "pitfall-audit"
        if arguments == ["rules", "test"]:
            continue  # test_drafting runs it, and it takes as long as all others together
        if arguments[0] == "form":
            continue  # it goes on until it is ended, which is tried in tests/form
        code = main(arguments)
        captured = capfd.readouterr()
        # The examples have findings, or have changed, which is what 1 says; and a check that
        # has only begun does not notice each small change.
        may_find = {"check", "verify"} & {*arguments}
        expected = {0, 1} if may_find else {0, 2} if "--mutate" in arguments else {0}
        assert code in expected, (line, captured.err)
        assert captured.out or " written to " in captured.err, line


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_the_examples_are_shown_on_a_console_of_any_encoding(encoding: str) -> None:
    done = subprocess.run(
        [
            *(
                sys.executable,
                "-m",
                "pitfall_audit",
                "check",
                str(ROOT / "examples" / "several-files"),
            ),
            *("--as-of", "2026-06-30", "--fail-on", "never"),
        ],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    shown = done.stdout.decode(encoding)
    assert "Next: " in shown
    assert all(len(line) <= 80 for line in shown.splitlines() if "/" not in line)
