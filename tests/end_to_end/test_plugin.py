"""The example plugin, installed as anybody would, and plugins that are missing or broken."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.docs.guides import blocks
from tests.end_to_end.installing import installed
from tests.forked import ended

ROOT = Path(__file__).parents[2]
PLUGIN = ROOT / "examples" / "plugin"
LONG = " ".join(["word"] * 30)
ENGAGEMENT = f"""\
version: 1
id: a-panel
title: A panel
promises: [{{id: minutes, text: {LONG}, status: open, due: 2026-09-01, owner: the chair}}]
"""


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An interpreter beside which the plugin is installed; all else is what runs the tests."""
    folder = tmp_path_factory.mktemp("plugin")
    source = shutil.copytree(PLUGIN, folder / "source")
    return installed(source, folder, ROOT / "src")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "panel.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    return tmp_path


def run(python: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program with the plugin beside it; forked, where that can be, for it is quicker."""
    if hasattr(os, "fork"):
        (beside,) = python.parents[1].glob("lib/python*/site-packages")
        return ended(arguments, folder, beside=beside, seconds=120)
    return run_anew(python, folder, *arguments)


def run_anew(python: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(python), "-m", "pitfall_audit", *arguments],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


def check(python: Path, folder: Path, settings: str) -> subprocess.CompletedProcess[str]:
    (folder / "pitfall-audit.toml").write_text(settings, encoding="utf-8")
    return run(
        python, folder, "check", "panel.yaml", "--as-of", "2026-06-30", "--fail-on", "never",
        "--json", "result.json", "--html", "report.html",
    )  # fmt: skip


def test_a_plugin_that_is_named_is_run_and_told(python: Path, here: Path) -> None:
    done = check(python, here, 'plugins = ["larkbridge"]\n')
    assert done.returncode == 0, done.stderr
    assert "[promise-hard-to-read]" in done.stdout
    assert "its longest sentence has 30 words, more than 25." in " ".join(done.stdout.split())
    result = json.loads((here / "result.json").read_text(encoding="utf-8"))
    (pack,) = [one for one in result["packs"] if one["kind"] == "plugin"]
    assert (pack["id"], pack["version"]) == ("larkbridge", "1.2.0")
    by_rule = {
        one["rule"]: one["outcome"] for one in result["engagements"][0]["outcomes"]
    }  # fmt: skip
    assert by_rule["promise-hard-to-read"] == "failed"
    assert by_rule["promise-without-day"] == "passed"
    assert "govuk-sentence-length" in {one["id"] for one in result["standards"]}
    assert "longest sentence has 30 words" in (here / "report.html").read_text(encoding="utf-8")


def test_its_threshold_can_be_set(python: Path, here: Path) -> None:
    settings = 'plugins = ["larkbridge"]\n[thresholds.promise-hard-to-read]\nmost_words = 40\n'
    done = check(python, here, settings)
    assert done.returncode == 0, done.stderr
    assert "[promise-hard-to-read]" not in done.stdout
    assert "set in pitfall-audit.toml, line 3" in done.stdout


def test_a_plugin_that_is_not_named_is_not_loaded(python: Path, here: Path) -> None:
    done = check(python, here, "")
    assert "promise-hard-to-read" not in done.stdout
    result = json.loads((here / "result.json").read_text(encoding="utf-8"))
    assert [one["kind"] for one in result["packs"]] == ["built-in"]
    loaded = subprocess.run(
        [str(python), "-c",
         "import sys; from pitfall_audit.cli.main import main; "
         "main(['check', 'panel.yaml', '--fail-on', 'never']); "
         "sys.exit('larkbridge_checks' in sys.modules)"],
        cwd=here, capture_output=True, check=False,
    )  # fmt: skip
    assert loaded.returncode == 0, loaded.stderr


def test_its_examples_hold(python: Path, here: Path) -> None:
    done = run_anew(python, here, "rules", "test", "plugin:larkbridge")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 checks" in done.stdout


def test_each_command_of_its_page_works(python: Path, here: Path) -> None:
    lines = [
        line
        for block in blocks("python-rules.md")
        if block.what == "plugin"
        for line in block.text.splitlines()
    ]
    assert len(lines) > 3
    for line in lines:
        program, *arguments = line.split()
        done = run(python, here, *arguments)
        assert (program, done.returncode) == ("pitfall-audit", 0), done.stderr


CHECK = "plugin:larkbridge/promise-hard-to-read"


def test_its_checks_are_looked_at_by_name(python: Path, here: Path) -> None:
    done = run(python, here, "rules", "show", CHECK)
    assert done.returncode == 0, done.stderr
    assert "most_words: 25, set by the pack larkbridge" in done.stdout
    done = run(python, here, "rules", "explain", CHECK, "panel.yaml")
    assert done.returncode == 0, done.stderr
    assert "its longest sentence has 30 words" in " ".join(done.stdout.split())
    done = run(python, here, "rules", "test", CHECK)
    assert (done.returncode, "1 check," in done.stdout) == (0, True), done.stdout


def test_a_check_that_it_does_not_have(python: Path, here: Path) -> None:
    done = run(python, here, "rules", "show", "plugin:larkbridge/promise-hard-to-reed")
    assert (done.returncode, done.stdout) == (2, "")
    assert "plugin:larkbridge has no check promise-hard-to-reed" in done.stderr
    assert "write plugin:larkbridge/promise-hard-to-read" in done.stderr
    done = run(python, here, "rules", "show", "plugin:larkbridge")
    assert "name one of its checks, as plugin:larkbridge/" in done.stderr
    assert "No plugin “other”" in run(python, here, "rules", "show", "plugin:other/a-b").stderr


@pytest.mark.parametrize("command", ["show", "explain", "test"])
def test_a_check_of_a_plugin_that_nobody_named(python: Path, here: Path, command: str) -> None:
    file = ["panel.yaml"] if command == "explain" else []
    done = subprocess.run(
        [str(python), "-c",
         "import sys; from pitfall_audit.cli.main import main; "
         f"code = main({['rules', command, 'promise-hard-to-read', *file]!r}); "
         "sys.exit('loaded' if 'larkbridge_checks' in sys.modules else code)"],
        cwd=here, capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert "is a check of the plugin larkbridge, and a plugin is loaded only" in done.stderr
    assert f"write {CHECK} in its place" in done.stderr


def test_an_audit_takes_a_plugin_from_the_settings_alone(python: Path, here: Path) -> None:
    done = run(python, here, "check", "panel.yaml", "--rules", "plugin:larkbridge")
    assert (done.returncode, done.stdout) == (2, "")
    assert 'plugins = ["larkbridge"]' in done.stderr


def test_a_plugin_that_is_missing_stops_the_run(python: Path, here: Path) -> None:
    done = check(python, here, 'plugins = ["larkbrigde"]\n')
    assert (done.returncode, done.stdout) == (2, "")
    assert "No plugin “larkbrigde” is installed." in done.stderr
    assert "Did you mean `larkbridge`?" in done.stderr
    assert "pitfall-audit.toml:1:" in done.stderr
    assert run(python, here, "rules", "test", "plugin:larkbrigde").returncode == 2
